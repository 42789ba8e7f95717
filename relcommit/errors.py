"""What can go wrong, as facts. `text/es/errors.py` finds the words; the family decides the exit code."""

from datetime import datetime
from typing import ClassVar, Literal, dataclass_transform


@dataclass_transform(eq_default=False)
class RelcommitError(Exception):
    """Anything that relcommit itself reports; the annotated names of a subclass are its facts.

    Not `dataclasses`: they cost each start a tenth of a millisecond an error, and nobody meets all of them.
    Never frozen: Python writes to exceptions while they travel.
    """

    exit_code: ClassVar[int] = 70
    __match_args__: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        """Note the facts in order, as `match` and the constructor take them."""
        facts = (*cls.__match_args__, *cls.__dict__.get("__annotations__", ()))  # noqa: RUF063 - inspect is slow to import
        cls.__match_args__ = facts  # type: ignore[misc]

    def __init__(self, *facts: object, **named: object) -> None:
        """Raises TypeError for a fact too many, and for one that is missing and has no default."""
        given = dict(zip(self.__match_args__, facts, strict=False)) | named
        unknown = given.keys() - set(self.__match_args__)
        missing = [name for name in self.__match_args__ if name not in given and not hasattr(type(self), name)]
        if len(facts) > len(self.__match_args__) or unknown or missing:
            raise TypeError(f"{type(self).__name__}: {self.__match_args__} = {facts} {named}")
        super().__init__(*given.values())
        self.__dict__.update(given)


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


class CheckFailed(RelcommitError):
    """What is about to be published does not hold."""

    exit_code = 1


class Midway(RelcommitError):
    """Stopped with work done; the run can continue or be undone."""

    exit_code = 6


class NeedsYes(WrongUsage):
    """There is nobody to ask, and nobody said `--yes`."""


class FolderNotEmpty(WrongUsage):
    """A folder that has to be new holds something."""

    folder: str


class StoppedMidway(Midway):
    """A step could not be taken after others had been; `cause` is what stopped it."""

    cause: RelcommitError


# plan: families Unreadable and WrongUsage


class EmptyPlan(Unreadable):
    """There is nothing in the plan but white space."""

    file: str


class PlanExists(WrongUsage):
    """`plan new` never overwrites."""

    file: str


class PlanNotWritten(WrongUsage):
    """The new plan's file cannot be written; `why` is the system's reason."""

    file: str
    why: str


class PlanNeeds(WrongUsage):
    """A value that `plan new` needs and nobody can be asked for, or that cannot be written so that it reads back."""

    field: str
    value: str | None = None


class PlanLacks(Unreadable):
    """The plan recommends no branch, or no commit message."""

    file: str
    field: Literal["branch", "commit.header"]


class BranchNameRefused(Unreadable):
    """A branch name that git or the house's alphabet does not take."""

    file: str
    line: int | None
    branch: str
    alphabet: str


class HeaderRefused(Unreadable):
    """The recommended commit breaks the rules; `complaints` are sentences, each with its fix."""

    file: str
    line: int | None
    header: str
    complaints: tuple[str, ...]


class PlanMissing(Unreadable):
    """The plan cannot be opened; `number` is the system's reason (errno(3))."""

    file: str
    number: int


class PlanNotText(Unreadable):
    """The plan is not text in UTF-8; `line` is the first that is not."""

    file: str
    line: int | None


class PlanOutside(Unreadable):
    """The plan is not inside the repository."""

    file: str
    root: str


# settings


class SettingsNotToml(Unreadable):
    """The settings are not TOML; `text` is the line that is not, `None` where it is not even UTF-8."""

    file: str
    line: int
    text: str | None


class UnknownSetting(Unreadable):
    """A key that no setting has; `nearest` is the known key that looks most like it."""

    file: str
    line: int | None
    key: str
    nearest: str | None


class WrongSetting(Unreadable):
    """A known key with a value of another kind; `expected` names the kind that fits."""

    file: str
    line: int | None
    key: str
    expected: str


class TemplateFailed(Unreadable):
    """A template cannot be filled in; `why` is what Jinja says."""

    name: str
    line: int | None
    why: str


# repository: family NotInState


class GitMissing(NotInState):
    """There is no `git` on the PATH."""


class NoRepository(NotInState):
    """The folder belongs to no repository, or git will not say; `why` is git's own sentence."""

    folder: str
    why: str


class BareRepository(NotInState):
    """The repository has no working tree."""

    folder: str


class GitFailed(NotInState):
    """A git command refused; `why` is what it printed."""

    command: str
    code: int
    why: str


class UnbornBranch(NotInState):
    """The repository has no commit yet."""


class DetachedHead(NotInState):
    """HEAD is on no branch."""


class OperationInProgress(NotInState):
    """A merge, a rebase or the like is unfinished."""

    operation: Literal["merge", "rebase", "cherry-pick", "revert", "bisect"]


class Unmerged(NotInState):
    """Some files have conflicts."""

    paths: tuple[str, ...]


class IndexLocked(NotInState):
    """Another git process holds the index, or one that died left its lock."""

    file: str


class NoIdentity(NotInState):
    """git does not know who commits."""


class RemoteMissing(NotInState):
    """There is no remote of this name."""

    remote: str


class BaseBranchMissing(NotInState):
    """The base branch is neither here nor on the remote."""

    branch: str


class BaseNotOnRemote(NotInState):
    """The base branch is here and not on the remote, so that no pull request can go there."""

    remote: str
    branch: str


class ProtectedBranch(NotInState):
    """The recommended branch is one that nobody commits to directly."""

    branch: str


class BranchHasOtherWork(NotInState):
    """The branch holds commits that no plan of ours made; `commits` are their headers, newest first."""

    branch: str
    commits: tuple[str, ...]


class BranchNameTaken(NotInState):
    """Git keeps branches as files: `docs` and `docs/x` cannot both exist."""

    branch: str
    other: str


class NotOnBranch(NotInState):
    """Files can only be taken back on the branch where they were changed."""

    branch: str


class BranchMoved(NotInState):
    """A branch no longer stands where it stood."""

    branch: str
    expected: str | None
    found: str | None


class SwitchRefused(NotInState):
    """git will not switch branches; `why` is what it printed."""

    branch: str
    why: str


class ChangesInTheWay(NotInState):
    """Files with changes differ between the branch in hand and the one to start from."""

    base: str
    paths: tuple[str, ...]


class ForeignChanges(NotInState):
    """Files outside the plan's pathspecs need an edit and have changes of their own."""

    paths: tuple[str, ...]


class NothingToCommit(NotInState):
    """The plan's pathspecs hold no change."""

    pathspecs: tuple[str, ...]


class CommitRefused(NotInState):
    """git, a hook or the signature stopped the commit; `why` is what was printed."""

    why: str


class SecretsFound(CheckFailed):
    """What is about to be published holds secrets; `places` are sentences without them."""

    places: tuple[str, ...]


class FileChanged(NotInState):
    """A file is neither as it was found nor as it should be."""

    path: str


class LockHeld(NotInState):
    """Another run holds the journal; `owner` is its process id."""

    owner: str


class RunPending(NotInState):
    """An earlier run stopped midway."""

    run: str
    command: str


class NoRun(NotInState):
    """There is no run to continue, undo or discard."""

    command: str


class UnknownStep(NotInState):
    """The journal holds a step that this version does not know."""

    name: str


class RemoteMoved(Refused):
    """Somebody pushed to the branch since it was last seen."""

    remote: str
    branch: str


class RemoteRefused(Refused):
    """The remote cannot be reached or said no; `why` is what was printed."""

    remote: str
    why: str


# docs


class DestinationOccupied(NotInState):
    """A document would land on a file that stands there already, under this name or one that only looks different."""

    source: str
    to: str
    holder: str


class SameDestination(NotInState):
    """Two documents would land on one place."""

    first: str
    second: str
    to: str


class ListedTwice(WrongUsage):
    """Two lines decide differently about one document; `file` holds both."""

    file: str
    path: str
    first: int
    second: int


class ListedMissing(WrongUsage):
    """A list names a document that is not there."""

    file: str
    line: int
    path: str


class ListUnreadable(Unreadable):
    """A line of a list that is neither a document nor a comment."""

    file: str
    line: int
    text: str


class ListNotFound(Unreadable):
    """The list is not there, or is not UTF-8 text."""

    file: str


class IgnoredDestination(NotInState):
    """A document would land where git does not look."""

    source: str
    to: str


class ChangesUnderWay(NotInState):
    """Files whose references have to change hold other changes that nobody has committed."""

    paths: tuple[str, ...]


class RevisionUnknown(WrongUsage):
    """Git knows no commit of that name."""

    revision: str


class DocumentNotThere(WrongUsage):
    """A document that the user names is not in the repository."""

    path: str


class PlaceTaken(WrongUsage):
    """A list would replace a file that is no list."""

    path: str


class LinkInTheWay(NotInState):
    """A folder of the path is a symbolic link."""

    path: str
    link: str


class SubmoduleInTheWay(NotInState):
    """A folder of the path belongs to another repository."""

    path: str
    submodule: str


class OutsideRepository(WrongUsage):
    """A path leads out of the repository; `place` is the file and line that say it."""

    path: str
    place: str


class WouldBreak(NotInState):
    """A reference that works today could not be rewritten so that it still does."""

    file: str
    line: int
    target: str


# commits


class MessageMissing(WrongUsage):
    """The file of a message cannot be read or written; `why` is the system's reason."""

    file: str
    why: str


class NothingToCheck(WrongUsage):
    """`check` was given no door, or `--fix` no file."""

    fixing: bool


class NoSuchCode(WrongUsage):
    """`--explain` of a code that no finding has; `nearest` looks most like it."""

    code: str
    nearest: str | None


class RangeUnknown(NotInState):
    """Git does not know a revision of the range; `why` is its own sentence."""

    range: str
    why: str
    shallow: bool


class RangeCut(NotInState):
    """A shallow clone: at `edge` the history that it holds ends, inside the range, after `known` commits."""

    range: str
    edge: str
    known: int


class CommitsMissing(Refused):
    """The forge listed fewer commits than it says that there are: nothing is judged by halves."""

    listed: int
    total: int


class EventUnreadable(WrongUsage):
    """The runner's event cannot be read, or lacks what its name promises."""

    name: str
    file: str


class SettingsOutOfReach(NotInState):
    """Neither the clone nor a token gives the settings of the base branch."""

    commit: str


class PullRequestNotHere(WrongUsage):
    """Pull requests are read from GitHub; `reason` is why that is not possible here."""

    reason: Literal["local", "no-token"]


# forge: family Refused


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
    the address where an organisation's single sign-on authorises the token; empty where it names none.
    """

    repository: str
    said: str
    needs: str = ""
    sso: str = ""


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


# checklist


class RequiredPlanMissing(Unreadable):
    """The plan that the settings name stands neither on the base branch nor at the head."""

    file: str


class GatesFailed(CheckFailed):
    """Exit criteria that the evidence at hand says do not hold; `places` are sentences, `first` is one's id."""

    places: tuple[str, ...]
    first: str


class ReasonMissing(WrongUsage):
    """There are not as many reasons as criteria to go on despite."""


class NoSuchItem(WrongUsage):
    """The plan has no item of this id; `nearest` is the one that looks most like it."""

    id: str
    nearest: str | None


class PlanNotNamed(WrongUsage):
    """A plan has to be named: none of these documents, or more than one, could be meant."""

    candidates: tuple[str, ...]


class NoPullRequest(NotInState):
    """The branch has no open pull request on GitHub; `None` where no branch is checked out."""

    branch: str | None


class NotOnGitHub(NotInState):
    """Comments and reviews live on GitHub only, and this repository's pull requests do not."""
