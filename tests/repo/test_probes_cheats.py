"""Every way of cheating that we know of, each tried against the double of GitHub: none of them passes."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from relcommit.checklist.body import body_context
from relcommit.checklist.items import items_of
from relcommit.checklist.model import Phase
from relcommit.checklist.report import Report
from relcommit.plan.reader import read_plan
from relcommit.probes.assess import Examiner
from relcommit.probes.scene import Files
from relcommit.repo.settings import parse_settings
from relcommit.settings import Settings
from relcommit.text.templates import render
from tests.repo.evidence_world import Stage, build, head
from tests.support.github import GitHub
from tests.support.github.evidence import bot, check_run, deployment, dismiss, merge, status
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
CI = "jobs: {tipos: {name: Tipos, steps: [{run: npx tsc --noEmit}]}}\n"
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


def missing(stage: Stage, phase: Phase = "antes") -> set[str]:
    return {one.item.id for one in report(stage).missing(phase)}


def body_for(plan: str, path: str = "docs/plan.md") -> str:
    items = items_of(read_plan(plan, path), ("tecnica", "operativa"))
    body = body_of(None, body_context(items, plan=path), lambda it: render("pull_request.md.j2", {"body": it}))
    assert body is not None
    return body


BODY = body_for(PLAN)
FENCED = BODY.replace("## Criterios", "```\n## Criterios").replace("## Def", "```\n\n## Def")
COMMENTED = BODY.replace("## Criterios", "<!-- \n## Criterios").replace("## Def", "-->\n## Def")
END = "<!-- relcommit:fin -->"
FORGED = f"<!-- relcommit:evidencia -->\ntodo ✔\n<!-- relcommit:evidencia-fin -->\n{END}"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[GitHub]:
    with GitHub(tmp_path / "github").serving() as hub:
        yield hub


@pytest.fixture
def stage(hub: GitHub) -> Stage:
    """The pull request adds its plan; nothing else of it is done."""
    return build(hub, {"docs/plan.md": PLAN}, BODY, main=MAIN)


@pytest.fixture
def planned(hub: GitHub) -> Stage:
    """The plan is on the base branch already; the pull request changes something else."""
    return build(hub, {"docs/otro.md": "# Otro\n"}, BODY, main={**MAIN, "docs/plan.md": PLAN})


def do_all(stage: Stage) -> None:
    """The honest way."""
    stage.push({"docs/runbook.md": "# Runbook\n\nUno.\nDos.\nTres.\nCuatro.\n"})
    check_run(stage.hub, stage.it, head(stage), "Tipos", steps={"Run npx tsc --noEmit": "success"})
    stage.review("tomas")
    stage.review("olga")
    stage.say("olga", "/relcommit atestar dns Probado en el resolvedor interno")


def test_the_honest_way_passes(stage: Stage) -> None:
    assert missing(stage) == ALL
    do_all(stage)
    assert missing(stage) == set()
    assert report(stage).tampered == ()


def test_a_push_takes_back_what_was_said_of_another_commit(stage: Stage) -> None:
    do_all(stage)
    stage.push({"docs/b.md": "b\n"})
    assert missing(stage) == {"tsc", "pr"}


# the list in the body


def ticked(text: str) -> str:
    return text.replace("- [ ]", "- [x]")


def line_of(name: str) -> str:
    return next(line for line in BODY.splitlines() if f"rc:id={name} " in line)


LISTS = {
    "every box ticked by hand": (ticked(BODY), set()),
    "list deleted": ("\n".join(line for line in BODY.splitlines() if "rc:id" not in line), {"borrado"}),
    "one item deleted": (BODY.replace(line_of("dns") + "\n", ""), {"borrado"}),
    "another bullet": (ticked(BODY).replace("- [x]", "* [x]"), set()),
    "plus as a bullet": (ticked(BODY).replace("- [x]", "+ [x]"), set()),
    "numbers as bullets": (ticked(BODY).replace("- [x]", "1. [x]"), set()),
    "list in a fence": (FENCED, {"borrado"}),
    "fence that never closes": (BODY.replace("## Criterios", "~~~\n## Criterios"), {"borrado"}),
    "list in a comment": (COMMENTED, {"borrado"}),
    "list in a quote": (ticked(BODY).replace("- [x]", "> - [x]"), {"borrado"}),
    "item struck through": (BODY.replace(line_of("dns"), "- [x] ~~Prueba DNS~~ <!-- rc:id=dns -->"), {"cambiado"}),
    "N/A in the text": (BODY.replace(line_of("dns"), "- [x] N/A <!-- rc:id=dns -->"), {"cambiado"}),
    "item reworded": (BODY.replace("Prueba DNS controlada validada", "Prueba DNS"), {"cambiado"}),
    "no-break space in the box": (BODY.replace("- [ ]", "- [\u00a0]"), {"borrado"}),
    "ids swapped": (
        ticked(BODY).replace("id=dns", "id=@").replace("id=tsc", "id=dns").replace("id=@", "id=tsc"), {"cambiado"},
    ),
    "id doubled": (BODY.replace(line_of("dns"), ticked(line_of("dns")) + "\n" + line_of("dns")), {"doble"}),
    "item of nobody": (BODY.replace(line_of("dns"), line_of("dns") + "\n- [x] Todo <!-- rc:id=todo -->"), {"ajeno"}),
    "second zone": (BODY + "\n\n" + ticked(BODY), {"zona"}),
    "zone without its end": (BODY.replace("<!-- relcommit:fin -->", ""), {"zona"}),
    "zone without its start": (BODY.replace("<!-- relcommit:inicio", "<!-- "), {"zona"}),
    "empty body": ("", {"zona"}),
    "forged table of evidence": (BODY.replace(END, FORGED), set()),
    "marker of a plan that is not there": (BODY.replace("plan=docs/plan.md", "plan=docs/nada.md"), set()),
    "marker of a file that is no plan": (BODY.replace("plan=docs/plan.md", "plan=docs/runbook.md"), set()),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_no_list_in_the_body_proves_anything(stage: Stage, name: str) -> None:
    stage.pull.body, told = LISTS[name]
    found = report(stage)
    assert {one.item.id for one in found.missing("antes")} == ALL
    assert {one.change for one in found.tampered} == told


# the plan


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
    planned: Stage, cheat: Callable[[Stage], None]
) -> None:
    cheat(planned)
    if cheat is replace_plan:  # the plan on the base is not touched: the new one is, and counts in full
        assert missing(planned) == {"leeme"}
        planned.push({"docs/plan.md": PLAN + "\nMás.\n"})
        assert missing(planned) == ALL | {"leeme"}
    else:
        assert missing(planned) == ALL


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


# approvals


def give_review(stage: Stage, login: str, state: str = "APPROVED", sha: str = "") -> None:
    """A review that the double itself would refuse."""
    made = Review(
        id=stage.hub.state.new_id(), user=stage.hub.user(login), body="", state=state, commit_id=sha or head(stage),
        at=stage.hub.state.now(),
    )  # fmt: skip
    stage.pull.reviews.append(made)


def approved_by(*reviews: tuple[str, str]) -> Callable[[Stage], None]:
    def cheat(stage: Stage) -> None:
        for login, state in reviews:
            give_review(stage, login, state)

    return cheat


def approve_then_push(stage: Stage) -> None:
    stage.review("tomas")
    stage.review("olga")
    stage.push({"docs/b.md": "b\n"})


def approve_an_older_commit(stage: Stage) -> None:
    old = head(stage)
    stage.push({"docs/b.md": "b\n"})
    for login in ("tomas", "olga"):
        stage.review(login, sha=old)


def approve_and_dismiss(stage: Stage) -> None:
    stage.review("tomas")
    stage.review("olga")
    dismiss(stage.pull, "tomas")


def approve_by_bot(stage: Stage) -> None:
    bot(stage.hub, "olga")
    approved_by(("tomas", "APPROVED"), ("olga", "APPROVED"))(stage)


APPROVALS = {
    "self-approval": approved_by(("ana", "APPROVED"), ("olga", "APPROVED")),
    "only one role": approved_by(("tomas", "APPROVED")),
    "only the other role": approved_by(("olga", "APPROVED")),
    "somebody without a role": approved_by(("lucas", "APPROVED"), ("jefa", "APPROVED")),
    "twice the same role": approved_by(("tomas", "APPROVED"), ("tomas", "APPROVED")),
    "a comment": approved_by(("tomas", "COMMENTED"), ("olga", "APPROVED")),
    "a review not sent yet": approved_by(("tomas", "PENDING"), ("olga", "APPROVED")),
    "changes asked for later": approved_by(("tomas", "APPROVED"), ("olga", "APPROVED"), ("tomas", "CHANGES_REQUESTED")),
    "before the last push": approve_then_push,
    "of an older commit": approve_an_older_commit,
    "dismissed": approve_and_dismiss,
    "by a bot": approve_by_bot,
}


@pytest.mark.parametrize("name", APPROVALS)
def test_no_other_approval_counts(stage: Stage, name: str) -> None:
    APPROVALS[name](stage)
    assert "pr" in missing(stage)


# attestations

SAID = {
    "by the author": ("ana", "/relcommit atestar dns Lo probé"),
    "by somebody without the role": ("tomas", "/relcommit atestar dns Lo probé"),
    "by a stranger": ("lucas", "/relcommit atestar dns Lo probé"),
    "without a reason": ("olga", "/relcommit atestar dns"),
    "in a quote": ("olga", "> /relcommit atestar dns Lo probé"),
    "in a fence": ("olga", "```\n/relcommit atestar dns Lo probé\n```"),
    "in the middle of a line": ("olga", "Podrías escribir /relcommit atestar dns Lo probé"),
    "indented as code": ("olga", "    /relcommit atestar dns Lo probé"),
    "of another item": ("olga", "/relcommit atestar dns2 Lo probé"),
    "taken back": ("olga", "/relcommit atestar dns Lo probé\n/relcommit retirar dns"),
    "in other words": ("olga", "/relcommit Atestar dns Lo probé"),
    "a tick and nothing else": ("olga", "- [x] Prueba DNS <!-- rc:id=dns -->"),
}


@pytest.mark.parametrize("name", SAID)
def test_no_other_attestation_counts(stage: Stage, name: str) -> None:
    stage.say(*SAID[name])
    assert "dns" in missing(stage)


def test_an_edited_attestation_does_not_count(stage: Stage) -> None:
    number = stage.say("olga", "Buenas tardes")
    stage.api("olga").send("PATCH", f"issues/comments/{number}", {"body": "/relcommit atestar dns Lo probé"})
    assert "dns" in missing(stage)
    dns = next(one for one in report(stage).items if one.item.id == "dns")
    assert dns.worst().code == "atestado-editado"


def test_a_machine_attests_nothing(stage: Stage) -> None:
    bot(stage.hub, "olga")
    stage.say("olga", "/relcommit atestar dns Lo probé")
    assert "dns" in missing(stage)


@pytest.mark.parametrize("name", ["tsc", "runbook", "pr"])
@pytest.mark.parametrize("word", ["atestar", "no-aplica"])
def test_nobody_s_word_stands_for_what_a_machine_sees(stage: Stage, name: str, word: str) -> None:
    check_run(stage.hub, stage.it, head(stage), "Tipos", "failure")
    for login in ("tomas", "olga", "jefa"):
        stage.say(login, f"/relcommit {word} {name} Está bien así")
    assert name in missing(stage)


def test_an_attestation_of_an_older_commit_where_the_last_one_is_asked_for(hub: GitHub) -> None:
    fresh = PLAN.replace("id=dns", "id=dns fresh=sí")
    stage = build(hub, {"docs/plan.md": fresh}, body_for(fresh), main=MAIN)
    stage.say("olga", "/relcommit atestar dns Lo probé")
    stage.say("olga", f"/relcommit atestar dns @{head(stage)[:12]} Lo probé")
    assert "dns" not in missing(stage)
    stage.push({"docs/b.md": "b\n"})
    assert "dns" in missing(stage)
    stage.say("olga", "/relcommit atestar dns @abcdef012345 Lo probé")
    assert "dns" in missing(stage)


# checks


def run(
    name: str = "Tipos", conclusion: str | None = "success", app: str = "github-actions", **steps: str
) -> Callable[[Stage], None]:
    def cheat(stage: Stage) -> None:
        told = {key.replace("_", " "): value for key, value in steps.items()}
        check_run(stage.hub, stage.it, head(stage), name, conclusion, app=app, steps=told)

    return cheat


def older_success(stage: Stage) -> None:
    run()(stage)
    stage.push({"docs/b.md": "b\n"})


def author_s_status(stage: Stage) -> None:
    status(stage.hub, stage.it, head(stage), "Tipos", by="ana")


def rewritten(script: str) -> Callable[[Stage], None]:
    def cheat(stage: Stage) -> None:
        stage.push({".github/workflows/ci.yml": script})
        run()(stage)

    return cheat


def failed_later(stage: Stage) -> None:
    run()(stage)
    run(conclusion="failure")(stage)


CHECKS = {
    "same name, another app": run(app="intruso"),
    "another name": run("Tipos y más"),
    "success of an older commit": older_success,
    "skipped": run(conclusion="skipped"),
    "neutral": run(conclusion="neutral"),
    "cancelled": run(conclusion="cancelled"),
    "still running": run(conclusion=None),
    "failed when run again": failed_later,
    "a status sent by the author": author_s_status,
    "the job passed without the step": run(Otro="success"),
    "the step was skipped": run(Run_npx_tsc___noEmit="skipped"),
    "our own check": run("relcommit"),
    "failure forgiven in the workflow": rewritten(CI.replace("noEmit}", "noEmit || true}")),
    "job that may fail": rewritten(CI.replace("steps", "continue-on-error: true, steps")),
    "command only echoed": rewritten(CI.replace("npx", "echo npx")),
    "job emptied": rewritten(CI.replace("npx tsc --noEmit", "'true'")),
}


@pytest.mark.parametrize("name", CHECKS)
def test_no_other_check_counts(stage: Stage, name: str) -> None:
    CHECKS[name](stage)
    assert "tsc" in missing(stage)


# files


@pytest.mark.parametrize("text", ["# Runbook\n\nUno.\nDos.\nTres.\n\n\n\n", "# Runbook\n\nUno.\n", "# Runbook\n"])
def test_blank_lines_and_deletions_are_no_new_text(stage: Stage, text: str) -> None:
    stage.push({"docs/runbook.md": text})
    assert "runbook" in missing(stage)


def test_a_program_called_runbook_is_no_runbook(stage: Stage) -> None:
    stage.push({"src/runbook.ts": "export {}\n"})
    assert "runbook" in missing(stage)


# after the merge


def at(hour: int, day: int = 10) -> str:
    return f"2026-02-{day:02}T{hour:02}:00:00Z"


def test_after_the_merge_only_a_stable_deployment_of_it_counts(stage: Stage) -> None:
    do_all(stage)
    before = head(stage)
    stage.now = datetime(2026, 2, 20, tzinfo=UTC)
    assert missing(stage, "produccion") == {"deploy"}
    merged = merge(stage.hub, stage.it, stage.pull)
    cheats: list[Callable[[], object]] = [
        lambda: deployment(stage.hub, stage.it, before, "prod", ("success", at(1))),
        lambda: deployment(stage.hub, stage.it, merged, "prod", ("success", at(2)), by="ana"),
        lambda: deployment(stage.hub, stage.it, merged, "prod", ("success", at(3)), ("failure", at(4))),
        lambda: deployment(stage.hub, stage.it, merged, "prod", ("success", at(5, day=19)), ("success", at(6, day=19))),
        lambda: deployment(stage.hub, stage.it, merged, "staging", ("success", at(7))),
    ]
    for cheat in cheats:
        cheat()
        assert missing(stage, "produccion") == {"deploy"}
    stage.say("olga", "/relcommit atestar deploy Va bien")
    assert missing(stage, "produccion") == {"deploy"}
    deployment(stage.hub, stage.it, merged, "prod", ("success", at(8, day=19)))
    stage.now = datetime(2026, 2, 20, 9, tzinfo=UTC)
    assert missing(stage, "produccion") == set()
    assert missing(stage, "despues") == set()


def test_a_pull_request_that_was_closed_is_not_merged(stage: Stage) -> None:
    do_all(stage)
    stage.pull.state = "closed"
    assert missing(stage, "despues") == {"pr"}


def test_there_are_more_than_forty_cheats() -> None:
    assert len(LISTS) + len(APPROVALS) + len(SAID) + len(CHECKS) >= 60
