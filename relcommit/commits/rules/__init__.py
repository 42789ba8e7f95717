"""The rules that a message has to hold: each a small function in a list.

On the path of the commit-msg hook: no `re`, no `dataclasses`.
"""

from relcommit.commits.cleanup import Line, stored
from relcommit.commits.exempt import AUTOSQUASH, exemption
from relcommit.commits.finding import Finding, error, weighed
from relcommit.commits.grammar import Parsed, parse
from relcommit.commits.rules import body, header, text, ticket
from relcommit.commits.surely_fine import LARGEST

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Protocol

    from relcommit.commits.finding import Level
    from relcommit.names import CaseOfSubject, CoAuthors, Mood, Severity, TicketPlace

    class Ticket(Protocol):
        """The ticket that a message has to name; without a pattern, none."""

        @property
        def pattern(self) -> str: ...
        @property
        def where(self) -> TicketPlace: ...
        @property
        def required(self) -> bool: ...

    class CommitRules(Protocol):
        """The part of `CommitSettings` that rules look at; the hook brings a lighter object."""

        @property
        def types(self) -> tuple[str, ...]: ...
        @property
        def scopes(self) -> tuple[str, ...]: ...
        @property
        def subject_max(self) -> int: ...
        @property
        def body_width(self) -> int: ...
        @property
        def mood(self) -> Mood: ...
        @property
        def autosquash(self) -> bool: ...
        @property
        def scope_required(self) -> bool: ...
        @property
        def subject_case(self) -> CaseOfSubject: ...
        @property
        def ticket(self) -> Ticket | None: ...
        @property
        def co_authors(self) -> CoAuthors: ...
        @property
        def severity(self) -> Mapping[str, Severity]: ...

    Rule = Callable[[Parsed, CommitRules], Iterable[Finding]]

RULES: "tuple[Rule, ...]" = (
    header.type_allowed,
    header.scope_allowed,
    header.scope_required,
    header.length,
    header.spacing,
    header.full_stop,
    header.description_case,
    body.breaking_near_misses,
    body.width,
    body.trailers,
    body.co_authors,
    ticket.ticket,
    text.literal_newlines,
    text.invisible,
    text.nul,
)
"""What is judged besides the grammar and the language."""


def check(message: str, settings: "CommitRules") -> tuple[Finding, ...]:
    """Every finding about a message as `git commit -m` would store it, in the order of the text."""
    return check_lines(stored(message), settings)


def check_lines(lines: "Sequence[Line]", settings: "CommitRules") -> tuple[Finding, ...]:
    """Every finding about the lines that git stores, in the order of the text; too many of them are not judged."""
    size = sum(len(line.text) + 1 for line in lines)
    if size > LARGEST:
        return (error("message-too-large", lines[0].number, (0, 0), {"size": str(size), "max": str(LARGEST)}),)
    findings: list[Finding] = []
    kind = exemption(lines)
    while kind in AUTOSQUASH:
        findings.append(_autosquash(lines[0], kind, settings))
        lines = _amended(lines) if kind == "amend!" else ()
        kind = exemption(lines)
    if kind is None and (lines or not findings):
        findings += _judged(lines, settings)
    return tuple(weighed(findings, settings.severity))


def _judged(lines: "Sequence[Line]", settings: "CommitRules") -> "list[Finding]":
    """Every finding about a message that a person writes."""
    parsed = parse(lines)
    findings = [*parsed.faults]
    for rule in RULES:
        findings += rule(parsed, settings)
    if settings.mood != "libre":
        from relcommit.commits.rules import language

        findings += language.judge(parsed, settings.mood)
    findings.sort(key=_place)
    return findings


def _place(finding: Finding) -> tuple[int, int, int]:
    return (finding.line, finding.column, finding.end)


def _autosquash(first: Line, word: str, settings: "CommitRules") -> Finding:
    """A commit that `git rebase --autosquash` melts into another."""
    level: Level = "warning" if settings.autosquash else "error"
    return Finding("autosquash", level, first.number, 1, len(word) + 1, {"word": word})


def _amended(lines: "Sequence[Line]") -> "Sequence[Line]":
    """The message that an `amend!` brings for the commit that it melts into."""
    return lines[2:] if len(lines) > 1 and not lines[1].text else lines[1:]
