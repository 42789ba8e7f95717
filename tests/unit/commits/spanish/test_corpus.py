"""Real headers, labelled by hand, that lie beside the project and never inside it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from relcommit.commits.spanish import judge_first_word, missing_accents

HEADERS = Path(__file__).parents[5] / "shared/corpus/headers/headers.jsonl"

pytestmark = pytest.mark.skipif(not HEADERS.exists(), reason="the corpus lies beside the project, where there is one")


@dataclass(frozen=True)
class Row:
    description: str
    mood: str
    moods_ok: tuple[str, ...]
    right: tuple[str, ...]
    accents: tuple[tuple[str, str], ...]

    @property
    def breaks(self) -> bool:
        return self.mood not in ("presente", "sustantivo", "otro")


def description(header: str) -> str:
    """What follows `word: ` or `word(x): `, known type or not."""
    kind, colon, rest = header.partition(": ")
    name = kind.removesuffix("!").partition("(")[0].removeprefix("@ ")
    return rest if colon and name and not set(name) & set(" ·—") else header


def rows() -> list[Row]:
    return [row(json.loads(line)) for line in HEADERS.read_text("utf-8").splitlines()]


def row(said: dict[str, Any]) -> Row:
    return Row(
        description=description(said["header"]),
        mood=said["mood"],
        moods_ok=tuple(said.get("moods_ok", ())),
        right=(said["presente"], *said["accept"]),
        accents=tuple((bad, good) for bad, good in said["accents"]),
    )


def test_nearly_every_verb_that_breaks_the_mood_is_found_and_hardly_anything_else() -> None:
    judged = [(one, judge_first_word(one.description, "presente")) for one in rows()]
    found = sum(one.breaks and verdict is not None for one, verdict in judged)
    false = sum(not one.breaks and verdict is not None for one, verdict in judged)
    missed = sum(one.breaks and verdict is None for one, verdict in judged)
    assert found / (found + false) >= 0.97
    assert found / (found + missed) >= 0.95


def test_the_right_form_is_offered() -> None:
    judged = [(one, judge_first_word(one.description, "presente")) for one in rows() if one.breaks]
    offered = [verdict.right in one.right for one, verdict in judged if verdict is not None]
    assert sum(offered) / len(offered) >= 0.95


def test_headers_that_open_with_a_noun_or_a_name_are_never_refused() -> None:
    assert [one.description for one in rows() if not one.breaks and judge_first_word(one.description, "presente")] == []


def test_certain_accents_are_found_and_no_others() -> None:
    wrong, found, wanted = [], 0, 0
    for one in rows():
        told = {(one.description[start:end], right) for start, end, right in missing_accents(one.description)}
        wrong += sorted(told - set(one.accents))
        found += len(told & set(one.accents))
        wanted += len(set(one.accents))
    assert wrong == []
    assert found / wanted >= 0.9
