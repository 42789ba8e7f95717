"""Redirections of Jekyll: `redirect_from` in the front matter of the page itself."""

import re
from collections.abc import Iterable
from dataclasses import replace

from relcommit.docs.formats import frontmatter
from relcommit.docs.formats.yaml import Scalar, scalars
from relcommit.docs.model import Edit, Move
from relcommit.docs.paths import is_below, is_document
from relcommit.docs.sites.jekyll_pages import Jekyll, read_site
from relcommit.docs.sites.pages import Redirected, SiteMoves, changed, edit, unredirected
from relcommit.names import RepoPath

_PLUGIN = b"jekyll-redirect-from"
_ENTRY = re.compile(
    rb"^(?P<head>redirect_from[ \t]*:(?P<value>[^\r\n]*)\r?\n)(?:[ \t]+[^\n]*\n|-[ \t][^\n]*\n|[ \t]*\r?\n)*",
    re.MULTILINE,
)
_PLAIN = re.compile(r"[/\w.~@+()=-][/\w.~@+()= -]*")
"""What YAML takes for a text as it stands."""


def redirected(path: RepoPath, scene: SiteMoves) -> Redirected:
    """Every page whose address changes, with the old one in its `redirect_from`.

    https://github.com/jekyll/jekyll-redirect-from. A document without front matter is no page (Jekyll copies it as
    it is), and one that GitHub Pages makes a page of nevertheless is reported: front matter would make it one
    everywhere. With jekyll-optional-front-matter among the plugins it is a page, and front matter changes nothing.
    """
    data = scene.contents[path]
    if _PLUGIN not in data:
        return Redirected()
    site = read_site(path, data)
    at = data.index(_PLUGIN)
    if site is None or (not site.is_clear and _PLUGIN.decode() in site.plugins):
        return unredirected(path, data, at, (move for move in scene.moves if is_document(move.source)))
    if _PLUGIN.decode() not in site.plugins:
        return Redirected()
    pages = changed(scene, site.address)
    taken = frozenset(map(_output, pages.live))
    contents: dict[RepoPath, bytes] = {}
    edits: list[Edit] = []
    lost = [move for move in scene.moves if not _is_clear(site, scene, move)]
    for one in pages.gone:
        old = scene.contents[one.move.to]
        wanted = () if _output(one.old) in taken else (one.old,)
        new = with_redirects(old, wanted, one.new)
        if new is None:
            lost.append(one.move)
        elif new != old:
            contents[one.move.to] = new
            edits += (edit(one.move.source, old, 0, one) for _ in wanted)
    return replace(unredirected(path, data, at, lost), contents=contents, edits=tuple(edits))


def _is_clear(site: Jekyll, scene: SiteMoves, move: Move) -> bool:
    if not (is_below(move.source, site.folder) and is_below(move.to, site.folder)):
        return True
    old, new = scene.tree.contents.get(move.source, b""), scene.contents.get(move.to, b"")
    return site.knows(move.source, old) and site.knows(move.to, new)


def _output(address: str) -> str:
    """The file that Jekyll writes for an address: two addresses of one file would write over each other."""
    if address.endswith("/"):
        return f"{address}index.html"
    return address if "." in address.rpartition("/")[2] else f"{address}.html"


def with_redirects(data: bytes, wanted: Iterable[str], own: str) -> bytes | None:
    """A page that is redirected to from more addresses, and not from its own; `None` where YAML says them otherwise."""
    inside = frontmatter.yaml_block(data)
    entry = _ENTRY.search(data, inside[0], inside[1]) if inside else None
    found = list(scalars(data, entry.start(), entry.end())) if entry else []
    said = {_output(_text(data, one)) for one in found}
    fresh = [_yaml(one).encode() for one in wanted if _output(one) not in said]
    kept = [one for one in found if _output(_text(data, one)) != _output(own)]
    if not fresh and len(kept) == len(found):
        return data
    newline = b"\r\n" if data[: data.find(b"\n") + 1].endswith(b"\r\n") else b"\n"
    if entry is None:
        return _begun(data, inside, b"".join(b"  - " + one + newline for one in fresh), newline)
    if not fresh and not kept:
        return data[: entry.start()] + data[entry.end() :]
    value = entry["value"].strip()
    if not value or value.startswith(b"#"):
        return _in_lines(data, entry, found, kept, fresh, newline)
    if value.startswith(b"[") and value.endswith(b"]"):
        said_now = b" [" + b", ".join([*(_raw(data, one) for one in kept), *fresh]) + b"]"
    elif re.match(rb"[\[{&*!|>?]", value):
        return None
    else:
        said_now = b"".join(newline + b"  - " + one for one in ([value] if kept else []) + fresh)
    return data[: entry.start("value")] + said_now + data[entry.end("value") :]


def _begun(data: bytes, inside: tuple[int, int, int] | None, items: bytes, newline: bytes) -> bytes:
    """A page that nothing was redirected to before."""
    lines = b"redirect_from:" + newline + items
    if inside:
        return data[: inside[1]] + lines + data[inside[1] :]
    at = 3 * data.startswith(b"\xef\xbb\xbf")
    return data[:at] + b"---" + newline + lines + b"---" + newline * 2 + data[at:]


def _in_lines(
    data: bytes, entry: re.Match[bytes], found: list[Scalar], kept: list[Scalar], fresh: list[bytes], newline: bytes
) -> bytes:
    """A list with an item a line, in the manner of the first."""
    prefix, last = b"  - ", entry.end("head")
    gone = []
    for one in found:
        start, end = data.rfind(b"\n", 0, one.start) + 1, data.find(b"\n", one.end) + 1 or len(data)
        prefix, last = data[start : one.start - len(one.quote)], end
        gone += [] if one in kept else [(start, end)]
    data = data[:last] + b"".join(prefix + one + newline for one in fresh) + data[last:]
    for start, end in reversed(gone):
        data = data[:start] + data[end:]
    return data


def _text(data: bytes, one: Scalar) -> str:
    return "/" + data[one.start : one.end].decode("utf-8", "replace").lstrip("/")


def _raw(data: bytes, one: Scalar) -> bytes:
    return data[one.start - len(one.quote) : one.end + len(one.quote)]


def _yaml(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else "'" + text.replace("'", "''") + "'"
