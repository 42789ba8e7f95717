"""Find the token of a host, keep it to that host, and hide it from every text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from relcommit.errors.forge import TokenUnusable, TokenWithheld
from relcommit.forge.address import GITHUB, Address, is_loopback, place
from relcommit.names import TOKEN_VARIABLES

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


def without_tokens(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment as children may have it."""
    return {name: value for name, value in environ.items() if name not in TOKEN_VARIABLES}


def find_token(
    host: str, environ: Mapping[str, str], *, port: int | None = None, folder: Path | None = None
) -> Token | None:
    """The first token that fits: the environment's, gh's, or the one that git's credential helper keeps.

    Nothing is ever asked of the user. `folder` is where git looks for its settings. Raises TokenUnusable, and
    TokenWithheld where there is only one that was given for another host.
    """
    for source in sources(host, environ, port):
        if value := environ.get(source, "").strip():
            return _usable(Token(value, source, host, port))
    known = _known_elsewhere(host, port, environ, folder)
    given = next((name for name in (*_PUBLIC, *_ENTERPRISE) if environ.get(name, "").strip()), None)
    if known is not None:
        enterprise = next((name for name in _ENTERPRISE if environ.get(name, "").strip()), None)
        mine = enterprise if enterprise and not is_public(host) else None
        return _usable(Token(environ[mine].strip(), mine, host, port) if mine else known)
    if given is not None and not is_public(host):
        raise TokenWithheld(host, given)
    return None


def _known_elsewhere(host: str, port: int | None, environ: Mapping[str, str], folder: Path | None) -> Token | None:
    """What gh, or git's credential helper, keeps for this host by itself."""
    if value := _ask_gh(host, environ):
        return Token(value, "gh", host, port)
    if value := _ask_git(host, port, environ, folder):
        return Token(value, "git", host, port)
    return None


def is_public(host: str) -> bool:
    """Whether it is github.com itself."""
    return host == GITHUB


def sources(host: str, environ: Mapping[str, str], port: int | None = None) -> tuple[Source, ...]:
    """Which variables of the environment were given for this host.

    The public ones for github.com, those of companies for the host that `GH_HOST` names, and in GitHub Actions
    `GITHUB_TOKEN` for the server that runs the workflow. What a repository's settings say decides nothing here, and a
    loopback address is a host like any other: anybody may listen there.
    """
    if is_public(host):
        return _PUBLIC
    named = environ.get("GH_HOST", "").strip().lower() in (host, place(host, port))
    runs = environ.get("GITHUB_ACTIONS") == "true" and environ.get("GITHUB_SERVER_URL", "").rstrip("/") in (
        f"https://{place(host, port)}", f"https://{host}",
    )  # fmt: skip
    return (*(_ENTERPRISE if named else ()), *(("GITHUB_TOKEN",) if runs else ()))


def may_see(token: Token, address: Address) -> bool:
    """Whether a push to this address may carry the token: its own host, and no line that others can read."""
    if address.host != token.host or address.scheme not in ("http", "https"):
        return False
    return is_loopback(address.host) or (address.scheme == "https" and address.port in (None, 443, token.port))


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
            argv, input=question, stdout=PIPE, stderr=DEVNULL, env=without_tokens(environ), cwd=folder,
            text=True, encoding="utf-8", errors="replace", timeout=ASK_SECONDS, check=True,
        )  # fmt: skip
    except (OSError, SubprocessError):
        return ""
    return done.stdout
