"""What a wrangler configuration says of an environment, in TOML, JSON and JSONC."""

import pytest

from relcommit.checklist.model import Proof
from relcommit.probes.kinds import wrangler


def proof(kind: str, **wants: tuple[str, ...]) -> Proof:
    return Proof(kind=kind, phase="before", wants=wants, words="")


TOML = """
name = "skillgen"  # el worker
main = "src/index.ts"
[vars]
ENVIRONMENT = "dev"
[[d1_databases]]
binding = "DB"
database_name = "dev"
database_id = "{dev}"
[[kv_namespaces]]
binding = "CACHE"
id = "kv-dev"
[[workflows]]
name = "ingesta-dev"
binding = "INGESTA"
class_name = "Ingesta"
[queues]
producers = [{{ binding = "COLA", queue = "cola-dev" }}]
[durable_objects]
bindings = [{{ name = "SALA", class_name = "Sala" }}]

[env.prod.vars]
ENVIRONMENT = "{environment}"
[[env.prod.d1_databases]]
binding = "DB"
database_id = "{prod}"
[[env.prod.kv_namespaces]]
binding = "CACHE"
id = "kv-prod"
{more}
"""
WORKFLOWS = '[[env.prod.workflows]]\nname = "ingesta"\nbinding = "INGESTA"\nclass_name = "Ingesta"\n'


def toml(
    environment: str = "prod", dev: str = "d1-dev", prod: str = "d1-prod", more: str = WORKFLOWS
) -> wrangler.Config:
    found = wrangler.read("wrangler.toml", TOML.format(environment=environment, dev=dev, prod=prod, more=more).encode())
    assert found is not None
    return found


VARIABLE = proof("wrangler", variable=("ENVIRONMENT", "prod"))
BINDINGS = proof("wrangler", bindings=("d1", "kv", "workflows"))


@pytest.mark.parametrize(
    ("wanted", "config", "code"),
    [
        (VARIABLE, toml(), "variable-right"),
        (VARIABLE, toml(environment="dev"), "variable-different"),
        (BINDINGS, toml(), "bindings-right"),
        (BINDINGS, toml(more=""), "binding-absent"),
        (BINDINGS, toml(dev="uno", prod="uno"), "binding-shared"),
        (BINDINGS, toml(prod=""), "binding-empty"),
        (proof("wrangler", bindings=("queues",)), toml(), "binding-absent"),
        (proof("wrangler", bindings=()), toml(), "binding-missing-here"),
        (proof("wrangler", variable=("OTRA", "x")), toml(), "variable-absent"),
        (proof("wrangler", variable=("A", "x"), environment=("staging",)), toml(), "wrangler-without-environment"),
    ],
)
def test_wrangler_says_what_an_environment_has(wanted: Proof, config: wrangler.Config, code: str) -> None:
    assert wrangler.judge(wanted, config).code == code


JSONC = """\ufeff{
  // Cloudflare's own style
  "name": "api", /* "vars": {} */
  "vars": { "ENVIRONMENT": "prod", "URL": "https://x.cl//a", },
  "d1_databases": [ { "binding": "DB", "database_id": "1", }, ],
  "env": { "production": { "kv_namespaces": [] } },
}"""


def test_jsonc_is_read_with_its_comments_and_variables_are_not_inherited() -> None:
    config = wrangler.read("wrangler.jsonc", JSONC.encode())
    assert config is not None
    assert config.environments[""]["vars"]["URL"] == "https://x.cl//a"
    assert wrangler.judge(VARIABLE, config).code == "variable-not-inherited"
    assert wrangler.judge(proof("wrangler", bindings=("d1",)), config).code == "binding-absent"


def test_a_configuration_without_environments_is_production() -> None:
    config = wrangler.read("wrangler.json", b'{"vars": {"ENVIRONMENT": "prod", "DEBUG": false}}')
    assert config is not None
    assert wrangler.judge(VARIABLE, config).state == "met"
    assert wrangler.judge(proof("wrangler", variable=("DEBUG", "false")), config).state == "met"


@pytest.mark.parametrize(
    ("path", "text"),
    [("wrangler.toml", "a = ["), ("wrangler.json", "{"), ("wrangler.jsonc", "[]"), ("wrangler.jsonc", "x" * 300_000)],
)  # fmt: skip
def test_a_broken_configuration_is_told(path: str, text: str) -> None:
    assert wrangler.read(path, text.encode()) is None
