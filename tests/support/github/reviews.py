"""Asking for reviews, and giving them."""

from githubkit_schemas.latest.models import PullRequestReview, PullRequestReviewRequest, PullRequestSimple

from tests.support.github.answers import Answer, Json, Page, problem
from tests.support.github.issues import NEEDS, association
from tests.support.github.pulls import simple
from tests.support.github.repositories import repository_url
from tests.support.github.router import Call, routes
from tests.support.github.state import Pull, Repository, Review, Team, User
from tests.support.github.users import node_id, simple_team, simple_user

_STATES = {"APPROVE": "APPROVED", "REQUEST_CHANGES": "CHANGES_REQUESTED", "COMMENT": "COMMENTED", "": "PENDING"}


def _review(call: Call, it: Repository, pull: Pull, one: Review) -> Json:
    url = f"{repository_url(call, it)}/pulls/{pull.number}"
    page = f"{call.web}/{it.full_name}/pull/{pull.number}#pullrequestreview-{one.id}"
    return {
        "id": one.id,
        "node_id": node_id("PullRequestReview", one.id),
        "user": simple_user(call, one.user) if one.user else None,
        "body": one.body,
        "state": one.state,
        "html_url": page,
        "pull_request_url": url,
        "_links": {"html": {"href": page}, "pull_request": {"href": url}},
        "submitted_at": one.at,
        "commit_id": one.commit_id,
        "author_association": association(call, it, one.user) if one.user else "NONE",
    }


@routes.on("GET", "/repos/{owner}/{repo}/pulls/{number}/requested_reviewers")
def requested(call: Call) -> Answer:
    pull = call.pull
    users = [simple_user(call, one) for one in pull.reviewers]
    return Answer({"users": users, "teams": [simple_team(call, one) for one in pull.teams]}, PullRequestReviewRequest)


@routes.on("POST", "/repos/{owner}/{repo}/pulls/{number}/requested_reviewers")
def request_reviews(call: Call) -> Answer:
    """All or none: one who cannot review spoils it for the rest."""
    it, pull = call.repository, call.pull
    call.demand("triage", needs=NEEDS)
    users = [_reviewer(call, it, pull, login) for login in call.field("reviewers", [])]
    teams = [_team(call, it, slug) for slug in call.field("team_reviewers", [])]
    pull.reviewers += [one for one in users if one not in pull.reviewers]
    pull.teams += [one for one in teams if one not in pull.teams]
    return Answer(simple(call, it, pull), PullRequestSimple, 201)


def _reviewer(call: Call, it: Repository, pull: Pull, login: str) -> User:
    user = call.state.users.get(login.lower())
    if user is pull.user:
        raise problem(422, "Review cannot be requested from pull request author.")
    if user is None or (user is not it.owner and user.login not in it.roles):
        raise _no_collaborator(it)
    return user


def _team(call: Call, it: Repository, slug: str) -> Team:
    team = call.state.teams.get(f"{it.owner.login}/{slug}".lower())
    if team is None:
        raise _no_collaborator(it)
    return team


def _no_collaborator(it: Repository) -> Exception:
    return problem(
        422,
        "Reviews may only be requested from collaborators. One or more of the users or teams you specified "
        f"is not a collaborator of the {it.full_name} repository.",
    )


@routes.on("GET", "/repos/{owner}/{repo}/pulls/{number}/reviews")
def reviews(call: Call) -> Page:
    it, pull = call.repository, call.pull
    return Page([_review(call, it, pull, one) for one in pull.reviews], PullRequestReview)


@routes.on("POST", "/repos/{owner}/{repo}/pulls/{number}/reviews")
def review(call: Call) -> Answer:
    """Nobody approves their own; who reviews is asked no more."""
    it, pull = call.repository, call.pull
    call.demand("read", needs=NEEDS)
    event = call.field("event", "")
    if call.me is pull.user and event in ("APPROVE", "REQUEST_CHANGES"):
        verb = {"APPROVE": "approve", "REQUEST_CHANGES": "request changes on"}[event]
        raise problem(422, "Unprocessable Entity", errors=[f"Can not {verb} your own pull request"])
    made = Review(
        id=call.state.new_id(),
        user=call.me,
        body=call.field("body") or "",
        state=_STATES[event],
        commit_id=call.field("commit_id") or pull.head_sha,
        at=call.state.now(),
    )
    pull.reviews.append(made)
    pull.reviewers = [one for one in pull.reviewers if one is not call.me]
    return Answer(_review(call, it, pull, made), PullRequestReview)
