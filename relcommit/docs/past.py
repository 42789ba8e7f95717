"""Where files went in the past, from what git says of each commit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from relcommit.docs.similarity import similarity

_ALIKE = 0.4
"""How much of two files has to be the same for one of the same name to be the other, moved."""
_SURELY_ALIKE = 0.6
"""The same, for a file of another name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relocated:
    """A file that stood in one place and then in another."""

    old: str
    new: str
    commit: str
    """The commit that took it away; empty for a change that nobody has committed."""
    subject: str


class Past:
    """The moves of a history, the oldest first."""

    def __init__(self, moves: Sequence[Relocated], present: Iterable[str]) -> None:
        self.present = frozenset(present)
        self.leaving: dict[str, list[tuple[int, Relocated]]] = {}
        self.arriving: dict[str, list[tuple[int, Relocated]]] = {}
        for at, move in enumerate(moves):
            self.leaving.setdefault(move.old, []).append((at, move))
            self.arriving.setdefault(move.new, []).append((at, move))

    def gone(self) -> frozenset[str]:
        """Every path that a file left and where none stands now."""
        return frozenset(self.leaving) - self.present

    def follow(self, path: str) -> tuple[str, Relocated] | None:
        """Where a file that left its place stands now, and the move that took it away from there."""
        first: Relocated | None = None
        seen = {path}
        while path not in self.present:
            _, move = max(self.leaving.get(path, ()), key=lambda one: one[0], default=(0, None))
            if move is None or move.new in seen:
                return None
            first = first or move
            path = move.new
            seen.add(path)
        return (path, first) if first else None

    def earlier(self, path: str) -> Iterator[tuple[str, Relocated]]:
        """The places where a file stood before, the latest first, each with the move that ended it."""
        before = 1 << 60
        seen = {path}
        while True:
            at, move = max(
                (one for one in self.arriving.get(path, ()) if one[0] < before),
                key=lambda one: one[0],
                default=(0, None),
            )
            if move is None or move.old in seen:
                return
            yield move.old, move
            path, before = move.old, at
            seen.add(path)


def pair(lost: Mapping[str, bytes], found: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Which of the lost files each found one is: the same bytes, the same name and much in common, or nearly all.

    Every file is taken once at most; of several that fit, the most alike.
    """
    free = dict(found)
    exact: dict[bytes, list[str]] = {}
    for path, data in free.items():
        exact.setdefault(data, []).append(path)
    rest: list[str] = []
    for path, data in lost.items():
        same = [one for one in exact.get(data, ()) if one in free] if data else []
        if same:
            best = max(same, key=lambda one: (_name(one) == _name(path), one))
            del free[best]
            yield path, best
        else:
            rest.append(path)
    for path in rest:
        likely = [one for one in free if _name(one) == _name(path)] or list(free)
        alike = [(similarity(lost[path], free[one]), one) for one in likely]
        score, best = max(alike, default=(0.0, ""))
        if score >= (_ALIKE if _name(best) == _name(path) else _SURELY_ALIKE):
            del free[best]
            yield path, best


def _name(path: str) -> str:
    return path.rpartition("/")[2].casefold()
