"""`relcommit check --pull-request N` against a GitHub that answers as the real one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from relcommit.forge.choose import OnGitHub, choose
from relcommit.forge.github import GitHubForge
from relcommit.forge.token import Token
from relcommit.names import BranchName
from relcommit.settings import ForgeSettings
from tests.support.committing import Committing, new_repository
from tests.support.github import NOT_FOUND, GitHub


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[GitHub]:
    with GitHub(tmp_path / "github").serving() as hub:
        acme = hub.repository("ana/acme")
        hub.commit(acme, "main", {"README.md": "hola\n"}, "docs: empieza")
        hub.commit(acme, "rama", {"a.md": "a\n"}, "docs: reorganizado docs", start="main")
        home = choose(ForgeSettings(api_url=hub.api_url), hub.git_url("ana/acme"))
        assert isinstance(home, OnGitHub)
        forge = GitHubForge(home, Token(hub.token("ana"), "GH_TOKEN", "127.0.0.1"))
        forge.open(head=BranchName("rama"), base=BranchName("main"), title="docs: ordena", body="", draft=False)
        yield hub


@pytest.fixture
def repo(tmp_path: Path, hub: GitHub) -> Committing:
    made = new_repository(tmp_path / "r")
    made.git("remote", "add", "origin", hub.git_url("ana/acme"))
    made.write("relcommit.toml", f'[forge]\napi_url = "{hub.api_url}"\n')
    made.extra |= {"GH_HOST": "127.0.0.1", "GH_ENTERPRISE_TOKEN": hub.token("ana")}
    return made


def test_what_each_method_will_write_is_judged(repo: Committing) -> None:
    done = repo.relcommit("check", "--pull-request", "1")
    assert done.returncode == 1
    assert "squash: escribe\n    │ docs: reorganizado docs (#1)\n" in done.stderr
    assert "squash:1:7: error" in done.stdout
    assert "docs: reorganiza docs (#1)" in done.stdout
    assert "4 mensajes revisados" in done.stdout


def test_the_base_branch_decides_as_in_the_action(repo: Committing, hub: GitHub) -> None:
    (acme,) = hub.state.repositories.values()
    assert "type-not-allowed" not in repo.relcommit("check", "--pull-request", "1").stdout
    hub.commit(acme, "main", {"relcommit.toml": '[commit]\ntypes = ["feat"]\n'}, "chore: configura")
    here = Path(repo.root, "relcommit.toml").read_text("utf-8")
    repo.write("relcommit.toml", f'{here}[commit]\nmood = "libre"\n')
    done = repo.relcommit("check", "--pull-request", "1")
    assert "[type-not-allowed]" in done.stdout


def test_the_title_is_judged_too_though_no_method_writes_it(repo: Committing, hub: GitHub) -> None:
    (acme,) = hub.state.repositories.values()
    acme.pulls[1].title = "ordenando todo"
    assert "título:1:1: error" in repo.relcommit("check", "--pull-request", "1").stdout


def test_a_pull_request_that_is_none_and_an_api_that_fails(repo: Committing, hub: GitHub) -> None:
    assert repo.relcommit("check", "--pull-request", "9").returncode == 5
    hub.fail("GET", "/repos/ana/acme", NOT_FOUND, times=None)
    assert repo.relcommit("check", "--pull-request", "1").returncode == 5


def test_without_token_or_github_it_says_what_to_do(repo: Committing) -> None:
    del repo.extra["GH_ENTERPRISE_TOKEN"]
    done = repo.relcommit("check", "--pull-request", "1")
    assert done.returncode == 2
    assert "GH_TOKEN" in done.stderr
    repo.write("relcommit.toml", '[forge]\nkind = "local"\n')
    done = repo.relcommit("check", "--pull-request", "1")
    assert done.returncode == 2
    assert "--range" in done.stderr
