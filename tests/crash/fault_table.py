"""The slow run: fail at every call of every program in every way, and write what became of it into garantias.md.

python -m tests.crash.fault_table [--most N] [--only NAME] [--write]
"""

import argparse
import math
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.crash.forge_faults import KINDS, PROGRAMS, Rehearsal, rehearse, try_fault
from tests.crash.table import PAGE
from tests.support import sandbox
from tests.support.sandbox import Sandbox

BEGIN, END = "<!-- tabla de fallos -->\n", "<!-- fin de la tabla de fallos -->\n"
MOST = 60
"""Faults of each program, unless somebody asks for more: spread over its calls and the kinds."""


@dataclass(frozen=True)
class Cell:
    """One fault: at which call, which kind, and whether it lasts."""

    number: int
    kind: str
    lasting: bool


def cells(calls: int, most: int) -> list[Cell]:
    """At most so many of the faults of a program with so many calls, spread over calls and kinds."""
    every = [
        Cell(number, kind, lasting) for number in range(1, calls + 1) for kind in KINDS for lasting in (False, True)
    ]
    stride = next(step for step in range(int(len(every) * 0.618), len(every) * 2) if math.gcd(step, len(every)) == 1)
    return [every[place * stride % len(every)] for place in range(min(most, len(every)))]


def main() -> int:
    """Try the faults, print the table, and what went wrong; 1 where something did."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--most", type=int, default=MOST)
    reader.add_argument("--only", default="")
    reader.add_argument("--write", action="store_true")
    asked = reader.parse_args()
    start, rows, wrong = time.monotonic(), [], 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        model = sandbox.build(folder / "modelo")
        for place, program in enumerate(PROGRAMS.values()):
            if asked.only in ("", program.name):
                wanted = rehearse(model, program, folder / f"ensayo-{place}")
                chosen = cells(len(wanted.calls), asked.most)
                bad = _try_all(model, program.name, wanted, chosen, folder)
                wrong += bad
                rows.append(
                    f"| {program.name} | {len(wanted.calls)} | {len({cell.kind for cell in chosen})} | {len(chosen)} "
                    f"| {len(chosen) - bad} |"
                )
                _tell(rows[-1], ())
    table = "\n".join(
        ("| orden | llamadas | clases | fallos probados | acaban bien |", "|---|---|---|---|---|", *rows, "")
    )
    sys.stdout.write(f"{table}\n{time.monotonic() - start:.0f} s\n")
    if asked.write and not asked.only:
        _write(table)
    return 1 if wrong else 0


def _try_all(model: Sandbox, name: str, wanted: Rehearsal, chosen: Sequence[Cell], folder: Path) -> int:
    """How many went wrong; what, is told at once."""
    bad = 0
    for cell in chosen:
        with tempfile.TemporaryDirectory(dir=folder) as place:
            problems = try_fault(
                model, PROGRAMS[name], wanted, Path(place),
                number=cell.number, kind=KINDS[cell.kind], lasting=cell.lasting,
            )  # fmt: skip
        bad += bool(problems)
        if problems:
            _tell(f"{name}: {wanted.calls[cell.number - 1]}: {cell.kind}{', sigue' if cell.lasting else ''}", problems)
    return bad


def _tell(where: str, problems: Iterable[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in (where, *problems))
    sys.stdout.flush()


def _write(table: str) -> None:
    page = PAGE.read_text("utf-8")
    before, rest = page.split(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}{table}{END}{rest.split(END)[1]}", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
