"""Rows as incidents and requests by version and minute: each (fingerprint, minute) counts once, whoever repeats it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import isfinite

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC).timestamp() / 60
LATEST = datetime(2200, 1, 1, tzinfo=UTC).timestamp() / 60
LARGEST_COUNT = 10**12
MOST_BAD = 0.01
"""Part of the rows that may be left out before nothing is judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row: one version, one minute, and what happened in it."""

    version: str
    minute: float
    """Minutes since 1970, UTC."""
    requests: int = 1
    """How many it stands for; 0 in a table of incidents alone."""
    incidents: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """By metric, the incident's fingerprint with its number; without a fingerprint each of them counts."""
    repeats: int = 1
    """How many rows were alike."""
    counts_requests: bool = False
    """Whether the row itself says how many requests it stands for."""
    place: str = ""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that says nothing that can be used."""

    place: str
    """Its number or its line, for people."""
    reason: str
    """`sin-hora`, `sin-version`, `futuro`, `zona`, `numero`."""


@dataclass(slots=True)
class EventLog:
    """All that was counted."""

    requests: dict[tuple[str, int], int] = field(default_factory=dict)
    """By version and minute."""
    incidents: dict[str, dict[tuple[str, int], dict[str, int]]] = field(default_factory=dict)
    """By metric, by version and minute, by fingerprint."""
    rows: int = 0
    bad: list[BadRow] = field(default_factory=list)
    newest: float | None = None
    has_requests: bool = False
    """Whether some row says its requests, or is no incident, so that rows stand for requests."""

    def add(self, entry: Entry) -> None:
        """Count a row."""
        key = (entry.version, int(entry.minute))
        self.rows += entry.repeats
        self.newest = max(entry.minute, self.newest or entry.minute)
        self.requests[key] = self.requests.get(key, 0) + entry.requests
        for metric, (fingerprint, number) in entry.incidents.items():
            seen = self.incidents.setdefault(metric, {}).setdefault(key, {})
            seen[fingerprint] = 1 if fingerprint else seen.get("", 0) + number

    @property
    def versions(self) -> tuple[str, ...]:
        """Every version that has rows, the busiest first."""
        total: dict[str, int] = {}
        for (version, _), requests in self.requests.items():
            total[version] = total.get(version, 0) + max(requests, 1)
        return tuple(sorted(total, key=lambda version: (-total[version], version)))

    def count(self, metric: str, version: str, since: float, until: float) -> int:
        """Distinct incidents of a version in [since, until)."""
        return sum(
            sum(seen.values())
            for (name, minute), seen in self.incidents.get(metric, {}).items()
            if name == version and since <= minute < until
        )

    def minutes(self, metric: str, version: str) -> Mapping[int, int]:
        """Distinct incidents of a version by minute."""
        places = self.incidents.get(metric, {})
        return {minute: sum(seen.values()) for (name, minute), seen in places.items() if name == version}

    def served(self, version: str) -> Mapping[int, int]:
        """Requests of a version by minute."""
        return {minute: number for (name, minute), number in self.requests.items() if name == version}

    def episodes(self, metric: str, version: str, since: float, until: float, bucket: int) -> Iterator[tuple[int, int]]:
        """The minute and number of each incident that no other of its fingerprint preceded in its bucket."""
        known: set[tuple[str, int]] = set()
        places = sorted(
            (minute, fingerprint, number)
            for (name, minute), seen in self.incidents.get(metric, {}).items()
            if name == version and since <= minute < until
            for fingerprint, number in seen.items()
        )
        for minute, fingerprint, number in places:
            key = (fingerprint, int((minute - since) // bucket))
            if not fingerprint or key not in known:
                known.add(key)
                yield minute, number


def log_of(entries: Iterable[Entry | BadRow], *, until: float, clock: float) -> EventLog:
    """Count rows before a moment; those after the clock's own are told as bad, for nobody can have seen them."""
    log = EventLog()
    for entry in entries:
        if isinstance(entry, BadRow):
            log.bad.append(entry)
        elif entry.minute > clock + 1:
            log.bad.append(BadRow(entry.place, "futuro"))
        elif entry.minute <= until:
            log.add(entry)
            incidents = max((number for _, number in entry.incidents.values()), default=0)
            log.has_requests = log.has_requests or entry.counts_requests or entry.requests > incidents
    return log


def minute_of(value: object) -> tuple[float | None, bool]:
    """A row's time as minutes since 1970, and whether it names its zone; `None` for no time.

    ISO 8601 («2026-02-27 09:10:00» is UTC, as SQLite writes it), or seconds or milliseconds since 1970.
    """
    if isinstance(value, bool) or value is None:
        return None, True
    if isinstance(value, int | float):
        return _within(_epoch(value)), True
    text = str(value).strip()
    if text.replace(".", "", 1).isdigit() and len(text) >= 9:
        return _within(_epoch(float(text[:20]))), True
    try:
        moment = datetime.fromisoformat(text[:40])
    except ValueError:
        return None, True
    zoned = moment.tzinfo is not None
    return _within((moment if zoned else moment.replace(tzinfo=UTC)).timestamp() / 60), zoned


def _epoch(number: float) -> float:
    seconds = number / 1000 if number > 1e11 else number
    return seconds / 60


def _within(minute: float) -> float | None:
    return minute if isfinite(minute) and EARLIEST < minute < LATEST else None


def count_of(value: object) -> int | None:
    """A number of things: finite, whole enough, not negative; `None` for anything else."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str):
        try:
            value = float(value[:30])
        except ValueError:
            return None
    if not isinstance(value, int | float) or not isfinite(value) or not 0 <= value <= LARGEST_COUNT:
        return None
    return int(value)
