"""`status`, `log`, `continue` and `discard`: what a run did, in words and in JSON, whoever wrote the journal."""

import json
from pathlib import Path

import pytest

from relcommit.engine.log_lines import checksum, encode_line
from tests.support.sandbox import BRANCH, PLAN, Sandbox


@pytest.fixture
def stopped(box: Sandbox) -> Sandbox:
    """A run whose push was refused."""
    hook = box.write("hooks/pre-receive", "#!/bin/sh\nexit 1\n", at=box.origin)
    hook.chmod(0o755)
    assert box.prepare().code == 5
    hook.unlink()
    return box


def test_before_the_first_run_there_is_nothing_to_tell(box: Sandbox) -> None:
    assert "ninguna ejecución" in box.relcommit("status").out
    assert "ninguna ejecución" in box.relcommit("log").out
    assert box.relcommit("status", "--json").json == {"run": None}
    assert box.relcommit("log", "--json").json == {"runs": []}
    for command in ("continue", "discard"):
        ended = box.relcommit(command)
        assert (ended.code, ended.out) == (4, "")
        assert len(ended.err.splitlines()) == 2


def test_status_tells_what_was_done_what_is_left_and_the_ways_out(stopped: Sandbox) -> None:
    said = stopped.relcommit("status").out
    assert "a medias" in said
    assert f"hecho     crea la rama «{BRANCH}»" in said
    assert "empezado, sin confirmar: sube" in said
    assert "falta     abre" in said
    for way in ("continue", "undo", "discard"):
        assert f"relcommit {way}" in said
    told = stopped.relcommit("status", "--json").json
    assert (told["state"], told["command"], told["plan"]) == ("pending", "prepare", PLAN)
    assert (len(told["done"]), len(told["begun"]), len(told["left"]), told["undone"]) == (5, 1, 1, [])
    assert stopped.git("rev-parse", "--verify", told["saved"])


def test_looking_changes_nothing(stopped: Sandbox) -> None:
    before = stopped.everything()
    for command in ("status", "log"):
        assert stopped.relcommit(command).code == 0
    assert stopped.everything() == before


def test_continue_finishes_it_once(stopped: Sandbox) -> None:
    assert stopped.relcommit("continue").code == 0
    assert stopped.relcommit("status", "--json").json["state"] == "finished"
    assert stopped.relcommit("continue").code == 4


def test_discard_forgets_it_and_leaves_everything(stopped: Sandbox) -> None:
    before = stopped.state()
    assert stopped.relcommit("discard").code == 0
    assert stopped.state() == before
    assert stopped.relcommit("status", "--json").json["state"] == "discarded"
    assert stopped.relcommit("undo", "--yes").code == 4
    assert stopped.prepare().code == 0
    assert stopped.git("rev-list", "--count", f"main..{BRANCH}") == "1"


def test_a_step_of_another_version_stops_only_who_would_take_it(stopped: Sandbox) -> None:
    (program,) = (stopped.repo / ".git/relcommit/runs").glob("*/program.json")
    rewrite_program(program, '"Push"', '"Teleport"')

    assert stopped.relcommit("status").code == 0
    assert stopped.relcommit("log").code == 0
    ended = stopped.relcommit("continue")
    assert (ended.code, "Teleport" in ended.err) in ((4, True), (6, True))
    assert stopped.relcommit("discard").code == 0


def rewrite_program(program: Path, old: str, new: str) -> None:
    """As another version would have frozen it: with a first line of the log that fits."""
    data = program.read_bytes().replace(old.encode(), new.encode())
    program.write_bytes(data)
    log = program.parent / "log"
    first, rest = log.read_bytes().split(b"\n", 1)
    log.write_bytes(encode_line(0, {"begun": json.loads(first)["begun"], "program": checksum(data)}) + rest)


def test_the_log_lists_the_newest_first(box: Sandbox) -> None:
    box.prepare()
    box.relcommit("undo", "--yes")
    box.prepare()
    runs = box.relcommit("log", "--json").json["runs"]
    assert [run["state"] for run in runs] == ["finished", "undone"]
    assert len(box.relcommit("log").out.splitlines()) == 2


def test_the_papers_are_there_for_people(stopped: Sandbox) -> None:
    (folder,) = (stopped.repo / ".git/relcommit/runs").iterdir()
    assert (folder / "cuerpo.md").read_text("utf-8").startswith("<!-- relcommit:inicio")
    assert (folder / "titulo.txt").read_text("utf-8").startswith("docs(prestamos)")
    assert (folder / "mensaje.txt").read_text("utf-8").startswith("docs(prestamos)")


@pytest.mark.parametrize("lock", ["index.lock", f"refs/heads/{BRANCH}.lock"])
@pytest.mark.parametrize("command", [("continue",), ("undo", "--yes")])
def test_a_lock_that_a_dead_git_left_is_named_with_the_way_out(
    box: Sandbox, command: tuple[str, ...], lock: str
) -> None:
    """Killed together with git: its lock stays, and every order of git refuses."""
    hook = box.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    assert box.prepare().code == 6
    hook.unlink()
    place = box.write(f".git/{lock}")
    ended = box.relcommit(*command)
    assert ended.code in (4, 6)
    assert f"borra «{place}»" in ended.err
    assert "pgrep -a git" in ended.err
    assert "Unable to create" not in ended.err
    place.unlink()
    assert box.relcommit(*command).code == 0
