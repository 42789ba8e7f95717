"""What a working tree changes since it left its base."""

import subprocess
from pathlib import Path

import pytest

from relcommit.repo.git import Git, open_git
from relcommit.repo.since import Since, changed_since
from tests.support.httpgit import SEALED


@pytest.fixture
def git(tmp_path: Path) -> Git:
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", **SEALED}
    names = ("-c", "user.name=Ana", "-c", "user.email=ana@ejemplo.org")
    for name in ("uno", "dos", "tres", "cuatro", "cinco ñ"):
        (tmp_path / f"{name}.md").write_text(f"# {name}\n\nTexto largo de verdad.\nMás texto de verdad.\n")
    for args in (("init", "-q", "-b", "main"), ("add", "."), (*names, "commit", "-qm", "x"), ("switch", "-qc", "rama")):
        subprocess.run(["git", *args], cwd=tmp_path, env=environment, check=True)
    return open_git(tmp_path, environment)


def test_every_kind_of_change_is_told(git: Git) -> None:
    root = git.root
    (root / "uno.md").write_text("# uno\n\nTexto largo de verdad.\nMás texto de verdad.\nNuevo.\n")
    (root / "dos.md").write_text("# dos\n\n\n\nTexto largo de verdad.\nMás texto de verdad.\n\n")
    (root / "tres.md").unlink()
    (root / "cuatro.md").write_text("# cuatro\n")
    (root / "nuevo.md").write_text("hola\n")
    git.write("mv", "cinco ñ.md", "seis ñ.md")
    assert set(changed_since(git, "main")) == {
        Since("uno.md", "modified", added_text=True),
        Since("dos.md", "modified", added_text=False),
        Since("tres.md", "removed", added_text=False),
        Since("cuatro.md", "modified", added_text=False),
        Since("nuevo.md", "added", added_text=True),
        Since("seis ñ.md", "renamed", added_text=False, previous="cinco ñ.md"),
    }


def test_a_base_that_is_not_there_shares_nothing(git: Git) -> None:
    assert changed_since(git, "no-hay") == ()
    assert changed_since(git, "main") == ()
