"""What the author of a broken reference may have meant."""

from collections.abc import Collection
from difflib import get_close_matches
from functools import cached_property
from unicodedata import combining, normalize

from relcommit.docs.paths import folder_of, is_document, relative
from relcommit.docs.resolve import Places

_CANDIDATES = 2000
"""Beyond so many names, only those with the same first letters are compared."""


class Nearest:
    """Finds the existing name that looks most like one that is not there."""

    def __init__(self, places: Places) -> None:
        self.places = places

    @cached_property
    def _named(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in sorted(self.places.files):
            found.setdefault(path.rpartition("/")[2].lower(), []).append(path)
        return found

    @cached_property
    def _documents(self) -> dict[str, str]:
        """By name without ending, a document."""
        return {name.rpartition(".")[0]: paths[0] for name, paths in self._named.items() if is_document(paths[0])}

    def path(self, source: str, said: str) -> str | None:
        """The file of that name that is nearest to where the reference stands, else one with a name like it."""
        name = said.replace("\\", "/").rstrip("/").rpartition("/")[2].lower()
        if not name or name in (".", ".."):
            return None
        exact = self._named.get(name) or self._named.get(f"{name}.md")
        if exact:
            return min(exact, key=lambda path: (len(relative(path, folder_of(source)).split("/")), path))
        stem = name.removesuffix(".md")
        names = list(self._documents)
        if len(names) > _CANDIDATES:
            names = [one for one in names if one[:2] == stem[:2]][:_CANDIDATES]
        close = get_close_matches(stem, names, n=1, cutoff=0.75)
        return self._documents[close[0]] if close else None

    def anchor(self, said: str, offered: Collection[str]) -> str | None:
        """The anchor of the page that looks most like it."""
        bare = {without_accents(one): one for one in sorted(offered)}
        close = get_close_matches(without_accents(said), bare, n=1, cutoff=0.6)
        return bare[close[0]] if close else None


def without_accents(text: str) -> str:
    """A name for comparing: people forget accents more often than letters."""
    return "".join(sign for sign in normalize("NFD", text) if not combining(sign))
