"""The commit hook's path: light imports, and time that grows with the length and no faster."""

import subprocess
import sys
from pathlib import Path

import pytest

from relcommit.commits.spanish import guess_mood, judge_first_word, missing_accents

ROOT = Path(__file__).parents[4]
HEAVY = ("re", "json", "dataclasses", "typing", "collections", "functools", "enum", "pathlib", "os")


def test_judging_a_header_imports_nothing_heavy() -> None:
    script = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from relcommit.commits.spanish import judge_first_word, missing_accents\n"
        "judge_first_word('reorganizado docs', 'presente'); judge_first_word('se added x', 'presente')\n"
        "judge_first_word('added x', 'presente'); list(missing_accents('la facturacion'))\n"
        "print(*sys.modules)"
    )
    run = subprocess.run([sys.executable, "-I", "-S", "-c", script], capture_output=True, text=True, check=True)
    assert set(run.stdout.split()) & set(HEAVY) == set()


@pytest.mark.timeout(120)  # what grows with the square of these lengths takes many minutes
@pytest.mark.parametrize(
    "text",
    ["a" * 200_000, "(" * 200_000, "[" * 200_000, "(a) " * 50_000, ":a: " * 50_000, "# " * 100_000, "v1. " * 50_000,
     "se " * 70_000, "ha sido " * 20_000, "`" * 200_000, "facturacion " * 10_000, "ó" * 100_000, "👍" * 100_000,
     "agregado " + "x" * 200_000, "fix " + "a " * 100_000, ":" * 200_000, "\u0301" * 100_000],
)  # fmt: skip
def test_hostile_texts_take_linear_time(text: str) -> None:
    judge_first_word(text, "presente")
    list(missing_accents(text))
    guess_mood([text])
