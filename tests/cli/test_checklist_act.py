"""The checklist in the Action for real: `act` runs the workflow that the documentation shows, against the double."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_checklist import finish, last_check
from tests.repo.evidence_world import Stage, build
from tests.repo.test_probes_cheats import BODY, MAIN, PLAN
from tests.support.committing import ROOT
from tests.support.github import GitHub
from tests.support.github.evidence import bot
from tests.support.httpgit import SEALED

ACT = shutil.which("act") or shutil.which("act", path=str(Path(sys.executable).parent))
pytestmark = pytest.mark.skipif(ACT is None, reason="act is not installed")

ACTION = ".github/actions/relcommit"


def documented_workflow() -> str:
    page = (ROOT / "docs" / "vigentes" / "lista-de-done.md").read_text("utf-8")
    found = re.search(r"```yaml\n(# Escrito por «relcommit init».*?)```", page, re.DOTALL)
    assert found is not None
    return found[1]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    files = {f"{ACTION}/{name}": (ROOT / ACTION / name).read_text("utf-8") for name in ("action.yml", "run.sh")}
    main = {**MAIN, **files, ".github/workflows/plan.yml": documented_workflow()}
    main["relcommit.toml"] = main["relcommit.toml"].replace('"@org/backend"', '"tomas"')
    with GitHub(tmp_path / "github").serving() as hub:
        stage = build(hub, {"docs/plan.md": PLAN}, BODY, main=main)
        bot(hub, "github-actions[bot]")
        stage.it.roles["github-actions[bot]"] = "write"
        yield stage


def act(stage: Stage, event: str, told: object, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run the workflow on a fresh clone, as GitHub would on its own machine."""
    clone, file = folder / "clon", folder / "event.json"
    shutil.rmtree(clone, ignore_errors=True)
    subprocess.run(["git", "clone", "-q", "-b", "docs/plan", str(stage.it.bare), str(clone)], check=True)
    subprocess.run(["git", "-C", str(clone), "remote", "set-url", "origin", stage.hub.git_url("org/app")], check=True)
    file.write_text(json.dumps(told), "utf-8")
    path = f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin"
    command = [
        str(ACT), event, "-P", "ubuntu-latest=-self-hosted", "-e", str(file), "-W", ".github/workflows/plan.yml",
        "--env", f"PYTHONPATH={ROOT}", "--env", f"GITHUB_API_URL={stage.hub.api_url}",
        "--env", "GITHUB_REPOSITORY=org/app", "-s", f"GITHUB_TOKEN={stage.hub.token('github-actions[bot]')}",
    ]  # fmt: skip
    return subprocess.run(
        command, cwd=clone, env={**SEALED, "HOME": str(folder), "PATH": path}, capture_output=True, text=True,
        check=False, timeout=180,
    )  # fmt: skip


def test_the_workflow_of_the_documentation_blocks_and_unblocks(stage: Stage, tmp_path: Path) -> None:
    review = {"action": "submitted", "pull_request": {"number": 1}, "review": {}}
    done = act(stage, "pull_request_review", review, tmp_path)
    assert done.returncode == 1, done.stdout
    assert "Antes de mezclar: 0 de 4" in done.stdout
    assert last_check(stage) == "failure"
    finish(stage)
    done = act(stage, "issue_comment", {"action": "created", "issue": {"number": 1, "pull_request": {}}}, tmp_path)
    assert done.returncode == 0, done.stdout
    assert "Antes de mezclar: 4 de 4" in done.stdout
    assert last_check(stage) == "success"
    assert "- [x] Runbook actualizado en docs <!-- rc:id=runbook -->" in (stage.pull.body or "")


def test_hostile_texts_set_nothing_in_the_runner(stage: Stage, tmp_path: Path) -> None:
    hostile = "- ::set-output name=ok::true\n- ##[error]x ::add-mask::docs\n"
    stage.push({"docs/plan.md": PLAN.replace("## Definición", f"{hostile}\n## Definición")})
    done = act(stage, "pull_request_review", {"action": "submitted", "pull_request": {"number": 1}}, tmp_path)
    assert done.returncode == 1
    assert "::set-output:: ok=true" not in done.stdout
    assert "##[error]" not in done.stdout
