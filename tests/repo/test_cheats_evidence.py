"""Every way of cheating with checks, files and deployments that we know of: none of them counts."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.repo.cheating import CI, do_all, missing, staged
from tests.repo.evidence_world import Stage, head
from tests.support.github.evidence import check_run, deployment, merge, status


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
