"""A token is looked for in order, goes to its own host alone, and is hidden from every text."""

import os
import subprocess
from base64 import b64encode, urlsafe_b64encode
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcommit.errors.forge import TokenUnusable, TokenWithheld
from relcommit.forge.address import read_address
from relcommit.forge.credentials import answer, git_environment
from relcommit.forge.token import Token, find_token, may_see, redactor, sources

SECRET = "ghp_s3cr3t/+=0123456789"
EVERYTHING = {
    "GH_TOKEN": "uno",
    "GITHUB_TOKEN": "dos",
    "GH_ENTERPRISE_TOKEN": "tres",
    "GITHUB_ENTERPRISE_TOKEN": "cuatro",
}


@pytest.fixture
def sealed(tmp_path: Path) -> dict[str, str]:
    """An environment with git, without the machine's own settings, and with room for programs of the test."""
    programs = tmp_path / "bin"
    programs.mkdir()
    return {
        "PATH": f"{programs}:/usr/bin:/bin",
        "HOME": str(tmp_path),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": str(tmp_path / "gitconfig"),
    }


def program(environ: dict[str, str], name: str, script: str) -> Path:
    path = Path(environ["PATH"].partition(":")[0]) / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_each_host_has_its_own_variables_in_order(sealed: dict[str, str]) -> None:
    for host, order in (
        ("github.com", ["GH_TOKEN", "GITHUB_TOKEN"]),
        ("git.empresa.es", ["GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"]),
    ):
        left = {**EVERYTHING, "GH_HOST": "git.empresa.es"}
        for source in order:
            assert find_token(host, sealed | left) == Token(left[source], source, host)  # type: ignore[arg-type]
            left[source] = " "
        assert not sources(host, {"GH_HOST": "otra.empresa.es"}) or host == "github.com"


@pytest.mark.parametrize(
    ("host", "named"),
    [
        ("git.empresa.es", ""), ("127.0.0.1", ""), ("localhost", "127.0.0.1"), ("github.com.evil.io", "github.com"),
        ("evil.io", "git.empresa.es"), ("127.0.0.1", "127.0.0.1:9"),
    ],
)  # fmt: skip
def test_no_other_host_gets_a_token_and_it_is_said_how_to_allow_it(
    host: str, named: str, sealed: dict[str, str]
) -> None:
    with pytest.raises(TokenWithheld) as refused:
        find_token(host, sealed | EVERYTHING | {"GH_HOST": named}, port=8000)
    assert f"GH_HOST={host}" in refused.value.explain()


def test_a_host_that_gh_or_git_knows_by_itself_is_one_that_somebody_trusts(sealed: dict[str, str]) -> None:
    program(sealed, "gh", '[ -z "$GH_ENTERPRISE_TOKEN$GH_TOKEN" ] && echo de-gh || exit 1')
    token = find_token("git.empresa.es", sealed | EVERYTHING)
    assert token is not None
    assert token.source == "GH_ENTERPRISE_TOKEN"
    left = {name: value for name, value in EVERYTHING.items() if "ENTERPRISE" not in name}
    assert find_token("git.empresa.es", sealed | left) == Token("de-gh", "gh", "git.empresa.es")


def test_in_actions_the_token_belongs_to_the_server_that_runs_them() -> None:
    running = {"GITHUB_ACTIONS": "true", "GITHUB_SERVER_URL": "https://git.empresa.es"}
    assert "GITHUB_TOKEN" in sources("git.empresa.es", running)
    assert "GITHUB_TOKEN" not in sources("otra.empresa.es", running)
    assert "GITHUB_TOKEN" not in sources("git.empresa.es", {"GITHUB_SERVER_URL": "https://git.empresa.es"})


def test_gh_is_asked_for_that_host_and_no_other(sealed: dict[str, str]) -> None:
    program(sealed, "gh", '[ "$*" = "auth token --hostname git.empresa.es" ] && echo de-gh || exit 1')
    assert find_token("git.empresa.es", sealed) == Token("de-gh", "gh", "git.empresa.es")
    assert find_token("github.com", sealed) is None


def test_the_credential_helper_of_git_is_asked_last(sealed: dict[str, str]) -> None:
    answer = 'grep -q "^host=github.com$" && printf "username=ana\\npassword=de=git\\n"'
    program(sealed, "git-credential-caja", answer)
    Path(sealed["GIT_CONFIG_GLOBAL"]).write_text("[credential]\nhelper = caja\n")
    assert find_token("github.com", sealed) == Token("de=git", "git", "github.com")
    assert find_token("git.empresa.es", sealed) is None
    program(sealed, "gh", "echo de-gh")
    assert find_token("github.com", sealed) == Token("de-gh", "gh", "github.com")


def test_nobody_is_ever_asked(sealed: dict[str, str], tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    ask = program(sealed, "pregunta", f"touch {asked}; echo secreto")
    prompts = {"GIT_ASKPASS": str(ask), "SSH_ASKPASS": str(ask), "GIT_TERMINAL_PROMPT": "1"}
    assert find_token("github.com", sealed | prompts) is None
    assert not asked.exists()


def test_without_git_and_gh_there_is_no_token(tmp_path: Path) -> None:
    assert find_token("github.com", {"PATH": str(tmp_path)}) is None


@pytest.mark.parametrize("value", ["dos palabras", "una\nlínea", "eñe-ñ", "tab\tulador"])
def test_what_cannot_travel_in_a_header_is_refused_without_showing_it(value: str) -> None:
    with pytest.raises(TokenUnusable) as caught:
        find_token("github.com", {"GH_TOKEN": value})
    assert value not in repr(caught.value)
    assert caught.value.source == "GH_TOKEN"


def test_a_token_does_not_show_itself() -> None:
    token = Token(SECRET, "gh", "github.com")
    assert SECRET not in repr(token) + str(token) + f"{token}" + f"{[token]}"


@pytest.mark.parametrize(
    ("remote", "seen"),
    [
        ("https://github.com/ana/acme.git", True),
        ("https://github.com:443/ana/acme.git", True),
        ("https://github.com:8443/ana/acme.git", False),
        ("http://github.com/ana/acme.git", False),
        ("https://github.com.evil.io/ana/acme.git", False),
        ("https://git.empresa.es/ana/acme.git", False),
        ("git@github.com:ana/acme.git", False),
    ],
)
def test_only_its_own_host_sees_the_token(remote: str, seen: bool) -> None:
    address = read_address(remote)
    assert address is not None
    token = Token(SECRET, "GH_TOKEN", "github.com")
    assert may_see(token, address) is seen
    assert bool(git_environment(token, address, {})) is seen


def test_a_company_server_at_its_own_port_sees_its_token(sealed: dict[str, str]) -> None:
    address = read_address("https://git.empresa.es:8443/ana/acme.git")
    assert address is not None
    for port, seen in ((8443, True), (None, False)):
        token = find_token("git.empresa.es", sealed | EVERYTHING | {"GH_HOST": "git.empresa.es"}, port=port)
        assert token is not None
        assert may_see(token, address) is seen


def test_git_logs_in_after_whatever_the_environment_configures_already() -> None:
    address = read_address("http://127.0.0.1:3000/ana/acme.git")
    assert address is not None
    given = git_environment(Token("t0k3n", "GH_TOKEN", "127.0.0.1"), address, {"GIT_CONFIG_COUNT": "1"})
    values = [given[f"GIT_CONFIG_VALUE_{number}"] for number in range(1, 6)]
    assert given["GIT_CONFIG_COUNT"] == "6"
    assert values[:4] == ["", "false", "", ""]
    assert "t0k3n" not in str(given)
    assert b64encode(b"t0k3n").decode()[:-2] not in str(given)


def test_git_s_question_is_answered_for_one_host_alone() -> None:
    address = read_address("http://127.0.0.1:3000/ana/acme.git")
    assert address is not None
    token = Token("t0k3n", "GH_TOKEN", "127.0.0.1")
    assert "t0k3n" in answer("protocol=http\nhost=127.0.0.1:3000\n\n", token, address)
    for asked in ("http|127.0.0.1:3001", "https|127.0.0.1:3000", "http|localhost:3000", "http|127.0.0.1"):
        protocol, _, host = asked.partition("|")
        assert answer(f"protocol={protocol}\nhost={host}\n\n", token, address) == ""
    assert answer("", token, address) == ""


def test_what_git_runs_gets_the_password_over_the_socket(tmp_path: Path) -> None:
    """The question is git's own, and so is the way to the helper."""
    address = read_address("http://127.0.0.1:3000/ana/acme.git")
    assert address is not None
    given = git_environment(Token("t0k3n", "GH_TOKEN", "127.0.0.1"), address, {})
    question = "protocol=http\nhost=127.0.0.1:3000\n\n"
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "GIT_TERMINAL_PROMPT": "0", **given}
    told = subprocess.run(
        ["git", "credential", "fill"], input=question, env=environment, capture_output=True, text=True, check=True
    )
    assert "password=t0k3n" in told.stdout.splitlines()
    other = question.replace("3000", "3001")
    assert subprocess.run(["git", "credential", "fill"], input=other.encode(), env=environment, check=False).returncode


@given(st.binary(max_size=5), st.text(max_size=5), st.text(max_size=5))
def test_no_shape_of_the_token_gets_through(padding: bytes, before: str, after: str) -> None:
    hide = redactor(Token(SECRET, "gh", "github.com"), None)
    joined = padding + SECRET.encode() + padding
    for shape in (SECRET, quote(SECRET, safe=""), quote(SECRET, safe="").lower()):
        assert hide(before + shape + after) == f"{before}***{after}"
    for encode in (b64encode, urlsafe_b64encode):
        text = encode(joined).decode()
        assert "***" in hide(f"{before} {text} {after}")
        assert encode(SECRET.encode()).decode()[:-4] not in hide(text)


def test_what_holds_no_token_is_left_as_it_is() -> None:
    assert redactor(Token(SECRET, "gh", "github.com"))("Nada que ocultar.") == "Nada que ocultar."
    assert redactor(None)("Nada") == "Nada"
