"""Where the plain values of a YAML text stand: enough for front matter and `mkdocs.yml`, line by line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(
    rb"""^[ \t]*(?:-[ \t]+)*
    (?:(?P<key>"[^"\n]*"|'[^'\n]*'|[^\s\#'"\[{&*!|>%@`,-][^\n]*?|-[^\s][^\n]*?):(?=[ \t\r\n]|$))?
    [ \t]*(?P<value>[^\r\n]*)""",
    re.MULTILINE | re.VERBOSE,
)
_FLOW = re.compile(
    rb"""(?:(?:"[^"]*"|'[^']*'|[^\s,\[\]{}:"']+)[ \t]*:[ \t]+)?
    ("[^"]*"|'[^']*'|[^\s,\[\]{}"'][^,\[\]{}\r\n]*)""",
    re.VERBOSE,
)
_COMMENT = re.compile(rb"(?:^|(?<=[ \t]))#")


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value: its bytes stand at `start` to `end`, its quotes outside them."""

    start: int
    end: int
    key: str
    """The key on its own line, lower case; empty for an item of a list."""
    quote: str
    column: int
    """How far its line is indented."""
    owner: str = ""
    """For an item of a list, the key that the list belongs to."""


def scalars(data: bytes, start: int = 0, end: int | None = None) -> Iterator[Scalar]:
    """Every value that stands on one line, those inside `[…]` and `{…}` included."""
    stop = len(data) if end is None else end
    above = ""
    for line in _LINE.finditer(data, start, stop):
        position, value = line.start("value"), line["value"]
        key = (line["key"] or b"").decode("utf-8", "replace").strip().strip("\"'").lower()
        column = len(line[0]) - len(line[0].lstrip(b" "))
        above = key or above
        if value[:1] in (b"[", b"{"):
            for item in _FLOW.finditer(data, position, line.end("value")):
                yield _scalar(item[1], item.start(1), key, column, above)
        elif value and value[:1] != b"#":
            yield _scalar(value, position, key, column, above)


def _scalar(value: bytes, at: int, key: str, column: int, owner: str) -> Scalar:
    quote = value[:1]
    if quote in (b'"', b"'"):
        closed = value.find(quote, 1)
        if closed > 0:
            return Scalar(at + 1, at + closed, key, quote.decode(), column, owner)
    comment = _COMMENT.search(value)
    plain = value[: comment.start()] if comment else value
    return Scalar(at, at + len(plain.rstrip()), key, "", column, owner)
