"""Steps on the remote's branch: by compare-and-swap against where it was last seen."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relcommit.errors.repository import BranchMoved, RemoteMoved
from relcommit.names import BranchName, RemoteName, Sha
from relcommit.world import World

if TYPE_CHECKING:
    from relcommit.steps import Step


@dataclass(frozen=True, slots=True)
class Push:
    """The remote's branch goes to the local one, and the local one follows it."""

    remote: RemoteName
    branch: BranchName
    lease: Sha | None
    """Where the remote's branch was seen; `None`: nowhere."""

    def run(self, world: World) -> "tuple[Step, ...]":
        """Raises RemoteMoved and RemoteRefused."""
        tip = world.repo.tip(self.branch)
        if tip is None:
            raise BranchMoved(self.branch, None, None)
        world.repo.push(self.remote, self.branch, to=tip, lease=self.lease)
        return (TakeBackPush(self.remote, self.branch, to=self.lease, only_at=tip),)

    def stands(self, world: World) -> bool:
        """Whether the remote, asked where it was pushed to, has the branch where the local one is."""
        tip = world.repo.tip(self.branch)
        return tip is not None and world.repo.remote_tip(self.remote, self.branch) == tip

    def undo_if_started(self, world: World) -> "tuple[Step, ...]":
        """A cut connection leaves it open whether the remote took it: ask. Raises RemoteRefused."""
        tip = world.repo.tip(self.branch)
        if tip in (None, self.lease) or not self.stands(world):
            return ()
        return (TakeBackPush(self.remote, self.branch, to=self.lease, only_at=tip),)


@dataclass(frozen=True, slots=True)
class TakeBackPush:
    """The remote's branch goes back to where it was, or away."""

    remote: RemoteName
    branch: BranchName
    to: Sha | None
    only_at: Sha

    def check(self, world: World) -> None:
        """Raises RemoteMoved where somebody else pushed since."""
        if world.repo.remote_tip(self.remote, self.branch) not in (self.to, self.only_at):
            raise RemoteMoved(self.remote, self.branch)

    def run(self, world: World) -> "tuple[Step, ...]":
        """Raises RemoteMoved where somebody else pushed since, DeletionRefused where nobody may delete."""
        if world.repo.remote_tip(self.remote, self.branch) != self.to:
            world.repo.push(self.remote, self.branch, to=self.to, lease=self.only_at)
        if self.to is None:
            world.repo.set_upstream(self.branch, None)
        return (Push(self.remote, self.branch, lease=self.to),)

    def stands(self, world: World) -> bool:
        """Whether the remote has the branch where it was."""
        return world.repo.remote_tip(self.remote, self.branch) == self.to
