"""The rows of production counted for one rollout: their columns, their versions, and those that say nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from relcommit.errors.rollout import BadRows, NoVersionColumn
from relcommit.probes.sources.events import EventSource
from relcommit.rollout.counting import MOST_BAD, BadRow, Entry, EventLog, log_of
from relcommit.rollout.model import Trigger
from relcommit.rollout.rows import Columns, TableReading, columns_of_none, entries_of, reading_of
from relcommit.settings import RolloutSettings

_SHORTEST_VERSION = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """The rows that were read, and how."""

    file: str
    log: EventLog
    reading: TableReading

    @property
    def metrics(self) -> frozenset[str]:
        """What the rows can show."""
        return frozenset(self.reading.metrics)


def columns_of(settings: RolloutSettings) -> Columns:
    """The settings' columns and metrics."""
    metrics = {
        metric: {column: tuple(map(str, values)) for column, values in equals.items()}
        for metric, equals in settings.metrics.items()
    }
    return Columns(version=settings.version, time=settings.at, incident=settings.incident, metrics=metrics)


def read_log(
    source: EventSource, file: str, settings: RolloutSettings, triggers: Iterable[Trigger], versions: tuple[str, ...],
    *, until: float, clock: float,
) -> Events:  # fmt: skip
    """Count the rows up to a moment; `versions` are whole names, of which rows may write only the start.

    Raises NoVersionColumn, BadRows, and what is wrong with the file.
    """
    told, asked = columns_of(settings), tuple(triggers)
    reading = reading_of(source.columns or columns_of_none(told, asked), told, asked)
    if reading.missing:
        raise NoVersionColumn(file, reading.missing, source.columns)
    entries = (_named(entry, versions) for entry in entries_of(source.read(reading), reading))
    log = log_of(entries, until=until, clock=clock)
    total = log.rows + len(log.bad)
    if len(log.bad) > MOST_BAD * total:
        first = log.bad[0]
        raise BadRows(file, first.place, first.reason, len(log.bad), total)
    return Events(file=file, log=log, reading=reading)


def _named(entry: Entry | BadRow, versions: tuple[str, ...]) -> Entry | BadRow:
    if isinstance(entry, BadRow) or entry.version in versions or len(entry.version) < _SHORTEST_VERSION:
        return entry
    whole = [name for name in versions if name.startswith(entry.version.lower())]
    return replace(entry, version=whole[0]) if len(whole) == 1 else entry
