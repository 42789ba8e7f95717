"""Ways of making what somebody said of one item pass for words about another: an id belongs to one text."""

import pytest

from tests.repo.cheating import PLAN, missing, report
from tests.repo.evidence_world import Stage, head

OWN = """# Plan de ensayo

## Criterios de salida

{}
"""


def ids(stage: Stage) -> dict[str, str]:
    return {one.item.text: one.item.id for one in report(stage).items}


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("- Prueba de carga:\n  - un minuto\n  - diez usuarios", "- Prueba de carga:\n  - un día\n  - mil usuarios"),
        ("- Copia de la base\n- Copia a la base", "- Copia a la base\n- Copia de la base"),
        ("- Latencia < 100 ms", "- Latencia > 100 ms"),
    ],
)
def test_what_was_said_does_not_pass_to_another_text(stage: Stage, shown: str, meant: str) -> None:
    """The plan is the pull request's own: its author words it as they like, before and after."""
    stage.push({"docs/plan.md": OWN.format(shown)})
    name = min(missing(stage))
    stage.say("olga", f"/relcommit atestar {name} Visto")
    stage.say("olga", f"/relcommit atestar {name} @{head(stage)[:12]} Visto")
    lacking = len(missing(stage))
    stage.push({"docs/plan.md": OWN.format(meant)})
    assert len(missing(stage)) == lacking + 1


def test_a_text_that_only_its_digest_tells_apart_is_told_apart_by_its_words(stage: Stage) -> None:
    """Four hexadecimal digits: some sentence of every meaning has them."""
    start = "Registro en la tabla de eventos con codigo, decision, huella y "
    shown, meant = twins(start)
    stage.push({"docs/plan.md": OWN.format(f"- {shown}")})
    (name,) = missing(stage)
    stage.say("olga", f"/relcommit atestar {name} Visto")
    stage.push({"docs/plan.md": OWN.format(f"- {meant}")})
    assert missing(stage) == {name}


def twins(start: str) -> tuple[str, str]:
    from relcommit.checklist.ids import slug

    seen: dict[str, str] = {}
    for number in range(100_000):
        text = f"{start}variante numero {number}"
        if (twin := seen.setdefault(slug(text), text)) != text:
            return twin, text
    raise AssertionError


def test_a_plan_of_the_pull_request_takes_no_id_of_the_base_s(on_base: Stage) -> None:
    plan = PLAN.replace("# Plan de", "Rama: `docs/plan`\n\n# Plan de").replace(
        " <!-- rc: id=dns role=operativa -->", ""
    )
    on_base.hub.commit(on_base.it, "main", {"docs/plan.md": plan}, "docs: plan")
    before = ids(on_base)
    name = before["Prueba DNS controlada validada"]
    for path in ("docs/a-plan.md", "docs/z-plan.md"):
        on_base.push({path: OWN.format(f"- Textos revisados <!-- rc: id={name} -->")})
        assert ids(on_base) == {**before, "Textos revisados": f"{name}-gates"}
        on_base.say("olga", f"/relcommit atestar {name}-gates @{head(on_base)[:12]} Revisados")
        assert f"{name}-gates" not in missing(on_base)
        on_base.push({path: "# Nada\n"})
