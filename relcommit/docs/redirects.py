"""The site's own redirections: a line for each page that moves, where `mkdocs.yml` has `redirect_maps`."""

import re
from collections.abc import Iterable

from relcommit.docs.model import Move
from relcommit.docs.paths import is_below, is_document, relative
from relcommit.docs.sites import docs_dir

_MAPS = re.compile(rb"^(?P<indent>[ \t]*)redirect_maps:[ \t]*(?:#[^\r\n]*)?(?P<end>\r?\n)", re.MULTILINE)
_NEXT = re.compile(rb"(?P<indent>[ \t]+)\S")


def with_redirects(path: str, data: bytes, moves: Iterable[Move]) -> bytes:
    """The site's file with a redirection for every page that moves inside its documents, none twice."""
    maps = _MAPS.search(data)
    root = docs_dir(path, data)
    if maps is None or root is None:
        return data
    after = _NEXT.match(data, maps.end())
    deeper = after is not None and len(after["indent"]) > len(maps["indent"])
    indent = after["indent"] if after is not None and deeper else maps["indent"] + b"  "
    lines = b"".join(
        indent + f"'{old}': '{new}'".encode() + maps["end"]
        for old, new in _pages(moves, root)
        if f"'{old}':".encode() not in data and f'"{old}":'.encode() not in data
    )
    return data[: maps.end()] + lines + data[maps.end() :]


def _pages(moves: Iterable[Move], root: str) -> Iterable[tuple[str, str]]:
    for move in moves:
        both = is_below(move.source, root) and is_below(move.to, root)
        if both and is_document(move.source) and "'" not in move.source + move.to:
            yield relative(move.source, root), relative(move.to, root)
