"""What the forge, or the way to it, refuses; no token is in any of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Literal

from relcommit.errors.base import NotInState, Refused

Access = Literal["read", "write"]


class ForgeRefused(Refused):
    """The forge, or the way to it, said no; the token is in none of these."""


class BadToken(ForgeRefused):
    """The forge does not know the token (401); `source` is where it was found."""

    host: str
    source: str


class TokenUnusable(ForgeRefused):
    """The token found at `source` cannot travel in a header: it holds blanks or foreign characters."""

    source: str


class InsecureApi(ForgeRefused):
    """The API's address would carry the token unencrypted to another machine."""

    address: str


class Forbidden(ForgeRefused):
    """The token is known but may not do this (403).

    `said` is the forge's own sentence, `needs` the permission it asks for («pull_requests=write»), and `sso`
    the address where an organisation's single sign-on authorises the token; empty where it names none. `access` is
    what was being done, and `about` what GitHub calls the permission for it («Checks»), where that is known.
    """

    repository: str
    said: str
    needs: str = ""
    sso: str = ""
    access: Access = "write"
    about: str = ""


class RateLimited(ForgeRefused):
    """Too many requests; `until` is when the forge listens again, where it says so."""

    host: str
    until: datetime | None


class RepositoryNotFound(ForgeRefused):
    """There is no such repository, or the token may not know of it (404)."""

    repository: str
    host: str


class TokenMissing(ForgeRefused):
    """A pull request has to change and no token was found."""


class PullRequestNotFound(ForgeRefused):
    """The repository has no pull request of this number."""

    repository: str
    number: int


class PullRequestUnreadable(ForgeRefused):
    """A pull request of the local forge whose file has lost its front matter."""

    file: str


class NothingToMerge(ForgeRefused):
    """The forge sees no commits of `head` that `base` lacks."""

    head: str
    base: str


class BranchNotOnForge(ForgeRefused):
    """The forge has no such branch."""

    repository: str
    branch: str


class BodyTooLong(ForgeRefused):
    """The forge takes no body of this many characters."""

    length: int


class Invalid(ForgeRefused):
    """The forge understood and will not do it (422), for reasons of its own.

    `faults` are the field and the code of each thing it found wrong, where it names them.
    """

    repository: str
    said: str
    faults: tuple[tuple[str, str], ...] = ()


class ServerTrouble(ForgeRefused):
    """The forge failed (5xx), or answered what no forge answers."""

    host: str
    status: int


class StrangeAnswer(ForgeRefused):
    """The forge answered, and not with what `asked` gives; `seen` is the part it lacks, or what it said instead."""

    repository: str
    asked: str
    seen: str


class Unreachable(ForgeRefused):
    """No answer came: the name is unknown, nobody listens, the line was cut, or the certificate is wrong."""

    host: str
    why: Literal["name", "refused", "cut", "certificate", "proxy"]


class TimedOut(ForgeRefused):
    """No answer came within this many seconds."""

    host: str
    seconds: int


class CredentialsInAddress(NotInState):
    """The remote's address carries a password or a token; `address` is the same without them."""

    address: str


class RepositoryUnclear(NotInState):
    """GitHub was asked for, and neither the remote's address nor the settings say which repository."""

    address: str


@contextmanager
def answer_of(repository: str, asked: str) -> Iterator[None]:
    """Inside, an answer without the parts that GitHub's own have is StrangeAnswer: a proxy's, or a broken server's."""
    try:
        yield
    except KeyError as missing:
        raise StrangeAnswer(repository, asked, str(missing.args[0])) from missing
    except (AttributeError, IndexError, TypeError, ValueError) as other:
        raise StrangeAnswer(repository, asked, "") from other
