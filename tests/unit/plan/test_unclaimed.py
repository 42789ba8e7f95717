"""What a plan lists below a heading that nobody knows is told, and what is for people is not."""

import pytest

from relcommit.plan.accounting import account

HEAD = "# Colas nuevas\n\nRama: feat/colas\nCommit: feat(colas): cambia de motor\n\n"


def told(text: str) -> list[tuple[int, int, str]]:
    findings = account(HEAD + text, "plan.md").findings
    return [(finding.line, int(finding.facts["last"]), finding.facts["part"]) for finding in findings]


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("## Hitacos\n\n- uno\n- dos\n", [(8, 9, "Hitacos")]),
        ("## Hitacos\n\n| Qué | Quién |\n|---|---|\n| uno | Ana |\n", [(10, 10, "Hitacos")]),
        ("## Hitacos\n\nSi falla el segundo, se apaga.\n", [(8, 8, "Hitacos")]),
        ("Apuntad esto:\n\n1. uno\n2. dos\n", [(8, 9, "Apuntad esto")]),
        ("Apunta a: `release/3.2`\n", [(6, 6, "Colas nuevas")]),
    ],
    ids=["lista", "tabla", "frase", "rótulo", "valor"],
)
def test_what_nobody_knows_is_told_once_with_all_its_lines(text: str, findings: list[tuple[int, int, str]]) -> None:
    assert told(text) == findings


@pytest.mark.parametrize(
    "text",
    [
        "## Contexto\n\n- uno\n- dos\n\n### Lo de ayer\n\n- tres\n",
        "## Asistentes\n\n- Ana\n",
        "## Ejemplo\n\n- uno\n",
        "## Permisos\n\nLos de siempre.\n",
        "## Hitacos\n\nVer §5.\n",
        "Objetivos:\n\n- uno\n",
        "Autora: Ana\n",
    ],
)
def test_what_is_for_people_is_not_told(text: str) -> None:
    assert told(text) == []


def test_an_item_nobody_knows_among_others_that_were_read_is_told() -> None:
    text = "## Acuerdos\n\n- Rama base: `main`\n- Autora: Ana\n- Se publica primero en Huesca\n"
    assert told(text) == [(10, 10, "Acuerdos")]
