"""What a verdict costs: 5,760 rows as JSON, and a million raw rows in SQLite; processor seconds and peak memory.

Check 17 of the rollout's design: less than 0.5 s and 3 s, and less than 200 MB. `relcommit --version` stands
beside them.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from tests.cli.test_rollout import PLAN, SETTINGS
from tests.support.production import DAY, NEW, OLD, splits, write_json

_READ = """\
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, *done.stderr.split())
"""


def measured(*args: str) -> tuple[int, float, float]:
    """The exit code, processor seconds, and peak megabytes of an order."""
    command = [sys.executable, "-c", _READ, sys.executable, "-m", "relcommit", *args]
    out = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, "TZ": "UTC"}).stdout
    code, seconds, megabytes, *_ = out.split()
    return int(code), float(seconds), float(megabytes)


def by_minute(folder: Path) -> None:
    """Two versions, two days: 5,760 rows, each with its requests."""
    write_json(folder / "evidencia/eventos.jsonl", [
        {"created_at": (DAY + timedelta(minutes=minute)).isoformat(), "version": version,
         "requests": 10 if version == NEW else 90, "incidents": int(minute % 10 == 0)}
        for minute in range(-1440, 1440) for version in (NEW, OLD)
    ])  # fmt: skip


def raw(folder: Path, number: int = 1_000_000) -> None:
    """Events of an hour, one in ten the canary's, one in a hundred an error."""
    with closing(sqlite3.connect(folder / "e.db")) as database:
        database.execute("CREATE TABLE e (created_at TEXT, version TEXT, is_error INTEGER, fingerprint TEXT)")
        database.executemany("INSERT INTO e VALUES (?, ?, ?, ?)", (
            (f"{DAY + timedelta(seconds=place * 3_600 // number):%Y-%m-%d %H:%M:%S}", NEW if place % 10 == 0 else OLD,
             int(place % 97 == 0), f"f{place}" if place % 97 == 0 else None)
            for place in range(number)
        ))  # fmt: skip
        database.commit()


def main() -> None:
    """Print the three figures."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "docs").mkdir()
        (folder / "docs/plan.md").write_text(PLAN, "utf-8")
        (folder / "relcommit.toml").write_text(SETTINGS, "utf-8")
        subprocess.run(["git", "init", "-q", place], check=True)
        write_json(folder / "evidencia/despliegues.json", splits())
        by_minute(folder)
        raw(folder)
        at = ("-C", place, "rollout", "verdict", "docs/plan.md", "--at", "2026-02-27T10:00")
        orders = {
            "--version": ("--version",),
            "5.760 filas": at,
            "1.000.000 de filas en SQLite": (*at, "--events", f"{place}/e.db"),
        }
        for name, order in orders.items():
            code, seconds, megabytes = measured(*order)
            print(f"{name}: {seconds:.2f} s, {megabytes:.0f} MB (acaba con {code})")


if __name__ == "__main__":
    main()
