"""The list of documents that stands between our markers in the index, and nowhere else."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from relcommit.docs.links.escaping import fresh
from relcommit.docs.paths import folder_of, is_below, is_document, relative
from relcommit.docs.states.titles import date, title
from relcommit.names import RepoPath, Status
from relcommit.settings import DocsSettings

BEGIN = "<!-- relcommit:inicio documentos -->"
END = "<!-- relcommit:fin -->"
_ZONE = re.compile(rb"<!--[ \t]*relcommit:(?P<end>inicio|fin)\b[^>\r\n]*-->")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the index."""

    title: str
    """With its inline Markdown, brackets escaped."""
    link: str
    """From the index to the document, ready to stand between parentheses."""
    date: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What the index says."""

    current: tuple[Entry, ...] = ()
    historical: tuple[Entry, ...] = ()


def listing(
    contents: Mapping[RepoPath, bytes], states: Iterable[tuple[RepoPath, Status]], settings: DocsSettings, index: str
) -> Listing:
    """The documents of an index; `contents` and `states` by their places after the moves."""
    known = dict(states)
    if settings.current in (".", ""):
        for path in contents:
            if is_document(path) and is_below(path, settings.root):
                known.setdefault(path, "vigente")
    chosen: dict[Status, list[Entry]] = {"vigente": [], "historico": []}
    for path, status in sorted(known.items()):
        if path != index and is_document(path) and path in contents:
            chosen[status].append(_entry(path, contents[path], index))
    return Listing(current=tuple(chosen["vigente"]), historical=tuple(chosen["historico"]))


def has_zone(data: bytes) -> bool:
    """Whether our markers stand in a document, once and in order."""
    return _zone(data) is not None


def is_marked(data: bytes) -> bool:
    """Whether any marker of ours stands in a document, in order or not."""
    return _ZONE.search(data) is not None


def with_markers(data: bytes) -> bytes:
    """A document that ends in our two markers, in its own kind of line ends."""
    newline = b"\r\n" if b"\r\n" in data else b"\n"
    gap = b"" if not data else newline if data.endswith(b"\n") else newline * 2
    return newline.join((data + gap + BEGIN.encode(), END.encode(), b""))


def with_zone(data: bytes, inside: str) -> bytes:
    """A document with other words between its markers, in its own kind of line ends."""
    zone = _zone(data)
    if zone is None:
        return data
    newline = b"\r\n" if b"\r\n" in data else b"\n"
    body = inside.strip("\n").encode("utf-8", "surrogateescape").replace(b"\n", newline)
    return data[: zone[0]] + newline + body + (newline if body else b"") + data[zone[1] :]


def _zone(data: bytes) -> tuple[int, int] | None:
    marks = list(_ZONE.finditer(data))
    if [mark["end"] for mark in marks] != [b"inicio", b"fin"]:
        return None
    return marks[0].end(), marks[1].start()


def _entry(path: str, data: bytes, index: str) -> Entry:
    heading = title(data, path).replace("<", "&lt;")
    for sign in "[]":
        heading = heading.replace(sign, f"\\{sign}")
    link = fresh(relative(path, folder_of(index)), "bare")
    return Entry(title=heading, link=link, date=date(data), path=path)
