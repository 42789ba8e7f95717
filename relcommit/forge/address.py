"""Where a remote's address points: host, owner and name; and the addresses that GitHub answers at."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

GITHUB = "github.com"
PREFILLED_MAX = 8_000
"""Characters that browsers and GitHub's own front take without complaint."""

TITLE_MAX = 256

_ALIASES = {"ssh.github.com": GITHUB, "www.github.com": GITHUB}
_SCHEMES = ("https", "http", "ssh", "git", "git+ssh", "ssh+git")
_TOKEN_STARTS = ("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-")
_LOGIN_MAX = 39
"""GitHub's longest login: a longer user name in an address is a token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A repository on some server, as a remote's address says it."""

    scheme: str
    """`ssh` for the scp-like form."""
    host: str
    """In lower case, without port; compared whole, never by its ending."""
    port: int | None
    repository: str
    """`owner/name`; empty where the path is no repository of GitHub."""


def read_address(remote: str, behind: Callable[[str], str] | None = None) -> Address | None:
    """Read a remote's address as git gives it, `insteadOf` applied; `None` for what is on no server.

    `behind` is asked for the host behind the name that an address of ssh gives, unless that is GitHub's own.
    """
    parts = _split(remote)
    if parts is None or not parts.hostname or parts.scheme not in _SCHEMES:
        return None
    scheme = "ssh" if "ssh" in parts.scheme else parts.scheme
    host = _ALIASES.get(parts.hostname, parts.hostname)
    if behind and scheme == "ssh" and not is_github(host):
        host = behind(host)
        host = _ALIASES.get(host, host)
    return Address(scheme=scheme, host=host, port=port_of(parts), repository=_repository(host, parts.path))


def _repository(host: str, path: str) -> str:
    """The last two names of a path; on GitHub itself there are no more."""
    names = [unquote(part) for part in path.split("/") if part]
    if len(names) < 2 or (is_github(host) and len(names) != 2):
        return ""
    owner, name = names[-2], names[-1].removesuffix(".git")
    return f"{owner}/{name}" if name else ""


def port_of(parts: SplitResult) -> int | None:
    """The port of an address, `None` where it names none or one that cannot be."""
    try:
        return parts.port
    except ValueError:
        return None


def is_github(host: str) -> bool:
    """Whether this is GitHub's own: github.com, or a company's part of ghe.com."""
    return host == GITHUB or host.endswith(".ghe.com")


def is_loopback(host: str) -> bool:
    """Whether what is sent there stays on this machine."""
    from ipaddress import ip_address

    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def has_credentials(remote: str) -> bool:
    """Whether a password, or a token in place of the user name, is written in the address."""
    parts = _split(remote)
    if parts is None or not parts.username:
        return parts is not None and bool(parts.password)
    user = unquote(parts.username)
    return bool(parts.password) or user.startswith(_TOKEN_STARTS) or len(user) > _LOGIN_MAX


def without_credentials(remote: str) -> str:
    """The same address with nothing before the host, for showing."""
    parts = _split(remote)
    if parts is None or "@" not in parts.netloc or "://" not in remote:
        return remote
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def api_address(server: Address) -> str:
    """Where the REST API of a GitHub server answers; the port of ssh says nothing about it."""
    if is_github(server.host):
        return f"https://api.{server.host}"
    scheme = "http" if server.scheme == "http" and is_loopback(server.host) else "https"
    port = server.port if server.scheme == scheme else None
    return f"{scheme}://{place(server.host, port)}/api/v3"


def place(host: str, port: int | None) -> str:
    """A host and a port as addresses write them."""
    bracketed = f"[{host}]" if ":" in host else host
    return f"{bracketed}:{port}" if port else bracketed


def web_address(api_url: str) -> str:
    """Where people look at what this API serves."""
    parts = urlsplit(api_url)
    host = parts.hostname or ""
    if is_github(host.removeprefix("api.")):
        return f"https://{host.removeprefix('api.')}"
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def api_host(api_url: str) -> str:
    """The host whose token this API takes: github.com for api.github.com."""
    return (urlsplit(web_address(api_url)).hostname or "").lower()


def is_cleartext(api_url: str) -> bool:
    """Whether a token sent there could be read on the way."""
    return urlsplit(api_url).scheme != "https" and not is_loopback(api_host(api_url))


def prefilled(web: str, repository: str, *, base: str, head: str, title: str, body: str) -> str:
    """The address of GitHub's own form, filled in.

    A body that would make it too long loses whole lines, but never its last one, which closes what is ours.
    """
    place = f"{web}/{quote(repository)}/compare/{quote(base)}...{quote(head)}"
    start = f"{place}?quick_pull=1&title={_encoded(title[:TITLE_MAX])}&body="
    return start + _encoded(_cut(body.rstrip("\n"), PREFILLED_MAX - len(start)))


def _cut(body: str, room: int) -> str:
    """The lines from the first on, and the last, that take at most `room` characters once encoded."""
    if len(_encoded(body)) <= room:
        return body
    *lines, last = body.splitlines(keepends=True)
    room -= len(_encoded(last))
    kept = []
    for line in lines:
        room -= len(_encoded(line))
        if room < 0:
            break
        kept.append(line)
    return "".join((*kept, last)) if kept else ""


def _encoded(text: str) -> str:
    return quote(text, safe="")


def _split(remote: str) -> SplitResult | None:
    """The parts of a URL, the scp-like form being one of ssh; `None` for a path."""
    text = remote.strip()
    scheme, separator, rest = text.partition("://")
    try:
        if separator:
            return urlsplit(f"{scheme.lower()}://{rest}")
        where, separator, path = _scp_like(text)
        return urlsplit(f"ssh://{where}/{path.lstrip('/')}") if separator else None
    except ValueError:
        return None


def _scp_like(text: str) -> tuple[str, str, str]:
    """Host, «:» and path, as git tells them: no slash before the colon, and no drive letter."""
    if text.startswith("[") or "@[" in text.partition("/")[0]:
        where, separator, path = text.partition("]:")
        return (f"{where}]", separator, path)
    where, separator, path = text.partition(":")
    if "/" in where or "\\" in where or len(where) < 2 or path.startswith(":"):
        return (text, "", "")
    return (where, separator, path)
