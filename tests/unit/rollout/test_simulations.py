"""Drawn traffic through the real judge, with fixed seeds: 300 runs of each case here, 2,000 in the slow run."""

from collections import Counter
from math import pi, sin
from random import Random
from statistics import median

import pytest

from relcommit.rollout.counting import Entry, EventLog
from relcommit.rollout.judge import judge
from relcommit.rollout.model import Stage, Trigger
from tests.support.traffic import NEW, OLD, START, Traffic, canary_of, draw, grid, seeded

RATIO = Trigger(id="error-rate", text="error rate +2x baseline", line=33, kind="ratio", limit=2)
GROWING = Trigger(id="unknown", text="en crecimiento", line=34, kind="growing")
RUNS = [300, pytest.param(2_000, marks=pytest.mark.slow)]


def outcomes(traffic: Traffic, runs: int, trigger: Trigger = RATIO) -> tuple[Counter[str], list[float]]:
    """How often each outcome is given at the end, and after how many minutes the regressions were seen."""
    random = seeded(f"{traffic.hourly} {traffic.base} {traffic.ratio} {traffic.burst}")
    found: Counter[str] = Counter()
    minutes = []
    for _ in range(runs):
        log = draw(traffic, random)
        end = START + traffic.minutes
        judgement = judge([trigger], Stage(), canary_of(traffic.share), log, now=end)
        found[judgement.outcome] += 1
        crossed = judgement.rulings[0].crossed
        minutes += [crossed - START] if crossed else []
    return found, minutes


@pytest.mark.parametrize("runs", RUNS)
def test_a_canary_as_good_as_the_stable_version_is_hardly_ever_rolled_back(
    runs: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Check 1: at most 3 % in each of 27 cells, looked at each minute for an hour."""
    wrong = {(cell.hourly, cell.base): outcomes(cell, runs)[0]["regression"] / runs for cell in grid()}
    with capsys.disabled():
        worst = max(wrong, key=lambda cell: wrong[cell])
        print(f"\nvueltas atrás en falso: {wrong[worst]:.1%} en el peor caso {worst}, {runs} veces cada uno")
    assert max(wrong.values()) <= 0.03


@pytest.mark.parametrize("runs", RUNS)
def test_an_outage_of_a_supplier_in_both_versions_is_no_regression(
    runs: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Check 3: twenty times the errors for ten minutes, everywhere."""
    cases = [
        Traffic(hourly=hourly, base=0.01, weather=lambda minute: 20 if 20 <= minute < 30 else 1)
        for hourly in (1_000, 3_000)
    ]
    wrong = [outcomes(case, runs)[0]["regression"] / runs for case in cases]
    with capsys.disabled():
        print(f"\ncaída de un proveedor: {', '.join(f'{part:.1%}' for part in wrong)} en falso")
    assert max(wrong) <= 0.03


@pytest.mark.parametrize("runs", RUNS)
def test_ten_times_worse_is_caught(runs: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Check 4: 1,000 requests an hour, 1 % of errors."""
    found, minutes = outcomes(Traffic(hourly=1_000, base=0.01, ratio=10), runs)
    with capsys.disabled():
        print(f"\ndiez veces peor: {found['regression'] / runs:.1%} en {median(minutes):.0f} minutos de mediana")
    assert found["regression"] >= 0.93 * runs
    assert median(minutes) <= 20


@pytest.mark.parametrize("runs", RUNS)
def test_four_times_worse_is_hardly_ever_called_good(runs: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Check 5: at most 5 %."""
    cases = [
        Traffic(hourly=hourly, base=base, ratio=ratio)
        for hourly, base in ((300, 0.01), (300, 0.05), (1_000, 0.01), (3_000, 0.01))
        for ratio in (4, 6)
    ]
    missed = [outcomes(case, runs)[0]["no_regression"] / runs for case in cases]
    with capsys.disabled():
        print(f"\ncuatro o seis veces peor, llamado bueno: {max(missed):.1%} en el peor caso")
    assert max(missed) <= 0.05


@pytest.mark.parametrize("runs", RUNS)
def test_errors_in_bursts_count_once_each(runs: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Check 2: each incident writes five rows of one fingerprint."""
    wrong = []
    for hourly in (1_000, 3_000, 10_000):
        random = seeded(hourly)
        regressions = 0
        for _ in range(runs):
            log = _in_bursts(draw(Traffic(hourly=hourly, base=0.01, burst=5), random))
            regressions += judge([RATIO], Stage(), canary_of(), log, now=START + 60).outcome == "regression"
        wrong.append(regressions / runs)
    with capsys.disabled():
        print(f"\nerrores en ráfagas de cinco: {', '.join(f'{part:.1%}' for part in wrong)} en falso")
    assert max(wrong) <= 0.03


def _in_bursts(log: EventLog) -> EventLog:
    """The same incidents, each told by five rows."""
    places, log.incidents = log.incidents["errores"], {}
    for (version, minute), seen in places.items():
        for number in range(sum(seen.values())):
            incident = {"errores": (f"{version} {minute} {number}", 1)}
            for _ in range(5):
                log.add(Entry(version=version, minute=minute, requests=0, incidents=incident))
    return log


def _day(random: Random, hourly: float, growth: float) -> EventLog:
    """Twenty-four hours of the new version with a daily cycle of ±70 %; `growth`: how many times worse at the end."""
    from tests.support.traffic import binomial, poisson

    log = EventLog(has_requests=True)
    incidents = log.incidents.setdefault("errores", {})
    for minute in range(24 * 60):
        busy = 1 + 0.7 * sin(2 * pi * minute / 1440)
        for version, share in ((NEW, 0.1), (OLD, 0.9)):
            requests = poisson(random, 50 * busy * share)
            if requests:
                log.requests[version, START + minute] = requests
                worse = growth ** (minute / 1440) if version == NEW else 1.0
                part = hourly / (50 * 60 * 0.1) * worse
                if failed := binomial(random, requests, part):
                    incidents[version, START + minute] = {f"{minute} {n}": 1 for n in range(failed)}
    log.newest = START + 1439
    return log


@pytest.mark.parametrize("runs", [30, pytest.param(600, marks=pytest.mark.slow)])
def test_growth_over_a_day(runs: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Check 8: a daily cycle is no growth, and ten times as many at the end is."""
    stage = Stage()
    found = {}
    for growth, hourly in ((1, 10.0), (10, 3.0)):
        random = seeded(growth)
        found[growth] = sum(
            judge([GROWING], stage, canary_of(), _day(random, hourly, growth), now=START + 1440).outcome == "regression"
            for _ in range(runs)
        )
    with capsys.disabled():
        print(f"\ncrecimiento en un día: {found[1] / runs:.1%} en falso, {found[10] / runs:.0%} vistos, de {runs}")
    assert found[1] <= max(0.02 * runs, 1)
    assert found[10] >= 0.9 * runs
