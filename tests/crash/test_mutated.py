"""Changed bytes break no reader: it answers, or refuses in words; a damaged journal is never called finished."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.crash.mutated import READERS, Tally, attempt, journal_reader, mutate
from tests.support.sandbox import PLAN_FIXTURE, SETTINGS

SEEDS = {"ajustes": SETTINGS.encode()}


@pytest.mark.parametrize("name", READERS)
@settings(deadline=None, max_examples=25)
@given(dice=st.randoms(use_true_random=False))
def test_a_reader_answers_or_refuses(name: str, dice: random.Random) -> None:
    """The slow run (`python -m tests.crash.mutated`) has real inputs, and many more of them."""
    whole = SEEDS.get(name, PLAN_FIXTURE.read_bytes())
    tally = Tally()
    data = mutate(whole, whole, dice)
    attempt(tally, data, lambda: READERS[name](data))
    assert not tally.broken


@settings(deadline=None, max_examples=60)
@given(dice=st.randoms(use_true_random=False), file=st.sampled_from(("log", "program.json", "contents")))
def test_a_changed_journal_is_no_false_success(
    tmp_path_factory: pytest.TempPathFactory, dice: random.Random, file: str
) -> None:
    files, read = journal_reader(tmp_path_factory.mktemp("diario"))
    tally = Tally()
    data = mutate(files[file], files["log"], dice)
    attempt(tally, data, lambda: read(file, data))
    assert not tally.broken


def test_a_reader_that_breaks_is_seen() -> None:
    tally = Tally()
    attempt(tally, b"x", lambda: 1 // 0)
    assert (tally.inputs, tally.size, len(tally.broken)) == (1, 1, 1)
