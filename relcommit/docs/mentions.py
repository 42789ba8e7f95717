"""Paths of moved documents in code, YAML and scripts, and this repository's own addresses on GitHub."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, unquote

from relcommit.docs.paths import folder_of, join, relative

_TOKEN = re.compile(r"[\w./%~@+\\-]+")
_LONGEST = 1000
"""The longest path, in characters, that anybody writes."""
_SHA = re.compile(r"[0-9a-f]{7,40}")


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

    def in_code(self, path: str, data: bytes) -> Iterator[Mention]:
        """Every mention in a file that is no document. Raises UnicodeDecodeError."""
        text = data.decode()
        for found in _TOKEN.finditer(text):
            raw = found[0].rstrip(".-+%~@")
            said = raw.replace("\\", "/")
            meant = self._meant(path, said) if "/" in said and len(said) < _LONGEST else None
            if meant:
                new = meant[1] if "/" in raw else meant[1].replace("/", "\\")
                yield _at(text, found.start(), found.start() + len(raw), meant[0], new)
        yield from self._with_spaces(text)
        yield from self._addresses(text)

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
        at = join(folder_of(path), said) if said.startswith(("../", "./")) else None
        if at in self.moved and at is not None:
            way = relative(self.moved[at], folder_of(path))
            return at, way if way.startswith("../") or not said.startswith("./") else f"./{way}"
        return None

    def _with_spaces(self, text: str) -> Iterator[Mention]:
        """Names that are no single word."""
        for target, new in self.moved.items():
            if not _TOKEN.fullmatch(target):
                for found in re.finditer(re.escape(target), text):
                    yield _at(text, *found.span(), target, new)

    def _addresses(self, text: str) -> Iterator[Mention]:
        if not self.repository:
            return
        name = re.escape(self.repository)
        blob = rf"https://github\.com/{name}/(?:blob|raw|edit|blame)/([^/\s#?]+)/"
        raw = rf"https://raw\.githubusercontent\.com/{name}/(?:refs/heads/)?([^/\s#?]+)/"
        for found in re.finditer(rf"(?:{blob}|{raw})([^\s\"'<>)\]#?`]+)", text, re.IGNORECASE):
            target = unquote(found[3])
            if target in self.moved and not _SHA.fullmatch(found[1] or found[2]):
                yield _at(text, *found.span(3), target, quote(self.moved[target], safe="/@:!$&'()*+,;=~"))


def _at(text: str, start: int, end: int, target: str, new: str) -> Mention:
    """A mention by its bytes."""
    first = len(text[:start].encode())
    return Mention(first, first + len(text[start:end].encode()), target, new)
