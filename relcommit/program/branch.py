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
from relcommit.world import Snapshot

USUAL_BASES = (BranchName("main"), BranchName("master"))


@dataclass(frozen=True, slots=True)
class Made:
    """A commit that a branch has and its base has not."""

    sha: Sha
    header: str
    message: str


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
    """Whether other people's commits stand on ours."""


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


def base_tip(base: BranchName, now: Snapshot) -> Sha:
    """Where the base stands: here, or where it was last seen on the remote."""
    return now.tips.get(base) or now.tracked_tips[base]


def standing(
    name: BranchName,
    now: Snapshot,
    base: Sha,
    commits: Sequence[Made],
    *,
    headers: Collection[str],
    recorded: Collection[Sha],
) -> BranchState:
    """What the branch is to us.

    `commits` are those that it has and the base has not, newest first; `recorded` are those that the journal
    knows as ours. Without a journal (a fresh clone), a single commit with one of the plan's own headers is ours.
    Raises BranchHasOtherWork where there are commits and none of them is ours, and BranchNameTaken.
    """
    tip = now.tips.get(name) or now.tracked_tips.get(name)
    if tip is None:
        if taken := _in_its_place(name, (*now.tips, *now.tracked_tips)):
            raise BranchNameTaken(name, taken)
        return BranchState(name=name, tip=None, start=base)
    if not commits:
        return BranchState(name=name, tip=tip, start=tip)
    ours = [made for made in commits if made.sha in recorded]
    if not ours and len(commits) == 1 and commits[0].header in headers:
        ours = [commits[0]]
    if not ours:
        raise BranchHasOtherWork(name, tuple(made.header for made in commits))
    on_top = ours[0] is not commits[0]
    return BranchState(name=name, tip=tip, start=tip, ours=None if on_top else ours[0], others_on_top=on_top)


def _in_its_place(name: BranchName, others: Iterable[BranchName]) -> BranchName | None:
    """A branch that is a folder of this one, or has this one for a folder."""
    return next((other for other in others if other.startswith(f"{name}/") or name.startswith(f"{other}/")), None)
