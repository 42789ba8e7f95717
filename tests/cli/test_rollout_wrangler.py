"""From a split to the way back with the real wrangler: a local D1, and a double of Cloudflare's API.

Needs `wrangler` on the PATH, or its path in `RELCOMMIT_WRANGLER`; skipped without it.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import pytest

from tests.cli.test_rollout import Team, team
from tests.cli.test_rollout_rollback import Person
from tests.support.cloudflare import Cloudflare, serving
from tests.support.production import NEW, OLD, rows

__all__ = ["team"]
WRANGLER = os.environ.get("RELCOMMIT_WRANGLER") or shutil.which("wrangler")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not WRANGLER, reason="no está wrangler")]
_CONFIG = {
    "name": "skillgen", "main": "src/index.js", "compatibility_date": "2026-01-01",
    "version_metadata": {"binding": "CF_VERSION"},
    "d1_databases": [
        {"binding": "DB", "database_name": "skillgen", "database_id": "11111111-1111-4111-8111-111111111111"}
    ],
}  # fmt: skip
_TABLE = "CREATE TABLE skill_events (created_at TEXT, version TEXT, is_error INTEGER, code TEXT, fingerprint TEXT);\n"
_SETTINGS = """[rollout]
events = "evidencia/eventos.json"
deployments = "evidencia/despliegues.json"
table = "skill_events"
[rollout.rollback]
command = {command}
"""


def test_a_split_a_verdict_and_the_way_back(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    """Check 11: deploy 10/90, verdict 1, `rollback --run`, and all of the traffic is the stable version's."""
    started = datetime.now(UTC)
    cloudflare = Cloudflare([OLD, NEW])
    cloudflare.deploy([{"version_id": OLD, "percentage": 100}], at=(started - timedelta(days=2)).isoformat())
    with serving(cloudflare) as address:
        known = {
            "CLOUDFLARE_API_TOKEN": "x" * 40, "CLOUDFLARE_ACCOUNT_ID": "acc", "CLOUDFLARE_API_BASE_URL": address,
            "WRANGLER_SEND_METRICS": "false",
        }  # fmt: skip

        def wrangler(*args: str) -> str:
            return _wrangler(team, known, *args)

        _files(team)
        wrangler("versions", "deploy", f"{NEW}@10%", f"{OLD}@90%", "--yes", "--message", "canary")
        cloudflare.deployments[-1]["created_on"] = (started - timedelta(minutes=40)).isoformat()
        wrangler("d1", "migrations", "apply", "skillgen", "--local")
        _fill(team, started - timedelta(minutes=40), wrangler)
        sql = team.run("show", "docs/plan.md", "--sql").out.strip()
        _keep(team, "eventos.json", wrangler("d1", "execute", "skillgen", "--local", "--json", "--command", sql))
        _keep(team, "despliegues.json", wrangler("deployments", "list", "--json"))

        verdict = team.run("verdict", "docs/plan.md")
        assert (verdict.code, "Veredicto: regresión." in verdict.out) == (1, True), verdict.out + verdict.err
        person = Person(team, **known)
        person.wait_for("Escribe los ocho primeros")
        person.types(OLD[:8])
        back = person.end()
        assert (back.code, "Ha acabado bien" in back.out) == (0, True), back.out
        assert cloudflare.deployments[-1]["versions"] == [{"version_id": OLD, "percentage": 100}]
        assert cloudflare.deployments[-1]["annotations"] == {"workers/message": "error rate +2x baseline"}
        _keep(team, "despliegues.json", wrangler("deployments", "list", "--json"))
        assert "reverted" in team.run("verdict", "docs/plan.md").out
    with capsys.disabled():
        print(f"\nde extremo a extremo con wrangler: {(datetime.now(UTC) - started).total_seconds():.0f} s")


def _files(team: Team) -> None:
    (team.folder / "src").mkdir()
    (team.folder / "src/index.js").write_text("export default { fetch() { return new Response('hola') } }\n")
    (team.folder / "wrangler.jsonc").write_text(json.dumps(_CONFIG))
    (team.folder / "migrations").mkdir()
    (team.folder / "migrations/0001_eventos.sql").write_text(_TABLE)
    command = json.dumps(f"{WRANGLER} rollback {{stable}} --yes --message {{reason}}")
    (team.folder / "relcommit.toml").write_text(_SETTINGS.format(command=command))
    team.git("add", "-A")
    team.git("commit", "-qm", "feat: prepara el Worker")
    (team.folder / "evidencia").mkdir()


def _wrangler(team: Team, known: Mapping[str, str], *args: str) -> str:
    environment = {"PATH": os.environ["PATH"], "HOME": str(team.folder), "CI": "1", **known}
    done = subprocess.run(
        [str(WRANGLER), *args],
        cwd=team.folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _fill(team: Team, start: datetime, wrangler: Callable[..., str]) -> None:
    """The events of forty minutes, as an SQL file: D1 takes no statement over 100 kB."""
    events = rows(hourly=1_000, base=0.01, ratio=12, seed=3, minutes=40, before=20, start=start)
    values = [
        "INSERT INTO skill_events VALUES (" + ", ".join(_literal(value) for value in row.values()) + ");"  # noqa: S608 - our own rows
        for row in events
    ]
    (team.folder / "filas.sql").write_text("\n".join(values))
    wrangler("d1", "execute", "skillgen", "--local", "--file", "filas.sql", "--yes")


def _literal(value: object) -> str:
    return "NULL" if value is None else str(value) if isinstance(value, int) else f"'{value}'"


def _keep(team: Team, name: str, content: str) -> None:
    (team.folder / "evidencia" / name).write_text(content, "utf-8")
