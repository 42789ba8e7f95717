"""Plans written as people write, without blank lines or headings; and what they say outright and no field holds."""

import pytest

from relcommit.plan.accounting import account
from relcommit.plan.reader import read_plan

TIGHT = """\
Plan: API de pagos
Rama: feat/pagos-v2
Sale de: develop
Commit: feat(pagos): añade la API v2
Criterios de salida:
- contrato validado
- latencia menor de 200 ms
Despliegue:
- desplegar al 5 %
- subir al 100 %
Disparadores:
- errores por encima del 1 %
Acciones:
- bajar al 0 %
Done:
- v1 marcada como obsoleta
"""


def test_labels_at_the_margin_end_the_list_above() -> None:
    plan = read_plan(TIGHT, "plan.md")
    assert (plan.branch, plan.base) == ("feat/pagos-v2", "develop")
    assert [(gate.text, gate.line) for gate in plan.gates] == [
        ("contrato validado", 6),
        ("latencia menor de 200 ms", 7),
    ]
    assert [(step.text, step.line) for step in plan.deploy] == [("desplegar al 5 %", 9), ("subir al 100 %", 10)]
    assert [(item.text, item.kind) for item in plan.rollback] == [
        ("errores por encima del 1 %", "trigger"),
        ("bajar al 0 %", "action"),
    ]
    assert [item.text for item in plan.done] == ["v1 marcada como obsoleta"]


def test_an_item_that_goes_on_at_the_margin_stays_whole() -> None:
    plan = read_plan("Criterios de salida:\n- el contrato que firma\nla otra parte: validado\n- otro más\n", "plan.md")
    assert len(plan.gates) == 2


@pytest.mark.parametrize("text", ["CRITERIOS DE SALIDA\n- PRUEBAS\n", "- Criterios de salida\n  - pruebas\n"])
def test_a_bare_name_right_above_a_list_is_its_label(text: str) -> None:
    assert [gate.text.casefold() for gate in read_plan(text, "plan.md").gates] == ["pruebas"]


def test_sentences_tell_branch_base_and_header() -> None:
    text = "La rama será `feat/login` y saldrá de `develop`. El commit será «feat(login): entra sin contraseña».\n"
    plan = read_plan(text, "plan.md")
    assert (plan.branch, plan.base) == ("feat/login", "develop")
    assert plan.commit is not None
    assert plan.commit.header == "feat(login): entra sin contraseña"


def test_the_last_commit_is_not_the_recommended_one() -> None:
    assert read_plan("Estado\n\nÚltimo commit: `feat(x): calcula tarifas`, ya en main.\n", "plan.md").commit is None


@pytest.mark.parametrize(
    "sentence",
    [
        "`docs/chat.md` se mantiene y `docs/fax.md` pasa a histórico.",
        "Documentación afectada: `docs/fax.md` histórico.",
    ],
)
def test_what_is_said_outright_and_held_by_no_field_is_reported(sentence: str) -> None:
    text = f"Rama: feat/x\nCommit: feat: añade el chat\n\n{sentence}\n"
    assert [finding.line for finding in account(text, "plan.md").findings if finding.code == "unread"] == [4]


@pytest.mark.parametrize("sentence", ["Cuando se abre, `docs/chat.md` explica cómo.", "Ana revisó el texto."])
def test_what_decides_nothing_is_no_finding(sentence: str) -> None:
    text = f"Rama: feat/x\nCommit: feat: añade el chat\n\n{sentence}\n"
    assert not [finding for finding in account(text, "plan.md").findings if finding.code == "unread"]


def test_sentences_give_the_parts_that_no_list_gives() -> None:
    text = """\
Rama: feat/x
Commit: feat: añade el chat

No se sale hasta que responda en 5 s. Primero se abre en Lugo y después
en el resto. Se revierte si hay más de 20 en cola.

Lo daremos por terminado cuando lleve 48 horas. Lo revisan @ana y @luis.
"""
    plan = read_plan(text, "plan.md")
    assert [(item.text, item.line) for item in (*plan.gates, *plan.deploy, *plan.rollback, *plan.done)] == [
        ("No se sale hasta que responda en 5 s.", 4),
        ("Primero se abre en Lugo y después en el resto.", 4),
        ("Se revierte si hay más de 20 en cola.", 5),
        ("Lo daremos por terminado cuando lleve 48 horas.", 7),
    ]
    assert plan.reviewers == ("ana", "luis")
    assert not account(text, "plan.md").findings


def test_a_row_and_metadata_give_the_lists_too() -> None:
    text = """\
---
rama: &b feat/x
criterios:
  - sin errores 5xx
commit:
  header: "feat: añade el chat"
  body:
    - abre el chat
  footers:
    - "Closes #9"
otra: *b
---

| Qué | Detalle |
|---|---|
| Rama | feat/x |
| Despliegue | 1. un nodo<br>2. todos |
"""
    plan = read_plan(text, "plan.md")
    assert plan.branch == "feat/x"
    assert plan.commit is not None
    assert (plan.commit.body, plan.commit.footers) == (("abre el chat",), ("Closes #9",))
    assert [item.text for item in plan.gates] == ["sin errores 5xx"]
    assert [item.text for item in plan.deploy] == ["un nodo", "todos"]


def test_footers_below_a_body_stay_with_the_message() -> None:
    text = "Commit: fix(x): cierra\n\nCuerpo:\n\n- borra\n\nCloses #45\nRefs: #40\n\nDone: no quedan sesiones viejas\n"
    plan = read_plan(text, "plan.md")
    assert plan.commit is not None
    assert (plan.commit.body, plan.commit.footers) == (("borra",), ("Closes #45", "Refs: #40"))
    assert [item.text for item in plan.done] == ["no quedan sesiones viejas"]


def test_other_parts_make_steps_of_a_bare_name() -> None:
    steps = "## Etapas\n\n1. crear\n2. llenar\n"
    back = "\n## ¿Cómo se vuelve atrás?\n\nSe apaga la bandera.\n"
    assert not read_plan(f"# Índice\n\n{steps}", "plan.md").deploy
    plan = read_plan(f"# Índice\n\n{steps}{back}", "plan.md")
    assert [item.text for item in plan.deploy] == ["crear", "llenar"]
    assert [item.text for item in plan.rollback] == ["Se apaga la bandera."]
