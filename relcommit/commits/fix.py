"""Rewriting a message with what its findings suggest."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from relcommit.commits.finding import Finding

_ROUNDS = 5
"""A fix may bring another fault to light («Reorganizado.»); no message needs more rounds."""


def fixed(text: str, findings: "Iterable[Finding]") -> str:
    """The text with every suggestion applied; of two that overlap, the first."""
    lines = text.split("\n")
    at_line: dict[int, list[Finding]] = {}
    for one in findings:
        if one.suggestion is not None and one.line <= len(lines):
            at_line.setdefault(one.line, []).append(one)
    for number, ones in at_line.items():
        lines[number - 1] = _mended(lines[number - 1], ones)
    return "\n".join(lines)


def fix(text: str, judge: "Callable[[str], Sequence[Finding]]") -> str:
    """The text, mended until nothing certain is left to mend."""
    for _ in range(_ROUNDS):
        mended = fixed(text, judge(text))
        if mended == text:
            break
        text = mended
    return text


def _mended(line: str, findings: "list[Finding]") -> str:
    pieces: list[str] = []
    at = 0
    for one in sorted(findings, key=lambda found: found.column):
        start, end = one.column - 1, one.end - 1
        if start >= at:
            pieces += (line[at:start], one.suggestion or "")
            at = end
    return "".join((*pieces, line[at:]))
