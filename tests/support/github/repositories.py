"""Repositories, and what their settings say of merging."""

from githubkit_schemas.latest.models import FullRepository, RateLimitOverview

from tests.support.github.answers import Answer, Json
from tests.support.github.router import Call, routes
from tests.support.github.state import ROLES, Repository
from tests.support.github.users import node_id, simple_user

_URLS = {
    "archive_url": "/{archive_format}{/ref}",
    "assignees_url": "/assignees{/user}",
    "blobs_url": "/git/blobs{/sha}",
    "branches_url": "/branches{/branch}",
    "collaborators_url": "/collaborators{/collaborator}",
    "comments_url": "/comments{/number}",
    "commits_url": "/commits{/sha}",
    "compare_url": "/compare/{base}...{head}",
    "contents_url": "/contents/{+path}",
    "contributors_url": "/contributors",
    "deployments_url": "/deployments",
    "downloads_url": "/downloads",
    "events_url": "/events",
    "forks_url": "/forks",
    "git_commits_url": "/git/commits{/sha}",
    "git_refs_url": "/git/refs{/sha}",
    "git_tags_url": "/git/tags{/sha}",
    "hooks_url": "/hooks",
    "issue_comment_url": "/issues/comments{/number}",
    "issue_events_url": "/issues/events{/number}",
    "issues_url": "/issues{/number}",
    "keys_url": "/keys{/key_id}",
    "labels_url": "/labels{/name}",
    "languages_url": "/languages",
    "merges_url": "/merges",
    "milestones_url": "/milestones{/number}",
    "notifications_url": "/notifications{?since,all,participating}",
    "pulls_url": "/pulls{/number}",
    "releases_url": "/releases{/id}",
    "stargazers_url": "/stargazers",
    "statuses_url": "/statuses/{sha}",
    "subscribers_url": "/subscribers",
    "subscription_url": "/subscription",
    "tags_url": "/tags",
    "teams_url": "/teams",
    "trees_url": "/git/trees{/sha}",
}
_COUNTS = (
    "forks",
    "forks_count",
    "open_issues",
    "open_issues_count",
    "size",
    "stargazers_count",
    "watchers",
    "watchers_count",
)


def repository_url(call: Call, repository: Repository) -> str:
    """Where the API has it."""
    return f"{call.api}/repos/{repository.full_name}"


def repository(call: Call, it: Repository) -> Json:
    """A Repository, as it stands inside pull requests."""
    url, page = repository_url(call, it), f"{call.web}/{it.full_name}"
    return {
        "id": it.id,
        "node_id": node_id("Repository", it.id),
        "name": it.name,
        "full_name": it.full_name,
        "owner": simple_user(call, it.owner),
        "private": it.private,
        "visibility": "private" if it.private else "public",
        "html_url": page,
        "description": None,
        "fork": it.parent is not None,
        "url": url,
        **{name: url + rest for name, rest in _URLS.items()},
        "git_url": page.replace("http:", "git:") + ".git",
        "ssh_url": f"git@127.0.0.1:{it.full_name}.git",
        "clone_url": f"{page}.git",
        "svn_url": page,
        "mirror_url": None,
        "homepage": None,
        "language": None,
        "license": None,
        **dict.fromkeys(_COUNTS, 0),
        "default_branch": it.default_branch,
        **dict.fromkeys(("has_issues", "has_projects", "has_wiki"), True),
        **dict.fromkeys(("has_pages", "has_discussions", "archived", "disabled"), False),
        **dict.fromkeys(("pushed_at", "created_at", "updated_at"), "2026-01-01T00:00:00Z"),
    }


@routes.on("GET", "/repos/{owner}/{repo}")
def one_repository(call: Call) -> Answer:
    """How it merges is told only to those who may push."""
    it = call.repository
    role = call.state.role(it, call.user)
    level = ROLES.index(role) if role else -1
    names = {"pull": 0, "triage": 1, "push": 2, "maintain": 3, "admin": 3}
    shown = {**repository(call, it), "subscribers_count": 0, "network_count": 0}
    if call.user:
        shown["permissions"] = {name: level >= wanted for name, wanted in names.items()}
    if level >= ROLES.index("write"):
        shown |= it.merge_settings
    return Answer(shown, FullRepository)


@routes.on("GET", "/rate_limit")
def rate_limit(call: Call) -> Answer:
    rate = call.state.rate
    rate.remaining += 1  # asking is free
    one = {
        "limit": rate.limit, "remaining": rate.remaining, "reset": rate.reset, "used": rate.limit - rate.remaining
    }  # fmt: skip
    return Answer({"resources": {"core": one, "search": one}}, RateLimitOverview)
