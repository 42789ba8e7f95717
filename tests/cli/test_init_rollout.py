"""`relcommit init --rollout`: the workflow of a canary, its query as a shell runs it, and the Action's own step."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.test_init_checklist import ZIZMOR
from tests.cli.test_rollout import BAD, GOOD, PLAN
from tests.support.committing import ROOT, Committing, new_repository
from tests.support.production import Row, rows, splits, write_json, write_table

WORKFLOW = ".github/workflows/relcommit-canario.yml"
EVENTS, DEPLOYMENTS = "evidencia/los eventos.json", "evidencia/d.json"
SETTINGS = f"""[rollout]
events = "{EVENTS}"
deployments = "{DEPLOYMENTS}"
table = "skill_events"
[rollout.query]
command = "npx wrangler d1 execute skillgen --remote --json --command {{sql}}"
environment = ["TOKEN_DE_LECTURA"]
"""
NPX = f"""#!{sys.executable}
import json, os, sqlite3, sys
if sys.argv[2] == "deployments":
    print(open(os.environ["SPLITS"]).read())
else:
    assert os.environ["TOKEN_DE_LECTURA"] == "x"
    database = sqlite3.connect(os.environ["TABLE"])
    database.row_factory = sqlite3.Row
    print(json.dumps([{{"success": True, "results": [dict(row) for row in database.execute(sys.argv[-1])]}}]))
"""


@pytest.fixture
def repo(tmp_path: Path) -> Committing:
    made = new_repository(tmp_path / "r")
    made.write("docs/plan.md", PLAN)
    made.write("relcommit.toml", SETTINGS)
    made.git("add", "docs", "relcommit.toml")
    made.git("commit", "-q", "-m", "docs: añade el plan")
    return made


def workflow(repo: Committing) -> dict[Any, Any]:
    done = repo.relcommit("init", "--rollout")
    assert done.returncode == 0, done.stderr
    assert "falta       en los secretos del repositorio: «TOKEN_DE_LECTURA»" in done.stdout
    told: dict[Any, Any] = yaml.safe_load((repo.root / WORKFLOW).read_text("utf-8"))
    return told


def test_only_the_query_sees_the_secret_and_every_action_is_pinned(repo: Committing) -> None:
    told = workflow(repo)
    job = told["jobs"]["veredicto"]
    checkout, query, verdict = job["steps"]
    assert (told["permissions"], job["permissions"]) == ({}, {"contents": "read", "deployments": "read"})
    assert query["env"] == {"TOKEN_DE_LECTURA": "${{ secrets.TOKEN_DE_LECTURA }}"}
    assert "secrets" not in json.dumps([checkout, verdict])
    assert len(checkout["uses"].partition("@")[2]) == 40
    assert verdict["with"] == {
        "rollout": "docs/plan.md", "events": EVENTS, "deployments": DEPLOYMENTS,
        "watch": "${{ github.event_name != 'schedule' }}",
    }  # fmt: skip
    assert job["timeout-minutes"] == 70


@pytest.mark.skipif(os.name != "posix", reason="GitHub runs these steps on Linux")
@pytest.mark.parametrize(("day", "code", "words"), [(BAD, 1, "regresión"), (GOOD, 7, "inconcluso")])
def test_its_steps_run_as_they_are_written(
    repo: Committing, tmp_path: Path, day: dict[str, Any], code: int, words: str
) -> None:
    query = workflow(repo)["jobs"]["veredicto"]["steps"][1]["run"].replace("sleep 110", "false")
    table = write_table(tmp_path / "e.db", rows(**day))
    repo.write(EVENTS, "un archivo que alguien confirmó")
    ended = steps(repo, tmp_path, query, {"TABLE": str(table)}, splits())
    assert (ended.returncode, f"Veredicto: {words}" in ended.stdout) == (code, True), ended.stdout + ended.stderr
    assert (tmp_path / "resumen.md").read_text("utf-8").endswith(ended.stdout)


@pytest.mark.skipif(os.name != "posix", reason="GitHub runs these steps on Linux")
def test_without_a_canary_it_only_says_so_and_a_query_that_fails_leaves_no_old_rows(
    repo: Committing, tmp_path: Path
) -> None:
    query = workflow(repo)["jobs"]["veredicto"]["steps"][1]["run"].replace("sleep 110", "false")
    table = write_table(tmp_path / "e.db", rows(**BAD))
    ended = steps(repo, tmp_path, query, {"TABLE": str(table)}, splits()[:1])
    assert (ended.returncode, "no hay ningún canario" in ended.stdout) == (0, True)
    with pytest.raises(subprocess.CalledProcessError):
        steps(repo, tmp_path, query, {"TABLE": str(tmp_path)}, splits())
    assert not (repo.root / EVENTS).exists()


def steps(
    repo: Committing, folder: Path, query: str, more: dict[str, str], deployments: list[Row]
) -> subprocess.CompletedProcess[str]:
    """The query's step, with a double of npx, and then the Action's."""
    tools = folder / "bin"
    tools.mkdir(exist_ok=True)
    (tools / "npx").write_text(NPX)
    (tools / "npx").chmod(0o755)
    known = repo.environment | {
        "PATH": f"{tools}:{Path(sys.executable).parent}:{os.environ['PATH']}", "RUNNER_TEMP": str(folder), "CI": "true",
        "GITHUB_STEP_SUMMARY": str(folder / "resumen.md"), "PYTHONUTF8": "1",
    }  # fmt: skip
    write_json(folder / "splits.json", deployments)
    secret = known | more | {"TOKEN_DE_LECTURA": "x", "SPLITS": str(folder / "splits.json")}
    subprocess.run(["bash", "-e", "-c", query], cwd=repo.root, env=secret, check=True, capture_output=True)
    action = known | {
        "RELCOMMIT_TOKEN": "", "RELCOMMIT_ACTION": str(ROOT), "RELCOMMIT_PLAN": "docs/plan.md",
        "RELCOMMIT_EVENTS": EVENTS, "RELCOMMIT_DEPLOYMENTS": DEPLOYMENTS, "RELCOMMIT_WATCH": "false",
    }  # fmt: skip
    script = ["bash", str(ROOT / ".github/actions/relcommit/run.sh"), "rollout"]
    return subprocess.run(script, cwd=repo.root, env=action, check=False, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("", "falta «events»"),
        ('[rollout]\nevents = "e.json"\n', "falta «command»"),
        (SETTINGS.replace("npx wrangler", "psql"), "No se sabe con qué orden se guarda el archivo de «deployments»"),
        (SETTINGS.replace("skillgen", "${{ secrets.OTRO }}"), "sin «${{»"),
        (SETTINGS.replace("TOKEN_DE_LECTURA", "A B"), "nombres de variables"),
    ],
)
def test_what_it_cannot_write_it_says_and_writes_nothing(repo: Committing, settings: str, words: str) -> None:
    repo.write("relcommit.toml", settings)
    done = repo.relcommit("init", "--rollout")
    assert (done.returncode, words in done.stderr) == (3, True), done.stderr
    assert not (repo.root / ".github").exists()


def test_of_several_plans_the_settings_say_which(repo: Committing) -> None:
    repo.write("docs/plan-b.md", PLAN)
    done = repo.relcommit("init", "--rollout")
    assert (done.returncode, "Varios planes tienen un canario que juzgar" in done.stderr) == (3, True)
    repo.write("relcommit.toml", SETTINGS + '[checklist]\nplan = "docs/plan-b.md"\n')
    assert workflow(repo)["jobs"]["veredicto"]["steps"][2]["with"]["rollout"] == "docs/plan-b.md"


@pytest.mark.skipif(ZIZMOR is None, reason="zizmor is not installed")
def test_zizmor_finds_nothing(repo: Committing) -> None:
    workflow(repo)
    command = [str(ZIZMOR), "--offline", "--quiet", str(repo.root / ".github")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=repo.environment)
    assert done.returncode == 0, done.stdout
