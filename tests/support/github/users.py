"""People and teams."""

from base64 import b64encode

from githubkit_schemas.latest.models import PublicUser, SimpleUser
from githubkit_schemas.latest.models import Team as TeamModel

from tests.support.github.answers import Answer, Json, Page, not_found
from tests.support.github.router import Call, routes
from tests.support.github.state import Team, User

_USER_URLS = {
    "followers_url": "/followers",
    "following_url": "/following{/other_user}",
    "gists_url": "/gists{/gist_id}",
    "starred_url": "/starred{/owner}{/repo}",
    "subscriptions_url": "/subscriptions",
    "organizations_url": "/orgs",
    "repos_url": "/repos",
    "events_url": "/events{/privacy}",
    "received_events_url": "/received_events",
}


def node_id(kind: str, number: int) -> str:
    """The id that GraphQL would know it by."""
    return b64encode(f"{kind}:{number}".encode()).decode()


def simple_user(call: Call, user: User) -> Json:
    """A SimpleUser."""
    url = f"{call.api}/users/{user.login}"
    return {
        "login": user.login,
        "id": user.id,
        "node_id": node_id("User", user.id),
        "avatar_url": f"{call.web}/avatars/{user.id}",
        "gravatar_id": "",
        "url": url,
        "html_url": f"{call.web}/{user.login}",
        **{name: url + rest for name, rest in _USER_URLS.items()},
        "type": user.kind,
        "site_admin": False,
    }


def simple_team(call: Call, team: Team) -> Json:
    """A Team, which is a TeamSimple too."""
    url = f"{call.api}/organizations/{team.organization.id}/team/{team.id}"
    return {
        "id": team.id,
        "node_id": node_id("Team", team.id),
        "url": url,
        "members_url": f"{url}/members{{/member}}",
        "name": team.slug,
        "description": None,
        "permission": "pull",
        "privacy": "closed",
        "html_url": f"{call.web}/orgs/{team.organization.login}/teams/{team.slug}",
        "repositories_url": f"{url}/repos",
        "slug": team.slug,
        "type": "organization",
        "parent": None,
    }


def _public_user(call: Call, user: User) -> Json:
    nothing: Json = dict.fromkeys(("name", "company", "blog", "location", "email", "hireable", "bio"))
    numbers: Json = dict.fromkeys(("public_repos", "public_gists", "followers", "following"), 0)
    times = dict.fromkeys(("created_at", "updated_at"), "2026-01-01T00:00:00Z")
    return {**simple_user(call, user), **nothing, **numbers, **times}


@routes.on("GET", "/user")
def whoami(call: Call) -> Answer:
    scopes = {"X-OAuth-Scopes": ", ".join(call.token.scopes)} if call.token and not call.token.permissions else {}
    return Answer(_public_user(call, call.me), PublicUser, headers=scopes)


@routes.on("GET", "/users/{login}")
def one_user(call: Call) -> Answer:
    user = call.state.users.get(call.parts["login"].lower())
    if user is None:
        raise not_found()
    return Answer(_public_user(call, user), PublicUser)


@routes.on("GET", "/orgs/{org}/teams")
def teams(call: Call) -> Page:
    found = [one for one in call.state.teams.values() if one.organization.login.lower() == call.parts["org"].lower()]
    return Page([simple_team(call, one) for one in found], TeamModel)


@routes.on("GET", "/orgs/{org}/teams/{slug}/members")
def team_members(call: Call) -> Page:
    people = [call.state.users[login.lower()] for login in sorted(_team(call).members)]
    return Page([simple_user(call, one) for one in people], SimpleUser)


def _team(call: Call) -> Team:
    team = call.state.teams.get("{org}/{slug}".format(**call.parts).lower())
    if team is None:
        raise not_found()
    return team
