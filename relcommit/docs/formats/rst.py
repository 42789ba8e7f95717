"""What reStructuredText says of Markdown documents: Sphinx lists, names and includes both kinds alike."""

import re
from collections.abc import Iterator

from relcommit.docs.formats.markdown_extensions import ENTRY
from relcommit.docs.formats.spans import meets
from relcommit.docs.links.reference import Reference

_TREE = re.compile(rb"^([ \t]*)\.\.[ \t]+toctree::[^\n]*\n((?:\1[ \t]+[^\s][^\n]*(?:\n|\Z)|[ \t\r]*\n)*)", re.MULTILINE)
_ROLE = re.compile(rb":(?:doc|download):`(?:[^`<>]{0,300}<([^`<>\n]+)>|([^`<>\n]+))`")
_INCLUDE = re.compile(
    rb"^[ \t]*\.\.[ \t]+(?:(?:include|literalinclude|mdinclude|figure)|(?:\|[^|\n]{1,300}\|[ \t]+)?image)::[ \t]+"
    rb"(\S[^\r\n]*?)[ \t]*\r?$",
    re.MULTILINE,
)
_LINK = re.compile(
    rb"(?<!:)`[^`<>]{1,300}<([^`<>\s]+)>`__?(?!\w)|^[ \t]*(?:\.\.[ \t]+_[^:\n]{1,300}:|__)[ \t]+(\S+)[ \t]*\r?$",
    re.MULTILINE,
)
_SHOWN = re.compile(
    rb"``[^\n]*?``|^([ \t]*+)\.\.(?:[ \t]+(?![_\[|])(?![^\n]*::)[^\n]*|[ \t\r]*)\n"
    rb"(?:\1[ \t]+[^\s][^\n]*(?:\n|\Z)|[ \t\r]*\n)*",
    re.MULTILINE,
)
"""Literal text, and comments with what is indented below them."""
_LITERAL = re.compile(
    rb"^([ \t]*+)(?:\.\.[ \t]+(?:code|code-block|sourcecode|parsed-literal)::[^\n]*|(?!\.\.[ \t])[^\n]*::[ \t\r]*)\n"
    rb"((?:\1[ \t]+[^\s][^\n]*(?:\n|\Z)|[ \t\r]*\n)+)",
    re.MULTILINE,
)
"""Code: below a directive, or indented below a paragraph that ends in `::`."""
_DOCUMENT = re.compile(rb"\.(?:md|mdx|markdown|rst)(?=[#?]|\Z)", re.IGNORECASE)
_EMBEDDED = re.compile(rb"^[ \t]*(`{3,}|~{3,}|:{3,})\{eval-rst\}[^\n]*\n((?:[^\n]*\n){1,300}?)[ \t]*\1", re.MULTILINE)


def references(path: str, data: bytes) -> Iterator[Reference]:
    """The paths that such a file names, in order.

    A link to a document is broken when nothing is there; pages and pictures may be made while the site is built.
    """
    del path
    destinations = [*_links(data)]
    destinations += (
        Reference("include", *match.span(match.lastindex or 0), "docname") for match in _ROLE.finditer(data)
    )
    destinations += (Reference("include", *match.span(1), "plain") for match in _INCLUDE.finditer(data))
    for tree in _TREE.finditer(data):
        entries = ENTRY.finditer(data, *tree.span(2))
        destinations += (Reference("include", *match.span(match.lastindex or 0), "docname") for match in entries)
    code = [block.span(2) for block in _LITERAL.finditer(data)]
    plain = (reference for reference in destinations if not meets(code, reference.start, reference.end))
    yield from sorted(plain, key=lambda reference: reference.start)


def _links(data: bytes) -> Iterator[Reference]:
    links = [*_LINK.finditer(data)]
    shown = [match.span() for match in _SHOWN.finditer(data)] if links else []
    for link in links:
        start, end = link.span(link.lastindex or 0)
        is_link = _DOCUMENT.search(data, start, end) and not meets(shown, start, end)
        yield Reference("link" if is_link else "mention", start, end, "bare")


def embedded(text: bytes) -> Iterator[Reference]:
    """The same for what MyST holds of it."""
    for block in _EMBEDDED.finditer(text):
        start = block.start(2)
        yield from (
            reference._replace(start=reference.start + start, end=reference.end + start)
            for reference in references("", block[2])
        )


def is_restructured(path: str) -> bool:
    """Whether a file is reStructuredText by its name."""
    return path.lower().endswith(".rst")
