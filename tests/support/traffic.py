"""Traffic by the minute, drawn with a fixed seed: requests and incidents of a canary and of the stable version."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import exp, log, sqrt
from random import Random

from relcommit.rollout.counting import EventLog
from relcommit.rollout.model import Canary, Split

START = 29_500_000
"""A minute of 2026."""
NEW, OLD = "b" * 8, "a" * 8


@dataclass(frozen=True, kw_only=True)
class Traffic:
    """How much there is, and how much of it fails."""

    hourly: float
    """Requests an hour, of both versions."""
    base: float
    """Part of the stable version's requests that fail."""
    ratio: float = 1
    share: float = 0.1
    minutes: int = 60
    burst: int = 1
    """Rows that each incident writes, all with its fingerprint."""
    weather: Callable[[int], float] = lambda _: 1
    """What multiplies everybody's failures at a minute."""
    day: Callable[[int], float] = lambda _: 1
    """What multiplies the requests at a minute."""
    growth: Callable[[int], float] = lambda _: 1
    """What multiplies the canary's failures at a minute."""


def seeded(seed: int | str) -> Random:
    """Chance that is the same each time."""
    return Random(seed)  # noqa: S311


def poisson(random: Random, mean: float) -> int:
    """A number of events, by products of uniform numbers; in parts where the mean is large."""
    if mean > 200:
        return max(round(random.gauss(mean, sqrt(mean))), 0)
    number, limit, product = 0, exp(-mean), random.random()
    while product > limit:
        number += 1
        product *= random.random()
    return number


def binomial(random: Random, number: int, part: float) -> int:
    """How many of them fail, by the gaps between those that do."""
    if part <= 0 or not number:
        return 0
    if part >= 1:
        return number
    found, place, scale = 0, 0, log(1 - part)
    while True:
        place += int(log(1 - random.random()) / scale) + 1
        if place > number:
            return found
        found += 1


def canary_of(share: float = 0.1) -> Canary:
    """A rollout at START."""
    split = Split(since=START, shares={NEW: share, OLD: 1 - share})
    return Canary(version=NEW, stable=OLD, start=START, splits=(split,))


def draw(traffic: Traffic, random: Random) -> EventLog:
    """All of it as a log that already counts requests."""
    found = EventLog(has_requests=True)
    incidents = found.incidents.setdefault("errores", {})
    for minute in range(traffic.minutes):
        for version, share, ratio in ((NEW, traffic.share, traffic.ratio), (OLD, 1 - traffic.share, 1.0)):
            mean = traffic.hourly / 60 * share * traffic.day(minute)
            requests = poisson(random, mean)
            if not requests:
                continue
            key = (version, START + minute)
            found.requests[key] = requests
            worse = ratio * (traffic.growth(minute) if version == NEW else 1)
            failed = binomial(random, requests, min(traffic.base * worse * traffic.weather(minute), 1) / traffic.burst)
            if failed:
                incidents[key] = {"": failed}
            found.newest = START + minute
    found.rows = sum(found.requests.values())
    return found


def grid() -> Iterator[Traffic]:
    """Nine traffics by three base errors."""
    for hourly in (100, 300, 600, 1_000, 2_000, 3_000, 5_000, 10_000, 20_000):
        for base in (0.001, 0.01, 0.05):
            yield Traffic(hourly=hourly, base=base)
