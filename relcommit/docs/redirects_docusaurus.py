"""Redirections of Docusaurus: the `redirects` of its client-redirects plugin, where they are a literal list."""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace

from relcommit.docs.docusaurus import docs_plugins, route_in
from relcommit.docs.javascript import Script, Unreadable
from relcommit.docs.pages import Changed, Redirected, Scene, Went, changed, edit, unredirected
from relcommit.docs.paths import folder_of, is_document
from relcommit.names import RepoPath

_PLUGINS = ("client-redirects", "@docusaurus/plugin-client-redirects")
_INDENT = re.compile(rb"^(\t|  +)\S", re.MULTILINE)
_NO_ROUTE = re.compile(r"[#?%\\\ud800-\udfff]")
"""What Docusaurus takes in no route."""


def redirected(path: RepoPath, scene: Scene) -> Redirected:
    """The site's configuration with a redirection for every route that a document leaves.

    https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-client-redirects: every `to` has to be a route that
    exists, and no `from` may be one.
    """
    data = scene.contents[path]
    if b"client-redirects" not in data:
        return Redirected()
    at = data.index(b"client-redirects")
    try:
        script = Script(data)
        plugin = next(script.modules(_PLUGINS), None)
        if plugin is None:
            return Redirected()
        at = script.tokens[plugin[0]].start
        docs = docs_plugins(script, folder_of(path), scene.files)
    except Unreadable:
        return unredirected(path, data, at, (move for move in scene.moves if is_document(move.source)))
    pages = changed(scene, lambda one, text: route_in(docs, one, text))
    try:
        _list_in(script)
    except Unreadable:
        return unredirected(path, data, at, (one.move for one in pages.free))
    return _written(path, data, pages) if pages.gone else Redirected()


def _written(path: RepoPath, data: bytes, pages: Changed) -> Redirected:
    new = _without(_led_on(data, {one.old: one.new for one in pages.gone}, pages.live), pages.taken)
    known = {said for entry in _entries(new) for said, _ in entry.froms}
    fresh = [one for one in pages.free if one.old not in known]
    sayable = [one for one in fresh if not _NO_ROUTE.search(one.old + one.new)]
    new = _with(new, sayable) if sayable else new
    script = Script(data)
    at = script.tokens[_list_in(script)].start
    lost = unredirected(path, data, at, [one.move for one in fresh if one not in sayable])
    return replace(lost, contents={path: new}, edits=tuple(edit(path, data, at, one) for one in sayable))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A redirection by its tokens, the first and the last."""

    span: tuple[int, int]
    froms: tuple[tuple[str, tuple[int, int]], ...]
    to: tuple[str, int] | None
    is_plain: bool
    """Whether it is `from` and `to`, one string each, and nothing else."""


def _list_in(script: Script) -> int:
    """The bracket that opens the list of redirections. Raises Unreadable."""
    for _, options in script.modules(_PLUGINS):
        at = script.members(options).get("redirects") if options is not None else None
        if at is not None and script.sign(at) == b"[" and script.sign(script.partner[at] + 1)[:1] not in (b".", b"["):
            return at
    raise Unreadable


def _entries(data: bytes) -> list[_Entry]:
    script = Script(data)
    return [_entry(script, *span) for span in script.elements(_list_in(script))]


def _entry(script: Script, first: int, last: int) -> _Entry:
    if script.sign(first) != b"{" or script.partner[first] != last:
        return _Entry((first, last), (), None, is_plain=False)
    members = script.members(first)
    at, to = members.get("from"), members.get("to")
    found: list[tuple[str, tuple[int, int]]] = []
    if at is not None:
        spans = script.elements(at) if script.sign(at) == b"[" else [(at, at)]
        found = [(said, span) for span in spans if (said := _route(script, span[0])) is not None]
    led = _route(script, to) if to is not None else None
    is_plain = at is not None and script.sign(at) != b"[" and members.keys() == {"from", "to"} and led is not None
    return _Entry((first, last), tuple(found), (led, to) if led is not None and to is not None else None, is_plain)


def _route(script: Script, at: int) -> str | None:
    said = script.text(at)
    return said if said is None else said.rstrip("/") or "/"


def _led_on(data: bytes, gone: Mapping[str, str], live: Container[str]) -> bytes:
    """The list with what led to a page led to its new place: an old redirection has to lead to a page."""
    script = Script(data)
    spliced: list[tuple[int, int, bytes]] = []
    for entry in _entries(data):
        if entry.to and entry.to[0] in gone and entry.to[0] not in live:
            token = script.tokens[entry.to[1]]
            quote = data[token.start : token.start + 1]
            spliced.append((token.start, token.end, _quoted(gone[entry.to[0]], quote)))
    for start, end, said in reversed(spliced):
        data = data[:start] + said + data[end:]
    return data


def _without(data: bytes, taken: Container[str]) -> bytes:
    """The list without what would redirect from a place where a page stands again."""
    while True:
        script = Script(data)
        for entry in _entries(data):
            shadows = [span for said, span in entry.froms if said in taken]
            if shadows:
                span = shadows[0] if len(entry.froms) > 1 else entry.span
                data = _cut(data, script, *span)
                break
        else:
            return data


def _cut(data: bytes, script: Script, first: int, last: int) -> bytes:
    """A list without one of its elements, its comma, and the line that it leaves empty."""
    start, end = script.tokens[first].start, script.tokens[last].end
    if script.sign(last + 1) == b",":
        end = script.tokens[last + 1].end
    elif script.sign(first - 1) == b",":
        start = script.tokens[first - 1].start
    opens = data.rfind(b"\n", 0, start) + 1
    closes = data.find(b"\n", end) + 1 or len(data)
    if not data[opens:start].strip() and not data[end:closes].strip():
        return data[:opens] + data[closes:]
    gap = len(data[end:closes]) - len(data[end:closes].lstrip(b" \t")) if start == script.tokens[first].start else 0
    return data[:start] + data[end + gap :]


def _with(data: bytes, fresh: Iterable[Went]) -> bytes:
    """The list with more redirections at its end, in the manner of those that it has."""
    script = Script(data)
    opening = _list_in(script)
    closing = script.partner[opening]
    said = [_said(data, script, one) for one in fresh]
    last, end = script.tokens[closing - 1], script.tokens[closing].start
    is_empty, has_comma = closing - 1 == opening, script.sign(closing - 1) == b","
    line = data.rfind(b"\n", 0, end) + 1
    newline = b"\r\n" if b"\r\n" in data else b"\n"
    indent = _indent(data, script, opening)
    ending = b"," if has_comma or is_empty else b""
    if line > last.end or (is_empty and line > script.tokens[opening].end):
        comma = b"" if has_comma or is_empty else b","
        lines = (b"," + newline).join(indent + one for one in said) + ending + newline
        return data[: last.end] + comma + data[last.end : line] + lines + data[line:]
    if is_empty:
        lines = b"".join(newline + indent + one + b"," for one in said)
        return data[: last.end] + lines + newline + _indent_of(data, last.start) + data[end:]
    comma = b" " if has_comma else b", "
    return data[: last.end] + comma + b", ".join(said) + (b"," if has_comma else b"") + data[last.end :]


def _said(data: bytes, script: Script, one: Went) -> bytes:
    """A redirection in the manner of the last plain one."""
    plain = [entry for entry in _entries(data) if entry.is_plain and entry.to]
    if not plain:
        quote = b'"' if data.count(b'"') > data.count(b"'") else b"'"
        return b"{ from: " + _quoted(one.old, quote) + b", to: " + _quoted(one.new, quote) + b" }"
    model = plain[-1]
    start, end = script.tokens[model.span[0]].start, script.tokens[model.span[1]].end
    places = [(script.tokens[model.froms[0][1][0]], one.old)]
    places += [(script.tokens[model.to[1]], one.new)] if model.to else []
    said, at = b"", start
    for token, route in sorted(places):
        said += data[at : token.start] + _quoted(route, data[token.start : token.start + 1])
        at = token.end
    return said + data[at:end]


def _indent(data: bytes, script: Script, opening: int) -> bytes:
    """How far an element of the list is indented that begins its line."""
    for first, _ in reversed(list(script.elements(opening))):
        start = script.tokens[first].start
        if not data[data.rfind(b"\n", 0, start) + 1 : start].strip():
            return _indent_of(data, start)
    unit = _INDENT.search(data)
    return _indent_of(data, script.tokens[opening].start) + (unit[1] if unit else b"  ")


def _indent_of(data: bytes, at: int) -> bytes:
    line = data[data.rfind(b"\n", 0, at) + 1 :]
    return line[: len(line) - len(line.lstrip(b" \t"))]


def _quoted(route: str, quote: bytes) -> bytes:
    return quote + route.replace(quote.decode(), f"\\{quote.decode()}").encode() + quote
