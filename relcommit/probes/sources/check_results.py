"""What the checks of a commit say: check runs and the suites that they come in, jobs, and commit statuses."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from relcommit.errors.checklist import AnswerCut
from relcommit.errors.forge import RepositoryNotFound
from relcommit.probes.evidence_context import GitHubReader, moment

ACTIONS = "github-actions"
"""The app in whose name any workflow may write, of any branch: only its jobs are known to have run."""
WAITING = frozenset({"queued", "in_progress", "waiting", "requested", "pending", "expected"})
_OURS = "relcommit"
"""Our own check and the job that writes it, `relcommit (plan)`, are never evidence for themselves."""
_MARKER = "pull-requests: "
"""How the external id of a check run of ours begins, whichever app writes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A check run or a status of one commit."""

    name: str
    app: str
    """The app's slug; for a status that a person sent, `@login`."""
    sha: str
    outcome: str
    """`success`, `failure`, `skipped`…; one of `WAITING` while it runs."""
    at: datetime | None = None
    url: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    """The name and the conclusion of each step, where it is a job of GitHub Actions."""
    is_job: bool = True
    """False where it speaks for GitHub Actions and is no job that ended so: some workflow's token wrote it."""
    is_ours: bool = False
    """Whether it is this very check, or the job that writes it; what another app calls so is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """All of it, at one moment."""

    results: tuple[Result, ...]
    unfinished: frozenset[str] = frozenset()
    """The apps that have more to start on this commit, besides what is listed."""


def is_named(name: str, wanted: str) -> bool:
    """`ci / tsc` is the check `tsc` of the workflow `ci`; a matrix adds its values in brackets."""
    tail = wanted.rpartition(" / ")[2]
    return name in (wanted, tail) or name.startswith((f"{wanted} (", f"{tail} ("))


def gather(hub: GitHubReader, sha: str, matters: Callable[[str], bool]) -> Seen:
    """Every result of a commit; those whose name matters with their job, where GitHub Actions ran them.

    Raises Refused, and AnswerCut where GitHub lists only a part (the check runs of a thousand suites).
    """
    suites = hub.pages(f"commits/{sha}/check-suites", key="check_suites")
    runs = hub.pages(f"commits/{sha}/check-runs", key="check_runs", filter="latest")
    listed = {_suite(run) for run in runs}
    if any(suite["latest_check_runs_count"] and suite["id"] not in listed for suite in suites):
        raise AnswerCut("list", len(runs))
    results = [_run(run) for run in runs] + list(_statuses(hub, sha))
    return Seen(
        results=tuple(_with_job(result, hub) if matters(result.name) else result for result in results),
        unfinished=frozenset(_unfinished(suites, runs)),
    )


def _unfinished(suites: Sequence[Mapping[str, Any]], runs: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """A workflow's suite ends with its last job; another app's may stay empty for ever; our own is not waited for."""
    ours = {_suite(run) for run in runs if _run(run).is_ours and run["status"] != "completed"}
    for suite in suites:
        is_going = suite["status"] != "completed" and suite["id"] not in ours
        if is_going and (_slug(suite) == ACTIONS or suite["latest_check_runs_count"]):
            yield _slug(suite)


def _run(told: Mapping[str, Any]) -> Result:
    return Result(
        name=told["name"], app=_slug(told), sha=told["head_sha"], outcome=told["conclusion"] or told["status"],
        at=moment(told.get("completed_at")), url=told.get("html_url") or "", is_ours=_is_ours(told),
    )  # fmt: skip


def _is_ours(told: Mapping[str, Any]) -> bool:
    """By its name *and* by its app: GitHub Actions, or the one that marks its check runs as `CheckRuns` does."""
    name, marker = str(told["name"]), str(told.get("external_id") or "")
    if name.startswith(f"{_OURS}: "):
        return _slug(told) == ACTIONS or marker.startswith(_MARKER)
    return is_named(name, _OURS) and _slug(told) == ACTIONS


def _slug(told: Mapping[str, Any]) -> str:
    return str((told.get("app") or {}).get("slug") or "")


def _suite(told: Mapping[str, Any]) -> object:
    return (told.get("check_suite") or {}).get("id")


def _statuses(hub: GitHubReader, sha: str) -> Iterator[Result]:
    seen: set[str] = set()
    for status in hub.pages(f"commits/{sha}/statuses"):
        if status["context"] not in seen:  # the newest comes first
            seen.add(status["context"])
            yield _status(status, sha)


def _status(one: Mapping[str, Any], sha: str) -> Result:
    creator = one.get("creator") or {}
    login = str(creator.get("login") or "").lower()
    app = login.removesuffix("[bot]") if creator.get("type") == "Bot" else f"@{login}"
    return Result(
        name=one["context"], app=app, sha=sha, outcome=one["state"], is_job=app != ACTIONS,
        at=moment(one.get("updated_at")), url=one.get("target_url") or "",
    )  # fmt: skip


def _with_job(one: Result, hub: GitHubReader) -> Result:
    """A check run of GitHub Actions is a job of the same id, with which its address ends, or it is no job at all."""
    if one.app != ACTIONS or not one.is_job or one.outcome != "success":
        return one
    number = one.url.rstrip("/").rpartition("/")[2]
    try:
        job = hub.get(f"actions/jobs/{number}") if number.isdecimal() else {}
    except RepositoryNotFound:
        job = {}
    same = (job.get("name"), job.get("head_sha"), job.get("conclusion")) == (one.name, one.sha, one.outcome)
    steps = tuple((step["name"], step["conclusion"] or step["status"]) for step in job.get("steps") or ())
    return replace(one, steps=steps, is_job=same)
