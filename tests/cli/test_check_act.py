"""The Action for real: `act` runs it without containers or network, as a workflow that `relcommit init` writes."""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.committing import Committing, new_repository

ACT = shutil.which("act") or shutil.which("act", path=str(Path(sys.executable).parent))
pytestmark = pytest.mark.skipif(ACT is None, reason="act is not installed")


@pytest.fixture
def repo(tmp_path: Path) -> Committing:
    made = new_repository(tmp_path / "r")
    assert made.relcommit("init", "--workflow", "--yes").returncode == 0
    made.git("add", "-A")
    made.commit("docs: empieza")
    made.git("switch", "-q", "-c", "rama")
    return made


def act(repo: Committing, event: str, payload: Mapping[str, object]) -> "subprocess.CompletedProcess[str]":
    """Run the workflow of the working tree for an event."""
    file = repo.root.parent / "event.json"
    file.write_text(json.dumps(payload), "utf-8")
    environment = {**repo.environment, "HOME": str(repo.root.parent)}
    environment["PATH"] = f"{Path(sys.executable).parent}:{environment['PATH']}"
    return subprocess.run(
        [str(ACT), event, "-P", "ubuntu-latest=-self-hosted", "-e", str(file)],
        cwd=repo.root, env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def pull(repo: Committing, title: str) -> dict[str, object]:
    base, head = (repo.git("rev-parse", name).stdout.strip() for name in ("main", "HEAD"))
    return {
        "action": "opened",
        "pull_request": {
            "number": 12, "title": title, "body": None, "base": {"sha": base, "ref": "main"},
            "head": {"sha": head, "ref": "rama", "user": {"login": "ana"}},
        },
    }  # fmt: skip


def test_a_bad_commit_fails_the_job_and_says_the_fix(repo: Committing) -> None:
    repo.commit("docs: reorganizado docs")
    done = act(repo, "pull_request_target", pull(repo, "docs: reorganiza docs"))
    assert done.returncode == 1
    assert "escribe «reorganiza»" in done.stdout
    assert "hay mensajes que corregir" in done.stdout


def test_a_good_one_passes(repo: Committing) -> None:
    repo.commit("docs: reorganiza docs")
    done = act(repo, "pull_request_target", pull(repo, "docs: reorganiza docs"))
    assert done.returncode == 0, done.stdout
    assert "mensajes correctos" in done.stdout


def test_hostile_texts_set_nothing(repo: Committing) -> None:
    repo.commit("::set-output name=ok::true\n\n  ::add-mask::docs\n##[error]x\n::stop-commands::y")
    done = act(repo, "pull_request_target", pull(repo, "$(touch /tmp/no) `id` ::error::x"))
    assert done.returncode == 1
    assert "::set-output:: ok=true" not in done.stdout
    assert "##[error]" not in done.stdout


def test_nothing_of_a_merge_group_is_run(repo: Committing) -> None:
    """Its tree is what the pull requests made of it; their messages were judged before they came there."""
    proof = repo.root.parent / "ejecutado"
    repo.write(".github/actions/relcommit/run.sh", f"touch {proof}\n")
    repo.commit("docs: cambia la Action")
    base, head = (repo.git("rev-parse", name).stdout.strip() for name in ("main", "HEAD"))
    group = {"merge_group": {"base_sha": base, "head_sha": head, "base_ref": "refs/heads/main"}}
    assert act(repo, "merge_group", group).returncode == 0
    assert not proof.exists()
