"""Splits of the traffic as one rollout: begun, widened, complete, taken back, replaced."""

from relcommit.rollout.facts import canary_at
from relcommit.rollout.judge import state_of
from relcommit.rollout.model import Canary, Split, Stage


def split(since: float, **shares: float) -> Split:
    return Split(since=since, shares=shares)


ALL_OLD, TENTH = split(0, viejo=1), split(100, nuevo=0.1, viejo=0.9)


def at(now: float, *splits: Split) -> Canary:
    canary = canary_at(splits, now)
    assert canary is not None
    return canary


def test_nothing_was_split() -> None:
    assert canary_at([ALL_OLD], 500) is None
    assert canary_at([TENTH], 50) is None
    assert canary_at([], 50) is None


def test_the_canary_is_what_joined_the_stable_version_whatever_its_share() -> None:
    canary = at(130, ALL_OLD, split(100, nuevo=0.9, viejo=0.1))
    assert (canary.version, canary.stable, canary.start) == ("nuevo", "viejo", 100)


def test_without_a_past_the_smaller_part_is_the_canary_and_two_halves_are_none() -> None:
    assert at(130, TENTH).version == "nuevo"
    assert canary_at([split(100, nuevo=0.5, viejo=0.5)], 130) is None


def test_a_rollout_from_its_start_to_its_end() -> None:
    splits = [ALL_OLD, TENTH, split(160, nuevo=0.5, viejo=0.5), split(200, nuevo=1)]
    stage = Stage()
    states = [state_of(at(now, *splits), stage, now) for now in (130, 170, 210, 200 + 24 * 60)]
    assert states == ["canary", "canary", "observing", "stable"]
    assert (at(170, *splits).start, at(210, *splits).promoted) == (100, 200)


def test_taken_back_from_either_place() -> None:
    early = at(150, ALL_OLD, TENTH, split(140, viejo=1))
    late = at(250, ALL_OLD, TENTH, split(200, nuevo=1), split(240, viejo=1))
    assert [(one.reverted, one.ended) for one in (early, late)] == [(True, 140), (True, 240)]
    assert state_of(early, Stage(), 150) == "reverted"


def test_another_version_makes_another_rollout() -> None:
    splits = [ALL_OLD, TENTH, split(140, otro=0.1, viejo=0.9)]
    assert (at(150, *splits).version, at(150, *splits).start) == ("otro", 140)
    assert at(139, *splits).ended is None


def test_the_next_rollout_is_against_the_version_that_this_one_left() -> None:
    canary = at(950, ALL_OLD, TENTH, split(200, nuevo=1), split(900, otro=0.1, nuevo=0.9))
    assert (canary.version, canary.stable) == ("otro", "nuevo")


def test_two_halves_after_a_rollout_are_against_the_version_that_it_left() -> None:
    canary = at(950, ALL_OLD, TENTH, split(200, nuevo=1), split(900, otro=0.5, nuevo=0.5))
    assert (canary.version, canary.stable) == ("otro", "nuevo")
