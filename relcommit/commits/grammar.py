"""Conventional Commits 1.0.0, by hand and in time linear in the length of the message.

The numbers in comments are the clauses of the English specification. On the path of the commit-msg hook:
no `re`, no `dataclasses`.
"""

from relcommit.commits.cleanup import Line, stored
from relcommit.commits.finding import Finding, error
from relcommit.commits.header import Header, read_header

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

BREAKING = ("BREAKING CHANGE", "BREAKING-CHANGE")


class Footer:
    """One footer: `token`, the separator (`: ` or ` #`), and a value that may go on over several lines."""

    __slots__ = ("line", "separator", "token", "value")

    def __init__(self, token: str, separator: str, value: str, line: int) -> None:
        self.token = token
        self.separator = separator
        self.value = value
        self.line = line

    def __repr__(self) -> str:
        return f"Footer({self.token!r}, {self.separator!r}, {self.value!r}, {self.line})"

    def __str__(self) -> str:
        return f"{self.token}{self.separator}{self.value}"

    @property
    def is_breaking(self) -> bool:
        """Whether a release tool reads a breaking change here (12, 16)."""
        return self.token in BREAKING and self.separator == ": "


class Parsed:
    """A message read as far as it goes: where it breaks the grammar, `faults` says so."""

    __slots__ = ("body", "faults", "footers", "header", "lines")

    def __init__(
        self,
        lines: "Sequence[Line]",
        header: Header | None,
        body: "Sequence[Line]",
        footers: "Sequence[Footer]",
        faults: "Sequence[Finding]",
    ) -> None:
        self.lines = lines
        """What git stores; the first is the header."""
        self.header = header
        """`None` for an empty message; its fields are `None` where they cannot be told."""
        self.body = body
        self.footers = footers
        self.faults = faults

    @property
    def breaking(self) -> bool:
        """Whether the message announces a breaking change, by `!` or by a footer (11 to 13)."""
        if self.header is not None and self.header.breaking:
            return True
        return any(footer.is_breaking for footer in self.footers)


def parse(message: "str | Sequence[Line]") -> Parsed:
    """Read a message; a text is first cleaned as `git commit -m` would."""
    lines = stored(message) if isinstance(message, str) else message
    if not lines:
        return Parsed(lines, None, (), (), (error("empty-message", 1, (0, 0)),))
    header, faults = read_header(lines[0])
    if len(lines) == 1:
        return Parsed(lines, header, (), (), faults)
    if lines[1].text:
        faults = [*faults, _glued(lines[1])]
    rest = lines[1:] if lines[1].text else lines[2:]
    start = _footers_from(rest)
    return Parsed(lines, header, _trimmed(rest[:start]), _footers(rest[start:]), faults)


def footer_of(text: str) -> tuple[str, str, str] | None:
    """The token, separator and value of a line that opens a footer (8, 9)."""
    for breaking in BREAKING:
        if text.startswith(breaking):
            return _separated(text, len(breaking))
    end = 0
    letters = False
    for end, char in enumerate(text):
        if char.isalpha():
            letters = True
        elif not (char.isdigit() or (char == "-" and end)):
            break
    if not letters or text[end - 1] == "-":
        return None
    return _separated(text, end)


def _separated(text: str, at: int) -> tuple[str, str, str] | None:
    separator = text[at : at + 2]
    if separator not in (": ", " #"):
        return None
    value = text[at + 2 :]
    return (text[:at], separator, value) if value.strip() else None


def _glued(line: Line) -> Finding:
    """A second line that is not blank (6)."""
    return error("body-blank-line", line.number, (0, 1), suggestion="\n" + line.text[0])


def _footers_from(rest: "Sequence[Line]") -> int:
    """Where the footers start: at the first paragraph that opens with one (8)."""
    after_blank = True
    for index, line in enumerate(rest):
        if after_blank and line.text and footer_of(line.text):
            return index
        after_blank = not line.text
    return len(rest)


def _footers(rest: "Sequence[Line]") -> list[Footer]:
    """Each ends where the next begins, and its value may hold blank lines (10)."""
    footers: list[Footer] = []
    values: list[str] = []
    for line in rest:
        opened = footer_of(line.text)
        if opened is None:
            values.append(line.text)
            continue
        _close(footers, values)
        token, separator, value = opened
        footers.append(Footer(token, separator, "", line.number))
        values = [value]
    _close(footers, values)
    return footers


def _close(footers: list[Footer], values: list[str]) -> None:
    if footers:
        footers[-1].value = "\n".join(values).rstrip("\n")


def _trimmed(body: "Sequence[Line]") -> "Sequence[Line]":
    """The body without the blank line that parts it from the footers."""
    return body[:-1] if body and not body[-1].text else body
