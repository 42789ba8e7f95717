"""`relcommit redo`, what hooks rewrite, and an undo that tells the truth about what it could not take back."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from relcommit.text.es import journal as es
from tests.support.sandbox import BRANCH, PLAN, Sandbox

GUIDE = "docs/vigentes/guía.md"
FORMAT = f"grep -q formateado '{GUIDE}' || {{ echo '<!-- formateado -->' >> '{GUIDE}'; exit 1; }}\n"
FORMAT_AND_ADD = f"echo '<!-- formateado -->' >> '{GUIDE}'; git add '{GUIDE}'\n"


def hook(box: Sandbox, name: str, script: str, *, at: Path | None = None) -> Path:
    place = box.write(f"{'hooks' if at else '.git/hooks'}/{name}", f"#!/bin/sh\n{script}", at=at)
    place.chmod(0o755)
    return place


def test_redo_brings_back_all_that_undo_took(box: Sandbox) -> None:
    before = box.state()
    assert box.prepare().code == 0
    prepared, pulls = box.state(), box.local_pulls()

    for _ in range(2):
        assert box.relcommit("undo", "--yes").code == 0
        assert box.state() == before
        assert box.relcommit("redo", "--yes").code == 0
        assert (box.state(), box.local_pulls()) == (prepared, pulls)
    assert box.relcommit("undo", "--yes").code == 0
    assert box.state() == before


def test_what_was_saved_is_not_called_undone(box: Sandbox) -> None:
    assert box.prepare().code == 0
    ended = box.relcommit("undo", "--yes")
    assert "guarda" not in ended.out
    told = box.relcommit("status", "--json").json
    assert [text.partition(" ")[0] for text in told["done"]] == ["guarda"]
    assert box.git("rev-parse", "--verify", told["saved"])


def test_what_an_earlier_version_wrote_in_a_linked_working_tree_is_still_undone(box: Sandbox) -> None:
    box.git("worktree", "add", "-q", str(box.folder / "otro"), "-b", "aparte")
    other = replace(box, repo=box.folder / "otro")
    before = other.state()
    assert other.relcommit("docs", "apply", "--yes").code == 0
    (box.repo / ".git/relcommit/worktrees/otro").rename(box.repo / ".git/worktrees/otro/relcommit")

    assert other.relcommit("status", "--json").json["state"] == "finished"
    assert other.relcommit("undo", "--yes").code == 0
    assert other.state() == before


def test_several_runs_are_undone_and_redone_in_order(box: Sandbox) -> None:
    box.prepare()
    box.plan(("Manual de mostrador", "Manual de devoluciones"))
    assert box.prepare().code == 0
    both = box.state()
    assert box.relcommit("undo", "--yes").code == 0
    assert box.relcommit("redo", "--yes").code == 0
    assert box.state() == both


def test_what_is_new_ends_what_could_be_done_again(box: Sandbox) -> None:
    box.prepare()
    box.relcommit("undo", "--yes")
    assert box.prepare().code == 0
    ended = box.relcommit("redo", "--yes")
    assert (ended.code, "nada deshecho" in ended.err) == (4, True)


def test_a_dry_run_of_redo_changes_nothing(box: Sandbox) -> None:
    box.prepare()
    box.relcommit("undo", "--yes")
    before = box.everything()
    ended = box.relcommit("redo", "--dry-run")
    assert (ended.code, BRANCH in ended.out) == (0, True)
    assert box.everything() == before


@pytest.mark.parametrize(("script", "code"), [(FORMAT, 6), (FORMAT_AND_ADD, 0)], ids=["refuses", "adds"])
def test_what_a_hook_formats_is_taken_back_too(box: Sandbox, script: str, code: int) -> None:
    before = box.state()
    formatter = hook(box, "pre-commit", script)
    assert box.prepare().code == code
    assert "formateado" in box.read(GUIDE)

    assert box.relcommit("undo", "--yes").code == 0
    formatter.unlink()
    assert box.state() == before


def test_what_a_hook_writes_besides_is_named_and_never_called_as_before(box: Sandbox) -> None:
    before = box.state()
    committer = hook(box, "post-commit", "echo 1 > registro.txt\n")
    adder = hook(box, "pre-commit", "echo 2 > generado.txt; git add generado.txt\n")
    assert box.prepare().code == 0
    box.write("mío.txt", "de después\n")

    ended = box.relcommit("undo", "--yes")
    assert (ended.code, es.UNDONE in ended.out, es.UNDONE_UNSEEN in ended.out) == (6, False, True), ended
    assert "«generado.txt», «registro.txt»." in ended.err
    assert "«mío.txt»" in ended.out

    committer.unlink()
    adder.unlink()
    for name in ("registro.txt", "mío.txt", "generado.txt"):
        (box.repo / name).unlink()
    assert box.state() == before
    ended = box.relcommit("redo", "--yes")
    assert (ended.code, "«generado.txt»" in ended.err, es.REDONE in ended.out) == (6, True, False), ended


def test_what_people_do_since_is_named_without_blame(box: Sandbox) -> None:
    hook(box, "pre-push", "exit 1\n")
    assert box.prepare().code == 6
    box.write("mío.txt", "entre medias\n")
    assert box.relcommit("continue").code == 6
    box.write("src/app.py", "print('adiós')\n")

    ended = box.relcommit("undo", "--yes")
    assert (ended.code, ended.err) == (0, ""), ended
    assert es.UNDONE not in ended.out
    assert "«mío.txt», «src/app.py»" in ended.out


def test_after_a_hook_refused_continue_commits_and_pushes(box: Sandbox) -> None:
    hook(box, "pre-commit", FORMAT)
    assert box.prepare().code == 6
    assert box.relcommit("continue").code == 0
    assert box.git("rev-list", "--count", f"main..{BRANCH}") == "1"
    assert box.git("rev-parse", BRANCH, at=box.origin) == box.git("rev-parse", BRANCH)


def test_an_undo_that_refuses_notes_nothing(box: Sandbox) -> None:
    refuser = hook(box, "pre-push", "exit 1\n")
    ended = box.prepare()
    assert (ended.code, "pre-push" in ended.err) == (6, True), ended
    refuser.unlink()
    edited = box.read(GUIDE)
    box.write(GUIDE, edited + "de Berta\n")
    assert box.relcommit("undo", "--yes").code == 4
    box.write(GUIDE, edited)

    assert box.relcommit("continue").code == 0
    assert box.git("branch", "--list", BRANCH, at=box.origin)


def test_a_remote_that_lets_nobody_delete_is_named(box: Sandbox) -> None:
    box.git("config", "receive.denyDeletes", "true", at=box.origin)
    assert box.prepare().code == 0

    ended = box.relcommit("undo", "--yes")

    assert ended.code == 6, ended
    assert "no deja borrar ramas" in ended.err
    assert es.UNDONE not in ended.out
    assert box.git("branch", "--show-current") == "main"
    assert box.git("branch", "--list", BRANCH, at=box.origin)
    assert box.relcommit("status", "--json").json["state"] == "undone"


def test_where_it_is_pushed_to_is_asked_and_undone(box: Sandbox) -> None:
    mine = box.folder / "mio.git"
    box.git("clone", "-q", "--bare", str(box.origin), str(mine), at=box.folder)
    box.git("config", "remote.origin.pushurl", str(mine))
    assert box.prepare().code == 0
    assert box.git("branch", "--list", BRANCH, at=mine)
    assert box.relcommit("undo", "--yes").code == 0
    assert not box.git("branch", "--list", BRANCH, at=mine)


def test_submodules_and_tags_are_not_pushed_along(box: Sandbox) -> None:
    box.git("config", "push.recurseSubmodules", "only")
    box.git("config", "push.followTags", "true")
    box.git("tag", "-a", "v1", "-m", "uno")
    assert box.prepare().code == 0
    assert box.git("branch", "--list", BRANCH, at=box.origin)
    assert not box.git("tag", "--list", at=box.origin)


def test_a_commit_that_a_hook_rewords_is_ours(box: Sandbox) -> None:
    before = box.state()
    hook(box, "commit-msg", '{ printf \'[OBRA-7] \'; cat "$1"; } > x && mv x "$1"\n')
    hook(box, "post-commit", "p=$PPID; kill -9 $(cut -d' ' -f4 /proc/$p/stat)\n")
    with box.process("prepare", PLAN, "--yes") as process:
        process.communicate(timeout=60)
    (box.repo / ".git/hooks/post-commit").unlink()
    (box.repo / ".git/hooks/commit-msg").unlink()
    assert process.returncode == -9
    assert box.relcommit("undo", "--yes").code == 0
    assert box.state() == before


def test_a_damaged_run_stops_nobody_else(box: Sandbox) -> None:
    box.prepare()
    (log,) = (box.repo / ".git/relcommit/runs").glob("*/log")
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join(line for line in lines if b'"done": 3' not in line))
    before = box.state()

    ended = box.relcommit("undo", "--yes")
    assert (ended.code, "Diario dañado" in ended.err) == (4, True)
    assert box.state() == before
    assert "diario dañado" in box.relcommit("status").out
    assert box.relcommit("log").code == 0
    assert box.relcommit("prepare", PLAN, "--dry-run").code == 0
    assert box.relcommit("discard").code == 0
    assert box.relcommit("status", "--json").json["state"] == "discarded"


def test_lost_last_lines_are_no_reason_to_call_it_undone(box: Sandbox) -> None:
    box.prepare()
    (log,) = (box.repo / ".git/relcommit/runs").glob("*/log")
    lines = log.read_bytes().splitlines(keepends=True)
    until = next(number for number, line in enumerate(lines) if json.loads(line).get("done") == 4)
    log.write_bytes(b"".join(lines[:until]))

    ended = box.relcommit("undo", "--yes")
    assert (ended.code, es.UNDONE in ended.out) == (4, False), ended
    assert box.relcommit("continue").code == 0
    assert box.relcommit("undo", "--yes").code == 0
    assert not box.git("branch", "--list", BRANCH, at=box.origin)


def test_log_prune_shortens_the_journal(box: Sandbox) -> None:
    for _ in range(2):
        box.prepare()
        box.relcommit("undo", "--yes")
    ended = box.relcommit("log", "--prune", "--keep", "1", "--json").json
    assert (len(ended["pruned"]), len(ended["runs"])) == (1, 1)
    assert ended["pruned"][0] not in box.git("for-each-ref", "refs/relcommit/")


def test_the_order_of_runs_is_not_the_clock_s(box: Sandbox) -> None:
    box.with_env(TZ="UTC").prepare()
    box.relcommit("undo", "--yes")
    box.prepare(env={"TZ": "America/Bogota"})
    runs = box.relcommit("log", "--json").json["runs"]
    assert [run["state"] for run in runs] == ["finished", "undone"]
    assert runs[0]["run"] > runs[1]["run"]
