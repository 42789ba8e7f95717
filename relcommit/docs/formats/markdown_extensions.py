"""The destinations that Markdown itself knows nothing of: code spans, wikilinks, inclusions, directives."""

import re
from collections.abc import Iterable, Iterator

from relcommit.docs.formats.html import computed_properties
from relcommit.docs.links.escaping import Syntax
from relcommit.docs.links.reference import Reference

_TICKED = re.compile(rb"(?<!`)`([^`\n]{1,300})`(?!`)")
_TWICE_TICKED = re.compile(rb"(?<!`)``(?!`)([^`\n]{1,300})``(?!`)")
_WIKI = re.compile(rb"\[\[([^\[\]|#\\\r\n]{1,300})(?:#[^\[\]|\r\n]*)?(?:\\?\|[^\[\]\r\n]*)?\]\](?![(\[:])")
"""In a table, the stroke before the other words is escaped."""
_INCLUDE = re.compile(
    rb"""\{\{\#[a-z_]*include[ \t]+(?P<mdbook>[^}:\s]+)
    |^[ \t]*(?:-+8<-+)[ \t]+["'](?P<snippet>[^"'\n:]+)
    |\{%-?[ \t]*include[a-z_-]*[ \t]+["'](?P<plugin>[^"'\n]+)
    |\{%-?[ \t]*include_relative[ \t]+(?P<beside>[^\s"'{}%]+)
    |<!--[ \t]*@include:[ \t]*(?P<commented>[^\s<>{}\#][^\r\n<>{}\#]{0,300}?)(?=[ \t]*(?:-->|[{\#]))
    |\{\{[<%][ \t]*(?:(?:rel)?ref|include|readfile)[ \t]+(?:(?:path|file)=)?
        (?:["'](?P<quoted>[^"'\n\#]+)|`(?P<raw>[^`\n\#]+)|(?P<word>[^\s"'`\#>]+))
    |\{![ \t]*(?P<included>[^!\s](?:[^!\n]*[^!\s])?)[ \t]*!\}
    |^[ \t]*(?:`{3,}|~{3,})[^\n`]*[ \t]file=["']?(?P<shown>[^\s"'{}<>=\#]+)
    |^[ \t]*<<<[ \t]+(?:@(?=/))?(?P<pasted>[./][^\s{}\#\[<>]+)
    |^[ \t]*(?:`{3,}|~{3,}|:{3,})\{(?:include|literalinclude|image|figure)\}[ \t]+
        (?P<myst>[^\s{}`](?:[^\r\n{}`]*[^\s{}`])?)""",
    re.MULTILINE | re.VERBOSE,
)
_SYNTAXES: dict[str, Syntax] = {"quoted": "docname", "raw": "docname", "word": "docname"}
_SNIPPETS = re.compile(rb"^[ \t]*(-+8<-+)[ \t]*\r?\n((?:[^\n]*\n){1,300}?)[ \t]*\1[ \t]*\r?$", re.MULTILINE)
_SNIPPET = re.compile(rb"^[ \t]*(?![ \t;])[\"']?([^\"':\s](?:[^\"':\r\n]*[^\"':\s])?)", re.MULTILINE)
_MODULE = re.compile(
    rb"""^(?:import|export)[ \t][^\n]*?from[ \t]+["'](?:[^"'\n]*!)?(?:@site(?=/))?(?P<module>[./][^"'\n]+)
    |\b(?:require|import)\(["'](?:[^"'\n]*!)?(?:@site(?=/))?(?P<require>[./][^"'\n]+)""",
    re.MULTILINE | re.VERBOSE,
)
_ROLE = re.compile(rb"\{(?:doc|download)\}`(?:[^`<>\n]*<([^`<>\n]+)>|([^`<>\n]+))`")
_ROLES = re.compile(rb"\{(?:doc|download)\}\Z")
"""What makes of a code span the name of a document."""
_TOCTREE = re.compile(rb"^[ \t]*(`{3,}|~{3,}|:{3,})\{toctree\}[^\n]*\n((?:[^\n]*\n){0,300}?)[ \t]*\1", re.MULTILINE)
ENTRY = re.compile(rb"^[ \t]*(?![ \t:#-])(?:[^<>\n]*<([^<>\n]+)>|([^<>*\s][^<>*\r\n]*?))[ \t]*\r?$", re.MULTILINE)
"""A line of a `toctree`: a document, or a title with one."""
_NOWHERE = re.compile(rb"[./\\]*")
"""A path that names nothing: `/`, `../`."""


def others(text: bytes, blocks: list[tuple[int, int]], spans: list[tuple[int, int]]) -> Iterator[Reference]:
    """What no parser of Markdown looks for, given where the code blocks and the code spans of a text are.

    Each kind is looked for only where a sign of its own stands: most documents have none.
    """
    if b"{" in text:
        yield from _outside(blocks, _named("include", "docname", _ROLE.finditer(text)))
    if b"{" in text or b"8<-" in text or b"@include:" in text or b"file=" in text or b"<<<" in text:
        yield from _included(text)
    if b"`" in text:
        yield from _outside(blocks, _ticked(text, _TICKED))
        if b"``" in text:
            yield from _outside(blocks, _ticked(text, _TWICE_TICKED))
    if b"={" in text:
        yield from _outside([*blocks, *spans], computed_properties(text))
    if b"[[" in text:
        yield from _outside([*blocks, *spans], wikilinks(text))
    if b"import" in text or b"require(" in text or b"export" in text:
        yield from _outside(blocks, _named("include", "module", _MODULE.finditer(text)))


def _included(text: bytes) -> Iterator[Reference]:
    """What site makers put in the place of an order, in code blocks too."""
    for inclusion in _INCLUDE.finditer(text):
        yield Reference(
            "include", *inclusion.span(inclusion.lastindex or 0), _SYNTAXES.get(inclusion.lastgroup or "", "plain")
        )
    if b"8<-" in text:
        for block in _SNIPPETS.finditer(text):
            yield from _named("include", "plain", _SNIPPET.finditer(text, *block.span(2)))
    if b"{toctree}" in text:
        for tree in _TOCTREE.finditer(text):
            yield from _named("include", "docname", ENTRY.finditer(text, *tree.span(2)))


def wikilinks(text: bytes, start: int = 0, end: int | None = None) -> Iterator[Reference]:
    """What stands between double brackets, without its anchor and its other words."""
    for link in _WIKI.finditer(text, start, len(text) if end is None else end):
        yield Reference("wikilink", *link.span(1), "plain")


def names_nothing(path: bytes) -> bool:
    """Whether a path is only dots and strokes, which people write about paths in general."""
    return _NOWHERE.fullmatch(path) is not None


def _ticked(text: bytes, spans: re.Pattern[bytes]) -> Iterator[Reference]:
    for span in spans.finditer(text):
        inside = span[1]
        if b"/" not in inside and b"\\" not in inside:
            continue
        bare = inside.strip()
        if not names_nothing(bare) and not _ROLES.search(text, max(span.start() - 10, 0), span.start()):
            start = span.start(1) + inside.index(bare)
            yield Reference("code", start, start + len(bare), "code")


def _named(kind: str, syntax: Syntax, matches: Iterable[re.Match[bytes]]) -> Iterator[Reference]:
    for match in matches:
        yield Reference(kind, *match.span(match.lastindex or 0), syntax)


def _outside(holes: list[tuple[int, int]], found: Iterator[Reference]) -> Iterator[Reference]:
    """Those that do not begin inside one of the holes; both come in order."""
    hole, spans = 0, sorted(holes)
    for reference in found:
        while hole < len(spans) and spans[hole][1] <= reference.start:
            hole += 1
        if hole == len(spans) or reference.start < spans[hole][0]:
            yield reference
