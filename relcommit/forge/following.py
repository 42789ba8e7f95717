"""The issue that follows a plan after its merge: opened, kept and closed by whoever the token belongs to."""

import re
from dataclasses import dataclass
from typing import Any

from relcommit.checklist.report import Report
from relcommit.forge.api import GitHubApi
from relcommit.forge.publishing import Publisher
from relcommit.text.es import checklist as es
from relcommit.text.evidence import table

_MARKER = re.compile(r"<!-- relcommit:seguimiento pr=(\d{1,9}) -->")


@dataclass(frozen=True, slots=True)
class Followed:
    """An open issue of ours, and the pull request that it follows."""

    issue: int
    pull_request: int


def followed(publisher: Publisher) -> tuple[Followed, ...]:
    """Every open issue of ours: by its marker *and* by who opened it."""
    told = publisher.api.pages("issues", state="open", creator=publisher.login)
    return tuple(found for one in told if (found := _followed(one, publisher.login)) is not None)


def issue_of(api: GitHubApi, login: str, pull_request: int) -> int | None:
    """The issue that follows a pull request, open or closed, of those that this login opened."""
    told = api.pages("issues", state="all", creator=login)
    found = (_followed(one, login) for one in told)
    return next((one.issue for one in found if one and one.pull_request == pull_request), None)


def follow(publisher: Publisher, report: Report, title: str, issue: int | None) -> int | None:
    """Open the issue or bring it up to date; close it once all holds. `None` where there is nothing to follow."""
    number = report.pull_request
    if number is None or not (report.of("despues") or report.of("produccion")):
        return None
    shown = table(report, opened=True, phases=("despues", "produccion"))
    body = f"<!-- relcommit:seguimiento pr={number} -->\n{es.issue_body(shown, number)}"
    done = not report.missing("despues") and not report.missing("produccion")
    if issue is None:
        issue = int(publisher.api.send("POST", "issues", {"title": es.issue_title(title), "body": body})["number"])
    else:
        _bring_up_to_date(publisher, issue, body)
    if done:
        _close(publisher, issue)
    return issue


def _bring_up_to_date(publisher: Publisher, issue: int, body: str) -> None:
    if publisher.api.get(f"issues/{issue}").get("body") != body:
        publisher.api.send("PATCH", f"issues/{issue}", {"body": body})


def _close(publisher: Publisher, issue: int) -> None:
    if publisher.api.get(f"issues/{issue}")["state"] == "open":
        publisher.api.send("POST", f"issues/{issue}/comments", {"body": es.ALL_HOLDS})
        publisher.api.send("PATCH", f"issues/{issue}", {"state": "closed", "state_reason": "completed"})


def _followed(told: Any, login: str) -> Followed | None:
    ours = str((told.get("user") or {}).get("login") or "").lower() == login and "pull_request" not in told
    found = _MARKER.match(str(told.get("body") or "")) if ours else None
    return Followed(int(told["number"]), int(found[1])) if found else None
