"""What a rule has to say about a message: facts and a place, not words."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal

    from relcommit.names import Severity

    Level = Literal["error", "warning"]

CODES = (
    "author-not-allowed", "autosquash", "body-blank-line", "body-width", "branch-alphabet", "branch-not-git",
    "branch-pattern", "breaking-near-miss", "co-author", "description-case", "draft-title", "empty-message", "encoding",
    "english-verb", "footer-empty", "header-format", "header-full-stop", "header-spaces", "header-too-long",
    "invisible-character", "literal-newline", "missing-accent", "nul-character", "scope-not-allowed", "scope-path",
    "scope-required", "squash-buries-breaking", "squash-swallows", "ticket-missing", "ticket-place", "trailer-person",
    "type-case", "type-not-allowed", "verb-mood",
)  # fmt: skip
"""Every code whose severity the settings may change."""
UNJUDGED = ("internal", "message-too-large", "ticket-slow")
"""The codes that say that something was not looked at, which nobody may turn off."""

_NO_FACTS: "Mapping[str, str]" = {}


class Finding:
    """One fault, at the characters `column` to `end` (from 1, end excluded) of line `line` of the text read.

    A hand-written class: `dataclasses` alone would cost the commit-msg hook twice Python's own start.
    """

    __slots__ = ("code", "column", "end", "facts", "level", "line", "suggestion")

    def __init__(
        self,
        code: str,
        level: "Level",
        line: int,
        column: int,
        end: int,
        facts: "Mapping[str, str]" = _NO_FACTS,
        suggestion: str | None = None,
    ) -> None:
        self.code = code
        self.level: Level = level
        self.line = line
        self.column = column
        self.end = end
        self.facts = facts
        self.suggestion = suggestion
        """What replaces the span, where that is certain; it may hold a line break."""

    def moved(self, columns: int) -> "Finding":
        """The same finding so many characters further to the right."""
        column, end = self.column + columns, self.end + columns
        return Finding(self.code, self.level, self.line, column, end, self.facts, self.suggestion)

    def __repr__(self) -> str:
        return f"Finding({', '.join(repr(value) for value in self._values())})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Finding) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash((self.code, self.line, self.column))

    def _values(self) -> tuple[object, ...]:
        return (self.code, self.level, self.line, self.column, self.end, dict(self.facts), self.suggestion)


def error(
    code: str,
    line: int,
    span: tuple[int, int],
    facts: "Mapping[str, str]" = _NO_FACTS,
    suggestion: str | None = None,
) -> Finding:
    """A fault that refuses the message; `span` counts from 0, as Python slices do."""
    return Finding(code, "error", line, span[0] + 1, span[1] + 1, facts, suggestion)


def warning(
    code: str,
    line: int,
    span: tuple[int, int],
    facts: "Mapping[str, str]" = _NO_FACTS,
    suggestion: str | None = None,
) -> Finding:
    """Something that the author should know; `span` counts from 0."""
    return Finding(code, "warning", line, span[0] + 1, span[1] + 1, facts, suggestion)


def weighed(findings: "Sequence[Finding]", severity: "Mapping[str, Severity]") -> "Sequence[Finding]":
    """The findings as the settings weigh them; those that are off are left out."""
    if not severity:
        return findings
    kept: list[Finding] = []
    for finding in findings:
        level = severity.get(finding.code, finding.level)
        if level != "off":
            finding.level = level
            kept.append(finding)
    return tuple(kept)
