"""What a team's settings ask, through every door: the shell's hook, the command, ranges, `--explain`."""

import os
import time
from pathlib import Path

import pytest

from relcommit.repo.hook.install import install
from relcommit.repo.settings import read_settings
from tests.support.committing import Committing, new_repository

SCOPES = '[commit.scopes]\nweb = "apps/web/**"\napi = "apps/api/**"\n'


def team(tmp_path: Path, settings: str) -> Committing:
    """A repository with these settings and the hook, both settled as they are a while after `init`."""
    repo = new_repository(tmp_path / "repo")
    place = repo.write("relcommit.toml", settings)
    old = time.time() - 60
    os.utime(place, (old, old))
    git = repo.root / ".git"
    install(repo.root, git, git / "hooks", read_settings(repo.root).commit)
    return repo


def stage(repo: Committing, *paths: str) -> None:
    for path in paths:
        repo.write(path, f"{path}\n")
        repo.git("add", path)


def test_a_scope_is_held_against_what_is_staged_and_against_history(tmp_path: Path) -> None:
    repo = team(tmp_path, SCOPES)
    stage(repo, "apps/api/ñandú.py")
    refused = repo.git("commit", "-qm", "feat(web): agrega pagos", ok=False)
    assert refused.returncode == 1
    assert "[scope-path]" in refused.stderr
    assert "feat(api): agrega pagos" in refused.stderr
    repo.git("commit", "-qm", "feat(api): agrega pagos")
    stage(repo, "README.md", "apps/web/a.ts")
    repo.git("commit", "-qm", "feat(web): agrega portada")
    stage(repo, "OTRO.md")
    repo.git("commit", "-qnm", "feat(web): agrega otra cosa")
    done = repo.relcommit("check", "--range", "HEAD")
    assert done.returncode == 1
    assert done.stdout.count("[scope-path]") == 1
    assert "OTRO.md" in done.stdout


def test_the_hook_sees_what_each_way_of_committing_touches(tmp_path: Path) -> None:
    repo = team(tmp_path, SCOPES)
    stage(repo, "apps/api/a.py", "apps/web/a.ts")
    repo.git("commit", "-qm", "feat(api): agrega la primera")
    assert repo.git("commit", "--amend", "-qm", "feat(web): agrega la primera", ok=False).returncode == 0
    repo.write("apps/web/a.ts", "otra\n")
    for way in (["-a"], ["apps/web/a.ts"]):
        refused = repo.git(
            "commit", "-qm", "feat(api): cambia el color", *way, ok=False, GIT_AUTHOR_DATE="1577836801 +0000"
        )
        assert (refused.returncode, "[scope-path]" in refused.stderr) == (1, True)
    repo.git("commit", "-qam", "feat(web): cambia el color", GIT_AUTHOR_DATE="1577836801 +0000")
    refused = repo.git("commit", "--amend", "-qm", "feat(api): cambia el color", ok=False)
    assert (refused.returncode, "[scope-path]" in refused.stderr) == (1, True)
    stage(repo, "apps/api/b.py")
    repo.git("commit", "--amend", "-qm", "feat(web): cambia el color y el servicio")


@pytest.mark.parametrize(
    ("settings", "good", "bad", "code"),
    [
        ('[commit.ticket]\npattern = "OBRA-[0-9]+"\nrequired = true\n', "fix: corrige x (OBRA-1)", "fix: corrige x",
         "ticket-missing"),
        ("[commit]\nscope_required = true\n", "fix(web): corrige x", "fix: corrige x", "scope-required"),
        ('[commit]\nco_authors = "require"\n', "fix: corrige x\n\nCo-authored-by: Eva <e@e.org>", "fix: corrige x",
         "co-author"),
        ('[commit]\nco_authors = "forbid"\n', "fix: corrige x", "fix: corrige x\n\nCo-authored-by: Eva <e@e.org>",
         "co-author"),
        ('[commit]\nsubject_case = "sentence"\n[commit.severity]\ndescription-case = "error"\n', "fix: Corrige x",
         "fix: corrige x", "description-case"),
        ('[commit.severity]\nverb-mood = "off"\nmissing-accent = "error"\n', "fix: corregido x",
         "fix: corrige la facturacion", "missing-accent"),
    ],
)  # fmt: skip
def test_every_door_asks_the_same(tmp_path: Path, settings: str, good: str, bad: str, code: str) -> None:
    repo = team(tmp_path, settings)
    for _ in range(2):  # the second time, whatever can be at hand is
        refused = repo.commit(bad, ok=False)
        assert refused.returncode == 1
        assert f"[{code}]" in refused.stderr
        repo.commit(good)
        assert repo.relcommit("check", "-m", bad).returncode == 1
        assert repo.relcommit("check", "-m", good).returncode == 0
    repo.git("commit", "-q", "--allow-empty", "-nm", bad)
    assert repo.relcommit("check", "--range", "HEAD~..HEAD").returncode == 1
    assert repo.relcommit("check", "--range", "HEAD~2..HEAD~").returncode == 0
    assert "En este repositorio" in repo.relcommit("check", "--explain", code).stdout


def test_shared_settings_count_and_their_changes_too(tmp_path: Path) -> None:
    repo = new_repository(tmp_path / "repo")
    repo.write("común.toml", '[commit]\nmood = "infinitivo"\n')
    repo.write("relcommit.toml", 'extends = "común.toml"\n')
    git = repo.root / ".git"
    install(repo.root, git, git / "hooks", read_settings(repo.root).commit)
    repo.commit("fix: corregir x")
    assert repo.commit("fix: corrige x", ok=False).returncode == 1
    repo.write("común.toml", '[commit]\nmood = "presente"\n')
    repo.commit("fix: corrige x")
    assert repo.relcommit("check", "-m", "fix: corregir x").returncode == 1
    repo.write("común.toml", 'extends = "relcommit.toml"\n')
    assert "se extiende a sí misma" in repo.relcommit("check", "-m", "x").stderr
