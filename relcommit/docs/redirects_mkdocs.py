"""Redirections of MkDocs: the `redirect_maps` of mkdocs-redirects in `mkdocs.yml`."""

import re
from collections.abc import Iterator

from relcommit.docs.pages import Redirected, Scene, changed, edit, unredirected
from relcommit.docs.paths import is_below, is_document, relative
from relcommit.docs.sites import docs_dir
from relcommit.names import RepoPath

_PLUGIN = re.compile(rb"""^[ \t]*-[ \t]+["']?redirects["']?[ \t]*(?::|\r?$)""", re.MULTILINE)
_MAPS = re.compile(rb"^(?P<indent>[ \t]*)redirect_maps:[ \t]*(?:#[^\r\n]*)?(?P<end>\r?\n)", re.MULTILINE)
_LINE = re.compile(
    rb"""(?P<indent>[ \t]*)(?:'(?P<single>(?:[^'\r\n]|'')*)'|"(?P<double>[^"\r\n]*)"|(?P<bare>[^\s'"\#:][^\r\n:]*))
    :(?=[ \t\r\n])[^\n]*(?:\n|\Z)|[ \t]*(?:\#[^\n]*)?\r?\n""",
    re.VERBOSE,
)


def redirected(path: RepoPath, scene: Scene) -> Redirected:
    """The site's file with a redirection for every page that moves inside its documents.

    https://github.com/mkdocs/mkdocs-redirects: both are paths of Markdown files, and the old one must not be there.
    """
    data = scene.contents[path]
    plugin, maps, root = _PLUGIN.search(data), _MAPS.search(data), docs_dir(path, data)
    if root is None or not (plugin or maps):
        return Redirected()
    pages = changed(scene, lambda one, _: relative(one, root) if is_document(one) and is_below(one, root) else None)
    if maps is None:
        return unredirected(path, data, plugin.start() if plugin else 0, [one.move for one in pages.free])
    lines = list(_lines(data, maps))
    known = {_key(line) for line in lines}
    fresh = [one for one in pages.free if one.old not in known]
    indent = lines[0]["indent"] if lines else maps["indent"] + b"  "
    said = (indent + f"'{_escaped(one.old)}': '{_escaped(one.new)}'".encode() + maps["end"] for one in fresh)
    new = data[: maps.end()] + b"".join(said)
    at = maps.end()
    for line in lines:
        if _key(line) in pages.taken:
            new += data[at : line.start()]
            at = line.end()
    edits = tuple(edit(path, data, maps.start(), one) for one in fresh)
    return Redirected(contents={path: new + data[at:]}, edits=edits)


def _lines(data: bytes, maps: re.Match[bytes]) -> Iterator[re.Match[bytes]]:
    """The redirections that stand there, one a line."""
    at = maps.end()
    while found := _LINE.match(data, at):
        if found["indent"] is not None and len(found["indent"]) <= len(maps["indent"]):
            return
        if found["indent"] is not None:
            yield found
        at = found.end()


def _key(line: re.Match[bytes]) -> str:
    said = line["single"].replace(b"''", b"'") if line["single"] is not None else line["double"] or line["bare"] or b""
    return said.decode("utf-8", "replace").strip()


def _escaped(path: str) -> str:
    return path.replace("'", "''")
