"""Steps on the working tree: keep what is there, and put documents where they belong."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relcommit.errors.docs import DestinationOccupied
from relcommit.errors.repository import FileChanged
from relcommit.names import RepoPath
from relcommit.world import Files, World

if TYPE_CHECKING:
    from relcommit.steps import Step


@dataclass(frozen=True, slots=True)
class SaveState:
    """Keep files as they are, with their index, under a ref of ours."""

    ref: str
    paths: tuple[RepoPath, ...]

    def run(self, world: World) -> "tuple[Step, ...]":
        """The way back is to leave the ref: it is small, and it is the user's last resort."""
        world.repo.save(self.ref, self.paths)
        return (RestoreIndex(self.ref, self.paths),)

    def undo_if_started(self, world: World) -> "tuple[Step, ...]":  # noqa: ARG002
        """Saving changes nothing that somebody would miss."""
        return ()


@dataclass(frozen=True, slots=True)
class RestoreIndex:
    """The index of some files as SaveState kept it."""

    ref: str
    paths: tuple[RepoPath, ...]

    def run(self, world: World) -> "tuple[Step, ...]":
        """The working tree is left alone."""
        world.repo.restore_index(self.ref, self.paths)
        return ()


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file as the last commit has it, so that a switch of branches does not meet the user's own.

    A SaveState goes before it: that one keeps the index.
    """

    path: RepoPath
    mine: bytes
    theirs: bytes | None
    """`None`: the last commit has no such file."""

    def run(self, world: World) -> "tuple[Step, ...]":
        """Raises FileChanged."""
        _exchange(world.files, self.path, self.mine, self.theirs)
        world.repo.unstage(self.path)
        return (TakeUp(self.path, self.mine, self.theirs),)

    def undo_if_started(self, world: World) -> "tuple[Step, ...]":
        """A file is written whole or not at all."""
        done = world.files.read(self.path) == self.theirs != self.mine
        return (TakeUp(self.path, self.mine, self.theirs),) if done else ()


@dataclass(frozen=True, slots=True)
class TakeUp:
    """A file that was set aside, as the user had it."""

    path: RepoPath
    mine: bytes
    theirs: bytes | None

    def run(self, world: World) -> "tuple[Step, ...]":
        """Raises FileChanged."""
        _exchange(world.files, self.path, self.theirs, self.mine)
        return ()


@dataclass(frozen=True, slots=True)
class Relocation:
    """A file and its new place."""

    source: RepoPath
    to: RepoPath


@dataclass(frozen=True, slots=True)
class NewContent:
    """A file's bytes before and after, at its place after the moves."""

    path: RepoPath
    old: bytes
    new: bytes


@dataclass(frozen=True, slots=True)
class NewTarget:
    """A symbolic link's target before and after, at its place after the moves."""

    path: RepoPath
    old: str
    new: str


Work = Relocation | NewContent | NewTarget


@dataclass(frozen=True, slots=True)
class ArrangeFiles:
    """Move files, then rewrite some of them; every file is first seen to be as expected."""

    moves: tuple[Relocation, ...]
    contents: tuple[NewContent, ...]
    links: tuple[NewTarget, ...]

    def run(self, world: World) -> "tuple[Step, ...]":
        """Raises DestinationOccupied and FileChanged before anything is touched."""
        self.check(world)
        total = len(self.moves) + len(self.contents) + len(self.links)
        works: tuple[Work, ...] = (*self._stages(), *self.contents, *self.links)
        for done, work in enumerate(works):
            world.words.progress("files", done, total)
            _put(work, world.files)
        world.files.drop_empty(RepoPath(one.source.rpartition("/")[0]) for one in self.moves if "/" in one.source)
        world.words.progress("files", total, total)
        return (self._back(),)

    def undo_if_started(self, world: World) -> "tuple[Step, ...]":
        """Work that was begun is finished first: from halfway there is no way back."""
        gone = any(not world.files.exists(one.source) for one in self.moves)
        written = any(world.files.read(one.path) == one.new for one in self.contents)
        pointed = any(world.files.target(one.path) == one.new for one in self.links)
        return self.run(world) if gone or written or pointed else ()

    def _back(self) -> "ArrangeFiles":
        """The same on the way home: contents change first where they then stand, which is where they stood."""
        home = {one.to: one.source for one in self.moves}
        return ArrangeFiles(
            moves=tuple(Relocation(one.to, one.source) for one in self.moves),
            contents=tuple(NewContent(home.get(one.path, one.path), one.new, one.old) for one in self.contents),
            links=tuple(NewTarget(home.get(one.path, one.path), one.new, one.old) for one in self.links),
        )

    def _stages(self) -> tuple[Relocation, ...]:
        """The moves, by way of a name of ours where one's destination is another's source."""
        sources = {one.source for one in self.moves}
        crossing = [one for one in self.moves if one.to in sources]
        linear_log = [one for one in self.moves if one.to not in sources]
        return (
            *(Relocation(one.source, _aside(one)) for one in crossing),
            *linear_log,
            *(Relocation(_aside(one), one.to) for one in crossing),
        )

    def check(self, world: World) -> None:
        """Raises DestinationOccupied and FileChanged where a file is neither as expected nor as it should become."""
        files = world.files
        sources = {one.source for one in self.moves}
        here = {one.to: one.source for one in self.moves}
        for move in self.moves:
            if move.to in sources:
                continue
            if files.exists(move.source) == files.exists(move.to):
                if files.exists(move.to):
                    raise DestinationOccupied(move.source, move.to, move.to)
                raise FileChanged(move.source)
        for content in self.contents:
            source = here.get(content.path, content.path)
            if files.read(source) != content.old and files.read(content.path) not in (content.old, content.new):
                raise FileChanged(source if files.exists(source) else content.path)


def _exchange(files: Files, path: RepoPath, old: bytes | None, new: bytes | None) -> None:
    found = files.read(path)
    if found not in (old, new) or (found is None and files.exists(path)):
        raise FileChanged(path)
    if found != new:
        files.put(path, new)


def _aside(move: Relocation) -> RepoPath:
    return RepoPath(f"{move.to}.relcommit-tmp")


def _put(work: Work, files: Files) -> None:
    """Do one thing, unless it is done already."""
    match work:
        case Relocation(source, to):
            if files.exists(source):
                files.rename(source, to)
        case NewContent(path, _, new):
            if files.read(path) != new:
                files.write(path, new)
        case NewTarget(path, _, new):
            if files.target(path) != new:
                files.point(path, new)
