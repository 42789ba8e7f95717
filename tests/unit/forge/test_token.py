"""A token is looked for in order, goes to its own host alone, and is hidden from every text."""

from base64 import b64encode, urlsafe_b64encode
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcommit.errors.forge import TokenUnusable
from relcommit.forge.address import read_address
from relcommit.forge.token import Token, find_token, git_environment, may_see, redactor, sources

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


@pytest.mark.parametrize(
    ("host", "order"),
    [
        ("github.com", ["GH_TOKEN", "GITHUB_TOKEN"]),
        ("git.empresa.es", ["GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"]),
        ("github.com.evil.io", ["GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"]),
        ("127.0.0.1", ["GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN", "GH_TOKEN", "GITHUB_TOKEN"]),
        ("localhost", ["GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN", "GH_TOKEN", "GITHUB_TOKEN"]),
    ],
)
def test_each_host_has_its_own_variables_in_order(host: str, order: list[str], sealed: dict[str, str]) -> None:
    left = dict(EVERYTHING)
    for source in order:
        assert find_token(host, sealed | left) == Token(left[source], source, host)  # type: ignore[arg-type]
        left[source] = " "
    assert find_token(host, sealed | left) is None


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
        token = find_token("git.empresa.es", sealed | EVERYTHING, port=port)
        assert token is not None
        assert may_see(token, address) is seen


def test_git_logs_in_after_whatever_the_environment_configures_already() -> None:
    address = read_address("http://127.0.0.1:3000/ana/acme.git")
    assert address is not None
    given = git_environment(Token("t0k3n", "GH_TOKEN", "127.0.0.1"), address, {"GIT_CONFIG_COUNT": "1"})
    login = b64encode(b"x-access-token:t0k3n").decode()
    assert given == {
        "GIT_CONFIG_COUNT": "3",
        "GIT_CONFIG_KEY_1": "http.http://127.0.0.1:3000/.extraHeader",
        "GIT_CONFIG_VALUE_1": "",
        "GIT_CONFIG_KEY_2": "http.http://127.0.0.1:3000/.extraHeader",
        "GIT_CONFIG_VALUE_2": f"Authorization: Basic {login}",
    }


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
