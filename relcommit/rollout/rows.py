"""From the columns of a table to entries: which are the time, the version, the requests and the incidents."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from relcommit.rollout.counting import BadRow, Entry, count_of, minute_of
from relcommit.rollout.model import ERRORS, Trigger

LONGEST_TEXT = 200
_INCIDENT_COUNTS = ("incidents", "incidentes", "errors", "errores")
_REQUEST_COUNTS = ("requests", "peticiones")
_CODES = ("code", "codigo", "error_code")
_FLAGS = ("is_error", "error")
_STATUS_NAME = re.compile(r"[45](?:\d\d|xx)")
_STATUS = ("status", "http_status", "status_code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What the settings say of a table, or its usual names."""

    version: str = "version"
    time: str = "created_at"
    incident: str = "fingerprint"
    metrics: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """By metric, the values that a row's columns have to have for it to be an incident."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReading:
    """How a table is read, and what it lacks."""

    time: str
    version: str
    incident: str
    requests: str
    metrics: Mapping[str, "MetricReading"]
    missing: tuple[str, ...] = ()
    """Columns without which nothing can be judged."""

    def columns(self) -> tuple[str, ...]:
        """Every column that is looked at."""
        equal = [column for metric in self.metrics.values() for column in metric.equals]
        counted = [metric.count for metric in self.metrics.values()]
        names = (self.time, self.version, self.incident, self.requests, *equal, *counted)
        return tuple(dict.fromkeys(name for name in names if name))


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricReading:
    """Where a metric's incidents are: a column with their number, or values that a row has to have."""

    count: str = ""
    equals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    any_row: bool = False
    """Whether every row with a fingerprint is an incident."""


def reading_of(columns: Iterable[str], told: Columns, triggers: Iterable[Trigger]) -> TableReading:
    """How to read a table with these columns for these triggers. A metric that it cannot show is absent."""
    known = tuple(columns)
    time = next((name for name in (told.time, "at", "minute", "created_at", "timestamp", "ts") if name in known), "")
    version = told.version if told.version in known else ""
    requests = next((name for name in _REQUEST_COUNTS if name in known), "")
    wanted = dict.fromkeys([ERRORS, *(trigger.metric for trigger in triggers if trigger.is_judged)])
    metrics = {name: reading for name in wanted if (reading := _metric(name, known, told)) is not None}
    missing = tuple(name for name, column in ((told.time, time), (told.version, version)) if not column)
    incident = told.incident if told.incident in known else ""
    return TableReading(
        time=time, version=version, incident=incident, requests=requests, metrics=metrics, missing=missing
    )


def columns_of_none(told: Columns, triggers: Iterable[Trigger]) -> tuple[str, ...]:
    """The columns that a table without rows is taken to have: an answer with no row names none of them."""
    counted = (trigger.metric for trigger in triggers if trigger.is_judged)
    return tuple(dict.fromkeys((told.time, told.version, told.incident, *counted)))


def _metric(name: str, known: tuple[str, ...], told: Columns) -> MetricReading | None:
    """The settings' own words, a column of that name with numbers, a status or a code."""
    own = next((told.metrics[key] for key in told.metrics if key.casefold() == name.casefold()), None)
    if own is not None:
        return MetricReading(equals=own) if all(column in known for column in own) else None
    if name == ERRORS:
        return _errors(known, told)
    counted = next((column for column in known if column.casefold() == name.casefold()), "")
    if counted:
        return MetricReading(count=counted)
    if _STATUS_NAME.fullmatch(name):
        status = next((column for column in _STATUS if column in known), "")
        return MetricReading(equals={status: _statuses(name)}) if status else None
    code = next((column for column in _CODES if column in known), "")
    return MetricReading(equals={code: (name,)}) if code and name.upper() == name else None


def _errors(known: tuple[str, ...], told: Columns) -> MetricReading | None:
    """What is an error in a table of which the settings say nothing: numbers, a flag, or a fingerprint."""
    if counted := next((column for column in _INCIDENT_COUNTS if column in known), ""):
        return MetricReading(count=counted)
    if flag := next((column for column in _FLAGS if column in known), ""):
        return MetricReading(equals={flag: ("1", "true", "True")})
    return MetricReading(any_row=True) if told.incident in known else None


def _statuses(name: str) -> tuple[str, ...]:
    if name.isdigit():
        return (name,)
    first = int(name[0]) * 100
    return tuple(str(number) for number in range(first, first + 100))


def entries_of(
    rows: Iterable[tuple[str, Mapping[str, object], int]], reading: TableReading
) -> Iterator[Entry | BadRow]:
    """Rows with their places as entries; times without a zone beside others that have one are bad."""
    entries: list[tuple[Entry, bool, str]] = []
    zoned = zoneless = 0
    for place, row, repeats in rows:
        entry = _entry(place, row, reading, repeats)
        if isinstance(entry, BadRow):
            yield entry
            continue
        has_zone = minute_of(row.get(reading.time))[1]
        zoned, zoneless = zoned + has_zone, zoneless + (not has_zone)
        entries.append((entry, has_zone, place))
    trusted = zoned >= zoneless
    for entry, has_zone, place in entries:
        yield entry if has_zone == trusted else BadRow(place, "zona")


def _entry(place: str, row: Mapping[str, object], reading: TableReading, repeats: int) -> Entry | BadRow:
    minute, _ = minute_of(row.get(reading.time))
    version = row.get(reading.version)
    requests = count_of(row.get(reading.requests)) if reading.requests else 1
    fingerprint = str(row.get(reading.incident) or "")[:LONGEST_TEXT] if reading.incident else ""
    numbers = {
        name: (_number(row, metric) if not metric.any_row or fingerprint else 0, metric)
        for name, metric in reading.metrics.items()
    }
    if minute is None:
        return BadRow(place, "sin-hora")
    if version in (None, ""):
        return BadRow(place, "sin-version")
    if requests is None or any(number is None for number, _ in numbers.values()):
        return BadRow(place, "numero")
    incidents = {
        name: ("" if metric.count else fingerprint, number * repeats)
        for name, (number, metric) in numbers.items()
        if number
    }
    return Entry(
        version=str(version)[:LONGEST_TEXT], minute=minute, requests=requests * repeats, incidents=incidents,
        repeats=repeats, place=place, counts_requests=bool(reading.requests and requests),
    )  # fmt: skip


def _number(row: Mapping[str, object], metric: MetricReading) -> int | None:
    """How many incidents a row tells of; `None` for what is no number."""
    if metric.count:
        return count_of(row.get(metric.count)) if row.get(metric.count) is not None else 0
    if metric.any_row:
        return 1
    return int(all(_text(row.get(column)) in values for column, values in metric.equals.items()))


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value) if value is not None else ""
