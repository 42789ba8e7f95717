"""Whether git will still know a document after it moved and changed in one commit."""

from collections import Counter
from collections.abc import Iterable

from relcommit.docs.model import Reorganisation, Tree
from relcommit.names import RepoPath

THRESHOLD = 0.5
"""What git asks of two files to call one a renamed other."""
_CHUNK = 64


def similarity(old: bytes, new: bytes) -> float:
    """How much of the larger file is in the other too, as git counts it: by lines, or pieces of 64 bytes."""
    if old == new:
        return 1.0
    if not old or not new:
        return 0.0
    mine, theirs = Counter(_chunks(old)), Counter(_chunks(new))
    shared = sum(min(count, theirs[chunk]) * len(chunk) for chunk, count in mine.items() if chunk in theirs)
    return shared / max(len(old), len(new))


def history_at_risk(tree: Tree, work: Reorganisation) -> tuple[RepoPath, ...]:
    """The documents that `git log --follow` would lose with moves and edits in one commit, by their old places."""
    return tuple(
        move.source
        for move in work.moves
        if move.to in work.contents and similarity(tree.contents[move.source], work.contents[move.to]) < THRESHOLD
    )


def _chunks(data: bytes) -> Iterable[bytes]:
    for line in data.splitlines(keepends=True):
        for at in range(0, len(line), _CHUNK):
            yield line[at : at + _CHUNK]
