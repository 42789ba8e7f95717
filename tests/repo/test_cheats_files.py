"""Every way of cheating with files, secrets' names and deployments that we know of: none of them counts."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from relcommit.probes.kinds import secret
from tests.repo.cheating import PLAN, do_all, missing, report, staged
from tests.repo.evidence_world import MadeFiles, Stage, head
from tests.support.github import real
from tests.support.github.evidence import deployment, merge
from tests.support.github.evidence import secret as keep_secret

RUNBOOK = "# Runbook\n\nUno.\nDos.\nTres.\n"


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with staged(tmp_path) as stage:
        yield stage


def code_of(stage: Stage, name: str, phase: str = "before") -> str:
    found = next(one for one in report(stage).items if one.item.id == name)
    return found.worst("production" if phase == "production" else "before").code


# documents that gain nothing to read


@pytest.mark.parametrize(
    "added",
    [
        "\u200b\n",
        "\u2060\u00a0\ufeff\n",
        "\u3164\n",
        "\u2800 \u115f\n",
        "<!-- . -->\n",
        "<!--\nPaso nuevo.\n-->\n",
        "\x0c\n",
        "&nbsp;\n\n&#8203;\n",
        "<br>\n<span></span>\n",
        "[//]: # (Paso nuevo)\n",
        "***\n\n---\n",
        "[](https://ejemplo.cl/paso-nuevo)\n",
    ],
    ids=[
        "zero width",
        "joiners",
        "filler",
        "blank braille",
        "comment",
        "long comment",
        "form feed",
        "entities",
        "tags",
        "reference",
        "rules",
        "link",
    ],
)
def test_what_nobody_can_read_is_no_new_text(stage: Stage, added: str) -> None:
    stage.push({"docs/runbook.md": RUNBOOK + added})
    assert "runbook" in missing(stage)


@pytest.mark.parametrize(
    "files", [{}, {"docs/README.md": "# Documentos\n\n- [Plan](plan.md)\n"}], ids=["plan", "index"]
)
def test_the_plan_itself_and_the_index_document_nothing(stage: Stage, files: dict[str, str]) -> None:
    stage.push(
        {"docs/plan.md": PLAN.replace("Runbook actualizado en docs", "Documentación actualizada en docs"), **files}
    )
    assert "runbook" in missing(stage)
    stage.push({"docs/guia.md": "# Guía\n"})
    assert "runbook" not in missing(stage)


def test_a_link_called_runbook_is_none(stage: Stage) -> None:
    real.link(stage.it.bare, stage.pull.head, "docs/runbook-nuevo.md", "otro.md")
    assert "runbook" in missing(stage)


def test_a_runbook_emptied_into_another_file_is_none(stage: Stage) -> None:
    stage.push({"docs/copia.md": RUNBOOK})
    real.remove(stage.it.bare, stage.pull.head, "docs/runbook.md")
    assert "runbook" in missing(stage)


def test_a_change_too_long_to_be_shown_is_not_taken_for_text(stage: Stage) -> None:
    stage.hub.state.limits.patch = 200
    stage.push({"docs/runbook.md": RUNBOOK + "\n" * 300})
    assert code_of(stage, "runbook") == "file-unseen"
    stage.say("tomas", f"/relcommit atestar runbook @{head(stage)[:12]} Lo he leído entero")
    assert "runbook" not in missing(stage)


# secrets' names


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("src/a.ts", "fetch(url) // usa API_TOKEN\n"),
        ("src/a.ts", "/* hoy no:\n  env.API_TOKEN\n*/\nfetch(url)\n"),
        ("src/a.ts", "fetch('http://x/*') /* API_TOKEN */\n"),
        ("src/a.ts", "/* sin cerrar\nenv.API_TOKEN\n"),
        ("src/a.py", "x = 1  # API_TOKEN\n"),
        ("src/a.py", "x = '#'  # API_TOKEN\n"),
        (".github/workflows/ci.yml", "jobs: {} # secrets.API_TOKEN\n"),
        ("wrangler.jsonc", '{"vars": {}, // API_TOKEN\n}\n'),
        ("db/a.sql", "SELECT 1; -- API_TOKEN\n"),
        ("index.html", "<p>a</p> <!-- \nAPI_TOKEN\n-->\n"),
        ("a.yml", "name: don't # API_TOKEN\n"),
        ("src/a.ts", "env.API_TOKЕN\n"),
        ("src/a.ts", "env.api_token\n"),
    ],
)
def test_a_name_in_any_comment_uses_nothing(path: str, text: str) -> None:
    assert secret._use("API_TOKEN", MadeFiles({path: text.encode()})) == ""


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("src/a.ts", "app.use('/api/*', (c) => c.env.API_TOKEN)\nconst x = '*/'\n"),
        ("src/a.ts", "const url = `https://${env.API_TOKEN}@x`\n"),
        ("src/a.ts", 'fetch("http://x//y", env.API_TOKEN)\n'),
        ("src/a.ts", "class A { #token = env.API_TOKEN }\n"),
        ("src/a.ts", "  #token = env.API_TOKEN\n"),
        ("src/a.py", 'os.environ["API_TOKEN"]\n'),
        ("a.sh", 'curl -H "x: $API_TOKEN" http://x/#y\n'),
        (".github/workflows/ci.yml", "env: {T: '${{ secrets.API_TOKEN }}'} # sí\n"),
        ("src/a.ts", "// don't\nenv.API_TOKEN\n"),
    ],
)
def test_a_name_beside_a_comment_is_used(path: str, text: str) -> None:
    assert secret._use("API_TOKEN", MadeFiles({path: text.encode()})) == path


def test_hostile_files_are_searched_in_linear_time() -> None:
    for text in ("/*" * 500_000, "`" * 999_999, "<!--" * 250_000, "'\\" * 400_000, "#" * 1_000_000):
        secret._use("API_TOKEN", MadeFiles({"src/a.ts": f"{text} API_TOKEN".encode(), "a.sh": text.encode()}))


def test_a_secret_of_another_environment_is_none(tmp_path: Path) -> None:
    plan = "# Plan\n\n## Done\n\n- `API_TOKEN` presente en secrets de prod <!-- rc: id=clave phase=antes -->\n"
    with staged(tmp_path, plan) as stage:
        stage.push({"src/a.ts": "env.API_TOKEN\n"})
        assert code_of(stage, "clave") == "secret-absent"
        keep_secret(stage.it, "API_TOKEN", "staging")
        assert code_of(stage, "clave") == "secret-in-other-environment"
        keep_secret(stage.it, "API_TOKEN_2")
        keep_secret(stage.it, "api_token_", "prod")
        assert code_of(stage, "clave") == "secret-in-other-environment"
        keep_secret(stage.it, "API_TOKEN", "Prod")
        assert "clave" not in missing(stage)


# deployments


def at(hour: int, day: int = 10) -> str:
    return f"2026-02-{day:02}T{hour:02}:00:00Z"


def said_by_somebody_else(stage: Stage, sha: str) -> None:
    made = deployment(stage.hub, stage.it, sha, "prod", ("failure", at(1)), ("success", at(2)))
    made["statuses"][-1]["by"] = "ana"


def replaced(stage: Stage, sha: str) -> None:
    deployment(stage.hub, stage.it, sha, "prod", ("success", at(1)), ("inactive", at(2)))


def replaced_by_a_failure(stage: Stage, sha: str) -> None:
    deployment(stage.hub, stage.it, sha, "prod", ("success", at(1)))
    deployment(stage.hub, stage.it, sha, "prod", ("success", at(3)), ("error", at(4)))


def without_any_status(stage: Stage, sha: str) -> None:
    deployment(stage.hub, stage.it, sha, "prod")


def into_two_that_could_be_meant(stage: Stage, sha: str) -> None:
    deployment(stage.hub, stage.it, sha, "prod", ("failure", at(1)))
    deployment(stage.hub, stage.it, sha, "production", ("success", at(2)))


def rolled_back(stage: Stage, sha: str) -> None:
    deployment(stage.hub, stage.it, sha, "prod", ("success", at(1)))
    deployment(stage.hub, stage.it, real.git(stage.it.bare, "rev-parse", f"{sha}^1"), "prod", ("success", at(5)))


def of_the_head_alone(stage: Stage, sha: str) -> None:
    deployment(stage.hub, stage.it, head(stage), "prod", ("success", at(1)))


@pytest.mark.parametrize(
    "cheat",
    [
        said_by_somebody_else, replaced, replaced_by_a_failure, without_any_status, into_two_that_could_be_meant,
        rolled_back, of_the_head_alone,
    ],
)  # fmt: skip
def test_no_other_deployment_counts(stage: Stage, cheat: Callable[[Stage, str], None]) -> None:
    do_all(stage)
    merged = merge(stage.hub, stage.it, stage.pull)
    stage.now = datetime(2026, 2, 20, tzinfo=UTC)
    cheat(stage, merged)
    assert missing(stage, "production") == {"deploy"}


def test_the_newest_of_many_deployments_is_found_with_few_questions(stage: Stage) -> None:
    do_all(stage)
    merged = merge(stage.hub, stage.it, stage.pull)
    stage.now = datetime(2026, 2, 20, tzinfo=UTC)
    for _ in range(250):
        deployment(stage.hub, stage.it, merged, "prod", ("failure", at(1)))
    deployment(stage.hub, stage.it, merged, "prod", ("success", at(2)))
    stage.hub.seen.clear()
    assert missing(stage, "production") == set()
    assert sum("/deployments" in one.path for one in stage.hub.seen) <= 7
