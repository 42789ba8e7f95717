"""Documents that nobody has decided about, those that most look historical first. Scores order; they never move."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from relcommit.docs.model import Tree
from relcommit.docs.paths import folder_of
from relcommit.docs.states.inventory import Entry
from relcommit.docs.states.signals import Signal, plain, signals
from relcommit.names import RepoPath

_EVERYWHERE = frozenset(("readme", "index"))
"""Names that every folder has, and that say nothing of a document."""
_MONTH = 30.0
"""Days after which two documents are no longer of one time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What a document has in common with one that somebody marked."""

    path: RepoPath
    """The marked one."""
    score: float
    same_folder: bool
    words: tuple[str, ...]
    """What their names share."""
    same_time: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A document to decide about."""

    path: RepoPath
    signals: tuple[Signal, ...]
    likeness: Likeness | None
    linked_from_landing: bool
    score: float


def candidates(
    tree: Tree, entries: Sequence[Entry], like: Collection[RepoPath], days: Mapping[RepoPath, float]
) -> tuple[Candidate, ...]:
    """Undecided documents in order. `days` says when each was added, as a number of days since any day."""
    ranked = (
        _candidate(tree, entry, like, days) for entry in entries if entry.state is None and entry.path not in like
    )
    return tuple(sorted(ranked, key=lambda candidate: (-candidate.score, candidate.path)))


def _candidate(tree: Tree, entry: Entry, like: Collection[RepoPath], days: Mapping[RepoPath, float]) -> Candidate:
    hints = signals(entry.path, tree.contents.get(entry.path, b""))
    alike = max((likeness(entry.path, marked, days) for marked in like), key=lambda marked: marked.score, default=None)
    landing = any(path.rpartition("/")[2].lower().startswith(("readme.", "index.")) for path in entry.pointed_by)
    score = sum(hint.weight for hint in hints) / 4 - 0.25 * landing
    if alike:
        score = 4 * alike.score + score / 4
    return Candidate(
        path=entry.path, signals=hints, likeness=alike if alike and alike.score > 0.15 else None,
        linked_from_landing=landing, score=score,
    )  # fmt: skip


def likeness(path: RepoPath, marked: RepoPath, days: Mapping[RepoPath, float]) -> Likeness:
    """How much a document is like a marked one: by its folder, the words of its name, and its time."""
    mine, theirs = folder_of(path), folder_of(marked)
    shared = _words(path) & _words(marked)
    either = _words(path) | _words(marked)
    apart = abs(days[path] - days[marked]) if path in days and marked in days else None
    near = exp(-apart / _MONTH) if apart is not None else 0.0
    folders = 1.0 if mine == theirs else _shared_share(mine, theirs) / 2
    score = 0.45 * folders + 0.35 * (len(shared) / len(either) if either else 0.0) + 0.2 * near
    return Likeness(
        path=marked, score=score, same_folder=mine == theirs, words=tuple(sorted(shared)),
        same_time=apart is not None and apart < 7,
    )  # fmt: skip


def _words(path: str) -> frozenset[str]:
    name = re.sub(r"(?<=[a-zñáéíóú])(?=[A-Z])", " ", path.rpartition("/")[2].rpartition(".")[0])
    return frozenset(word for word in re.split(r"[^a-z]+", plain(name)) if len(word) > 2 and word not in _EVERYWHERE)


def _shared_share(mine: str, theirs: str) -> float:
    """How much of two folders' way from the root is the same."""
    own, other = mine.split("/"), theirs.split("/")
    same = 0
    for left, right in zip(own, other, strict=False):
        if left != right:
            break
        same += 1
    return same / max(len(own), len(other))
