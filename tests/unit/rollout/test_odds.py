"""The formula, against what is exact and against what people were told."""

from math import comb

import pytest

from relcommit.rollout.model import Counts
from relcommit.rollout.odds import above, below, odds, ruled_out, time_for, trend, visible


def counts(canary: int, canary_requests: float, stable: int, stable_requests: float) -> Counts:
    return Counts(canary=canary, canary_requests=canary_requests, stable=stable, stable_requests=stable_requests)


def test_the_story_of_the_manual() -> None:
    assert odds([counts(4, 19, 2, 165)]) == pytest.approx(101, abs=0.5)
    assert ruled_out([counts(2, 300, 24, 2700)], 20) == pytest.approx(3.73, abs=0.01)


def test_only_the_ratio_of_exposures_matters() -> None:
    assert odds([counts(4, 0.1, 2, 0.9)]) == pytest.approx(odds([counts(4, 100, 2, 900)]))


def test_an_hour_that_is_bad_for_both_is_nobodys_fault() -> None:
    calm, storm = counts(0, 100, 2, 900), counts(40, 100, 360, 900)
    assert odds([calm, storm]) < 1


@pytest.mark.parametrize("share", [0.01, 0.1, 0.25, 0.5])
@pytest.mark.parametrize("incidents", [3, 5, 10, 30, 60])
def test_against_the_exact_binomial(share: float, incidents: int) -> None:
    """With n incidents of both, how often twenty to one is passed while both are alike: at most one in twenty."""
    wrong = sum(
        comb(incidents, canary) * share**canary * (1 - share) ** (incidents - canary)
        for canary in range(incidents + 1)
        if odds([counts(canary, share, incidents - canary, 1 - share)]) >= 20
    )
    assert wrong <= 0.05


def test_what_is_ruled_out_shrinks_with_what_was_counted() -> None:
    few, many = ruled_out([counts(1, 100, 9, 900)], 20), ruled_out([counts(100, 10_000, 900, 90_000)], 20)
    assert few is None or few > 4
    assert many is not None
    assert many < 1.6


def test_nothing_counted_rules_nothing_out() -> None:
    assert ruled_out([], 20) is None
    assert ruled_out([counts(0, 0, 10, 900)], 20) is None
    assert ruled_out([counts(0, 100, 0, 900)], 20) is None
    assert odds([]) == 1


def test_a_known_rate() -> None:
    assert above(10, 100, 0.01) > 1000
    assert above(1, 100, 0.01) < 1
    assert below(0, 1000, 0.01) > 20
    assert below(10, 1000, 0.01) < 1


def test_very_large_counts_stay_finite() -> None:
    assert odds([counts(10**9, 10**10, 1, 10**12)]) == pytest.approx(1e12)
    assert above(10**12, 10**12, 1e-9) == pytest.approx(1e12)


def test_the_trend_of_evenly_spread_incidents_is_none() -> None:
    assert trend([(place + 0.5) / 40 for place in range(40)]) == pytest.approx(0)
    assert trend([0.5 + place / 80 for place in range(40)]) > 3
    assert trend([]) == 0


def test_what_can_be_seen_at_all() -> None:
    assert visible(10, 0.1, 60, 20) == 10
    assert visible(10, 0.5, 60, 20) == 5
    assert visible(0, 0.1, 60, 20) is None
    assert time_for(100, 0.1, 2, 20) == 240
    assert time_for(0.01, 0.1, 2, 20) is None


def crossing(share: float, most: int, enough: float) -> float:
    """The exact chance that a canary as good as the stable version ever passes `enough` within so many incidents.

    Each incident is the canary's with the chance of its share, whatever the rate; what has crossed stays crossed.
    """
    alive, crossed = {0: 1.0}, 0.0
    for number in range(1, most + 1):
        after: dict[int, float] = {}
        for canary, chance in alive.items():
            after[canary] = after.get(canary, 0.0) + chance * (1 - share)
            after[canary + 1] = after.get(canary + 1, 0.0) + chance * share
        over = {canary for canary in after if odds([counts(canary, share, number - canary, 1 - share)]) >= enough}
        crossed += sum(after.pop(canary) for canary in over)
        alive = {canary: chance for canary, chance in after.items() if chance > 1e-12}
    return crossed


def test_a_good_canary_ever_crosses_in_less_than_one_case_of_twenty(capsys: pytest.CaptureFixture[str]) -> None:
    """Check 10, exactly and without any library: type I at 20 to 1, looked at after each of 150 incidents."""
    chances = {share: crossing(share, 150, 20) for share in (0.01, 0.05, 0.1, 0.25, 0.5)}
    with capsys.disabled():
        worst = max(chances, key=lambda share: chances[share])
        print(f"\nerror de tipo I a 20 a 1: {chances[worst]:.1%} como mucho, con el {worst:.0%}")
    assert 0 < max(chances.values()) <= 0.05
