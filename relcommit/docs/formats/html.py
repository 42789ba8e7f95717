"""The addresses in HTML's attributes: `href`, `src`, `srcset`, `poster`."""

import re
from collections.abc import Iterator

from relcommit.docs.links.reference import Reference

_TAG = re.compile(
    rb"""<!--.*?(?:-->|\Z)|<[A-Za-z](?:[^>"']{1,2000}|"[^"]{0,4000}"|'[^']{0,4000}'|["']){0,400}>?""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    rb"""(?<=[\s"'/])(?P<name>href|src|srcset|poster|data-src)[ \t\r\n]*=[ \t\r\n]*
    (?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'=<>`{]+))""",
    re.IGNORECASE | re.VERBOSE,
)
_CANDIDATE = re.compile(rb"[^\s,][^\s]*[^\s,]|[^\s,]")


def attributes(data: bytes, start: int, end: int) -> Iterator[Reference]:
    """The addresses of the tags that stand in a stretch of HTML; comments have none."""
    for tag in _TAG.finditer(data, start, end):
        if tag[0].startswith(b"<!--"):
            continue
        for attribute in _ATTRIBUTE.finditer(data, tag.start(), tag.end()):
            yield from _addresses(data, attribute)


def _addresses(data: bytes, found: re.Match[bytes]) -> Iterator[Reference]:
    group = found.lastgroup or "bare"
    start, end = found.span(group)
    if found["name"].lower() == b"srcset":
        for candidate in _CANDIDATE.finditer(data, start, end):
            if not re.fullmatch(rb"[0-9.]+[wxh]", candidate[0]):
                yield Reference("html", *candidate.span(), "srcset")
        return
    value = data[start:end]
    lead = len(value) - len(value.lstrip())
    span = (start + lead, start + len(value.rstrip()))
    yield Reference("html", *span, "unquoted" if group == "bare" else "quoted")
