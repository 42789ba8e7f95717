"""Steps that make a commit and take it back."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relcommit.errors.repository import BranchMoved, NotOnBranch
from relcommit.names import BranchName, RepoPath, Sha
from relcommit.world import World

if TYPE_CHECKING:
    from relcommit.steps import Step


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit of some files as they stand in the working tree, on top of `parent`."""

    branch: BranchName
    message: str
    paths: tuple[RepoPath, ...]
    parent: Sha
    replaces: Sha | None = None
    """Our own earlier commit on the same parent, when it is amended."""
    below: tuple[str, ...] = ()
    """The messages of the run's own commits between `parent` and this one, oldest first."""

    def run(self, world: World) -> "tuple[Step, ...]":
        """Raises BranchMoved where the branch stands elsewhere, CommitRefused where a hook says no."""
        repo = world.repo
        tip = repo.tip(self.branch)
        if made := self.undo_if_started(world):
            return made
        if tip is None or not self._can_start(world, tip) or repo.current() != self.branch:
            raise BranchMoved(self.branch, self._expected, tip)
        commit = repo.commit(self.message, self.paths, amend=self.replaces is not None)
        return (MoveBranch(self.branch, to=tip, only_at=commit),)

    def stands(self, world: World) -> bool:
        """Whether the branch has moved on to our commit."""
        return bool(self.undo_if_started(world))

    def undo_if_started(self, world: World) -> "tuple[Step, ...]":
        """The commit counts as made where the tip stands on the same parent and is ours."""
        tip = world.repo.tip(self.branch)
        under = world.repo.parent(tip) if tip else None
        if tip is None or under is None or tip == self._expected or not self._stands_on(world, under):
            return ()
        is_made = is_ours(world, tip, self.message)
        return (MoveBranch(self.branch, to=self.replaces or under, only_at=tip),) if is_made else ()

    def _can_start(self, world: World, tip: Sha) -> bool:
        return tip == self.replaces if self.replaces else self._stands_on(world, tip)

    def _stands_on(self, world: World, commit: Sha) -> bool:
        """Whether a commit is `parent`, or the last of the run's own on top of it."""
        place: Sha | None = commit
        for message in reversed(self.below):
            if place is None or not is_ours(world, place, message):
                return False
            place = world.repo.parent(place)
        return place == self.parent

    @property
    def _expected(self) -> Sha:
        return self.replaces or self.parent


def is_ours(world: World, commit: Sha, message: str) -> bool:
    """Whether a commit is the one that was asked for with this message, though a hook may have changed its words."""
    return world.repo.message(commit).split() == message.split() or world.repo.made_as(commit, message)


@dataclass(frozen=True, slots=True)
class MoveBranch:
    """The working tree's branch goes to another commit; index and files stay."""

    branch: BranchName
    to: Sha
    only_at: Sha

    def check(self, world: World) -> None:
        """Raises NotOnBranch and BranchMoved."""
        tip = world.repo.tip(self.branch)
        if tip not in (self.to, self.only_at):
            raise BranchMoved(self.branch, self.only_at, tip)
        if world.repo.current() != self.branch:
            raise NotOnBranch(self.branch)

    def run(self, world: World) -> "tuple[Step, ...]":
        """Raises BranchMoved where somebody else has been there since."""
        self.check(world)
        world.repo.move_branch(self.branch, to=self.to, only_at=self.only_at)
        return (MoveBranch(self.branch, to=self.only_at, only_at=self.to),)

    def stands(self, world: World) -> bool:
        """Whether the branch is where it should be."""
        return world.repo.tip(self.branch) == self.to
