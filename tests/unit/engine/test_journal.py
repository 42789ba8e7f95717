"""The journal tells a run as it was, whatever a crash did to its last line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcommit.engine.codec import STEPS, decode_action, decode_step, encode_step
from relcommit.engine.journal import Order, Run, begin, read_run, runs
from relcommit.errors.repository import UnknownStep
from relcommit.names import BranchName, RepoPath, RunId, Sha
from relcommit.steps import Action, ArrangeFiles, CreateBranch, DeleteBranch, NewContent, Relocation, Step, SwitchBranch

MAIN, WORK = BranchName("main"), BranchName("docs/obra")
PROGRAM: tuple[Action, ...] = (
    CreateBranch(WORK, Sha("1" * 40)),
    SwitchBranch(WORK, back_to=MAIN),
    ArrangeFiles(
        moves=(Relocation(RepoPath("a.md"), RepoPath("b\udcff.md")),),
        contents=(NewContent(RepoPath("b\udcff.md"), b"\xff\x00viejo", b"nuevo\r\n"),),
        links=(),
    ),
)


def begun(tmp_path: Path, name: str = "20260514T093000.000000") -> Run:
    order = Order(
        run=RunId(name), command="prepare", plan="docs/plan.md", started="2026-05-14T09:30:00+00:00",
        artifacts={"mensaje.txt": "docs: añade\n"},
    )  # fmt: skip
    return begin(tmp_path, order, PROGRAM, ["crea", "pasa", "mueve"])


def test_a_run_is_read_back_as_it_was_frozen(tmp_path: Path) -> None:
    run = begun(tmp_path)
    again = read_run(run.folder)
    assert tuple(again.step(at) for at in again.remaining()) == PROGRAM
    assert (again.command, again.plan, again.described) == ("prepare", "docs/plan.md", ("crea", "pasa", "mueve"))
    assert (again.folder / "mensaje.txt").read_text("utf-8") == "docs: añade\n"


def test_what_was_done_survives_with_its_way_back(tmp_path: Path) -> None:
    run = begun(tmp_path)
    back = (DeleteBranch(WORK, only_at=Sha("1" * 40)),)
    run.record({"intent": 0})
    run.record_done(0, back, then={"intent": 1})

    again = read_run(run.folder)
    assert again.back(0) == back
    assert (again.intent, again.state, again.remaining()) == (1, "pending", range(1, 3))


@given(cut=st.integers(1, 200))
def test_a_torn_line_takes_no_later_one_with_it(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    run = begun(tmp_path_factory.mktemp("diario"))
    run.record({"intent": 0})
    log = run.folder / "log"
    log.write_bytes(log.read_bytes() + b'{"done": 0, "back": [{"step": "DeleteBranch", "name": "x"'[: cut % 50 + 1])

    torn = read_run(run.folder)
    assert torn.remaining() == range(3)
    torn.record_done(0, PROGRAM[2:], then={"intent": 1})
    assert read_run(run.folder).back(0) == PROGRAM[2:]


def test_lines_of_another_version_are_passed_over(tmp_path: Path) -> None:
    run = begun(tmp_path)
    (run.folder / "log").write_bytes(b'[1]\n{"intent": "dos"}\n{"end": "explotada"}\n\xff\n{"intent": 0}\n')
    assert (read_run(run.folder).intent, read_run(run.folder).state) == (0, "pending")


def test_a_step_of_another_version_stops_only_who_takes_it(tmp_path: Path) -> None:
    run = begun(tmp_path)
    program = run.folder / "program.json"
    program.write_bytes(program.read_bytes().replace(b'"CreateBranch"', b'"PlantBranch"'))
    again = read_run(run.folder)
    assert again.described[0] == "crea"
    with pytest.raises(UnknownStep, match="PlantBranch"):
        again.step(0)


@pytest.mark.parametrize("told", [{"step": "CreateBranch", "name": "x"}, {}, {"step": "CreateBranch", "more": 1}])
def test_fields_of_another_version_are_an_unknown_step(told: dict[str, object]) -> None:
    with pytest.raises(UnknownStep):
        decode_step(told, lambda at, length: b"")


def test_a_reversal_is_no_part_of_a_program() -> None:
    told = encode_step(DeleteBranch(WORK, only_at=Sha("1")), lambda data: (0, 0))
    with pytest.raises(UnknownStep):
        decode_action(told, lambda at, length: b"")


def test_runs_come_newest_first_and_two_of_one_moment_are_two(tmp_path: Path) -> None:
    for name in ("20260514T093000.000000", "20260514T093000.000000", "20250101T000000.000000"):
        begun(tmp_path, name)
    assert [run.name for run in runs(tmp_path)] == [
        "20260514T093000.000000-2", "20260514T093000.000000", "20250101T000000.000000",
    ]  # fmt: skip


def test_there_are_no_runs_where_nothing_ran(tmp_path: Path) -> None:
    assert runs(tmp_path / "nada") == []


steps = st.one_of([st.builds(kind) for kind in STEPS.values()])


@given(step=steps)
def test_every_step_comes_back_from_json_as_it_went(step: Step) -> None:
    import json

    contents = bytearray()

    def keep(data: bytes) -> tuple[int, int]:
        contents.extend(data)
        return len(contents) - len(data), len(data)

    told = json.loads(json.dumps(encode_step(step, keep)))
    assert decode_step(told, lambda at, length: bytes(contents[at : at + length])) == step
