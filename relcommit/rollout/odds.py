"""How many times likelier the counts are if the canary fails more often, valid however often one looks.

Lindon and Malek, «Anytime-valid inference for multinomial count data», NeurIPS 2022: a mixture of likelihood ratios is
a martingale while the canary is no worse, so that it passes 20 at any time in at most one case of twenty.
"""

from collections.abc import Iterable
from math import exp, fsum, log, sqrt

from relcommit.rollout.model import Counts

WORSE = (1.5, 2.0, 3.0, 5.0, 10.0, 20.0, 40.0)
"""The worsenings that the mixture weighs alike."""
FEWEST = 3
"""Incidents of the canary below which nothing is called a regression."""
_LADDER = (1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 40, 50, 80, 100, 200)
_SPANS = (30, 60, 120, 240, 480, 720, 1440, 2880, 5760, 10080, 20160, 40320)
"""Minutes."""
_UNLUCKY = 0.84
"""Standard deviations below the mean that four cases of five stay above."""
_MOST = 1e12


def odds(strata: Iterable[Counts], ratios: Iterable[float] = WORSE, than: float = 1.0) -> float:
    """The odds that the canary's rate is `ratios` times `than` times the stable one's, against `than` times it.

    Each stratum is a time with a split of its own, for a busy or a bad hour must not count as the canary's.
    """
    parts = tuple(strata)
    return _mean([_log_ratio(parts, ratio, than) for ratio in ratios])


def _log_ratio(parts: tuple[Counts, ...], ratio: float, than: float) -> float:
    total = 0.0
    for counts in parts:
        canary, stable = counts.canary_requests * than, counts.stable_requests
        incidents = counts.canary + counts.stable
        if incidents and canary + stable > 0:
            total += counts.canary * log(ratio) + incidents * log((stable + canary) / (stable + ratio * canary))
    return total


def against(strata: Iterable[Counts], worsening: float) -> float:
    """The odds that the canary is better than `worsening` times the stable version."""
    return odds(strata, [1 / ratio for ratio in WORSE], than=worsening)


def ruled_out(strata: Iterable[Counts], enough: float) -> float | None:
    """The smallest worsening that the counts contradict; `None` where they contradict none below 100 times."""
    parts = tuple(strata)
    if not any(counts.canary_requests and counts.stable for counts in parts):
        return None
    low, high = 1.0, 100.0
    if against(parts, high) < enough:
        return None
    for _ in range(20):
        middle = sqrt(low * high)
        low, high = (low, middle) if against(parts, middle) >= enough else (middle, high)
    return high


def above(incidents: int, requests: float, rate: float) -> float:
    """The odds that incidents are more frequent than a known rate."""
    return _mean([incidents * log(ratio) - (ratio - 1) * rate * requests for ratio in WORSE])


def below(incidents: int, requests: float, rate: float) -> float:
    """The odds that incidents are less frequent than a known rate."""
    return _mean([-incidents * log(ratio) + (1 - 1 / ratio) * rate * requests for ratio in WORSE])


def trend(places: Iterable[float]) -> float:
    """Laplace's test: how many standard deviations incidents come later than evenly; `places` are 0 to 1.

    Time is counted in requests by whoever calls, so that a busy morning is no growth.
    """
    points = tuple(places)
    return (fsum(points) / len(points) - 0.5) * sqrt(12 * len(points)) if points else 0.0


def visible(hourly: float, share: float, minutes: float, enough: float) -> float | None:
    """The smallest worsening that is caught in four cases of five, by incidents an hour in all traffic.

    `None` where not even two hundred times would be.
    """
    return next((ratio for ratio in _LADDER if _is_seen(hourly, share, minutes, enough, ratio)), None)


def time_for(hourly: float, share: float, worsening: float, enough: float) -> int | None:
    """The minutes after which such a worsening is caught in four cases of five; `None` for more than four weeks."""
    return next((minutes for minutes in _SPANS if _is_seen(hourly, share, minutes, enough, worsening)), None)


def _is_seen(hourly: float, share: float, minutes: float, enough: float, worsening: float) -> bool:
    total = hourly * minutes / 60
    mean = total * share * worsening
    canary = int(mean - _UNLUCKY * sqrt(mean))
    counts = Counts(canary=canary, canary_requests=share, stable=round(total * (1 - share)), stable_requests=1 - share)
    return canary >= FEWEST and odds([counts]) >= enough


def _mean(logs: list[float]) -> float:
    highest = max(logs)
    if highest > 25:
        return _MOST
    return fsum(exp(part) for part in logs) / len(logs)
