"""The plan's date, as people in Spain and America write it."""

import pytest

from relcommit.plan.sections.dates import read_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-02-26.", "2026-02-26"), ("12 de marzo de 2026", "2026-03-12"), ("3/4/2026", "2026-04-03"),
        ("1º de mayo del 2026", "2026-05-01"),
        ("20 Diciembre 2025", "2025-12-20"), ("15-sep-2026", None), ("31/02/2026", None), ("pronto", None),
        ("4 foo 2026", None),
    ],
)  # fmt: skip
def test_dates_are_read_day_first(text: str, date: str | None) -> None:
    assert read_date(text) == date
