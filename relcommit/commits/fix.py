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
    for finding in findings:
        if finding.suggestion is not None and finding.line <= len(lines):
            at_line.setdefault(finding.line, []).append(finding)
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
    index = 0
    for finding in sorted(findings, key=lambda finding: finding.column):
        start, end = finding.column - 1, finding.end - 1
        if start >= index:
            pieces += (line[index:start], finding.suggestion or "")
            index = end
    return "".join((*pieces, line[index:]))
