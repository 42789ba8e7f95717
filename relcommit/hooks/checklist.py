"""The Action's door to the checklist: examine the pull requests that an event changes, tell it, block or follow.

Nothing of the head is ever checked out or run. Our check waits before anything is looked at, and is concluded only
while nothing has moved since: whatever cannot be read, or is late, is a failure, never a pass.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
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
from relcommit.hooks.deadline import DeadlinePassed, Patience, deadline
from relcommit.hooks.door import FAILED, append, failed, say, words
from relcommit.hooks.event_pulls import Place, changed_pulls, doubtful_places, named_place, places_of
from relcommit.plan.reader import read_plan
from relcommit.probes.assess import Examiner
from relcommit.probes.evidence_context import Pull
from relcommit.probes.sources.github_pull import OpenPull, fingerprint, queued_before
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
LAST_SECONDS = 60
"""What may be spent on turning checks red once the pull requests could not be read."""
FOLLOWING = "seguimiento"
"""What stands for the pull requests that were merged, among the commits of those that are open."""


def main(
    environment: Mapping[str, str] = os.environ, make_door: "Callable[[Mapping[str, str]], Door] | None" = None
) -> int:
    """The exit code of the step: 1 when a required item keeps an open pull request from its merge."""
    try:
        event, door = read_event(environment), (make_door or door_of)(environment)
        return tell_heads(event, door) if environment.get("RELCOMMIT_STEP") == "heads" else answer(event, door)
    except Exception as problem:  # the last door
        return failed(words(problem), environment)


def answer(event: Event, door: "Door") -> int:
    """Examine every pull request that the event changes; of one commit, where RELCOMMIT_HEAD names it.

    Raises Refused and wrong settings.
    """
    codes = list(door.answers(event))
    if not codes:
        say(es.NOTHING_TO_FOLLOW)
    return max(codes, default=0)


def tell_heads(event: Event, door: "Door") -> int:
    """Open our check on each commit that the event changes, and name them for the jobs that look at one each."""
    try:
        heads = door.heads(event)
    except (Exception, DeadlinePassed) as problem:
        return door.unread(event, problem)
    shown = list(heads)[:MOST_HEADS]
    if left := len(heads) - len(shown):
        say(f"::warning title=relcommit::{es.heads_left(left)}")
    append(door.environment, "GITHUB_OUTPUT", f"heads={json.dumps(shown)}\n")
    say(es.heads_found(len(shown)))
    return 0


def door_of(environment: Mapping[str, str]) -> "Door":
    """The door of this job. Raises TokenMissing."""
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
    return Door(environment, Publisher(api), CheckRuns(api), judge, Patience.of(environment))


@dataclass(frozen=True)
class Door:
    """One job's work: what it reads, whom it asks, and how long that may take in all."""

    environment: Mapping[str, str]
    publisher: Publisher
    runs: CheckRuns
    judge: Examiner
    patience: Patience
    opened: dict[Place, CheckRun] = field(default_factory=dict)
    """The checks that wait since this job began."""

    @property
    def only(self) -> str:
        """The one commit that this job looks at; empty for all."""
        return self.environment.get("RELCOMMIT_HEAD", "")

    def heads(self, event: Event) -> tuple[str, ...]:
        """The commits that have to be looked at, each with our check opened on it at once.

        Raises Refused and DeadlinePassed.
        """
        if queue := event.queue:
            self._open(Place(queue.sha, queue.base), [queue.number])
            return (queue.sha,)
        pulls, merged = self._opened_pulls(event)
        following = (FOLLOWING,) if merged or event.is_of_production else ()
        return (*dict.fromkeys(pull.head for pull in pulls), *following)

    def _opened_pulls(self, event: Event) -> tuple[list[OpenPull], tuple[int, ...]]:
        """What the event changes, with our check open on each: first on what the event names, before anything is
        read, then on what is found."""
        with deadline(self.patience.left()):
            named = named_place(event)
            if named and self.only in ("", named.sha):
                self._open(named, [event.number or 0])
            pulls, merged = changed_pulls(self.publisher.api, event)
            places = places_of(pulls)
            for place, numbers in places.items():
                if self.only in ("", place.sha):
                    self._open(place, numbers)
            if named and named not in places and (run := self.opened.pop(named, None)):
                self._gone(run, [event.number or 0])
        return pulls, merged

    def _open(self, place: Place, numbers: Sequence[int]) -> None:
        """Open our check; whoever looks at the commit opens it where it cannot be written now."""
        if place in self.opened:
            return
        try:
            run = self.runs.open(*place, numbers)
        except Refused as problem:
            failed(words(problem), self.environment)
            return
        if run is not None:
            self.opened[place] = run

    def answers(self, event: Event) -> Iterator[int]:
        """An exit code for each pull request that the event changes, or for those of one commit alone."""
        if queue := event.queue:
            yield self._judge(Place(queue.sha, queue.base), (queue.number,), queue)
            return
        try:
            pulls, merged = self._opened_pulls(event)
        except (Exception, DeadlinePassed) as problem:
            yield self.unread(event, problem)
            return
        for place, numbers in places_of(pulls).items():
            if self.only in ("", place.sha):
                yield self._judge(place, numbers)
        if self.only in ("", FOLLOWING):
            yield from self._following(event, merged)

    def unread(self, event: Event, problem: BaseException) -> int:
        """Whatever kept a pull request from being found turns its check red, for an older one may be green."""
        why = words(problem) if isinstance(problem, Exception) else es.LATE
        code = failed(why, self.environment)
        numbers = [event.number or 0]
        with suppress(DeadlinePassed), deadline(LAST_SECONDS):
            for place in doubtful_places(self.runs, event):
                with suppress(Refused):
                    if run := self.opened.pop(place, None) or self.runs.open(*place, numbers):
                        self.runs.fail(run, why, numbers)
        return code

    def _judge(self, place: Place, numbers: Sequence[int], queue: Queue | None = None) -> int:
        """Open our check, look, and conclude it; nothing that moved meanwhile is concluded from."""
        run = self.opened.pop(place, None)
        try:
            with deadline(self.patience.left()):
                run = run or self.runs.open(*place, numbers)
                for _ in range(ATTEMPTS):
                    code = self._attempt(run, place, numbers, queue)
                    if code is not None:
                        return code
                    run = self.runs.open(*place, numbers)
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

    def _attempt(self, run: CheckRun | None, place: Place, numbers: Sequence[int], queue: Queue | None) -> int | None:
        """The exit code, or `None` where what was read is no longer so."""
        members = (*numbers, *self._before(queue)) if queue else tuple(numbers)
        before = fingerprint(self.publisher.api, members)
        seen = [self.judge.examine(number) for number in members]
        if not queue:
            seen = [(report, pull) for report, pull in seen if not pull.closed]
            if not seen:
                return self._gone(run, numbers)
            if any((pull.head, pull.base) != place for _, pull in seen):
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
        lacking = ((pull.number, len(other.missing("before"))) for other, pull in others)
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
