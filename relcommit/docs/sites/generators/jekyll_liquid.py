"""What Jekyll's Liquid says of documents: tags that name one by its path, and addresses of the site."""

import re
from collections.abc import Iterable, Iterator, Sequence

from relcommit.docs.formats import frontmatter
from relcommit.docs.formats.spans import Span, meets
from relcommit.docs.links.reference import Reference
from relcommit.docs.paths import is_document

_TAG = re.compile(
    rb"""\{%-?[ \t]*(?:link[ \t]++(?P<link>[^"'{}%\n]*[^\s"'{}%-])
    |post_url[ \t]++(?P<post>[^\s"'{}%]*[^\s"'{}%-]))""",
    re.VERBOSE,
)
_ADDRESS = re.compile(
    rb"""\{\{-?[ \t]*site\.(?:baseurl|url)[ \t]*-?\}\}(?P<after>/[^\s"'`<>(){}\[\]|\\]+)
    |\{\{-?[ \t]*(?P<quote>["'])(?P<filtered>[^"'\n{}|:]{1,300})(?P=quote)[ \t]*\|[ \t]*(?:relative|absolute)_url\b""",
    re.VERBOSE,
)
_RAW = re.compile(rb"\{%-?[ \t]*(end)?raw\b")
_OWN_ADDRESS = re.compile(rb"^(?:permalink|redirect_from)[ \t]*:", re.MULTILINE)


def references(text: bytes, code: Iterable[Span] = (), *, addresses: bool = False) -> Iterator[Reference]:
    """What Liquid names, the addresses of the site only when asked for.

    `{% link x.md %}` is a link, but an example in code and between `raw` and `endraw`. An address is one that pages
    may change by their front matter, so that nobody rewrites it unasked.
    """
    code, shown = sorted(code), _raw(text) if b"raw" in text else []
    for address in _TAG.finditer(text) if b"{%" in text else ():
        is_shown = meets(code, *address.span()) or meets(shown, *address.span())
        if address.lastgroup == "post":
            yield Reference("include", *address.span("post"), "post")
        else:
            yield Reference("include" if is_shown else "link", *address.span("link"), "rooted")
    for address in _ADDRESS.finditer(text) if addresses and b"{{" in text else ():
        if not meets(shown, *address.span()):
            yield Reference("address", *address.span("after" if address["after"] else "filtered"), "address")


def prevailing(tags: Sequence[Reference], found: Iterable[Reference]) -> Iterator[Reference]:
    """The tags, and what else was found but holds one: a path with braces is none."""
    spans = sorted((tag.start, tag.end) for tag in tags)
    yield from tags
    yield from (reference for reference in found if not meets(spans, reference.start, reference.end))


def document_at(address: str) -> str:
    """The document that a page's address comes from, where nothing in it says otherwise."""
    bare = address.rstrip("/")
    return bare if is_document(bare) else bare.removesuffix(".html") + ".md"


def has_own_address(path: str, data: bytes) -> bool:
    """Whether a page says at which addresses it stands, or is of a kind whose addresses do not come from the path."""
    block = frontmatter.yaml_block(data)
    return "/_" in f"/{path}" or (block is not None and _OWN_ADDRESS.search(data, block[0], block[1]) is not None)


def _raw(text: bytes) -> list[Span]:
    """Where Liquid is shown, not carried out."""
    spans: list[Span] = []
    start = -1
    for tag in _RAW.finditer(text):
        if tag[1] is None and start < 0:
            start = tag.end()
        elif tag[1] is not None and start >= 0:
            spans.append((start, tag.start()))
            start = -1
    return spans
