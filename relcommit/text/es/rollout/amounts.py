"""Numbers, times and versions as a rollout tells them."""

from datetime import UTC, datetime, tzinfo

from relcommit.phrases import count, decimal


def percent(part: float) -> str:
    """«10 %», «0,7 %»."""
    number = f"{part * 100:.1f}" if part < 0.1 else f"{part * 100:.0f}"
    return f"{decimal(number)} %"


def times(ratio: float) -> str:
    """«17×», «2,4×»."""
    return f"{decimal(f'{ratio:.1f}') if ratio < 10 else f'{ratio:.0f}'}×"


def clock(minute: float, zone: tzinfo | None = None, *, day: bool = False) -> str:
    """A minute since 1970 as the time of day; with its date where that matters."""
    moment = datetime.fromtimestamp(minute * 60, UTC).astimezone(zone)
    return f"{moment:%d-%m %H:%M}" if day else f"{moment:%H:%M}"


def number(value: float) -> str:
    return decimal(f"{value:.10g}")


def duration(minutes: float) -> str:
    """«unos 30 min», «unas 4 h», «unos 2 días», «1 semana»."""
    if minutes < 120:
        return f"unos {minutes:.0f} min"
    if minutes < 2_880:
        return f"unas {minutes / 60:.0f} h"
    if minutes < 10_080:
        return f"unos {minutes / 1440:.0f} días"
    return count(round(minutes / 10_080), "semana", "semanas")


def short(version: str) -> str:
    """A version as people write it."""
    return version[:8]


def incidents(number: int) -> str:
    return count(number, "incidente", "incidentes")
