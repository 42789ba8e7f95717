"""What is said of a rollout at a moment: every minute is judged again, so that nobody's looks matter."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from relcommit.rollout.counting import EventLog
from relcommit.rollout.model import Canary, Judgement, Outcome, Ruling, Stage, Trigger
from relcommit.rollout.rulings import Case, rule

ENOUGH = 20.0
"""Twenty to one: about two false rollbacks in a hundred."""
PATIENCE = 10
"""Minutes after which a version without rows is no longer waited for."""
_WORST: tuple[Outcome, ...] = ("regression", "pause", "inconclusive", "not_yet", "no_regression")
_STRANGE_PART = 0.01
_FAR = 0.2
"""How far from the declared split, of it, the measured one may be."""
_UNLIKELY = 3.29
"""Standard deviations that chance passes once in a thousand times."""
_LATE_MINUTES = 10.0
_GAP_MINUTES = 60.0


def judge(
    triggers: Iterable[Trigger], stage: Stage, canary: Canary, log: EventLog, *, now: float, enough: float = ENOUGH,
    measured: Collection[str] | None = None,
) -> Judgement:  # fmt: skip
    """Rule on each trigger with what was known at `now`, and on all of them: the worst counts.

    `measured` are the metrics that the rows can show; of others nothing is said, and it is no success.

    What keeps the rows from being evidence of this canary makes `inconclusive` of all that is not a regression.
    """
    until = min(now, canary.ended) if canary.ended is not None else now
    case = Case(stage=stage, canary=canary, log=log, until=until, enough=enough)
    objection, facts = _objection(case)
    rulings = tuple(
        Ruling(trigger=trigger, outcome="inconclusive", reason="no-metric")
        if trigger.is_judged and measured is not None and trigger.metric not in measured
        else _doubted(rule(trigger, case), objection, case)
        for trigger in triggers
    )
    served = _served(case)
    both = _served(replace(case, until=min(until, canary.promoted))) if canary.promoted is not None else served
    total = sum(both)
    return Judgement(
        outcome=_outcome([ruling.outcome for ruling in rulings]),
        now=now,
        enough=enough,
        canary=canary,
        rulings=rulings,
        requests=served,
        measured_share=both[0] / total if total and log.has_requests else None,
        newest=log.newest,
        reason=objection,
        facts=facts,
    )


def state_of(canary: Canary, stage: Stage, now: float) -> str:
    """Where a rollout is: `canary`, `observing`, `stable`, `reverted` or `replaced`; derived, never stored."""
    if canary.ended is not None and canary.ended <= now:
        return "reverted" if canary.reverted else "replaced"
    if canary.promoted is None or canary.promoted > now:
        return "canary"
    return "stable" if now - canary.promoted >= stage.observed.value * 60 else "observing"


def _outcome(outcomes: Sequence[Outcome]) -> Outcome:
    return next((outcome for outcome in _WORST if outcome in outcomes), "inconclusive")


def _doubted(ruling: Ruling, objection: str, case: Case) -> Ruling:
    """A ruling that the rows are no evidence for; only a wait may end well once there are rows."""
    if not objection or ruling.outcome == "person":
        return ruling
    late = objection in ("stale-data", "gap")
    if late and ruling.outcome in ("regression", "pause", "inconclusive"):
        return ruling
    waits = objection in ("waiting", "stale-data") and case.elapsed < case.stage.longest.value
    return replace(ruling, outcome="not_yet" if waits else "inconclusive", reason=objection)


def _served(case: Case) -> tuple[int, int]:
    first, last = int(case.canary.start), case.until
    new, old = (
        sum(number for minute, number in case.log.served(version).items() if first <= minute < last)
        for version in (case.canary.version, case.canary.stable)
    )
    return new, old


def _objection(case: Case) -> tuple[str, dict[str, str]]:
    """Why the rows are no evidence about this canary; empty where they are."""
    canary, log = case.canary, case.log
    rows: dict[str, int] = {}
    end = min(case.until, canary.promoted) if canary.promoted is not None else case.until
    for (version, minute), number in log.requests.items():
        if int(canary.start) <= minute < max(end, canary.start + 1):
            rows[version] = rows.get(version, 0) + max(number, 1)
    seen = {"versiones": ", ".join(sorted(rows))}
    new, old = rows.get(canary.version, 0), rows.get(canary.stable, 0)
    early = case.elapsed < PATIENCE
    if sum(rows.values()) - new - old > _STRANGE_PART * sum(rows.values()):
        return "other-version", seen
    if not new or not old:
        return ("waiting" if early else "no-rows" if not rows else "no-canary" if not new else "no-stable"), seen
    return _split_objection(case) or _late_objection(case) or ("", {})


def _split_objection(case: Case) -> tuple[str, dict[str, str]] | None:
    """Traffic that was not split as declared: the evidence is not about that canary."""
    from relcommit.rollout.series import series_of, stages_of

    if not case.log.has_requests:
        return None
    series = series_of(case.log, "", case.canary, case.until)
    both = [split for split in case.canary.splits if len(split.shares) > 1]
    for split, (first, last) in zip(both, stages_of(case.canary, case.until), strict=False):
        counts = series.between(first, last)
        total = counts.canary_requests + counts.stable_requests
        share = split.shares[case.canary.version]
        if not total or not 0 < share < 1:
            continue
        measured = counts.canary_requests / total
        deviations = abs(measured - share) / (share * (1 - share) / total) ** 0.5
        if deviations > _UNLIKELY and abs(measured - share) > _FAR * share:
            return "other-split", {"dicho": f"{share:.4f}", "medido": f"{measured:.4f}"}
    return None


def _late_objection(case: Case) -> tuple[str, dict[str, str]] | None:
    """Rows that end long before the moment, or have a hole: what nobody saw is not good."""
    start = int(case.canary.start)
    minutes = sorted({minute for _, minute in case.log.requests if start <= minute < case.until})
    mean = case.elapsed / max(len(minutes), 1)
    newest = minutes[-1] if minutes else start
    if case.until - newest > max(_LATE_MINUTES, 5 * mean):
        return "stale-data", {"hasta": str(newest)}
    holes = [
        (first, last) for first, last in pairwise([start, *minutes]) if last - first > max(_GAP_MINUTES, 10 * mean)
    ]
    return ("gap", {"desde": str(holes[0][0]), "hasta": str(holes[0][1])}) if holes else None
