"""What is wrong with the repository or the remote."""

from typing import Literal

from relcommit.errors.base import CheckFailed, NotInState, Refused


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
    """Another git process holds the index or a reference, or one that died left its lock."""

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
