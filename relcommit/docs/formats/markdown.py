"""The destinations of a Markdown text, by their bytes: pyromark finds the links, this their destinations."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from relcommit.docs.formats import code_blocks as fenced
from relcommit.docs.formats import frontmatter
from relcommit.docs.formats import markdown_extensions as dialects
from relcommit.docs.formats import markdown_nested as nested
from relcommit.docs.formats import rst as restructured
from relcommit.docs.formats.html import attributes
from relcommit.docs.links.escaping import Syntax, unwrap
from relcommit.docs.links.reference import Reference
from relcommit.docs.sites.generators import jekyll_liquid as liquid

if TYPE_CHECKING:
    from pyromark import Markdown

_BOM = b"\xef\xbb\xbf"
_ABROAD = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_OURS = re.compile(rb"(?:project|path):(?!/)")
"""What MyST writes before a path of its own."""
_GAP = re.compile(rb"[ \t\r]*(?:\n[ \t>]*)?")
_ANGLE = re.compile(rb"<((?:\\.|[^\\<>\r\n])*)>")
_BARE = re.compile(rb"(?:\\[!-/:-@\[-`{-~]|[^\x00-\x20\x7f()\\]|\\)*")
_LABEL = re.compile(rb"\[(?:\\.|[^\\\[\]])*\]:", re.DOTALL)
_PIPED = re.compile(rb"`[^`\n]*\|[^`\n]*`")
_NOT_PATHS = frozenset(
    ("title", "titulo", "título", "name", "nombre", "description", "descripcion", "descripción", "slug", "id",
     "tags", "estado", "status", "sidebar_label", "permalink", "url", "aliases", "redirect_from", "redirects",
     "redirect_to")
)  # fmt: skip
"""Keys of words, and of the site's own addresses: those of old are to stay."""
_MAX_ROUNDS = 8
"""How often a text is read again for definitions that an earlier one of the same label hides."""


def references(data: bytes, *, own_anchors: bool = False, in_code: bool = False) -> list[Reference]:
    """Every destination of a UTF-8 document, in order, none twice.

    Those on its own page and what its code blocks name only when asked for.

    Raises UnicodeDecodeError.
    """
    destinations: list[Reference] = []
    body = len(_BOM) if data.startswith(_BOM) else 0
    inside = frontmatter.block(data)
    if inside is not None:
        destinations += _front(data)
        body = inside[2]
    destinations += (
        _shifted(reference, body) for reference in _within(data[body:], own_anchors=own_anchors, in_code=in_code)
    )
    return _in_order(destinations)


def is_abroad(destination: str) -> bool:
    """Whether a destination leads out of the repository."""
    return _ABROAD.match(destination) is not None


def _is_abroad(destination: str) -> bool:
    return is_abroad(destination) and _OURS.match(destination.encode()) is None


def _without_scheme(text: bytes, one: Reference) -> Reference:
    """A destination whose path MyST marks as one; others take the mark for an address, so it never counts as broken."""
    scheme = _OURS.match(text, one.start, one.end)
    return one._replace(kind="include", start=scheme.end()) if scheme else one


def _within(text: bytes, *, own_anchors: bool, in_code: bool, depth: int = 3) -> Iterator[Reference]:
    """The destinations of a text, and those of the Markdown nested in it where no CommonMark is."""
    seen = _Pass(text, own_anchors=own_anchors)
    seen.run(tables=True)
    if _PIPED.search(text):
        seen.run(tables=False)
    tags = [*liquid.references(text, [*seen.blocks, *seen.spans], addresses=in_code)] if b"{" in text else []
    yield from liquid.prevailing(tags, seen.everything()) if tags else seen.everything()
    views = (nested.admonitions(text, seen.fenced, seen.blocks), nested.components(text, seen.htmls)) if depth else ()
    for view in views:
        if view is not None:
            inner = _within(view.text, own_anchors=own_anchors, in_code=in_code, depth=depth - 1)
            yield from map(view.home, inner)
    if in_code:
        yield from fenced.named(text, seen.fenced if views and views[0] else seen.blocks)


def _front(data: bytes) -> Iterator[Reference]:
    for scalar in frontmatter.values(data):
        value = data[scalar.start : scalar.end]
        if value.startswith(b"[["):
            yield from dialects.wikilinks(data, scalar.start, scalar.end)
        elif b"](" in value and "substitutions" in scalar.keys:
            inner = _within(value, own_anchors=False, in_code=False, depth=0)
            yield from (_shifted(reference, scalar.start) for reference in inner)
        elif scalar.owner not in _NOT_PATHS and not dialects.names_nothing(value):
            yield Reference("front-matter", scalar.start, scalar.end, "plain")
    for scalar in frontmatter.block_texts(data) if b"substitutions" in data else ():
        if "substitutions" in scalar.keys:
            view = nested.dedented(data, scalar.start, scalar.end)
            yield from map(view.home, _within(view.text, own_anchors=False, in_code=False, depth=0))


class _Pass:
    """What one pass over a text sees."""

    def __init__(self, text: bytes, *, own_anchors: bool) -> None:
        self.text = text
        self.own_anchors = own_anchors
        self.found: list[Reference] = []
        self.spans: list[tuple[int, int]] = []
        """Code spans."""
        self.blocks: list[tuple[int, int]] = []
        """Code blocks."""
        self.fenced: set[tuple[int, int]] = set()
        """Those of them that a fence marks."""
        self.htmls: set[tuple[int, int]] = set()
        """Blocks of HTML."""
        self.opened: list[tuple[str, str]] = []
        """Links and images that have begun: their kind, and their destination if it is ours to look at."""
        self.inner = 0
        """Where what is inside the innermost of them ends, as far as seen."""
        self.html = 0

    def run(self, *, tables: bool) -> None:
        """Go through the events of pyromark."""
        for event, span in _parser(tables=tables).events_with_range(self.text.decode()):
            start, end = span["start"], span["end"]
            if not isinstance(event, dict):
                pass
            elif "Start" in event:
                self.enter(event["Start"], start, end)
                continue
            elif "End" in event:
                self.leave(event["End"], end)
            elif "Code" in event:
                self.spans.append((start, end))
            elif "InlineHtml" in event:
                self.found += attributes(self.text, start, end)
            if self.opened and end > self.inner:
                self.inner = end

    def enter(self, what: Any, start: int, end: int) -> None:
        """Something begins: a name, or a name with its facts."""
        if what == "HtmlBlock":
            self.html = start
        elif isinstance(what, dict):
            name, facts = next(iter(what.items()))
            if name in ("Link", "Image"):
                self.opened.append((name.lower(), self.inline(facts)))
                if facts["link_type"] == "Autolink" and not _is_abroad(facts["dest_url"]):
                    self.found.append(_without_scheme(self.text, Reference("link", start + 1, end - 1, "bare")))
                self.inner = start + (1 if name == "Link" else 2)
            elif name == "CodeBlock":
                self.blocks.append((start, end))
                if facts != "Indented":
                    self.fenced.add((start, end))

    def inline(self, facts: dict[str, Any]) -> str:
        """The destination of an inline link into the repository; empty for every other link."""
        destination: str = facts["dest_url"]
        if facts["link_type"] != "Inline" or not destination or _is_abroad(destination):
            return ""
        return "" if destination.startswith("#") and not self.own_anchors else destination

    def leave(self, what: Any, end: int) -> None:
        """Something ends."""
        if what == "HtmlBlock":
            self.htmls.add((self.html, end))
            self.found += attributes(self.text, self.html, end)
        elif what in ("Link", "Image"):
            kind, destination = self.opened.pop()
            if destination:
                self.found += _destination(self.text, kind, destination, self.inner, end)

    def everything(self) -> Iterator[Reference]:
        """What was found, and what no parser of Markdown looks for."""
        text = self.text
        yield from self.found
        if b"]:" in text:
            yield from _definitions(text)
        yield from dialects.others(text, self.blocks, self.spans)
        if b"{eval-rst}" in text:
            yield from restructured.embedded(text)


@cache
def _parser(*, tables: bool) -> "Markdown":
    from pyromark import Markdown, Options

    options = Options.ENABLE_FOOTNOTES
    return Markdown(options=options | Options.ENABLE_TABLES if tables else options)


def _destination(text: bytes, kind: str, destination: str, after: int, end: int) -> Iterator[Reference]:
    opening = text.find(b"](", after, end)
    while opening >= 0:
        span = _span(text, opening + 2, end)
        if span is not None and unwrap(text[span[0] : span[1]].decode(), span[2]) == destination:
            yield _without_scheme(text, Reference(kind.lower(), *span))
            return
        opening = text.find(b"](", opening + 1, end)


def _span(text: bytes, position: int, end: int) -> tuple[int, int, Syntax] | None:
    """Where the destination that begins after any white space stands, without its angle brackets."""
    gap = _GAP.match(text, position, end)
    position = gap.end() if gap else position
    angle = _ANGLE.match(text, position, end)
    if angle:
        return (*angle.span(1), "angle")
    start, depth = position, 0
    while position < end:
        piece = _BARE.match(text, position, end)
        position = piece.end() if piece else position
        sign = text[position : position + 1]
        if position < end and sign == b"(":
            depth += 1
        elif position < end and sign == b")" and depth:
            depth -= 1
        else:
            break
        position += 1
    return (start, position, "bare") if position > start else None


def _definitions(text: bytes) -> Iterator[Reference]:
    """Every definition, those that an earlier one of the same label hides included."""
    for _ in range(_MAX_ROUNDS):
        known = _parser(tables=True).reference_definitions(text.decode())
        for label, facts in known.items():
            start, end = facts["span"]["start"], facts["span"]["end"]
            opening = _LABEL.match(text, start, end)
            span = _span(text, opening.end(), end) if opening and not label.startswith("^") else None
            if span is not None and not _is_abroad(facts["dest"]):
                yield _without_scheme(text, Reference("definition", *span))
        if len(known) >= text.count(b"]:"):
            return
        text = _blanked(
            text, [(definition["span"]["start"], definition["span"]["end"]) for definition in known.values()]
        )
        if not known:
            return


def _blanked(text: bytes, spans: Iterable[tuple[int, int]]) -> bytes:
    kept = bytearray(text)
    for start, end in spans:
        kept[start:end] = re.sub(rb"[^\r\n>]", b" ", text[start:end])
    return bytes(kept)


def _shifted(one: Reference, by: int) -> Reference:
    return one._replace(start=one.start + by, end=one.end + by) if by else one


def _in_order(found: list[Reference]) -> list[Reference]:
    """By their place, without those that overlap one before them."""
    kept: list[Reference] = []
    for reference in sorted(found, key=lambda reference: (reference.start, reference.kind == "fenced", reference.end)):
        if not kept or reference.start >= kept[-1].end:
            kept.append(reference)
    return kept
