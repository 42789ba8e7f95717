"""Markdown that stands where CommonMark sees code or HTML: in admonitions, tabs and components."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from relcommit.docs.links.reference import Reference

_MARKER = re.compile(rb"([ ]*)(?:!!!|\?\?\?\+?|===)[ \t]+\S")
_LINE = re.compile(rb"[^\n]*(?:\n|\Z)")
_OPENS = re.compile(rb"""<(?:[A-Z]|[a-z][^<>]*[ \t]markdown(?:[ \t>]|=["'](?:1|block|span)))""")
"""A component, or a tag that says that there is Markdown in it."""
_TAG = re.compile(
    rb"""<!--.*?(?:-->|\Z)|</?[A-Za-z](?:[^<>"'{}]|"[^"]*"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\})*>""", re.DOTALL
)
_INDENT = 4
Span = tuple[int, int]


@dataclass(slots=True)
class View:
    """Lines of a text that stand somewhere in it, without what indents them."""

    text: bytes = b""
    starts: list[int] = field(default_factory=list)
    """Where each line begins here."""
    origins: list[int] = field(default_factory=list)
    """Where it begins in the text that it was taken from."""

    @classmethod
    def of(cls, lines: Iterable[tuple[int, bytes]]) -> "View":
        """From the lines and where each begins."""
        view, size = cls(), 0
        pieces = []
        for origin, line in lines:
            view.starts.append(size)
            view.origins.append(origin)
            pieces.append(line)
            size += len(line)
        view.text = b"".join(pieces)
        return view

    def home(self, one: Reference) -> Reference:
        """A reference of this view, where it stands in the text that the view was taken from."""
        line = bisect_right(self.starts, one.start) - 1
        by = self.origins[line] - self.starts[line]
        return one._replace(start=one.start + by, end=one.end + by)


def admonitions(text: bytes, fenced: Iterable[Span], blocks: Iterable[Span]) -> View | None:
    """What Python-Markdown's admonitions and tabs hold.

    Their markers do not count inside code: fenced, or any outside of other markers.
    """
    if b"!!!" not in text and b"???" not in text and b"=== " not in text:
        return None
    view = View.of(_bodies(text, sorted(blocks), frozenset(fenced)))
    return view if view.text.strip() else None


def dedented(text: bytes, start: int, end: int) -> View:
    """Some lines without what indents the first of them."""
    rows = [row for row in _LINE.finditer(text, start, end) if row[0]]
    indent = len(rows[0][0]) - len(rows[0][0].lstrip(b" ")) if rows else 0
    return View.of((row.start() + indent, row[0][indent:]) if row[0].strip() else (row.start(), row[0]) for row in rows)


def components(text: bytes, blocks: Collection[Span]) -> View | None:
    """What stands between the tags of components, of some blocks of HTML."""
    view = View.of(
        line for start, end in sorted(blocks) if _OPENS.match(text, start, end) for line in _between(text, start, end)
    )
    return view if view.text.strip() else None


def _bodies(text: bytes, blocks: list[Span], fenced: frozenset[Span]) -> Iterator[tuple[int, bytes]]:
    levels = [0]
    """How far what may come next is indented, from the outermost container to the innermost."""
    hole = 0
    for row in _LINE.finditer(text):
        line, start = row[0], row.start()
        indent = len(line) - len(line.lstrip(b" "))
        if not line.strip():
            yield start, line
            continue
        while hole < len(blocks) and blocks[hole][1] <= start:
            hole += 1
        while indent < levels[-1]:
            levels.pop()
            yield start, b"\n"
        inside = hole < len(blocks) and blocks[hole][0] <= start + indent
        if inside and (levels[-1] == 0 or blocks[hole] in fenced):
            continue
        if levels[-1]:
            yield start + levels[-1], line[levels[-1] :]
        marker = _MARKER.match(line)
        if marker:
            levels.append(len(marker[1]) + _INDENT)


def _between(text: bytes, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    words = _TAG.sub(lambda tag: re.sub(rb"[^\n]", b" ", tag[0]), text[start:end])
    for row in _LINE.finditer(words):
        bare = row[0].lstrip(b" \t")
        yield start + row.end() - len(bare), bare
    yield end, b"\n"
