"""A tree as site generators see it."""

from collections.abc import Mapping
from dataclasses import dataclass

from relcommit.names import RepoPath


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """A tree as generators see it."""

    files: frozenset[str]
    contents: Mapping[RepoPath, bytes]
    """The bytes of those that can be read, by path."""

    def data(self, path: str) -> bytes:
        """The bytes of a file; nothing for one that cannot be read."""
        return self.contents.get(RepoPath(path), b"")
