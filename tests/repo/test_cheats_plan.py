"""Every way of cheating with the plan and the settings that we know of: the base branch decides."""

from collections.abc import Callable
from pathlib import Path

import pytest

from relcommit.errors.base import RelcommitError
from tests.repo.cheating import ALL, PLAN, TOML, WEAK, body_for, give_review, missing, planned, report, staged
from tests.repo.evidence_world import Stage, head
from tests.support.github import real
from tests.support.github.evidence import check_run, status


def weaken(stage: Stage) -> None:
    stage.push({"docs/plan.md": WEAK})


def excuse(stage: Stage) -> None:
    marks = ("id=tsc", "id=dns", "id=runbook", "id=pr")
    plan = PLAN
    for mark in marks:
        plan = plan.replace(mark, f"{mark} required=no")
    stage.push({"docs/plan.md": plan})


def postpone(stage: Stage) -> None:
    stage.push({"docs/plan.md": PLAN.replace("id=tsc", "id=tsc phase=produccion")})


def divert(stage: Stage) -> None:
    stage.push({"docs/plan.md": PLAN.replace("id=tsc", 'id=tsc check="facil"')})
    check_run(stage.hub, stage.it, head(stage), "facil")


def replace_plan(stage: Stage) -> None:
    stage.push({"docs/plan2.md": WEAK})
    stage.pull.body = body_for(WEAK, "docs/plan2.md")


@pytest.mark.parametrize("cheat", [weaken, excuse, postpone, divert, replace_plan])
def test_a_plan_weakened_in_the_same_pull_request_does_not_count(
    on_base: Stage, cheat: Callable[[Stage], None]
) -> None:
    cheat(on_base)
    if cheat is replace_plan:  # the plan on the base is not touched: the new one is, and counts in full
        assert missing(on_base) == {"leeme"}
        on_base.push({"docs/plan.md": PLAN + "\nMás.\n"})
        assert missing(on_base) == ALL | {"leeme"}
    else:
        assert missing(on_base) == ALL


def test_a_second_weaker_plan_takes_no_plan_s_place(stage: Stage) -> None:
    replace_plan(stage)
    assert missing(stage) == ALL | {"leeme"}


# settings and roles


@pytest.mark.parametrize(
    "toml",
    [
        '[approvals]\ntecnica = ["ana"]\noperativa = ["ana"]\n',
        "",
        TOML + '[checklist]\nself_attest = ["operativa", "tecnica"]\n',
        TOML + '[checklist]\napps = ["intruso", "@ana"]\n',
        TOML + '[checklist]\nplan = "docs/plan2.md"\n',
    ],
)
def test_settings_of_the_same_pull_request_do_not_count(stage: Stage, toml: str) -> None:
    stage.push({"relcommit.toml": toml, "docs/plan2.md": "# Nada\n"})
    check_run(stage.hub, stage.it, head(stage), "Tipos", app="intruso")
    status(stage.hub, stage.it, head(stage), "Tipos", by="ana")
    stage.say("ana", "/relcommit atestar dns porque sí")
    give_review(stage, "ana")
    assert missing(stage) == ALL


# the plan that a branch answers to

BRANCHED = f"{PLAN}\n## Rama recomendada\n\n```\ndocs/plan\n```\n"
EASY = f"{WEAK}\n## Rama recomendada\n\n```\ndocs/facil\n```\n"


def forget(stage: Stage) -> None:
    stage.pull.body = ""


def point_elsewhere(stage: Stage) -> None:
    stage.pull.body = body_for(EASY, "docs/facil-plan.md")


def archive(stage: Stage) -> None:
    stage.push({"docs/historico/plan.md": BRANCHED})
    real.remove(stage.it.bare, stage.pull.head, "docs/plan.md")
    stage.pull.body = ""


def empty_it(stage: Stage) -> None:
    stage.push({"docs/plan.md": ""})
    stage.pull.body = ""


def delete_it(stage: Stage) -> None:
    real.remove(stage.it.bare, stage.pull.head, "docs/plan.md")
    stage.pull.body = ""


def turn_into_another(stage: Stage) -> None:
    stage.push({"docs/plan.md": BRANCHED.replace("docs/plan\n", "docs/otra\n").replace("controlada", "")})
    stage.pull.body = body_for(EASY, "docs/plan.md")


@pytest.mark.parametrize("cheat", [forget, point_elsewhere, archive, empty_it, delete_it, turn_into_another])
def test_the_plan_on_the_base_that_recommends_the_branch_counts_whatever_the_body_says(
    tmp_path: Path, cheat: Callable[[Stage], None]
) -> None:
    with planned(tmp_path, BRANCHED) as stage:
        stage.hub.commit(stage.it, "main", {"docs/facil-plan.md": EASY}, "docs: otro plan")
        cheat(stage)
        assert missing(stage) - {"leeme"} == ALL


def test_the_plan_of_another_branch_and_an_archived_one_ask_nothing(tmp_path: Path) -> None:
    with planned(tmp_path, BRANCHED.replace("docs/plan\n", "docs/plan-b\n")) as stage:
        stage.hub.commit(stage.it, "main", {"docs/historico/plan.md": BRANCHED}, "docs: archiva")
        forget(stage)
        assert missing(stage) == set()


def test_a_plan_that_the_base_has_is_not_replaced_by_adding_it_again(stage: Stage) -> None:
    stage.push({"docs/plan.md": WEAK})
    stage.hub.commit(stage.it, "main", {"docs/plan.md": PLAN}, "docs: sube el plan")
    forget(stage)
    assert missing(stage) == ALL


def test_a_named_plan_that_demands_nothing_or_cannot_be_read_is_an_error(stage: Stage) -> None:
    stage.hub.commit(stage.it, "main", {"relcommit.toml": f'{TOML}[checklist]\nplan = "docs/plan.md"\n'}, "chore: fija")
    assert missing(stage) == ALL
    for text in ("# Nada\n", " \n", f"<!-- {'x' * 1_100_000} -->\n{PLAN}"):
        stage.push({"docs/plan.md": text})
        with pytest.raises(RelcommitError):
            missing(stage)


def rename_and_weaken(stage: Stage) -> None:
    """Still alike enough for GitHub to call it a renaming."""
    real.remove(stage.it.bare, stage.pull.head, "docs/plan.md")
    stage.push({"docs/notas.md": PLAN.replace("Prueba DNS controlada validada", "Nada").replace("# Plan", "# Notas")})


def into_another_format(stage: Stage) -> None:
    real.remove(stage.it.bare, stage.pull.head, "docs/plan.md")
    stage.push({"docs/plan.txt": PLAN})


def behind_a_link(stage: Stage) -> None:
    real.remove(stage.it.bare, stage.pull.head, "docs/plan.md")
    real.link(stage.it.bare, stage.pull.head, "docs/plan.md", "otro.md")


def in_a_comment(stage: Stage) -> None:
    stage.push({"docs/plan.md": f"# Plan\n\n<!--\n{PLAN}-->\n"})


def with_a_second_of_the_same_ids(stage: Stage) -> None:
    easy = PLAN.replace("role=operativa", "required=no").replace("id=tsc", "id=tsc required=no")
    stage.push(
        {"docs/a-plan.md": easy.replace("id=runbook", "id=runbook required=no"), "docs/plan.md": PLAN + "\nMás.\n"}
    )
    stage.pull.body = body_for(easy, "docs/a-plan.md")


@pytest.mark.parametrize(
    "cheat", [rename_and_weaken, into_another_format, behind_a_link, in_a_comment, with_a_second_of_the_same_ids]
)
def test_no_disguise_of_the_plan_takes_its_place(on_base: Stage, cheat: Callable[[Stage], None]) -> None:
    cheat(on_base)
    on_base.say("olga", "/relcommit atestar dns-2 Lo probé")
    texts = {one.item.text for one in report(on_base).missing("before")}
    assert {"`npx tsc --noEmit` en verde", "Prueba DNS controlada validada", "Runbook actualizado en docs"} <= texts


def test_the_order_of_two_plans_is_not_for_the_body_to_choose(on_base: Stage) -> None:
    """What was said of an item of the weaker plan must not become a word about the other's."""
    easy = "# Plan\n\n## Done\n\n- Hola <!-- rc: id=dns role=operativa -->\n"
    on_base.hub.commit(on_base.it, "main", {"docs/facil.md": easy}, "docs: otro plan")
    on_base.push({"docs/plan.md": PLAN + "\nMás.\n"})
    on_base.pull.body = body_for(easy, "docs/facil.md")
    found = {one.item.text: one.item.id for one in report(on_base).items}
    assert found["Prueba DNS controlada validada"] == "dns"
    assert found["Hola"] == "dns-done"


def test_the_settings_of_a_branch_are_those_of_its_whole_name(tmp_path: Path) -> None:
    with staged(tmp_path) as stage:
        stage.hub.commit(stage.it, "main#floja", {"relcommit.toml": TOML.replace("olga", "lucas")}, "a", start="main")
        stage.api("ana").send("PATCH", "pulls/1", {"base": "main#floja"})
        stage.say("olga", "/relcommit atestar dns Lo probé")
        assert "dns" in missing(stage)


def swap_what_was_attested(stage: Stage) -> None:
    """The plan is the pull request's own: its author may write anything under an id that is fixed."""
    stage.push({"docs/plan.md": PLAN.replace("Prueba DNS controlada validada", "Hola")})
    stage.say("olga", "/relcommit atestar dns Hola, sí")
    stage.say("olga", f"/relcommit atestar dns @{head(stage)[:12]} Hola, sí")
    stage.push({"docs/plan.md": PLAN})


def test_what_was_said_of_another_text_with_the_same_id_does_not_count(stage: Stage) -> None:
    swap_what_was_attested(stage)
    assert "dns" in missing(stage)
    stage.say("olga", "/relcommit atestar dns Probado")
    assert "dns" in missing(stage)
    stage.say("olga", f"/relcommit atestar dns @{head(stage)[:12]} Probado")
    assert "dns" not in missing(stage)
    stage.push({"docs/b.md": "b\n"})
    assert "dns" not in missing(stage)
    stage.say("olga", "/relcommit atestar dns @0123456789ab Probado")
    assert "dns" not in missing(stage)
