"""`prepare` with a plan that is not perfect: what is missing is asked for, what is not understood stops it."""

import os
import re
import shlex
import sys

import pytest

from relcommit.plan.reader import read_plan
from tests.support.sandbox import PLAN, Sandbox

DOCUMENTS = "## Documentos\n\nVigentes:\n\n- `docs/guía.md`\n\nLos que se van:\n\n- `docs/notas.txt`\n\n## 5) "


def test_documents_that_are_not_understood_stop_everything(box: Sandbox) -> None:
    box.plan(("## 5) ", DOCUMENTS))
    before = box.everything()
    refused = box.prepare()
    assert (refused.code, box.everything()) == (3, before)
    assert "error: «docs/notas.txt» está bajo «Los que se van»" in refused.err


BARE = "# Plan de avisos por correo\n\n## Rama recomendada\n\n`main`\n\n## Done\n\n- [ ] llega un correo\n"


def test_without_a_terminal_the_flags_to_repeat_are_given_and_enough(box: Sandbox) -> None:
    box.write(PLAN, BARE)
    before = box.everything()
    refused = box.relcommit("prepare", PLAN, "--dry-run")
    assert (refused.code, box.everything()) == (2, before)
    flags = shlex.split(refused.err.splitlines()[-1].partition(f"prepare {PLAN} ")[2])
    assert flags == ["--branch", "docs/avisos-correo", "--header", "docs: documenta avisos por correo"]
    assert box.relcommit("prepare", PLAN, "--dry-run", *flags).code == 0


def test_flags_win_over_the_plan(box: Sandbox) -> None:
    flags = ("--branch", "docs/otra", "--header", "docs: ordena las guías", "--body", "una", "--body", "dos")
    ended = box.prepare(*flags, "--title", "Otro título", "--json")
    assert (ended.code, ended.json["branch"], ended.json["commit"]["header"]) == (
        0,
        "docs/otra",
        "docs: ordena las guías",
    )
    assert box.message() == "docs: ordena las guías\n\n- una\n- dos\n"
    assert "Otro título" in box.local_pulls()[1]


def test_a_header_that_only_breaks_a_warning_is_no_obstacle(box: Sandbox) -> None:
    header = "docs: ordena las guías del préstamo y deja las antiguas en su carpeta de siempre"
    assert box.prepare("--dry-run", "--header", header).code == 0


def _answer(box: Sandbox, *answers: str) -> str:
    """What a terminal shows when somebody types these lines, one at each question."""
    if sys.platform == "win32":
        pytest.skip("no pseudo-terminals")
    ours, theirs = os.openpty()
    running = box.process("prepare", PLAN, terminal=theirs)
    os.close(theirs)
    shown = ""
    waiting = list(answers)
    while True:
        try:
            shown += os.read(ours, 65536).decode("utf-8", "replace")
        except OSError:
            break
        if waiting and re.search(r"(?::|\]:) $", shown.rpartition("\n")[2]):
            os.write(ours, f"{waiting.pop(0)}\n".encode())
    running.wait(30)
    os.close(ours)
    return shown


def test_at_a_terminal_it_asks_checks_and_writes_the_answers_into_the_plan(box: Sandbox) -> None:
    box.write(PLAN, BARE)
    shown = _answer(box, "main", "docs/avisos", "", "s", "s")
    assert "+## Mensaje de commit recomendado" in shown
    assert box.git("branch", "--show-current").strip() == "docs/avisos"
    plan = read_plan(box.read(PLAN), PLAN)
    assert plan.branch == "docs/avisos"
    assert plan.commit is not None
    assert plan.commit.header == "docs: documenta avisos por correo"


PROMISE = """\
# Plan

## Rama

`docs/etapas`

## Commit

`docs: ordena los documentos`

## Cuerpo

- separa insumos históricos de etapa 1 en `docs/historico/`
"""


def _with_stages(box: Sandbox) -> None:
    box.write(PLAN, PROMISE)
    box.write("docs/etapa1/notas.md", "# Notas\n")
    box.write("docs/otra.md", "# Resumen de la Etapa 01\n")
    box.write("docs/etapa-10.md", "# Etapa 10\n")
    box.git("add", "docs/etapa1", "docs/otra.md", "docs/etapa-10.md")
    box.git("commit", "-qm", "docs: escribe las etapas")
    box.git("push", "-q", "origin", "main")


def test_what_the_plan_says_of_documents_in_passing_is_told_and_moves_nothing(box: Sandbox) -> None:
    _with_stages(box)
    ended = box.prepare("--dry-run")
    assert ended.code == 0
    assert f"{PLAN}:13: aviso: el plan dice «separa insumos históricos de etapa 1 en `docs/historico/`»" in ended.err
    assert "- `docs/etapa1/notas.md` -> `docs/historico/notas.md`" in ended.err
    assert "- `docs/otra.md` -> `docs/historico/otra.md`" in ended.err
    assert "etapa-10" not in ended.err


def test_at_a_terminal_its_list_is_offered_and_what_is_accepted_moves(box: Sandbox) -> None:
    _with_stages(box)
    _answer(box, "s", "s")
    assert [document.to for document in read_plan(box.read(PLAN), PLAN).documents] == [
        "docs/historico/notas.md",
        "docs/historico/otra.md",
    ]
    assert (box.repo / "docs/historico/notas.md").exists()


def test_json_is_as_full_as_the_text_and_errors_are_json_too(box: Sandbox) -> None:
    shown = box.prepare("--dry-run", "--json").json
    assert shown["commit"]["message"].startswith(shown["commit"]["header"])
    assert shown["planned_pull_request"]["title"]
    assert "## " in shown["planned_pull_request"]["body"]
    box.write(PLAN, BARE)
    refused = box.prepare("--dry-run", "--json")
    assert (refused.code, refused.json["exit_code"], refused.json["error"]) == (2, 2, "PlanUnanswered")
    assert refused.json["message"] == refused.err.rstrip("\n")
