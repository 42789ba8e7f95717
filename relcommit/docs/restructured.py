"""What reStructuredText says of Markdown documents: Sphinx lists, names and includes both kinds alike."""

import re
from collections.abc import Iterator

from relcommit.docs.dialects import ENTRY
from relcommit.docs.reference import Reference

_TREE = re.compile(rb"^([ \t]*)\.\.[ \t]+toctree::[^\n]*\n((?:\1[ \t]+[^\s][^\n]*(?:\n|\Z)|[ \t\r]*\n)*)", re.MULTILINE)
_ROLE = re.compile(rb":(?:doc|download):`(?:[^`<>]{0,300}<([^`<>\n]+)>|([^`<>\n]+))`")
_INCLUDE = re.compile(
    rb"^[ \t]*\.\.[ \t]+(?:include|literalinclude|mdinclude)::[ \t]+(\S[^\r\n]*?)[ \t]*\r?$", re.MULTILINE
)
_LINK = re.compile(
    rb"(?<!:)`[^`<>]{1,300}<([^`<>\s]+)>`__?(?!\w)|^[ \t]*\.\.[ \t]+_[^:\n]{1,300}:[ \t]+(\S+)[ \t]*\r?$", re.MULTILINE
)
_LITERAL = re.compile(
    rb"^([ \t]*+)(?:\.\.[ \t]+(?:code|code-block|sourcecode|parsed-literal)::[^\n]*|(?!\.\.[ \t])[^\n]*::[ \t\r]*)\n"
    rb"((?:\1[ \t]+[^\s][^\n]*(?:\n|\Z)|[ \t\r]*\n)+)",
    re.MULTILINE,
)
"""Code: below a directive, or indented below a paragraph that ends in `::`."""
_EMBEDDED = re.compile(rb"^[ \t]*(`{3,}|~{3,}|:{3,})\{eval-rst\}[^\n]*\n((?:[^\n]*\n){1,300}?)[ \t]*\1", re.MULTILINE)


def references(path: str, data: bytes) -> Iterator[Reference]:
    """The paths that such a file names, in order; of none can be said that it is broken when nothing is there."""
    del path
    found = [Reference("mention", *one.span(one.lastindex or 0), "bare") for one in _LINK.finditer(data)]
    found += (Reference("include", *one.span(one.lastindex or 0), "docname") for one in _ROLE.finditer(data))
    found += (Reference("include", *one.span(1), "plain") for one in _INCLUDE.finditer(data))
    for tree in _TREE.finditer(data):
        entries = ENTRY.finditer(data, *tree.span(2))
        found += (Reference("include", *one.span(one.lastindex or 0), "docname") for one in entries)
    code = [block.span(2) for block in _LITERAL.finditer(data)]
    plain = (one for one in found if not any(start <= one.start < end for start, end in code))
    yield from sorted(plain, key=lambda one: one.start)


def embedded(text: bytes) -> Iterator[Reference]:
    """The same for what MyST holds of it."""
    for block in _EMBEDDED.finditer(text):
        start = block.start(2)
        yield from (one._replace(start=one.start + start, end=one.end + start) for one in references("", block[2]))


def is_restructured(path: str) -> bool:
    """Whether a file is reStructuredText by its name."""
    return path.lower().endswith(".rst")
