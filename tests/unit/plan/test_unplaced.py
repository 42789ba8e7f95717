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
        "Se revierte si hay más de 20 en cola.",
        "No se sale hasta que responda en 5 s.",
        "Lo daremos por terminado cuando lleve 48 horas.",
        "`docs/chat.md` se mantiene y `docs/fax.md` pasa a histórico.",
        "Revisará @beto lo que haga falta.",
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
