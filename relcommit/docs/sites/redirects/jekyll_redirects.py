"""Redirections of Jekyll: `redirect_from` in the front matter of the page itself."""

import re
from collections.abc import Iterable
from dataclasses import replace

from relcommit.docs.formats import frontmatter
from relcommit.docs.formats.yaml import Scalar, scalars
from relcommit.docs.model import Edit, Move
from relcommit.docs.paths import is_below, is_document
from relcommit.docs.sites.generators.jekyll_pages import Jekyll, read_site
from relcommit.docs.sites.redirects.moved_pages import Redirected, SiteMoves, changed, edit, unredirected
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
    position = data.index(_PLUGIN)
    if site is None or (not site.is_clear and _PLUGIN.decode() in site.plugins):
        return unredirected(path, data, position, (move for move in scene.moves if is_document(move.source)))
    if _PLUGIN.decode() not in site.plugins:
        return Redirected()
    pages = changed(scene, site.address)
    taken = frozenset(map(_output, pages.live))
    contents: dict[RepoPath, bytes] = {}
    edits: list[Edit] = []
    lost = [move for move in scene.moves if not _is_clear(site, scene, move)]
    for page in pages.gone:
        old = scene.contents[page.move.to]
        wanted = () if _output(page.old) in taken else (page.old,)
        new = with_redirects(old, wanted, page.new)
        if new is None:
            lost.append(page.move)
        elif new != old:
            contents[page.move.to] = new
            edits += (edit(page.move.source, old, 0, page) for _ in wanted)
    return replace(unredirected(path, data, position, lost), contents=contents, edits=tuple(edits))


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
    items = scalars(data, entry.start(), entry.end()) if entry else iter(())
    listed = [item for item in items if item.end > item.start]
    known = {_output(_text(data, scalar)) for scalar in listed}
    fresh = [_yaml(address).encode() for address in wanted if _output(address) not in known]
    kept = [scalar for scalar in listed if _output(_text(data, scalar)) != _output(own)]
    if not fresh and len(kept) == len(listed):
        return data
    newline = b"\r\n" if data[: data.find(b"\n") + 1].endswith(b"\r\n") else b"\n"
    if entry is None:
        return _begun(data, inside, b"".join(b"  - " + address + newline for address in fresh), newline)
    if not fresh and not kept:
        return data[: entry.start()] + data[entry.end() :]
    value = entry["value"].strip()
    if not value or value.startswith(b"#"):
        return _in_lines(data, entry, listed, kept, fresh, newline)
    if value.startswith(b"[") and value.endswith(b"]"):
        said_now = b" [" + b", ".join([*(_raw(data, scalar) for scalar in kept), *fresh]) + b"]"
    elif re.match(rb"[\[{&*!|>?]", value):
        return None
    else:
        said_now = b"".join(newline + b"  - " + item for item in ([value] if kept else []) + fresh)
    return data[: entry.start("value")] + said_now + data[entry.end("value") :]


def _begun(data: bytes, inside: tuple[int, int, int] | None, items: bytes, newline: bytes) -> bytes:
    """A page that nothing was redirected to before."""
    lines = b"redirect_from:" + newline + items
    if inside:
        return data[: inside[1]] + lines + data[inside[1] :]
    start = 3 * data.startswith(b"\xef\xbb\xbf")
    return data[:start] + b"---" + newline + lines + b"---" + newline * 2 + data[start:]


def _in_lines(
    data: bytes, entry: re.Match[bytes], found: list[Scalar], kept: list[Scalar], fresh: list[bytes], newline: bytes
) -> bytes:
    """A list with an item a line, in the manner of the first."""
    prefix, last = b"  - ", entry.end("head")
    gone = []
    for scalar in found:
        start, end = data.rfind(b"\n", 0, scalar.start) + 1, data.find(b"\n", scalar.end) + 1 or len(data)
        prefix, last = data[start : scalar.start - len(scalar.quote)], end
        gone += [] if scalar in kept else [(start, end)]
    data = data[:last] + b"".join(prefix + item + newline for item in fresh) + data[last:]
    for start, end in reversed(gone):
        data = data[:start] + data[end:]
    return data


def _text(data: bytes, one: Scalar) -> str:
    return "/" + data[one.start : one.end].decode("utf-8", "replace").lstrip("/")


def _raw(data: bytes, one: Scalar) -> bytes:
    return data[one.start - len(one.quote) : one.end + len(one.quote)]


def _yaml(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else "'" + text.replace("'", "''") + "'"
