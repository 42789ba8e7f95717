"""The list of redirections of a Docusaurus site: read where it is a literal, and changed in its own manner."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from relcommit.docs.formats.javascript import Script, Token, Unreadable
from relcommit.docs.sites.redirects.moved_pages import Went

PLUGINS = ("client-redirects", "@docusaurus/plugin-client-redirects")
_INDENT = re.compile(rb"^(\t|  +)\S", re.MULTILINE)
_ENDS = (b",", b"}", b"]")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A redirection by its tokens, the first and the last."""

    span: tuple[int, int]
    froms: tuple[tuple[str, tuple[int, int]], ...] = ()
    to: tuple[str, int] | None = None
    is_plain: bool = False
    """Whether it is `from` and `to`, one string each, and nothing else."""


class RedirectList:
    """The list in a configuration. Raises Unreadable where there is none, or where it is computed."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.script = Script(data)
        self.opening = self._opening()
        self.closing = self.script.partner[self.opening]
        self.start = self.script.tokens[self.opening].start

    def _opening(self) -> int:
        for _, options in self.script.modules(PLUGINS):
            redirects = self.script.members(options).get("redirects") if options is not None else None
            if redirects is not None and self.script.sign(redirects) == b"[":
                after = self.script.sign(self.script.partner[redirects] + 1)
                if after[:1] not in (b".", b"[", b"?"):
                    return redirects
        raise Unreadable

    @cached_property
    def entries(self) -> list[_Entry]:
        """The redirections, and whatever else stands among them."""
        return [self._entry(*span) for span in self.script.elements(self.opening)]

    @cached_property
    def known(self) -> frozenset[str]:
        """The routes that something redirects from."""
        return frozenset(route for entry in self.entries for route, _ in entry.froms)

    def led_on(self, gone: Mapping[str, str], live: Container[str]) -> bytes:
        """What led to a page leads to its new place: an old redirection has to lead to a page."""
        splices = []
        for entry in self.entries:
            if entry.to and entry.to[0] in gone and entry.to[0] not in live:
                token = self.script.tokens[entry.to[1]]
                splices.append((token, self._quoted_as(token, gone[entry.to[0]])))
        return self._spliced(0, len(self.data), splices)

    def without(self, taken: Container[str]) -> bytes:
        """No redirection from a place where a page stands again."""
        cuts: list[tuple[int, int]] = []
        for entry in self.entries:
            shadows = [span for route, span in entry.froms if route in taken]
            spans = [entry.span] if len(shadows) == len(entry.froms) > 0 else shadows
            cuts += (self._cut(*span) for span in spans)
        kept, position = [], 0
        for start, end in sorted(cuts):
            kept.append(self.data[position : max(position, start)])
            position = max(position, end)
        data = b"".join((*kept, self.data[position:]))
        return data if not cuts or self._has_comma else RedirectList(data)._without_comma()  # noqa: SLF001 - our own

    @property
    def _has_comma(self) -> bool:
        return self.script.sign(self.closing - 1) == b","

    def _without_comma(self) -> bytes:
        """No comma at the end, where its last element went away."""
        if not self._has_comma:
            return self.data
        comma, end = self.script.tokens[self.closing - 1], self.script.tokens[self.closing].start
        gap = self.data[comma.end : end]
        return self.data[: comma.start] + (gap if b"\n" in gap else b"") + self.data[end:]

    def with_more(self, fresh: Sequence[Went]) -> bytes:
        """More redirections at the end, in the manner of those that are there."""
        data, last = self.data, self.script.tokens[self.closing - 1]
        end = self.script.tokens[self.closing].start
        entries = [self._said(page) for page in fresh]
        is_empty, has_comma = self.closing - 1 == self.opening, self._has_comma
        line = data.rfind(b"\n", 0, end) + 1
        newline = b"\r\n" if b"\r\n" in data else b"\n"
        if line > last.end:
            comma, ending = (b"", b",") if has_comma or is_empty else (b",", b"")
            lines = (b"," + newline).join(self._indent + entry for entry in entries) + ending + newline
            return data[: last.end] + comma + data[last.end : line] + lines + data[line:]
        if is_empty:
            lines = b"".join(newline + self._indent + entry + b"," for entry in entries)
            return data[: last.end] + lines + newline + self._indent_of(last.start) + data[end:]
        comma, ending = (b" ", b",") if has_comma else (b", ", b"")
        return data[: last.end] + comma + b", ".join(entries) + ending + data[last.end :]

    def _entry(self, first: int, last: int) -> _Entry:
        script = self.script
        if script.sign(first) != b"{" or script.partner[first] != last:
            return _Entry((first, last))
        members = script.members(first)
        source, to = members.get("from"), members.get("to")
        spans: list[tuple[int, int]] = []
        if source is not None:
            spans = list(script.elements(source)) if script.sign(source) == b"[" else [(source, source)]
        froms = tuple((route, span) for span in spans if (route := self._route(span[0])) is not None)
        led = self._route(to) if to is not None else None
        is_plain = (
            source is not None
            and froms[:1] == ((self._route(source), (source, source)),)
            and members.keys() == {"from", "to"}
        )
        return _Entry((first, last), froms, (led, to) if led is not None and to is not None else None, is_plain)

    def _route(self, at: int) -> str | None:
        """The route that a string says, without its final stroke; `None` for what is computed."""
        text = self.script.text(at) if self.script.sign(at + 1) in _ENDS else None
        return text if text is None else text.rstrip("/") or "/"

    def _cut(self, first: int, last: int) -> tuple[int, int]:
        """The bytes of an element, its comma, and the line that it leaves empty."""
        data, script = self.data, self.script
        start, end = script.tokens[first].start, script.tokens[last].end
        if script.sign(last + 1) == b",":
            end = script.tokens[last + 1].end
        elif script.sign(first - 1) == b",":
            start = script.tokens[first - 1].start
        opens, closes = data.rfind(b"\n", 0, start) + 1, data.find(b"\n", end) + 1 or len(data)
        if not data[opens:start].strip() and not data[end:closes].strip():
            return opens, closes
        rest = data[end:closes]
        return start, end + (len(rest) - len(rest.lstrip(b" \t")) if start == script.tokens[first].start else 0)

    @cached_property
    def _model(self) -> _Entry | None:
        """The last plain redirection."""
        return next((entry for entry in reversed(self.entries) if entry.is_plain and entry.to), None)

    def _said(self, one: Went) -> bytes:
        """A redirection in the manner of the last plain one."""
        if self._model is None or self._model.to is None:
            quote = b'"' if self.data.count(b'"') > self.data.count(b"'") else b"'"
            return b"{ from: " + _quoted(one.old, quote) + b", to: " + _quoted(one.new, quote) + b" }"
        tokens = self.script.tokens
        old, new = tokens[self._model.froms[0][1][0]], tokens[self._model.to[1]]
        first, last = self._model.span
        splices = [(old, self._quoted_as(old, one.old)), (new, self._quoted_as(new, one.new))]
        return self._spliced(tokens[first].start, tokens[last].end, sorted(splices))

    def _spliced(self, start: int, end: int, splices: Sequence[tuple[Token, bytes]]) -> bytes:
        """A part of the configuration with other bytes for some of its tokens."""
        pieces: list[bytes] = []
        for token, replacement in splices:
            pieces += (self.data[start : token.start], replacement)
            start = token.end
        return b"".join((*pieces, self.data[start:end]))

    def _quoted_as(self, token: Token, route: str) -> bytes:
        return _quoted(route, self.data[token.start : token.start + 1])

    @cached_property
    def _indent(self) -> bytes:
        """How far an element is indented that begins its line."""
        for entry in reversed(self.entries):
            start = self.script.tokens[entry.span[0]].start
            if not self.data[self.data.rfind(b"\n", 0, start) + 1 : start].strip():
                return self._indent_of(start)
        unit = _INDENT.search(self.data)
        return self._indent_of(self.start) + (unit[1] if unit else b"  ")

    def _indent_of(self, at: int) -> bytes:
        line = self.data[self.data.rfind(b"\n", 0, at) + 1 : at + 1]
        return line[: len(line) - len(line.lstrip(b" \t"))]


def _quoted(route: str, quote: bytes) -> bytes:
    return quote + route.replace(quote.decode(), f"\\{quote.decode()}").encode() + quote
