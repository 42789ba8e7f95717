"""Wherever `prepare` stops, going on ends where it would have ended, and undo gives back what was there."""

from pathlib import Path
from typing import Any

import pytest

from relcommit.engine.advance import advance, undo
from tests.crash.faulty import Crash, Fuse, advance_until, fragile, last, quietly, start, workshop
from tests.support import sandbox
from tests.support.sandbox import BRANCH, PLAN, Sandbox

CALLS = 17
"""Changing calls of the straight path: `test_the_path_has_as_many_calls_as_are_tried` holds it to that."""
STOPS = [(at, after) for at in range(1, CALLS + 1) for after in (False, True)]


def in_use(box: Sandbox) -> Sandbox:
    """A repository in which somebody is at work."""
    box.write("src/app.py", "print('a medias')\n")
    box.git("add", "src/app.py")
    box.write("src/app.py", "print('más')\n")
    box.write("docs/notas.txt", "cambiadas\n")
    box.git("add", "docs/notas.txt")
    box.write("docs/notas.txt", "cambiadas otra vez\n")
    box.write("docs/fase1/nueva acta.md", "De la [guía](../guía.md).\n")
    (box.repo / "docs/atajo.md").symlink_to("guía.md")
    return box


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    return in_use(sandbox.build(tmp_path_factory.mktemp("en-uso")))


@pytest.fixture
def box(model: Sandbox, tmp_path: Path) -> Sandbox:
    return sandbox.copy(model, tmp_path / "maquina")


@pytest.fixture(scope="session")
def wanted(model: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Where a run that nothing stops ends."""
    box = sandbox.copy(model, tmp_path_factory.mktemp("derecho") / "maquina")
    assert box.prepare().code == 0
    return end_of(box)


def end_of(box: Sandbox) -> dict[str, Any]:
    """Everything about the end but the folder's own name."""
    state = box.state()
    return {
        "files": {Path(name).relative_to(box.repo).as_posix(): what for name, what in state.files.items()},
        "commit": box.git_bytes("cat-file", "commit", BRANCH),
        "index": state.index,
        "status": state.status,
        "head": state.head,
        "refs": state.refs,
        "remote": state.remote,
        "config": state.config.replace(str(box.folder).encode(), b""),
        "pulls": box.local_pulls(),
    }


def test_the_path_has_as_many_calls_as_are_tried(box: Sandbox) -> None:
    fuse = Fuse(at=0, after=False)
    with workshop(box) as app:
        assert not advance_until(app, start(app), fuse)
    assert fuse.count == CALLS


@pytest.mark.parametrize(("at", "after"), STOPS)
def test_going_on_ends_where_it_would_have_ended(box: Sandbox, wanted: dict[str, Any], at: int, after: bool) -> None:
    with workshop(box) as app:
        assert advance_until(app, start(app), Fuse(at, after))

        advance(last(app), quietly(app), lambda said: None)
        assert end_of(box) == wanted

        assert last(app).state == "finished"
        advance(last(app), quietly(app), lambda said: None)
        assert end_of(box) == wanted


@pytest.mark.parametrize(("at", "after"), STOPS)
def test_undo_gives_back_what_was_there(box: Sandbox, at: int, after: bool) -> None:
    before = box.state()
    with workshop(box) as app:
        assert advance_until(app, start(app), Fuse(at, after))

        undo(last(app), quietly(app), lambda said: None)
        assert box.state() == before

        assert last(app).state == "undone"
        undo(last(app), quietly(app), lambda said: None)
        assert box.state() == before


@pytest.mark.parametrize("at", range(1, CALLS + 1))
def test_prepare_again_finishes_it_without_doubles(box: Sandbox, wanted: dict[str, Any], at: int) -> None:
    with workshop(box) as app:
        assert advance_until(app, start(app), Fuse(at, after=True))

    assert box.prepare().code == 0

    assert end_of(box) == wanted


def test_undo_of_a_finished_run_gives_back_what_was_there(box: Sandbox) -> None:
    before = box.state()
    assert box.prepare().code == 0

    ended = box.relcommit("undo", "--yes")

    assert ended.code == 0, ended
    assert box.state() == before
    assert 'state: "closed"' in box.local_pulls()[1]


UNDOING = [(at, after) for at in range(1, 16) for after in (False, True)]


@pytest.mark.parametrize(("at", "after"), UNDOING)
def test_an_undo_that_stops_is_finished_by_another(box: Sandbox, at: int, after: bool) -> None:
    before = box.state()
    assert box.prepare().code == 0
    with workshop(box) as app:
        try:
            undo(last(app), fragile(quietly(app), Fuse(at, after)), lambda said: None)
        except Crash:
            undo(last(app), quietly(app), lambda said: None)

    assert box.state() == before


@pytest.mark.parametrize("cut", [1, 5, 20])
def test_a_torn_last_line_is_as_if_never_written(box: Sandbox, wanted: dict[str, Any], cut: int) -> None:
    before = box.state()
    with workshop(box) as app:
        advance_until(app, start(app), Fuse(7, after=True))
        log = last(app).folder / "log"
        log.write_bytes(log.read_bytes()[:-cut])

        advance(last(app), quietly(app), lambda said: None)
        assert end_of(box) == wanted
        assert last(app).state == "finished"

        undo(last(app), quietly(app), lambda said: None)
    assert box.state() == before


@pytest.fixture(scope="session")
def carrying(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    """Prepared, back on `main`, and the plan written again with a change."""
    box = sandbox.build(tmp_path_factory.mktemp("de-vuelta"))
    assert box.prepare().code == 0
    box.git("switch", "-q", "main")
    box.plan(("Manual de mostrador", "Manual de devoluciones"))
    return box


@pytest.mark.parametrize(("at", "after"), [(at, after) for at in range(1, 10) for after in (False, True)])
def test_a_plan_carried_to_its_branch_is_never_lost(carrying: Sandbox, tmp_path: Path, at: int, after: bool) -> None:
    box = sandbox.copy(carrying, tmp_path / "maquina")
    before, plan = box.state(), box.read(PLAN)
    with workshop(box) as app:
        assert advance_until(app, start(app), Fuse(at, after))
        undo(last(app), quietly(app), lambda said: None)
        assert box.state() == before
        assert advance_until(app, start(app), Fuse(at, after))
        advance(last(app), quietly(app), lambda said: None)
    assert box.git_bytes("show", f"{BRANCH}:{PLAN}").decode() == plan
    assert box.git("status", "--porcelain") == ""


def test_a_run_that_was_never_frozen_does_not_exist(box: Sandbox) -> None:
    with workshop(box) as app:
        folder = app.journal / "runs" / "20260101T000000.000000"
        folder.mkdir(parents=True)
        (folder / "program.json.tmp").write_text("{")
    assert box.prepare().code == 0
    assert "20260101" not in box.relcommit("log").out


def test_stopping_twice_and_changing_ones_mind(box: Sandbox) -> None:
    before = box.state()
    with workshop(box) as app:
        assert advance_until(app, start(app), Fuse(6, after=True))
        assert advance_until(app, last(app), Fuse(4, after=False))
        undo(last(app), quietly(app), lambda said: None)
    assert box.state() == before

    assert box.prepare().code == 0
    assert box.git("rev-list", "--count", f"main..{BRANCH}") == "1"


def test_the_saved_files_are_whole(box: Sandbox) -> None:
    before = {PLAN: box.read(PLAN), "docs/notas.txt": box.read("docs/notas.txt")}
    assert box.prepare().code == 0
    saved = box.git("for-each-ref", "--format=%(refname)", "refs/relcommit/")
    assert {path: box.git_bytes("show", f"{saved}:{path}").decode() for path in before} == before
