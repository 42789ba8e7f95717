"""Every way of cheating with the plan and the settings that we know of: the base branch decides."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.repo.cheating import ALL, PLAN, TOML, WEAK, body_for, give_review, missing, planned, staged
from tests.repo.evidence_world import Stage, head
from tests.support.github.evidence import check_run, status


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with staged(tmp_path) as stage:
        yield stage


@pytest.fixture
def on_base(tmp_path: Path) -> Iterator[Stage]:
    with planned(tmp_path) as stage:
        yield stage


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
