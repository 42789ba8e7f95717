"""Which branch a plan asks for, which one it starts from, and what already stands there."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from relcommit.branch_names import refused_names
from relcommit.errors.plan import BranchNameRefused, PlanLacks
from relcommit.errors.repository import (
    BaseBranchMissing,
    BranchHasOtherWork,
    BranchNameTaken,
    DetachedHead,
    IndexLocked,
    NoIdentity,
    OperationInProgress,
    ProtectedBranch,
    RemoteMissing,
    UnbornBranch,
    Unmerged,
)
from relcommit.names import BranchName, Sha
from relcommit.plan.model import Plan
from relcommit.settings import Settings
from relcommit.world import PullRequest, Snapshot

USUAL_BASES = (BranchName("main"), BranchName("master"))


@dataclass(frozen=True, slots=True)
class Made:
    """A commit that a branch has and its base has not."""

    sha: Sha
    header: str
    message: str
    author: str = ""
    """The address of its author."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchState:
    """The branch as the program finds it."""

    name: BranchName
    tip: Sha | None
    """`None`: it has to be created."""
    start: Sha
    """Where the working tree's files are counted from: the tip, or the base's where there is no tip."""
    ours: Made | None = None
    """Our own commit at its tip, to amend."""
    others_on_top: bool = False
    """Whether its tip is somebody else's commit, which is never rewritten: ours goes on top."""
    commits: tuple[Made, ...] = ()
    """Those that it has and the base has not, newest first."""

    def others(self) -> tuple[Made, ...]:
        """Its commits without the one that is ours to amend."""
        return tuple(made for made in self.commits if made != self.ours)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What says that a branch, or a commit of it, is ours."""

    headers: Collection[str] = ()
    """The plan's own, now and when the branch was made."""
    recorded: Collection[Sha] = ()
    """Commits that the journal knows as ours."""
    me: str = ""
    """The address of whoever commits here."""
    is_of_plan: bool = False
    """Whether somebody said that the branch is this plan's: by standing on it, or by its pull request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseState:
    """Where a new branch starts, and how far the base here is from the remote's."""

    tip: Sha
    ahead: int
    """Commits of the base here that were not pushed."""
    behind: int
    """Commits of the remote's base that are not in the base here."""
    day: str = ""
    """When the tip was committed (ISO 8601)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Landed:
    """Work of a plan that the base has already."""

    branch: BranchName
    number: int | None
    """Its pull request, where anybody knows it."""
    url: str | None
    commit: Sha | None
    """The last commit with which it came to the base; `None` where nobody knows it."""


@dataclass(frozen=True, slots=True)
class ChosenBranch:
    """The branch for the plan's work, and what the forge knows of it."""

    name: BranchName
    pulls: tuple[PullRequest, ...]
    present: PullRequest | None
    """The open pull request into the base."""
    landed: Landed | None
    """What was merged of this plan before."""
    closed: PullRequest | None
    """The last pull request, which somebody closed without merging it."""


def check_state(now: Snapshot, settings: Settings) -> None:
    """Raises the first thing that keeps anybody from preparing a plan here."""
    check_worktree(now)
    if now.remote_url is None:
        raise RemoteMissing(settings.remote)


def check_worktree(now: Snapshot) -> tuple[BranchName, Sha]:
    """The branch one stands on and its tip. Raises the first thing that keeps anybody from committing here."""
    if now.in_progress:
        raise OperationInProgress(now.in_progress)
    if now.head is None:
        raise UnbornBranch
    if now.current is None:
        raise DetachedHead
    if conflicts := tuple(change.path for change in now.changes if change.kind == "unmerged"):
        raise Unmerged(conflicts)
    if now.index_lock:
        raise IndexLocked(now.index_lock)
    if not now.has_identity:
        raise NoIdentity
    return now.current, now.head


def recommended_branch(plan: Plan, settings: Settings, base: BranchName) -> BranchName:
    """The plan's branch, if it may be one. Raises PlanLacks, BranchNameRefused and ProtectedBranch."""
    if plan.branch is None:
        raise PlanLacks(plan.file, "branch")
    name = plan.branch.removeprefix("refs/heads/")
    refused = refused_names(name, settings.branch)
    if refused:
        rules = settings.branch
        raise BranchNameRefused(
            plan.file, plan.places.get("branch"), name, refused[0].fault, rules.alphabet, rules.patterns
        )
    if name == base or name in settings.branch.protected:
        raise ProtectedBranch(name)
    return BranchName(name)


def base_branch(plan: Plan, settings: Settings, now: Snapshot) -> BranchName:
    """Where the branch starts and the pull request goes: the plan's, the settings', the remote's, «main», «master».

    Raises BaseBranchMissing where none of them is here or on the remote.
    """
    name = plan.base or settings.base
    known = now.tips.keys() | now.tracked_tips.keys()
    if name:
        if BranchName(name) not in known:
            raise BaseBranchMissing(name)
        return BranchName(name)
    for usual in (now.default_branch, *USUAL_BASES):
        if usual in known and usual is not None:
            return usual
    raise BaseBranchMissing(USUAL_BASES[0])


def branch_state(name: BranchName, now: Snapshot, base: Sha, commits: Sequence[Made], claims: Claims) -> BranchState:
    """What the branch is to us; `commits` are those that it has and the base has not, newest first.

    Ours is what the journal knows as ours. Where it knows none of the commits (a fresh clone, a commit amended by
    hand), one at the tip that has one of the plan's own headers and is by us is ours too. All others are somebody
    else's. Raises BranchHasOtherWork where there are commits and none of them is the plan's, and BranchNameTaken.
    """
    tip = now.tips.get(name) or now.tracked_tips.get(name)
    if tip is None:
        if taken := _in_its_place(name, (*now.tips, *now.tracked_tips)):
            raise BranchNameTaken(name, taken)
        return BranchState(name=name, tip=None, start=base)
    if not commits:
        return BranchState(name=name, tip=tip, start=tip)
    known = any(made.sha in claims.recorded for made in commits)
    planned = any(made.header in claims.headers for made in commits)
    if not (known or planned or claims.is_of_plan):
        raise BranchHasOtherWork(name, tuple(made.header for made in commits))
    newest = commits[0]
    by_header = not known and newest.header in claims.headers and newest.author == claims.me
    is_mine = newest.sha in claims.recorded or by_header
    return BranchState(
        name=name,
        tip=tip,
        start=tip,
        ours=newest if is_mine else None,
        others_on_top=not is_mine,
        commits=tuple(commits),
    )


def _in_its_place(name: BranchName, others: Iterable[BranchName]) -> BranchName | None:
    """A branch that is a folder of this one, or has this one for a folder."""
    return next((other for other in others if other.startswith(f"{name}/") or name.startswith(f"{other}/")), None)
