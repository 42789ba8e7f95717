"""Branches, refs, commits and comparisons, as the real bare repository has them."""

from githubkit_schemas.latest.models import Commit, CommitComparison, GitRef, ShortBranch

from tests.support.github import real
from tests.support.github.answers import Answer, Json, Page, not_found, problem
from tests.support.github.repositories import repository_url
from tests.support.github.router import Call, routes
from tests.support.github.state import Repository
from tests.support.github.users import node_id

_STATUS = {"A": "added", "D": "removed", "M": "modified", "R": "renamed", "C": "copied", "T": "changed"}


def commit(call: Call, it: Repository, one: real.Commit) -> Json:
    """A Commit of the API, not of git's own data."""
    url, page = repository_url(call, it), f"{call.web}/{it.full_name}"
    who = {"name": one.author, "email": one.email, "date": one.date}
    return {
        "url": f"{url}/commits/{one.sha}",
        "sha": one.sha,
        "node_id": node_id("Commit", int(one.sha[:8], 16)),
        "html_url": f"{page}/commit/{one.sha}",
        "comments_url": f"{url}/commits/{one.sha}/comments",
        "commit": {
            "url": f"{url}/git/commits/{one.sha}",
            "author": who,
            "committer": who,
            "message": one.message,
            "comment_count": 0,
            "tree": {"sha": one.tree, "url": f"{url}/git/trees/{one.tree}"},
        },
        "author": None,
        "committer": None,
        "parents": [
            {"sha": sha, "url": f"{url}/commits/{sha}", "html_url": f"{page}/commit/{sha}"} for sha in one.parents
        ],
    }


def files(call: Call, it: Repository, base: str, head: str) -> list[Json]:
    """DiffEntry for each file that the head changes."""
    url, page = repository_url(call, it), f"{call.web}/{it.full_name}"
    return [
        {
            "sha": head,
            "filename": path,
            "status": _STATUS[letter],
            "additions": added,
            "deletions": removed,
            "changes": added + removed,
            "blob_url": f"{page}/blob/{head}/{path}",
            "raw_url": f"{page}/raw/{head}/{path}",
            "contents_url": f"{url}/contents/{path}?ref={head}",
            **({"previous_filename": old} if old else {}),
        }
        for path, letter, added, removed, old in real.changes(it.bare, base, head)
    ]


@routes.on("GET", "/repos/{owner}/{repo}/branches")
def branches(call: Call) -> Page:
    return Page([_branch(call, name) for name in real.branches(call.repository.bare)], ShortBranch)


def _branch(call: Call, name: str) -> Json:
    it = call.repository
    sha = real.tip(it.bare, name)
    if sha is None:
        raise problem(404, "Branch not found")
    url = f"{repository_url(call, it)}/commits/{sha}"
    return {"name": name, "commit": {"sha": sha, "url": url}, "protected": name in it.rules}


@routes.on("GET", "/repos/{owner}/{repo}/rules/branches/{branch*}")
def branch_rules(call: Call) -> Answer:
    return Answer(call.repository.rules.get(call.parts["branch"], []))


@routes.on("GET", "/repos/{owner}/{repo}/git/ref/{name*}")
def one_ref(call: Call) -> Answer:
    return Answer(_ref(call, call.parts["name"]), GitRef)


def _ref(call: Call, name: str) -> Json:
    it = call.repository
    sha = real.resolve(it.bare, f"refs/{name}")
    if sha is None:
        raise not_found()
    url = repository_url(call, it)
    return {
        "ref": f"refs/{name}",
        "node_id": node_id("Ref", int(sha[:8], 16)),
        "url": f"{url}/git/refs/{name}",
        "object": {"sha": sha, "type": "commit", "url": f"{url}/git/commits/{sha}"},
    }


@routes.on("GET", "/repos/{owner}/{repo}/git/matching-refs/{start*}")
def matching_refs(call: Call) -> Page:
    """Those whose name starts so."""
    names = [f"heads/{one}" for one in real.branches(call.repository.bare)]
    return Page([_ref(call, one) for one in names if one.startswith(call.parts["start"])], GitRef)


@routes.on("GET", "/repos/{owner}/{repo}/commits/{ref*}")
def one_commit(call: Call) -> Answer:
    it, ref = call.repository, call.parts["ref"]
    sha = real.tip(it.bare, ref) or real.resolve(it.bare, ref)
    if sha is None:
        raise problem(422, f"No commit found for SHA: {ref}")
    return Answer(commit(call, it, real.commit(it.bare, sha)), Commit)


@routes.on("GET", "/repos/{owner}/{repo}/compare/{range*}")
def compare(call: Call) -> Answer | Page:
    it = call.repository
    names = call.parts["range"].split("...")
    ends = [real.tip(it.bare, name) or real.resolve(it.bare, name) for name in names]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        raise not_found()
    base, head = ends[0], ends[1]
    ahead, behind = real.commits(it.bare, base, head), real.commits(it.bare, head, base)
    fork_point = real.git(it.bare, "merge-base", base, head)
    page, url = f"{call.web}/{it.full_name}/compare/{call.parts['range']}", repository_url(call, it)
    status = {(False, False): "identical", (True, False): "ahead", (False, True): "behind", (True, True): "diverged"}
    shown = {
        "url": f"{url}/compare/{call.parts['range']}",
        "html_url": page,
        "permalink_url": page,
        "diff_url": f"{page}.diff",
        "patch_url": f"{page}.patch",
        "base_commit": commit(call, it, real.commit(it.bare, base)),
        "merge_base_commit": commit(call, it, real.commit(it.bare, fork_point)),
        "status": status[bool(ahead), bool(behind)],
        "ahead_by": len(ahead),
        "behind_by": len(behind),
        "total_commits": len(ahead),
        "files": files(call, it, base, head)[:300] if call.query.get("page", "1") == "1" else [],
    }
    commits = [commit(call, it, one) for one in ahead]
    if call.query.keys() & {"page", "per_page"}:
        return Page(commits, CommitComparison, key="commits", inside=shown)
    return Answer({**shown, "commits": commits[:250]}, CommitComparison)
