"""Issues that are no pull requests, and comments taken away."""

from githubkit_schemas.latest.models import Issue, IssueComment

from tests.support.github import issues
from tests.support.github.answers import Answer, Json, Page, not_found
from tests.support.github.issues import NEEDS, association, check_body
from tests.support.github.repositories import repository_url
from tests.support.github.router import Call, routes
from tests.support.github.state import Comment, Repository
from tests.support.github.users import node_id, simple_user

NEEDS_ISSUES = "issues=write"


def _kept(it: Repository) -> list[Json]:
    return it.extras.setdefault("issues", [])


def _found(call: Call) -> Json | None:
    number = int(call.parts["number"])
    return next((one for one in _kept(call.repository) if one["number"] == number), None)


def _issue(call: Call, one: Json) -> Json:
    it = call.repository
    url = f"{repository_url(call, it)}/issues/{one['number']}"
    return {
        "id": one["id"], "node_id": node_id("Issue", one["id"]), "url": url, "repository_url": repository_url(call, it),
        "labels_url": f"{url}/labels{{/name}}", "comments_url": f"{url}/comments", "events_url": f"{url}/events",
        "html_url": f"{call.web}/{it.full_name}/issues/{one['number']}", "number": one["number"], "state": one["state"],
        "title": one["title"], "body": one["body"], "user": simple_user(call, one["user"]), "labels": [],
        "assignees": [], "milestone": None, "locked": False, "comments": len(one["comments"]),
        "closed_at": one["closed_at"], "created_at": one["at"], "updated_at": one["closed_at"] or one["at"],
        "author_association": association(call, it, one["user"]), "state_reason": one["reason"],
        "closed_by": simple_user(call, one["closed_by"]) if one["closed_by"] else None,
    }  # fmt: skip


@routes.on("GET", "/repos/{owner}/{repo}/issues")
def list_issues(call: Call) -> Page:
    """Issues only: the double leaves out the pull requests that GitHub lists among them."""
    state, creator = call.query.get("state", "open"), call.query.get("creator", "").lower()
    found = [
        one for one in _kept(call.repository)
        if state in (one["state"], "all") and creator in ("", one["user"].login.lower())
        and (one["closed_at"] or one["at"]) >= call.query.get("since", "")
    ]  # fmt: skip
    return Page([_issue(call, one) for one in reversed(found)], Issue)


@routes.on("POST", "/repos/{owner}/{repo}/issues")
def open_issue(call: Call) -> Answer:
    it = call.repository
    call.demand("read", needs=NEEDS_ISSUES)
    check_body(call.field("body"))
    numbers = [*it.pulls, *(one["number"] for one in _kept(it))]
    made: Json = {
        "id": call.state.new_id(), "number": max(numbers, default=0) + 1, "state": "open", "title": call.field("title"),
        "body": call.field("body"), "user": call.me, "at": call.state.now(), "comments": [],
        "closed_at": None, "closed_by": None, "reason": None,
    }  # fmt: skip
    _kept(it).append(made)
    return Answer(_issue(call, made), Issue, 201)


@routes.on("GET", "/repos/{owner}/{repo}/issues/{number}")
def one_issue(call: Call) -> Answer:
    one = _found(call)
    return issues.one_issue(call) if one is None else Answer(_issue(call, one), Issue)


@routes.on("PATCH", "/repos/{owner}/{repo}/issues/{number}")
def edit_issue(call: Call) -> Answer:
    one = _found(call)
    if one is None:
        return issues.edit_issue(call)
    call.demand("triage", needs=NEEDS_ISSUES)
    check_body(call.field("body"))
    was = one["state"]
    one |= {key: call.field(key) for key in ("title", "body", "state") if call.field(key) is not None}
    if one["state"] != was:
        shut = one["state"] == "closed"
        one["reason"] = call.field("state_reason", "completed") if shut else "reopened"
        one["closed_at"], one["closed_by"] = (call.state.now(), call.me) if shut else (None, None)
    return Answer(_issue(call, one), Issue)


@routes.on("GET", "/repos/{owner}/{repo}/issues/{number}/comments")
def comments(call: Call) -> Page:
    one = _found(call)
    if one is None:
        return issues.comments(call)
    shown = [issues._comment(call, call.repository, one["number"], it) for it in one["comments"]]
    return Page(shown, IssueComment)


@routes.on("POST", "/repos/{owner}/{repo}/issues/{number}/comments")
def add_comment(call: Call) -> Answer:
    one = _found(call)
    if one is None:
        return issues.add_comment(call)
    call.demand("read", needs=NEEDS_ISSUES)
    check_body(call.field("body"))
    made = Comment(id=call.state.new_id(), user=call.me, body=call.field("body"), at=call.state.now())
    one["comments"].append(made)
    return Answer(issues._comment(call, call.repository, one["number"], made), IssueComment, 201)


@routes.on("DELETE", "/repos/{owner}/{repo}/issues/comments/{id}")
def drop_comment(call: Call) -> Answer:
    call.demand("read", needs=NEEDS)
    wanted = int(call.parts["id"])
    for pull in call.repository.pulls.values():
        for one in pull.comments:
            if one.id == wanted:
                pull.comments.remove(one)
                return Answer(status=204)
    raise not_found()
