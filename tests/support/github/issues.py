"""What a pull request is as an issue: labels, assignees, milestone and comments."""

from githubkit_schemas.latest.models import Issue, IssueComment, IssueEvent, Label, Milestone

from tests.support.github.answers import Answer, Json, Page, custom, not_found, wrong_field
from tests.support.github.repositories import repository_url
from tests.support.github.router import Call, routes
from tests.support.github.state import Comment, Pull, Repository, User
from tests.support.github.state import Label as KeptLabel
from tests.support.github.state import Milestone as KeptMilestone
from tests.support.github.users import node_id, simple_user

NEEDS = "pull_requests=write"
BODY_MAX = 65_536


def label(call: Call, it: Repository, one: KeptLabel) -> Json:
    """A Label."""
    return {
        "id": one.id,
        "node_id": node_id("Label", one.id),
        "url": f"{repository_url(call, it)}/labels/{one.name}",
        "name": one.name,
        "description": None,
        "color": one.color,
        "default": False,
        "archived_at": None,
        "archived_by": None,
    }


def milestone(call: Call, it: Repository, one: KeptMilestone) -> Json:
    """A Milestone."""
    url = f"{repository_url(call, it)}/milestones/{one.number}"
    return {
        "url": url,
        "html_url": f"{call.web}/{it.full_name}/milestone/{one.number}",
        "labels_url": f"{url}/labels",
        "id": one.id,
        "node_id": node_id("Milestone", one.id),
        "number": one.number,
        "state": one.state,
        "title": one.title,
        "description": None,
        "creator": simple_user(call, one.creator),
        "open_issues": sum(pull.milestone is one and pull.state == "open" for pull in it.pulls.values()),
        "closed_issues": sum(pull.milestone is one and pull.state != "open" for pull in it.pulls.values()),
        **dict.fromkeys(("created_at", "updated_at"), "2026-01-01T00:00:00Z"),
        "closed_at": None,
        "due_on": None,
    }


def association(call: Call, it: Repository, user: User) -> str:
    """What somebody is to a repository."""
    if user is it.owner:
        return "OWNER"
    return "COLLABORATOR" if user.login in it.roles else "NONE"


def _comment(call: Call, it: Repository, number: int, one: Comment) -> Json:
    url = repository_url(call, it)
    return {
        "id": one.id,
        "node_id": node_id("IssueComment", one.id),
        "url": f"{url}/issues/comments/{one.id}",
        "html_url": f"{call.web}/{it.full_name}/pull/{number}#issuecomment-{one.id}",
        "body": one.body,
        "user": simple_user(call, one.user) if one.user else None,
        "created_at": one.at,
        "updated_at": one.edited or one.at,
        "issue_url": f"{url}/issues/{number}",
        "author_association": association(call, it, one.user) if one.user else "NONE",
    }


def _issue(call: Call, it: Repository, pull: Pull) -> Json:
    url, page = f"{repository_url(call, it)}/issues/{pull.number}", f"{call.web}/{it.full_name}/pull/{pull.number}"
    pull_url = f"{repository_url(call, it)}/pulls/{pull.number}"
    return {
        "id": pull.id,
        "node_id": node_id("Issue", pull.id),
        "url": url,
        "repository_url": repository_url(call, it),
        "labels_url": f"{url}/labels{{/name}}",
        "comments_url": f"{url}/comments",
        "events_url": f"{url}/events",
        "html_url": page,
        "number": pull.number,
        "state": pull.state,
        "title": pull.title,
        "body": pull.body,
        "user": simple_user(call, pull.user),
        "labels": [label(call, it, one) for one in pull.labels],
        "assignees": [simple_user(call, one) for one in pull.assignees],
        "milestone": milestone(call, it, pull.milestone) if pull.milestone else None,
        "locked": False,
        "comments": len(pull.comments),
        "closed_at": pull.closed_at,
        "created_at": pull.created_at,
        "updated_at": pull.updated_at,
        "author_association": association(call, it, pull.user),
        "draft": pull.draft,
        "pull_request": {
            "url": pull_url, "html_url": page, "diff_url": f"{page}.diff", "patch_url": f"{page}.patch",
            "merged_at": pull.merged_at,
        },
    }  # fmt: skip


def check_body(body: object) -> None:
    """Refuse what is too long."""
    if isinstance(body, str) and len(body) > BODY_MAX:
        raise custom("Issue", f"body is too long (maximum is {BODY_MAX} characters)", "body")


def edit(call: Call, pull: Pull) -> None:
    """Title and body, which both doors to a pull request change."""
    check_body(call.field("body"))
    if call.field("title", "-") == "":
        raise wrong_field("Issue", "title", "missing_field")
    pull.title = call.field("title", pull.title)
    pull.body = call.field("body", pull.body)
    pull.updated_at = call.state.now()


@routes.on("GET", "/repos/{owner}/{repo}/issues/{number}")
def one_issue(call: Call) -> Answer:
    return Answer(_issue(call, call.repository, call.pull), Issue)


@routes.on("PATCH", "/repos/{owner}/{repo}/issues/{number}")
def edit_issue(call: Call) -> Answer:
    """Title, body, labels, assignees and milestone; people without permission change nothing but their own words."""
    pull, it = call.pull, call.repository
    call.demand("triage", needs=NEEDS)
    if "milestone" in call.body:
        pull.milestone = _numbered(it, call.field("milestone"))
    if "labels" in call.body:
        pull.labels = [_label(call, it, name) for name in _names(call, "labels")]
    if "assignees" in call.body:
        pull.assignees = _assignable(call, it, _names(call, "assignees"))
    edit(call, pull)
    return one_issue(call)


def _numbered(it: Repository, number: object) -> KeptMilestone | None:
    if not number:
        return None
    found = [one for one in it.milestones if one.number == number]
    if not found:
        raise wrong_field("Issue", "milestone")
    return found[0]


def _names(call: Call, name: str) -> list[str]:
    """Names in a body that may be the list itself, or hold it under a key; labels may be objects."""
    values = call.body if isinstance(call.body, list) else call.field(name, [])
    return [one["name"] if isinstance(one, dict) else one for one in values]


def _label(call: Call, it: Repository, name: str) -> KeptLabel:
    """The label of this name, made where the repository lacks it."""
    for one in it.labels:
        if one.name.lower() == name.lower():
            return one
    if not name or len(name) > 50:
        raise wrong_field("Label", "name")
    it.labels.append(KeptLabel(id=call.state.new_id(), name=name))
    return it.labels[-1]


@routes.on("GET", "/repos/{owner}/{repo}/issues/{number}/events")
def events(call: Call) -> Page:
    """Oldest first; of what happens, only changes of the base are remembered."""
    it, url = call.repository, repository_url(call, call.repository)
    shown = [
        {
            "id": one.id, "node_id": node_id("Event", one.id), "url": f"{url}/issues/events/{one.id}",
            "actor": simple_user(call, one.user), "event": one.what, "commit_id": None, "commit_url": None,
            "created_at": one.at, "performed_via_github_app": None,
        }
        for one in it.pulls[int(call.parts["number"])].events
    ]  # fmt: skip
    return Page(shown, IssueEvent)


@routes.on("GET", "/repos/{owner}/{repo}/labels")
def repository_labels(call: Call) -> Page:
    return Page([label(call, call.repository, one) for one in call.repository.labels], Label)


@routes.on("GET", "/repos/{owner}/{repo}/issues/{number}/labels")
def issue_labels(call: Call) -> Page:
    return Page([label(call, call.repository, one) for one in call.pull.labels], Label)


@routes.on("POST", "/repos/{owner}/{repo}/issues/{number}/labels")
def add_labels(call: Call) -> Page:
    """All or none."""
    pull, it = call.pull, call.repository
    call.demand("triage", needs=NEEDS)
    before = list(it.labels)
    try:
        wanted = [_label(call, it, name) for name in _names(call, "labels")]
    except Exception:
        it.labels[:] = before
        raise
    pull.labels += [one for one in wanted if one not in pull.labels]
    return issue_labels(call)


def _assignable(call: Call, it: Repository, logins: list[str]) -> list[User]:
    """Whoever cannot be assigned is left out without a word, as GitHub does."""
    people = [call.state.users.get(login.lower()) for login in logins]
    return [one for one in people if one and (one is it.owner or one.login in it.roles)]


@routes.on("POST", "/repos/{owner}/{repo}/issues/{number}/assignees")
def add_assignees(call: Call) -> Answer:
    pull, it = call.pull, call.repository
    call.demand("triage", needs=NEEDS)
    pull.assignees += [one for one in _assignable(call, it, _names(call, "assignees")) if one not in pull.assignees]
    return Answer(_issue(call, it, pull), Issue, 201)


@routes.on("GET", "/repos/{owner}/{repo}/milestones")
def milestones(call: Call) -> Page:
    it, state = call.repository, call.query.get("state", "open")
    return Page([milestone(call, it, one) for one in it.milestones if state in (one.state, "all")], Milestone)


@routes.on("GET", "/repos/{owner}/{repo}/issues/{number}/comments")
def comments(call: Call) -> Page:
    it, pull = call.repository, call.pull
    return Page([_comment(call, it, pull.number, one) for one in pull.comments], IssueComment)


@routes.on("POST", "/repos/{owner}/{repo}/issues/{number}/comments")
def add_comment(call: Call) -> Answer:
    it, pull = call.repository, call.pull
    call.demand("read", needs=NEEDS)
    check_body(call.field("body"))
    made = Comment(id=call.state.new_id(), user=call.me, body=call.field("body"), at=call.state.now())
    pull.comments.append(made)
    return Answer(_comment(call, it, pull.number, made), IssueComment, 201)


@routes.on("PATCH", "/repos/{owner}/{repo}/issues/comments/{id}")
def edit_comment(call: Call) -> Answer:
    it = call.repository
    call.demand("read", needs=NEEDS)
    for number, pull in it.pulls.items():
        for one in pull.comments:
            if one.id == int(call.parts["id"]):
                check_body(call.field("body"))
                one.body, one.edited = call.field("body"), call.state.now()
                return Answer(_comment(call, it, number, one), IssueComment)
    raise not_found()
