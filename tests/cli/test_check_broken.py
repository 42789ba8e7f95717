"""What `check` does when relcommit itself is at fault: nothing of the author's is lost, and the others are judged."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import relcommit
from tests.support.committing import Committing, new_repository

SOURCE = Path(relcommit.__file__).parent
BREAKS = "fix: fooooo la ruta"
"""A word that needs the file that is missing."""


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A relcommit without one of its data files, as a disk or a package may lose it."""
    package = tmp_path / "roto" / "relcommit"
    shutil.copytree(SOURCE, package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "commits" / "spanish" / "english.txt").unlink()
    return package.parent


def run(repo: Committing, broken: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**repo.environment, "PYTHONPATH": str(broken)}
    argv = (sys.executable, "-P", "-m", "relcommit", *words)
    return subprocess.run(argv, cwd=repo.root, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("extra", [(), ("--format", "json")])
def test_a_range_names_the_commit_and_goes_on(tmp_path: Path, broken: Path, extra: tuple[str, ...]) -> None:
    repo = new_repository(tmp_path / "repo")
    for message in ("docs: reorganiza docs", BREAKS, "sin tipo"):
        repo.commit(message)
    sha = repo.git("rev-parse", "HEAD~").stdout.strip()
    done = run(repo, broken, "check", "--range", "HEAD~2..HEAD", *extra)
    assert done.returncode == 70, done.stderr
    assert "internal" in done.stdout
    assert sha[:10] in done.stdout
    assert "english.txt" in done.stdout
    assert "header-format" in done.stdout


@pytest.mark.parametrize("plain", [True, False])
def test_the_hook_keeps_the_message(tmp_path: Path, broken: Path, plain: bool) -> None:
    repo = new_repository(tmp_path / "repo")
    message = repo.root / ".git" / "COMMIT_EDITMSG"
    message.write_text(f"{BREAKS}\n\nUn cuerpo largo.\n", "utf-8")
    if not plain:
        (repo.root / "relcommit.toml").write_text("[commit]\nmood = 'infinitivo'\n", "utf-8")
    done = run(repo, broken, "check", "--hook", ".git/COMMIT_EDITMSG")
    assert done.returncode == 70
    assert "Commit detenido" in done.stderr
    kept = repo.root / ".git" / "RELCOMMIT_EDITMSG"
    assert kept.read_bytes() == message.read_bytes()


def test_wrong_settings_stop_the_hook_and_keep_the_message(tmp_path: Path) -> None:
    repo = new_repository(tmp_path / "repo")
    (repo.root / "relcommit.toml").write_text("[commit]\nmod = 1\n", "utf-8")
    (repo.root / ".git" / "COMMIT_EDITMSG").write_text("feat: agrega x\n\nCuerpo.\n", "utf-8")
    done = run(repo, SOURCE.parent, "check", "--hook", ".git/COMMIT_EDITMSG")
    assert done.returncode == 3
    assert "commit.mod" in done.stderr
    assert "Commit detenido" in done.stderr
    assert (repo.root / ".git" / "RELCOMMIT_EDITMSG").read_text("utf-8") == "feat: agrega x\n\nCuerpo.\n"
