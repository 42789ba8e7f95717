"""The files of one commit, read one by one from git's own store, and the settings among them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from relcommit.names import Sha
from relcommit.repo.git import Git
from relcommit.repo.settings import settings_of
from relcommit.settings import Settings

_GREP = ("grep", "-l", "-z", "-F", "--no-color", "--no-textconv", "--no-recurse-submodules")
_DOCUMENTS = (":(icase,top)*.md", ":(icase,top)*.markdown")


class Readable(Protocol):
    """Anybody's files of a commit."""

    def read(self, path: str) -> bytes | None:
        """A file's bytes; `None` where there is none."""
        ...


@dataclass
class CommitFiles:
    """What a commit holds; links and submodules are not files."""

    git: Git
    commit: Sha

    def paths(self) -> Iterable[str]:
        """Every path, with `/`."""
        return self._blobs

    def read(self, path: str) -> bytes | None:
        """A file's bytes; `None` where there is none."""
        blob = self._blobs.get(path)
        return None if blob is None else self.git.read("cat-file", "blob", blob)

    def mentioning(self, text: str) -> Iterable[str]:
        """The Markdown documents that say it, word for word."""
        names = self.git.names(*_GREP, "-e", text, self.commit, "--", *_DOCUMENTS, ok=(0, 1))
        return [name.partition(":")[2] for name in names]

    @cached_property
    def _blobs(self) -> dict[str, str]:
        names = self.git.names("ls-tree", "-r", "-z", "--full-tree", self.commit)
        entries = (entry.partition("\t") for entry in names)
        split = ((head.split(" "), path) for head, _, path in entries)
        return {path: blob for (mode, _, blob), path in split if mode in ("100644", "100755")}


def files_at(git: Git, commit: str) -> CommitFiles | None:
    """A commit's files where this clone has it; `None` where it does not."""
    known = git.says("cat-file", "-e", f"{commit}^{{commit}}")
    return CommitFiles(git, Sha(commit)) if known else None


def settings_in(files: Readable) -> Settings:
    """The settings that a commit holds. Raises what is wrong with them."""
    return settings_of(files.read)
