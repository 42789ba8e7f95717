"""Pull requests over real branches: nothing to merge, unknown branches and duplicates are found by git."""

from githubkit_schemas.latest.models import Commit, DiffEntry, PullRequest, PullRequestSimple

from tests.support.github import real
from tests.support.github.answers import Answer, Json, Page, custom, not_found, problem, wrong_field
from tests.support.github.branches import commit, files
from tests.support.github.issues import NEEDS, association, check_body, edit, label, milestone
from tests.support.github.repositories import repository, repository_url
from tests.support.github.router import Call, routes
from tests.support.github.state import Happened, Pull, Repository, State
from tests.support.github.users import simple_team, simple_user


def refresh(state: State, it: Repository, pull: Pull) -> None:
    """Look where the branches are: one that is gone, or brings nothing any more, closes its pull request."""
    if pull.state == "closed":
        return
    pull.base_sha = real.tip(it.bare, pull.base) or pull.base_sha
    tip = real.tip(pull.head_repository.bare, pull.head)
    if tip is None:
        pull.state, pull.closed_at = "closed", state.now()
        return
    real.bring(pull.head_repository.bare, it.bare, tip)
    if real.commits(it.bare, pull.base_sha, tip):
        pull.head_sha = tip
        return
    landed = not real.commits(it.bare, pull.base_sha, pull.head_sha)
    pull.state, pull.closed_at = "closed", state.now()
    pull.merged_at = pull.closed_at if landed else None


def _part(call: Call, it: Repository, ref: str, sha: str) -> Json:
    return {
        "label": f"{it.owner.login}:{ref}",
        "ref": ref,
        "sha": sha,
        "user": simple_user(call, it.owner),
        "repo": repository(call, it),
    }


def simple(call: Call, it: Repository, pull: Pull) -> Json:
    """A PullRequestSimple, as lists have it."""
    api, page = repository_url(call, it), f"{call.web}/{it.full_name}/pull/{pull.number}"
    url, issue = f"{api}/pulls/{pull.number}", f"{api}/issues/{pull.number}"
    urls = {
        "issue_url": issue,
        "commits_url": f"{url}/commits",
        "review_comments_url": f"{url}/comments",
        "review_comment_url": f"{api}/pulls/comments{{/number}}",
        "comments_url": f"{issue}/comments",
        "statuses_url": f"{api}/statuses/{pull.head_sha}",
    }
    return {
        "url": url,
        "id": pull.id,
        "node_id": f"PR_{pull.id}",
        "html_url": page,
        "diff_url": f"{page}.diff",
        "patch_url": f"{page}.patch",
        **urls,
        "number": pull.number,
        "state": pull.state,
        "locked": False,
        "title": pull.title,
        "user": simple_user(call, pull.user),
        "body": pull.body,
        "labels": [label(call, it, one) for one in pull.labels],
        "milestone": milestone(call, it, pull.milestone) if pull.milestone else None,
        "created_at": pull.created_at,
        "updated_at": pull.updated_at,
        "closed_at": pull.closed_at,
        "merged_at": pull.merged_at,
        "merge_commit_sha": pull.merge_commit_sha,
        "assignees": [simple_user(call, one) for one in pull.assignees],
        "requested_reviewers": [simple_user(call, one) for one in pull.reviewers],
        "requested_teams": [simple_team(call, one) for one in pull.teams],
        "head": _part(call, pull.head_repository, pull.head, pull.head_sha),
        "base": _part(call, it, pull.base, pull.base_sha),
        "_links": {
            "self": {"href": url},
            "html": {"href": page},
            **{name.removesuffix("_url"): {"href": href} for name, href in urls.items()},
        },
        "author_association": association(call, it, pull.user),
        "auto_merge": None,
        "draft": pull.draft,
    }


def whole(call: Call, it: Repository, pull: Pull) -> Json:
    """A PullRequest, as it is answered alone."""
    changed = real.changes(it.bare, pull.base_sha, pull.head_sha)
    mergeable = pull.state == "open"
    return {
        **simple(call, it, pull),
        "merged": pull.merged_at is not None,
        "mergeable": mergeable,
        "mergeable_state": "clean" if mergeable else "unknown",
        "merged_by": simple_user(call, pull.merged_by) if pull.merged_by else None,
        "comments": len(pull.comments),
        "review_comments": 0,
        "maintainer_can_modify": False,
        "commits": len(real.commits(it.bare, pull.base_sha, pull.head_sha)),
        "additions": sum(one[2] for one in changed),
        "deletions": sum(one[3] for one in changed),
        "changed_files": len(changed),
    }


@routes.on("GET", "/repos/{owner}/{repo}/pulls")
def pulls(call: Call) -> Page:
    """Newest first; a head without its owner is no filter at all."""
    it = _readable(call)
    for pull in it.pulls.values():
        refresh(call.state, it, pull)
    state, base, head = (call.query.get(name, "") for name in ("state", "base", "head"))
    owner, separator, branch = head.partition(":")
    found = [
        pull
        for pull in it.pulls.values()
        if state in (pull.state, "all") or (not state and pull.state == "open")
        if not base or pull.base == base
        if not separator or (pull.head == branch and pull.head_repository.owner.login.lower() == owner.lower())
    ]
    return Page([simple(call, it, pull) for pull in reversed(found)], PullRequestSimple)


def _readable(call: Call) -> Repository:
    if call.token:
        call.demand("read", needs="pull_requests=read")
    return call.repository


@routes.on("POST", "/repos/{owner}/{repo}/pulls")
def open_pull(call: Call) -> Answer:
    """Refuse what GitHub refuses, in its order and its words."""
    it = call.repository
    call.demand("read", needs=NEEDS)
    owner, _, head = str(call.field("head", "")).rpartition(":")
    source = _head_repository(call, it, owner)
    base = str(call.field("base", ""))
    if not call.field("title"):
        raise wrong_field("PullRequest", "title", "missing_field")
    head_sha, base_sha = real.tip(source.bare, head) if source else None, real.tip(it.bare, base)
    if source is None or head_sha is None:
        raise wrong_field("PullRequest", "head")
    if base_sha is None:
        raise wrong_field("PullRequest", "base")
    check_body(call.field("body"))
    real.bring(source.bare, it.bare, head_sha)
    if not real.commits(it.bare, base_sha, head_sha):
        names = (base, head) if source is it else (f"{it.owner.login}:{base}", f"{owner}:{head}")
        raise custom("PullRequest", "No commits between {} and {}".format(*names))
    _refuse_second(call, it, source, head, base)
    if call.field("draft") and not it.drafts:
        raise problem(422, "Draft pull requests are not supported in this repository.")
    now = call.state.now()
    number = max((*it.pulls, *(int(str(one["number"])) for one in it.extras.get("issues", ()))), default=0) + 1
    it.pulls[number] = pull = Pull(
        id=call.state.new_id(),
        number=number,
        title=call.field("title"),
        body=call.field("body"),
        user=call.me,
        head_repository=source,
        head=head,
        base=base,
        head_sha=head_sha,
        base_sha=base_sha,
        draft=bool(call.field("draft")),
        created_at=now,
        updated_at=now,
    )
    return Answer(whole(call, it, pull), PullRequest, 201)


def _head_repository(call: Call, it: Repository, owner: str) -> Repository | None:
    if owner.lower() in ("", it.owner.login.lower()):
        return it
    fork = call.state.repositories.get(f"{owner}/{it.name}".lower())
    return fork if fork and fork.parent is it else None


def _refuse_second(call: Call, it: Repository, source: Repository, head: str, base: str) -> None:
    for pull in it.pulls.values():
        refresh(call.state, it, pull)
        if (pull.head_repository, pull.head, pull.base, pull.state) == (source, head, base, "open"):
            raise custom("PullRequest", f"A pull request already exists for {source.owner.login}:{head}.")


@routes.on("GET", "/repos/{owner}/{repo}/pulls/{number}")
def one_pull(call: Call) -> Answer:
    it = _readable(call)
    refresh(call.state, it, call.pull)
    return Answer(whole(call, it, call.pull), PullRequest)


@routes.on("PATCH", "/repos/{owner}/{repo}/pulls/{number}")
def edit_pull(call: Call) -> Answer:
    it, pull = call.repository, call.pull
    call.demand("read" if call.user is pull.user else "write", needs=NEEDS)
    refresh(call.state, it, pull)
    edit(call, pull)
    if (base := call.field("base")) and base != pull.base:
        if real.tip(it.bare, base) is None:
            raise wrong_field("PullRequest", "base")
        pull.base = base
        pull.events.append(Happened(id=call.state.new_id(), user=call.me, what="base_ref_changed", at=call.state.now()))
    state = call.field("state", pull.state)
    if state == "closed" and pull.state == "open":
        pull.state, pull.closed_at = "closed", call.state.now()
    if state == "open" and pull.state == "closed":
        if pull.merged_at or real.tip(pull.head_repository.bare, pull.head) is None:
            raise custom("PullRequest", "state cannot be changed. The pull request cannot be reopened.", "state")
        pull.state, pull.closed_at = "open", None
    return one_pull(call)


@routes.on("GET", "/repos/{owner}/{repo}/pulls/{number}/commits")
def pull_commits(call: Call) -> Page:
    it, pull = _readable(call), call.pull
    refresh(call.state, it, pull)
    found = real.commits(it.bare, pull.base_sha, pull.head_sha)[:250]
    return Page([commit(call, it, one) for one in found], Commit)


@routes.on("GET", "/repos/{owner}/{repo}/pulls/{number}/files")
def pull_files(call: Call) -> Page:
    it, pull = _readable(call), call.pull
    refresh(call.state, it, pull)
    return Page(files(call, it, pull.base_sha, pull.head_sha), DiffEntry)


@routes.on("GET", "/repos/{owner}/{repo}/commits/{sha}/pulls")
def pulls_of_commit(call: Call) -> Page:
    it = _readable(call)
    if real.resolve(it.bare, call.parts["sha"]) is None:
        raise not_found()
    for pull in it.pulls.values():
        refresh(call.state, it, pull)
    found = [pull for pull in it.pulls.values() if call.parts["sha"] in (pull.head_sha, pull.merge_commit_sha)]
    return Page([simple(call, it, pull) for pull in found], PullRequestSimple)
