"""A GitHub with one repository: ana owns it, beto may write, clara may read."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from relcommit.forge.choose import OnGitHub, choose
from relcommit.forge.github import GitHubForge
from relcommit.forge.token import Token
from relcommit.names import BranchName
from relcommit.settings import ForgeSettings
from relcommit.world import PullRequest
from tests.support.github import GitHub, Repository

MAIN = BranchName("main")
DOCS = BranchName("docs/orden")


@dataclass
class Acme:
    """The double, its repository, and a forge that speaks to it."""

    hub: GitHub
    repository: Repository
    home: OnGitHub
    secret: str

    @property
    def forge(self) -> GitHubForge:
        return self.forge_with(self.secret)

    def forge_with(self, secret: str, *, timeout: int = 5, retries: int = 0) -> GitHubForge:
        return GitHubForge(self.home, Token(secret, "GH_TOKEN", "127.0.0.1"), timeout=timeout, retries=retries)

    def open(self, forge: GitHubForge | None = None, *, body: str = "Cuerpo.\n", draft: bool = False) -> PullRequest:
        return (forge or self.forge).open(head=DOCS, base=MAIN, title="docs: ordena", body=body, draft=draft)


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[GitHub]:
    with GitHub(tmp_path / "github").serving() as hub:
        yield hub


@pytest.fixture
def acme(hub: GitHub) -> Acme:
    repository = hub.repository("ana/acme", beto="write", clara="read")
    hub.commit(repository, "main", {"README.md": "hola\n"}, "docs: empieza")
    hub.commit(repository, DOCS, {"docs/a.md": "a\n"}, "docs: ordena", start="main")
    home = choose(ForgeSettings(api_url=hub.api_url), hub.git_url("ana/acme"))
    assert isinstance(home, OnGitHub)
    return Acme(hub, repository, home, hub.token("beto"))
