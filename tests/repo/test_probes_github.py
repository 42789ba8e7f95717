"""Probes against the double of GitHub, whose every answer follows GitHub's own schemas."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from relcommit.checklist.items import items_of
from relcommit.plan.model import Item, Plan
from relcommit.probes.registry import look
from relcommit.text.es.checklist.verdicts import sentence
from tests.repo.evidence_world import SETTINGS, Stage, api, build, head
from tests.support.github import FORBIDDEN, GitHub
from tests.support.github.evidence import bot, check_run, deployment, dismiss, merge, secret, status
from tests.support.github.state import Role

CI = b"jobs: {tipos: {name: Tipos, steps: [{run: npx tsc --noEmit}]}}"
FILES = {".github/workflows/ci.yml": CI, "src/a.ts": b"env.CGR_API_TOKEN", "docs/x.md": b"`OTRA_CLAVE`"}


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[GitHub]:
    with GitHub(tmp_path / "github").serving() as hub:
        yield hub


@pytest.fixture
def stage(hub: GitHub) -> Stage:
    stage = build(hub, {"docs/plan.md": "# Plan\n", "docs/runbook.md": "# Runbook\n\nPaso nuevo.\n"})
    stage.contents = FILES
    return stage


def test_a_command_is_followed_to_the_step_of_its_job(stage: Stage) -> None:
    wants = {"command": ("npx tsc --noEmit",)}
    assert stage.look("check", wants).code == "job-without-result"
    check_run(stage.hub, stage.it, head(stage), "Tipos", steps={"Run npx tsc --noEmit": "success"})
    seen = stage.look("check", wants)
    assert (seen.state, seen.trust, seen.at is not None) == ("met", "ci", True)
    stage.push({"docs/b.md": "b\n"})
    assert stage.look("check", wants).state == "inconclusive"


def test_statuses_count_by_their_newest_and_by_who_sent_them(stage: Stage) -> None:
    stage.settings = replace(SETTINGS, checklist=replace(SETTINGS.checklist, apps=("github-actions", "circleci")))
    for login in ("github-actions[bot]", "circleci[bot]"):
        bot(stage.hub, login)
    sha, wants = head(stage), {"names": ("carga",)}
    status(stage.hub, stage.it, sha, "carga", by="ana")
    assert stage.look("check", wants).code == "check-foreign"
    status(stage.hub, stage.it, sha, "carga", "failure", by="circleci[bot]")
    assert stage.look("check", wants).state == "unmet"
    status(stage.hub, stage.it, sha, "carga", by="github-actions[bot]")
    assert stage.look("check", wants).code == "check-without-job"
    status(stage.hub, stage.it, sha, "carga", by="circleci[bot]")
    assert stage.look("check", wants).state == "met"
    status(stage.hub, stage.it, sha, "carga", "pending", by="circleci[bot]")
    assert stage.look("check", wants).code == "check-running"


def test_the_runbook_is_among_the_changed_files(stage: Stage) -> None:
    stage.contents = {"docs/runbook.md": b"# Runbook\n"}
    assert stage.look("file", {"globs": ("**/*runbook*",)}, words="Runbook").state == "met"
    assert stage.look("file", {"globs": ("**/README*",)}, words="README").state == "unmet"


def test_each_role_has_to_approve_the_head(stage: Stage) -> None:
    wants = {"roles": ("tecnica", "operativa")}
    assert stage.look("approvals", wants).code == "approval-missing"
    assert stage.look("approvals", {**wants, "count": ("dos",)}).code == "mark-unreadable"
    stage.review("tomas")
    stage.review("olga")
    assert stage.look("approvals", wants).facts["quien"] == "tomas, olga"
    dismiss(stage.pull, "tomas")
    assert stage.look("approvals", wants).code == "approval-dismissed"
    stage.review("tomas")
    stage.push({"docs/b.md": "b\n"})
    assert stage.look("approvals", wants).code == "approved-earlier"


@pytest.mark.parametrize(
    ("role", "code"),
    [
        ("write", "approved"),
        ("admin", "approved"),
        ("triage", "approval-missing"),
        ("read", "approval-missing"),
        (None, "approval-missing"),
    ],
)
def test_without_roles_whoever_may_write_can_approve(stage: Stage, role: Role | None, code: str) -> None:
    stage.settings = replace(stage.settings, approvals={})
    stage.hub.user("nora")
    stage.it.roles.pop("nora", None)
    if role:
        stage.it.roles["nora"] = role
    stage.review("nora")
    assert stage.look("approvals").code == code


def test_a_team_that_the_token_may_not_see_is_told(stage: Stage) -> None:
    bot(stage.hub, "github-actions[bot]")
    stage.it.roles["github-actions[bot]"] = "write"
    stage.review("tomas")
    seen = stage.look("approvals", {"roles": ("tecnica",)}, login="github-actions[bot]")
    assert (seen.state, seen.code, seen.facts["equipo"]) == ("inconclusive", "team-hidden", "org/backend")
    assert stage.look("approvals", {"roles": ("legal",)}).code == "role-without-people"


def test_secrets_are_looked_for_wherever_they_may_live(stage: Stage) -> None:
    wants = {"names": ("CGR_API_TOKEN",)}
    assert stage.look("secret", wants).code == "secret-absent"
    assert stage.look("secret", wants, login="ana").code == "secrets-hidden"
    assert stage.look("secret", {"names": ("OTRA_CLAVE",)}).code == "secret-unused"
    for where in ("repository", "organization", "production"):
        stage.it.extras["secrets"] = []
        secret(stage.it, "CGR_API_TOKEN", where)
        assert stage.look("secret", wants).state == "met"


def at(hour: int, day: int = 10) -> str:
    return f"2026-02-{day:02}T{hour:02}:00:00Z"


def test_a_deployment_counts_once_it_carries_the_merge(stage: Stage) -> None:
    wants = {"environment": ("production",), "hours": ("24",)}
    before = head(stage)
    assert stage.look("deployment", wants, phase="production").code == "deployment-after-merge"
    merged = merge(stage.hub, stage.it, stage.pull)
    assert stage.look("merged").state == "met"
    assert stage.look("deployment", wants, phase="production").code == "no-deployment"
    deployment(stage.hub, stage.it, before, "prod", ("success", at(1)))
    assert stage.look("deployment", wants, phase="production").code == "deployment-of-other"
    deployment(stage.hub, stage.it, merged, "prod", ("in_progress", at(2)), ("success", at(3)))
    stage.now = datetime(2026, 2, 10, 12, tzinfo=UTC)
    assert stage.look("deployment", wants, phase="production").code == "deployment-recent"
    stage.now = datetime(2026, 2, 11, 12, tzinfo=UTC)
    assert stage.look("deployment", wants, phase="production").state == "met"
    later = stage.hub.commit(stage.it, "main", {"b.md": "b\n"}, "fix: b")
    deployment(stage.hub, stage.it, later, "prod", ("failure", at(5)))
    assert stage.look("deployment", wants, phase="production").code == "deployment-down"


def test_what_github_refuses_is_an_error_and_no_success(stage: Stage) -> None:
    scene = stage.scene()
    stage.hub.fail("GET", "/repos/org/app/pulls/1/reviews", FORBIDDEN)
    item = items_of(Plan(file="p", done=(Item(text="PR aprobado", line=1),)))[0]
    judged = look(item, scene)
    assert (judged.state(), judged.worst().code) == ("error", "no-access")
    assert sentence(judged.worst()) == (
        "no se ha podido mirar. El token no puede leer esto en «org/app» (403): «Resource not accessible by "
        "integration». Dale permiso de lectura sobre «Pull requests», o usa otro"
    )


def test_a_probe_that_nobody_offers_is_an_error(stage: Stage) -> None:
    item = items_of(Plan(file="p", done=(Item(text="Algo", line=1, marks={"probe": "nada"}),)))[0]
    assert look(item, stage.scene()).worst().code == "probe-unknown"


def test_without_a_pull_request_nothing_is_known(stage: Stage) -> None:
    scene = replace(stage.scene(), pull=None, hub=None, changes=None)
    for text in ("PR aprobado", "PR mergeado", "CI en verde", "Runbook actualizado", "Deploy estable en prod"):
        item = items_of(Plan(file="p", done=(Item(text=text, line=1),)))[0]
        assert look(item, scene).worst().code == "no-pull-request"


def test_long_lists_are_read_to_their_end(stage: Stage) -> None:
    for number in range(250):
        check_run(stage.hub, stage.it, head(stage), f"job {number}")
    told = api(stage.hub, "org/app", stage.hub.token("jefa")).pages(
        f"commits/{head(stage)}/check-runs", key="check_runs"
    )
    assert len(told) == 250


def test_nobody_but_the_named_apps_vouches(stage: Stage) -> None:
    check_run(stage.hub, stage.it, head(stage), "tsc", app="intruso")
    assert stage.look("check", {"names": ("tsc",)}).code == "check-foreign"
    stage.settings = replace(SETTINGS, checklist=replace(SETTINGS.checklist, apps=("intruso",)))
    assert stage.look("check", {"names": ("tsc",)}).state == "met"


def test_a_probe_of_another_package_is_found_by_its_entry_point(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "otro"
    (package / "cobertura-1.dist-info").mkdir(parents=True)
    (package / "cobertura-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: cobertura\nVersion: 1\n")
    (package / "cobertura-1.dist-info" / "entry_points.txt").write_text(
        "[relcommit.probes]\ncobertura = cobertura_ajena:probe\nrota = cobertura_ajena:broken\n"
        "vieja = cobertura_ajena:dated\n"
    )
    (package / "cobertura_ajena.py").write_text(
        "from relcommit.checklist.verdict import Verdict\n"
        "def probe(proof, scene):\n"
        "    return Verdict(state='met', code='cobertura', facts={'mensaje': 'al 96 %'})\n"
        "def broken(proof, scene):\n"
        "    raise KeyError('x')\n"
        "def dated(proof, scene):\n"
        "    return Verdict(state='cumplido', code='cobertura')\n"
    )
    monkeypatch.syspath_prepend(str(package))
    wanted = {
        "cobertura": ("met", "cobertura"), "rota": ("error", "probe-broken"), "vieja": ("error", "probe-broken"),
    }  # fmt: skip
    for name, (state, code) in wanted.items():
        item = items_of(Plan(file="p", done=(Item(text="Cobertura", line=1, marks={"probe": name}),)))[0]
        verdict = look(item, stage.scene()).worst()
        assert (verdict.state, verdict.code) == (state, code)
