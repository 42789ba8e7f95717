"""Where files went in the past, from what git says of each commit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from relcommit.docs.links.git_similarity import Texts, word_overlap
from relcommit.docs.paths import folded_name, is_landing

NEVER = 1 << 60
_KIN = 0.5
"""How many words of two files have to be the same for one of the same name to be the other, moved."""
_SURE = 0.75
_SURE_OF_A_NAMESAKE = 0.5
_ALIKE = 0.6
"""How much of two files has to be the same for one of another name to be the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relocated:
    """A file that stood in one place and then in another."""

    old: str
    new: str
    commit: str
    """The commit that took it away; empty for a change that nobody has committed."""
    subject: str
    likeness: float = 1.0
    """How much of the file was the same before and after, from 0 to 1."""
    is_doubted: bool = False
    """Whether a later move of the same file is not sure."""

    @property
    def is_sure(self) -> bool:
        """Whether nobody would doubt that it is the same file: a name that all folders have proves nothing."""
        kept_its_name = folded_name(self.old) == folded_name(self.new) and not is_landing(self.old)
        return not self.is_doubted and self.likeness >= (_SURE_OF_A_NAMESAKE if kept_its_name else _SURE)


@dataclass(frozen=True, slots=True)
class MovesFound:
    """The moves of a history, and what of it could not be looked at."""

    moves: tuple[Relocated, ...]
    """The oldest first, and those that nobody has committed last."""
    skipped: tuple[str, ...] = ()
    """The commits whose files this clone does not have."""
    is_cut: bool = False
    """Whether the history goes further back than this clone holds."""


class Home(NamedTuple):
    """A place where a file stands or stood."""

    path: str
    since: int
    """When it came, counted in commits; -1 where it always was."""
    ended: Relocated | None
    """The move that took it away; `None` where it stands now."""


class Past:
    """The moves of a history, the oldest first."""

    def __init__(self, moves: Sequence[Relocated], present: Iterable[str]) -> None:
        self.present = frozenset(present)
        self.leaving: dict[str, list[tuple[int, Relocated]]] = {}
        self.arriving: dict[str, list[tuple[int, Relocated]]] = {}
        commits: dict[str, int] = {}
        for move in moves:
            number = commits.setdefault(move.commit, len(commits))
            self.leaving.setdefault(move.old, []).append((number, move))
            self.arriving.setdefault(move.new, []).append((number, move))

    def gone(self) -> frozenset[str]:
        """Every path that a file left and where none stands now."""
        return frozenset(self.leaving) - self.present

    def follow(self, path: str) -> tuple[str, Relocated] | None:
        """Where a file that left its place stands now, and the move that took it away from there.

        Of several moves in a row, its likeness is that of the one that changed most.
        """
        first: Relocated | None = None
        seen = {path}
        least, is_doubted = 1.0, False
        while path not in self.present:
            _, move = max(self.leaving.get(path, ()), key=lambda departure: departure[0], default=(0, None))
            if move is None or move.new in seen:
                return None
            first = first or move
            least, is_doubted = min(least, move.likeness), is_doubted or not move.is_sure
            path = move.new
            seen.add(path)
        return (path, replace(first, likeness=least, is_doubted=is_doubted)) if first else None

    def left(self, path: str) -> int:
        """When a file last left a place, counted in commits; never, for one that stands there."""
        if path in self.present:
            return NEVER
        return max((number for number, _ in self.leaving.get(path, ())), default=NEVER)

    def homes(self, path: str) -> Iterator["Home"]:
        """The places where a file has stood, the present one first."""
        before, ended = NEVER, None
        seen: set[str] = set()
        while True:
            arrivals = (arrival for arrival in self.arriving.get(path, ()) if arrival[0] < before)
            since, move = max(arrivals, key=lambda arrival: arrival[0], default=(-1, None))
            yield Home(path, since, ended)
            seen.add(path)
            if move is None or move.old in seen:
                return
            path, before, ended = move.old, since, move


def pair(lost: Mapping[str, bytes], found: Mapping[str, bytes]) -> Iterator[tuple[str, str, float]]:
    """Which of the lost files each found one is: the same bytes, the same name and much in common, or nearly all.

    Each with how much they have in common, from 0 to 1.

    Every file is taken once at most; of several that fit, the most alike.
    """
    free = dict(found)
    exact: dict[bytes, list[str]] = {}
    for path, data in free.items():
        exact.setdefault(data, []).append(path)
    rest: list[str] = []
    for path, data in lost.items():
        same = [candidate for candidate in exact.get(data, ()) if candidate in free] if data else []
        if same:
            best, is_clear = nearest_twin(path, same)
            del free[best]
            yield path, best, 1.0 if is_clear else 0.0
        else:
            rest.append(path)
    texts = Texts(free)
    for path in rest:
        score, superseded_by = namesake(path, lost[path], free)
        if superseded_by is None:  # a neighbour of the same name may be another file altogether
            score, likely = texts.nearest(lost[path], free)
            superseded_by = likely if score >= _ALIKE else None
        if superseded_by is not None:
            del free[superseded_by]
            yield path, superseded_by, score


def nearest_twin(path: str, twins: Sequence[str]) -> tuple[str, bool]:
    """Of files with the same bytes, the one whose path ends most like another's, and whether no second does."""

    def shared(twin: str) -> int:
        pairs = zip(reversed(path.split("/")), reversed(twin.split("/")), strict=False)
        return next(
            (count for count, (mine, its) in enumerate(pairs) if mine != its), min(path.count("/"), twin.count("/")) + 1
        )

    ranked = sorted(twins, key=lambda twin: (-shared(twin), twin))
    return ranked[0], len(ranked) == 1 or shared(ranked[0]) > shared(ranked[1])


def namesake(path: str, data: bytes, others: Mapping[str, bytes]) -> tuple[float, str | None]:
    """The file of the same name that has most in common with one that went, if that is much, and how much."""
    alike = (
        (word_overlap(data, held), candidate)
        for candidate, held in others.items()
        if folded_name(candidate) == folded_name(path)
    )
    score, best = max(alike, default=(0.0, ""))
    return (score, best) if score >= _KIN else (score, None)
