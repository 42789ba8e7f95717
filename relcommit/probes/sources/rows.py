"""Rows as evidence: a table of a SQLite file, or the JSON that a query printed."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass

LARGEST = 64 * 1024 * 1024
MOST_ROWS = 5_000
LONGEST_VALUE = 1024 * 1024
"""Bytes of one value; a computed column could ask for any number."""
MOST_STEPS = 20_000_000
"""SQLite's instructions for one question; a hostile file cannot keep us longer."""


class UnreadableRows(Exception):
    """The file is neither; the message names why, in the library's own words."""


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a table, and as many of its rows as are looked at."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    whole: bool = True
    """Whether these are all of its rows."""


def read_table(content: bytes, table: str) -> Table | None:
    """A table's columns and rows; `None` where the database has no such table. Raises UnreadableRows."""
    if len(content) > LARGEST:
        raise UnreadableRows(f"> {LARGEST} bytes")
    return _from_database(content, table) if content.startswith(b"SQLite format 3\0") else _from_json(content)


def _from_database(content: bytes, table: str) -> Table | None:
    try:
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(content)
            database.execute("PRAGMA trusted_schema = OFF")
            database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
            database.set_progress_handler(_alarm(), 100_000)
            known = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name = ?", (table,))
            if known.fetchone() is None:
                return None
            quoted = table.replace('"', '""')
            cursor = database.execute(f'SELECT * FROM "{quoted}" LIMIT {MOST_ROWS + 1}')  # noqa: S608 - quoted, and it exists
            rows = tuple(cursor.fetchall())
            return Table(
                tuple(column[0] for column in cursor.description), rows[:MOST_ROWS], whole=len(rows) <= MOST_ROWS
            )
    except (sqlite3.Error, OverflowError, ValueError) as why:
        raise UnreadableRows(str(why)) from why


def _alarm() -> Callable[[], int]:
    left = iter(range(MOST_STEPS // 100_000))
    return lambda: next(left, None) is None


def _from_json(content: bytes) -> Table:
    try:
        rows = list(_rows(json.loads(content)))
    except (ValueError, RecursionError) as why:
        raise UnreadableRows(str(why)) from why
    columns = tuple(dict.fromkeys(str(key) for row in rows for key in row))
    shown = tuple(tuple(row.get(name) for name in columns) for row in rows[:MOST_ROWS])
    return Table(columns, shown, whole=len(rows) <= MOST_ROWS)


def _rows(told: object) -> Iterator[Mapping[str, object]]:
    """A list of rows, or of answers with their `results`, as `wrangler d1 execute --json` prints them.

    Raises ValueError for an answer that says that the query failed.
    """
    for row in told if isinstance(told, list) else (told,):
        if isinstance(row, Mapping) and (row.get("success") is False or set(row) == {"error"}):
            raise ValueError("error")
        if isinstance(row, Mapping) and isinstance(row.get("results"), list):
            yield from (row for row in row["results"] if isinstance(row, Mapping))
        elif isinstance(row, Mapping):
            yield row
