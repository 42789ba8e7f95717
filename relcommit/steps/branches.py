"""Steps on local branches: by compare-and-swap, and guarded where they erase."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relcommit.errors.repository import BranchElsewhere, BranchMoved
from relcommit.names import BranchName, Sha
from relcommit.world import World

if TYPE_CHECKING:
    from relcommit.steps import Step


@dataclass(frozen=True, slots=True)
class CreateBranch:
    """A new branch at a commit."""

    name: BranchName
    start: Sha

    def run(self, world: World) -> "tuple[Step, ...]":
        """Raises BranchMoved where a branch of that name stands elsewhere."""
        world.repo.move_branch(self.name, to=self.start, only_at=None)
        return (DeleteBranch(self.name, only_at=self.start),)

    def stands(self, world: World) -> bool:
        """Whether the branch is there."""
        return world.repo.tip(self.name) == self.start

    def undo_if_started(self, world: World) -> "tuple[Step, ...]":
        """The branch goes only where it is the one that was asked for."""
        return (DeleteBranch(self.name, only_at=self.start),) if self.stands(world) else ()


@dataclass(frozen=True, slots=True)
class DeleteBranch:
    """Drop a branch that has nothing of its own."""

    name: BranchName
    only_at: Sha

    def run(self, world: World) -> "tuple[Step, ...]":
        """Raises BranchMoved where somebody else has been there since."""
        world.repo.move_branch(self.name, to=None, only_at=self.only_at)
        return (CreateBranch(self.name, self.only_at),)

    def stands(self, world: World) -> bool:
        """Whether the branch is gone."""
        return world.repo.tip(self.name) is None


@dataclass(frozen=True, slots=True)
class SwitchBranch:
    """The working tree goes to a branch; work in progress goes along."""

    name: BranchName
    back_to: BranchName

    def run(self, world: World) -> "tuple[Step, ...]":
        """Raises SwitchRefused where git would lose work."""
        world.repo.switch(self.name)
        return (SwitchBranch(self.back_to, back_to=self.name),)

    def check(self, world: World) -> None:
        """Raises BranchElsewhere where another working tree has the branch, and BranchMoved where it is gone."""
        if world.repo.current() == self.name:
            return
        if world.repo.tip(self.name) is None:
            raise BranchMoved(self.name, None, None)
        if place := world.repo.checked_out_at(self.name):
            raise BranchElsewhere(self.name, place)

    def stands(self, world: World) -> bool:
        """Whether the working tree is on the branch."""
        return world.repo.current() == self.name

    def undo_if_started(self, world: World) -> "tuple[Step, ...]":
        """git switches whole or not at all."""
        return (SwitchBranch(self.back_to, back_to=self.name),) if self.stands(world) else ()
