"""The rows of production: a SQLite file, JSON, JSON lines or what `wrangler d1 execute --json` prints."""

import json
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from relcommit.errors.rollout import EventsUnreadable, TableUnclear
from relcommit.probes.sources.rows import LARGEST, LONGEST_VALUE
from relcommit.rollout.counting import count_of
from relcommit.rollout.rows import TableReading

_MAGIC = b"SQLite format 3\0"
_MOST_STEPS = 400_000_000
"""SQLite's instructions for one question: a hostile file keeps nobody, and ten million rows are read."""
_MOST_GROUPS = 2_000_000
REPEATS = "rows"
"""The column of our own query that counts rows that are alike."""

PlacedRow = tuple[str, Mapping[str, object], int]
"""A row's place for people, its columns, and how many were alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSource:
    """Rows that can be asked for their columns, and read once it is known which of them matter."""

    columns: tuple[str, ...]
    read: Callable[[TableReading], Iterator[PlacedRow]]


def open_events(path: Path, name: str, *, table: str, wanted: Iterable[str]) -> EventSource:
    """A file of rows. Of a SQLite file, `table`, or the only one with the `wanted` columns.

    Raises EventsUnreadable, TableUnclear, and OSError where the file is not there.
    """
    with path.open("rb") as file:
        head = file.read(len(_MAGIC))
    if head == _MAGIC:
        return _database(path, name, table, tuple(wanted))
    if path.stat().st_size > LARGEST:
        raise EventsUnreadable(name, None, f"pesa más de {LARGEST} bytes")
    return events_in(path.read_bytes(), name)


@contextmanager
def source_in(content: bytes, name: str, *, table: str, wanted: Iterable[str]) -> Iterator[EventSource]:
    """The rows of a commit's file; a SQLite file is read from a copy. Raises as `open_events`."""
    if not content.startswith(_MAGIC):
        yield events_in(content, name)
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "rows.db"
        copy.write_bytes(content)
        yield open_events(copy, name, table=table, wanted=wanted)


def events_in(content: bytes, name: str) -> EventSource:
    """Rows as JSON or as JSON lines. Raises EventsUnreadable."""
    if len(content) > LARGEST:
        raise EventsUnreadable(name, None, f"pesa más de {LARGEST} bytes")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        raise EventsUnreadable(name, content[: why.start].count(b"\n") + 1, "no está en UTF-8") from why
    rows = list(_json_rows(text, name))
    columns = tuple(dict.fromkeys(str(key) for _, row, _ in rows for key in row))
    return EventSource(columns=columns, read=lambda _: iter(rows))


def _json_rows(text: str, name: str) -> Iterator[PlacedRow]:
    try:
        document = json.loads(text, parse_constant=_no_number)
    except RecursionError as why:
        raise EventsUnreadable(name, None, json_problem(why)) from why
    except ValueError as why:
        if not text.lstrip().startswith("{") or "\n" not in text.strip():
            raise EventsUnreadable(name, getattr(why, "lineno", None), json_problem(why)) from why
        yield from _json_lines(text, name)
        return
    for number, row in enumerate(_rows_of(document, name), 1):
        yield f"fila {number}", row, _repeats(row)


def _json_lines(text: str, name: str) -> Iterator[PlacedRow]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line, parse_constant=_no_number)
        except (ValueError, RecursionError) as why:
            raise EventsUnreadable(name, number, json_problem(why)) from why
        if not isinstance(row, Mapping):
            raise EventsUnreadable(name, number, "no es una fila")
        yield f"línea {number}", row, _repeats(row)


def _repeats(row: Mapping[str, object]) -> int:
    """How many rows were alike, as the query of `sql_for` counts them."""
    return max(count_of(row.get(REPEATS)) or 1, 1)


def json_problem(why: Exception) -> str:
    """Why a text is no JSON, in our own words: the library's are English."""
    if isinstance(why, _NoNumber):
        return str(why)
    if isinstance(why, RecursionError):
        return "anida demasiado"
    if isinstance(why, json.JSONDecodeError):
        return f"no es JSON, desde la columna {why.colno}"
    return "tiene un número demasiado largo, o letras que no son UTF-8"


class _NoNumber(ValueError):
    """A constant that JSON has not, and Python's reader has."""


def _no_number(text: str) -> float:
    raise _NoNumber(f"{text} no es un número")


def _sqlite_problem(why: sqlite3.Error) -> str:
    return f"SQLite dice «{why}»"


def _rows_of(document: object, name: str) -> Iterator[Mapping[str, object]]:
    """A list of rows, or answers with their `results`, as wrangler prints them."""
    for entry in document if isinstance(document, list) else [document]:
        if not isinstance(entry, Mapping):
            raise EventsUnreadable(name, None, "no es una lista de filas")
        if entry.get("success") is False or set(entry) == {"error"}:
            raise EventsUnreadable(name, None, "la consulta dice que ha fallado")
        results = entry.get("results")
        if isinstance(results, list):
            if not all(isinstance(row, Mapping) for row in results):
                raise EventsUnreadable(name, None, "no es una lista de filas")
            yield from results
        else:
            yield entry


def _database(path: Path, name: str, table: str, wanted: tuple[str, ...]) -> EventSource:
    try:
        with closing(_connected(path)) as database:
            tables = [str(row[0]) for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            known = {each: _columns(database, each) for each in tables}
    except sqlite3.Error as why:
        raise EventsUnreadable(name, None, _sqlite_problem(why)) from why
    fitting = [each for each in tables if set(wanted) <= set(known[each])] or [
        each for each in tables if wanted[:1] and wanted[0] in known[each]
    ]
    chosen = [table] if table in known else [] if table else fitting
    if len(chosen) != 1:
        raise TableUnclear(name, tuple(fitting))
    return EventSource(
        columns=known[chosen[0]], read=lambda reading: _grouped(path, name, chosen[0], known[chosen[0]], reading)
    )


def _connected(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    database.execute("PRAGMA trusted_schema = OFF")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    left = iter(range(_MOST_STEPS // 1_000_000))
    database.set_progress_handler(lambda: next(left, None) is None, 1_000_000)
    return database


def _columns(database: sqlite3.Connection, table: str) -> tuple[str, ...]:
    return tuple(str(row[1]) for row in database.execute(f"PRAGMA table_info({_quoted(table)})"))


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def _grouped(path: Path, name: str, table: str, known: tuple[str, ...], reading: TableReading) -> Iterator[PlacedRow]:
    """Rows that are alike in one minute counted by SQLite itself: a million of them become a few thousand."""
    wanted = [column for column in reading.columns() if column in known]
    query = sql_for(table, wanted, reading)
    try:
        with closing(_connected(path)) as database:
            for number, row in enumerate(database.execute(query), 1):
                if number > _MOST_GROUPS:
                    raise EventsUnreadable(name, None, f"tiene más de {_MOST_GROUPS} filas distintas")
                yield f"grupo {number}", dict(zip(wanted, row, strict=False)), int(row[-1])
    except sqlite3.Error as why:
        raise EventsUnreadable(name, None, _sqlite_problem(why)) from why


def sql_for(table: str, columns: Iterable[str], reading: TableReading) -> str:
    """The query that counts the rows of a table by minute, for SQLite and D1."""
    names = list(columns)
    time = _quoted(reading.time)
    minute = (
        f"CASE WHEN typeof({time}) = 'text' AND length({time}) >= 16 THEN substr({time}, 1, 16) || "
        f"CASE WHEN {time} LIKE '%Z' THEN 'Z' WHEN substr({time}, -6, 1) IN ('+', '-') AND length({time}) > 19 "
        f"THEN substr({time}, -6) ELSE '' END "
        f"WHEN typeof({time}) = 'text' THEN {time} WHEN {time} > 1e11 THEN CAST({time} / 60000 AS INTEGER) * 60 "
        f"ELSE CAST({time} / 60 AS INTEGER) * 60 END"
    )
    shown = [f"{minute} AS {time}" if column == reading.time else _quoted(column) for column in names]
    groups = ", ".join(str(place) for place in range(1, len(names) + 1))
    return f"SELECT {', '.join(shown)}, count(*) AS {REPEATS} FROM {_quoted(table)} GROUP BY {groups}"  # noqa: S608 - quoted
