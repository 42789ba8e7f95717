"""The note at the top of a historical document: since when, by which plan, and what took its place."""

import re
from dataclasses import dataclass

from relcommit.docs.formats import frontmatter

BEGIN = "<!-- relcommit:historico -->"
END = "<!-- /relcommit:historico -->"
_NOTE = re.compile(rb"<!-- relcommit:historico -->.*?<!-- /relcommit:historico -->\r?\n(?:\r?\n)?", re.DOTALL)
_HEIRS = ("reemplazado_por", "sustituido_por", "superseded_by", "replaced_by", "superseded-by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a banner says."""

    since: str
    """A day, `2026-02-26`."""
    plan: str
    """The way to the plan from the document; empty when no plan decided it."""
    superseded_by: str
    """What took its place, as the document's own front matter says it; empty for nothing."""


def superseded_by(data: bytes) -> str:
    """What took a document's place: a path or a name, from its front matter."""
    return next((value for key, value in frontmatter.declared(data) if key in _HEIRS), "")


def with_note(data: bytes, words: str) -> bytes:
    """A document with a note after its front matter; one that has a note already keeps it."""
    if _NOTE.search(data):
        return data
    newline = b"\r\n" if b"\r\n" in data else b"\n"
    inside = frontmatter.block(data)
    position = inside[2] if inside else 3 * data.startswith(b"\xef\xbb\xbf")
    note = f"{BEGIN}\n{words.strip()}\n{END}\n\n".encode().replace(b"\n", newline)
    return data[:position] + note + data[position:]


def without_note(data: bytes) -> bytes:
    """A document as it was before it became historical."""
    return _NOTE.sub(b"", data, count=1)
