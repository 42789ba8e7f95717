"""A day of production as rows on the disk: a stable version, a canary, and the splits that wrangler would print."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.support.traffic import binomial, poisson, seeded

NEW, OLD = "bbbbbbbb-1111-4222-8333-444444444444", "aaaaaaaa-1111-4222-8333-444444444444"
DAY = datetime(2026, 2, 27, 9, 0, tzinfo=UTC)
"""When the canary begins."""

Row = dict[str, Any]
_SHARE = 0.1


def rows(
    *, hourly: float, base: float, ratio: float, minutes: int = 60, before: int = 120, seed: int = 1,
    start: datetime = DAY,
) -> list[Row]:  # fmt: skip
    """Events of both versions, one each; the stable version alone before the canary begins."""
    random = seeded(seed)
    found: list[Row] = []
    for minute in range(-before, minutes):
        parts = ((NEW, _SHARE, ratio), (OLD, 1 - _SHARE, 1.0)) if minute >= 0 else ((OLD, 1.0, 1.0),)
        for version, part, worse in parts:
            number = poisson(random, hourly / 60 * part)
            failed = binomial(random, number, min(base * worse, 1))
            for place in range(number):
                bad = place < failed
                time = start + timedelta(minutes=minute, seconds=random.randrange(60))
                found.append({
                    "created_at": f"{time:%Y-%m-%d %H:%M:%S}", "version": version, "is_error": int(bad),
                    "code": ("UNKNOWN" if place % 3 == 0 else "TIMEOUT") if bad else None,
                    "fingerprint": f"{version[:2]}{minute}.{place}" if bad else None,
                })  # fmt: skip
    return found


def deployment(at: datetime, shares: dict[str, float], message: str = "") -> Row:
    """One entry of `wrangler deployments list --json`."""
    return {
        "id": f"d-{at:%H%M%S}", "source": "wrangler", "strategy": "percentage", "author_email": "olga@example.com",
        "annotations": {"workers/message": message} if message else {}, "created_on": at.isoformat(),
        "versions": [{"version_id": name, "percentage": share} for name, share in shares.items()],
    }  # fmt: skip


def splits(share: float = 10, start: datetime = DAY) -> list[Row]:
    """All for the stable version the day before, and the canary since DAY."""
    return [
        deployment(start - timedelta(days=1), {OLD: 100}),
        deployment(start, {NEW: share, OLD: 100 - share}, "canario"),
    ]


def write_json(path: Path, content: object) -> Path:
    """A file of JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), "utf-8")
    return path


def write_lines(path: Path, content: Iterable[Row]) -> Path:
    """A file of JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in content), "utf-8")
    return path


def write_table(path: Path, content: Iterable[Row], table: str = "skill_events") -> Path:
    """A table of a SQLite file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as database:
        database.execute(
            f"CREATE TABLE {table} (created_at TEXT, version TEXT, is_error INTEGER, code TEXT, fingerprint TEXT)"
        )
        database.executemany(
            f"INSERT INTO {table} VALUES (:created_at, :version, :is_error, :code, :fingerprint)",  # noqa: S608
            content,
        )
        database.commit()
    return path
