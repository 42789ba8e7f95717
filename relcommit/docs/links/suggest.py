"""What the author of a broken reference may have meant."""

from collections import Counter
from collections.abc import Collection
from difflib import get_close_matches
from functools import cached_property
from unicodedata import combining, normalize

from relcommit.docs.links.resolve import Places
from relcommit.docs.paths import folder_of, is_document, is_landing, relative

_CANDIDATES = 30
"""How many names are compared letter by letter: those that share most pieces."""


class Nearest:
    """Finds the existing name that looks most like one that is not there."""

    def __init__(self, places: Places) -> None:
        self.places = places

    @cached_property
    def _named(self) -> dict[str, list[str]]:
        paths: dict[str, list[str]] = {}
        for path in sorted(self.places.files):
            paths.setdefault(path.rpartition("/")[2].lower(), []).append(path)
        return paths

    @cached_property
    def _documents(self) -> dict[str, str]:
        """By name without ending, a document."""
        return {name.rpartition(".")[0]: paths[0] for name, paths in self._named.items() if is_document(paths[0])}

    @cached_property
    def _holders(self) -> dict[str, list[str]]:
        """By piece, the names of documents that hold it."""
        holders: dict[str, list[str]] = {}
        for name in self._documents:
            for piece in _pieces(name):
                holders.setdefault(piece, []).append(name)
        return holders

    def path(self, source: str, said: str) -> str | None:
        """The file of that name that is nearest to where the reference stands, else one with a name like it."""
        name = said.replace("\\", "/").rstrip("/").rpartition("/")[2].lower()
        if not name or name in (".", ".."):
            return None
        exact = self._named.get(name) or self._named.get(f"{name}.md")
        if exact:
            return min(exact, key=lambda path: (len(relative(path, folder_of(source)).split("/")), path))
        stem = name.removesuffix(".md")
        shared = Counter(candidate for piece in _pieces(stem) for candidate in self._holders.get(piece, ()))
        close = get_close_matches(
            stem, [candidate for candidate, _ in shared.most_common(_CANDIDATES)], n=1, cutoff=0.75
        )
        return self._documents[close[0]] if close else None

    def namesake(self, said: str) -> str | None:
        """The only file of that very name; `None` for the names that many folders have."""
        exact = self._named.get(said.replace("\\", "/").rpartition("/")[2].lower(), ())
        return exact[0] if len(exact) == 1 and not is_landing(said) else None

    def anchor(self, said: str, offered: Collection[str]) -> str | None:
        """The anchor of the page that looks most like it."""
        bare = {without_accents(anchor): anchor for anchor in sorted(offered)}
        close = get_close_matches(without_accents(said), bare, n=1, cutoff=0.6)
        return bare[close[0]] if close else None


def _pieces(name: str) -> set[str]:
    """Every three letters in a row, the edges counted as letters."""
    edged = f"^{name}$"
    return {edged[start : start + 3] for start in range(len(edged) - 2)}


def without_accents(text: str) -> str:
    """A name for comparing: people forget accents more often than letters."""
    return "".join(sign for sign in normalize("NFD", text) if not combining(sign))
