"""`relcommit init` and the workflow of plans: where there are plans, with what other workflows are called."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.cli.test_checklist_act import documented_workflow
from tests.support.committing import Committing, new_repository

PLANS = ".github/workflows/relcommit-plan.yml"
PLAN = "# Plan\n\n## Criterios de salida\n\n- Probado\n"
CI = "name: Pruebas\non: [push]\njobs: {a: {runs-on: x, steps: []}}\n"
ZIZMOR = shutil.which("zizmor") or shutil.which("zizmor", path=str(Path(sys.executable).parent))


@pytest.fixture
def repo(tmp_path: Path) -> Committing:
    return new_repository(tmp_path / "r")


def plans_workflow(repo: Committing) -> str:
    return (repo.root / PLANS).read_text("utf-8")


def test_without_plans_it_only_says_how_to_get_it(repo: Committing) -> None:
    repo.write("docs/plan-de-estudios.md", "# Plan de estudios\n\n- Álgebra\n")
    done = repo.relcommit("init", "--workflow")
    assert f"sin planes  {PLANS}: «relcommit init --checklist» lo escribe" in done.stdout
    assert not (repo.root / PLANS).exists()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("docs/plan.md", PLAN),
        ("relcommit.toml", '[approvals]\ntecnica = ["ana"]\n'),
        ("relcommit.toml", '[checklist]\nplan = "salida.md"\n'),
    ],
)
def test_it_is_written_where_something_is_demanded(repo: Committing, path: str, text: str) -> None:
    repo.write(path, text)
    done = repo.relcommit("init", "--workflow")
    assert f"escrito     {PLANS}" in done.stdout
    assert ("di en «[approvals]» de relcommit.toml quién aprueba, y exige" in done.stdout) == ("approvals" not in text)
    assert "exige el check «relcommit» en la protección de la rama\n" in done.stdout


def test_asked_for_it_comes_with_the_action_alone(repo: Committing) -> None:
    done = repo.relcommit("init", "--checklist")
    assert done.returncode == 0, done.stderr
    assert sorted(one.name for one in (repo.root / ".github").rglob("*") if one.is_file()) == [
        "action.yml", "relcommit-plan.yml", "run.sh",
    ]  # fmt: skip
    assert "al día" in repo.relcommit("init", "--checklist").stdout


def test_it_looks_again_when_other_workflows_end(repo: Committing) -> None:
    repo.write(".github/workflows/ci.yml", CI)
    repo.write(".github/workflows/sin-nombre.yaml", CI.partition("\n")[2])
    repo.write(".github/workflows/roto.yml", "jobs: [\n")
    repo.write(".github/workflows/vieja/ci.yml", CI.replace("Pruebas", "Otra"))
    repo.relcommit("init", "--workflow", "--checklist")
    events = yaml.safe_load(plans_workflow(repo))[True]
    assert events["workflow_run"]["workflows"] == ["Pruebas", "relcommit", ".github/workflows/sin-nombre.yaml"]
    assert list(events) == [
        "pull_request", "pull_request_review", "issue_comment", "check_suite", "status", "workflow_run", "merge_group",
        "deployment_status", "schedule",
    ]  # fmt: skip


def test_the_documentation_shows_it_word_for_word(repo: Committing) -> None:
    repo.write(".github/workflows/ci.yml", CI.replace("Pruebas", "ci"))
    repo.relcommit("init", "--workflow", "--checklist")
    assert plans_workflow(repo) == documented_workflow()


def test_without_other_workflows_it_waits_for_none(repo: Committing) -> None:
    repo.relcommit("init", "--checklist")
    assert "workflow_run" not in yaml.safe_load(plans_workflow(repo))[True]


def test_its_token_may_do_what_it_says_and_nothing_else(repo: Committing) -> None:
    repo.relcommit("init", "--checklist")
    told = yaml.safe_load(plans_workflow(repo))
    assert told["permissions"] == {}
    assert told["jobs"]["plan"]["permissions"] == {
        "actions": "read", "checks": "write", "contents": "read", "deployments": "read", "issues": "write",
        "pull-requests": "write", "statuses": "read",
    }  # fmt: skip


def test_nothing_is_written_over(repo: Committing) -> None:
    repo.write(PLANS, "# mío\n")
    assert "se queda" in repo.relcommit("init", "--checklist", "--yes").stdout
    assert plans_workflow(repo) == "# mío\n"


@pytest.mark.skipif(ZIZMOR is None, reason="zizmor is not installed")
def test_zizmor_finds_nothing_in_what_is_written(repo: Committing) -> None:
    repo.write(".github/workflows/ci.yml", CI)
    repo.relcommit("init", "--workflow", "--checklist")
    command = [str(ZIZMOR), "--offline", "--quiet", str(repo.root / ".github/workflows/relcommit-plan.yml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=repo.environment)
    assert done.returncode == 0, done.stdout
