"""What is said of a rollout: never good without evidence, the same whoever looks and when, the first crossing stays."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from relcommit.rollout.counting import BadRow, Entry, EventLog, log_of
from relcommit.rollout.judge import judge
from relcommit.rollout.model import Canary, Judgement, Split, Stage, Trigger
from tests.support.traffic import NEW, OLD, START, Traffic, canary_of, draw, seeded

RATIO = Trigger(id="error-rate", text="error rate +2x baseline", line=33, kind="ratio", limit=2)
ABOVE = Trigger(id="above", text="error rate > 5 %", line=34, kind="above", limit=0.05)
COUNT = Trigger(id="count", text="más de 200 errores en 10 minutos", line=35, kind="count", limit=200, minutes=10)
GROWING = Trigger(id="growing", text="errores en crecimiento", line=36, kind="growing")
PERSON = Trigger(id="person", text="fallos críticos", line=37, kind="person", reason="words")
ALL = (RATIO, ABOVE, COUNT, GROWING, PERSON)
GOOD = Traffic(hourly=12_000, base=0.01)


def good_log() -> EventLog:
    return draw(GOOD, seeded(1))


def ruled(log: EventLog, minute: float = 60, canary: Canary | None = None) -> Judgement:
    return judge(ALL, Stage(), canary or canary_of(), log, now=START + minute)


def test_a_good_canary_is_good_once_the_least_wait_is_over() -> None:
    assert ruled(good_log(), 29).outcome == "not_yet"
    assert ruled(good_log(), 60).outcome == "no_regression"
    assert [ruling.outcome for ruling in ruled(good_log()).rulings] == ["no_regression"] * 4 + ["person"]


def only(version: str) -> Callable[[EventLog], None]:
    def change(log: EventLog) -> None:
        log.requests = {key: number for key, number in log.requests.items() if key[0] == version}

    return change


def renamed(old: str, new: str) -> Callable[[EventLog], None]:
    def change(log: EventLog) -> None:
        log.requests = {(new if key[0] == old else key[0], key[1]): number for key, number in log.requests.items()}

    return change


def empty(log: EventLog) -> None:
    log.requests.clear()
    log.incidents.clear()
    log.newest = None


def a_third(log: EventLog) -> None:
    for minute in range(60):
        log.requests["c" * 8, START + minute] = 50


def another_split(log: EventLog) -> None:
    for minute in range(60):
        log.requests[NEW, START + minute] = 90


def ended_at(last: int) -> Callable[[EventLog], None]:
    def change(log: EventLog) -> None:
        log.requests = {key: number for key, number in log.requests.items() if key[1] < START + last}

    return change


def thinned(every: int) -> Callable[[EventLog], None]:
    def change(log: EventLog) -> None:
        log.requests = {key: 1 for key in log.requests if key[1] % every == 0}
        log.incidents.clear()

    return change


def in_the_past(log: EventLog) -> None:
    log.requests = {(version, minute - 1440): number for (version, minute), number in log.requests.items()}


NO_EVIDENCE: list[Callable[[EventLog], None]] = [
    empty, only(OLD), only(NEW), only("z"), renamed(NEW, ""), renamed(OLD, NEW), renamed(NEW, OLD), a_third,
    another_split,
    ended_at(1), ended_at(20), ended_at(40), ended_at(45), thinned(7), thinned(20), in_the_past,
]  # fmt: skip


def test_without_evidence_nothing_is_good(capsys: pytest.CaptureFixture[str]) -> None:
    """Check 6: no rows, one version, another one, no traffic, another split, rows that end early."""
    outcomes = []
    for change in NO_EVIDENCE:
        for minute in (58, 60, 90):
            log = good_log()
            change(log)
            outcomes.append(ruled(log, minute).outcome)
    outcomes += [ruled(good_log(), minutes).outcome for minutes in range(0, 30, 3)]
    with capsys.disabled():
        print(f"\nsin datos: {outcomes.count('no_regression')} de {len(outcomes)} llamados «sin regresión»")
    assert outcomes.count("no_regression") == 0
    assert len(outcomes) >= 40


def test_each_objection_has_its_name() -> None:
    def reason(change: Callable[[EventLog], None], minute: float = 60) -> str:
        log = good_log()
        change(log)
        return ruled(log, minute).reason

    assert reason(empty) == "no-rows"
    assert reason(empty, 5) == "waiting"
    assert reason(only(OLD)) == "no-canary"
    assert reason(only(NEW)) == "no-stable"
    assert reason(a_third) == "other-version"
    assert reason(another_split) == "other-split"
    assert reason(ended_at(40)) == "stale-data"


def test_the_first_crossing_stays_whatever_comes_later() -> None:
    bad = draw(Traffic(hourly=3_000, base=0.01, ratio=10), seeded(2))
    crossed = ruled(bad).rulings[0].crossed
    assert crossed is not None
    calm = draw(Traffic(hourly=3_000, base=0.01, minutes=600), seeded(3))
    for key, number in calm.requests.items():
        if key[1] >= START + 60:
            bad.requests[key] = number
    assert ruled(bad, 600).rulings[0].crossed == crossed
    assert ruled(bad, 600).outcome == "regression"


def test_the_verdict_is_the_same_for_whoever_looks_in_whatever_order() -> None:
    """Check 7: one, seven or sixty looks, and rows in any order."""
    random = seeded(7)
    for number in range(200):
        traffic = Traffic(hourly=random.choice([300, 1_000, 3_000]), base=0.02, ratio=random.choice([1, 2, 5]))
        log = draw(traffic, seeded(number))
        steps = (60, 8, 1) if number < 20 else (60, 8)
        looks = [ruled(log, minute) for step in steps for minute in range(step, 61, step)]
        last = ruled(log, 60)
        crossed = {one.rulings[0].crossed for one in looks if one.rulings[0].outcome == "regression"}
        assert crossed <= {last.rulings[0].crossed}
        entries = [
            Entry(version=key[0], minute=key[1], requests=amount) for key, amount in log.requests.items()
        ] + [
            Entry(version=key[0], minute=key[1], requests=0, incidents={"errores": ("", seen[""])})
            for key, seen in log.incidents["errores"].items()
        ]  # fmt: skip
        random.shuffle(entries)
        assert ruled(log_of(entries, until=START + 60, clock=START + 60), 60).rulings == last.rulings


def test_a_table_of_errors_alone_is_judged_by_the_split() -> None:
    bad = draw(Traffic(hourly=3_000, base=0.01, ratio=10), seeded(2))
    bad.has_requests = False
    bad.requests = dict.fromkeys(bad.incidents["errores"], 0)
    rulings = {ruling.trigger.id: ruling for ruling in ruled(bad).rulings}
    assert rulings["error-rate"].outcome == "regression"
    assert rulings["error-rate"].by_split
    assert (rulings["above"].outcome, rulings["above"].reason) == ("inconclusive", "no-requests")


def test_rates_and_numbers_that_the_plan_names() -> None:
    bad = draw(Traffic(hourly=60_000, base=0.01, ratio=40), seeded(2))
    rulings = {ruling.trigger.id: ruling for ruling in ruled(bad).rulings}
    assert (rulings["above"].outcome, rulings["count"].outcome) == ("regression", "regression")


def test_a_few_in_a_tenth_of_the_traffic_are_many_in_all_of_it() -> None:
    log = good_log()
    few = Trigger(id="few", text="más de 10 errores en 10 minutos", line=1, kind="count", limit=10, minutes=10)
    ruling = judge([few], Stage(), canary_of(), log, now=START + 60).rulings[0]
    assert (ruling.outcome, int(ruling.facts["mayor"]) < 10) == ("inconclusive", True)


def test_a_pause_is_told_apart() -> None:
    bad = draw(Traffic(hourly=3_000, base=0.01, ratio=10), seeded(2))
    paused = replace(RATIO, pauses=True)
    assert judge([paused], Stage(), canary_of(), bad, now=START + 60).outcome == "pause"
    assert judge([paused, RATIO], Stage(), canary_of(), bad, now=START + 60).outcome == "regression"


def test_it_has_to_last_as_long_as_the_plan_says() -> None:
    storm = draw(Traffic(hourly=6_000, base=0.01, growth=lambda minute: 15 if 5 <= minute < 10 else 1), seeded(4))
    lasting = replace(RATIO, minutes=30)
    assert judge([RATIO], Stage(), canary_of(), storm, now=START + 60).outcome == "regression"
    assert judge([lasting], Stage(), canary_of(), storm, now=START + 60).outcome != "regression"


def test_in_the_observation_what_is_worse_than_last_week_asks_for_people() -> None:
    before = Traffic(hourly=3_000, base=0.01, minutes=60)
    log = draw(before, seeded(5))
    for minute in range(1, 1_440):
        log.requests[OLD, START - minute] = 50
        log.incidents["errores"][OLD, START - minute] = {"": minute % 2}
    for minute in range(60, 240):
        log.requests[NEW, START + minute] = 50
        log.incidents["errores"][NEW, START + minute] = {"": 3}
    splits = (*canary_of().splits, Split(since=START + 60, shares={NEW: 1.0}))
    canary = replace(canary_of(), splits=splits, promoted=START + 60)
    judgement = judge([RATIO], Stage(), canary, log, now=START + 240)
    assert (judgement.outcome, judgement.rulings[0].reason) == ("pause", "past")


def test_nothing_after_the_moment_counts() -> None:
    entries: list[Entry | BadRow] = [
        Entry(version=NEW, minute=START + 90),
        BadRow("7", "sin-hora"),
        Entry(version=OLD, minute=START + 5),
    ]
    log = log_of(entries, until=START + 60, clock=START + 60)
    assert (log.rows, [row.reason for row in log.bad]) == (1, ["futuro", "sin-hora"])


def test_what_a_tenth_of_the_traffic_showed_is_not_taken_for_all_of_it_once_it_is_promoted() -> None:
    few = replace(COUNT, limit=15.0)
    first = canary_of()
    whole = Split(since=START + 60, shares={NEW: 1.0})
    promoted = replace(first, splits=(*first.splits, whole), promoted=START + 60)
    log = draw(GOOD, seeded(1))
    outcomes = [
        judge([few], Stage(), canary, log, now=START + minute).rulings[0].outcome
        for canary, minute in ((first, 59), (promoted, 60), (promoted, 61))
    ]
    assert outcomes == ["not_yet", "not_yet", "not_yet"]


def test_looks_nine_hours_apart_end_with_what_looks_three_hours_apart_end_with() -> None:
    """Check 14: who looks late hears it late, and hears the same."""
    bad = draw(Traffic(hourly=600, base=0.01, ratio=6, minutes=24 * 60), seeded(5))
    often, seldom = (
        [ruled(log_until(bad, minute), minute).rulings[0] for minute in (*range(step, 24 * 60, step), 24 * 60)]
        for step in (180, 540)
    )
    assert often[-1] == seldom[-1]
    assert often[-1].crossed is not None
    assert often[-1].crossed in {ruling.crossed for ruling in seldom}


def log_until(log: EventLog, minute: float) -> EventLog:
    """What had been written by then."""
    end = START + minute
    return replace(
        log,
        requests={key: number for key, number in log.requests.items() if key[1] < end},
        incidents={
            metric: {key: seen for key, seen in places.items() if key[1] < end}
            for metric, places in log.incidents.items()
        },
        newest=end - 1,
    )
