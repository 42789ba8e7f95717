"""Every way of cheating with checks, files and deployments that we know of: none of them counts."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.repo.cheating import CI, do_all, missing, planned, staged
from tests.repo.evidence_world import Stage, head
from tests.support.github.evidence import bot, check_run, deployment, going_on, merge, status


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with staged(tmp_path) as stage:
        yield stage


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


def changed(path: str) -> Callable[[Stage], None]:
    """The checks pass, but the pull request changes this file."""

    def cheat(stage: Stage) -> None:
        stage.push({path: f"{CI}# y nada más\n"})
        run()(stage)

    return cheat


def written_by_a_workflow(stage: Stage) -> None:
    check_run(stage.hub, stage.it, head(stage), "Tipos", job=False)


def repainted(stage: Stage) -> None:
    check_run(stage.hub, stage.it, head(stage), "Tipos", steps={"Run npx tsc --noEmit": "success"})["ended"] = "failure"


def status_of_a_workflow(stage: Stage) -> None:
    bot(stage.hub, "github-actions[bot]")
    status(stage.hub, stage.it, head(stage), "Tipos", by="github-actions[bot]")


def weaker_than_the_base_s(stage: Stage) -> None:
    """The base branch has the job under another name since; what ran was the old one."""
    run()(stage)
    stage.hub.commit(stage.it, "main", {".github/workflows/ci.yml": CI.replace("Tipos", "Tipos estrictos")}, "ci: más")


def run_again(stage: Stage) -> None:
    run()(stage)
    run(conclusion=None)(stage)


def failed_elsewhere(stage: Stage) -> None:
    run()(stage)
    check_run(stage.hub, stage.it, head(stage), "Tipos", "failure", suite="otro")


def pending_status(stage: Stage) -> None:
    run()(stage)
    bot(stage.hub, "github-actions[bot]")
    status(stage.hub, stage.it, head(stage), "Tipos", "pending", by="github-actions[bot]")


CHECKS = {
    "same name, another app": run(app="intruso"),
    "another name": run("Tipos y más"),
    "success of an older commit": older_success,
    "skipped": run(conclusion="skipped"),
    "neutral": run(conclusion="neutral"),
    "cancelled": run(conclusion="cancelled"),
    "still running": run(conclusion=None),
    "stale": run(conclusion="stale"),
    "waiting for somebody's permission": run(conclusion="action_required"),
    "run again and not done yet": run_again,
    "failed in another workflow": failed_elsewhere,
    "a status of the same name still pending": pending_status,
    "failed when run again": failed_later,
    "a status sent by the author": author_s_status,
    "the job passed without the step": run(Otro="success"),
    "the step was skipped": run(Run_npx_tsc___noEmit="skipped"),
    "our own check": run("relcommit"),
    "failure forgiven in the workflow": rewritten(CI.replace("noEmit}", "noEmit || true}")),
    "job that may fail": rewritten(CI.replace("steps", "continue-on-error: true, steps")),
    "command only echoed": rewritten(CI.replace("npx", "echo npx")),
    "workflow changed in the same pull request": changed(".github/workflows/ci.yml"),
    "another workflow with the same job": changed(".github/workflows/otro.yml"),
    "an action of the repository's own changed": changed(".github/actions/prepara/action.yml"),
    "an action outside of .github changed": changed("herramientas/prepara/action.yaml"),
    "written by the API in the name of GitHub Actions": written_by_a_workflow,
    "a failed job painted green by the API": repainted,
    "a status sent by a workflow": status_of_a_workflow,
    "a workflow that the base branch has replaced": weaker_than_the_base_s,
    "job emptied": rewritten(CI.replace("npx tsc --noEmit", "'true'")),
}


@pytest.mark.parametrize("name", CHECKS)
def test_no_other_check_counts(stage: Stage, name: str) -> None:
    CHECKS[name](stage)
    assert "tsc" in missing(stage)


GREEN = """# Plan

## Criterios de salida

- CI en verde <!-- rc: id=ci -->
- Carga probada <!-- rc: id=carga check="ci / Tipos" -->
"""


def test_a_person_may_vouch_for_a_workflow_that_the_pull_request_changes_but_not_for_a_failure(stage: Stage) -> None:
    changed(".github/workflows/ci.yml")(stage)
    assert "tsc" in missing(stage)
    stage.say("tomas", f"/relcommit atestar tsc @{head(stage)[:12]} El flujo solo gana un comentario")
    assert "tsc" not in missing(stage)
    run(conclusion="failure")(stage)
    assert "tsc" in missing(stage)


@pytest.mark.parametrize(
    "cheat", [changed(".github/workflows/ci.yml"), written_by_a_workflow, status_of_a_workflow, repainted]
)
def test_nor_does_any_of_them_prove_a_check_by_its_name(tmp_path: Path, cheat: Callable[[Stage], None]) -> None:
    with planned(tmp_path, GREEN) as stage:
        cheat(stage)
        assert missing(stage) == {"ci", "carga"}


def test_green_means_all_that_there_is_and_all_that_has_yet_to_start(tmp_path: Path) -> None:
    with planned(tmp_path, GREEN) as stage:
        sha = head(stage)
        check_run(stage.hub, stage.it, sha, "Tipos")
        check_run(stage.hub, stage.it, sha, "relcommit (plan)", None, suite="plan")
        assert missing(stage) == set()
        going_on(stage.hub, stage.it, sha)
        assert missing(stage) == {"ci"}
        stage.it.extras["going_on"] = []
        going_on(stage.hub, stage.it, sha, suite="otro")
        assert missing(stage) == {"ci"}
        stage.it.extras["going_on"] = []
        going_on(stage.hub, stage.it, sha, app="otra-app")
        assert missing(stage) == set()
        check_run(stage.hub, stage.it, sha, "Lint", "failure", suite="otro")
        assert missing(stage) == {"ci"}


def test_what_a_person_may_answer_hides_nothing_worse(tmp_path: Path) -> None:
    plan = GREEN.replace('check="ci / Tipos"', 'check="Tipos,Lint"')
    with planned(tmp_path, plan) as stage:
        written_by_a_workflow(stage)
        stage.say("tomas", "/relcommit atestar carga Tipos lo escribe nuestro flujo")
        assert "carga" in missing(stage)


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
    assert missing(stage, "production") == {"deploy"}
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
        assert missing(stage, "production") == {"deploy"}
    stage.say("olga", "/relcommit atestar deploy Va bien")
    assert missing(stage, "production") == {"deploy"}
    deployment(stage.hub, stage.it, merged, "prod", ("success", at(8, day=19)))
    stage.now = datetime(2026, 2, 20, 9, tzinfo=UTC)
    assert missing(stage, "production") == set()
    assert missing(stage, "after") == set()


def test_a_pull_request_that_was_closed_is_not_merged(stage: Stage) -> None:
    do_all(stage)
    stage.pull.state = "closed"
    assert missing(stage, "after") == {"pr"}
