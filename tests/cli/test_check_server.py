"""Where code is received: bare repositories, and the hooks of a server, through real pushes."""

import json
import sys
import time
from pathlib import Path

import pytest

from tests.support.committing import ROOT, Committing, new_repository

GOOD, BAD = "docs: reorganiza docs", "docs: reorganizado docs"
HOOKS = ("pre-receive", "update")


@pytest.fixture(params=HOOKS)
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Committing, Committing]:
    """A clone, and the bare repository that it pushes to, with the hook that `init --server` prints."""
    clone = new_repository(tmp_path / "clon")
    clone.git("init", "-q", "--bare", "-b", "main", str(tmp_path / "servidor.git"))
    server = Committing(tmp_path / "servidor.git")
    printed = server.relcommit("init", "--server").stdout
    if request.param == "update":
        *head, line, _ = printed.splitlines()
        printed = "\n".join((*head, line.lstrip("# ")))
    hook = server.root / "hooks" / str(request.param)
    hook.write_text(printed.replace("#!/bin/sh\n", f"#!/bin/sh\nexport PYTHONPATH={ROOT}\n", 1), "utf-8")
    hook.chmod(0o755)
    assert sys.executable in printed or "relcommit check" in printed
    clone.git("branch", "-qM", "main")
    clone.git("remote", "add", "origin", str(server.root))
    return clone, server


def test_a_push_is_taken_or_refused_whole(pair: tuple[Committing, Committing]) -> None:
    clone, server = pair
    clone.commit(GOOD)
    clone.git("push", "-q", "origin", "main")
    before = server.git("rev-parse", "main").stdout
    clone.commit(GOOD)
    clone.commit(BAD)
    refused = clone.git("push", "origin", "main", ok=False)
    assert refused.returncode == 1
    assert "[verb-mood]" in refused.stderr
    assert refused.stderr.count("escribe «reorganiza»") == 1
    assert server.git("rev-parse", "main").stdout == before
    clone.git("commit", "-q", "--amend", "--allow-empty", "-m", GOOD)
    clone.git("push", "-q", "origin", "main")


def test_the_settings_are_those_of_the_branch_that_receives(pair: tuple[Committing, Committing]) -> None:
    clone, _ = pair
    clone.write("relcommit.toml", '[commit]\nmood = "infinitivo"\n[branch]\npatterns = ["x/*"]\n')
    clone.git("add", ".")
    clone.git("commit", "-qm", "docs: reorganizar docs")
    clone.git("push", "-q", "origin", "main")
    clone.git("rm", "-q", "relcommit.toml")
    clone.git("commit", "-qm", GOOD)
    assert "[verb-mood]" in clone.git("push", "origin", "main", ok=False).stderr
    assert "[verb-mood]" in clone.git("push", "origin", "main:x/otra", ok=False).stderr
    assert "[branch-pattern]" in clone.git("push", "origin", "main~:refs/heads/otra", ok=False).stderr
    clone.git("push", "-q", "origin", "main~:refs/heads/x/otra")


def test_settings_that_nobody_could_read_are_not_taken_and_can_be_mended(pair: tuple[Committing, Committing]) -> None:
    clone, server = pair
    clone.commit(GOOD)
    clone.git("push", "-q", "origin", "main")
    clone.write("relcommit.toml", "[commit]\nmood = 1\n")
    clone.git("add", ".")
    clone.commit("chore: cambia el modo")
    assert "relcommit.toml:2" in clone.git("push", "origin", "main", ok=False).stderr
    server.git("fetch", "-q", str(clone.root), "main:main")  # as from before there was a hook
    clone.write("relcommit.toml", '[commit]\nmood = "infinitivo"\n')
    clone.git("commit", "-qam", "fix: corrige el modo")
    assert "[verb-mood]" in clone.git("push", "origin", "main", ok=False).stderr
    clone.git("commit", "-q", "--amend", "-m", "fix: corregir el modo")
    clone.git("push", "-q", "origin", "main")


def test_thousands_of_new_branches_are_judged_at_once(tmp_path: Path) -> None:
    repo = new_repository(tmp_path / "r")
    repo.commit(GOOD)
    tree = repo.git("rev-parse", "HEAD^{tree}").stdout.strip()
    bad, good = (repo.git("commit-tree", "-m", message, tree).stdout.strip() for message in (BAD, "docs: ordena docs"))
    tips = [bad, *[good] * 3000]
    lines = "".join(f"{'0' * 40} {tip} refs/heads/r/{number}\u2028\n" for number, tip in enumerate(tips))
    started = time.monotonic()
    done = repo.relcommit("check", "--receive", "--json", stdin=lines.encode())
    assert done.returncode == 1
    messages = json.loads(done.stdout)["messages"]
    assert len([row for row in messages if row["sha"]]) == 2
    assert time.monotonic() - started < 20


def test_only_what_is_new_to_the_server_is_judged(pair: tuple[Committing, Committing]) -> None:
    clone, server = pair
    clone.commit(GOOD)
    clone.git("push", "-q", "origin", "main")
    hooks = [server.root / "hooks" / name for name in HOOKS if (server.root / "hooks" / name).exists()]
    for hook in hooks:
        hook.chmod(0o644)
    clone.commit(BAD)
    clone.git("push", "-q", "origin", "main")  # from before there was a hook
    for hook in hooks:
        hook.chmod(0o755)
    clone.git("push", "-q", "origin", "main:rama")
    clone.git("tag", "v1")
    clone.git("push", "-q", "origin", "v1")
    clone.git("push", "-q", "origin", "--delete", "rama")
    clone.git("reset", "-q", "--hard", "HEAD~")
    clone.commit("docs: ordena docs")
    clone.git("push", "-q", "--force", "origin", "main")


def test_a_range_in_a_bare_repository_has_the_settings_of_its_start(tmp_path: Path) -> None:
    clone = new_repository(tmp_path / "clon")
    clone.write("relcommit.toml", '[commit]\nmood = "infinitivo"\n[commit.scopes]\nweb = "web/**"\n')
    clone.git("add", ".")
    clone.git("commit", "-qm", "docs: reorganizar docs")
    clone.commit("docs: ordenar docs")
    clone.git("clone", "-q", "--bare", ".", str(tmp_path / "b.git"))
    bare = Committing(tmp_path / "b.git")
    assert bare.relcommit("check", "--range", "HEAD~..HEAD").returncode == 0
    assert bare.relcommit("check", "--range", "HEAD").returncode == 0
    clone.commit(GOOD)
    clone.git("push", "-q", str(bare.root), "HEAD:otra")
    done = bare.relcommit("check", "--range", "HEAD..otra")
    assert done.returncode == 1
    assert "[verb-mood]" in done.stdout
    assert bare.relcommit("check", "--range", "no..otra").returncode == 4


@pytest.mark.parametrize("line", ["", "a b c", "0" * 40 + " " + "1" * 40, f"{'z' * 40} {'1' * 40} refs/heads/x"])
def test_what_git_does_not_write_is_no_push(tmp_path: Path, line: str) -> None:
    repo = new_repository(tmp_path / "r")
    done = repo.relcommit("check", "--receive", stdin=f"{line}\n".encode())
    assert done.returncode == 2
    assert "pre-receive" in done.stderr
