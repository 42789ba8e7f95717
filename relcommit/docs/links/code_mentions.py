"""Paths of moved documents in code, YAML and scripts, and this repository's own addresses on GitHub."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, unquote

from relcommit.docs.paths import folder_of, is_document, join, relative

_TOKEN = re.compile(r"[\w./%~@+\\-]+")
_LONGEST = 1000
"""The longest path, in characters, that anybody writes."""
_FIXED = re.compile(r"[0-9a-f]{7,40}|v?[0-9]+(?:\.[0-9]+)+(?:[-+.\w]*)", re.IGNORECASE)
"""A commit, or a version's tag."""
_TRUNKS = frozenset(("main", "master", "HEAD", "trunk", "develop"))
"""Branches whose names no stroke follows."""
_REST = r"([^\s\"'<>\]#?`]{1,1000})"


class Mention(NamedTuple):
    """A place that names a moved document: bytes `start` to `end`, and what would have to stand there."""

    start: int
    end: int
    target: str
    new: str


@dataclass(frozen=True, slots=True)
class Mentions:
    """What to look for."""

    moved: Mapping[str, str]
    repository: str = ""
    """`owner/name` on GitHub; empty where it is not there."""
    rewrite: bool = False
    """Whether mentions are rewritten, or only reported."""
    present: Collection[str] = ()
    """Every file before the moves: they tell which one of its name a name alone means."""

    def in_code(self, path: str, data: bytes) -> Iterator[Mention]:
        """Every mention in a file that is no document. Raises UnicodeDecodeError."""
        text = data.decode()
        for token in _TOKEN.finditer(text):
            start = self._after_variable(text, token)
            raw = token[0][start - token.start() :].rstrip(".-+%~@")
            named = raw.replace("\\", "/")
            meant = (self._meant if "/" in named else self._named)(path, named) if len(named) < _LONGEST else None
            if meant:
                new = meant[1].replace("/", "\\") if "\\" in raw and "/" not in raw else meant[1]
                yield _at(text, start, start + len(raw), meant[0], new)
        yield from self._with_spaces(text)
        yield from self._addresses(text)

    def _after_variable(self, text: str, found: re.Match[str]) -> int:
        """Where a path begins that a variable, or the sign of its default, stands right before."""
        before = text[found.start() - 1 : found.start()]
        if before == "$":
            return found.start() + max(found[0].find("/"), 0)
        return found.start() + (before == ":" and found[0][0] in "-+")

    def in_document(self, data: bytes) -> Iterator[Mention]:
        """Addresses of this repository on GitHub, on a branch: those of a commit stay true."""
        if self.repository and b"github" in data:
            yield from self._addresses(data.decode())

    def _meant(self, path: str, said: str) -> tuple[str, str] | None:
        """The moved document that a path names from the root or from its own file, and its new name."""
        plain = said.removeprefix("./")
        if plain.lstrip("/") in self.moved:
            target = plain.lstrip("/")
            return target, said.replace(target, self.moved[target])
        way = said.removeprefix("/")
        near = join(folder_of(path), way) if way.startswith(("../", "./")) else None
        if near in self.moved and near is not None:
            new = relative(self.moved[near], folder_of(path))
            new = new if new.startswith("../") or not way.startswith("./") else f"./{new}"
            return near, new if way == said else f"/{new}"
        return None

    def _named(self, path: str, said: str) -> tuple[str, str] | None:
        """The moved document that a name alone means: one beside the file, else one at the root."""
        beside = join(folder_of(path), said)
        target = said if beside not in self.present else beside
        if target is None or target not in self.moved or not is_document(target):
            return None
        new = self.moved[target]
        return target, new if target == said else relative(new, folder_of(path))

    def _with_spaces(self, text: str) -> Iterator[Mention]:
        """Names that are no single word."""
        for target, new in self.moved.items():
            if target in text and not _TOKEN.fullmatch(target):
                for name in re.finditer(rf"(?<![\w.-])(?<![\w.-]/){re.escape(target)}(?![\w-]|\.\w)", text):
                    yield _at(text, *name.span(), target, new)

    def _addresses(self, text: str) -> Iterator[Mention]:
        if not self.repository:
            return
        name = re.escape(self.repository)
        page = rf"(?:www\.)?github\.com/{name}/(?:blob|raw|edit|blame|commits)"
        for address in re.finditer(
            rf"https?://(?:{page}|raw\.githubusercontent\.com/{name})/{_REST}", text, re.IGNORECASE
        ):
            offset = self._after_branch(address[1])
            target = None if offset is None else _named(address[1][offset:], self.moved)
            if offset is not None and target:
                start = address.start(1) + offset
                new = quote(self.moved[target[0]], safe="/@:!$&'()*+,;=~")
                yield _at(text, start, start + len(target[1]), target[0], new)

    def _after_branch(self, rest: str) -> int | None:
        """Where the path begins after a branch, whose name may hold strokes; `None` for what a move leaves true."""
        first = len(rest) - len(rest.removeprefix("refs/heads/"))
        position = rest.find("/", first) + 1
        branch = rest[first : position - 1]
        if not position or _FIXED.fullmatch(branch) or rest.startswith("refs/tags/"):
            return None
        while position and branch not in _TRUNKS and not _named(rest[position:], self.moved):
            position = rest.find("/", position) + 1
        return position or None


def _named(rest: str, moved: Mapping[str, str]) -> tuple[str, str] | None:
    """The moved document that an address ends in, and how it is written; a sentence may end right after it."""
    while rest:
        if unquote(rest) in moved:
            return unquote(rest), rest
        if rest[-1] not in ".,;:!)*_":
            return None
        rest = rest[:-1]
    return None


def _at(text: str, start: int, end: int, target: str, new: str) -> Mention:
    """A mention by its bytes."""
    first = len(text[:start].encode())
    return Mention(first, first + len(text[start:end].encode()), target, new)
