"""`relcommit check` and its hook against the best-known checkers, in one run, taking turns.

Usage: python bench/check.py [--path DIR ...] [--rounds 15] [--no-graph] [--write]

Every DIR is looked in for the peers: a virtual environment with `committed conventional-pre-commit commitizen
gitlint`, and `node_modules/.bin` with `@commitlint/cli @commitlint/config-conventional`. Those that are missing are
left out. `--no-graph` leaves out the commit-graph, as a new clone does. `--write` puts the table and the plot into
docs/vigentes/rendimiento.md.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from check_history import make
from check_plot import table, write

MESSAGE = "docs(api): reorganiza la documentación de pagos\n"
REFINED = "docs(api): zanja la documentación de pagos\n"
"""A verb that the shell does not know: the hook asks Python."""
COMMITLINT = "module.exports = { rules: { 'type-empty': [2, 'never'], 'subject-empty': [2, 'never'] } };\n"


@dataclass
class Case:
    """One command, measured."""

    name: str
    argv: list[str]
    times: list[float] = field(default_factory=list)
    """Milliseconds, a round each."""
    memory: int = 0
    """The largest resident set, in KiB."""

    @property
    def median(self) -> float:
        return statistics.median(self.times)


def main() -> None:
    """Measure, print, and write where asked."""
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--path", type=Path, action="append", default=[])
    wanted.add_argument("--rounds", type=int, default=15)
    wanted.add_argument("--no-graph", action="store_true")
    wanted.add_argument("--write", action="store_true")
    asked = wanted.parse_args()
    os.environ["PATH"] = os.pathsep.join([*map(str, asked.path), os.environ["PATH"]])
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        made = prepared(home, graph=not asked.no_graph)
        groups = {title: take_turns(cases, asked.rounds, home) for title, cases in made.items()}
    for title, cases in groups.items():
        print(f"\n{title}\n\n{table(cases)}")
    if asked.write:
        write(groups)


def prepared(folder: Path, *, graph: bool) -> dict[str, list[Case]]:
    """The cases, in a new repository with 10,000 commits and our hook."""
    make(folder / "r", 10_000, graph=graph)
    os.chdir(folder / "r")
    Path("mensaje").write_text(MESSAGE, "utf-8")
    Path("fino").write_text(REFINED, "utf-8")
    Path("commitlint.config.js").write_text(COMMITLINT, "utf-8")
    run([_ours(), "init", "--hooks"], folder)
    subprocess.run(["git", "checkout", "-q", "main"], check=True)
    start = Case("python -c pass", [sys.executable, "-c", "pass"])
    in_python = Case("relcommit (Python)", [_ours(), "check", "--quiet", "--range", "main~10..main"])
    groups = {
        "Un mensaje, como lo llama git": one_message(),
        "Un rango de 10 commits": [start, in_python, *a_range("main~10..main")],
        "Un rango de 10 000 commits": a_range("main~9999..main"),
    }
    return {title: [case for case in cases if case] for title, cases in groups.items()}


def one_message() -> list[Case | None]:
    """The hook on a good message, and each peer on the same file."""
    hook = ".git/hooks/commit-msg"
    return [
        Case("relcommit (hook)", [hook, "mensaje"]),
        Case("relcommit (Python)", [hook, "fino"]),
        Case("python -I -S -c pass", [sys.executable, "-I", "-S", "-c", "pass"]),
        _peer("committed", "--commit-file", "mensaje"),
        _peer("conventional-pre-commit", "mensaje"),
        _peer("gitlint", "--ignore", "B6", "--msg-filename", "mensaje"),
        _peer("cz", "check", "--commit-msg-file", "mensaje"),
        _peer("commitlint", "--edit", "mensaje"),
    ]


def a_range(wanted: str) -> list[Case | None]:
    """`check --range`, bare `git log`, and the peers that take a range."""
    start, _, end = wanted.partition("..")
    return [
        Case("git log --format=%B", ["git", "log", "--format=%B", wanted]),
        Case("relcommit", [_ours(), "check", "--range", wanted]),
        _peer("committed", wanted),
        _peer("cz", "check", "--rev-range", wanted),
        _peer("commitlint", "--from", start, "--to", end),
    ]


def take_turns(cases: list[Case], rounds: int, folder: Path) -> list[Case]:
    """Each round runs every command once, so that a busy moment falls on all of them."""
    for number in range(rounds + 1):
        for case in cases:
            if number > 3 and case.median > 1500:
                continue
            spent = run(case.argv, folder)
            if number:  # the first round warms up
                case.times.append(spent)
    for case in cases:
        case.memory = memory(case.argv, folder)
    return cases


def run(argv: list[str], folder: Path) -> float:
    """Milliseconds of one process; what it prints goes to a file, as to a log."""
    if sys.platform == "win32":
        raise SystemExit("posix_spawn is what is measured, and Windows has none")
    else:  # noqa: RET506 - mypy follows the platform only so
        with (folder / "printed").open("wb") as printed:
            started = time.perf_counter()
            child = os.posix_spawnp(
                argv[0], argv, os.environ,
                file_actions=[(os.POSIX_SPAWN_DUP2, printed.fileno(), 1), (os.POSIX_SPAWN_DUP2, printed.fileno(), 2)],
            )  # fmt: skip
            os.waitpid(child, 0)
            return (time.perf_counter() - started) * 1000


def memory(argv: list[str], folder: Path) -> int:
    """The largest resident set in KiB, by GNU time, which is small enough not to count itself; 0 without it."""
    timer = shutil.which("time", path="/usr/bin:/usr/local/bin:/bin")
    if timer is None:
        return 0
    told = folder / "memory"
    run([timer, "-q", "-o", str(told), "-f", "%M", *argv], folder)
    return int(told.read_text("ascii").split()[-1])


def _ours() -> str:
    return str(Path(sys.executable).parent / "relcommit")


def _peer(name: str, *args: str) -> Case | None:
    found = shutil.which(name)
    return Case(name, [found, *args]) if found else None


if __name__ == "__main__":
    main()
