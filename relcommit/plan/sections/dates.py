"""The plan's own date, as ISO 8601."""

import re

from relcommit.plan.layout.outline import Statement

_ISO = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\b")
_SPOKEN = re.compile(
    r"\b(\d{1,2})(?:º)?[ \t]+(?:de[ \t]+)?([a-záéíóú]{3,10})\.?[ \t]+(?:del?[ \t]+)?(\d{4})\b", re.IGNORECASE
)
_MONTHS = ("ene jan", "feb", "mar", "abr apr", "may", "jun", "jul", "ago aug", "sep set", "oct", "nov", "dic dec")
_DATE_WORDS = frozenset({"fecha", "date", "dia"})


def date_of(statements: list[Statement]) -> tuple[str, int] | None:
    """The first date that a label such as «Fecha base» gives, and its line."""
    for statement in statements:
        if statement.value and not _DATE_WORDS.isdisjoint(statement.label) and len(statement.label) <= 6:
            date = read_date(statement.value)
            if date:
                return date, statement.line
    return None


def read_date(text: str) -> str | None:
    """«12 de marzo de 2026», «12/03/2026» (day first, as Spanish writes it) and «2026-03-12»."""
    text = text[:200]
    if match := _ISO.search(text):
        return _iso(match[1], match[2], match[3])
    if match := _DAY_FIRST.search(text):
        return _iso(match[3], match[2], match[1])
    if match := _SPOKEN.search(text):
        month = next((number for number, names in enumerate(_MONTHS, 1) if match[2][:3].casefold() in names.split()), 0)
        return _iso(match[3], str(month), match[1])
    return None


def _iso(year: str, month: str, day: str) -> str | None:
    from datetime import date

    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
