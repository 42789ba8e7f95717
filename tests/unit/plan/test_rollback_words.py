"""What sets a rollback off, and what a column tells of a criterion, whatever stands above them."""

from relcommit.plan.reader import read_plan

PLAN = """# Plan

## Criterios de salida

| Criterio | Cómo se comprueba |
|---|---|
| Sin errores en la cola | panel de colas a cero |

## Rollback

- Trigger si falla el cobro en dos pagos seguidos
- Volver a la versión anterior
"""


def test_an_item_that_opens_with_its_trigger_is_one() -> None:
    kinds = [(item.kind, item.text) for item in read_plan(PLAN, "plan.md").rollback]
    assert [kind for kind, _ in kinds] == ["trigger", "action"], kinds


def test_how_it_is_checked_is_not_the_criterion() -> None:
    (gate,) = read_plan(PLAN, "plan.md").gates
    assert "Sin errores en la cola" in gate.text
