"""Where the values of a YAML text stand, by the marks of PyYAML's parser: front matter, menus, configurations."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

_LARGEST = 4 << 20
"""Bytes; a larger text is no configuration that anybody wrote."""
_QUOTES = ("'", '"')


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value on one line: its bytes stand at `start` to `end`, its quotes outside them."""

    start: int
    end: int
    key: str
    """The key that it is the value of, lower case; empty for an item of a list."""
    quote: str
    column: int
    """How many keys and lists it stands inside of, besides its own key: 0 for `title: x` at the top."""
    owner: str = ""
    """For an item of a list, the key that the list belongs to; else its own key."""
    value: str = ""
    """What it means, escapes undone."""
    keys: tuple[str, ...] = ()
    """Every key on the way to it, the outermost first, as written."""
    is_key: bool = False
    """Whether it is itself what something is called by."""
    is_block: bool = False
    """Whether it is the lines after `|` or `>`, as they stand, indentation included."""


@dataclass(slots=True)
class _Level:
    """A mapping or a list that has begun."""

    is_mapping: bool
    keys: tuple[str, ...]
    """The keys on the way to it."""
    pending: str | None = None
    """The key whose value comes next; `None` where a key comes next."""


@dataclass(slots=True)
class _Reader:
    data: bytes
    start: int
    levels: list[_Level] = field(default_factory=list)

    def scalars(self, stop: int) -> Iterator[Scalar]:
        text = self.data[self.start : stop].decode("utf-8", "replace")
        offsets = None if text.isascii() else [0, *accumulate(len(sign.encode()) for sign in text)]
        for event in _events(text):
            match type(event).__name__:
                case "MappingStartEvent" | "SequenceStartEvent" as name:
                    self.levels.append(_Level(name[0] == "M", self._way()))
                case "MappingEndEvent" | "SequenceEndEvent":
                    self.levels.pop()
                    self._passed("")
                case "AliasEvent":
                    self._passed("")
                case "ScalarEvent":
                    yield from self._scalar(event, text, offsets)
                    self._passed(event.value)

    def _way(self) -> tuple[str, ...]:
        level = self.levels[-1] if self.levels else None
        if level is None:
            return ()
        return (*level.keys, level.pending) if level.is_mapping and level.pending is not None else level.keys

    def _passed(self, value: str) -> None:
        """A key has been read, or what it is the key of."""
        level = self.levels[-1] if self.levels else None
        if level is not None and level.is_mapping:
            level.pending = value if level.pending is None else None

    def _scalar(self, event: Any, text: str, offsets: list[int] | None) -> Iterator[Scalar]:
        if event.style in ("|", ">") and self.levels:
            first, way = text.find("\n", event.start_mark.index) + 1, self._way()
            if 0 < first < event.end_mark.index:
                start, end = (self._byte(index, offsets) for index in (first, event.end_mark.index))
                yield Scalar(start, end, "", "", len(self.levels) - 1, keys=way, is_block=True)
            return
        if event.start_mark.line != event.end_mark.line or not self.levels:
            return
        quote = event.style if event.style in _QUOTES else ""
        last = event.end_mark.index - len(quote)
        first = text.find(quote, event.start_mark.index) + 1 if quote else last - len(event.value)
        if first > last or (not quote and text[first:last] != event.value):
            return
        level, way = self.levels[-1], self._way()
        is_key = level.is_mapping and level.pending is None
        own = way[-1].lower() if level.is_mapping and way and not is_key else ""
        yield Scalar(
            self._byte(first, offsets), self._byte(last, offsets), own, quote, len(self.levels) - 1,
            way[-1].lower() if way else "", event.value, way, is_key,
        )  # fmt: skip

    def _byte(self, index: int, offsets: list[int] | None) -> int:
        return self.start + (index if offsets is None else offsets[index])


def scalars(data: bytes, start: int = 0, end: int | None = None) -> Iterator[Scalar]:
    """Every value that stands on one line, those inside `[…]` and `{…}` included; no keys, and no text of blocks.

    Of a text that is no YAML, those before the place where it stops being it.
    """
    return (scalar for scalar in keys_and_values(data, start, end) if not scalar.is_key)


def keys_and_values(data: bytes, start: int = 0, end: int | None = None) -> Iterator[Scalar]:
    """The same with the keys, which are what plugins describe pages by."""
    return (scalar for scalar in _everything(data, start, end) if not scalar.is_block)


def block_texts(data: bytes, start: int = 0, end: int | None = None) -> Iterator[Scalar]:
    """The values that stand on lines of their own, after `|` or `>`."""
    return (scalar for scalar in _everything(data, start, end) if scalar.is_block)


def _everything(data: bytes, start: int, end: int | None) -> Iterator[Scalar]:
    stop = len(data) if end is None else end
    if data.startswith(b"\xef\xbb\xbf", start, stop):
        start += 3
    if stop - start <= _LARGEST:
        yield from _Reader(data, start).scalars(stop)


def is_verbatim(data: bytes, scalar: Scalar) -> bool:
    """Whether a value is written as it is meant, without escapes, so that another can take its place."""
    return data[scalar.start : scalar.end] == scalar.value.encode("utf-8", "surrogatepass")


def _events(text: str) -> Iterator[Any]:
    """The parser's events, up to an error."""
    import yaml

    loader = getattr(yaml, "CLoader", yaml.Loader)
    try:
        yield from yaml.parse(text, Loader=loader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return
