"""Hints order the list of undecided documents, and say why."""

import pytest

from relcommit.docs.model import Reason, State
from relcommit.docs.states.inventory import inventory
from relcommit.docs.states.propose import Candidate, candidates
from relcommit.docs.states.signals import signals
from relcommit.names import RepoPath
from tests.unit.docs.trees import tree


def ranked(files: dict[str, str], like: tuple[str, ...] = (), days: dict[str, float] | None = None) -> list[Candidate]:
    made = tree(files)
    state = State(status="vigente", reason=Reason(by="rule", where="x"), to=RepoPath("docs/decidido.md"))
    entries = inventory(made, {RepoPath("docs/decidido.md"): state}, "docs")
    when = {RepoPath(path): day for path, day in (days or {}).items()}
    return list(candidates(made, entries, [RepoPath(one) for one in like], when))


def test_only_undecided_documents_below_the_root_are_listed() -> None:
    files = {"docs/a.md": "", "docs/decidido.md": "", "fuera.md": "", "docs/x.png": ""}
    assert [one.path for one in ranked(files)] == ["docs/a.md"]


@pytest.mark.parametrize(
    ("path", "text", "kind", "line"),
    [
        ("docs/a.md", "# A\n\n> **Obsoleto**: mira b.md\n", "banner", 3),
        ("docs/a.md", "# A\n\nEste documento ya no se usa.\n", "banner", 3),
        ("docs/a.md", "# A\n\n- **Estado:** Completado\n", "state", 3),
        ("docs/a.md", "# ADR\n\nStatus: Superseded by 7\n", "state", 3),
        ("docs/etapa1/a.md", "", "period", None),
        ("docs/a.md", "# Informe de auditoría\n", "period", None),
        ("docs/NOTAS_VIEJAS.md", "", "capitals", None),
    ],
)
def test_a_hint_comes_with_its_line(path: str, text: str, kind: str, line: int | None) -> None:
    first = signals(path, text.encode())[0]
    assert (first.kind, first.line) == (kind, line)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("docs/a.md", "# A\n\n```\n> obsoleto\n```\n"),
        ("docs/README.md", "# Guía\n"),
        ("docs/a.md", "# A\n" + "x\n" * 10 + "La función está obsoleta desde la versión 3.\n"),
    ],
)
def test_other_words_are_no_hint(path: str, text: str) -> None:
    assert signals(path, text.encode()) == ()


def test_strong_hints_come_first_and_links_from_a_readme_count_against() -> None:
    files = {"docs/a.md": "", "docs/b.md": "> Documento obsoleto\n", "docs/c.md": "", "docs/README.md": "[a](a.md)"}
    assert [one.path for one in ranked(files)][:1] == ["docs/b.md"]
    assert [one.path for one in ranked(files)][-1] == "docs/a.md"


def test_the_siblings_of_a_marked_document_come_first() -> None:
    files = dict.fromkeys(("docs/e/informe-a.md", "docs/e/informe-b.md", "docs/g/manual.md", "docs/g/informe-c.md"), "")
    days = {"docs/e/informe-a.md": 10.0, "docs/e/informe-b.md": 11.0, "docs/g/manual.md": 400.0}
    first, second, third = ranked(files, ("docs/e/informe-a.md",), days)
    assert [one.path for one in (first, second, third)] == [
        "docs/e/informe-b.md",
        "docs/g/informe-c.md",
        "docs/g/manual.md",
    ]
    assert first.likeness is not None
    assert (first.likeness.same_folder, first.likeness.words, first.likeness.same_time) == (True, ("informe",), True)
    assert third.likeness is None or not third.likeness.same_folder
