"""The issue that follows a plan after its merge: opened, kept and closed by whoever the token belongs to."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from relcommit.checklist.model import Phase
from relcommit.checklist.report import Report
from relcommit.checklist.verdict import Judged
from relcommit.errors.forge import answer_of
from relcommit.forge.api import GitHubApi
from relcommit.forge.publishing import Publisher
from relcommit.text.es import checklist as es
from relcommit.text.evidence import table

WATCHED = timedelta(days=14)
"""How long after it was closed an issue is opened again when production breaks."""
_AFTER: tuple[Phase, ...] = ("after", "production")
_MARKER = re.compile(r"<!-- relcommit:seguimiento pr=(\d{1,9}) -->")


@dataclass(frozen=True, slots=True)
class Followed:
    """An issue of ours, and the pull request that it follows."""

    issue: int
    pull_request: int


def followed(publisher: Publisher, now: datetime) -> tuple[Followed, ...]:
    """Every issue of ours that is open, or was closed lately: by its marker *and* by who opened it."""
    since = (now - WATCHED).strftime("%Y-%m-%dT%H:%M:%SZ")
    ours = {"creator": publisher.login}
    opened = publisher.api.pages("issues", state="open", **ours)
    closed = publisher.api.pages("issues", state="closed", since=since, **ours)
    with answer_of(publisher.api.repository, "issues"):
        issues = [*opened, *(issue for issue in closed if _is_watched(issue, now))]
        return tuple(known for issue in issues if (known := _followed(issue, publisher.login)) is not None)


def issue_of(api: GitHubApi, login: str, pull_request: int) -> int | None:
    """The issue that follows a pull request, open or closed, of those that this login opened."""
    issues = api.pages("issues", state="all", creator=login)
    with answer_of(api.repository, "issues"):
        followed_issues = [_followed(issue, login) for issue in issues]
    return next(
        (candidate.issue for candidate in followed_issues if candidate and candidate.pull_request == pull_request), None
    )


def follow(publisher: Publisher, report: Report, title: str, issue: int | None, now: datetime) -> int | None:
    """Open the issue or bring it up to date, and close it once all holds. `None` where there is nothing to follow.

    One that was closed lately opens again where production broke since, or where somebody else said too soon that
    it was completed; whoever closes it as not planned has the last word.
    """
    number = report.pull_request
    if number is None or not (report.of("after") or report.of("production")):
        return None
    shown = table(report, opened=True, phases=_AFTER)
    body = f"<!-- relcommit:seguimiento pr={number} -->\n{es.issue_body(shown, number)}{es.canary_story(report, now)}"
    if issue is None:
        issue = int(publisher.api.send("POST", "issues", {"title": es.issue_title(title), "body": body})["number"])
    present = publisher.api.get(f"issues/{issue}")
    if present.get("body") != body:
        publisher.api.send("PATCH", f"issues/{issue}", {"body": body})
    missing = [*(judged for phase in _AFTER for judged in report.missing(phase)), *report.fired()]
    if present["state"] == "open" and not missing:
        _change(publisher, issue, es.ALL_HOLDS, {"state": "closed", "state_reason": "completed"})
    elif present["state"] == "closed" and _is_watched(present, now) and (why := _reason(publisher, present, missing)):
        _change(publisher, issue, why, {"state": "open"})
    return issue


def _reason(publisher: Publisher, told: Any, missing: Sequence[Judged]) -> str:
    """Why a closed issue opens again; empty for no reason."""
    broken = [judged for judged in missing if "unmet" in map(judged.state, _AFTER)]
    is_ours = str((told.get("closed_by") or {}).get("login") or "").lower() == publisher.login
    if broken:
        return es.not_any_more(dict.fromkeys(judged.item.id for judged in broken))
    return "" if is_ours or not missing else es.closed_too_soon(dict.fromkeys(judged.item.id for judged in missing))


def _change(publisher: Publisher, issue: int, why: str, state: Mapping[str, str]) -> None:
    publisher.api.send("POST", f"issues/{issue}/comments", {"body": why})
    publisher.api.send("PATCH", f"issues/{issue}", state)


def _is_watched(told: Any, now: datetime) -> bool:
    """Whether a closed issue was closed lately, and as completed."""
    closed = datetime.fromisoformat(told["closed_at"])
    return told.get("state_reason") in (None, "completed") and now - closed < WATCHED


def _followed(told: Any, login: str) -> Followed | None:
    ours = str((told.get("user") or {}).get("login") or "").lower() == login and "pull_request" not in told
    marker = _MARKER.match(str(told.get("body") or "")) if ours else None
    return Followed(int(told["number"]), int(marker[1])) if marker else None
