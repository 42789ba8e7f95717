"""The commits of `relcommit docs`: the moves, their edits, or both; `prepare` does not take them for its own."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relcommit.errors.repository import BranchMoved
from relcommit.names import BranchName, RepoPath, Sha
from relcommit.steps.commits import MoveBranch, is_ours
from relcommit.world import World

if TYPE_CHECKING:
    from relcommit.steps import Step


@dataclass(frozen=True, slots=True)
class CommitDocuments:
    """A commit of some files as they stand in the working tree."""

    branch: BranchName
    message: str
    paths: tuple[RepoPath, ...]
    parent: Sha
    """Where the branch stood when the run began."""
    first: str | None = None
    """The message of the run's own commit that this one stands on; `None` where it stands on `parent` itself."""

    def run(self, world: World) -> "tuple[Step, ...]":
        """Raises BranchMoved where the branch stands elsewhere, CommitRefused where a hook says no."""
        repo = world.repo
        if made := self.undo_if_started(world):
            return made
        tip = repo.tip(self.branch)
        if tip is None or not self._is_below(world, tip) or repo.current() != self.branch:
            raise BranchMoved(self.branch, self.parent, tip)
        commit = repo.commit(self.message, self.paths, amend=False)
        return (MoveBranch(self.branch, to=tip, only_at=commit),)

    def undo_if_started(self, world: World) -> "tuple[Step, ...]":
        """The commit counts as made where it says the same and stands where it should."""
        repo = world.repo
        tip = repo.tip(self.branch)
        below = repo.parent(tip) if tip else None
        if tip is None or below is None or not self._is_below(world, below):
            return ()
        return (MoveBranch(self.branch, to=below, only_at=tip),) if is_ours(world, tip, self.message) else ()

    def stands(self, world: World) -> bool:
        """Whether the branch has moved on to our commit."""
        return bool(self.undo_if_started(world))

    def _is_below(self, world: World, commit: Sha) -> bool:
        """Whether a commit is the one that this one has to stand on."""
        if self.first is None:
            return commit == self.parent
        return world.repo.parent(commit) == self.parent and is_ours(world, commit, self.first)
