"""`relcommit checklist` from the outside: real commands, real git, and the double of GitHub."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.repo.evidence_world import Stage, build, head
from tests.repo.test_probes_cheats import BODY, MAIN, PLAN
from tests.support.github import BAD_GATEWAY, FORBIDDEN, GitHub
from tests.support.github.evidence import bot, check_run, deployment, merge


@dataclass
class Said:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Clone:
    """A clone of the pull request's branch, and whoever works in it."""

    stage: Stage
    folder: Path
    home: Path
    login: str = "ana"
    bot: str = "github-actions[bot]"

    def run(self, *args: str) -> Said:
        return self._python(["relcommit", "-C", str(self.folder), "checklist", *args], {})

    def enforce(self, name: str, event: Any) -> Said:
        """As the Action runs it, with the token of GitHub's own bot."""
        file, summary = self.home / "event.json", self.home / "summary.md"
        file.write_text(json.dumps(event))
        more = {
            "GITHUB_EVENT_NAME": name, "GITHUB_EVENT_PATH": str(file), "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_REPOSITORY": "org/app", "GITHUB_API_URL": self.stage.hub.api_url,
            "RELCOMMIT_TOKEN": self.stage.hub.token(self.bot), "RELCOMMIT_REPOSITORY": str(self.folder),
        }  # fmt: skip
        return self._python(["relcommit.hooks.checklist"], more)

    def _python(self, args: list[str], more: dict[str, str]) -> Said:
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.home), "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8",
            "GH_TOKEN": self.stage.hub.token(self.login), **more,
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", *args], env=environment, capture_output=True, text=True, check=False
        )
        return Said(done.returncode, done.stdout, done.stderr)

    @property
    def summary(self) -> str:
        return (self.home / "summary.md").read_text("utf-8")


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[GitHub]:
    with GitHub(tmp_path / "github").serving() as hub:
        yield hub


@pytest.fixture
def clone(hub: GitHub, tmp_path: Path) -> Clone:
    toml = MAIN["relcommit.toml"].replace('"@org/backend"', '"tomas"') + f'[forge]\napi_url = "{hub.api_url}"\n'
    stage = build(hub, {"docs/plan.md": PLAN}, BODY, main={**MAIN, "relcommit.toml": toml})
    bot(hub, "github-actions[bot]")
    stage.it.roles["github-actions[bot]"] = "write"
    folder, home = tmp_path / "clon", tmp_path / "casa"
    home.mkdir()
    subprocess.run(["git", "clone", "-q", "-b", "docs/plan", str(stage.it.bare), str(folder)], check=True)
    subprocess.run(["git", "-C", str(folder), "remote", "set-url", "origin", hub.git_url("org/app")], check=True)
    return Clone(stage, folder, home)


def finish(stage: Stage) -> None:
    stage.push({"docs/runbook.md": "# Runbook\n\nUno.\nDos.\nTres.\nCuatro.\n"})
    check_run(stage.hub, stage.it, head(stage), "Tipos", steps={"Run npx tsc --noEmit": "success"})
    stage.review("tomas")
    stage.review("olga")
    stage.say("olga", "/relcommit atestar dns Probado")


def last_check(stage: Stage) -> object:
    return stage.it.extras["check_runs"][-1]["conclusion"]


def issue_state(stage: Stage) -> object:
    return stage.it.extras["issues"][-1]["state"]


def test_show_gives_exactly_the_fields_of_the_contract(clone: Clone) -> None:
    said = clone.run("show", "docs/plan.md", "--json")
    assert said.code == 0, said.err
    names = ["id", "text", "line", "section", "phase", "kind", "why", "required", "role"]
    assert [list(one) for one in said.json["items"]] == [names] * 5
    assert said.json["items"][0] == {
        "id": "tsc", "text": "`npx tsc --noEmit` en verde", "line": 5, "section": "gates", "phase": "antes",
        "kind": "check", "why": "un check de la CI, por «npx tsc --noEmit»", "required": True, "role": None,
    }  # fmt: skip


def test_show_finds_the_only_plan_and_says_what_led_where(clone: Clone) -> None:
    said = clone.run("show")
    assert "dns: Prueba DNS controlada validada (papel: operativa)" in said.out
    assert "Antes de mezclar: revisiones, por «aprobación técnica y operativa»." in said.out
    assert "Después de mezclar: la mezcla, por «PR mergeado»." in said.out
    (clone.folder / "docs" / "otro-plan.md").write_text("# Plan\n")
    assert clone.run("show").code == 2


def test_verify_says_what_is_missing_and_whose_turn_it_is(clone: Clone) -> None:
    said = clone.run("verify")
    assert said.code == 1, said.err
    assert "Antes de mezclar: 0 de 4" in said.out
    assert "Le toca a: «tecnica» y «operativa»." in said.out
    assert "Le toca a: «operativa»." in said.out
    finish(clone.stage)
    said = clone.run("verify", "--pull-request", "1")
    assert said.code == 0, said.out
    assert "Antes de mezclar: 4 de 4" in said.out
    assert clone.run("verify", "--phase", "produccion").code == 1


def test_verify_as_json_has_the_evidence_of_each_item(clone: Clone) -> None:
    finish(clone.stage)
    told = clone.run("verify", "--json").json
    assert (told["ok"], told["pull_request"], told["head"], told["plans"]) == (
        True, 1, head(clone.stage), ["docs/plan.md"],
    )  # fmt: skip
    tsc = told["items"][0]
    assert (tsc["id"], tsc["state"], tsc["holds"]) == ("tsc", "cumplido", True)
    assert tsc["evidence"][0]["trust"] == "ci"
    assert tsc["evidence"][0]["at"].startswith("2026-01-01")


def test_verify_before_there_is_a_pull_request(clone: Clone) -> None:
    subprocess.run(["git", "-C", str(clone.folder), "switch", "-qc", "otra"], check=True)
    said = clone.run("verify", "docs/plan.md")
    assert said.code == 1
    assert "Sin pull request todavía; según docs/plan.md." in said.out
    assert clone.run("verify", "--pull-request", "9").code == 5


def test_what_the_working_tree_changes_counts_before_there_is_a_pull_request(clone: Clone) -> None:
    subprocess.run(["git", "-C", str(clone.folder), "switch", "-qc", "otra"], check=True)

    def runbook() -> object:
        return {one["id"]: one["state"] for one in clone.run("verify", "docs/plan.md", "--json").json["items"]}[
            "runbook"
        ]

    assert runbook() == "incumplido"
    (clone.folder / "docs" / "runbook.md").write_text("# Runbook\n\nUno.\nDos.\nTres.\n\n")
    assert runbook() == "incumplido"
    (clone.folder / "docs" / "runbook.md").write_text("# Runbook\n\nUno.\nDos.\nTres.\nCuatro.\n")
    assert runbook() == "cumplido"
    subprocess.run(["git", "-C", str(clone.folder), "checkout", "-q", "docs/runbook.md"], check=True)
    (clone.folder / "docs" / "runbook-db.md").write_text("# Otro\n")
    assert runbook() == "cumplido"


def test_a_plan_that_the_settings_name_has_to_be_there(clone: Clone) -> None:
    toml = MAIN["relcommit.toml"] + '[checklist]\nplan = "docs/nada.md"\n'
    clone.stage.hub.commit(clone.stage.it, "main", {"relcommit.toml": toml}, "chore: ajusta")
    said = clone.enforce("pull_request", pull_event())
    assert said.code == 1
    assert "no está en la rama base ni en la pull request" in said.out


def test_attest_writes_what_counts(clone: Clone) -> None:
    clone.login = "olga"
    said = clone.run("attest", "dns", "--reason", "Probado en el\nresolvedor")
    assert said.code == 0, said.err
    assert (
        clone.stage.pull.comments[-1].body
        == f"/relcommit atestar dns @{head(clone.stage)[:12]} Probado en el resolvedor"
    )
    assert {one["id"]: one["state"] for one in clone.run("verify", "--json").json["items"]}["dns"] == "cumplido"
    said = clone.run("attest", "dn", "--reason", "x")
    assert (said.code, "¿Querías decir «dns»?" in said.err) == (2, True)


def test_attest_needs_github(clone: Clone) -> None:
    subprocess.run(["git", "-C", str(clone.folder), "remote", "set-url", "origin", str(clone.home)], check=True)
    (clone.folder / "relcommit.toml").write_text("")
    assert clone.run("attest", "dns", "--reason", "x").code == 4


# the Action


def pull_event(action: str = "synchronize") -> dict[str, Any]:
    return {"action": action, "pull_request": {"number": 1}}


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
    assert writes == ["POST /repos/org/app/check-runs"]


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
    ours = [one for one in stage.pull.comments if one.user.login == "github-actions[bot]"]
    assert stage.pull.body == "Mi texto"
    assert len(ours) == 1
    assert "0 de 4" in ours[0].body
    finish(stage)
    clone.enforce("pull_request", pull_event())
    assert "4 de 4" in ours[0].body
    assert "una única zona" in clone.summary
    stage.pull.body = BODY
    clone.enforce("pull_request", pull_event())
    assert not [one for one in stage.pull.comments if one.user.login == "github-actions[bot]"]


def test_a_token_that_only_reads_tells_it_in_the_summary(clone: Clone) -> None:
    clone.stage.it.roles["github-actions[bot]"] = "read"
    clone.stage.hub.fail("POST", "*/check-runs", FORBIDDEN, times=None)
    assert clone.enforce("pull_request", pull_event()).code == 1
    assert clone.stage.pull.body == BODY
    assert "solo puede leer" in clone.summary
    assert "el resultado es el de este job" in clone.summary


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("issue_comment", {"action": "created", "issue": {"number": 1, "pull_request": {}}}),
        ("check_suite", {"action": "completed", "check_suite": {"pull_requests": [{"number": 1}]}}),
        ("merge_group", {"merge_group": {"head_ref": "refs/heads/gh-readonly-queue/main/pr-1-" + "a" * 40}}),
        ("pull_request_target", pull_event()),
    ],
)
def test_every_event_finds_its_pull_request(clone: Clone, name: str, event: dict[str, Any]) -> None:
    assert clone.enforce(name, event).code == 1
    assert "0 de 4" in clone.summary


def test_a_check_suite_of_a_fork_is_found_by_its_commit(clone: Clone) -> None:
    event = {"check_suite": {"pull_requests": [], "head_sha": head(clone.stage)}}
    assert clone.enforce("check_suite", event).code == 1
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
    assert last_check(clone.stage) == "success"


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
    stage.api("olga").send("POST", f"issues/{issue['number']}/comments", {"body": "/relcommit atestar aviso Enviado"})
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
