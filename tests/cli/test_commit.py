"""`relcommit commit`: a message part by part, each asked again while something is wrong with it."""

from pathlib import Path

import pytest

from tests.support.committing import Committing, new_repository


@pytest.fixture
def repo(tmp_path: Path) -> Committing:
    made = new_repository(tmp_path / "r")
    made.write("relcommit.toml", '[commit]\nscopes = ["web"]\n')
    made.git("add", ".")
    return made


def answer(repo: Committing, *answers: str, more: tuple[str, ...] = ()) -> tuple[int, str]:
    done = repo.relcommit("commit", *more, stdin="".join(f"{text}\n" for text in answers).encode())
    return done.returncode, done.stdout + done.stderr


def test_every_part_is_judged_as_it_is_given(repo: Committing) -> None:
    code, said = answer(
        repo,
        "feta",
        "feat",
        "wbe",
        "web",
        "agregado el cobro",
        "agrega el cobro",
        "Uno.|Dos.",
        "",
        "cosas",
        "Refs: #12",
    )
    assert code == 0, said
    assert "no está permitido" in said
    assert "escribe «agrega»" in said
    assert repo.head() == "feat(web): agrega el cobro\n\nUno.\n\nDos.\n\nRefs: #12"
    assert repo.relcommit("check", "--range", "HEAD").returncode == 0


def test_a_breaking_change_is_announced_twice(repo: Committing) -> None:
    code, said = answer(repo, "fix", "", "quita v1", "", "no hay v1", "")
    assert code == 0, said
    assert repo.head() == "fix!: quita v1\n\nBREAKING CHANGE: no hay v1"


def test_nothing_is_committed_by_halves_or_in_a_rehearsal(repo: Committing) -> None:
    assert answer(repo, "fix", "")[0] == 130
    code, said = answer(repo, "fix", "", "corrige x", "", "", "", more=("--dry-run",))
    assert code == 0
    assert "fix: corrige x" in said
    assert repo.git("rev-parse", "HEAD", ok=False).returncode != 0


def test_what_follows_is_git_s_own(repo: Committing) -> None:
    answer(repo, "fix", "", "corrige x", "", "", "")
    code, said = answer(repo, "fix", "web", "corrige y", "", "", "", more=("--", "--amend", "--quiet"))
    assert code == 0, said
    assert repo.head() == "fix(web): corrige y"
