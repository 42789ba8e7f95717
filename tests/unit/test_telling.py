"""What a person sees of long work: nothing within a second, then how much is done, and no trace of it at the end."""

import os
import re
import subprocess
import sys

import pytest

from relcommit.cli.progress import Telling
from relcommit.docs.links.check import check
from relcommit.docs.links.repair import suspects
from relcommit.docs.links.rewrite import reorganise
from relcommit.docs.progress import Watch
from relcommit.docs.states.inventory import inventory
from tests.support.posix import terminal
from tests.unit.docs.trees import moves, tree

TREE = tree({"a.md": "", "b.md": "", "c.html": "", "d.txt": ""})


def shown(capsys: pytest.CaptureFixture[str], *, quiet: bool = False, terminal: bool = True) -> str:
    """What three files show, read in half a second each; click keeps the code that wipes a line for terminals."""
    passed = iter(range(99))
    telling = Telling(quiet=quiet, clock=lambda: next(passed) / 2, has_terminal=terminal)
    watch = telling.watch("read")
    for done in range(4):
        watch(done, 3)
    return capsys.readouterr().err


def test_progress_shows_past_a_second_and_is_wiped_away(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys) == "\r    66 % (2 de 3)\r"


def test_progress_is_for_terminals_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, terminal=False) == ""
    assert shown(capsys, quiet=True) == ""


MIDWAY = """
from relcommit.cli import exits as leaving
from relcommit.cli import output
from relcommit.cli.progress import Telling
from relcommit.errors.docs import WouldBreak

def stop():
    passed = iter(range(99))
    watch = Telling(clock=lambda: next(passed)).watch("read")
    for done in range(3):
        watch(done, 9)
    {ending}

leaving.exit_code_of(stop)
"""


@pytest.mark.parametrize(
    ("ending", "first"),
    [
        ("raise WouldBreak('a.md', 3, 'b.md')", "a.md:3: la referencia"),
        ("raise KeyboardInterrupt", ""),
        ("output.say('Listo.')", "Listo."),
        ("output.say_json({})", "{}"),
    ],
)
def test_a_terminal_shows_no_trace_of_progress_above_what_ends_it(ending: str, first: str) -> None:
    ours, theirs = terminal()
    subprocess.run([sys.executable, "-c", MIDWAY.format(ending=ending)], stdout=theirs, stderr=theirs, check=True)
    os.close(theirs)
    written = os.read(ours, 65536).decode()
    os.close(ours)
    assert "22 % (2 de 9)" in written
    lines = [re.sub(r".*\r(?:\x1b\[K)?", "", line.rstrip("\r")) for line in written.split("\n")]
    assert (lines[0].startswith(first), "%" in "".join(lines)) == (True, False)


@pytest.mark.parametrize(
    ("work", "total"),
    [
        (lambda watch: check(TREE, watch), 2),
        (lambda watch: suspects(TREE, watch), 3),
        (lambda watch: inventory(TREE, {}, "", watch), 3),
        (lambda watch: reorganise(TREE, moves({"a.md": "x/a.md"}), watch), 3),
    ],
)
def test_the_units_are_the_files_that_are_read(work: "Watched", total: int) -> None:
    told: list[tuple[int, int]] = []
    work(lambda done, all_: told.append((done, all_)))
    assert told == [(done, total) for done in range(total + 1)]


class Watched:
    """Work that somebody watches."""

    def __call__(self, watch: Watch) -> object: ...
