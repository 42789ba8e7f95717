"""GitHub fails somewhere in a program: one clear sentence, nothing twice, and the next order ends exactly."""

from pathlib import Path

import pytest

from tests.crash.fault_table import Cell, cells
from tests.crash.forge_faults import KINDS, PROGRAMS, rehearse, try_fault
from tests.support.sandbox import Sandbox


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_kind_of_fault_once(name: str, built: Sandbox, tmp_path: Path) -> None:
    """The slow run (`python -m tests.crash.fault_table`) tries them at every call."""
    wanted = rehearse(built, PROGRAMS[name], tmp_path / "ensayo")
    place = list(PROGRAMS).index(name)
    for turn, kind in enumerate(list(KINDS)[place :: len(PROGRAMS)]):
        number = 1 + (place + 2 * turn) % len(wanted.calls)
        folder = tmp_path / str(turn)
        wrong = try_fault(
            built, PROGRAMS[name], wanted, folder, number=number, kind=KINDS[kind], lasting=bool(turn % 2)
        )
        assert not wrong, (wanted.calls[number - 1], kind, wrong)


def test_a_reopening_that_is_refused_for_now_makes_no_second_pull_request(built: Sandbox, tmp_path: Path) -> None:
    redo = PROGRAMS["redo"]
    wanted = rehearse(built, redo, tmp_path / "ensayo")
    number = 1 + next(place for place, call in enumerate(wanted.calls) if call.startswith("PATCH"))
    assert not try_fault(built, redo, wanted, tmp_path / "fallo", number=number, kind=KINDS["403"], lasting=True)


def test_a_sample_meets_every_kind_and_call() -> None:
    chosen = cells(8, 60)
    assert len(set(chosen)) == 60
    assert {cell.kind for cell in chosen} == set(KINDS)
    assert {cell.number for cell in chosen} == set(range(1, 9))
    assert len(set(cells(1, 1000))) == len(cells(1, 1000)) == 2 * len(KINDS)
    assert Cell(1, "401", lasting=False) in cells(1, 1000)
