"""What every way of cheating starts from: a plan, its pull request, the honest way, and what is missing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from relcommit.checklist.body import body_context
from relcommit.checklist.items import items_of
from relcommit.checklist.model import Phase
from relcommit.checklist.report import Report
from relcommit.plan.reader import read_plan
from relcommit.probes.assess import Examiner
from relcommit.probes.evidence_context import Files
from relcommit.repo.settings import parse_settings
from relcommit.settings import Settings
from relcommit.text.templates import render
from tests.repo.evidence_world import Stage, build, head
from tests.support.github import GitHub
from tests.support.github.evidence import check_run
from tests.support.github.state import Review
from tests.unit.checklist.plans import body_of

PLAN = """# Plan de paso a producción

## Criterios de salida

- `npx tsc --noEmit` en verde <!-- rc: id=tsc -->
- Prueba DNS controlada validada <!-- rc: id=dns role=operativa -->

## Definición de "Done"

- Deploy estable en `prod`, 24 horas <!-- rc: id=deploy -->
- Runbook actualizado en docs <!-- rc: id=runbook -->
- PR mergeado con aprobación técnica y operativa <!-- rc: id=pr -->
"""
WEAK = '# Plan\n\n## Definición de "Done"\n\n- README actualizado <!-- rc: id=leeme -->\n'
TOML = '[approvals]\ntecnica = ["@org/backend"]\noperativa = ["olga"]\n'
CI = "permissions: {contents: read}\njobs: {tipos: {name: Tipos, steps: [{run: npx tsc --noEmit}]}}\n"
MAIN = {"relcommit.toml": TOML, ".github/workflows/ci.yml": CI, "docs/runbook.md": "# Runbook\n\nUno.\nDos.\nTres.\n"}
ALL = {"tsc", "dns", "runbook", "pr"}


def settings_of(files: Files) -> Settings:
    data = files.read("relcommit.toml")
    return parse_settings(data, "relcommit.toml") if data else Settings()


def report(stage: Stage) -> Report:
    examiner = Examiner(
        hub=stage.api("jefa"), read_plan=read_plan, read_settings=settings_of, now=stage.now
    )  # fmt: skip
    return examiner.examine(stage.pull.number)[0]


def missing(stage: Stage, phase: Phase = "before") -> set[str]:
    return {one.item.id for one in report(stage).missing(phase)}


def body_for(plan: str, path: str = "docs/plan.md") -> str:
    items = items_of(read_plan(plan, path), ("tecnica", "operativa"))
    body = body_of(None, body_context(items, plan=path), lambda it: render("pull_request.md.j2", {"body": it}))
    assert body is not None
    return body


BODY = body_for(PLAN)


@contextmanager
def staged(folder: Path, plan: str = PLAN) -> Iterator[Stage]:
    """The pull request adds its plan; nothing else of it is done."""
    with GitHub(folder / "github").serving() as hub:
        yield build(hub, {"docs/plan.md": plan}, body_for(plan), main=MAIN)


@contextmanager
def planned(folder: Path, plan: str = PLAN) -> Iterator[Stage]:
    """The plan is on the base branch already; the pull request changes something else."""
    with GitHub(folder / "github").serving() as hub:
        yield build(hub, {"docs/otro.md": "# Otro\n"}, body_for(plan), main={**MAIN, "docs/plan.md": plan})


def do_all(stage: Stage) -> None:
    """The honest way."""
    stage.push({"docs/runbook.md": "# Runbook\n\nUno.\nDos.\nTres.\nCuatro.\n"})
    check_run(stage.hub, stage.it, head(stage), "Tipos", steps={"Run npx tsc --noEmit": "success"})
    stage.review("tomas")
    stage.review("olga")
    stage.say("olga", f"/relcommit atestar dns @{head(stage)[:12]} Probado en el resolvedor interno")


def give_review(stage: Stage, login: str, state: str = "APPROVED", sha: str = "") -> None:
    """A review that the double itself would refuse."""
    made = Review(
        id=stage.hub.state.new_id(), user=stage.hub.user(login), body="", state=state, commit_id=sha or head(stage),
        at=stage.hub.state.now(),
    )  # fmt: skip
    stage.pull.reviews.append(made)
