"""What became of each line of a plan: understood as a field, prose on purpose, or not understood.

A line is understood when without it the plan would say something else: the plan is read again without each one.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal

from relcommit.plan.layout.items import is_pointer, says_nothing
from relcommit.plan.model import Finding, Plan
from relcommit.plan.reader import read_plan, structure_of
from relcommit.plan.unclaimed import Unclaimed, unclaimed_in
from relcommit.plan.unplaced import unplaced_in
from relcommit.plan.zones import Zone, zones_in

Reading = Literal["understood", "prose", "unread"]

MOST_WORK = 40_000
"""How many lines are read again in all, about five seconds' worth; what is left then is told as not examined."""
MOST_LINES_IN_FULL = 300
"""In a longer plan, what stands outside of its own parts is only looked at where a field was read."""
_NO_VALUE = frozenset({"places", "findings", "file"})
_NAMES = {"pr_title": "pull_request.title", "pr_body": "pull_request.body", "commits": "commit"}
_OUTLINE = re.compile(r"[ \t]*(?:[-*_=][ \t]*){3,}$|[ \t]*(?:`{3,}|~{3,})|[ \t|:+-]+$|[ \t]*<[!/a-zA-Z]")
"""Rules, fences, a table's delimiters and HTML: they say nothing of their own."""
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]")
_LONGEST_EXCERPT = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the plan, and what it gave."""

    number: int
    text: str
    reading: Reading
    fields: tuple[str, ...] = ()
    """Of a line that was understood, the plan's fields that would change without it."""


@dataclass(frozen=True, slots=True)
class Account:
    """A plan with the reading of its lines; blank ones are left out."""

    plan: Plan
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]
    """What stands where the plan's own matters belong and gave nothing."""


def account(text: str, file: str) -> Account:
    """Read a plan and account for each of its lines. Raises EmptyPlan."""
    plan = read_plan(text, file)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    zones = zones_in(text)
    examiner = _Examiner(plan, lines)
    inside = {number for zone in zones for number in range(zone.start, zone.end + 1)}
    examiner.examine(None if len(lines) <= MOST_LINES_IN_FULL else inside)
    understood = examiner.understood
    unread = dict(_unread(plan, lines, understood, zones)) if examiner.stopped_at is None else {}
    told = {finding.line for finding in plan.findings}
    unclaimed = list(unclaimed_in(structure_of(text), {*understood, *unread, *told}))
    read_again = {number for stretch in unclaimed for number in range(stretch.first, stretch.last + 1)}
    readings = tuple(
        Line(number, line, _reading(number, understood, {*unread, *read_again}), understood.get(number, ()))
        for number, line in enumerate(lines, 1)
        if line.strip()
    )
    known = {*unread, *read_again, *told}
    unplaced = [finding for finding in unplaced_in(plan, text) if finding.line not in known]
    findings = sorted(
        [*_findings(lines, unread, plan), *_of_unclaimed(lines, unclaimed), *unplaced],
        key=lambda finding: finding.line or 0,
    )
    return Account(plan, readings, (*examiner.findings(), *findings))


def _reading(number: int, understood: Container[int], unread: Container[int]) -> Reading:
    return "understood" if number in understood else "unread" if number in unread else "prose"


class _Examiner:
    """Reads the plan again without each line, within bounds."""

    def __init__(self, plan: Plan, lines: list[str]) -> None:
        self.plan = plan
        self.lines = lines
        self.whole = values_of(plan)
        self.understood = _by_places(plan)
        self.work = 0
        self.stopped_at: int | None = None

    def examine(self, among: set[int] | None) -> None:
        """Look at every run of lines, or only at those with a line `among` some."""
        for start, end in _runs(self.lines):
            numbers = [number for number in range(start + 1, end + 1) if number not in self.understood]
            if not numbers or (among is not None and among.isdisjoint(numbers)):
                continue
            if self.work > MOST_WORK:
                self.stopped_at = start + 1
                return
            if len(numbers) == end - start and not self.without(start, end):
                continue
            for number in numbers:
                changed = self.without(number - 1, number)
                if changed:
                    self.understood[number] = changed

    def without(self, start: int, end: int) -> tuple[str, ...]:
        """The fields that differ in the plan without some lines."""
        self.work += len(self.lines)
        rest = [*self.lines[:start], *self.lines[end:]]
        text = "\n".join(rest)
        plan = read_plan(text, self.plan.file) if text.strip() else Plan(file=self.plan.file)
        values = values_of(plan, after=start, shift=end - start)
        names = [name.removeprefix("@") for name in {**self.whole, **values} if self.whole[name] != values[name]]
        return tuple(dict.fromkeys(_NAMES.get(name, name) for name in names))

    def findings(self) -> list[Finding]:
        """Where the examination stopped, if it did."""
        if self.stopped_at is None:
            return []
        return [Finding(level="warning", code="too-long", line=self.stopped_at, facts={"line": str(self.stopped_at)})]


def _runs(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Where lines stand together between blank ones, as start and end."""
    start = None
    for index, line in enumerate([*lines, ""]):
        if line.strip() and start is None:
            start = index
        elif not line.strip() and start is not None:
            yield start, index
            start = None


def values_of(plan: Plan, *, after: int = 0, shift: int = 0) -> dict[str, Any]:
    """All that a plan says, field by field, with the lines of what stands `after` a place moved down by `shift`."""
    values = {
        one.name: _plain(getattr(plan, one.name), after, shift) for one in fields(plan) if one.name not in _NO_VALUE
    }
    places = {name: line + shift * (line > after) for name, line in plan.places.items()}
    for name, line in places.items():
        values[f"@{name}"] = line
    return _WithoutPlaces(values)


class _WithoutPlaces(dict[str, Any]):
    """Values where a place that is missing is just that."""

    def __missing__(self, name: str) -> None:
        return None


def _plain(value: Any, after: int, shift: int) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return tuple(
            _moved(getattr(value, one.name), after, shift)
            if one.name == "line"
            else _plain(getattr(value, one.name), after, shift)
            for one in fields(value)
        )
    return tuple(_plain(part, after, shift) for part in value) if isinstance(value, tuple) else value


def _moved(line: int, after: int, shift: int) -> int:
    return line + shift if line > after else line


def _by_places(plan: Plan) -> dict[int, tuple[str, ...]]:
    """The lines that a field was read from."""
    known: dict[int, list[str]] = {}
    for name, line in plan.places.items():
        known.setdefault(line, []).append(name)
    for name in ("gates", "deploy", "rollback", "done", "documents"):
        for item in getattr(plan, name):
            known.setdefault(item.line, []).append(name)
    return {line: tuple(names) for line, names in known.items()}


def _unread(
    plan: Plan, lines: list[str], understood: dict[int, tuple[str, ...]], zones: list[Zone]
) -> Iterator[tuple[int, Zone]]:
    """The lines of the plan's own parts that gave nothing and are no introduction, pointer or repetition."""
    inside = {number: zone for zone in zones for number in range(zone.start, zone.end + 1)}
    repeated = [value for value in (plan.branch, plan.base, plan.pr_title, plan.commit and plan.commit.header) if value]
    for start, end in _runs(lines):
        numbers = range(start + 1, end + 1)
        reads = any(number in understood for number in numbers)
        for number in numbers:
            text, zone = lines[number - 1], inside.get(number)
            if zone is None or number in understood or _OUTLINE.match(text) or _HEADING.match(text):
                continue
            bare = text.strip(" \t>-*+|")
            if not bare or is_pointer(bare) or says_nothing(bare) or any(value in text for value in repeated):
                continue
            if _introduces(number, lines, understood, zone, is_alone=not reads):
                continue
            yield number, zone


def _introduces(
    number: int, lines: list[str], understood: dict[int, tuple[str, ...]], zone: Zone, *, is_alone: bool
) -> bool:
    """Whether a line leads to something that was understood: it ends with a colon, heads a table, or opens the part."""
    text = lines[number - 1]
    following = next((later for later in range(number + 1, zone.end + 1) if lines[later - 1].strip()), 0)
    if following in understood and (text.rstrip(" *_").endswith(":") or text.lstrip().startswith("|")):
        return True
    first = min((line for line in understood if zone.start <= line <= zone.end), default=0)
    is_sentence = not re.match(r"[ \t]*(?:[-*+|]|\d+[.)])[ \t]", text)
    return is_alone and is_sentence and 0 < number < first


def _findings(lines: list[str], unread: dict[int, Zone], plan: Plan) -> Iterator[Finding]:
    """One finding for lines that follow each other; what a document's own finding tells is not told twice."""
    told = {finding.line for finding in plan.findings}
    for first, last in _stretches(lines, sorted(set(unread) - told), unread):
        excerpt = " ".join(lines[first - 1].split())[:_LONGEST_EXCERPT]
        facts = {"text": excerpt, "part": unread[first].name, "last": str(last)}
        yield Finding(level="warning", code="unread", line=first, facts=facts)


def _of_unclaimed(lines: list[str], unclaimed: list[Unclaimed]) -> Iterator[Finding]:
    for stretch in unclaimed:
        excerpt = " ".join(lines[stretch.first - 1].split())[:_LONGEST_EXCERPT]
        facts = {"text": excerpt, "part": stretch.part, "last": str(stretch.last)}
        yield Finding(level="warning", code="unread", line=stretch.first, facts=facts)


def _stretches(lines: list[str], numbers: list[int], unread: dict[int, Zone]) -> Iterator[tuple[int, int]]:
    """First and last of the lines of one part that follow each other, whatever rules and fences stand between."""
    first = last = 0
    for number in numbers:
        between = lines[last : number - 1]
        joined = first and unread[first] is unread[number] and all(_OUTLINE.match(text) for text in between if text)
        if joined and all(text.strip() for text in between):
            last = number
            continue
        if first:
            yield first, last
        first = last = number
    if first:
        yield first, last
