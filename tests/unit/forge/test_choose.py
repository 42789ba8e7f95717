"""The settings decide where pull requests live, and the remote's address where they say nothing."""

import pytest

from relcommit.errors.forge import InsecureApi, RepositoryUnclear
from relcommit.forge.choose import Local, OnGitHub, choose, known_hosts
from relcommit.settings import ForgeSettings

AUTO = ForgeSettings()
GITHUB = ForgeSettings(kind="github")


def test_a_remote_on_github_keeps_its_pull_requests_there() -> None:
    assert choose(AUTO, "git@github.com:ana/acme.git") == OnGitHub(
        api_url="https://api.github.com",
        web="https://github.com",
        host="github.com",
        port=None,
        repository="ana/acme",
    )


@pytest.mark.parametrize(
    "remote", [None, "../origin.git", "https://gitlab.com/ana/acme", "https://github.com.evil.io/ana/acme"]
)
def test_any_other_remote_has_them_in_a_folder(remote: str | None) -> None:
    assert choose(AUTO, remote) == Local()


def test_local_is_local_whatever_the_remote_says() -> None:
    assert choose(ForgeSettings(kind="local"), "git@github.com:ana/acme.git") == Local()


def test_a_company_server_is_github_where_settings_or_environment_say_so() -> None:
    remote = "https://git.empresa.es/ana/acme"
    company = OnGitHub(
        api_url="https://git.empresa.es/api/v3",
        web="https://git.empresa.es",
        host="git.empresa.es",
        port=None,
        repository="ana/acme",
    )
    assert choose(GITHUB, remote) == company
    assert choose(AUTO, remote, known_hosts({"GH_HOST": "git.empresa.es"})) == company
    assert choose(AUTO, remote, known_hosts({"GITHUB_SERVER_URL": "https://git.empresa.es"})) == company
    assert choose(ForgeSettings(api_url="https://git.empresa.es/api/v3/"), remote) == company


def test_a_name_of_the_user_s_ssh_settings_leads_to_the_host_behind_it() -> None:
    names = {"trabajo": "github.com", "puerta": "ssh.github.com", "casa": "git.casa.es"}
    for name in ("trabajo", "puerta"):
        assert choose(AUTO, f"git@{name}:ana/acme.git", (), names.__getitem__) == choose(
            AUTO, "git@github.com:ana/acme.git"
        )
    assert choose(AUTO, "git@casa:ana/acme.git", (), names.__getitem__) == Local()


def test_ssh_is_asked_only_about_names_that_may_hide_another_host() -> None:
    def nobody(name: str) -> str:
        raise AssertionError(name)

    for remote in ("git@github.com:ana/acme.git", "https://git.empresa.es/ana/acme", "/srv/acme.git"):
        choose(AUTO, remote, (), nobody)
    assert choose(ForgeSettings(kind="local"), "git@trabajo:ana/acme.git", (), nobody) == Local()


def test_settings_override_what_the_address_says() -> None:
    here = ForgeSettings(api_url="http://127.0.0.1:3000/api/v3", repository="org/otro")
    for remote in ("../origin.git", "git@github.com:ana/acme.git", None):
        assert choose(here, remote) == OnGitHub(
            api_url="http://127.0.0.1:3000/api/v3",
            web="http://127.0.0.1:3000",
            host="127.0.0.1",
            port=3000,
            repository="org/otro",
        )
    assert choose(ForgeSettings(kind="github", repository="ana/acme"), None) == choose(
        AUTO, "git@github.com:ana/acme.git"
    )


@pytest.mark.parametrize("repository", ["", "acme", "a/b/c", "/acme", "ana/"])
def test_github_without_a_repository_asks_for_one(repository: str) -> None:
    with pytest.raises(RepositoryUnclear):
        choose(ForgeSettings(kind="github", repository=repository), "../origin.git")


def test_a_page_of_github_that_is_no_repository_asks_for_one() -> None:
    with pytest.raises(RepositoryUnclear):
        choose(AUTO, "https://github.com/ana")


def test_what_is_asked_for_shows_no_credentials() -> None:
    with pytest.raises(RepositoryUnclear) as caught:
        choose(GITHUB, "https://ana:secreto@github.com/ana")
    assert caught.value.address == "https://github.com/ana"


@pytest.mark.parametrize("api_url", ["http://git.empresa.es/api/v3", "git.empresa.es/api/v3", "https://"])
def test_an_api_that_would_show_the_token_is_refused(api_url: str) -> None:
    with pytest.raises(InsecureApi):
        choose(ForgeSettings(api_url=api_url, repository="ana/acme"), None)
