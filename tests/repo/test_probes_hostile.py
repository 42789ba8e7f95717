"""Files and servers that lie, that never end, or that are not what they seem: never a success, never a long wait."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from relcommit.checklist.model import Proof
from relcommit.probes.kinds import http, secret, sqlite, wrangler
from relcommit.probes.sources import jsonc
from relcommit.probes.sources.rows import MOST_ROWS, UnreadableRows, read_table
from tests.repo.evidence_world import MadeFiles
from tests.repo.test_probes_local import CLEAN, proof, scene

TOKEN = "ghp_" + "a1B2c3D4e5" * 4
VARIABLE = proof("wrangler", variable=("ENVIRONMENT", "prod"))
GOOD = b'[env.production.vars]\nENVIRONMENT = "prod"\n'
BAD = b'[env.production.vars]\nENVIRONMENT = "dev"\n'


def seen(contents: dict[str, bytes], wanted: Proof = VARIABLE) -> str:
    return wrangler.probe(wanted, scene(None, contents)).code


# wrangler


@pytest.mark.parametrize("decoy", ["docs/wrangler.toml", "tests/fixtures/wrangler.jsonc", "aaa/wrangler.json"])
def test_a_better_configuration_elsewhere_is_no_evidence(decoy: str) -> None:
    good = b'{"env": {"production": {"vars": {"ENVIRONMENT": "prod"}}}}' if "json" in decoy else GOOD
    assert seen({"wrangler.toml": BAD, decoy: good}) == "variable-different"


def test_of_two_configurations_in_a_folder_wrangler_s_own_choice_counts() -> None:
    used = b'{"env": {"production": {"vars": {"ENVIRONMENT": "dev"}}}}'
    assert seen({"wrangler.toml": GOOD, "wrangler.jsonc": used}) == "variable-different"
    assert seen({"wrangler.toml": BAD, "wrangler.json": used.replace(b"dev", b"prod")}) == "variable-right"


def test_of_two_environments_that_may_be_meant_each_has_to_hold_it() -> None:
    config = b'[env.production.vars]\nENVIRONMENT = "prod"\n[env.prod.vars]\nENVIRONMENT = "dev"\n'
    assert seen({"wrangler.toml": config}) == "variable-different"
    assert seen({"wrangler.toml": config.replace(b'"dev"', b'"prod"')}) == "variable-right"


def test_of_several_workers_each_has_to_hold_it() -> None:
    assert seen({"apps/a/wrangler.toml": GOOD, "apps/b/wrangler.toml": BAD}) == "variable-different"
    assert seen({"apps/a/wrangler.toml": GOOD, "apps/b/wrangler.toml": GOOD}) == "variable-right"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[vars]\nENVIRONMENT = "prod"\n', "variable-right"),
        ('[vars]\nENVIRONMENT = "prod"\n[env.production]\nname = "x"\n', "variable-not-inherited"),
        ('[vars]\nENVIRONMENT = "prod"\n[env.staging.vars]\nENVIRONMENT = "staging"\n', "variable-right"),
        ('[vars]\nENVIRONMENT = "dev"\n[env.staging.vars]\nENVIRONMENT = "prod"\n', "variable-different"),
        ('# ENVIRONMENT = "prod"\n[env.production.vars]\n', "variable-absent"),
        ('[env.production.vars]\nENVIRONMENT = "prod "\n', "variable-different"),
        ('[env.production.vars]\nENVIRONMENT = "prоd"\n', "variable-different"),
        ('[env.production.vars]\nENVIRONMENT = "prod"\nENVIRONMENT = "dev"\n', "wrangler-unreadable"),
        ("env = 3\n", "variable-absent"),
        ('[env.production]\nvars = ["ENVIRONMENT"]\n', "variable-absent"),
    ],
)
def test_variables_are_not_inherited_and_the_top_level_is_the_default(text: str, code: str) -> None:
    assert seen({"wrangler.toml": text.encode()}) == code


def test_what_is_no_utf8_is_an_error() -> None:
    assert seen({"wrangler.toml": GOOD + b"# \xf1\n"}) == "wrangler-unreadable"


JSONC = """// worker
{
  "name": "app", // "vars": {}
  "url": "https://x/*no*/", /* , ] } */
  "env": {
    "production": {
      "vars": { "ENVIRONMENT": "prod", /* last */ },
      "d1_databases": [ { "binding": "DB", "database_id": "uno" }, ], // one
    },
    "staging": { "d1_databases": [ { "binding": "DB", "database_id": "uno" } ] },
  },
}
"""


def test_jsonc_has_comments_and_commas_wherever_cloudflare_allows_them() -> None:
    assert seen({"wrangler.jsonc": JSONC.encode()}) == "variable-right"
    assert seen({"wrangler.jsonc": JSONC.encode()}, proof("wrangler", bindings=("d1",))) == "binding-shared"
    assert jsonc.loads('{"a": ",]", "b": "//", "c": "\\"/*",}') == {"a": ",]", "b": "//", "c": '"/*'}


@pytest.mark.parametrize("text", ["{,}", "[1,,]", '{"a": 1 /* }', "{'a': 1}", '{"a": 1', "// nada", ""])
def test_what_is_no_jsonc_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words are json's
        jsonc.loads(text)


@pytest.mark.timeout(120)  # what grows with the square of these lengths takes many minutes
@pytest.mark.parametrize(
    "text", ['{"a": 1,' + "/**/" * 60_000 + "x", "/*" * 100_000, '"' + "\\" * 200_000, "," * 250_000]
)
def test_hostile_jsonc_keeps_nobody_waiting(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words are json's
        jsonc.loads(text)


# tables


def tabled(tmp_path: Path, told: object, wanted: Proof = CLEAN) -> str:
    (tmp_path / "eventos.json").write_text(json.dumps(told), "utf-8")
    return sqlite.probe(wanted, scene(tmp_path, tables={"eventos": "eventos.json"})).code


def test_a_secret_inside_nested_json_or_bytes_is_seen(tmp_path: Path) -> None:
    assert tabled(tmp_path, [{"code": "x", "context": {"headers": [{"authorization": TOKEN}]}}]) == "table-with-secrets"
    assert tabled(tmp_path, [{"code": "x", "context": {"a": [1, None, True]}}]) == "table-right"
    with closing(sqlite3.connect(tmp_path / "eventos.db")) as opened:
        opened.execute("CREATE TABLE eventos (contexto BLOB)")
        opened.execute("INSERT INTO eventos VALUES (?)", (TOKEN.encode(),))
        opened.commit()
    assert sqlite.probe(CLEAN, scene(tmp_path, tables={"eventos": "eventos.db"})).code == "table-with-secrets"


def test_a_failed_query_is_no_clean_table(tmp_path: Path) -> None:
    assert tabled(tmp_path, {"error": {"text": "no such table: eventos"}}) == "table-unreadable"
    assert tabled(tmp_path, [{"results": [], "success": False}]) == "table-unreadable"
    assert tabled(tmp_path, [{"results": [], "success": True}]) == "table-empty"


def test_a_table_that_is_not_seen_whole_is_not_called_clean(tmp_path: Path) -> None:
    rows = [{"code": "x"}] * (MOST_ROWS + 1)
    assert tabled(tmp_path, rows) == "table-long"
    assert tabled(tmp_path, rows[:-1]) == "table-right"
    assert tabled(tmp_path, rows, proof("sqlite", table=("eventos",), columns=("code",))) == "table-right"


def test_a_computed_column_does_not_fill_the_memory(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "e.db")) as opened:
        opened.execute("CREATE TABLE e (n INT, big AS (hex(zeroblob(n))))")
        opened.execute("INSERT INTO e VALUES (400000000)")
        opened.commit()
    with pytest.raises(UnreadableRows):
        read_table((tmp_path / "e.db").read_bytes(), "e")


# secrets' names


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("src/a.ts", "// API_TOKEN\n"),
        ("src/a.py", "x = 1\n    # usa API_TOKEN\n"),
        ("wrangler.toml", "# secretos: API_TOKEN\n"),
        (".dev.vars.example", "API_TOKEN=\n"),
        (".env", "API_TOKEN=x\n"),
        ("worker-configuration.d.ts", "API_TOKEN: string;\n"),
        ("docs/a.md", "`API_TOKEN`\n"),
        ("src/a.ts", "env.API_TOKEN_2\n"),
        ("src/a.ts", "env.MY_API_TOKEN\n"),
    ],
)
def test_a_name_in_a_comment_or_a_sample_uses_nothing(path: str, text: str) -> None:
    assert secret._use("API_TOKEN", MadeFiles({path: text.encode()})) == ""


def test_a_name_in_code_is_used() -> None:
    text = b"// API_TOKEN\nfetch(url, env.API_TOKEN) // x\n"
    assert secret._use("API_TOKEN", MadeFiles({"src/a.ts": text})) == "src/a.ts"


# servers

PRIVATE = [
    "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "255.255.255.255",
    "0.0.0.0",  # noqa: S104 - nobody binds to it
    "224.0.0.1", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:7f00:1", "::127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1", "2002:7f00:1::",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "2001:db8::1", "192.0.2.1", "198.18.0.1", "240.0.0.1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_no_private_address_is_public_whatever_it_is_wrapped_in(address: str) -> None:
    assert not http.is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700:4700::1111", "64:ff9b::101:101", "::ffff:8.8.8.8"])
def test_the_world_is_public(address: str) -> None:
    assert http.is_public(address)


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::ffff:127.0.0.1]", "localhost", "[::1]", "0"]
)
def test_other_spellings_of_this_machine_are_refused(host: str) -> None:
    base = f"http://{host}:1"
    verdict = http.probe(proof("http", routes=("/x",)), scene(None, base_url=base))
    assert (verdict.state, verdict.code) in (("error", "address-private"), ("inconclusive", "server-unknown"))


def test_one_private_address_among_several_is_enough_to_refuse() -> None:
    def rebinding(_: str, __: int) -> Sequence[str]:
        return ["1.1.1.1", "127.0.0.1"]

    with pytest.raises(http.Unanswered) as why:
        http.get("http://api.ejemplo.cl/", http.Way(resolve=rebinding))
    assert why.value.code == "address-private"


@pytest.mark.parametrize(
    "route",
    ["//otro.cl/x", "https://api.ejemplo.cl@otro.cl/x", "https://api.ejemplo.cl.otro.cl/x", "http://api.ejemplo.cl/x",
     "https://api.ejemplo.cl:8443/x", "https://API.ejemplo.cl\\@otro.cl/", "@otro.cl/x", ".otro.cl/x", ":80@otro.cl/"],
)  # fmt: skip
def test_no_route_leads_to_another_server(route: str) -> None:
    verdict = http.probe(proof("http", routes=(route,)), scene(None, base_url="https://api.ejemplo.cl"))
    assert verdict.code in ("server-not-allowed", "server-unknown")
    assert verdict.state == "inconclusive"
