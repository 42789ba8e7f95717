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
_COMPONENT = re.compile(rb"<[A-Z][\w.]*[a-z][\w.]*[ \t\r\n]")
_PROPERTY = re.compile(
    rb"""(?<=[\s"'}])(?P<name>to|href|src|link|image|img|file|path|page|url)=\{?[ \t]*
    (?:"(?P<double>[^"{}]*)"|'(?P<single>[^'{}]*)'|`(?P<template>[^`${}]*)`)[ \t]*\}?""",
    re.VERBOSE,
)
"""What a component of MDX or Vue takes; `to` and `href` are links for certain, of the others one cannot know."""
_CANDIDATE = re.compile(rb"[^\s,][^\s]*[^\s,]|[^\s,]")


def attributes(data: bytes, start: int, end: int) -> Iterator[Reference]:
    """The addresses of the tags that stand in a stretch of HTML; comments have none."""
    for tag in _TAG.finditer(data, start, end):
        if tag[0].startswith(b"<!--"):
            continue
        is_component = _COMPONENT.match(tag[0]) is not None
        yield from _properties(data, tag) if is_component else ()
        for attribute in _ATTRIBUTE.finditer(data, tag.start(), tag.end()):
            if not is_component or attribute["name"].lower() not in (b"href", b"src"):
                yield from _addresses(data, attribute)


def computed_properties(data: bytes) -> Iterator[Reference]:
    """The addresses of components with `={…}` among their properties, which no parser of Markdown takes for a tag."""
    for tag in _TAG.finditer(data):
        if b"={" in tag[0] and _COMPONENT.match(tag[0]):
            yield from _properties(data, tag)


def _properties(data: bytes, tag: re.Match[bytes]) -> Iterator[Reference]:
    """The addresses that a component is given."""
    for found in _PROPERTY.finditer(data, tag.start(), tag.end()):
        span = found.span(found.lastgroup or "double")
        if span[1] > span[0]:
            yield Reference("html" if found["name"] in (b"to", b"href", b"src") else "include", *span, "quoted")


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
