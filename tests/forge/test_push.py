"""Pushes and fetches over HTTP are real, and the token goes along only where it may."""

import os
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess, run

import pytest

from relcommit.forge.address import read_address
from relcommit.forge.credentials import git_environment
from relcommit.forge.token import Token
from tests.forge.conftest import DOCS, MAIN, Acme
from tests.support.github import GitHub, real
from tests.support.httpgit import SEALED, git_server

Git = Callable[..., CompletedProcess[str]]


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """Git in a new repository with one commit, the machine's own settings sealed off."""
    work = tmp_path / "work"
    work.mkdir()
    who = {f"GIT_{who}_{what}": "ana" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}

    def call(*args: str, **environ: str) -> CompletedProcess[str]:
        sealed = {"PATH": os.environ["PATH"], **SEALED, **who, "GIT_TERMINAL_PROMPT": "0", "LANGUAGE": "C"}
        return run(["git", "-C", str(work), *args], env=sealed | environ, capture_output=True, text=True, check=False)

    call("init", "-q", "-b", "main")
    (work / "a.md").write_text("a\n" * 300_000, encoding="utf-8")
    call("add", ".")
    call("commit", "-qm", "docs: empieza")
    return call


def login(secret: str, url: str) -> dict[str, str]:
    address = read_address(url)
    assert address is not None
    return git_environment(Token(secret, "GH_TOKEN", address.host), address, {})


def test_whoever_may_write_pushes_and_the_pull_request_sees_it(acme: Acme, git: Git) -> None:
    url = acme.hub.git_url("ana/acme")
    git("fetch", url, "main", **login(acme.secret, url))
    git("switch", "-qc", "docs/nueva", "FETCH_HEAD")
    git("commit", "-q", "--allow-empty", "-m", "docs: algo")
    done = git("push", url, "HEAD", **login(acme.secret, url))
    assert done.returncode == 0, done.stderr
    assert real.tip(acme.repository.bare, "docs/nueva") == git("rev-parse", "HEAD").stdout.strip()
    assert acme.hub.pushes[-1] == "beto"


def test_a_pack_that_travels_in_chunks_arrives_whole(hub: GitHub, git: Git) -> None:
    repository = hub.repository("ana/vacio")
    url = hub.git_url("ana/vacio")
    small = ("-c", "http.postBuffer=65536", "-c", "core.compression=0")
    done = git(*small, "push", url, "main", **login(hub.token("ana"), url))
    assert done.returncode == 0, done.stderr
    assert real.tip(repository.bare, "main") == git("rev-parse", "main").stdout.strip()


def test_a_header_that_the_user_configured_is_not_sent_twice(acme: Acme, git: Git) -> None:
    url = acme.hub.git_url("ana/acme")
    git("config", f"http.{acme.hub.address}/.extraHeader", "Authorization: Basic bmFkaWU6bmFkYQ==")
    assert git("ls-remote", url).returncode != 0
    twice = git("-c", f"http.{url}.extraHeader=Authorization: Basic bmFkYQ==", "ls-remote", url)
    assert "400" in twice.stderr
    done = git("ls-remote", url, **login(acme.secret, url))
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("role", ["nobody", "reader", "weak"])
def test_whoever_may_not_write_does_not_push(acme: Acme, git: Git, role: str) -> None:
    secrets = {
        "nobody": "ghp_nadie",
        "reader": acme.hub.token("clara"),
        "weak": acme.hub.token("beto", permissions={"contents": "read"}),
    }
    url = acme.hub.git_url("ana/acme")
    done = git("push", url, "HEAD:refs/heads/colado", **login(secrets[role], url))
    assert done.returncode != 0
    assert real.tip(acme.repository.bare, "colado") is None


def test_the_token_is_in_no_trace_of_git(acme: Acme, git: Git) -> None:
    url = acme.hub.git_url("ana/acme")
    traces = {"GIT_TRACE": "1", "GIT_TRACE_CURL": "1", "GIT_CURL_VERBOSE": "1"}
    done = git("push", url, "HEAD:refs/heads/otra", **traces, **login(acme.secret, url))
    assert done.returncode == 0, done.stderr
    shown = done.stdout + done.stderr + git("config", "--list").stdout
    assert acme.secret not in shown
    assert b64encode(f"x-access-token:{acme.secret}".encode()).decode() not in shown


def test_a_private_repository_is_hidden_and_a_public_one_is_read_by_anybody(acme: Acme, git: Git) -> None:
    url = acme.hub.git_url("ana/acme")
    assert git("ls-remote", url).returncode == 0
    acme.repository.private = True
    assert git("ls-remote", url).returncode != 0
    assert git("ls-remote", url, **login(acme.secret, url)).returncode == 0


def test_a_branch_that_was_merged_or_deleted_closes_its_pull_request(acme: Acme) -> None:
    acme.open()
    real.git(acme.repository.bare, "update-ref", "refs/heads/main", f"refs/heads/{DOCS}")
    assert acme.forge.find(DOCS, MAIN) is None
    assert acme.forge.update(1, body="después").state == "merged"

    acme.hub.commit(acme.repository, DOCS, {"docs/b.md": "b\n"})
    acme.open()
    real.git(acme.repository.bare, "update-ref", "-d", f"refs/heads/{DOCS}")
    assert acme.forge.update(2, body="después").state == "closed"


def test_bare_repositories_can_be_served_without_a_github(tmp_path: Path, git: Git) -> None:
    real.create(tmp_path / "srv" / "acme.git")
    with git_server(tmp_path / "srv", {"lee": "read", "escribe": "write"}) as address:
        url = f"{address}/acme.git"
        for secret, allowed in (("nada", False), ("lee", False), ("escribe", True)):
            header = login(secret, f"{address}/ana/acme.git")
            assert (git("push", url, "main", **header).returncode == 0) is allowed
        assert git("ls-remote", url, **login("lee", f"{address}/ana/acme.git")).returncode == 0
        assert git("ls-remote", url).returncode != 0
    with git_server(tmp_path / "srv", {}, public=True) as address:
        assert "refs/heads/main" in git("ls-remote", f"{address}/acme.git").stdout
