"""Secrets are found where they stand, and their value goes nowhere."""

import random
import string
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcommit.errors.repository import SecretsFound
from relcommit.probes.sources.secret_detection import SecretFound, find_secrets, is_worth_a_look
from relcommit.text.es.checklist import secret_found, secret_kind

SIGNS = string.ascii_letters + string.digits
CHANCE = random.Random(11)  # noqa: S311  # repeatable, and nobody's secret


def made_up(length: int, alphabet: str = SIGNS) -> str:
    """Signs that no service ever gave out, made here so that no secret stands in this file."""
    return "a1B" + "".join(CHANCE.choice(alphabet) for _ in range(length - 3))


SECRETS = {
    "GitHubTokenDetector": f"Usa ghp_{made_up(36)} para probar.",
    "github-fine-grained": f"token: github_pat_{made_up(22)}_{made_up(59)}",
    "AWSKeyDetector": "AKIA" + "Q3" + "".join(CHANCE.choice("ABCDEFGH234567") for _ in range(14)),
    "SlackDetector": f"xoxb-123456789012-123456789013-{made_up(24)}",
    "StripeDetector": f"STRIPE=sk_live_{made_up(24)}",
    "anthropic": f"sk-ant-api03-{made_up(95)}",
    "openai": f"sk-proj-{made_up(48)}",
    "google": f"AIza{made_up(35)}",
    "npm": f"//paquetes.example/:_authToken=npm_{made_up(36)}",
    "PrivateKeyDetector": "-----BEGIN RSA " + "PRIVATE KEY-----",
    "JwtTokenDetector": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0." + made_up(43),
    "BasicAuthDetector": f"postgres://app:{made_up(14)}@db.interna/prod",
    "webhook": f"https://discord.com/api/webhooks/123456789012345678/{made_up(68)}",
    "bearer": f'curl -H "Authorization: Bearer {made_up(40)}" https://api.interna.cl',
}
ASSIGNED = [
    f"CGR_API_TOKEN={made_up(40)}",
    f"- El token de Cloudflare es `{made_up(40)}` (rotar)",
    f"contraseña: {made_up(12)}",
    f'| DB_PASSWORD | "password": "{made_up(16)}" |',
    f"api_key: '{made_up(32)}'",
]


@pytest.mark.parametrize(("kind", "line"), SECRETS.items())
def test_known_formats_are_found_with_their_line(kind: str, line: str) -> None:
    text = f"# Nota\n\n{line}\n".encode()
    assert find_secrets({"docs/nota.md": text}) == (SecretFound("docs/nota.md", 3, kind),)


def services(chance: random.Random) -> dict[str, str]:
    """What services give out, by the shape that each one's pages describe: invented here, and never given out."""

    def signs(length: int, alphabet: str = SIGNS) -> str:
        return "".join(chance.choice(alphabet) for _ in range(length))

    digits, hexadecimal = string.digits, string.digits + "abcdef"
    return {
        "npm": f"npm_{signs(36)}",
        "Atlassian API": f"ATATT3xFfGF0{signs(170, SIGNS + '_-')}={signs(8, string.digits + 'ABCDEF')}",
        "Atlassian admin": f"ATCTT3xFfGN0{signs(170, SIGNS + '_-')}={signs(8, string.digits + 'ABCDEF')}",
        "Bitbucket": f"ATBB{signs(32)}",
        "Google OAuth client": f"GOCSPX-{signs(28, SIGNS + '_-')}",
        "Google OAuth access": f"ya29.a0{signs(160, SIGNS + '_-')}",
        "Google API": f"AIza{signs(35, SIGNS + '_-')}",
        "Hugging Face": f"hf_{signs(34, string.ascii_letters)}",
        "Docker Hub personal": f"dckr_pat_{signs(27, SIGNS + '_-')}",
        "Docker Hub organisation": f"dckr_oat_{signs(32, SIGNS + '_-')}",
        "Linear": f"lin_api_{signs(40)}",
        "Vercel": f"VERCEL_TOKEN={signs(12)}7b{signs(10)}",
        "Vercel blob": f"vercel_blob_rw_{signs(16)}_{signs(30)}",
        "Mercado Pago": f"APP_USR-{signs(16, digits)}-{signs(6, digits)}-{signs(32, hexadecimal)}-{signs(9, digits)}",
        "Mercado Pago test": f"TEST-{signs(16, digits)}-{signs(6, digits)}-{signs(32, hexadecimal)}-{signs(9, digits)}",
        "GitHub": f"ghp_{signs(36)}",
        "GitHub fine-grained": f"github_pat_{signs(22)}_{signs(59)}",
        "GitLab": f"glpat-{signs(20, SIGNS + '_-')}",
        "Slack": f"xoxb-{signs(12, digits)}-{signs(12, digits)}-{signs(24)}",
        "Stripe": f"sk_live_{signs(24)}",
        "AWS": f"AKIA{signs(16, string.ascii_uppercase + '234567')}",
        "Anthropic": f"sk-ant-api03-{signs(93, SIGNS + '_-')}AA",
        "Shopify": f"shpat_{signs(32, hexadecimal)}",
        "Supabase": f"sbp_{signs(40, hexadecimal)}",
    }


@pytest.mark.parametrize("seed", range(20))
def test_the_tokens_of_services_are_found(seed: int) -> None:
    table = services(random.Random(seed))  # noqa: S311
    missed = [name for name, token in table.items() if not find_secrets({"a.md": f"La clave es `{token}`.".encode()})]
    missed += [name for name, token in table.items() if not find_secrets({"a.md": token.encode()})]
    assert len(set(missed)) <= 1, missed


@pytest.mark.parametrize("line", ASSIGNED)
def test_values_given_to_secret_names_are_found(line: str) -> None:
    assert find_secrets({"plan.md": line.encode()}) == (SecretFound("plan.md", 1, "assigned"),)


@pytest.mark.parametrize(
    "line",
    [
        "`CGR_API_TOKEN` presente en secrets",
        "commit 3f786850e387550fdab836ed7e6dc881de23001b",
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "CGR_API_TOKEN=${CGR_API_TOKEN}",
        "token: <tu-token-de-cloudflare-1234>",
        "password: ejemplo-12345678",
        "http://username:password@localhost:8030",
        "El token es obligatorio para desplegar en produccion2026",
        "secret: docs/historico/etapa1/plan-2025-03-01.md",
        "La clave es `docs.current`, y vale `docs/vigentes`.",
        "password: process.env.password_largo",
        "Bearer ${TOKEN_DE_PRUEBA_1234567890}",
    ],
)
def test_names_references_and_examples_are_no_secrets(line: str) -> None:
    assert find_secrets({"plan.md": line.encode()}) == ()


def test_a_line_can_be_allowed_as_detect_secrets_does() -> None:
    line = SECRETS["google"]
    assert find_secrets({"a.md": f"{line} <!-- pragma: allowlist secret -->".encode()}) == ()
    assert find_secrets({"a.md": f"<!-- pragma: allowlist nextline secret -->\n{line}".encode()}) == ()


def test_a_secret_deep_in_a_long_line_is_found() -> None:
    line = "palabra " * 2_000 + SECRETS["google"] + " palabra" * 2_000
    assert [one.kind for one in find_secrets({"a.md": line.encode()})] == ["google"]


def test_binary_content_is_passed_over() -> None:
    assert find_secrets({"logo.png": b"\x89PNG\0" + SECRETS["google"].encode()}) == ()


def test_the_value_is_never_told() -> None:
    (found,) = find_secrets({"a.md": SECRETS["StripeDetector"].encode()})
    stop = SecretsFound((secret_found(found.file, found.line, found.kind),))
    told = f"{found!r} {secret_found(found.file, found.line, found.kind)} {stop.explain()}"
    assert "sk_live_" not in told
    assert "a.md:1: parece una clave de Stripe." in told


def test_every_detector_has_a_name_in_spanish() -> None:
    from relcommit.probes.sources.secret_detection import _detectors

    assert all(secret_kind(kind) != "un secreto" for kind in _detectors())
    assert secret_kind("DetectorNuevo") == "un secreto"


def test_plain_documents_do_not_load_the_engine() -> None:
    code = (
        "import sys; from relcommit.probes.sources.secret_detection import find_secrets; "
        "find_secrets({'a.md': 'Separa docs/historico/ y agrega la etapa2.'.encode()}); "
        "sys.exit('detect_secrets' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_links_and_prose_are_not_worth_the_engine() -> None:
    assert not is_worth_a_look("Véase [el documento](../area003/documento-00012.md#anexo-7), del 2026-03-01.\n" * 9)
    assert not is_worth_a_look("| Monkey | commit 5 | foo@example.org | 12:30 |\n![x](../img/fig/2024/captura.png)")
    assert is_worth_a_look(f"el valor es {made_up(20)}+=")


@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_complaint(content: bytes) -> None:
    assert all(one.line >= 1 for one in find_secrets({"x": content}))


@pytest.mark.parametrize("word", ["foo", "your", "tu_", "qwerty"])
def test_a_word_of_examples_does_not_excuse_what_looks_drawn_by_lot(word: str) -> None:
    by_lot = "a7Bk29Zq4Lm81Xv6"
    assert find_secrets({"docs/nota.md": f"api_key: '{by_lot}{word}{by_lot}'\n".encode()})
    assert not find_secrets({"docs/nota.md": f"api_key: '{word}_clave_de_prueba_123456'\n".encode()})
