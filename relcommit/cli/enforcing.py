"""What the Action does with an event: examine what it changes, tell it, and block or follow."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from relcommit.cli import output
from relcommit.cli.app import App
from relcommit.errors import NoEvent
from relcommit.text.es import checklist as es

if TYPE_CHECKING:
    from relcommit.checklist.report import Report
    from relcommit.forge.publishing import Publisher
    from relcommit.probes.assess import Examiner
    from relcommit.probes.scene import Pull

_QUEUED = re.compile(r"/pr-(\d{1,9})-[0-9a-f]{7,40}$")
_SUMMARY_LIMIT = 900 * 1024
"""GitHub takes 1 MiB, in bytes."""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, as GitHub tells a workflow."""

    name: str
    told: Mapping[str, Any]


def answer(app: App) -> int:
    """Answer the event; 1 where a required item keeps an open pull request from its merge. Raises NoEvent."""
    from relcommit.cli.examining import examiner, github_api
    from relcommit.forge.publishing import Publisher

    event = read_event(app.environment)
    api = github_api(app)
    door = _Door(app, Publisher(api), examiner(app, api, local=False))
    found = list(door.answers(event))
    if not found:
        output.say(es.NOTHING_TO_FOLLOW)
    return max(found, default=0)


def read_event(environment: Mapping[str, str]) -> Event:
    """The event of this job. Raises NoEvent."""
    name, path = environment.get("GITHUB_EVENT_NAME"), environment.get("GITHUB_EVENT_PATH")
    if not name or not path:
        raise NoEvent
    try:
        told = json.loads(Path(path).read_bytes())
    except (OSError, ValueError) as why:
        raise NoEvent from why
    return Event(name, told if isinstance(told, Mapping) else {})


def pull_requests(event: Event) -> tuple[int, ...]:
    """The pull requests that an event names by itself."""
    told = event.told
    match event.name:
        case "pull_request" | "pull_request_target" | "pull_request_review":
            numbers: Iterable[Any] = [(told.get("pull_request") or {}).get("number")]
        case "issue_comment":
            issue = told.get("issue") or {}
            numbers = [issue.get("number")] if "pull_request" in issue else []
        case "check_suite" | "check_run" | "workflow_run":
            inside = told.get(event.name) or {}
            numbers = [one.get("number") for one in inside.get("pull_requests") or ()]
        case "merge_group":
            queued = _QUEUED.search(str((told.get("merge_group") or {}).get("head_ref") or ""))
            numbers = [int(queued[1])] if queued else []
        case _:
            numbers = []
    return tuple(one for one in dict.fromkeys(numbers) if isinstance(one, int))


@dataclass(frozen=True)
class _Door:
    app: App
    publisher: "Publisher"
    judge: "Examiner"

    def answers(self, event: Event) -> Iterator[int]:
        """An exit code for each pull request that the event changes."""
        from relcommit.forge.following import followed

        for number in pull_requests(event) or self._of_commit(event):
            yield self._one(number, event)
        if event.name in ("deployment_status", "schedule", "workflow_dispatch") or _is_on_issue(event):
            for one in followed(self.publisher):
                yield self._follow(one.pull_request, one.issue)

    def _of_commit(self, event: Event) -> tuple[int, ...]:
        """A check suite of a fork names no pull request: its commit does."""
        sha = str((event.told.get(event.name) or {}).get("head_sha") or "")
        if event.name not in ("check_suite", "check_run") or not sha:
            return ()
        return tuple(int(one["number"]) for one in self.publisher.api.pages(f"commits/{sha}/pulls"))

    def _one(self, number: int, event: Event) -> int:
        from relcommit.forge.following import issue_of

        report, pull = self.judge.examine(number)
        if pull.merged:
            return self._follow(number, issue_of(self.publisher, number))
        if event.told.get("action") == "closed":
            return 0
        self._tell(report, pull, event)
        return 1 if report.missing("antes") else 0

    def _follow(self, number: int, issue: int | None) -> int:
        """After the merge nothing blocks any more: what is left is followed in its issue."""
        from relcommit.forge.following import follow

        report, _ = self.judge.examine(number, issue=issue)
        follow(self.publisher, report, _title(self.app, report), issue)
        self._summarise(report, [])
        return 0

    def _tell(self, report: "Report", pull: "Pull", event: Event) -> None:
        place = self.publisher.tell(pull.number, pull.body, report)
        group = event.told.get("merge_group") or {}
        written = self.publisher.check(str(group.get("head_sha") or pull.head), report)
        notes = {
            es.NOT_WRITTEN: place == "ninguno",
            es.BODY_LEFT_ALONE: place == "comentario",
            es.NO_CHECK_RUN: not written,
        }
        self._summarise(report, [note for note, holds in notes.items() if holds])

    def _summarise(self, report: "Report", notes: Iterable[str]) -> None:
        """The job's summary, and the same in short in its log."""
        from relcommit.cli.checklist import told
        from relcommit.text.evidence import table
        from relcommit.text.terminal import defuse

        output.say(defuse("\n".join([*told(report), "", *notes])))
        if place := self.app.environment.get("GITHUB_STEP_SUMMARY"):
            text = "\n\n".join([f"## relcommit · #{report.pull_request}", *notes, table(report, opened=True)])
            with Path(place).open("a", encoding="utf-8") as summary:
                summary.write(text[:_SUMMARY_LIMIT] + "\n\n")


def _is_on_issue(event: Event) -> bool:
    return event.name == "issue_comment" and "pull_request" not in (event.told.get("issue") or {})


def _title(app: App, report: "Report") -> str:
    """What the issue calls the plan: its own title, else its file's name."""
    return report.title or ", ".join(Path(plan).stem for plan in report.plans) or app.folder.name
