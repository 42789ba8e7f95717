"""The pull request's body for whoever reads it, and for the tools that read what a squash makes of it."""

import subprocess

import pytest

from relcommit.text.es.common import NOTHING_TO_DO
from tests.support.sandbox import BRANCH, PLAN, SETTINGS, Sandbox

FOOTED = """\
# Búsquedas locales

**Objetivo:** que las búsquedas no salgan de la casa.

## Contexto

La factura de marzo dobló la de febrero.

## Rama recomendada

`docs/buscador`

## Mensaje de commit

```
docs(buscador)!: ordena los documentos del buscador

- archiva lo de antes

BREAKING CHANGE: las direcciones cambian
Closes #41
Reviewed-by: Ana Soto <ana@ejemplo.cl>
```

## Definición de Done

- [ ] Índice en producción
- [ ] Aprobación técnica y operativa
"""
FIRST = "BREAKING CHANGE: las direcciones cambian\nCloses #41"
LAST = "Reviewed-by: Ana Soto <ana@ejemplo.cl>"


def pull(box: Sandbox) -> str:
    """Title and body, below the front matter."""
    (text,) = box.local_pulls().values()
    return text.partition("\n---\n\n")[2]


def footed(box: Sandbox, *changes: tuple[str, str]) -> None:
    text = FOOTED
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    box.write(PLAN, text)


def edit(box: Sandbox, old: str, new: str) -> None:
    file = box.repo / ".git/relcommit/pull-requests/0001.md"
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new).encode())


def trailers(message: str) -> str:
    asked = ("git", "interpret-trailers", "--parse")
    ran = subprocess.run(asked, input=message, text=True, capture_output=True, check=True)
    return ran.stdout.strip()


def test_it_says_why_before_what(box: Sandbox) -> None:
    footed(box)
    assert box.prepare().code == 0

    body = pull(box)
    order = ["### Objetivo", "Que las búsquedas no salgan", "### Contexto", "La factura", "### Qué cambia",
             "- archiva lo de antes", "## Documentos que cambian de sitio", "A `docs/historico/fase1`:",
             "## Definición de «Done»", "Responde: técnica y operativa."]  # fmt: skip
    assert [text for text in order if text not in body] == []
    assert sorted(order, key=body.index) == order


def test_the_commits_footers_are_the_last_paragraphs(box: Sandbox) -> None:
    footed(box)
    assert box.prepare().code == 0

    assert pull(box).endswith(f"<!-- relcommit:fin -->\n\n{FIRST}\n\n{LAST}")
    assert trailers(f"docs(buscador)!: ordena (#7)\n\n{pull(box)}") == LAST
    assert box.message(BRANCH if box.git("branch", "--list", BRANCH) else "HEAD").endswith(f"\n\n{FIRST}\n\n{LAST}\n")
    assert NOTHING_TO_DO in box.prepare().out


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_other_footers_take_the_place_of_the_old_ones(box: Sandbox, ends: str) -> None:
    footed(box)
    assert box.prepare().code == 0
    edit(box, "\n<!-- relcommit:fin -->", "\n<!-- relcommit:fin -->\n\nNota de Berta.")
    file = box.repo / ".git/relcommit/pull-requests/0001.md"
    head, fence, body = file.read_bytes().decode().partition("\n---\n\n")
    file.write_bytes((head + fence + body.replace("\n", ends)).encode())
    footed(box, ("Closes #41\n", "Closes #42\n"), (f"{LAST}\n", ""))

    assert box.prepare().code == 0

    body = pull(box).replace("\r\n", "\n")
    assert body.endswith(
        "<!-- relcommit:fin -->\n\nNota de Berta.\n\nBREAKING CHANGE: las direcciones cambian\nCloses #42"
    )
    assert "#41" not in body
    assert LAST not in body
    assert NOTHING_TO_DO in box.prepare().out


def test_footers_that_somebody_changed_by_hand_stay(box: Sandbox) -> None:
    footed(box)
    assert box.prepare().code == 0
    edit(box, LAST, f"{LAST}\nAcked-by: Berta <b@ejemplo.cl>")
    footed(box, ("Índice en", "Índice nuevo en"))

    assert box.prepare().code == 0
    assert "Acked-by: Berta <b@ejemplo.cl>" in pull(box)


@pytest.mark.parametrize(
    "place", [".github/pull_request_template.md", "docs/PULL_REQUEST_TEMPLATE.md", ".github/PULL_REQUEST_TEMPLATE/a.md"]
)
def test_the_repositorys_own_template_is_taken_in(box: Sandbox, place: str) -> None:
    box.write("relcommit.toml", f'{SETTINGS}\n[[docs.rules]]\npaths = "docs/PULL*"\nstatus = "vigente"\nto = "docs"\n')
    box.write(place, "## Antes de pedir revisión\n\n- [ ] He probado el cambio\n")
    box.git("add", "-A", "--", place, "relcommit.toml")
    box.git("commit", "-qm", "docs: añade la plantilla")
    box.git("push", "-q")
    footed(box)

    assert box.prepare().code == 0

    body = pull(box)
    assert body.index("<!-- relcommit:fin -->") < body.index("- [ ] He probado el cambio") < body.index(FIRST)
    edit(box, "- [ ] He probado", "- [x] He probado")
    footed(box, ("Índice en", "Índice nuevo en"))
    assert box.prepare().code == 0
    assert pull(box).count("He probado el cambio") == 1
    assert "- [x] He probado el cambio" in pull(box)
    assert trailers(f"docs: ordena (#7)\n\n{pull(box)}") == LAST


def test_many_moves_are_folded(box: Sandbox) -> None:
    for number in range(12):
        box.write(f"docs/fase1/acta-{number}.md", f"# Acta {number}\n")
    box.git("add", "docs/fase1")
    box.git("commit", "-qm", "docs: añade las actas")
    box.git("push", "-q")
    footed(box)
    assert box.prepare().code == 0
    assert "<details>\n<summary>15 documentos</summary>" in pull(box)


def test_metadata_comes_from_the_plan_and_then_from_the_settings(box: Sandbox) -> None:
    box.write("relcommit.toml", f'{SETTINGS}\n[pull_request]\nlabels = ["docs"]\nreviewers = ["ana"]\n')
    footed(box, ("## Rama recomendada", "Etiquetas: `buscador`\n\nRevisores: @berta\n\n## Rama recomendada"))

    assert box.prepare().code == 0

    (text,) = box.local_pulls().values()
    assert 'labels: ["buscador", "docs"]' in text
    assert 'reviewers: ["berta", "ana"]' in text


def test_a_long_context_leaves_before_the_boxes(box: Sandbox) -> None:
    footed(box, ("La factura de marzo", "palabras " * 9_000 + "La factura de marzo"))
    assert box.prepare().code == 0
    body = pull(box)
    assert len(body) <= 65_536
    assert "- [ ] Índice en producción" in body
    assert "El texto se ha abreviado" in body
    assert body.endswith(LAST)
