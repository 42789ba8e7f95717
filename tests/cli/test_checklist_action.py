"""The Action's checklist: each event as GitHub tells it, what it writes, and the exit code of its step."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.checklist_world import Clone, check_of, cloned, finish, issue_state, last_check, pull_event
from tests.repo.cheating import BODY, PLAN
from tests.repo.evidence_world import head
from tests.support.github import BAD_GATEWAY, FORBIDDEN
from tests.support.github.evidence import deployment, merge


@pytest.fixture
def clone(tmp_path: Path) -> Iterator[Clone]:
    with cloned(tmp_path) as clone:
        yield clone


def test_the_action_blocks_names_what_is_missing_and_unblocks(clone: Clone) -> None:
    said = clone.enforce("pull_request", pull_event())
    assert said.code == 1, said.err
    assert "antes de mezclar, 0 de 4" in (clone.stage.pull.body or "")
    assert last_check(clone.stage) == "failure"
    assert "«tecnica» y «operativa»" in clone.summary
    finish(clone.stage)
    assert clone.enforce("pull_request_review", pull_event("submitted")).code == 0
    body = clone.stage.pull.body or ""
    assert "antes de mezclar, 4 de 4" in body
    assert "- [x] Runbook actualizado en docs <!-- rc:id=runbook -->" in body
    assert "- [ ] Deploy estable" in body
    assert last_check(clone.stage) == "success"
    clone.stage.push({"docs/b.md": "b\n"})
    assert clone.enforce("pull_request", pull_event()).code == 1
    assert "- [x] Runbook" in (clone.stage.pull.body or "")


def test_the_action_writes_nothing_twice(clone: Clone) -> None:
    clone.enforce("pull_request", pull_event())
    before = (clone.stage.pull.body, len(clone.stage.hub.writes()))
    clone.enforce("pull_request", pull_event("edited"))
    writes = clone.stage.hub.writes()[before[1] :]
    assert clone.stage.pull.body == before[0]
    assert [write.partition("check-runs")[0] for write in writes] == ["POST /repos/org/app/", "PATCH /repos/org/app/"]


def test_what_people_wrote_and_ticked_survives_the_action(clone: Clone) -> None:
    pull = clone.stage.pull
    pull.body = "Hola\n\n" + (pull.body or "").replace("- [ ] Prueba DNS", "- [x] Prueba DNS") + "\n\nFirma"
    clone.enforce("pull_request", pull_event())
    assert pull.body.startswith("Hola\n\n<!-- relcommit:inicio")
    assert pull.body.endswith("\n\nFirma")
    assert "- [x] Prueba DNS" in pull.body


def test_a_body_without_a_zone_gets_a_comment_kept_up_to_date(clone: Clone) -> None:
    stage = clone.stage
    stage.pull.body = "Mi texto"
    stage.say("lucas", "<!-- relcommit:pruebas -->\nTodo bien")
    clone.enforce("pull_request", pull_event())
    clone.enforce("pull_request", pull_event())
    ours = [one for one in stage.pull.comments if one.user and one.user.login == "github-actions[bot]"]
    assert stage.pull.body == "Mi texto"
    assert len(ours) == 1
    assert "0 de 4" in ours[0].body
    finish(stage)
    clone.enforce("pull_request", pull_event())
    assert "4 de 4" in ours[0].body
    assert "una única zona" in clone.summary
    stage.pull.body = BODY
    clone.enforce("pull_request", pull_event())
    assert not [one for one in stage.pull.comments if one.user and one.user.login == "github-actions[bot]"]


def test_a_token_that_only_reads_tells_it_in_the_summary(clone: Clone) -> None:
    clone.stage.it.roles["github-actions[bot]"] = "read"
    clone.stage.hub.fail("POST", "*/check-runs", FORBIDDEN, times=None)
    assert clone.enforce("pull_request", pull_event()).code == 1
    assert clone.stage.pull.body == BODY
    assert "solo puede leer" in clone.summary
    assert "el que hubiera no se ha cambiado, y este job falla" in clone.summary


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("issue_comment", {"action": "created", "issue": {"number": 1, "pull_request": {}}}),
        (
            "merge_group",
            {"merge_group": {"head_ref": "refs/heads/gh-readonly-queue/main/pr-1-" + "a" * 40, "head_sha": "c" * 40}},
        ),
        ("pull_request_target", pull_event()),
    ],
)
def test_every_event_finds_its_pull_request(clone: Clone, name: str, event: dict[str, Any]) -> None:
    assert clone.enforce(name, event).code == 1
    assert "0 de 4" in clone.summary


@pytest.mark.parametrize("name", ["check_suite", "check_run", "workflow_run"])
def test_what_happens_to_a_commit_finds_its_pull_request(clone: Clone, name: str) -> None:
    assert clone.enforce(name, {name: {"pull_requests": [], "head_sha": head(clone.stage)}}).code == 1
    assert "0 de 4" in clone.summary
    assert clone.enforce("status", {"sha": head(clone.stage), "state": "success"}).code == 1
    assert clone.enforce("status", {"sha": None}).code == 0


def test_a_check_of_a_queue_is_written_on_the_queue_s_commit(clone: Clone) -> None:
    finish(clone.stage)
    group = {"head_ref": "refs/heads/gh-readonly-queue/main/pr-1-" + "a" * 40, "head_sha": "c" * 40}
    assert clone.enforce("merge_group", {"merge_group": group}).code == 0
    assert clone.stage.it.extras["check_runs"][-1]["head_sha"] == "c" * 40


def test_other_events_change_nothing(clone: Clone) -> None:
    for name, event in (("push", {}), ("issue_comment", {"issue": {"number": 5}}), ("pull_request", {})):
        assert clone.enforce(name, event).code == 0
    clone.stage.pull.state = "closed"
    assert clone.enforce("pull_request", pull_event("closed")).code == 0
    assert clone.stage.hub.writes() == ["POST /repos/org/app/pulls"]


def test_what_cannot_be_read_fails(clone: Clone) -> None:
    said = clone.enforce("pull_request", [])
    assert (said.code, "::error title=relcommit::" in said.out) == (1, True)
    clone.stage.hub.fail("GET", "/repos/org/app/pulls/1", BAD_GATEWAY, times=None)
    assert clone.enforce("pull_request", pull_event()).code == 1


def test_a_pull_request_without_a_plan_is_left_in_peace(clone: Clone) -> None:
    clone.stage.push({"docs/plan.md": "# Nada que exigir\n"})
    clone.stage.pull.body = "Mi texto"
    assert clone.enforce("pull_request", pull_event()).code == 0
    assert clone.stage.pull.body == "Mi texto"
    assert clone.stage.pull.comments == []
    assert check_of(clone.stage, head(clone.stage)) == ("neutral", "No hay plan")


def test_after_the_merge_an_issue_follows_the_plan_and_closes_by_itself(clone: Clone) -> None:
    stage = clone.stage
    finish(stage)
    merged = merge(stage.hub, stage.it, stage.pull)
    assert clone.enforce("pull_request", pull_event("closed")).code == 0
    (issue,) = stage.it.extras["issues"]
    assert (issue["title"], issue["state"]) == ("Producción: plan «Plan de paso a producción»", "open")
    assert "no hay ningún despliegue en «production»" in str(issue["body"])
    assert "Runbook" not in str(issue["body"])
    assert clone.enforce("pull_request", pull_event("closed")).code == 0
    assert len(stage.it.extras["issues"]) == 1
    deployment(stage.hub, stage.it, merged, "prod", ("success", "2026-01-02T00:00:00Z"))
    assert clone.enforce("deployment_status", {}).code == 0
    assert issue_state(stage) == "closed"
    assert clone.enforce("schedule", {}).code == 0
    assert [one.body for one in issue["comments"]] == ["Todo lo que pedía el plan se cumple. Se cierra."]  # type: ignore[attr-defined]


def test_an_issue_of_somebody_else_with_our_marker_is_not_ours(clone: Clone) -> None:
    stage = clone.stage
    merge(stage.hub, stage.it, stage.pull)
    forged = {"title": "x", "body": "<!-- relcommit:seguimiento pr=1 -->"}
    stage.api("lucas").send("POST", "issues", forged)
    assert clone.enforce("schedule", {}).code == 0
    assert stage.it.extras["issues"][0]["body"] == forged["body"]
    clone.enforce("pull_request", pull_event("closed"))
    assert len(stage.it.extras["issues"]) == 2


def test_people_attest_in_the_issue_too(clone: Clone) -> None:
    stage = clone.stage
    plan = PLAN.replace(
        "- Deploy estable en `prod`, 24 horas <!-- rc: id=deploy -->",
        "- Clientes avisados <!-- rc: id=aviso phase=produccion role=operativa -->",
    )
    stage.push({"docs/plan.md": plan})
    merge(stage.hub, stage.it, stage.pull)
    clone.enforce("pull_request", pull_event("closed"))
    (issue,) = stage.it.extras["issues"]
    assert issue_state(stage) == "open"
    verify = ("verify", "--pull-request", "1", "--phase", "produccion")
    assert clone.run(*verify).code == 1
    stage.api("olga").send("POST", f"issues/{issue['number']}/comments", {"body": "/relcommit atestar aviso Enviado"})
    assert clone.run(*verify).code == 0
    event = {"action": "created", "issue": {"number": issue["number"]}}
    assert clone.enforce("issue_comment", event).code == 0
    assert issue_state(stage) == "closed"


def test_hostile_words_of_a_plan_reach_no_log_as_commands(clone: Clone) -> None:
    hostile = PLAN + "- ::error::hola ##[group]x\n- \x1b[31mrojo\n"
    clone.stage.push({"docs/plan.md": hostile})
    said = clone.enforce("pull_request", pull_event())
    assert said.code == 1
    assert not [line for line in said.out.splitlines() if line.lstrip().startswith("::")]
    assert "##[" not in said.out
    assert "\x1b" not in said.out
