"""The two mutations that only GraphQL has, in the words in which PyGithub asks: a draft, and ready for review.

https://docs.github.com/en/graphql/reference/mutations#markpullrequestreadyforreview
"""

from typing import Any

from tests.support.github.answers import Answer
from tests.support.github.router import Call, routes
from tests.support.github.state import ROLES, Pull, Repository

MUTATIONS = {"markPullRequestReadyForReview": False, "convertPullRequestToDraft": True}


@routes.on("POST", "/graphql")
def graphql(call: Call) -> Answer:
    """200 whatever happens: what is refused stands among the `errors`."""
    user = call.me
    name = next((known for known in MUTATIONS if f"{known}(" in call.field("query", "")), "")
    node = call.field("variables", {}).get("input", {}).get("pullRequestId", "")
    place = next((found for found in _pulls(call) if f"PR_{found[1].id}" == node), None)
    if not name or place is None or (role := call.state.role(place[0], user)) is None:
        return _error(name, "NOT_FOUND", f"Could not resolve to a node with the global id of '{node}'")
    given = call.token.permissions if call.token else None
    allowed = given is None or given.get("pull_requests") == "write"
    if not allowed or (user is not place[1].user and ROLES.index(role) < ROLES.index("write")):
        return _error(name, "FORBIDDEN", f"{user.login} does not have the correct permissions to execute `{name}`")
    place[1].draft = MUTATIONS[name]
    return Answer({"data": {name: {"clientMutationId": None, "pullRequest": {"isDraft": place[1].draft}}}}, None)


def _pulls(call: Call) -> list[tuple[Repository, Pull]]:
    return [(it, pull) for it in call.state.repositories.values() for pull in it.pulls.values()]


def _error(name: str, kind: str, message: str) -> Answer:
    error: dict[str, Any] = {"type": kind, "path": [name], "message": message}
    return Answer({"data": {name: None}, "errors": [error]}, None)
