"""Whether git will still know a document after it moved and changed in one commit."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping

from relcommit.docs.model import Reorganisation, Tree
from relcommit.names import RepoPath

THRESHOLD = 0.5
"""What git asks of two files to call one a renamed other."""
_CHUNK = 64
_WORD = re.compile(rb"[^\W_]{4,}", re.ASCII)


def similarity(old: bytes, new: bytes) -> float:
    """How much of the larger file is in the other too, as git counts it: by lines, or pieces of 64 bytes."""
    if old == new:
        return 1.0
    if not old or not new:
        return 0.0
    mine, theirs = Counter(_chunks(old)), Counter(_chunks(new))
    shared = sum(min(count, theirs[chunk]) * len(chunk) for chunk, count in mine.items() if chunk in theirs)
    return shared / max(len(old), len(new))


class Texts:
    """Many texts, to find the one that another is most similar to without comparing it with each."""

    def __init__(self, texts: Mapping[str, bytes]) -> None:
        self.sizes = {path: len(data) for path, data in texts.items()}
        self.holders: dict[bytes, dict[str, int]] = {}
        for path, data in texts.items():
            for chunk, count in Counter(_chunks(data)).items():
                self.holders.setdefault(chunk, {})[path] = count

    def nearest(self, data: bytes, among: Container[str]) -> tuple[float, str]:
        """How similar the most similar of some texts is, and its path; (0.0, "") for none that shares anything."""
        shared: Counter[str] = Counter()
        for chunk, count in Counter(_chunks(data)).items():
            for path, times in self.holders.get(chunk, {}).items():
                shared[path] += min(count, times) * len(chunk)
        scores = ((same / max(len(data), self.sizes[path]), path) for path, same in shared.items() if path in among)
        return max(scores, default=(0.0, ""))


def word_overlap(old: bytes, new: bytes) -> float:
    """How many of the longer words of the shorter text are in the other too, so that what only grew is still kin."""
    if old == new:
        return 1.0
    mine, theirs = (Counter(_WORD.findall(data.lower())) for data in (old, new))
    fewer = min(mine.total(), theirs.total())
    return (mine & theirs).total() / fewer if fewer else 0.0


def history_at_risk(tree: Tree, work: Reorganisation) -> tuple[RepoPath, ...]:
    """The documents that `git log --follow` would lose with moves and edits in one commit, by their old places."""
    return tuple(
        move.source
        for move in work.moves
        if move.to in work.contents and similarity(tree.contents[move.source], work.contents[move.to]) < THRESHOLD
    )


def _chunks(data: bytes) -> Iterator[bytes]:
    """Lines in pieces of 64 bytes, as git cuts them: without `\\r`, and without the rest of a line that has no end."""
    *lines, last = data.replace(b"\r\n", b"\n").split(b"\n")
    for line in (*(whole + b"\n" for whole in lines), last[: len(last) // _CHUNK * _CHUNK]):
        for start in range(0, len(line), _CHUNK):
            yield line[start : start + _CHUNK]
