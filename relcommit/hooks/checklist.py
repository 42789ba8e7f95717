"""The Action's door to the checklist: examine the pull requests that an event changes, tell it, block or follow.

Nothing of the head is ever checked out or run. Whatever cannot be read is a failure, never a pass.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from relcommit.checklist.report import Report
from relcommit.errors.commits import EventUnreadable
from relcommit.errors.forge import TokenMissing
from relcommit.forge.following import follow, followed, issue_of
from relcommit.forge.publishing import Publisher
from relcommit.hooks.action import api_of, git_of
from relcommit.hooks.door import FAILED, append, failed, say, words
from relcommit.plan.reader import read_plan
from relcommit.probes.assess import Examiner
from relcommit.probes.evidence_context import Pull
from relcommit.probes.sources.github_pull import QUEUED, merged_as, open_pulls_at, queued_before, read_pull
from relcommit.repo.commit_files import files_at, settings_in
from relcommit.text.es import checklist as es
from relcommit.text.evidence import lines, table
from relcommit.text.terminal import escape_control, escape_workflow_commands

MOST_SUMMARY = 900_000
"""Characters that are added to a job's summary; GitHub takes 1 MiB."""
_OF_A_COMMIT = frozenset({"check_suite", "check_run", "workflow_run", "status"})
_FOLLOWING = frozenset({"deployment_status", "schedule", "workflow_dispatch"})
"""Events that tell nothing of one pull request, but something of all that were merged."""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, as GitHub tells a workflow."""

    name: str
    told: Mapping[str, Any]

    def part(self, name: str) -> Mapping[str, Any]:
        """An object inside it; empty where there is none."""
        part = self.told.get(name)
        return part if isinstance(part, Mapping) else {}


def main(environment: Mapping[str, str] = os.environ) -> int:
    """The exit code of the step: 1 when a required item keeps an open pull request from its merge."""
    try:
        return answer(read_event(environment), environment)
    except Exception as problem:  # the last door
        return failed(words(problem), environment)


def answer(event: Event, environment: Mapping[str, str]) -> int:
    """Examine every pull request that the event changes. Raises TokenMissing, Refused and wrong settings."""
    api, git = api_of(environment), git_of(environment)
    if api is None:
        raise TokenMissing
    judge = Examiner(
        hub=api,
        read_plan=read_plan,
        read_settings=settings_in,
        now=datetime.now(UTC),
        files_at=lambda commit: files_at(git, commit) if git else None,
    )
    codes = list(_Door(environment, Publisher(api), judge).answers(event))
    if not codes:
        say(es.NOTHING_TO_FOLLOW)
    return max(codes, default=0)


def read_event(environment: Mapping[str, str]) -> Event:
    """The event of this job. Raises EventUnreadable."""
    name, path = environment.get("GITHUB_EVENT_NAME", ""), environment.get("GITHUB_EVENT_PATH", "")
    try:
        payload = json.loads(Path(path).read_bytes())
    except (OSError, ValueError) as why:
        raise EventUnreadable(name, path) from why
    if not isinstance(payload, Mapping):
        raise EventUnreadable(name, path)
    return Event(name, payload)


def pull_requests(event: Event) -> tuple[int, ...]:
    """The pull requests of this repository that an event names by itself."""
    match event.name:
        case "pull_request" | "pull_request_target" | "pull_request_review":
            number = event.part("pull_request").get("number")
        case "issue_comment":
            issue = event.part("issue")
            number = issue.get("number") if "pull_request" in issue else None
        case "merge_group":
            queued = QUEUED.search(str(event.part("merge_group").get("head_ref") or ""))
            number = int(queued[1]) if queued else None
        case _:
            number = None
    return (number,) if isinstance(number, int) else ()


def commit_of(event: Event) -> str:
    """The commit that an event is about; what it says of pull requests may be another repository's."""
    sha = event.told.get("sha") if event.name == "status" else event.part(event.name).get("head_sha")
    return str(sha or "") if event.name in _OF_A_COMMIT else ""


def head_of(event: Event) -> str:
    """The last commit of the pull request that an event tells of, as it was then; empty where it names none."""
    head = event.part("pull_request").get("head")
    return str(head.get("sha") or "") if isinstance(head, Mapping) else commit_of(event)


@dataclass(frozen=True)
class _Door:
    environment: Mapping[str, str]
    publisher: Publisher
    judge: Examiner

    def answers(self, event: Event) -> Iterator[int]:
        """An exit code for each pull request that the event changes."""
        for number in pull_requests(event) or self._of_commit(commit_of(event)):
            yield self._one(number, event)
        on_issue = event.name == "issue_comment" and "pull_request" not in event.part("issue")
        if event.name in _FOLLOWING or on_issue:
            for followed_issue in followed(self.publisher, self.judge.now):
                try:
                    yield self._follow(followed_issue.pull_request, followed_issue.issue)
                except Exception as problem:  # one that cannot be followed hides no other
                    yield failed(words(problem), self.environment)

    def _of_commit(self, sha: str) -> tuple[int, ...]:
        """Those whose last commit it is (one stands for all: they share their check), and those that it merged."""
        api = self.publisher.api
        return (*open_pulls_at(api, sha)[:1], *merged_as(api, sha)) if sha else ()

    def _one(self, number: int, event: Event) -> int:
        group = event.part("merge_group")
        queued = str(group.get("head_sha") or "")
        try:
            pull = read_pull(self.publisher.api, number)
        except Exception as problem:
            return self._unread(number, queued or head_of(event), problem)
        if pull.merged:
            return self._follow(number, issue_of(self.publisher.api, self.publisher.login, number))
        if pull.closed:
            return 0
        try:
            seen = tuple(self._grouped(number, str(group["head_ref"]), queued) if queued else self._alike(number))
            self._tell(seen, queued or seen[0][0].head)
        except Exception as problem:
            return self._unread(number, queued or pull.head, problem)
        return FAILED if any(report.missing("antes") for report, _ in seen) else 0

    def _unread(self, number: int, sha: str, problem: Exception) -> int:
        """Whatever kept one from being judged turns its check red, for an older one may be green."""
        why = words(problem)
        code = failed(why, self.environment)
        if sha:
            self.publisher.unreadable(number, sha, why)
        return code

    def _alike(self, number: int) -> Iterator[tuple[Report, Pull]]:
        """A pull request, and the others of the same commit; one that has moved on since has a check of its own."""
        report, pull = self.judge.examine(number)
        yield report, pull
        for other in open_pulls_at(self.publisher.api, report.head):
            if other != number:
                its, its_pull = self.judge.examine(other)
                if its.head == report.head and not its_pull.closed:
                    yield its, its_pull

    def _grouped(self, number: int, ref: str, sha: str) -> Iterator[tuple[Report, Pull]]:
        """A pull request of a merge queue, and those before it: what is merged with it has to hold as well."""
        before = (other for other in queued_before(self.publisher.api, ref, sha) if other != number)
        for member in (number, *before):
            yield self.judge.examine(member)

    def _follow(self, number: int, issue: int | None) -> int:
        """After the merge nothing blocks any more: what is left is followed in its issue."""
        report, pull = self.judge.examine(number, issue=issue)
        if not pull.merged:  # an issue that claims it: its marker is text, which others may make our login write
            return 0
        follow(self.publisher, report, report.title or ", ".join(report.plans), issue, self.judge.now)
        self._summarise(report, [])
        return 0

    def _tell(self, seen: Sequence[tuple[Report, Pull]], sha: str) -> None:
        """Where there is no plan, nothing is written in the pull request: only that it holds."""
        places = [
            self.publisher.tell(pull.number, pull.body, report) if report.items else "cuerpo" for report, pull in seen
        ]
        (report, _), *others = seen
        written = self.publisher.check([report for report, _ in seen], sha)
        notes = {
            es.NOT_WRITTEN: "ninguno" in places,
            es.BODY_LEFT_ALONE: places[0] == "comentario",
            es.NO_CHECK_RUN: not written,
        }
        lacking = ((pull.number, len(report.missing("antes"))) for report, pull in others)
        shared = [es.shares_commit(number, count) for number, count in lacking if count]
        self._summarise(report, [*(note for note, holds in notes.items() if holds), *shared])

    def _summarise(self, report: Report, notes: Iterable[str]) -> None:
        """The job's summary, and the same in short in its log."""
        say(escape_workflow_commands(escape_control("\n".join([*lines(report), "", *notes]))))
        text = "\n\n".join([f"## relcommit · #{report.pull_request}", *notes, table(report, opened=True)])
        append(
            self.environment,
            "GITHUB_STEP_SUMMARY",
            escape_workflow_commands(escape_control(text[:MOST_SUMMARY])) + "\n\n",
        )


if __name__ == "__main__":
    sys.exit(main())
