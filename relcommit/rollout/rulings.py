"""One trigger at one moment: how each kind is decided, and why it is not decided yet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from relcommit.rollout import odds
from relcommit.rollout.counting import EventLog
from relcommit.rollout.model import (
    BUCKET_MINUTES,
    FEWEST_REQUESTS,
    SUSTAINED_BUCKETS,
    Canary,
    Counts,
    Outcome,
    Ruling,
    Stage,
    Trigger,
)
from relcommit.rollout.series import Series, series_of, stages_of

TWICE = 2.0
"""«Sin regresión» needs that so many times the plan's limit is contradicted."""
_TREND = 3.0
"""Standard deviations above which incidents grow."""
_FEWEST_GROWING = 5
_FEWEST_BUCKETS = 3
_HOURLY_AFTER = 120
"""Minutes after which growth is looked at in buckets of an hour."""
_PAST_MINUTES = 7 * 24 * 60


@dataclass(frozen=True, kw_only=True)
class Case:
    """What a ruling is made from."""

    stage: Stage
    canary: Canary
    log: EventLog
    until: float
    enough: float

    @cached_property
    def elapsed(self) -> float:
        """Minutes since the canary began."""
        return self.until - self.canary.start

    @property
    def is_observed(self) -> bool:
        """Whether all of the traffic is the new version's."""
        return self.canary.promoted is not None and self.canary.promoted < self.until

    def undecided(self) -> Outcome:
        """What is said while nothing is decided: wait, or give up once the window is over."""
        end = self.stage.longest.value
        if self.canary.promoted is not None:
            end = max(end, self.canary.promoted - self.canary.start + self.stage.observed.value * 60)
        return "not_yet" if self.elapsed < end and self.canary.ended is None else "inconclusive"


def rule(trigger: Trigger, case: Case) -> Ruling:
    """What is said of a trigger with all that is known."""
    if not trigger.is_judged:
        return Ruling(trigger=trigger, outcome="person", reason=trigger.reason)
    ruling = _RULES[trigger.kind](trigger, case)
    if trigger.pauses and ruling.outcome == "regression":
        return replace(ruling, outcome="pause")
    return ruling


def _ratio(trigger: Trigger, case: Case) -> Ruling:
    """Against the stable version at the same time; latched at the first minute that was enough."""
    series = series_of(case.log, trigger.metric, case.canary, case.until)
    stages = tuple(stages_of(case.canary, case.until))
    last = stages[-1][1] if stages else 0
    made = Ruling(trigger=trigger, outcome="not_yet", by_split=not case.log.has_requests)
    for minute in range(1, last + 1):
        if series.canary[min(minute, len(series.canary) - 1)] < odds.FEWEST:
            continue
        strata = _strata(series, stages, minute)
        weight = odds.odds(strata)
        if weight >= case.enough and _is_over(series, trigger, minute):
            counts = series.between(0, minute)
            crossed = series.start + minute
            return replace(made, outcome="regression", counts=counts, odds=weight, crossed=crossed)
    strata = _strata(series, stages, last)
    ruling = replace(
        made, counts=series.between(0, last), odds=odds.odds(strata), ruled_out=odds.ruled_out(strata, case.enough)
    )
    if case.is_observed:
        ruling = _with_past(ruling, case, series, last)
    if ruling.outcome == "pause":
        return ruling
    is_good = ruling.ruled_out is not None and ruling.ruled_out <= TWICE * trigger.limit
    return replace(ruling, outcome="no_regression" if is_good and _is_ripe(case) else case.undecided())


def _with_past(ruling: Ruling, case: Case, series: Series, promoted: int) -> Ruling:
    """Once nobody else serves, only the stable version's past is left: worse than the limit asks for people.

    Days differ by themselves; that is why it is measured against the limit, and never called a regression.
    """
    past = _past(ruling.trigger.metric, case)
    if past is None:
        return replace(ruling, facts={**ruling.facts, "no-past": "si"})
    for minute in range(promoted + 1, len(series.canary)):
        now = series.between(promoted, minute)
        counts = Counts(canary=now.canary, canary_requests=now.canary_requests, **past)
        weight = odds.odds([counts], than=ruling.trigger.limit) if now.canary >= odds.FEWEST else 0.0
        if weight >= case.enough:
            reason, crossed = "past", series.start + minute
            return replace(ruling, outcome="pause", counts=counts, odds=weight, crossed=crossed, reason=reason)
    return ruling


def _past(metric: str, case: Case) -> dict[str, int] | None:
    stable, start = case.canary.stable, case.canary.start
    first = start - _PAST_MINUTES
    served = sum(number for minute, number in case.log.served(stable).items() if first <= minute < start)
    if not served or not case.log.has_requests:
        return None
    return {"stable": case.log.count(metric, stable, first, start), "stable_requests": served}


def _strata(series: Series, stages: tuple[tuple[int, int], ...], minute: int) -> list[Counts]:
    return [series.between(first, min(last, minute)) for first, last in stages if first < minute]


def _is_over(series: Series, trigger: Trigger, minute: int) -> bool:
    """Whether the plan's own limit is passed: since the start, and in each part of the time that it has to last."""
    return all(
        counts.canary
        and counts.canary * counts.stable_requests >= trigger.limit * counts.stable * counts.canary_requests
        for counts in _periods(series, trigger, minute)
    )


def _periods(series: Series, trigger: Trigger, minute: int) -> list[Counts]:
    """All the time, and the thirds of the last minutes where it has to last; nothing counts before those are over."""
    periods = [series.between(0, minute)]
    if not trigger.minutes:
        return periods
    if minute < trigger.minutes:
        return [Counts()]
    start, parts = minute - trigger.minutes, min(SUSTAINED_BUCKETS, trigger.minutes)
    edges = [start + trigger.minutes * part // parts for part in range(parts + 1)]
    return periods + [series.between(first, last) for first, last in pairwise(edges)]


def _above(trigger: Trigger, case: Case) -> Ruling:
    """Against a rate that the plan names; without requests there is no rate."""
    made = Ruling(trigger=trigger, outcome="not_yet")
    if not case.log.has_requests:
        return replace(made, outcome=case.undecided(), reason="no-requests")
    series = series_of(case.log, trigger.metric, case.canary, case.until)
    length = len(series.canary) - 1
    for minute in range(1, length + 1):
        counts = series.between(0, minute)
        if counts.canary < odds.FEWEST or not _is_above(series, trigger, minute):
            continue
        weight = odds.above(counts.canary, counts.canary_requests, trigger.limit)
        if weight >= case.enough:
            crossed = series.start + minute
            return replace(made, outcome="regression", counts=counts, odds=weight, crossed=crossed)
    counts = series.between(0, length)
    weight = odds.above(counts.canary, counts.canary_requests, trigger.limit) if counts.canary_requests else 0.0
    ruling = replace(made, counts=counts, odds=weight)
    is_good = odds.below(counts.canary, counts.canary_requests, TWICE * trigger.limit) >= case.enough
    return replace(ruling, outcome="no_regression" if is_good and _is_ripe(case) else case.undecided())


def _is_above(series: Series, trigger: Trigger, minute: int) -> bool:
    return all(
        counts.canary and counts.canary >= trigger.limit * counts.canary_requests
        for counts in _periods(series, trigger, minute)
    )


def _count(trigger: Trigger, case: Case) -> Ruling:
    """A number that the plan names, taken literally; good only if all of the traffic would not pass it either."""
    series = series_of(case.log, trigger.metric, case.canary, case.until)
    made = Ruling(trigger=trigger, outcome="not_yet", by_split=not case.log.has_requests)
    highest, worst = 0, 0.0
    first = _first_that_tells(trigger, case)
    for minute in range(1, len(series.canary)):
        since = max(minute - trigger.minutes, 0) if trigger.minutes else 0
        counts = series.between(since, minute)
        highest = max(highest, counts.canary)
        if since >= first:
            worst = max(worst, counts.canary / _share_at(case.canary, series.start + since))
        if counts.canary > trigger.limit:
            return replace(made, outcome="regression", counts=counts, crossed=series.start + minute)
    ruling = replace(made, counts=series.between(0, len(series.canary) - 1), facts={"mayor": str(highest)})
    is_good = worst <= trigger.limit and case.elapsed - first >= trigger.minutes
    return _good_or_few(ruling, case, series, is_good=is_good)


def _first_that_tells(trigger: Trigger, case: Case) -> int:
    """Once all of the traffic has been seen for long enough, it says more than what a canary's part lets expect."""
    promoted = case.canary.promoted if trigger.minutes else None
    long_enough = max(trigger.minutes, case.stage.shortest.value)
    return int(promoted) - int(case.canary.start) if promoted is not None and case.until - promoted > long_enough else 0


def _share_at(canary: Canary, minute: float) -> float:
    """The canary's part of the traffic when a window begins."""
    split = next((split for split in reversed(canary.splits) if int(split.since) <= minute), canary.splits[0])
    return split.shares.get(canary.version, 0.0) or 1.0


def _growing(trigger: Trigger, case: Case) -> Ruling:
    """Whether the new version's incidents come ever closer together, with time counted in its requests."""
    made = Ruling(trigger=trigger, outcome="not_yet", by_split=not case.log.has_requests)
    if not case.log.has_requests and case.elapsed > case.stage.longest.value:
        return replace(made, outcome=case.undecided(), reason="no-requests")
    series = series_of(case.log, trigger.metric, case.canary, case.until)
    length = len(series.canary) - 1
    ruling = made
    for minute in _looks(length):
        ruling = _grown(made, case, series, minute)
        if ruling.outcome == "regression":
            return ruling
    return _good_or_few(ruling, case, series, is_good=length > 0)


def _good_or_few(ruling: Ruling, case: Case, series: Series, *, is_good: bool) -> Ruling:
    """Good only where enough was served for the lack of incidents to mean something."""
    few = case.log.has_requests and series.canary_requests[-1] < FEWEST_REQUESTS
    if few:
        return replace(ruling, outcome=case.undecided(), reason="few-requests")
    return replace(ruling, outcome="no_regression" if is_good and _is_ripe(case) else case.undecided())


def _looks(length: int) -> list[int]:
    """The ends of the buckets, and the moment itself where no bucket has ended."""
    tens = range(BUCKET_MINUTES, min(length, _HOURLY_AFTER) + 1, BUCKET_MINUTES)
    hours = range(_HOURLY_AFTER + 60, length + 1, 60)
    return [*tens, *hours] or [length]


def _grown(made: Ruling, case: Case, series: Series, minute: int) -> Ruling:
    start = series.start
    bucket = BUCKET_MINUTES if minute <= _HOURLY_AFTER else 60
    served = series.canary_requests
    total = served[minute]
    places: list[float] = []
    busy: set[int] = set()
    for place, number in case.log.episodes(made.trigger.metric, case.canary.version, start, start + minute, bucket):
        offset = place - start
        middle = (served[offset] + served[offset + 1]) / 2
        places += [middle / total if total else 0.5] * min(number, 10_000)
        busy.add(offset // bucket)
    deviations = odds.trend(places)
    counts = replace(series.between(0, minute), canary=len(places))
    ruling = replace(made, counts=counts, odds=deviations, buckets=-(-minute // bucket))
    grows = deviations > _TREND and len(places) >= _FEWEST_GROWING and len(busy) >= _FEWEST_BUCKETS
    return replace(ruling, outcome="regression", crossed=start + minute) if grows else ruling


def _is_ripe(case: Case) -> bool:
    """Whether the least that the plan waits is over."""
    return case.elapsed >= case.stage.shortest.value


_RULES: Mapping[str, Callable[[Trigger, Case], Ruling]] = {
    "ratio": _ratio, "above": _above, "count": _count, "growing": _growing,
}  # fmt: skip
