"""Our check run on a commit, one for each base: waiting before anything is looked at, and concluded only while it is
the newest of its name."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from time import sleep
from typing import Any, Literal

from relcommit.checklist.report import Report
from relcommit.errors.base import Refused
from relcommit.errors.forge import Forbidden, RepositoryNotFound, answer_of
from relcommit.forge.api import GitHubApi
from relcommit.text.es import checklist as es
from relcommit.text.evidence import table
from relcommit.text.terminal import escape_control, escape_workflow_commands

Conclusion = Literal["success", "failure", "neutral", "cancelled"]

MOST_OUTPUT = 60_000
"""Characters of a check run's summary; GitHub takes 65,535."""
PAUSES = (0.5, 2.0)
"""Seconds before writing again what GitHub would not take: too many requests, or trouble of its own."""


_PREFIX = "relcommit: "


def check_name(base: str) -> str:
    """What the protection of a branch asks for: a green that another base gave is not of this name."""
    return f"{_PREFIX}{base}"


@dataclass(frozen=True, slots=True)
class CheckRun:
    """A check run of ours that waits for its conclusion."""

    id: int
    sha: str
    base: str


@dataclass(frozen=True)
class CheckRuns:
    """Our check runs of one repository."""

    api: GitHubApi

    def open(self, sha: str, base: str, numbers: Sequence[int]) -> CheckRun | None:
        """A new check run that waits: whatever stood on the commit holds no more from now on.

        Where GitHub refuses, the newest is made to fail instead, so that no older green stays. `None` where the token
        may not write any. Raises Refused where GitHub refuses for another reason.
        """
        body = {"head_sha": sha, "status": "in_progress", **self._told(base, numbers, es.CHECK_WAITING, es.WAITS)}
        try:
            return CheckRun(int(self._send("POST", "check-runs", body)["id"]), sha, base)
        except (Forbidden, RepositoryNotFound):
            with suppress(Refused):
                self._fail_newest(sha, base, numbers)
            return None
        except Refused:
            self._fail_newest(sha, base, numbers)
            raise

    def _fail_newest(self, sha: str, base: str, numbers: Sequence[int]) -> None:
        for run in self._listed(sha, base)[-1:]:
            self.conclude(CheckRun(int(run["id"]), sha, base), "failure", es.CHECK_BROKEN, es.WAITS, numbers)

    def is_newest(self, run: CheckRun) -> bool:
        """Whether nobody has opened another since: an event that came later has one of its own."""
        return any(int(newest["id"]) == run.id for newest in self._listed(run.sha, run.base)[-1:])

    def conclude(self, run: CheckRun, conclusion: Conclusion, title: str, summary: str, numbers: Sequence[int]) -> None:
        """Say how it ended. Raises Refused; then it goes on waiting, which lets nobody pass."""
        body = {"status": "completed", "conclusion": conclusion, **self._told(run.base, numbers, title, summary)}
        self._send("PATCH", f"check-runs/{run.id}", body)

    def tell(self, run: CheckRun, reports: Sequence[Report]) -> bool:
        """Conclude it from what was found out of each pull request that shares the commit and the base.

        All of them have to hold; where none demands anything, nothing is claimed to hold. False, and nothing is
        written, where somebody has opened another check run since.
        """
        ordered = sorted(reports, key=lambda report: not report.is_blocked())
        conclusion = conclusion_of(ordered)
        missing = sum(len(report.missing("before")) for report in ordered)
        room = MOST_OUTPUT // len(ordered) - 100
        tables = [(f"## #{report.pull_request}\n\n", table(report, opened=True, room=room)) for report in ordered]
        summary = "\n\n".join(title + text for title, text in tables) if len(tables) > 1 else tables[0][1]
        numbers = [report.pull_request or 0 for report in ordered]
        if not self.is_newest(run):
            return False
        self.conclude(run, conclusion, es.check_title(conclusion, missing), summary, numbers)
        return True

    def fail(self, run: CheckRun, why: str, numbers: Sequence[int]) -> None:
        """Conclude it where something kept the evidence from being looked at. Raises Refused."""
        text = escape_workflow_commands(escape_control(why))
        self.conclude(run, "failure", es.CHECK_BROKEN, text, numbers)

    def bases(self, sha: str) -> tuple[str, ...]:
        """The bases that our check runs on a commit speak of. Raises Refused."""
        path = f"commits/{sha}/check-runs"
        runs = self.api.pages(path, key="check_runs", filter="latest")
        with answer_of(self.api.repository, path):
            names = [str(run["name"]) for run in runs]
        return tuple(dict.fromkeys(name.removeprefix(_PREFIX) for name in names if name.startswith(_PREFIX)))

    def _told(self, base: str, numbers: Sequence[int], title: str, summary: str) -> Mapping[str, Any]:
        """What every writing says; the first of the numbers is the one to look at."""
        return {
            "name": check_name(base),
            "external_id": f"pull-requests: {', '.join(map(str, sorted(numbers)))}",
            "details_url": f"{self.api.home.web}/{self.api.repository}/pull/{next(iter(numbers), 0)}",
            "output": {"title": title, "summary": summary},
        }

    def _listed(self, sha: str, base: str) -> list[Any]:
        """Every check run of this name, oldest first, whoever wrote it."""
        path = f"commits/{sha}/check-runs"
        try:
            runs = self.api.pages(path, key="check_runs", check_name=check_name(base), filter="all")
        except (Forbidden, RepositoryNotFound):
            return []
        with answer_of(self.api.repository, path):
            return sorted((run for run in runs if run["name"] == check_name(base)), key=lambda run: int(run["id"]))

    def _send(self, method: str, path: str, body: Mapping[str, Any]) -> Any:
        for pause in PAUSES:
            try:
                return self.api.send(method, path, body)
            except (Forbidden, RepositoryNotFound):
                raise
            except Refused:
                sleep(pause)
        return self.api.send(method, path, body)


def conclusion_of(reports: Sequence[Report]) -> Conclusion:
    """Failing where any of them does; neutral where none of them demands anything."""
    if any(report.is_blocked() for report in reports):
        return "failure"
    return "success" if any(report.demands() for report in reports) else "neutral"
