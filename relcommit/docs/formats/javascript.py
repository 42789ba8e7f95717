"""Just enough of JavaScript and TypeScript to find a literal in a configuration: tokens and brackets, no grammar."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

_LARGEST = 1 << 20
"""Bytes; a larger file is no configuration that anybody wrote."""
_SPACE = re.compile(rb"(?:[ \t\r\n\f\v]|//[^\r\n]*|/\*.*?\*/|\xef\xbb\xbf)+", re.DOTALL)
_STRING = re.compile(rb"\"(?:\\.|[^\"\\\r\n])*\"|'(?:\\.|[^'\\\r\n])*'", re.DOTALL)
_WORD = re.compile(rb"[\w$\x80-\xff]+(?:\.[\w$\x80-\xff]+)*")
_REGEX = re.compile(rb"/(?:\\.|\[(?:\\.|[^\]\\\r\n])*\]|[^/\\\[\r\n])+/[a-z]*")
_CHUNK = re.compile(rb"(?:\\.|\$(?!\{)|[^`\\$])*", re.DOTALL)
_OPENING = {b"(": b")", b"[": b"]", b"{": b"}"}
_ENDS_A_VALUE = (b")", b"]", b"}")


class Unreadable(Exception):
    """A configuration that says in another way than by literals what we have to know."""


class Token(NamedTuple):
    """A piece of a script: its bytes stand at `start` to `end`."""

    kind: Literal["string", "template", "word", "regex", "sign"]
    start: int
    end: int


@dataclass(slots=True)
class Script:
    """A script as tokens. Raises Unreadable where its brackets do not match."""

    data: bytes
    tokens: list[Token] = field(init=False)
    partner: dict[int, int] = field(default_factory=dict)
    """For each opening bracket, by its place among the tokens, the closing one."""
    holder: list[int] = field(default_factory=list)
    """For each token the bracket that it stands in; -1 outside of all."""

    def __post_init__(self) -> None:
        if len(self.data) > _LARGEST:
            raise Unreadable
        try:
            self.data.decode()
            self.tokens = list(_tokens(self.data))
        except (UnicodeDecodeError, RecursionError) as why:
            raise Unreadable from why
        opened: list[int] = []
        for index in range(len(self.tokens)):
            sign = self.sign(index)
            if opened and sign == _OPENING[self.sign(opened[-1])]:
                self.partner[opened.pop()] = index
            elif sign in _ENDS_A_VALUE:
                raise Unreadable
            self.holder.append(opened[-1] if opened else -1)
            if sign in _OPENING:
                opened.append(index)
        if opened:
            raise Unreadable

    def sign(self, at: int) -> bytes:
        """The bytes of a token that is a sign or a word; nothing for others, and beyond either end."""
        if not 0 <= at < len(self.tokens) or self.tokens[at].kind not in ("sign", "word"):
            return b""
        return self.data[self.tokens[at].start : self.tokens[at].end]

    def text(self, at: int) -> str | None:
        """What a string says; `None` for other tokens, and for a string that escapes anything but its quotes."""
        token = self.tokens[at]
        inside = self.data[token.start + 1 : token.end - 1]
        if token.kind not in ("string", "template") or re.search(rb"\\[^\"'`\\]|\$\{", inside):
            return None
        return re.sub(rb"\\(.)", rb"\1", inside).decode("utf-8", "replace")

    def members(self, opening: int) -> dict[str, int]:
        """The properties of an object literal, and where their values begin; `...` for what is spread into it."""
        values: dict[str, int] = {}
        for first, last in self.elements(opening):
            key = self.text(first) or self.sign(first).decode("utf-8", "replace")
            named = first < last and self.sign(first + 1) == b":"
            values[key] = self.inner(first + 2) if named else first
        return values

    def elements(self, opening: int) -> Iterator[tuple[int, int]]:
        """The first and the last token of everything that commas part inside a bracket."""
        closing = self.partner[opening]
        first = index = opening + 1
        while index < closing:
            if self.sign(index) == b",":
                if index > first:
                    yield first, index - 1
                first = index + 1
            index = self.partner.get(index, index) + 1
        if closing > first:
            yield first, closing - 1

    def inner(self, index: int) -> int:
        """The first token of a value inside the parentheses around it."""
        while self.sign(index) == b"(":
            index += 1
        return index

    def modules(self, names: Container[str]) -> Iterator[tuple[int, int | None]]:
        """Where a list names one of some modules, and the brace that opens its options; `None` for no such literal."""
        for index in range(len(self.tokens)):
            if self.tokens[index].kind != "string" or self.text(index) not in names:
                continue
            first = last = index
            if self.sign(index - 2) == b"require.resolve" and self.sign(index - 1) == b"(":
                first, last = index - 2, index + 1
            if self.sign(self.holder[first]) != b"[":
                continue
            options = self.inner(last + 2)
            is_pair = self.sign(first - 1) == b"[" and self.sign(last + 1) == b","
            yield first, options if is_pair and self.sign(options) == b"{" else None


def _tokens(data: bytes) -> Iterator[Token]:
    position, before = 0, Token("sign", 0, 0)
    while True:
        space = _SPACE.match(data, position)
        position = space.end() if space else position
        if position >= len(data):
            return
        before = _token(data, position, before)
        yield before
        position = before.end


def _token(data: bytes, at: int, before: Token) -> Token:
    first = data[at : at + 1]
    if first in (b'"', b"'"):
        string = _STRING.match(data, at)
        if string is None:
            raise Unreadable
        return Token("string", at, string.end())
    if first == b"`":
        return Token("template", at, _after_template(data, at))
    if word := _WORD.match(data, at):
        return Token("word", at, word.end())
    if first == b"/":
        ended = before.kind != "sign" or data[before.start : before.end] in _ENDS_A_VALUE
        regex = None if ended else _REGEX.match(data, at)
        if data.startswith(b"/*", at):
            raise Unreadable
        if regex:
            return Token("regex", at, regex.end())
    return Token("sign", at, at + (3 if data.startswith(b"...", at) else 1))


def _after_template(data: bytes, position: int) -> int:
    """Where a template ends, those inside its `${…}` passed over."""
    position += 1
    while True:
        chunk = _CHUNK.match(data, position)
        position = chunk.end() if chunk else position
        if data.startswith(b"`", position):
            return position + 1
        if not data.startswith(b"${", position):
            raise Unreadable
        depth, position = 1, position + 2
        while depth:
            space = _SPACE.match(data, position)
            position = space.end() if space else position
            if position >= len(data):
                raise Unreadable
            token = _token(data, position, Token("word", 0, 0))
            sign = data[token.start : token.end] if token.kind == "sign" else b""
            depth += (sign == b"{") - (sign == b"}")
            position = token.end
