"""What evidence is made of: deployments, secrets' names, files, team memberships, merges; `checks.py` has the checks.

Fill it with the functions above the routes; what they keep is in `Repository.extras`, by kind.
"""

from base64 import b64encode
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from githubkit_schemas.latest.models import (
    ActionsSecret,
    Blob,
    Deployment,
    DeploymentStatus,
    DiffEntry,
    Environment,
    GitTree,
    RepositoryCollaboratorPermission,
    TeamFull,
    TeamMembership,
)

from tests.support.github import real
from tests.support.github.answers import Answer, Json, Page, not_found, problem
from tests.support.github.branches import files
from tests.support.github.pulls import refresh
from tests.support.github.repositories import repository_url
from tests.support.github.router import Call, routes
from tests.support.github.server import GitHub
from tests.support.github.state import ROLES, Pull, Repository, State
from tests.support.github.users import node_id, simple_team, simple_user

DAY_ONE = "2026-01-01T00:00:00Z"


def check_run(
    hub: GitHub, it: Repository, sha: str, name: str, conclusion: str | None = "success", *,
    app: str = "github-actions", steps: dict[str, str] | None = None, suite: str = "", job: bool | None = None,
) -> Json:  # fmt: skip
    """A check run of an app; `conclusion=None` while it runs.

    One of GitHub Actions is a job, with these `steps`, unless `job` is false: then some workflow wrote it by the API.
    Each workflow has a `suite` of its own.
    """
    return keep(
        hub.state, it, "check_runs", head_sha=sha, name=name, conclusion=conclusion, app=app, steps=steps or {},
        status="completed" if conclusion else "in_progress", output={"title": None, "summary": None}, suite=suite,
        job=app == "github-actions" if job is None else job, ended=conclusion,
    )  # fmt: skip


def going_on(hub: GitHub, it: Repository, sha: str, *, app: str = "github-actions", suite: str = "") -> None:
    """The suite of a workflow still has jobs to start; empty `extras["going_on"]` once it has not."""
    keep(hub.state, it, "going_on", head_sha=sha, app=app, suite=suite)


def status(hub: GitHub, it: Repository, sha: str, context: str, state: str = "success", *, by: str) -> Json:
    """A commit status, sent by this person or bot."""
    return keep(hub.state, it, "statuses", sha=sha, context=context, state=state, by=by)


def deployment(
    hub: GitHub, it: Repository, sha: str, environment: str, *states: tuple[str, str], by: str = "github-actions[bot]",
    payload: Json | None = None,
) -> Json:  # fmt: skip
    """A deployment with its statuses, each a state and its time, oldest first."""
    at = states[0][1] if states else hub.state.now()
    kept = [{"id": hub.state.new_id(), "state": state, "at": when} for state, when in states]
    return keep(
        hub.state,
        it,
        "deployments",
        sha=sha,
        environment=environment,
        statuses=kept,
        by=by,
        at=at,
        payload=payload or {},
    )


def secret(it: Repository, name: str, where: str = "repository") -> None:
    """A secret's name in the `repository`, its `organization`, or the environment of this name."""
    it.extras.setdefault("secrets", []).append({"name": name, "where": where})


def bot(hub: GitHub, login: str) -> None:
    """Somebody who is a machine: `github-actions[bot]`."""
    hub.user(login).kind = "Bot"


def dismiss(pull: Pull, login: str) -> None:
    """Take somebody's approval back."""
    for one in pull.reviews:
        if one.user and one.user.login == login and one.state == "APPROVED":
            one.state = "DISMISSED"


Method = Literal["merge", "squash", "rebase"]


def merge(hub: GitHub, it: Repository, pull: Pull, method: Method = "merge") -> str:
    """Merge it as the button does; gives the last commit that the base gets."""
    refresh(hub.state, it, pull)
    base = pull.base_sha = real.tip(it.bare, pull.base) or pull.base_sha
    tree = real.git(it.bare, "merge-tree", "--write-tree", base, pull.head_sha).splitlines()[0]
    if method == "merge":
        made = real.git(it.bare, "commit-tree", tree, "-p", base, "-p", pull.head_sha, "-m", f"Merge #{pull.number}")
    elif method == "squash":
        title, body = f"{pull.title} (#{pull.number})", pull.body or ""
        made = real.git(it.bare, "commit-tree", tree, "-p", base, "-m", title, "-m", body)
    else:
        made = _rebased(it, pull, base)
    real.git(it.bare, "update-ref", f"refs/heads/{pull.base}", made)
    pull.state, pull.merge_commit_sha, pull.merged_by = "closed", made, it.owner
    pull.closed_at = pull.merged_at = hub.state.now()
    return made


def _rebased(it: Repository, pull: Pull, base: str) -> str:
    """Each commit once more, on top of the base."""
    with TemporaryDirectory() as folder:
        place = Path(folder, "rebase")
        real.git(it.bare, "worktree", "add", "-q", "--detach", str(place), base)
        for sha in reversed(real.git(it.bare, "rev-list", "--no-merges", f"{base}..{pull.head_sha}").split()):
            real.git(place, "cherry-pick", "--allow-empty", sha)
        made = real.git(place, "rev-parse", "HEAD").strip()
        real.git(it.bare, "worktree", "remove", "--force", str(place))
    return made


def keep(state: State, it: Repository, kind: str, /, **facts: Any) -> Json:
    kept = {"id": state.new_id(), "at": state.now(), **facts}
    it.extras.setdefault(kind, []).append(kept)
    return kept


def kept(it: Repository, kind: str) -> list[Json]:
    return it.extras.get(kind, [])


# files


@routes.on("GET", "/repos/{owner}/{repo}/git/trees/{sha}")
def tree(call: Call) -> Answer:
    """All of it, as with `recursive=1`."""
    it, sha = call.repository, call.parts["sha"]
    entries = [entry.partition("\t") for entry in real.git(it.bare, "ls-tree", "-r", "-z", sha).split("\0")[:-1]]
    url = f"{repository_url(call, it)}/git"
    shown = [
        {"path": path, "mode": mode, "type": kind, "sha": blob, "size": 1, "url": f"{url}/blobs/{blob}"}
        for (mode, kind, blob), path in ((head.split(" "), path) for head, _, path in entries)
    ]
    most = call.state.limits.tree
    told = {"sha": sha, "url": f"{url}/trees/{sha}", "tree": shown[:most], "truncated": len(shown) > most}
    return Answer(told, GitTree)


@routes.on("GET", "/repos/{owner}/{repo}/git/blobs/{sha}")
def blob(call: Call) -> Answer:
    it, sha = call.repository, call.parts["sha"]
    content = b64encode(real.blob(it.bare, sha)).decode()
    shown = {
        "content": content, "encoding": "base64", "url": f"{repository_url(call, it)}/git/blobs/{sha}", "sha": sha,
        "size": len(content), "node_id": node_id("Blob", 1),
    }  # fmt: skip
    return Answer(shown, Blob)


# deployments


def _deployment(call: Call, it: Repository, one: Json) -> Json:
    url = f"{repository_url(call, it)}/deployments/{one['id']}"
    return {
        "url": url, "id": one["id"], "node_id": node_id("Deployment", one["id"]), "sha": one["sha"], "ref": one["sha"],
        "task": one.get("task", "deploy"), "payload": one.get("payload", {}), "environment": one["environment"],
        "description": one.get("description"),
        "creator": somebody(call, one["by"]), "created_at": one["at"], "updated_at": one["at"],
        "statuses_url": f"{url}/statuses", "repository_url": repository_url(call, it),
    }  # fmt: skip


@routes.on("GET", "/repos/{owner}/{repo}/deployments")
def deployments(call: Call) -> Page:
    it, wanted = call.repository, call.query.get("environment")
    found = [one for one in kept(it, "deployments") if wanted in (None, one["environment"])]
    return Page([_deployment(call, it, one) for one in reversed(found)], Deployment)


@routes.on("GET", "/repos/{owner}/{repo}/deployments/{id}/statuses")
def deployment_statuses(call: Call) -> Page:
    """Newest first."""
    it = call.repository
    one = next((it for it in kept(it, "deployments") if it["id"] == int(call.parts["id"])), None)
    if one is None:
        raise not_found()
    url = f"{repository_url(call, it)}/deployments/{one['id']}"
    shown = [
        {
            "url": f"{url}/statuses/{it['id']}", "id": it["id"], "node_id": node_id("DeploymentStatus", it["id"]),
            "state": it["state"], "creator": somebody(call, it.get("by", one["by"])),
            "description": "", "created_at": it["at"], "updated_at": it["at"], "deployment_url": url,
            "repository_url": repository_url(call, call.repository), "environment_url": "", "log_url": "",
        }
        for it in reversed(one["statuses"])
    ]  # fmt: skip
    return Page(shown, DeploymentStatus)


# secrets


def _secrets(call: Call, where: str) -> list[Json]:
    call.demand("admin", needs="secrets=read")
    times = {"created_at": DAY_ONE, "updated_at": DAY_ONE}
    return [{"name": one["name"], **times} for one in kept(call.repository, "secrets") if one["where"] == where]


@routes.on("GET", "/repos/{owner}/{repo}/actions/secrets")
def repository_secrets(call: Call) -> Page:
    return Page(_secrets(call, "repository"), ActionsSecret, "secrets")


@routes.on("GET", "/repos/{owner}/{repo}/actions/organization-secrets")
def organization_secrets(call: Call) -> Page:
    return Page(_secrets(call, "organization"), ActionsSecret, "secrets")


@routes.on("GET", "/repos/{owner}/{repo}/environments")
def environments(call: Call) -> Page:
    it = call.repository
    names = sorted({one["where"] for one in kept(it, "secrets")} - {"repository", "organization"})
    shown = [
        {
            "id": at, "node_id": node_id("Environment", at), "name": name, "created_at": DAY_ONE, "updated_at": DAY_ONE,
            "url": f"{repository_url(call, it)}/environments/{name}", "html_url": f"{call.web}/{it.full_name}",
        }
        for at, name in enumerate(names, 1)
    ]  # fmt: skip
    return Page(shown, Environment, "environments")


@routes.on("GET", "/repos/{owner}/{repo}/environments/{name}/secrets")
def environment_secrets(call: Call) -> Page:
    return Page(_secrets(call, call.parts["name"]), ActionsSecret, "secrets")


# people


def somebody(call: Call, login: str) -> Json:
    found = call.state.users.get(login.lower())
    if found is not None:
        return simple_user(call, found)
    from tests.support.github.state import User

    return simple_user(call, User(id=sum(login.encode()), login=login, kind="Bot" if login.endswith("]") else "User"))


@routes.on("GET", "/orgs/{org}/teams/{slug}")
def one_team(call: Call) -> Answer:
    """Only to people of the organisation: a stranger, or an Action's own token, sees no team at all."""
    team = _visible_team(call)
    organization = {**simple_user(call, team.organization), "type": "Organization"}
    shown = {
        **simple_team(call, team), "members_count": len(team.members), "repos_count": 1, "created_at": DAY_ONE,
        "updated_at": DAY_ONE, "parent": None, "organization": _organization(call, organization),
    }  # fmt: skip
    return Answer(shown, TeamFull)


def _organization(call: Call, it: Json) -> Json:
    names = ("repos_url", "events_url", "url", "avatar_url", "html_url", "login", "id", "node_id")
    more = ("hooks_url", "issues_url", "members_url", "public_members_url")
    flags = dict.fromkeys(("has_organization_projects", "has_repository_projects"), True)
    counts = dict.fromkeys(("public_repos", "public_gists", "followers", "following"), 0)
    return {
        **{name: it[name] for name in names}, **dict.fromkeys(more, it["url"]), **flags, **counts,
        "description": None, "type": "Organization", "created_at": DAY_ONE, "updated_at": DAY_ONE, "archived_at": None,
    }  # fmt: skip


@routes.on("GET", "/orgs/{org}/teams/{slug}/memberships/{login}")
def membership(call: Call) -> Answer:
    team = _visible_team(call)
    person = call.state.users.get(call.parts["login"].lower())
    if person is None or person.login not in team.members:
        raise not_found()
    url = f"{call.api}/organizations/{team.organization.id}/team/{team.id}/memberships/{person.login}"
    return Answer(
        {"url": url, "state": "pending" if person.login in team.invited else "active", "role": "member"}, TeamMembership
    )


@routes.on("GET", "/repos/{owner}/{repo}/collaborators/{login}/permission")
def permission(call: Call) -> Answer:
    """What somebody may do; `permission` says it in words that are older than «triage»."""
    it = call.repository
    call.demand("read", needs="metadata=read")
    person = call.state.users.get(call.parts["login"].lower())
    if person is None:
        raise not_found()
    role = call.state.role(it, person)
    may = ROLES[: ROLES.index(role) + 1] if role else ()
    named = {"pull": "read", "triage": "triage", "push": "write", "maintain": "admin", "admin": "admin"}
    allowed = {name: least in may for name, least in named.items()}
    user = {**simple_user(call, person), "permissions": allowed, "role_name": role or "none"}
    shown = {"permission": "read" if role == "triage" else role or "none", "role_name": role or "none", "user": user}
    return Answer(shown, RepositoryCollaboratorPermission)


def _visible_team(call: Call) -> Any:
    team = call.state.teams.get("{org}/{slug}".format(**call.parts).lower())
    if team is None or call.me.kind == "Bot":
        raise not_found()
    return team


@routes.on("PUT", "/repos/{owner}/{repo}/pulls/{number}/merge")
def merge_pull(call: Call) -> Answer:
    """The button."""
    from githubkit_schemas.latest.models import PullRequestMergeResult

    it, pull = call.repository, call.pull
    call.demand("write", needs="contents=write")
    refresh(call.state, it, pull)
    if pull.state != "open":
        raise problem(405, "Pull Request is not mergeable")
    hub = GitHub(call.state.folder)
    hub.state = call.state
    sha = merge(hub, it, pull)
    return Answer({"sha": sha, "merged": True, "message": "Pull Request successfully merged"}, PullRequestMergeResult)


@routes.on("GET", "/repos/{owner}/{repo}/pulls/{number}/files")
def pull_files(call: Call) -> Page:
    """As GitHub lists them, with the patch of each; no more than three thousand."""
    it, pull = call.repository, call.pull
    refresh(call.state, it, pull)
    start = real.git(it.bare, "merge-base", pull.base_sha, pull.head_sha)
    shown = files(call, it, pull.base_sha, pull.head_sha)
    for one in shown:
        names = [one["filename"], *([one["previous_filename"]] if "previous_filename" in one else [])]
        patch = real.git(it.bare, "diff", "-M", "--no-ext-diff", "--no-textconv", start, pull.head_sha, "--", *names)
        if "@@" in patch and len(patch) <= call.state.limits.patch:
            one["patch"] = patch[patch.index("@@") :]
    return Page(shown[: call.state.limits.files], DiffEntry)
