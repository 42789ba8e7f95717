"""The anchors that a page offers: its headings by GitHub's rule, and what HTML names."""

import re
from html import unescape
from typing import TYPE_CHECKING, Any
from unicodedata import category, normalize

from relcommit.docs.formats import frontmatter

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMED = re.compile(rb"""<[A-Za-z][^<>]*?[\s"'](?:id|name)\s*=\s*(?:"([^"<>]+)"|'([^'<>]+)'|([^\s"'<>]+))""")
_HTML_HEADING = re.compile(rb"<h([1-6])\b[^<>]*>(.{1,1000}?)</h\1>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]*>")
_WORD = ("L", "M", "Nd", "Pc")
"""The Unicode categories of what Ruby calls a word, which is what GitHub keeps."""
_CUSTOM = re.compile(r"[ \t]*\{(?:[^{}]*[ \t])?#([^\s{}]+)[^{}]*\}[ \t]*$")


def anchors(data: bytes, *, plain: bool = False) -> frozenset[str]:
    """Every anchor of a document, lower case; with `plain`, those of other site makers too.

    Raises UnicodeDecodeError.
    """
    seen: dict[str, int] = {}
    names: set[str] = set()
    for text in headings(data):
        custom = _CUSTOM.search(text)
        bare = text[: custom.start()] if custom else text
        names |= {_numbered(slug(text), seen), *((custom[1].lower(), slug(bare)) if custom else ())}
        names |= {slug(text.strip()), *((plain_slug(bare),) if plain else ())}
    for heading in _HTML_HEADING.finditer(data):
        text = unescape(_TAG.sub(b"", heading[2]).decode("utf-8", "replace"))
        names |= {slug(text), slug(text.strip())}
    for named in _NAMED.finditer(data):
        names.add(unescape((named[1] or named[2] or named[3]).decode("utf-8", "replace")).lower())
    return frozenset(names)


def slug(heading: str) -> str:
    """GitHub's anchor for a heading: lower case, letters, digits, `_` and `-`; spaces become `-`."""
    kept = (sign for sign in heading.lower() if sign in "- " or category(sign).startswith(_WORD))
    return "".join(kept).replace(" ", "-")


def plain_slug(heading: str) -> str:
    """The anchor that MkDocs and VitePress make: without accents, every gap one `-`."""
    bare = normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", bare).strip())


def headings(data: bytes) -> list[str]:
    """The text of each heading, in order, as a reader sees it."""
    from pyromark import Markdown, Options

    inside = frontmatter.block(data)
    text = data[inside[2] if inside else 0 :].removeprefix(b"\xef\xbb\xbf").decode()
    if "#" not in text and "\n=" not in text and "\n-" not in text:
        return []
    texts: list[str] = []
    pieces: list[str] | None = None
    images = 0
    events: Iterator[Any] = Markdown(options=Options.ENABLE_TABLES | Options.ENABLE_FOOTNOTES).events(text)
    for event in events:
        if isinstance(event, str):
            if pieces is not None and event in ("SoftBreak", "HardBreak"):
                pieces.append(" ")
        elif _is_a("Heading", event.get("Start")):
            pieces = []
        elif _is_a("Heading", event.get("End")):
            texts.append("".join(pieces or ()))
            pieces = None
        elif pieces is not None:
            images += _is_a("Image", event.get("Start")) - _is_a("Image", event.get("End"))
            pieces += (event[kind] for kind in ("Text", "Code") if kind in event and not images)
    return texts


def _is_a(name: str, what: object) -> bool:
    return what == name or (isinstance(what, dict) and name in what)


def _numbered(name: str, seen: dict[str, int]) -> str:
    """The anchor of a heading whose name others bore before it: `-1`, `-2`…"""
    number = seen.get(name)
    if number is None:
        seen[name] = 0
        return name
    while True:
        number += 1
        candidate = f"{name}-{number}"
        if candidate not in seen:
            seen[name] = number
            seen[candidate] = 0
            return candidate
