"""Evidence of this machine: commands, tables, migrations, and answers over HTTP."""

import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from relcommit.checklist.items import items_of
from relcommit.checklist.model import Proof
from relcommit.checklist.verdict import Verdict
from relcommit.plan.model import Item, Plan
from relcommit.probes.evidence_context import EvidenceContext
from relcommit.probes.kinds import http, migrations, sqlite, wrangler
from relcommit.probes.registry import look
from relcommit.probes.sources import local_command as local
from relcommit.probes.sources.rows import UnreadableRows, read_table
from relcommit.settings import ChecklistSettings, Settings
from tests.repo.evidence_world import MadeFiles
from tests.support.serving import serving

PYTHON = sys.executable


def scene(root: Path | None = None, contents: dict[str, bytes] | None = None, **settings: object) -> EvidenceContext:
    return EvidenceContext(
        settings=Settings(checklist=ChecklistSettings(**settings)),  # type: ignore[arg-type]
        now=datetime(2026, 3, 1, tzinfo=UTC),
        files=MadeFiles(contents or {}),
        root=root,
        environment={"PATH": "/usr/bin:/bin", "GITHUB_TOKEN": "secreto", "CASA": "si"},
    )


def proof(kind: str, **wants: tuple[str, ...]) -> Proof:
    return Proof(kind=kind, phase="before", wants=wants, words="")


# commands


def ran(tmp_path: Path, code: str, seconds: int = 20) -> Verdict:
    (tmp_path / "orden.py").write_text(code)
    commands = {"x": f"{PYTHON} orden.py"}
    return local.probe(proof("local", id=("x",)), scene(tmp_path, commands=commands, command_seconds=seconds))


def test_a_command_holds_when_it_ends_well(tmp_path: Path) -> None:
    verdict = ran(tmp_path, "print('hola')")
    assert (verdict.state, verdict.trust) == ("met", "local")
    assert ran(tmp_path, "raise SystemExit(3)").facts["codigo"] == "3"


def test_a_command_sees_no_secret_of_the_environment(tmp_path: Path) -> None:
    code = "import os; raise SystemExit('GITHUB_TOKEN' in os.environ or os.environ['CASA'] != 'si')"
    assert ran(tmp_path, code).state == "met"


@pytest.mark.timeout(50)  # less than the child would sleep
def test_a_command_that_takes_too_long_is_stopped_with_its_children(tmp_path: Path) -> None:
    code = f"import subprocess as s; s.run([{PYTHON!r}, '-c', 'import time; time.sleep(60)'])"
    assert ran(tmp_path, code, seconds=1).code == "command-stopped"


def test_a_command_that_says_too_much_is_stopped(tmp_path: Path) -> None:
    assert ran(tmp_path, "while True: print('x' * 100_000)").facts["motivo"] == "salida"


def test_only_what_the_settings_allow_runs_and_without_a_shell(tmp_path: Path) -> None:
    commands = {"raro": "true; touch pwned", "no": "no-hay-tal-orden-aqui"}
    for name, code in {"otro": "command-not-allowed", "raro": "command-missing", "no": "command-missing"}.items():
        assert local.probe(proof("local", id=(name,)), scene(tmp_path, commands=commands)).code == code
    assert not (tmp_path / "pwned").exists()
    elsewhere = local.probe(proof("local", id=("no",)), scene(None, commands=commands))
    assert (elsewhere.code, elsewhere.blind) == ("command-only-local", True), "else nobody could ever merge"


# tables


def database(file: Path, script: str) -> Path:
    with closing(sqlite3.connect(file)) as opened:
        opened.executescript(script)
    return file


EVENTS = "CREATE TABLE skill_events (id, code, decision); INSERT INTO skill_events VALUES (1, 'UNKNOWN', 'sigue');"
TABLES = {"skill_events": "eventos"}
COLUMNS = proof("sqlite", table=("skill_events",), columns=("code", "decision"))
CLEAN = proof("sqlite", sin_secretos=("si",))


def judged(tmp_path: Path, wanted: Proof = COLUMNS) -> str:
    return sqlite.probe(wanted, scene(tmp_path, tables=TABLES)).code


def test_a_database_shows_its_table(tmp_path: Path) -> None:
    database(tmp_path / "eventos", EVENTS)
    assert judged(tmp_path) == judged(tmp_path, CLEAN) == "table-right"
    assert judged(tmp_path, proof("sqlite", table=("skill_events",), columns=("huella",))) == "column-absent"


def test_a_query_printed_as_json_does_as_well(tmp_path: Path) -> None:
    rows = [{"code": "UNKNOWN", "decision": "sigue"}]
    for told in (rows, [{"results": rows, "success": True, "meta": {}}], rows[0]):
        (tmp_path / "eventos").write_text(json.dumps(told))
        assert judged(tmp_path) == "table-right"
    (tmp_path / "eventos").write_text("[]")
    assert judged(tmp_path) == "column-absent"


def test_secrets_in_stored_text_are_told_by_their_column(tmp_path: Path) -> None:
    token = "ghp_" + "a1B2c3D4e5" * 4
    database(tmp_path / "eventos", EVENTS.replace("sigue", f"usa {token}"))
    verdict = sqlite.probe(CLEAN, scene(tmp_path, tables=TABLES))
    assert (verdict.code, verdict.facts["columna"]) == ("table-with-secrets", "decision (GitHubTokenDetector)")
    assert token not in repr(verdict)


def test_without_a_source_nobody_is_believed(tmp_path: Path) -> None:
    assert sqlite.probe(COLUMNS, scene(tmp_path)).code == "no-table"
    assert sqlite.probe(CLEAN, scene(tmp_path)).code == "no-table"
    assert judged(tmp_path) == "table-without-file"
    database(tmp_path / "eventos", "CREATE TABLE otra (a)")
    assert judged(tmp_path) == "table-absent"
    for broken in (b"{", b"SQLite format 3\0roto", b"[" * 100_000):
        (tmp_path / "eventos").write_bytes(broken)
        assert judged(tmp_path) == "table-unreadable"


def test_a_hostile_database_cannot_keep_us(tmp_path: Path) -> None:
    bomb = (
        "CREATE TABLE base (a); CREATE VIEW skill_events AS WITH RECURSIVE x(n) AS "
        "(SELECT 1 UNION ALL SELECT n + 1 FROM x) SELECT n AS code, n AS decision FROM x;"
    )
    database(tmp_path / "eventos", bomb)
    assert judged(tmp_path) == "table-absent"
    assert read_table((tmp_path / "eventos").read_bytes(), 'base"; DROP TABLE base') is None


# migrations


def test_migrations_are_compared_with_the_record_of_d1(tmp_path: Path) -> None:
    contents = {"migrations/0001_a.sql": b"", "migrations/0002_b.sql": b"", "migrations/notas.md": b""}
    applied = "CREATE TABLE d1_migrations (id, name); INSERT INTO d1_migrations VALUES (1, '0001_a.sql');"
    database(tmp_path / "d1", applied)
    here = scene(tmp_path, contents, applied="d1")
    assert migrations.probe(proof("migrations"), here).facts["migracion"] == "0002_b.sql".removesuffix(".sql")
    (tmp_path / "d1").unlink()
    assert migrations.probe(proof("migrations"), here).code == "migrations-without-record"
    (tmp_path / "d1").write_text(json.dumps([{"results": [{"name": "0001_a.sql"}, {"name": "0002_b.sql"}]}]))
    assert migrations.probe(proof("migrations"), here).state == "met"
    for broken in ("{", '[{"cosa": 1}]'):
        (tmp_path / "d1").write_text(broken)
        assert migrations.probe(proof("migrations"), here).code == "migrations-unreadable"
    assert migrations.probe(proof("migrations", folder=("otra",)), here).code == "migrations-unreadable"


def test_wrangler_files_are_found_at_the_head() -> None:
    wanted = proof("wrangler", variable=("ENVIRONMENT", "prod"))
    good = {"api/wrangler.toml": b'[env.prod.vars]\nENVIRONMENT = "prod"'}
    assert wrangler.probe(wanted, scene(None, good)).state == "met"
    assert wrangler.probe(wanted, scene(None, {**good, "wrangler.jsonc": b"{}"})).code == "variable-absent"
    assert wrangler.probe(wanted, scene(None, {**good, "web/wrangler.json": b"{"})).code == "wrangler-unreadable"
    assert wrangler.probe(wanted, scene(None, {})).code == "no-wrangler"


# HTTP


@dataclass
class Server:
    """A small server that keeps what it was asked."""

    answers: dict[str, tuple[int, bytes]]
    address: str = ""
    asked: list[str] = field(default_factory=list)

    @contextmanager
    def serving(self) -> Iterator["Server"]:
        mine = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                mine.asked.append(self.path)
                status, body = mine.answers.get(self.path, (404, b""))
                self.send_response(status)
                self.send_header("Location", "http://otro.invalid/")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                return

        with serving(Handler) as (_, port):
            self.address = f"http://api.ejemplo.cl:{port}"
            yield self


HERE = http.Way(resolve=lambda *_: ("127.0.0.1",), may_reach=lambda _: True)


def test_an_answer_has_its_status_and_its_fields() -> None:
    stats = json.dumps({"total": 3, "cola": {"pendientes": 0}}).encode()
    with Server(
        {"/api/v1/stats?x=1": (200, stats), "/viejo": (302, b""), "/texto": (200, b"hola")}
    ).serving() as server:
        url = f"{server.address}/api/v1/stats?x=1"
        answer = http.get(url, HERE)
        fields = proof("http", fields=("total", "cola.pendientes"))
        assert http.judge(fields, url, answer).state == "met"
        assert http.judge(proof("http", fields=("cola.otra",)), url, answer).facts["campo"] == "cola.otra"
        assert http.judge(proof("http", status=("204",)), url, answer).code == "http-status"
        assert http.judge(fields, url, http.get(f"{server.address}/texto", HERE)).facts["campo"] == "JSON"
        assert http.judge(proof("http"), url, http.get(f"{server.address}/viejo", HERE)).state == "unmet"
    assert server.asked == ["/api/v1/stats?x=1", "/texto", "/viejo"]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.8", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.1", "::1", "fe80::1%eth0",
        "fd00::1", "::ffff:127.0.0.1", "100.64.0.1", "224.0.0.1", "2002:7f00:1::",
    ],
)  # fmt: skip
def test_private_addresses_are_refused(address: str) -> None:
    assert not http.is_public(address)
    with pytest.raises(http.Unanswered) as refused:
        http.get("http://api.ejemplo.cl/", http.Way(resolve=lambda *_: ("93.184.216.34", address)))
    assert refused.value.code == "address-private"


def test_public_addresses_are_reached() -> None:
    assert http.is_public("93.184.216.34")
    assert http.is_public("2606:2800:220:1:248:1893:25c8:1946")


@pytest.mark.parametrize("url", ["ftp://a/", "http://", "http://user:clave@a.cl/", "file:///etc/passwd"])
def test_strange_addresses_are_refused(url: str) -> None:
    with pytest.raises(http.Unanswered):
        http.get(url, HERE)


def test_only_the_host_of_the_settings_is_asked() -> None:
    for route in ("/x", "https://api.cl/x"):
        assert http.probe(proof("http", routes=(route,)), scene(base_url="")).code == "no-server"
    for base, route in (("https://api.cl", "https://otra.cl/x"), ("https://api.cl", "http://api.cl/x")):
        assert http.probe(proof("http", routes=(route,)), scene(base_url=base)).code == "server-not-allowed"
    assert (
        http.probe(proof("http", routes=("@otra.cl/x",)), scene(base_url="https://api.cl")).code == "server-not-allowed"
    )
    assert http.probe(proof("http"), scene(base_url="https://api.cl")).code == "no-route"


def test_the_machine_itself_is_no_evidence() -> None:
    verdict = http.probe(proof("http", routes=("/x",)), scene(base_url="http://localhost:1"))
    assert (verdict.state, verdict.code) == ("error", "address-private")
    verdict = http.probe(proof("http", routes=("/x",)), scene(base_url="http://no-existe.invalid"))
    assert (verdict.state, verdict.code) == ("inconclusive", "server-unknown")


def test_a_server_that_hangs_up_proves_nothing() -> None:
    with pytest.raises(http.Unanswered) as refused:
        http.get("http://api.ejemplo.cl:9/", HERE)
    assert refused.value.code == "no-answer"


def test_large_files_are_not_read() -> None:
    with pytest.raises(UnreadableRows):
        read_table(bytes(65 * 1024 * 1024), "x")


def test_evidence_that_is_committed_is_read_from_the_commit_and_says_so(tmp_path: Path) -> None:
    rows = json.dumps([{"code": "UNKNOWN", "decision": "sigue"}]).encode()
    seen = sqlite.probe(COLUMNS, scene(None, {"eventos": rows}, tables=TABLES))
    assert (seen.state, seen.trust) == ("met", "commit")
    assert migrations.probe(proof("migrations"), scene(None, {"migrations/1.sql": b""})).trust == "commit"
    assert wrangler.probe(proof("wrangler", bindings=("d1",)), scene(None, {"wrangler.toml": b""})).trust == "commit"
    assert http.probe(proof("http", routes=("/x",)), scene(base_url="http://localhost:1")).trust == "web"
    (tmp_path / "eventos").write_bytes(rows)
    assert sqlite.probe(COLUMNS, scene(tmp_path, tables=TABLES)).trust == "local"
    item = items_of(Plan(file="p", gates=(Item(text="Bindings D1 en producción", line=1),)))[0]
    assert look(item, scene(None, {"wrangler.toml": b""})).verdicts[0].trust == "local"


def test_a_link_is_no_evidence(tmp_path: Path) -> None:
    database(tmp_path / "otra", EVENTS)
    (tmp_path / "eventos").symlink_to(tmp_path / "otra")
    assert judged(tmp_path) == "table-without-file"
