"""What a plan is for is found where its author says it, and nothing else is taken for it."""

import pytest

from relcommit.plan.sections.purpose import Purpose, purposes_in


@pytest.mark.parametrize(
    ("text", "purposes"),
    [
        ("# Plan\n\n## Contexto\n\nLa factura dobló.\n\n- una\n- dos\n\n## Rama\n\n`x`\n",
         [("Contexto", "La factura dobló.\n\n- una\n- dos")]),
        ("# Plan\n\n## 1) Objetivo y alcance\n\nAhorrar.\n", [("1) Objetivo y alcance", "Ahorrar.")]),
        ("# Plan\n\n**Objetivo:** ahorrar.\n\nFecha: 2026-01-02\n", [("Objetivo", "Ahorrar.")]),
        ("# Plan\n\nHoy sale caro.\n\n## ¿Por qué?\n\nPorque sí.\n",
         [("", "Hoy sale caro."), ("¿Por qué?", "Porque sí.")]),
        ("Plan\n====\n\nMotivación\n----------\n\nPor esto.\n", [("Motivación", "Por esto.")]),
        ("---\ntitle: x\n---\n# Plan\n\n## Context\n\nIt costs.\n", [("Context", "It costs.")]),
        ("# Plan\n\nRama: `docs/x`\n\n## Motivo del commit\n\nx\n\n## Riesgos\n\ny\n", []),
        ("# Plan\n\n## Contexto\n\n## Rama\n\n`x`\n", []),
        ("# Plan\n\n- una lista\n\nun párrafo de la lista\n", []),
    ],
)  # fmt: skip
def test_sections_and_labelled_lines(text: str, purposes: list[tuple[str, str]]) -> None:
    assert purposes_in(text) == tuple(Purpose(*purpose) for purpose in purposes)
