"""Decide where pull requests live, from the settings and the remote's address."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from relcommit.errors.forge import InsecureApi, RepositoryUnclear
from relcommit.forge.address import (
    GITHUB,
    Address,
    api_address,
    api_host,
    is_cleartext,
    is_github,
    port_of,
    read_address,
    web_address,
    without_credentials,
)
from relcommit.settings import ForgeSettings


@dataclass(frozen=True, slots=True)
class Local:
    """A folder of this repository."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnGitHub:
    """A repository of GitHub, or of a server that speaks its language."""

    api_url: str
    web: str
    """Where people look at it, without a final slash."""
    host: str
    """The host whose token it takes."""
    port: int | None
    repository: str
    """`owner/name`."""


def choose(
    forge: ForgeSettings,
    remote: str | None,
    known: Collection[str] = (),
    behind: Callable[[str], str] | None = None,
) -> Local | OnGitHub:
    """The settings first, then the remote's address.

    `known` are hosts that the environment says are GitHub; `behind` tells the host behind a name of ssh.
    A remote that is nobody's GitHub keeps its pull requests in the local folder. Raises RepositoryUnclear and
    InsecureApi.
    """
    if forge.kind == "local":
        return Local()
    address = read_address(remote, behind) if remote else None
    named = address is not None and (is_github(address.host) or address.host in known)
    if forge.kind == "auto" and not forge.api_url and not named:
        return Local()
    server = address or Address(scheme="https", host=GITHUB, port=None, repository="")
    repository = forge.repository or server.repository
    if repository.count("/") != 1 or not all(repository.split("/")):
        raise RepositoryUnclear(without_credentials(remote or ""))
    return _on_github(forge.api_url.rstrip("/") or api_address(server), repository)


def known_hosts(environ: Mapping[str, str]) -> frozenset[str]:
    """The hosts that `GH_HOST` (gh) and `GITHUB_SERVER_URL` (Actions) name as GitHub."""
    server = urlsplit(environ.get("GITHUB_SERVER_URL", "")).hostname
    return frozenset(host.lower() for host in (environ.get("GH_HOST"), server) if host)


def _on_github(api_url: str, repository: str) -> OnGitHub:
    if is_cleartext(api_url) or not api_host(api_url):
        raise InsecureApi(api_url)
    return OnGitHub(
        api_url=api_url,
        web=web_address(api_url),
        host=api_host(api_url),
        port=port_of(urlsplit(api_url)),
        repository=repository,
    )
