"""Steps on a file that was not there: write it, and take it away again while nobody has changed it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relcommit.errors.repository import FileChanged
from relcommit.names import RepoPath
from relcommit.world import World

if TYPE_CHECKING:
    from relcommit.steps import Step


@dataclass(frozen=True, slots=True)
class WriteFile:
    """A new file with its bytes, which no commit holds yet."""

    path: RepoPath
    content: bytes

    def run(self, world: World) -> "tuple[Step, ...]":
        """Raises FileChanged where something else stands there."""
        self.check(world)
        if world.files.read(self.path) is None:
            world.files.put(self.path, self.content)
        return (RemoveFile(self.path, self.content),)

    def check(self, world: World) -> None:
        """Raises FileChanged where something else stands there."""
        if world.files.exists(self.path) and world.files.read(self.path) != self.content:
            raise FileChanged(self.path)

    def stands(self, world: World) -> bool:
        """Whether the file has these bytes."""
        return world.files.read(self.path) == self.content

    def undo_if_started(self, world: World) -> "tuple[Step, ...]":
        """A file is written whole or not at all."""
        return (RemoveFile(self.path, self.content),) if self.stands(world) else ()


@dataclass(frozen=True, slots=True)
class RemoveFile:
    """A file of ours, gone again; what somebody wrote into it since is theirs, and stays."""

    path: RepoPath
    content: bytes

    def run(self, world: World) -> "tuple[Step, ...]":
        """Raises FileChanged where it was changed."""
        self.check(world)
        world.files.put(self.path, None)
        return (WriteFile(self.path, self.content),)

    def check(self, world: World) -> None:
        """Raises FileChanged where it was changed."""
        if world.files.exists(self.path) and world.files.read(self.path) != self.content:
            raise FileChanged(self.path)

    def stands(self, world: World) -> bool:
        """Whether it is gone."""
        return not world.files.exists(self.path)
