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
    for one in statements:
        if one.value and not _DATE_WORDS.isdisjoint(one.label) and len(one.label) <= 6:
            date = read_date(one.value)
            if date:
                return date, one.line
    return None


def read_date(text: str) -> str | None:
    """«12 de marzo de 2026», «12/03/2026» (day first, as Spanish writes it) and «2026-03-12»."""
    text = text[:200]
    if found := _ISO.search(text):
        return _iso(found[1], found[2], found[3])
    if found := _DAY_FIRST.search(text):
        return _iso(found[3], found[2], found[1])
    if found := _SPOKEN.search(text):
        month = next((at for at, names in enumerate(_MONTHS, 1) if found[2][:3].casefold() in names.split()), 0)
        return _iso(found[3], str(month), found[1])
    return None


def _iso(year: str, month: str, day: str) -> str | None:
    from datetime import date

    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
