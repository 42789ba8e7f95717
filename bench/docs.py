"""Moving 30 % of a tree's documents, against the floor and against `git mv` one by one.

Usage: python bench/docs.py [--sizes 100,300,1000,3000,10000] [--runs 5] [--git-mv 3000] [--page]

The floor reads every document, moves those that move, writes as many as change at their new places, and makes one
commit of it with as few processes of git as that takes, told as relcommit tells it to store files without compressing
them: nobody can do less. Seconds are those of the processor. Ours is
`relcommit docs apply --yes`, whole: reading, deciding, rewriting, the journal, and one commit. `git mv` is the
moves alone, one process each, which breaks every link. The three take turns on fresh copies of one tree.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from docs_plot import write
from docs_tree import make, place

PYTHON = sys.executable


STORED = ("git", "-c", "core.bigFileThreshold=1")
"""How relcommit itself lets git store many files."""


def changed(tree: Path) -> tuple[dict[str, str], list[str]]:
    """The moves and the edited files, by their places before them, as a dry run tells."""
    said = subprocess.run(
        (PYTHON, "-m", "relcommit", "docs", "apply", "--dry-run", "--json"),
        cwd=tree, check=True, capture_output=True, text=True,
    )  # fmt: skip
    told = json.loads(said.stdout)
    moves = {one["from"]: one["to"] for one in told["moves"]}
    files = sorted({one["file"] for one in told["edits"]})
    return moves, files


def floor(tree: Path, moves: dict[str, str], files: list[str]) -> None:
    """Read all, rename, write some, one index update, one commit."""
    held = {path: path.read_bytes() for path in (tree / "docs").rglob("*.md")}
    for folder in {os.path.dirname(to) for to in moves.values()}:  # noqa: PTH120
        (tree / folder).mkdir(parents=True, exist_ok=True)
    for old, new in moves.items():
        os.rename(tree / old, tree / new)  # noqa: PTH104
    for file in files:
        (tree / moves.get(file, file)).write_bytes(held.get(tree / file, b"") + b"\n")
    touched = "".join(f"{path}\0" for path in sorted({*files, *moves, *moves.values()})).encode()
    subprocess.run((*STORED, "update-index", "--add", "--remove", "-z", "--stdin"), cwd=tree, check=True, input=touched)
    subprocess.run((*STORED, "commit", "-qm", "docs: mueve"), cwd=tree, check=True)


def ours(tree: Path) -> None:
    """The whole command."""
    subprocess.run((PYTHON, "-m", "relcommit", "docs", "apply", "--yes", "--quiet"), cwd=tree, check=True)


def git_mv(tree: Path, total: int) -> None:
    """One `git mv` for each document that moves."""
    for number in range(total):
        path = place(number)
        if path.startswith("docs/etapa"):
            to = tree / path.replace("docs/", "docs/historico/", 1)
            to.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run(("git", "mv", path, str(to)), cwd=tree, check=True)


def processor() -> float:
    """Seconds that this process and its children have had of the processor, the kernel's own work for them included."""
    return sum(os.times()[:4])


def timed(model: Path, work: Callable[[Path], None]) -> float:
    """Seconds of the processor on a fresh copy: those of the clock say how busy the machine is."""
    with tempfile.TemporaryDirectory(dir=model.parent) as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(model, tree)
        subprocess.run(("git", "update-index", "-q", "--refresh"), cwd=tree, check=True)
        before = processor()
        work(tree)
        return processor() - before


def peak(model: Path) -> float:
    """Megabytes that our largest process needs, measured in a process of its own."""
    with tempfile.TemporaryDirectory(dir=model.parent) as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(model, tree)
        code = (
            "import resource,subprocess,sys;"
            "subprocess.run(sys.argv[1:],check=True);"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        )
        asked = (PYTHON, "-c", code, PYTHON, "-m", "relcommit", "docs", "apply", "--yes", "--quiet")
        told = subprocess.run(asked, cwd=tree, check=True, capture_output=True, text=True)
        return int(told.stdout.split()[-1]) / 1024


def measure(total: int, runs: int, most: int) -> dict[str, float]:
    """The medians for one size."""
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "model"
        model.mkdir()
        make(model, total)
        moves, files = changed(model)
        rounds = [(timed(model, lambda tree: floor(tree, moves, files)), timed(model, ours)) for _ in range(runs)]
        found = {
            "documents": total,
            "floor": statistics.median(one for one, _ in rounds),
            "ours": statistics.median(one for _, one in rounds),
            "ratio": statistics.median(mine / least for least, mine in rounds),
            "megabytes": peak(model),
        }
        if total <= most:
            found["git_mv"] = timed(model, lambda tree: git_mv(tree, total))
        return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sizes", default="100,300,1000,3000,10000")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--git-mv", type=int, default=3000)
    parser.add_argument("--page", action="store_true", help="write the section of docs/vigentes/rendimiento.md")
    options = parser.parse_args()
    rows = []
    for total in map(int, options.sizes.split(",")):
        rows.append(measure(total, options.runs, options.git_mv))
        print("  ".join(f"{name} {value:.2f}" for name, value in rows[-1].items()), flush=True)
    if options.page:
        write(rows)


if __name__ == "__main__":
    main()
