"""`relcommit init` and the workflow of plans: where there are plans, with what other workflows are called."""

import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml

from relcommit import __version__
from tests.cli.test_checklist_act import documented_workflow
from tests.support.committing import Committing, new_repository
from tests.support.pins import pins

PLANS = ".github/workflows/relcommit-plan.yml"
PLAN = "# Plan\n\n## Rama\n\n`docs/x`\n\n## Criterios de salida\n\n- Probado\n"
CI = "name: Pruebas\non: [push]\njobs: {a: {runs-on: x, steps: []}}\n"
ZIZMOR = shutil.which("zizmor") or shutil.which("zizmor", path=str(Path(sys.executable).parent))


@pytest.fixture
def repo(tmp_path: Path) -> Committing:
    return new_repository(tmp_path / "r")


def plans_workflow(repo: Committing) -> str:
    return (repo.root / PLANS).read_text("utf-8")


def test_without_plans_it_only_says_how_to_get_it(repo: Committing) -> None:
    repo.write("docs/plan-de-estudios.md", "# Plan de estudios\n\n- Álgebra\n")
    repo.write("docs/PLAN_DE_PRUEBAS.md", "# Plan de pruebas\n\n## Criterios de salida\n\n- Cobertura del 80 %\n")
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
    assert ("plan        docs/plan.md: dice una rama" in done.stdout) == (path == "docs/plan.md")
    assert ("di en «[approvals]» de relcommit.toml quién aprueba, y exige" in done.stdout) == ("approvals" not in text)
    assert (
        "exige el check «relcommit: RAMA» en la protección de cada rama («relcommit: main», por ejemplo)\n"
        in done.stdout
    )


def test_asked_for_it_comes_with_the_action_alone(repo: Committing) -> None:
    done = repo.relcommit("init", "--checklist")
    assert done.returncode == 0, done.stderr
    assert sorted(one.name for one in (repo.root / ".github").rglob("*") if one.is_file()) == [
        "action.yml", f"relcommit-{__version__}-py3-none-any.whl", "relcommit-aviso.yml", "relcommit-plan.yml",
        "relcommit.txt", "requirements.txt", "run.sh",
    ]  # fmt: skip
    assert "al día" in repo.relcommit("init", "--checklist").stdout


def test_it_looks_again_when_other_workflows_end(repo: Committing) -> None:
    repo.write(".github/workflows/ci.yml", CI)
    repo.write(".github/workflows/sin-nombre.yaml", CI.partition("\n")[2])
    repo.write(".github/workflows/roto.yml", "jobs: [\n")
    repo.write(".github/workflows/vieja/ci.yml", CI.replace("Pruebas", "Otra"))
    repo.relcommit("init", "--workflow", "--checklist")
    events = yaml.safe_load(plans_workflow(repo))[True]
    assert events["workflow_run"]["workflows"] == [
        "Pruebas", "relcommit-aviso", "relcommit", ".github/workflows/sin-nombre.yaml",
    ]  # fmt: skip
    assert list(events) == [
        "pull_request_target", "issue_comment", "check_run", "check_suite", "status", "push", "workflow_run",
        "schedule", "workflow_dispatch",
    ]  # fmt: skip


def test_the_documentation_shows_it_word_for_word(repo: Committing) -> None:
    repo.write(".github/workflows/ci.yml", CI.replace("Pruebas", "ci"))
    repo.relcommit("init", "--workflow", "--checklist")
    assert plans_workflow(repo) == documented_workflow()


def test_without_other_workflows_it_waits_for_the_signal_alone(repo: Committing) -> None:
    repo.relcommit("init", "--checklist")
    assert yaml.safe_load(plans_workflow(repo))[True]["workflow_run"]["workflows"] == ["relcommit-aviso"]


def test_the_workflow_that_a_pull_request_can_change_may_do_nothing(repo: Committing) -> None:
    repo.relcommit("init", "--checklist")
    signal = yaml.safe_load((repo.root / ".github/workflows/relcommit-aviso.yml").read_text("utf-8"))
    assert signal["permissions"] == {}
    assert [list(step) for step in signal["jobs"]["aviso"]["steps"]] == [["run"]]
    assert "permissions" not in signal["jobs"]["aviso"]


def test_no_event_of_the_workflow_that_writes_takes_it_from_the_pull_request(repo: Committing) -> None:
    repo.relcommit("init", "--workflow", "--checklist")
    for name in ("relcommit.yml", "relcommit-plan.yml"):
        told = yaml.safe_load((repo.root / ".github/workflows" / name).read_text("utf-8"))
        assert {"pull_request", "pull_request_review", "deployment_status"}.isdisjoint(told[True])
        steps = [step for job in told["jobs"].values() for step in job["steps"]]
        assert not [step for step in steps if "run" in step or "ref" in step.get("with", {})]
        assert all("merge_group" not in told[True] or "merge_group" in step["if"] for step in steps)
        writes = [
            name for job in told["jobs"].values() for name, level in job["permissions"].items() if level == "write"
        ]
        assert not writes or "merge_group" not in told[True]


def test_a_source_that_the_settings_name_is_used_pinned_and_nothing_is_copied(repo: Committing) -> None:
    sha = "a" * 40
    repo.write("relcommit.toml", f'[action]\nsource = "acme/relcommit@{sha}"\n')
    assert repo.relcommit("init", "--workflow", "--checklist").returncode == 0
    assert not (repo.root / ".github/actions").exists()
    for name in ("relcommit.yml", "relcommit-plan.yml"):
        text = (repo.root / ".github/workflows" / name).read_text("utf-8")
        assert f"uses: acme/relcommit@{sha}\n" in text
        assert "checkout" not in text
    repo.write("relcommit.toml", '[action]\nsource = "acme/relcommit@main"\n')
    assert repo.relcommit("init", "--workflow").returncode == 3


def test_the_copy_holds_a_wheel_that_pip_takes_by_its_hash_alone(repo: Committing) -> None:
    repo.relcommit("init", "--workflow")
    folder = repo.root / ".github/actions/relcommit"
    wheel = folder / f"relcommit-{__version__}-py3-none-any.whl"
    told = f"./{wheel.name} --hash=sha256:{sha256(wheel.read_bytes()).hexdigest()}\n"
    assert (folder / "relcommit.txt").read_text("utf-8") == told
    packed = ZipFile(wheel)
    assert packed.testzip() is None
    assert {"relcommit/hooks/checklist.py", "relcommit/templates/es/evidence.md.j2"} <= set(packed.namelist())
    assert all("--hash=sha256:" in block for block in re.split(r"^(?=\w)", pins(), flags=re.MULTILINE) if block)
    assert (folder / "requirements.txt").read_text("utf-8") == pins()


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
    (repo.root / ".github/workflows/ci.yml").unlink()
    command = [str(ZIZMOR), "--offline", "--quiet", str(repo.root / ".github")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=repo.environment)
    assert done.returncode == 0, done.stdout
