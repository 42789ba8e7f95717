"""The journal tells a run as it was, whatever a crash did to its last line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relcommit.engine.codec import STEPS, decode_action, decode_step, encode_step
from relcommit.engine.journal import Order, Run, begin, discard, read_run, runs
from relcommit.errors.journal import JournalDamaged
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
    assert tuple(again.step(number) for number in again.last.remaining()) == PROGRAM
    assert (again.command, again.plan, again.described) == ("prepare", "docs/plan.md", ("crea", "pasa", "mueve"))
    assert (again.folder / "mensaje.txt").read_text("utf-8") == "docs: añade\n"


BACK = (DeleteBranch(WORK, only_at=Sha("1" * 40)),)


def test_what_was_done_survives_with_its_way_back(tmp_path: Path) -> None:
    run = begun(tmp_path)
    run.last.record({"intent": 0})
    run.last.record_done(0, BACK, then=[{"intent": 1}])

    again = read_run(run.folder)
    assert again.back(0) == BACK
    assert (again.begun(), again.state, again.last.remaining()) == (1, "pending", [1, 2])


@settings(deadline=None)
@given(cut=st.integers(1, 200))
def test_a_torn_line_takes_no_later_one_with_it(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    run = begun(tmp_path_factory.mktemp("diario"))
    run.last.record({"intent": 0})
    log = run.folder / "log"
    log.write_bytes(
        log.read_bytes() + b'{"seq": 2, "done": 0, "back": [{"step": "DeleteBranch", "name": "x"'[: cut % 50 + 1]
    )

    torn = read_run(run.folder)
    assert (torn.damage, torn.last.remaining()) == (None, [0, 1, 2])
    torn.last.record_done(0, PROGRAM[2:], then=[{"intent": 1}])
    assert read_run(run.folder).back(0) == PROGRAM[2:]
    assert read_run(run.folder).damage is None


def taken(tmp_path: Path) -> Run:
    """A run with six lines in its log."""
    run = begun(tmp_path)
    run.last.record({"intent": 0})
    run.last.record_done(0, BACK, then=[{"intent": 1}])
    run.last.record_done(1, PROGRAM[2:], then=[{"intent": 2}])
    return run


@pytest.mark.parametrize("line", range(5))
def test_a_missing_line_is_damage(tmp_path: Path, line: int) -> None:
    log = taken(tmp_path).folder / "log"
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join(lines[:line] + lines[line + 1 :]))
    assert read_run(log.parent).state == "damaged"


@settings(deadline=None)
@given(data=st.data())
def test_a_changed_byte_anywhere_is_damage(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = taken(tmp_path_factory.mktemp("diario")).folder
    file = folder / data.draw(st.sampled_from(["log", "program.json"]))
    content = bytearray(file.read_bytes())
    place = data.draw(st.integers(0, len(content) - 2))
    content[place] ^= data.draw(st.integers(1, 255))
    file.write_bytes(bytes(content))
    assert read_run(folder).state == "damaged"


@pytest.mark.parametrize("name", ["log", "program.json"])
def test_a_missing_file_is_damage(tmp_path: Path, name: str) -> None:
    run = taken(tmp_path)
    (run.folder / name).unlink()
    (same,) = runs(tmp_path)
    assert same.state == "damaged"
    discard(same)
    assert runs(tmp_path)[0].state == "discarded"


@pytest.mark.parametrize("harm", [lambda data: b"", lambda data: data[:-1], lambda data: b"X" + data[1:]])
def test_missing_or_changed_contents_stop_who_would_use_them(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    run = begun(tmp_path)
    contents = run.folder / "contents"
    contents.write_bytes(harm(contents.read_bytes()))
    with pytest.raises(JournalDamaged):
        run.step(2)


def test_a_log_of_before_the_checksums_is_read_as_it_is(tmp_path: Path) -> None:
    run = begun(tmp_path)
    program = run.folder / "program.json"
    program.write_bytes(program.read_bytes().replace(b'"version": 2', b'"version": 1'))
    (run.folder / "log").write_bytes(b'[1]\n{"intent": "dos"}\n{"end": "explotada"}\n\xff\n{"intent": 0}\n')
    assert (read_run(run.folder).begun(), read_run(run.folder).state) == (0, "pending")


def test_a_step_of_another_version_stops_only_who_takes_it(tmp_path: Path) -> None:
    run = begun(tmp_path)
    entry = {**run.steps[0], "step": "PlantBranch"}
    run.last.steps = (entry, *run.steps[1:])
    assert run.described[0] == "crea"
    with pytest.raises(UnknownStep, match="PlantBranch"):
        run.step(0)


@pytest.mark.parametrize(
    "told",
    [
        {"step": "CreateBranch", "name": "x"},
        {},
        {"step": "CreateBranch", "more": 1},
        {"step": "ArrangeFiles", "moves": [], "contents": [{"path": "x"}], "links": []},
        {"step": "ArrangeFiles", "moves": 7, "contents": [], "links": []},
    ],
)
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
