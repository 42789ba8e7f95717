"""A range of a straight history, listed while git walks it.

For `A..B` git walks the whole range before it says a word, where no commit-graph lets it skip that. `A B`, with nothing
left out, it lists as it goes; and where each commit's only parent is the next one, those before A are the range.
"""

import os

from relcommit.repo.stream import Log

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from relcommit.repo.stream import Piece

_FIELDS = "%S %ct %H %P%n%an%n%ae%n%B"
_NOT_PLAIN = frozenset(" \t\n^@{}:*?[\\")
"""What makes a revision more than a name with steps back."""


class Bent(Exception):
    """The history is not straight: what was yielded may not be the range."""


class Straight(Log):
    """The commits of `start..end`, newest first, if the history between them is straight.

    They are the range once the last was yielded: up to there reading may raise Bent, or LogFailed as `Log` does.
    """

    def __init__(self, start: str, end: str, environment: "Mapping[str, str]") -> None:
        super().__init__(".", (start, end), environment, _FIELDS)
        self._start = start

    def __iter__(self) -> "Iterator[Piece]":
        return _until(self._start, self.entries())


def straight(git_folder: str, wanted: str, environment: "Mapping[str, str]") -> Straight | None:
    """A range of this repository, with git started; None where asking in this way is not possible or gains nothing."""
    start, _, end = wanted.partition("..")
    if not (_is_plain(start) and _is_plain(end)) or start == end or _has_graph(git_folder):
        return None
    return Straight(start, end, environment)


def _is_plain(revision: str) -> bool:
    return revision[:1] not in ("", "-", ".") and _NOT_PLAIN.isdisjoint(revision)


def _has_graph(git_folder: str) -> bool:
    info = f"{git_folder}/objects/info"
    return os.path.exists(f"{info}/commit-graph") or os.path.exists(f"{info}/commit-graphs")  # noqa: PTH110 - light


def _until(start: str, entries: "Iterable[str]") -> "Iterator[Piece]":
    """The chain of parents from the other revision to `start`.

    Git names the revision that it reached a commit by, and takes the newest of those that wait: the first reached by
    `start` is `start` itself, and one older than it, before the chain has come to it, means that the chain never will.
    """
    awaited, found, oldest = "", "", 0
    for entry in entries:
        piece = entry.split("\n", 3)
        source, date, sha, parents = piece[0].split(" ", 3)
        if found and _seconds(date) < oldest:
            break
        if source == start:
            found, oldest = found or sha, oldest or _seconds(date)
        elif awaited not in ("", sha) or not parents or " " in parents:
            break
        else:
            piece[0] = sha
            yield piece
            awaited = parents
        if found and awaited == found:
            return
    raise Bent


def _seconds(date: str) -> int:
    return int(date) if date.isdecimal() else 0
