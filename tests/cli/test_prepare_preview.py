"""What `prepare` shows before it acts, and what of a person's own work it leaves alone."""

import pytest

from tests.support.sandbox import PLAN, PLAN_FIXTURE, Sandbox

COMMANDS = """\
```bash
git checkout -b docs/prestamos-fase1-fase2-guia
git add docs/
git commit -m "docs(prestamos): separa guías vigentes/históricas y fija la puesta en servicio + fase2 entrega1"
git push -u origin docs/prestamos-fase1-fase2-guia
```
"""


@pytest.fixture
def bare(box: Sandbox) -> Sandbox:
    """A plan without commands: nothing says what its commit holds."""
    text = PLAN_FIXTURE.read_text("utf-8")
    assert COMMANDS in text
    box.write(PLAN, text.replace(COMMANDS, ""))
    return box


def committed(box: Sandbox) -> set[str]:
    return set(box.git("diff", "--name-only", "--no-renames", "HEAD~1", "HEAD").splitlines())


def test_drafts_and_unfinished_edits_stay_out_and_are_told(bare: Sandbox) -> None:
    bare.write("docs/fase1/borrador.md", "# Borrador\n\nDe la [guía](../guía.md).\n")
    bare.write("docs/notas.txt", "a medias\n")

    ended = bare.prepare()

    assert ended.code == 0, ended
    assert "Fuera del commit, con cambios tuyos (1):\n    docs/notas.txt" in ended.out
    assert "Fuera del commit, sin seguimiento de git (1):\n    docs/fase1/borrador.md" in ended.out
    assert not {"docs/fase1/borrador.md", "docs/notas.txt"} & committed(bare)
    assert bare.read("docs/fase1/borrador.md") == "# Borrador\n\nDe la [guía](../guía.md).\n"
    assert bare.read("docs/notas.txt") == "a medias\n"
    assert PLAN in committed(bare)


def test_they_go_in_where_somebody_says_so(bare: Sandbox) -> None:
    bare.write("docs/fase1/borrador.md", "# Borrador\n\nDe la [guía](../guía.md).\n")
    bare.write("docs/notas.txt", "a medias\n")

    ended = bare.prepare("--include", "docs/notas.txt", "--include", "docs/fase1/")

    assert ended.code == 0, ended
    assert "Fuera del commit" not in ended.out
    assert {"docs/historico/fase1/borrador.md", "docs/notas.txt"} <= committed(bare)


def test_an_include_without_changes_is_said(bare: Sandbox) -> None:
    before = bare.everything()
    ended = bare.prepare("--include", "docs/no-está.md")
    assert (ended.code, "docs/no-está.md" in ended.err) == (4, True)
    assert bare.everything() == before


def test_what_the_commands_name_goes_in_and_is_told_apart(box: Sandbox) -> None:
    box.write("docs/nuevo.txt", "nuevo\n")
    box.write("docs/notas.txt", "a medias\n")

    ended = box.prepare()

    assert ended.code == 0, ended
    assert "Con cambios tuyos (1):\n    docs/notas.txt" in ended.out
    assert "Nuevos, que git no seguía (2):\n    docs/nuevo.txt" in ended.out
    assert "Con referencias reescritas" in ended.out
    assert {"docs/nuevo.txt", "docs/notas.txt"} <= committed(box)


def test_an_edit_in_a_document_that_has_to_be_rewritten_stops_it(bare: Sandbox) -> None:
    bare.write("README.md", "# Préstamos\n\nLa [guía](docs/gu%C3%ADa.md) y más.\n")
    before = bare.state()

    ended = bare.prepare()

    assert (ended.code, "README.md" in ended.err, "--include" in ended.err) == (4, True, True), ended
    assert bare.state() == before
    assert bare.prepare("--include", "README.md").code == 0


def test_the_servers_own_words_are_shown(box: Sandbox) -> None:
    """GitLab and Forgejo write the address that opens a merge request."""
    address = "https://gitlab.ejemplo.cl/acme/obra/-/merge_requests/new?merge_request%5Bsource_branch%5D=docs"
    hook = f"#!/bin/sh\necho ''\necho 'To create a merge request for docs, visit:'\necho '  {address}'\n"
    box.write("hooks/post-receive", hook, at=box.origin).chmod(0o755)

    ended = box.prepare()

    assert ended.code == 0, ended
    assert f"El servidor dice:\n  To create a merge request for docs, visit:\n  {address}" in ended.out
    assert "Pull request creada" not in ended.out
    assert "Texto de la pull request guardado en: " in ended.out


SEVERAL = """\
# Plan

## Rama recomendada

`docs/varios`

## Comandos

```bash
git checkout -b docs/varios
git add docs/ README.md
git commit -m "docs(x): ordena la guía"
git add src/
git commit -m "feat(x): añade el buscador"
git push -u origin docs/varios
```
"""


def test_what_belongs_to_another_commit_of_the_plan_goes_into_that_one(box: Sandbox) -> None:
    box.write(PLAN, SEVERAL)
    box.write("src/app.py", "print('buscador')\n")
    box.write("src/nuevo.py", "print('nuevo')\n")

    ended = box.prepare()

    assert ended.code == 0, ended
    assert {"src/app.py", "src/nuevo.py"} == committed(box)
    assert box.message() == "feat(x): añade el buscador\n"
    assert box.git("status", "--porcelain") == ""
    assert box.prepare().code == 0
    assert box.git("rev-parse", "docs/varios", at=box.origin) == box.git("rev-parse", "HEAD")
