"""What can go wrong, as facts. `text/es/errors.py` finds the words; the family decides the exit code."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal




class RelcommitError(Exception):
    """Anything that relcommit itself reports. Never frozen: Python writes to exceptions while they travel."""

    exit_code: ClassVar[int] = 70


class WrongUsage(RelcommitError):
    """The command was called in a way that cannot be right."""

    exit_code = 2


class Unreadable(RelcommitError):
    """A plan or the settings cannot be read."""

    exit_code = 3


class NotInState(RelcommitError):
    """The repository is not in a state to do it."""

    exit_code = 4


class Refused(RelcommitError):
    """The forge or the network said no."""

    exit_code = 5


class Midway(RelcommitError):
    """Stopped with work done; the run can continue or be undone."""

    exit_code = 6


# plan: families Unreadable and WrongUsage


# settings


@dataclass(eq=False)
class SettingsNotToml(Unreadable):
    """The settings are not TOML; `why` is the parser's own sentence."""

    file: str
    line: int | None
    why: str


@dataclass(eq=False)
class UnknownSetting(Unreadable):
    """A key that no setting has; `nearest` is the known key that looks most like it."""

    file: str
    line: int | None
    key: str
    nearest: str | None


@dataclass(eq=False)
class WrongSetting(Unreadable):
    """A known key with a value of another kind; `expected` names the kind that fits."""

    file: str
    line: int | None
    key: str
    expected: str


@dataclass(eq=False)
class TemplateFailed(Unreadable):
    """A template cannot be filled in; `why` is what Jinja says."""

    name: str
    line: int | None
    why: str


# repository: family NotInState


# docs


# commits


# forge: family Refused


@dataclass(eq=False)
class BadToken(Refused):
    """The forge does not know the token (401); `source` is where it was found."""

    host: str
    source: str


@dataclass(eq=False)
class TokenUnusable(Refused):
    """The token found at `source` cannot travel in a header: it holds blanks or foreign characters."""

    source: str


@dataclass(eq=False)
class InsecureApi(Refused):
    """The API's address would carry the token unencrypted to another machine."""

    address: str


@dataclass(eq=False)
class Forbidden(Refused):
    """The token is known but may not do this (403).

    `said` is the forge's own sentence, `needs` the permission it asks for («pull_requests=write»), and `sso`
    the address where an organisation's single sign-on authorises the token; empty where it names none.
    """

    repository: str
    said: str
    needs: str = ""
    sso: str = ""


@dataclass(eq=False)
class RateLimited(Refused):
    """Too many requests; `until` is when the forge listens again, where it says so."""

    host: str
    until: datetime | None


@dataclass(eq=False)
class RepositoryNotFound(Refused):
    """There is no such repository, or the token may not know of it (404)."""

    repository: str
    host: str


@dataclass(eq=False)
class PullRequestNotFound(Refused):
    """The repository has no pull request of this number."""

    repository: str
    number: int


@dataclass(eq=False)
class PullRequestUnreadable(Refused):
    """A pull request of the local forge whose file has lost its front matter."""

    file: str


@dataclass(eq=False)
class NothingToMerge(Refused):
    """The forge sees no commits of `head` that `base` lacks."""

    head: str
    base: str


@dataclass(eq=False)
class BranchNotOnForge(Refused):
    """The forge has no such branch."""

    repository: str
    branch: str


@dataclass(eq=False)
class BodyTooLong(Refused):
    """The forge takes no body of this many characters."""

    length: int


@dataclass(eq=False)
class Invalid(Refused):
    """The forge understood and will not do it (422), for reasons of its own."""

    repository: str
    said: str


@dataclass(eq=False)
class ServerTrouble(Refused):
    """The forge failed (5xx), or answered what no forge answers."""

    host: str
    status: int


@dataclass(eq=False)
class Unreachable(Refused):
    """No answer came: the name is unknown, nobody listens, the line was cut, or the certificate is wrong."""

    host: str
    why: Literal["name", "refused", "cut", "certificate", "proxy"]


@dataclass(eq=False)
class TimedOut(Refused):
    """No answer came within this many seconds."""

    host: str
    seconds: int


@dataclass(eq=False)
class CredentialsInAddress(NotInState):
    """The remote's address carries a password or a token; `address` is the same without them."""

    address: str


@dataclass(eq=False)
class RepositoryUnclear(NotInState):
    """GitHub was asked for, and neither the remote's address nor the settings say which repository."""

    address: str


# checklist
