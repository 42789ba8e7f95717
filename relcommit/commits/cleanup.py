"""What git will store of a message: comments, scissors and blank lines taken out, line numbers kept.

On the path of the commit-msg hook: this module and those it imports load neither `re` nor `dataclasses`.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Literal

    Mode = Literal["strip", "whitespace", "verbatim", "scissors"]
    """The values of `commit.cleanup`, «default» decided."""

AUTO_CANDIDATES = "#;@!$%^&|:"
"""Where git looks for a comment character when `core.commentChar` is `auto`."""

_SCISSORS = " ------------------------ >8 ------------------------"
_SPACES = " \t\n\r\v\f"


class Line:
    """One line that git will store, and where it stands in the text that was read (from 1)."""

    __slots__ = ("number", "text")

    def __init__(self, number: int, text: str) -> None:
        self.number = number
        self.text = text

    def __repr__(self) -> str:
        return f"Line({self.number}, {self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Line) and (self.number, self.text) == (other.number, other.text)

    __hash__ = None  # type: ignore[assignment]  # compared by value, never kept in a set


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """The text of a message, and the encoding it was read in; `declared` is `i18n.commitEncoding`.

    Bytes that are UTF-8 are read so, whatever is declared: no Spanish text in another encoding is UTF-8 by chance.
    Those that are neither are read as ISO-8859-1, which never fails and is what Spanish legacy text is.
    """
    for encoding in ("utf-8", declared):
        try:
            return data.decode(encoding or "utf-8"), encoding or "utf-8"
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("iso-8859-1"), "iso-8859-1"


def stored(text: str, mode: "Mode" = "whitespace", comment: str = "#") -> list[Line]:
    """The lines that git stores, as `git stripspace` and `git commit` would leave them.

    `comment` is `core.commentChar` (or `core.commentString`); «auto» is worked out from the text.
    """
    rows: Sequence[str] = text.split("\n")
    if comment == "auto":
        comment = _chosen(rows)
    if mode in ("strip", "scissors") and comment:
        rows = _above_scissors(rows, comment)
    lines: Iterable[Line] = (Line(number, row) for number, row in enumerate(rows, 1))
    if mode == "strip" and comment:
        lines = (line for line in lines if not line.text.startswith(comment))
    if mode == "verbatim":
        return _without_tail(list(lines))
    return _without_blank_runs(lines)


def _above_scissors(rows: "Sequence[str]", comment: str) -> "Sequence[str]":
    mark = comment + _SCISSORS
    return rows[: rows.index(mark)] if mark in rows else rows


def _chosen(rows: "Sequence[str]") -> str:
    """The character that git chose: git writes its own remarks last, so the last line shows it."""
    for candidate in AUTO_CANDIDATES:
        if candidate + _SCISSORS in rows:
            return candidate
    for row in reversed(rows):
        if row.strip(_SPACES):
            return row[0] if row[0] in AUTO_CANDIDATES else ""
    return ""


def _without_blank_runs(lines: "Iterable[Line]") -> list[Line]:
    kept: list[Line] = []
    blank: Line | None = None
    for line in lines:
        line.text = line.text.rstrip(_SPACES)
        if not line.text:
            blank = blank or line
            continue
        if blank is not None and kept:
            kept.append(blank)
        blank = None
        kept.append(line)
    return kept


def _without_tail(lines: list[Line]) -> list[Line]:
    while lines and not lines[-1].text:
        lines.pop()
    return lines
