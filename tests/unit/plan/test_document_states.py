"""What the plan's own documents section decides, and that what it does not say is an error and never a guess."""

import pytest

from relcommit.plan.reader import read_plan


def _decided(text: str) -> list[tuple[str, str, str | None]]:
    return [(document.path, document.status, document.to) for document in read_plan(text, "p.md").documents]


def _findings(text: str) -> list[tuple[str, str, int]]:
    return [(finding.level, finding.code, finding.line) for finding in read_plan(text, "p.md").findings]


@pytest.mark.parametrize(
    ("label", "status"),
    [
        ("Vigentes:", "vigente"),
        ("**Se quedan**", "vigente"),
        ("Siguen en vigor:", "vigente"),
        ("Los que se retiran:", "historico"),
        ("Ya no vigentes:", "historico"),
        ("Pasan al archivo:", "historico"),
        ("Obsoletos", "historico"),
        ("Dejan de estar vigentes:", "historico"),
    ],
)
def test_a_label_gives_its_state(label: str, status: str) -> None:
    assert _decided(f"## Documentos\n\n{label}\n\n- docs/a.md\n") == [("docs/a.md", status, None)]


@pytest.mark.parametrize("label", ["Los que se van:", "**Los de Paco**", "Elimínense:", "Los de 2023:", "### Otros"])
def test_a_label_that_nobody_knows_never_inherits_the_state_before(label: str) -> None:
    text = f"## Documentos\n\n### Qué queda\n\nVigentes:\n\n- docs/a.md\n\n{label}\n\n- docs/b.md\n"
    assert _decided(text) == [("docs/a.md", "vigente", None)]
    assert [(level, line) for level, _, line in _findings(text)] == [("error", 11)]


@pytest.mark.parametrize(
    ("entry", "decided"),
    [
        ("`docs/a.md` (histórico)", ("docs/a.md", "historico", None)),
        ("docs/a.md — se queda", ("docs/a.md", "vigente", None)),
        ("Histórico: docs/a.md", ("docs/a.md", "historico", None)),
        ("Mover docs/a.md a docs/historico/a.md", ("docs/a.md", "historico", "docs/historico/a.md")),
        ("`docs/a.md` → `docs/guias/a.md`", ("docs/a.md", "vigente", "docs/guias/a.md")),
        ("archivar [la guía](docs/a.md)", ("docs/a.md", "historico", None)),
        ("docs/etapa 1/a.md (histórico)", ("docs/etapa 1/a.md", "historico", None)),
    ],
)
def test_an_entry_says_its_own_state(entry: str, decided: tuple[str, str, str | None]) -> None:
    assert _decided(f"## Documentos\n\n- {entry}\n") == [decided]


@pytest.mark.parametrize(
    "entry",
    ["docs/a.md", "`docs/a.md` se elimina", "docs/*.md", "docs/a.md: vigente o histórico", "docs/a.md (pendiente)"],
)
def test_a_path_without_a_state_is_an_error(entry: str) -> None:
    assert _decided(f"## Documentos\n\n- {entry}\n") == []
    assert _findings(f"## Documentos\n\n- {entry}\n") == [("error", "document-unread", 3)]


def test_what_contradicts_its_list_is_an_error() -> None:
    text = "## Documentos\n\nVigentes:\n\n- docs/a.md (obsoleto)\n"
    assert (_decided(text), _findings(text)) == ([], [("error", "document-unread", 5)])


def test_tables_folders_sentences_and_lines_with_a_label() -> None:
    text = """\
## Documentos

| Archivo | Qué se hace | A dónde |
|---|---|---|
| docs/a.md | se queda | |
| docs/b.md | archivar | docs/historico/viejos/b.md |

- docs/historico/
  - docs/c.md

Históricos: docs/d.md y docs/e.md

Pasan a histórico `docs/f.md` y `docs/g.md`. Se queda `docs/h.md`.
"""
    assert _decided(text) == [
        ("docs/a.md", "vigente", None),
        ("docs/b.md", "historico", "docs/historico/viejos/b.md"),
        ("docs/c.md", "historico", "docs/historico"),
        ("docs/d.md", "historico", None),
        ("docs/e.md", "historico", None),
        ("docs/f.md", "historico", None),
        ("docs/g.md", "historico", None),
        ("docs/h.md", "vigente", None),
    ]


@pytest.mark.parametrize("heading", ["Documentación relacionada", "Archivos modificados", "Archivos", "Estado actual"])
def test_documents_that_are_only_mentioned_are_no_decision(heading: str) -> None:
    text = f"## {heading}\n\n- [API](docs/api.md)\n"
    assert (_decided(text), _findings(text)) == ([], [])
