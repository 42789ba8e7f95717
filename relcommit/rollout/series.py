"""Incidents and requests of a rollout minute by minute, cut where the split changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise

from relcommit.rollout.counting import EventLog
from relcommit.rollout.model import Canary, Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Running totals since `start`: the place `n` is what happened in the first `n` minutes."""

    start: int
    canary: tuple[int, ...]
    canary_requests: tuple[float, ...]
    stable: tuple[int, ...]
    stable_requests: tuple[float, ...]

    def between(self, first: int, last: int) -> Counts:
        """The counts of the minutes [first, last) since the start."""
        first, last = max(first, 0), max(min(last, len(self.canary) - 1), 0)
        first = min(first, last)
        return Counts(
            canary=self.canary[last] - self.canary[first],
            canary_requests=self.canary_requests[last] - self.canary_requests[first],
            stable=self.stable[last] - self.stable[first],
            stable_requests=self.stable_requests[last] - self.stable_requests[first],
        )


def series_of(log: EventLog, metric: str, canary: Canary, until: float) -> Series:
    """The series of a metric; where nobody counted requests, the declared split stands for them."""
    start = int(canary.start)
    length = max(int(until) - start, 0)
    served: tuple[Mapping[int, float], Mapping[int, float]]
    if log.has_requests:
        served = (log.served(canary.version), log.served(canary.stable))
    else:
        served = _declared(canary, start, length)
    return Series(
        start=start,
        canary=_totals(log.minutes(metric, canary.version), start, length),
        canary_requests=_sums(served[0], start, length),
        stable=_totals(log.minutes(metric, canary.stable), start, length),
        stable_requests=_sums(served[1], start, length),
    )


def stages_of(canary: Canary, until: float) -> Iterator[tuple[int, int]]:
    """The minutes since the start in which the split stood, while both versions served."""
    both = [split for split in canary.splits if len(split.shares) > 1]
    end = min(until, canary.promoted) if canary.promoted is not None else until
    times = [*(split.since for split in both), end]
    for first, last in pairwise(times):
        if last > first:
            yield int(first) - int(canary.start), int(last) - int(canary.start)


def _declared(canary: Canary, start: int, length: int) -> tuple[dict[int, float], dict[int, float]]:
    new: dict[int, float] = {}
    old: dict[int, float] = {}
    for minute in range(start, start + length):
        split = next((split for split in reversed(canary.splits) if int(split.since) <= minute), canary.splits[0])
        new[minute] = split.shares.get(canary.version, 0.0)
        old[minute] = split.shares.get(canary.stable, 0.0)
    return new, old


def _totals(minutes: Mapping[int, int], start: int, length: int) -> tuple[int, ...]:
    return tuple(accumulate((minutes.get(start + place, 0) for place in range(length)), initial=0))


def _sums(minutes: Mapping[int, float], start: int, length: int) -> tuple[float, ...]:
    return tuple(accumulate((minutes.get(start + place, 0.0) for place in range(length)), initial=0.0))
