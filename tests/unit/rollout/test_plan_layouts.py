"""Layouts in which plans tell what sets a rollback off: headings that ask when, sentences, tables."""

import pytest

from relcommit.plan.reader import read_plan


def kinds(text: str) -> list[tuple[str, str]]:
    return [(item.text, item.kind) for item in read_plan(f"# Plan\n\n{text}", "plan.md").rollback]


@pytest.mark.parametrize(
    "heading",
    [
        "Cuándo hacer rollback",
        "Cuándo se debe hacer rollback",
        "Criterios para hacer rollback",
        "Cuándo hay que hacer un rollback",
    ],
)
def test_a_heading_that_asks_when(heading: str) -> None:
    assert kinds(f"## {heading}\n\n- Tasa de error > 5 %\n- Caída de ventas\n") == [
        ("Tasa de error > 5 %", "trigger"),
        ("Caída de ventas", "trigger"),
    ]


@pytest.mark.parametrize("heading", ["Qué hacer en un rollback", "Pasos del rollback"])
def test_a_heading_that_asks_what(heading: str) -> None:
    assert kinds(f"## {heading}\n\n- Volver a la versión anterior\n- Avisar\n") == [
        ("Volver a la versión anterior", "action"),
        ("Avisar", "action"),
    ]


def test_a_procedure_below_the_triggers_is_not_lost() -> None:
    text = "## Plan de rollback\n\nSe debe ejecutar un rollback si se detecta:\n\n- Datos corruptos\n\n"
    assert kinds(f"{text}### Procedimiento\n\n1. Volver a la imagen anterior\n2. Avisar\n") == [
        ("Datos corruptos", "trigger"),
        ("Volver a la imagen anterior", "action"),
        ("Avisar", "action"),
    ]


def test_a_table_with_a_threshold_of_its_own() -> None:
    text = "## Rollback\n\n| Disparador | Umbral | Acción |\n|---|---|---|\n| Tasa de error | > 2 % | Revertir |\n"
    assert kinds(text) == [("Tasa de error > 2 %", "trigger"), ("Revertir", "action")]


def test_the_stages_of_a_canary_are_its_deployment() -> None:
    plan = read_plan("# Plan de lanzamiento\n\n## Etapas\n\n1. Canary 10 %\n2. Escalado a 50 %\n", "plan.md")
    assert [item.text for item in plan.deploy] == ["Canary 10 %", "Escalado a 50 %"]
