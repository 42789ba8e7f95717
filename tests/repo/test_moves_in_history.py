"""Where documents went in a real history, however they were moved."""

from pathlib import Path

import pytest

from relcommit.repo.git import open_git
from relcommit.repo.moves import moves_in_history
from relcommit.repo.tree import read_tree
from tests.support.sandbox import Sandbox, sealed

LINES = "".join(f"La línea número {number} habla de servicios y de préstamos.\n" for number in range(12))


@pytest.fixture
def history(tmp_path: Path) -> Sandbox:
    box = Sandbox(tmp_path, sealed(tmp_path), tmp_path / "obra", tmp_path / "origin.git")
    box.git("init", "-q", str(box.repo), at=tmp_path)
    box.write("docs/acta.md", f"# Acta\n\n{LINES}")
    box.write("docs/README.md", "# Documentos\n\n- [Acta](acta.md)\n- [Guía de préstamos](../guía.md)\n")
    committed(box, "docs: empieza")
    return box


def committed(box: Sandbox, subject: str) -> None:
    box.git("add", "-A")
    box.git("commit", "-qm", subject)


def found(box: Sandbox) -> list[tuple[str, str, str]]:
    git = open_git(box.repo, dict(box.env))
    moves = moves_in_history(git, ("HEAD",), read_tree(git), {"docs", "acta", "readme"})
    return [(one.old, one.new, one.subject) for one in moves.moves]


def test_a_document_that_grew_as_it_moved_is_known_by_its_words(history: Sandbox) -> None:
    text = history.read("docs/acta.md")
    history.git("rm", "-q", "docs/acta.md")
    history.write("viejo/acta.md", text + "Otras palabras muy distintas de todas las anteriores.\n" * 40)
    committed(history, "docs: archiva y amplía")
    assert found(history) == [("docs/acta.md", "viejo/acta.md", "docs: archiva y amplía")]


def test_a_page_whose_links_all_changed_is_known_by_its_words(history: Sandbox) -> None:
    history.git("rm", "-q", "docs/README.md")
    history.write(
        "viejo/x/README.md", "# Documentos\n\n- [Acta](../../docs/acta.md)\n- [Guía de préstamos](../../guía.md)\n"
    )
    committed(history, "docs: archiva el índice")
    assert found(history) == [("docs/README.md", "viejo/x/README.md", "docs: archiva el índice")]


def test_another_document_of_the_same_name_is_another_document(history: Sandbox) -> None:
    history.git("rm", "-q", "docs/acta.md")
    history.write("viejo/acta.md", "# Acta\n\nTrata cosas enteramente nuevas: barcos, puertos, mareas, faros.\n")
    committed(history, "docs: otra acta")
    assert found(history) == []


def test_what_moved_in_the_merge_itself_is_found_and_what_a_parent_moved_is_told_by_its_commit(
    history: Sandbox,
) -> None:
    history.git("switch", "-qc", "rama")
    history.git("mv", "docs/README.md", "docs/portada.md")
    committed(history, "docs: cambia el nombre")
    history.git("switch", "-q", "main")
    history.write("otro.txt", "x")
    committed(history, "feat: otro")
    history.git("merge", "-q", "--no-ff", "--no-commit", "rama")
    (history.repo / "viejo").mkdir()
    history.git("mv", "docs/acta.md", "viejo/acta.md")
    history.git("commit", "-qm", "Merge de rama")
    assert found(history) == [
        ("docs/README.md", "docs/portada.md", "docs: cambia el nombre"),
        ("docs/acta.md", "viejo/acta.md", "Merge de rama"),
    ]
