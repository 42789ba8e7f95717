"""A range of a straight history, listed while git walks it.

For `A..B` git walks the whole range before it says a word, where no commit-graph lets it skip that. `A B`, with nothing
left out, it lists as it goes; and where each commit's only parent is the next one, those before A are the range. Even
to find `B~1000` it walks: of `B~1000..B` only B is asked for, and the range are the first thousand.
"""

import os

from relcommit.repo.messages.log_stream import Log

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from relcommit.repo.messages.log_stream import Piece

_FIELDS = "%S %ct %H %P%n%an%n%ae%n%B"
_NOT_PLAIN = frozenset(" \t\n^@{}:*?[\\")
"""What makes a revision more than a name with steps back."""
_DIGITS = 9
"""Of no history the number of commits has as many."""


class NotLinear(Exception):
    """The history is not straight: what was yielded may not be the range."""


class LinearLog(Log):
    """The commits of `start..end`, newest first, if the history between them is straight.

    They are the range once the last was yielded: up to there reading may raise NotLinear, or LogFailed as `Log` does.
    """

    def __init__(self, start: str, end: str, environment: "Mapping[str, str]") -> None:
        self._start, self._steps = start, _steps_back(start, end)
        revisions = (start, end) if self._steps < 0 else (end,)
        super().__init__(".", revisions, environment, fields=_FIELDS, most=self._steps)

    def __iter__(self) -> "Iterator[Piece]":
        return _until(self._start, self._steps, self.entries())


def linear_log(git_folder: str, wanted: str, environment: "Mapping[str, str]") -> LinearLog | None:
    """A range of this repository, with git started; None where asking in this way is not possible or gains nothing."""
    start, _, end = wanted.partition("..")
    if not (_is_plain(start) and _is_plain(end)) or start == end or _has_graph(git_folder):
        return None
    return LinearLog(start, end, environment)


def _is_plain(revision: str) -> bool:
    return revision[:1] not in ("", "-", ".") and _NOT_PLAIN.isdisjoint(revision)


def _steps_back(start: str, end: str) -> int:
    """How far `start` lies before `end` where it is named by that, `end~3`; -1 where it is not."""
    name, tilde, steps = start.rpartition("~")
    is_number = len(steps) < _DIGITS and steps.isascii() and steps.isdecimal()
    return int(steps) if tilde and name == end and is_number else -1


def _has_graph(git_folder: str) -> bool:
    info = f"{git_folder}/objects/info"
    return os.path.exists(f"{info}/commit-graph") or os.path.exists(f"{info}/commit-graphs")  # noqa: PTH110 - light


def _until(start: str, steps: int, entries: "Iterable[str]") -> "Iterator[Piece]":
    """The chain of parents from the other revision to `start`, or as many as `steps`, where they are not negative.

    Git names the revision that it reached a commit by, and takes the newest of those that wait: the first reached by
    `start` is `start` itself, and one older than it, before the chain has come to it, means that the chain never will.
    """
    awaited, start_sha, oldest = "", "", 0
    for entry in entries:
        piece = entry.split("\n", 3)
        source, date, sha, parents = piece[0].split(" ", 3)
        if start_sha and _seconds(date) < oldest:
            break
        if source == start:
            start_sha, oldest = start_sha or sha, oldest or _seconds(date)
        elif awaited not in ("", sha) or not parents or " " in parents:
            break
        else:
            piece[0] = sha
            yield piece
            awaited = parents
            steps -= 1
        if steps == 0 or (start_sha and awaited == start_sha):
            return
    raise NotLinear


def _seconds(date: str) -> int:
    return int(date) if date.isdecimal() else 0
