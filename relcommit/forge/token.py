"""Find the token of a host, keep it to that host, and hide it from every text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from relcommit.errors.forge import TokenUnusable
from relcommit.forge.address import GITHUB, Address, is_loopback, place

Source = Literal["GH_TOKEN", "GITHUB_TOKEN", "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN", "gh", "git"]

ASK_SECONDS = 5
"""How long gh and git's credential helpers may take."""

_PUBLIC: tuple[Source, ...] = ("GH_TOKEN", "GITHUB_TOKEN")
_ENTERPRISE: tuple[Source, ...] = ("GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN")


@dataclass(frozen=True, slots=True)
class Token:
    """A secret, where it was found, and the only host that may see it."""

    value: str = field(repr=False)
    source: Source
    host: str
    port: int | None = None
    """Where the host listens, if not at the usual port."""

    def __str__(self) -> str:
        return repr(self)


def find_token(
    host: str, environ: Mapping[str, str], *, port: int | None = None, folder: Path | None = None
) -> Token | None:
    """The first token that fits: the environment's, gh's, or the one that git's credential helper keeps.

    Nothing is ever asked of the user. `folder` is where git looks for its settings. Raises TokenUnusable.
    """
    for source in sources(host, environ):
        if value := environ.get(source, "").strip():
            return _usable(Token(value, source, host, port))
    if value := _ask_gh(host, environ):
        return _usable(Token(value, "gh", host, port))
    if value := _ask_git(host, port, environ, folder):
        return _usable(Token(value, "git", host, port))
    return None


def sources(host: str, environ: Mapping[str, str]) -> tuple[Source, ...]:
    """Which variables of the environment may speak to this host.

    What goes to the machine itself leaves no machine, so that a server for tests on a loopback address may
    see any of them. In GitHub Actions, `GITHUB_TOKEN` belongs to the server that runs the workflow.
    """
    if host == GITHUB:
        return _PUBLIC
    if is_loopback(host):
        return (*_ENTERPRISE, *_PUBLIC)
    if environ.get("GITHUB_ACTIONS") == "true" and environ.get("GITHUB_SERVER_URL") == f"https://{host}":
        return (*_ENTERPRISE, "GITHUB_TOKEN")
    return _ENTERPRISE


def may_see(token: Token, address: Address) -> bool:
    """Whether a push to this address may carry the token: its own host, and no line that others can read."""
    if address.host != token.host or address.scheme not in ("http", "https"):
        return False
    return is_loopback(address.host) or (address.scheme == "https" and address.port in (None, 443, token.port))


def git_environment(token: Token, address: Address, environ: Mapping[str, str]) -> dict[str, str]:
    """Variables that let one git process log in at this address, with no trace in arguments or files.

    An empty header first drops those of the user's own settings: GitHub refuses a request that has two.
    """
    if not may_see(token, address):
        return {}
    key = f"http.{address.scheme}://{place(address.host, address.port)}/.extraHeader"
    header = f"Authorization: Basic {_base64(f'x-access-token:{token.value}')}"
    count = int(environ.get("GIT_CONFIG_COUNT") or 0)
    return {
        "GIT_CONFIG_COUNT": str(count + 2),
        f"GIT_CONFIG_KEY_{count}": key,
        f"GIT_CONFIG_VALUE_{count}": "",
        f"GIT_CONFIG_KEY_{count + 1}": key,
        f"GIT_CONFIG_VALUE_{count + 1}": header,
    }


def redactor(*tokens: Token | None) -> Callable[[str], str]:
    """A filter that hides these tokens, written as they are, percent-encoded or in base64, from any text."""
    shapes = sorted({shape for token in tokens if token for shape in _shapes(token.value)}, key=len, reverse=True)

    def hide(text: str) -> str:
        for shape in shapes:
            text = text.replace(shape, "***")
        return text

    return hide


def _shapes(value: str) -> set[str]:
    from urllib.parse import quote

    encoded = quote(value, safe="")
    percent = {encoded, encoded.lower()} if encoded != value else set()
    return {value} | percent | _base64_shapes(value)


def _base64_shapes(value: str) -> set[str]:
    """What any base64 text that holds the value has to hold, for each of the three places it can start at."""
    shapes = set()
    for before in range(3):
        start, end = -(-before * 4 // 3), (before + len(value.encode())) * 4 // 3
        text = _base64("\0" * before + value)[start:end]
        shapes |= {text, text.replace("+", "-").replace("/", "_")}
    return {shape for shape in shapes if len(shape) >= 8}


def _base64(text: str) -> str:
    from base64 import b64encode

    return b64encode(text.encode()).decode()


def _usable(token: Token) -> Token:
    if not (token.value.isascii() and token.value.isprintable() and " " not in token.value):
        raise TokenUnusable(token.source)
    return token


def _ask_gh(host: str, environ: Mapping[str, str]) -> str:
    from shutil import which

    program = which("gh", path=environ.get("PATH"))
    return _ask([program, "auth", "token", "--hostname", host], environ).strip() if program else ""


def _ask_git(host: str, port: int | None, environ: Mapping[str, str], folder: Path | None) -> str:
    """The password that a credential helper has for this host; without askpass and terminal it never asks."""
    silent = {"GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "", "GCM_INTERACTIVE": "never"}
    scheme = "http" if is_loopback(host) else "https"
    question = f"protocol={scheme}\nhost={place(host, port)}\n\n"
    answer = _ask(["git", "credential", "fill"], {**environ, **silent}, question, folder)
    fields = dict(line.split("=", 1) for line in answer.splitlines() if "=" in line)
    return fields.get("password", "")


def _ask(argv: list[str], environ: Mapping[str, str], question: str = "", folder: Path | None = None) -> str:
    """What a program answers, or nothing where it fails, is missing, or takes too long."""
    from subprocess import DEVNULL, PIPE, SubprocessError, run

    try:
        done = run(
            argv, input=question, stdout=PIPE, stderr=DEVNULL, env=dict(environ), cwd=folder,
            text=True, encoding="utf-8", errors="replace", timeout=ASK_SECONDS, check=True,
        )  # fmt: skip
    except (OSError, SubprocessError):
        return ""
    return done.stdout
