"""Redirections of MkDocs: the `redirect_maps` of mkdocs-redirects in `mkdocs.yml`."""

import re
from collections.abc import Iterator

from relcommit.docs.paths import is_below, is_document, relative
from relcommit.docs.sites.generators.mkdocs_settings import docs_dir
from relcommit.docs.sites.redirects.moved_pages import Redirected, SiteMoves, changed, edit, unredirected
from relcommit.names import RepoPath

_PLUGIN = re.compile(rb"""^[ \t]*-[ \t]+["']?redirects["']?[ \t]*(?::|\r?$)""", re.MULTILINE)
_MAPS = re.compile(rb"^(?P<indent>[ \t]*)redirect_maps:[ \t]*(?:#[^\r\n]*)?(?P<end>\r?\n)", re.MULTILINE)
_TEXT = rb"""(?:'(?:[^'\r\n]|'')*'|"[^"\r\n]*"|[^\s'"\#:](?:[^\r\n\#:]*[^\s\#:])?)"""
_LINE = re.compile(
    rb"(?P<indent>[ \t]*)(?P<key>" + _TEXT + rb"):(?:[ \t]+(?P<value>" + _TEXT + rb")?)?[^\n]*(?:\n|\Z)"
    rb"|[ \t]*(?:\#[^\n]*)?\r?\n"
)


def redirected(path: RepoPath, scene: SiteMoves) -> Redirected:
    """The site's file with a redirection for every page that moves inside its documents.

    https://github.com/mkdocs/mkdocs-redirects: both are paths of Markdown files, and the old one must not be there.
    """
    data = scene.contents[path]
    plugin, maps, root = _PLUGIN.search(data), _MAPS.search(data), docs_dir(path, data)
    if root is None or not (plugin or maps):
        return Redirected()
    pages = changed(
        scene,
        lambda document, _: relative(document, root) if is_document(document) and is_below(document, root) else None,
    )
    if maps is None:
        return unredirected(path, data, plugin.start() if plugin else 0, [page.move for page in pages.free])
    lines = list(_lines(data, maps))
    known = {_said(line["key"]) for line in lines}
    fresh = [page for page in pages.free if page.old not in known]
    indent = lines[0]["indent"] if lines else maps["indent"] + b"  "
    gone = {page.old: page.new for page in pages.gone}
    pieces = [data[: maps.end()]]
    pieces += (indent + _quoted(page.old) + b": " + _quoted(page.new) + maps["end"] for page in fresh)
    position = maps.end()
    for line in lines:
        value = _said(line["value"] or b"")
        if _said(line["key"]) in pages.taken:
            pieces.append(data[position : line.start()])
            position = line.end()
        elif value in gone and value not in pages.live:
            pieces += (data[position : line.start("value")], _quoted(gone[value]))
            position = line.end("value")
    edits = tuple(edit(path, data, maps.start(), page) for page in fresh)
    return Redirected(contents={path: b"".join((*pieces, data[position:]))}, edits=edits)


def _lines(data: bytes, maps: re.Match[bytes]) -> Iterator[re.Match[bytes]]:
    """The redirections that stand there, one a line."""
    position = maps.end()
    while line := _LINE.match(data, position):
        if line["indent"] is not None and len(line["indent"]) <= len(maps["indent"]):
            return
        if line["indent"] is not None:
            yield line
        position = line.end()


def _said(text: bytes) -> str:
    """What a YAML text of one line means."""
    bare = text.strip()
    if bare[:1] == b"'":
        bare = bare[1:-1].replace(b"''", b"'")
    elif bare[:1] == b'"':
        bare = bare[1:-1]
    return bare.decode("utf-8", "replace")


def _quoted(path: str) -> bytes:
    return b"'" + path.replace("'", "''").encode() + b"'"
