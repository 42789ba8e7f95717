"""What a document calls itself, and the date that it bears."""

import re

from relcommit.docs.formats import frontmatter

_DATE = re.compile(rb"\b(20[0-9]{2}-[01][0-9]-[0-3][0-9])(?:\b|T)")
_DATED = re.compile(
    rb"^[ \t>*_-]*(?:fecha|date|actualizado|updated)\b[^\n]{0,60}?\b(20[0-9]{2}-[01][0-9]-[0-3][0-9])(?:\b|T)",
    re.IGNORECASE | re.MULTILINE,
)
_HEADING = re.compile(rb" {0,3}#[ \t]+(.+?)[ \t]*#*[ \t]*$")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_HEAD = 4096
"""Bytes within which a date counts as the document's own."""


def title(data: bytes, path: str) -> str:
    """The front matter's title, the first heading of level one, or the file's name. Links become their text."""
    heading = _declared(data, ("title", "titulo", "título")) or _heading(data)
    name = path.rpartition("/")[2].rpartition(".")[0]
    return _LINK.sub(r"\1", heading).strip() or name


def date(data: bytes) -> str:
    """The day that the document gives as its own, `2026-02-26`; empty for none."""
    declared = _DATE.search(_declared(data, ("fecha", "date")).encode())
    day = declared or _DATED.search(data, 0, _HEAD)
    return day[1].decode() if day else ""


def _declared(data: bytes, keys: tuple[str, ...]) -> str:
    return next((value for key, value in frontmatter.declared(data) if key in keys), "")


def _heading(data: bytes) -> str:
    inside = frontmatter.block(data)
    lines = data[inside[2] if inside else 0 :].removeprefix(b"\xef\xbb\xbf").splitlines()
    fence = b""
    for number, line in enumerate(lines):
        bare = line.strip()
        if bare[:3] in (b"```", b"~~~"):
            fence = b"" if fence and bare.startswith(fence) else fence or bare[:3]
            continue
        heading = None if fence else _HEADING.match(line)
        if heading:
            return heading[1].decode("utf-8", "replace")
        if not fence and bare and number + 1 < len(lines) and re.fullmatch(rb" {0,3}=+[ \t]*", lines[number + 1]):
            return bare.decode("utf-8", "replace")
    return ""
