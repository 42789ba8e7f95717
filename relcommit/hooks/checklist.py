"""The Action's door to the checklist: examine the pull requests that an event changes, tell it, block or follow.

Nothing of the head is ever checked out or run. Our check waits before anything is looked at, and is concluded only
while nothing has moved since: whatever cannot be read, or is late, is a failure, never a pass.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from relcommit.application.policy import files_of
from relcommit.checklist.report import Report
from relcommit.errors.base import Refused
from relcommit.errors.forge import TokenMissing
from relcommit.forge.check_runs import CheckRun, CheckRuns
from relcommit.forge.following import follow, followed, issue_of
from relcommit.forge.publishing import Publisher
from relcommit.hooks.action import api_of, git_of
from relcommit.hooks.checklist_event import Event, Queue, read_event
from relcommit.hooks.deadline import DeadlinePassed, deadline, seconds_of
from relcommit.hooks.door import FAILED, append, failed, say, words
from relcommit.plan.reader import read_plan
from relcommit.probes.assess import Examiner
from relcommit.probes.evidence_context import Pull
from relcommit.probes.sources.github_pull import (
    OpenPull,
    fingerprint,
    merged_as,
    open_pulls,
    queued_before,
    read_pull,
)
from relcommit.repo.commit_files import settings_in
from relcommit.text.es import checklist as es
from relcommit.text.evidence import lines, table
from relcommit.text.terminal import escape_control, escape_workflow_commands

MOST_SUMMARY = 900_000
"""Characters that are added to a job's summary; GitHub takes 1 MiB."""
MOST_HEADS = 250
"""Commits that one event may send to be looked at; GitHub starts no more jobs of one matrix than 256."""
ATTEMPTS = 3
"""How often a pull request that moves while it is looked at is looked at again."""
FOLLOWING = "seguimiento"
"""What stands for the pull requests that were merged, among the commits of those that are open."""


def main(environment: Mapping[str, str] = os.environ) -> int:
    """The exit code of the step: 1 when a required item keeps an open pull request from its merge."""
    try:
        event = read_event(environment)
        if environment.get("RELCOMMIT_STEP") == "heads":
            return tell_heads(event, environment)
        return answer(event, environment)
    except Exception as problem:  # the last door
        return failed(words(problem), environment)


def answer(event: Event, environment: Mapping[str, str]) -> int:
    """Examine every pull request that the event changes; of one commit, where RELCOMMIT_HEAD names it.

    Raises TokenMissing, Refused and wrong settings.
    """
    codes = list(_door(environment).answers(event, environment.get("RELCOMMIT_HEAD", "")))
    if not codes:
        say(es.NOTHING_TO_FOLLOW)
    return max(codes, default=0)


def tell_heads(event: Event, environment: Mapping[str, str]) -> int:
    """Open our check on each commit that the event changes, and name them for the jobs that look at one each.

    Raises TokenMissing.
    """
    door = _door(environment)
    try:
        heads = door.heads(event)
    except Exception as problem:
        return door.unread(event, problem)
    shown = list(heads)[:MOST_HEADS]
    if left := len(heads) - len(shown):
        say(f"::warning title=relcommit::{es.heads_left(left)}")
    append(environment, "GITHUB_OUTPUT", f"heads={json.dumps(shown)}\n")
    say(es.heads_found(len(shown)))
    return 0


def _door(environment: Mapping[str, str]) -> "_Door":
    api, git = api_of(environment), git_of(environment)
    if api is None:
        raise TokenMissing
    judge = Examiner(
        hub=api,
        read_plan=read_plan,
        read_settings=settings_in,
        now=datetime.now(UTC),
        files_of=lambda commit, hub: files_of(commit, git, hub),
    )
    return _Door(environment, Publisher(api), CheckRuns(api), judge)


@dataclass(frozen=True)
class _Door:
    environment: Mapping[str, str]
    publisher: Publisher
    runs: CheckRuns
    judge: Examiner

    def heads(self, event: Event) -> tuple[str, ...]:
        """The commits that have to be looked at, each with our check opened on it at once."""
        if queue := event.queue:
            self._open(queue.sha, queue.base, [queue.number])
            return (queue.sha,)
        pulls, merged = self._changed(event)
        for sha, base in dict.fromkeys((pull.head, pull.base) for pull in pulls):
            self._open(sha, base, [pull.number for pull in pulls if (pull.head, pull.base) == (sha, base)])
        following = (FOLLOWING,) if merged or event.is_of_production else ()
        return (*dict.fromkeys(pull.head for pull in pulls), *following)

    def _open(self, sha: str, base: str, numbers: Sequence[int]) -> None:
        """Open our check; whoever looks at the commit opens it where it cannot be written now."""
        try:
            self.runs.open(sha, base, numbers)
        except Refused as problem:
            failed(words(problem), self.environment)

    def answers(self, event: Event, only: str) -> Iterator[int]:
        """An exit code for each pull request that the event changes, or for those of one commit alone."""
        if queue := event.queue:
            yield self._judge(queue.sha, queue.base, (queue.number,), queue)
            return
        try:
            pulls, merged = self._changed(event)
        except Exception as problem:
            yield self.unread(event, problem)
            return
        for sha, base in dict.fromkeys((pull.head, pull.base) for pull in pulls):
            if only in ("", sha):
                numbers = [pull.number for pull in pulls if (pull.head, pull.base) == (sha, base)]
                yield self._judge(sha, base, numbers)
        if only in ("", FOLLOWING):
            yield from self._following(event, merged)

    def _changed(self, event: Event) -> tuple[list[OpenPull], tuple[int, ...]]:
        """The open pull requests that the event changes, with all that share their commit and base, the one it names
        first; and those that are merged. Raises Refused."""
        api, number = self.publisher.api, event.number
        if number is not None:
            pull = read_pull(api, number)
            if pull.merged or pull.closed:
                return [], ((number,) if pull.merged else ())
            alike = [other for other in open_pulls(api) if other.head == pull.head and other.number != number]
            return [OpenPull(number, pull.head, pull.base), *alike], ()
        if event.pushed or event.is_of_all:
            return [pull for pull in open_pulls(api) if event.is_of_all or pull.base == event.pushed], ()
        if sha := event.commit:
            return [pull for pull in open_pulls(api) if pull.head == sha], merged_as(api, sha)
        return [], ()

    def unread(self, event: Event, problem: Exception) -> int:
        """Whatever kept one from being found turns its check red, for an older one may be green."""
        why = words(problem)
        code = failed(why, self.environment)
        numbers = [event.number or 0]
        for sha, base in self._checked(event):
            with suppress(Refused):
                if run := self.runs.open(sha, base, numbers):
                    self.runs.fail(run, why, numbers)
        return code

    def _checked(self, event: Event) -> frozenset[tuple[str, str]]:
        """The commits and bases whose check may be green, as far as they can be known when not all can be read."""
        known = {(event.head, event.base)}
        with suppress(Refused):
            if event.number is not None:
                pull = read_pull(self.publisher.api, event.number)
                known.add((pull.head, pull.base))
        with suppress(Refused):
            known |= {(event.head, base) for base in self.runs.bases(event.head)} if event.head else set()
        return frozenset((sha, base) for sha, base in known if sha and base)

    def _judge(self, sha: str, base: str, numbers: Sequence[int], queue: Queue | None = None) -> int:
        """Open our check, look, and conclude it; nothing that moved meanwhile is concluded from."""
        run: CheckRun | None = None
        try:
            run = self.runs.open(sha, base, numbers)
            with deadline(seconds_of(self.environment)):
                for _ in range(ATTEMPTS):
                    code = self._attempt(run, sha, base, numbers, queue)
                    if code is not None:
                        return code
                    run = self.runs.open(sha, base, numbers)
            return self._broken(run, es.KEEPS_MOVING, numbers)
        except DeadlinePassed:
            return self._broken(run, es.LATE, numbers)
        except Exception as problem:
            return self._broken(run, words(problem), numbers)

    def _broken(self, run: CheckRun | None, why: str, numbers: Sequence[int]) -> int:
        """What cannot be judged has failed; where not even that can be written, the check goes on waiting."""
        code = failed(why, self.environment)
        if run is not None:
            try:
                self.runs.fail(run, why, numbers)
            except Exception as problem:
                failed(words(problem), self.environment)
        return code

    def _attempt(
        self, run: CheckRun | None, sha: str, base: str, numbers: Sequence[int], queue: Queue | None
    ) -> int | None:
        """The exit code, or `None` where what was read is no longer so."""
        members = (*numbers, *self._before(queue)) if queue else tuple(numbers)
        before = fingerprint(self.publisher.api, members)
        seen = [self.judge.examine(number) for number in members]
        if not queue:
            seen = [(report, pull) for report, pull in seen if not pull.closed]
            if not seen:
                return self._gone(run, numbers)
            if any((pull.head, pull.base) != (sha, base) for _, pull in seen):
                return self._gone(run, numbers)
        if fingerprint(self.publisher.api, members) != before or (run and not self.runs.is_newest(run)):
            return None
        return self._tell(seen, run)

    def _gone(self, run: CheckRun | None, numbers: Sequence[int]) -> int:
        """The pull request is closed, or goes on with another commit or base, which has a check of its own."""
        if run is not None:
            self.runs.conclude(run, "cancelled", es.CHECK_MOVED, es.WAITS, numbers)
        return 0

    def _before(self, queue: Queue) -> Iterator[int]:
        """The pull requests of a merge queue before it: what is merged with it has to hold as well."""
        ahead = queued_before(self.publisher.api, queue.ref, queue.sha)
        return (number for number in ahead if number != queue.number)

    def _following(self, event: Event, merged: Iterable[int]) -> Iterator[int]:
        for number in merged:
            yield self._follow(number, None)
        if event.is_of_production:
            for issue in followed(self.publisher, self.judge.now):
                if issue.pull_request not in merged:
                    yield self._follow(issue.pull_request, issue.issue)

    def _follow(self, number: int, issue: int | None) -> int:
        """After the merge nothing blocks any more: what is left is followed in its issue."""
        try:
            where = issue_of(self.publisher.api, self.publisher.login, number) if issue is None else issue
            report, pull = self.judge.examine(number, issue=where)
            if not pull.merged:  # an issue that claims it: its marker is text, which others may make our login write
                return 0
            follow(self.publisher, report, report.title or ", ".join(report.plans), where, self.judge.now)
            self._summarise(report, [])
        except Exception as problem:  # one that cannot be followed hides no other
            return failed(words(problem), self.environment)
        return 0

    def _tell(self, seen: Sequence[tuple[Report, Pull]], run: CheckRun | None) -> int | None:
        """Where there is no plan, nothing is written in the pull request: only that there is none.

        `None` where somebody has opened another check run meanwhile.
        """
        places = [
            self.publisher.tell(pull.number, pull.body, report) if report.items else "cuerpo" for report, pull in seen
        ]
        (report, _), *others = seen
        reports = [report for report, _ in seen]
        blocked = any(report.is_blocked() for report in reports)
        if run is not None and not self.runs.tell(run, reports):
            return None
        notes = {
            es.NOT_WRITTEN: "ninguno" in places,
            es.BODY_LEFT_ALONE: places[0] == "comentario",
            es.NO_CHECK_RUN: run is None,
            es.PLAN_REQUIRED: report.plan_required and not report.demands(),
        }
        lacking = ((pull.number, len(other.missing("antes"))) for other, pull in others)
        shared = [es.shares_commit(number, count) for number, count in lacking if count]
        self._summarise(report, [*(note for note, holds in notes.items() if holds), *shared])
        return FAILED if blocked or run is None else 0

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
