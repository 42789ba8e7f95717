"""The checklist in the Action for real: `act` runs the workflow that the documentation shows, against the double."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from relcommit import __version__
from tests.cli.checklist_world import check_of, finish, issue_state, last_check
from tests.repo.cheating import BODY, MAIN, PLAN
from tests.repo.evidence_world import Stage, build, head
from tests.support.committing import ROOT
from tests.support.github import GitHub, real
from tests.support.github.evidence import bot, deployment, merge
from tests.support.httpgit import SEALED

ACT = shutil.which("act") or shutil.which("act", path=str(Path(sys.executable).parent))
pytestmark = pytest.mark.skipif(ACT is None, reason="act is not installed")

ACTION = ".github/actions/relcommit"
BOT = "github-actions[bot]"
HEAD = "a" * 40


def documented_workflow() -> str:
    page = (ROOT / "docs" / "vigentes" / "lista-de-done.md").read_text("utf-8")
    found = re.search(r"```yaml\n(# Escrito por «relcommit init».*?)```", page, re.DOTALL)
    assert found is not None
    return found[1]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    files = {f"{ACTION}/{name}": (ROOT / ACTION / name).read_text("utf-8") for name in ("action.yml", "run.sh")}
    files[f"{ACTION}/relcommit.txt"] = f"./relcommit-{__version__}-py3-none-any.whl --hash=sha256:{'0' * 64}\n"
    main = {**MAIN, **files, ".github/workflows/plan.yml": documented_workflow()}
    main["relcommit.toml"] = main["relcommit.toml"].replace('"@org/backend"', '"tomas"')
    with GitHub(tmp_path / "github").serving() as hub:
        stage = build(hub, {"docs/plan.md": PLAN}, BODY, main=main)
        bot(hub, BOT)
        stage.it.roles[BOT] = "write"
        yield stage


def act(stage: Stage, event: str, told: object, folder: Path, token: str = "") -> "subprocess.CompletedProcess[str]":
    """Run the workflow on a fresh clone, as GitHub would on its own machine."""
    clone, file = folder / "clon", folder / "event.json"
    shutil.rmtree(clone, ignore_errors=True)
    subprocess.run(["git", "clone", "-q", "-b", "docs/plan", str(stage.it.bare), str(clone)], check=True)
    subprocess.run(["git", "-C", str(clone), "remote", "set-url", "origin", stage.hub.git_url("org/app")], check=True)
    file.write_text(json.dumps(told), "utf-8")
    path = f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin"
    command = [
        str(ACT), event, "-P", "ubuntu-latest=-self-hosted", "-e", str(file), "-W", ".github/workflows/plan.yml",
        "--env", f"GITHUB_API_URL={stage.hub.api_url}",
        "--env", "GITHUB_REPOSITORY=org/app", "-s", f"GITHUB_TOKEN={token or stage.hub.token(BOT)}",
    ]  # fmt: skip
    return subprocess.run(
        command, cwd=clone, env={**SEALED, "HOME": str(folder), "PATH": path}, capture_output=True, text=True,
        check=False, timeout=180,
    )  # fmt: skip


def test_the_workflow_of_the_documentation_blocks_and_unblocks(stage: Stage, tmp_path: Path) -> None:
    review = {"action": "requested", "workflow_run": {"event": "pull_request_review", "head_sha": head(stage)}}
    done = act(stage, "workflow_run", review, tmp_path)
    assert done.returncode == 1, done.stdout
    assert "Antes de mezclar: 0 de 4" in done.stdout
    assert last_check(stage) == "failure"
    finish(stage)
    done = act(stage, "issue_comment", {"action": "created", "issue": {"number": 1, "pull_request": {}}}, tmp_path)
    assert done.returncode == 0, done.stdout
    assert "Antes de mezclar: 4 de 4" in done.stdout
    assert last_check(stage) == "success"
    assert "- [x] Runbook actualizado en docs <!-- rc:id=runbook -->" in (stage.pull.body or "")


@pytest.mark.slow
@pytest.mark.parametrize("action", ["opened", "edited", "synchronize"])
def test_a_pull_request_is_looked_at_when_it_changes(stage: Stage, tmp_path: Path, action: str) -> None:
    done = act(stage, "pull_request_target", {"action": action, "pull_request": {"number": 1}}, tmp_path)
    assert done.returncode == 1, done.stdout
    assert "Antes de mezclar: 0 de 4" in done.stdout
    assert "Le toca a: «tecnica» y «operativa»." in done.stdout
    assert "antes de mezclar, 0 de 4" in (stage.pull.body or "")
    assert last_check(stage) == "failure"


@pytest.mark.parametrize(
    ("event", "told"),
    [
        ("workflow_run", {"action": "completed", "workflow_run": {"head_sha": HEAD, "pull_requests": []}}),
        pytest.param(
            "check_suite",
            {"action": "completed", "check_suite": {"head_sha": HEAD, "pull_requests": [{"number": 1}]}},
            marks=pytest.mark.slow,
        ),
        pytest.param("status", {"sha": HEAD, "state": "success"}, marks=pytest.mark.slow),
    ],
)
def test_it_is_looked_at_again_when_a_check_ends(
    stage: Stage, tmp_path: Path, event: str, told: dict[str, Any]
) -> None:
    finish(stage)
    done = act(stage, event, json.loads(json.dumps(told).replace(HEAD, head(stage))), tmp_path)
    assert done.returncode == 0, done.stdout
    assert "Antes de mezclar: 4 de 4" in done.stdout
    assert last_check(stage) == "success"


@pytest.mark.slow
def test_the_queue_gets_the_check_on_its_own_commit(stage: Stage, tmp_path: Path) -> None:
    queued = f"refs/heads/gh-readonly-queue/main/pr-1-{real.tip(stage.it.bare, 'main')}"
    branch = queued.removeprefix("refs/heads/")
    told = {
        "action": "requested",
        "workflow_run": {"event": "merge_group", "head_branch": branch, "head_sha": "c" * 40},
    }
    assert act(stage, "workflow_run", told, tmp_path).returncode == 1
    finish(stage)
    done = act(stage, "workflow_run", told, tmp_path)
    assert done.returncode == 0, done.stdout
    assert check_of(stage, "c" * 40)[0] == "success"


def test_after_the_merge_the_plan_is_followed_until_it_holds(stage: Stage, tmp_path: Path) -> None:
    finish(stage)
    merged = merge(stage.hub, stage.it, stage.pull)
    closed = {"action": "closed", "pull_request": {"number": 1, "merged": True}}
    done = act(stage, "pull_request_target", closed, tmp_path)
    assert done.returncode == 0, done.stdout
    assert "En producción: 0 de 1" in done.stdout
    (issue,) = stage.it.extras["issues"]
    assert (issue["title"], issue["state"]) == ("Producción: plan «Plan de paso a producción»", "open")
    an_hour_ago = f"{datetime.now(UTC) - timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ}"
    kept = deployment(stage.hub, stage.it, merged, "prod", ("success", an_hour_ago))
    done = act(stage, "workflow_dispatch", {}, tmp_path)
    assert "lleva 1 h de las 24 que se piden" in done.stdout
    assert issue_state(stage) == "open"
    kept["statuses"] = [{"id": 1, "state": "success", "at": "2026-01-02T00:00:00Z"}]
    done = act(stage, "schedule", {"schedule": "17 6 * * *"}, tmp_path)
    assert done.returncode == 0, done.stdout
    assert "En producción: 1 de 1" in done.stdout
    assert issue_state(stage) == "closed"


def test_a_pull_request_runs_nothing_of_its_own(stage: Stage, tmp_path: Path) -> None:
    """No file of it is in `.github`, and yet its code once ran beside the token."""
    proof = tmp_path / "ejecutado"
    evil = f"import pathlib\npathlib.Path({str(proof)!r}).write_text('x')\n"
    names = ("relcommit/__init__.py", "relcommit/hooks/__init__.py", "relcommit/hooks/action.py", "sitecustomize.py")
    more = ("relcommit/hooks/checklist.py", "usercustomize.py", "json.py", "pip/__init__.py", "pip.conf")
    stage.push(dict.fromkeys((*names, *more), evil))
    done = act(stage, "pull_request_target", {"action": "opened", "pull_request": {"number": 1}}, tmp_path)
    assert not proof.exists()
    assert "Antes de mezclar: 0 de 4" in done.stdout
    assert last_check(stage) == "failure"


def test_hostile_texts_set_nothing_in_the_runner(stage: Stage, tmp_path: Path) -> None:
    hostile = "- ::set-output name=ok::true\n- ##[error]x ::add-mask::docs\n"
    stage.push({"docs/plan.md": PLAN.replace("## Definición", f"{hostile}\n## Definición")})
    done = act(stage, "pull_request_target", {"action": "edited", "pull_request": {"number": 1}}, tmp_path)
    assert done.returncode == 1
    assert "::set-output:: ok=true" not in done.stdout
    assert "##[error]" not in done.stdout
