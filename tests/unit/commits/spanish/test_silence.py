"""Nouns, adjectives, names: a header that opens with one is never refused."""

from pathlib import Path

import pytest

from relcommit.commits.spanish import judge_first_word

LINES = Path(__file__).with_name("silent.txt").read_text("utf-8").splitlines()
WORDS = sorted({word for line in LINES if not line.startswith("#") for word in line.split()})
BEHIND = [
    "", " de usuarios", " del pedido", " en login", " para móvil", " con Stripe", " nuevo", ": texto", " y pruebas",
    " v2", " (#12)", " por defecto", " a producción", " — segunda parte", " + docs",
]  # fmt: skip


def test_there_are_enough_of_them() -> None:
    assert len(WORDS) >= 1500


@pytest.mark.parametrize("behind", BEHIND)
def test_what_is_no_verb_is_never_taken_for_one(behind: str) -> None:
    written = [f"{shown}{behind}" for word in WORDS for shown in (word, word.capitalize())]
    assert {one: verdict for one in written if (verdict := judge_first_word(one, "presente"))} == {}


@pytest.mark.parametrize("behind", BEHIND)
def test_nor_where_the_team_writes_infinitives(behind: str) -> None:
    written = [f"{word}{behind}" for word in WORDS]
    assert {one: verdict for one in written if (verdict := judge_first_word(one, "infinitivo"))} == {}
