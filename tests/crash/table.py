"""The slow run: kill every order at its effects and write what became of it, as the table of garantias.md.

python -m tests.crash.table [--most N] [--only NAME] [--write]
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.crash.killing import SCENARIOS, Model, Outcome, compile_effects, kill_once

PAGE = Path(__file__).parents[2] / "docs/vigentes/garantias.md"
BEGIN, END = "<!-- tabla de muertes -->\n", "<!-- fin de la tabla de muertes -->\n"
MOST = 60
"""Kills of each order, unless somebody asks for more: spread over all its effects."""


def main() -> int:
    """Try the kills, print the table, and what went wrong; 1 where something did."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--most", type=int, default=MOST)
    reader.add_argument("--only", default="")
    reader.add_argument("--write", action="store_true")
    asked = reader.parse_args()
    start = time.monotonic()
    outcomes: list[Outcome] = []
    rows: list[str] = []
    with tempfile.TemporaryDirectory() as temporary, ProcessPoolExecutor(2) as pool:
        top = Path(temporary)
        library = compile_effects(top)
        for place, scenario in enumerate(SCENARIOS.values()):
            if asked.only in ("", scenario.name):
                model = Model.of(scenario, top / f"m{place}", library)
                tried = list(pool.map(_kill, *zip(*_trials(model, asked.most, top / f"t{place}"), strict=True)))
                outcomes += tried
                rows.append(_row(model, tried))
                print(rows[-1], flush=True)
    bad = [outcome for outcome in outcomes if not outcome.is_well]
    for outcome in bad:
        print(
            f"\n--- {outcome.scenario} {outcome.number} alone={outcome.alone} {outcome.way}\n"
            f"{outcome.story}\n{outcome.litter}"
        )
    print(f"{len(outcomes) - len(bad)} de {len(outcomes)} en {time.monotonic() - start:.0f} s")
    if asked.write:
        _write(rows)
    return 1 if bad else 0


def _trials(model: Model, most: int, folder: Path) -> list[tuple[Model, int, Path, bool, str]]:
    count = min(most, model.effects)
    numbers = sorted({1 + place * (model.effects - 1) // max(1, count - 1) for place in range(count)})
    ways = model.scenario.ways
    return [
        (model, number, folder / str(place), bool(place // 2 % 2), ways[place % len(ways)])
        for place, number in enumerate(numbers)
    ]


def _kill(model: Model, number: int, folder: Path, alone: bool, way: str) -> Outcome:
    return kill_once(model, number, folder, alone=alone, way=way)


def _row(model: Model, tried: Iterable[Outcome]) -> str:
    tried = list(tried)
    exact = sum(outcome.is_exact for outcome in tried)
    true = sum(outcome.is_status_true for outcome in tried)
    clean = sum(not outcome.litter for outcome in tried)
    named = sum(outcome.locks > 0 for outcome in tried)
    return (
        f"| {model.scenario.name} | {model.effects} | {exact} de {len(tried)} | {true} de {len(tried)} | "
        f"{clean} de {len(tried)} | {named} |"
    )


def _write(rows: Iterable[str]) -> None:
    head = (
        "| orden | efectos | acaba exacta | `status` dice la verdad | sin restos | cerrojos de git que se nombran |\n"
        "|---|---|---|---|---|---|\n"
    )
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}{head}{_lines(rows)}{END}{after}", "utf-8")


def _lines(rows: Iterable[str]) -> str:
    return "".join(f"{row}\n" for row in rows)


if __name__ == "__main__":
    sys.exit(main())
