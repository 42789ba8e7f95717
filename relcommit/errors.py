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


@dataclass(eq=False)
class NeedsYes(WrongUsage):
    """There is nobody to ask, and nobody said `--yes`."""


@dataclass(eq=False)
class FolderNotEmpty(WrongUsage):
    """A folder that has to be new holds something."""

    folder: str


# plan: families Unreadable and WrongUsage


@dataclass(eq=False)
class EmptyPlan(Unreadable):
    """There is nothing in the plan but white space."""

    file: str


@dataclass(eq=False)
class PlanExists(WrongUsage):
    """`plan new` never overwrites."""

    file: str


@dataclass(eq=False)
class PlanNeeds(WrongUsage):
    """A value that `plan new` needs and nobody can be asked for, or that cannot be written so that it reads back."""

    field: str
    value: str | None = None


@dataclass(eq=False)
class PlanLacks(Unreadable):
    """The plan recommends no branch, or no commit message."""

    file: str
    field: Literal["branch", "commit.header"]


@dataclass(eq=False)
class BranchNameRefused(Unreadable):
    """A branch name that git or the house's alphabet does not take."""

    file: str
    line: int | None
    branch: str
    alphabet: str


@dataclass(eq=False)
class HeaderRefused(Unreadable):
    """The recommended commit breaks the rules; `complaints` are sentences, each with its fix."""

    file: str
    line: int | None
    header: str
    complaints: tuple[str, ...]


@dataclass(eq=False)
class PlanMissing(Unreadable):
    """The plan cannot be opened; `why` is the system's reason."""

    file: str
    why: str


@dataclass(eq=False)
class PlanNotText(Unreadable):
    """The plan is not text in UTF-8; `line` is the first that is not."""

    file: str
    line: int | None


@dataclass(eq=False)
class PlanOutside(Unreadable):
    """The plan is not inside the repository."""

    file: str
    root: str


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


@dataclass(eq=False)
class GitMissing(NotInState):
    """There is no `git` on the PATH."""


@dataclass(eq=False)
class NoRepository(NotInState):
    """The folder belongs to no repository, or git will not say; `why` is git's own sentence."""

    folder: str
    why: str


@dataclass(eq=False)
class BareRepository(NotInState):
    """The repository has no working tree."""

    folder: str


@dataclass(eq=False)
class GitFailed(NotInState):
    """A git command refused; `why` is what it printed."""

    command: str
    code: int
    why: str


@dataclass(eq=False)
class UnbornBranch(NotInState):
    """The repository has no commit yet."""


@dataclass(eq=False)
class DetachedHead(NotInState):
    """HEAD is on no branch."""


@dataclass(eq=False)
class OperationInProgress(NotInState):
    """A merge, a rebase or the like is unfinished."""

    operation: Literal["merge", "rebase", "cherry-pick", "revert", "bisect"]


@dataclass(eq=False)
class Unmerged(NotInState):
    """Some files have conflicts."""

    paths: tuple[str, ...]


@dataclass(eq=False)
class NoIdentity(NotInState):
    """git does not know who commits."""


@dataclass(eq=False)
class RemoteMissing(NotInState):
    """There is no remote of this name."""

    remote: str


@dataclass(eq=False)
class BaseBranchMissing(NotInState):
    """The base branch is neither here nor on the remote."""

    branch: str


@dataclass(eq=False)
class BaseNotOnRemote(NotInState):
    """The base branch is here and not on the remote, so that no pull request can go there."""

    remote: str
    branch: str


@dataclass(eq=False)
class ProtectedBranch(NotInState):
    """The recommended branch is one that nobody commits to directly."""

    branch: str


@dataclass(eq=False)
class BranchHasOtherWork(NotInState):
    """The branch holds commits that no plan of ours made; `commits` are their headers, newest first."""

    branch: str
    commits: tuple[str, ...]


@dataclass(eq=False)
class BranchMoved(NotInState):
    """A branch no longer stands where it stood."""

    branch: str
    expected: str | None
    found: str | None


@dataclass(eq=False)
class SwitchRefused(NotInState):
    """git will not switch branches; `why` is what it printed."""

    branch: str
    why: str


@dataclass(eq=False)
class ChangesInTheWay(NotInState):
    """Files with changes differ between the branch in hand and the one to start from."""

    base: str
    paths: tuple[str, ...]


@dataclass(eq=False)
class ForeignChanges(NotInState):
    """Files outside the plan's pathspecs need an edit and have changes of their own."""

    paths: tuple[str, ...]


@dataclass(eq=False)
class NothingToCommit(NotInState):
    """The plan's pathspecs hold no change."""

    pathspecs: tuple[str, ...]


@dataclass(eq=False)
class CommitRefused(NotInState):
    """git, a hook or the signature stopped the commit; `why` is what was printed."""

    why: str


@dataclass(eq=False)
class FileChanged(NotInState):
    """A file is neither as it was found nor as it should be."""

    path: str


@dataclass(eq=False)
class LockHeld(NotInState):
    """Another run holds the journal; `owner` is its process id."""

    owner: str


@dataclass(eq=False)
class RunPending(NotInState):
    """An earlier run stopped midway."""

    run: str
    command: str


@dataclass(eq=False)
class NoRun(NotInState):
    """There is no run to continue, undo or discard."""

    command: str


@dataclass(eq=False)
class UnknownStep(NotInState):
    """The journal holds a step that this version does not know."""

    name: str


@dataclass(eq=False)
class RemoteMoved(Refused):
    """Somebody pushed to the branch since it was last seen."""

    remote: str
    branch: str


@dataclass(eq=False)
class RemoteRefused(Refused):
    """The remote cannot be reached or said no; `why` is what was printed."""

    remote: str
    why: str


# docs


@dataclass(eq=False)
class DestinationOccupied(NotInState):
    """A document would land on a file that stands there already, under this name or one that only looks different."""

    source: str
    to: str
    holder: str


@dataclass(eq=False)
class SameDestination(NotInState):
    """Two documents would land on one place."""

    first: str
    second: str
    to: str


@dataclass(eq=False)
class ListedTwice(WrongUsage):
    """Two lines decide differently about one document; `file` holds both."""

    file: str
    path: str
    first: int
    second: int


@dataclass(eq=False)
class LinkInTheWay(NotInState):
    """A folder of the path is a symbolic link."""

    path: str
    link: str


@dataclass(eq=False)
class SubmoduleInTheWay(NotInState):
    """A folder of the path belongs to another repository."""

    path: str
    submodule: str


@dataclass(eq=False)
class OutsideRepository(WrongUsage):
    """A path leads out of the repository; `place` is the file and line that say it."""

    path: str
    place: str


@dataclass(eq=False)
class WouldBreak(NotInState):
    """A reference that works today could not be rewritten so that it still does."""

    file: str
    line: int
    target: str


# commits


@dataclass(eq=False)
class MessageMissing(WrongUsage):
    """The file of a message cannot be read or written; `why` is the system's reason."""

    file: str
    why: str


@dataclass(eq=False)
class NothingToCheck(WrongUsage):
    """`check` was given no door, or `--fix` no file."""

    fixing: bool


@dataclass(eq=False)
class NoSuchCode(WrongUsage):
    """`--explain` of a code that no finding has; `nearest` looks most like it."""

    code: str
    nearest: str | None


@dataclass(eq=False)
class RangeUnknown(NotInState):
    """Git does not know a revision of the range; `why` is its own sentence."""

    range: str
    why: str
    shallow: bool


@dataclass(eq=False)
class RangeCut(NotInState):
    """A shallow clone: at `edge` the history that it holds ends, inside the range, after `known` commits."""

    range: str
    edge: str
    known: int


@dataclass(eq=False)
class CommitsMissing(Refused):
    """The forge listed fewer commits than it says that there are: nothing is judged by halves."""

    listed: int
    total: int


@dataclass(eq=False)
class PullRequestNotHere(WrongUsage):
    """Pull requests are read from GitHub; `reason` is why that is not possible here."""

    reason: Literal["local", "no-token"]


# forge: family Refused


class ForgeRefused(Refused):
    """The forge, or the way to it, said no; the token is in none of these."""


@dataclass(eq=False)
class BadToken(ForgeRefused):
    """The forge does not know the token (401); `source` is where it was found."""

    host: str
    source: str


@dataclass(eq=False)
class TokenUnusable(ForgeRefused):
    """The token found at `source` cannot travel in a header: it holds blanks or foreign characters."""

    source: str


@dataclass(eq=False)
class InsecureApi(ForgeRefused):
    """The API's address would carry the token unencrypted to another machine."""

    address: str


@dataclass(eq=False)
class Forbidden(ForgeRefused):
    """The token is known but may not do this (403).

    `said` is the forge's own sentence, `needs` the permission it asks for («pull_requests=write»), and `sso`
    the address where an organisation's single sign-on authorises the token; empty where it names none.
    """

    repository: str
    said: str
    needs: str = ""
    sso: str = ""


@dataclass(eq=False)
class RateLimited(ForgeRefused):
    """Too many requests; `until` is when the forge listens again, where it says so."""

    host: str
    until: datetime | None


@dataclass(eq=False)
class RepositoryNotFound(ForgeRefused):
    """There is no such repository, or the token may not know of it (404)."""

    repository: str
    host: str


@dataclass(eq=False)
class TokenMissing(ForgeRefused):
    """A pull request has to change and no token was found."""


@dataclass(eq=False)
class PullRequestNotFound(ForgeRefused):
    """The repository has no pull request of this number."""

    repository: str
    number: int


@dataclass(eq=False)
class PullRequestUnreadable(ForgeRefused):
    """A pull request of the local forge whose file has lost its front matter."""

    file: str


@dataclass(eq=False)
class NothingToMerge(ForgeRefused):
    """The forge sees no commits of `head` that `base` lacks."""

    head: str
    base: str


@dataclass(eq=False)
class BranchNotOnForge(ForgeRefused):
    """The forge has no such branch."""

    repository: str
    branch: str


@dataclass(eq=False)
class BodyTooLong(ForgeRefused):
    """The forge takes no body of this many characters."""

    length: int


@dataclass(eq=False)
class Invalid(ForgeRefused):
    """The forge understood and will not do it (422), for reasons of its own.

    `faults` are the field and the code of each thing it found wrong, where it names them.
    """

    repository: str
    said: str
    faults: tuple[tuple[str, str], ...] = ()


@dataclass(eq=False)
class ServerTrouble(ForgeRefused):
    """The forge failed (5xx), or answered what no forge answers."""

    host: str
    status: int


@dataclass(eq=False)
class Unreachable(ForgeRefused):
    """No answer came: the name is unknown, nobody listens, the line was cut, or the certificate is wrong."""

    host: str
    why: Literal["name", "refused", "cut", "certificate", "proxy"]


@dataclass(eq=False)
class TimedOut(ForgeRefused):
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
