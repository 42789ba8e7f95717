"""Steps on the working tree: keep what is there, and put documents where they belong."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from relcommit.errors.docs import DestinationOccupied
from relcommit.errors.repository import FileChanged
from relcommit.names import RepoPath
from relcommit.world import Files, World

if TYPE_CHECKING:
    from relcommit.steps import Step


Kept = Callable[[RepoPath], bytes | None]
"""Gives the bytes that a file had before the run."""


@dataclass(frozen=True, slots=True)
class SaveState:
    """Keep files as they are, with their index, under a ref of ours."""

    ref: str
    paths: tuple[RepoPath, ...]

    def run(self, world: World) -> "tuple[Step, ...]":
        """The way back is to leave the ref: it is small, and it is the user's last resort."""
        world.repo.save(self.ref, self.paths)
        return (RestoreIndex(self.ref, self.paths, files=True),)

    def stands(self, world: World) -> bool:  # noqa: ARG002
        """git has said where it put them."""
        return True

    def undo_if_started(self, world: World) -> "tuple[Step, ...]":  # noqa: ARG002
        """Saving changes nothing that somebody would miss."""
        return ()


@dataclass(frozen=True, slots=True)
class RestoreIndex:
    """The index of some files as SaveState kept it."""

    ref: str
    paths: tuple[RepoPath, ...]
    back_to: str | None = None
    """The ref that keeps the index from before, to go back to."""
    files: bool = False
    """Whether the files too are then as they were kept, which an undo looks at."""

    def run(self, world: World) -> "tuple[Step, ...]":
        """The working tree is left alone."""
        world.repo.restore_index(self.ref, self.paths)
        return (RestoreIndex(self.back_to, self.paths, back_to=self.ref),) if self.back_to else ()

    def stands(self, world: World) -> bool:  # noqa: ARG002
        """The engine looks at the files and at the index together."""
        return True

    def going_back_to(self, ref: str) -> "RestoreIndex":
        """The same with a way back, where it has none yet."""
        return self if self.back_to else replace(self, back_to=ref)


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

    def stands(self, world: World) -> bool:
        """Whether the file is as the last commit has it."""
        return world.files.read(self.path) == self.theirs

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
        return (SetAside(self.path, self.mine, self.theirs),)

    def stands(self, world: World) -> bool:
        """Whether the file is the user's."""
        return world.files.read(self.path) == self.mine


@dataclass(frozen=True, slots=True)
class Relocation:
    """A file and its new place."""

    source: RepoPath
    to: RepoPath
    digest: str = ""
    """Of its bytes, where they were read and stay as they are (`Files.digest`)."""


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


@dataclass(frozen=True, slots=True)
class Original:
    """All of a file that moves where others come from or go to: no rename can be taken back from halfway there."""

    path: RepoPath
    """Its place before the moves."""
    content: bytes | None
    """`None` for a symbolic link."""
    target: str
    mode: int | None


@dataclass(frozen=True, slots=True)
class _Holding:
    """What stands at a path: a file, or a link where `content` is `None`."""

    content: bytes | None
    target: str = ""
    mode: int | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """A path of entangled moves, before and after; `None` for nothing."""

    path: RepoPath
    before: _Holding | None
    after: _Holding | None


@dataclass(frozen=True, slots=True)
class ArrangeFiles:
    """The tree as it shall be: each path is looked at, and changed where it still is what it was before.

    So it can be taken up, and taken back, from wherever it stopped.
    """

    moves: tuple[Relocation, ...]
    contents: tuple[NewContent, ...]
    links: tuple[NewTarget, ...]
    originals: tuple[Original, ...] = ()
    """The files of entangled moves, whole (see `entangled`)."""

    def run(self, world: World) -> "tuple[Step, ...]":
        """Raises DestinationOccupied and FileChanged before anything is touched."""
        files, knots = world.files, self._places()
        self.check(world)
        tied = {place.path for place in knots}
        moves = [move for move in self.moves if move.to not in tied]
        contents = [content for content in self.contents if content.path not in tied]
        links = [link for link in self.links if link.path not in tied]
        total = len(knots) + len(moves) + len(contents) + len(links)
        for done, _ in enumerate(self._works(files, knots, moves, contents, links)):
            world.words.progress("files", done, total)
        world.words.progress("files", total, total)
        return (self._back(),)

    def undo_if_started(self, world: World) -> "tuple[Step, ...]":
        """It counts as begun where any file is as it should become."""
        files = world.files
        begun = (
            any(_has(files, place.path, place.after) for place in self._places() if place.after != place.before)
            or any(not files.exists(move.source) for move in self._free_moves())
            or any(files.read(content.path) == content.new != content.old for content in self.contents)
            or any(files.target(link.path) == link.new != link.old for link in self.links)
        )
        if not begun:  # at most folders were made
            files.drop_empty(_folders(move.to for move in self.moves))
        return (self._back(),) if begun else ()

    def stands(self, world: World) -> bool:
        """Whether every file is as it should be."""
        files = world.files
        return (
            all(_has(files, place.path, place.after) for place in self._places())
            and all(files.exists(move.to) and not files.exists(move.source) for move in self._free_moves())
            and all(files.read(content.path) == content.new for content in self.contents)
            and all(files.target(link.path) == link.new for link in self.links)
        )

    def check(self, world: World) -> None:
        """Raises DestinationOccupied and FileChanged where a file is neither as expected nor as it should become."""
        files, knots = world.files, self._places()
        leaving = {place.path for place in knots if place.before is not None and place.after is None}
        for place in knots:
            inside = set(files.below(place.path)) if place.after is not None else set()
            is_known = any(_has(files, place.path, held) for held in (place.before, place.after))
            if (inside and not inside <= leaving) or not (inside or is_known):
                raise FileChanged(place.path)
        tied = {place.path for place in knots}
        edits = {content.path: content for content in self.contents}
        for move in self._free_moves():
            _check_move(files, move, edits.get(move.to))
        moved = {move.to for move in self.moves}
        for content in self.contents:
            if content.path in moved or content.path in tied:
                continue
            if files.read(content.path) not in (content.old, content.new):
                raise FileChanged(content.path)

    def accepting(self, formatted: Mapping[RepoPath, bytes], kept: Kept) -> "ArrangeFiles":
        """The same on the way back, where a hook changed files since: what it made of them is what they have now.

        `formatted` are those files' bytes now, `kept` gives those from before the run.
        """
        here = {move.to: move.source for move in self.moves}
        edited = {content.path for content in self.contents}
        contents = [
            replace(content, old=formatted.get(here.get(content.path, content.path), content.old))
            for content in self.contents
        ]
        for move in self.moves:
            before = kept(move.to) if move.source in formatted and move.to not in edited else None
            if before is not None:
                contents.append(NewContent(move.to, formatted[move.source], before))
        originals = (
            replace(whole, content=formatted.get(whole.path, whole.content)) if whole.content is not None else whole
            for whole in self.originals
        )
        return replace(self, contents=tuple(contents), originals=tuple(originals))

    def paths(self) -> Iterator[RepoPath]:
        """Every path that it empties, fills or rewrites."""
        for move in self.moves:
            yield from (move.source, move.to)
        yield from (content.path for content in self.contents)
        yield from (link.path for link in self.links)

    def _works(
        self,
        files: Files,
        knots: Iterable[_Place],
        moves: Iterable[Relocation],
        contents: Iterable[NewContent],
        links: Iterable[NewTarget],
    ) -> Iterator[None]:
        """Do one thing after another, those that are done already left out."""
        for place in sorted(knots, key=lambda place: place.after is not None):  # what goes first makes room
            if not _has(files, place.path, place.after):
                _hold(files, place)
            yield
        for move in moves:
            if files.exists(move.source):
                files.rename(move.source, move.to)
            yield
        for content in contents:
            if files.read(content.path) != content.new:
                files.write(content.path, content.new)
            yield
        for link in links:
            if files.target(link.path) != link.new:
                files.point(link.path, link.new)
            yield
        files.drop_empty(_folders(move.source for move in self.moves))

    def _free_moves(self) -> list[Relocation]:
        tied = {place.path for place in self._places()}
        return [move for move in self.moves if move.to not in tied]

    def _places(self) -> tuple[_Place, ...]:
        """The paths of the entangled moves."""
        whole = {original.path: original for original in self.originals}
        moves = [move for move in self.moves if move.source in whole]
        before = {path: _Holding(kept.content, kept.target, kept.mode) for path, kept in whole.items()}
        after: dict[RepoPath, _Holding] = {}
        edits = {content.path: content.new for content in self.contents}
        targets = {link.path: link.new for link in self.links}
        for move in moves:
            held = before[move.source]
            if held.content is None:
                after[move.to] = replace(held, target=targets.get(move.to, held.target))
            else:
                after[move.to] = replace(held, content=edits.get(move.to, held.content))
        paths = dict.fromkeys(path for move in moves for path in (move.source, move.to))
        return tuple(_Place(path, before.get(path), after.get(path)) for path in paths)

    def _back(self) -> "ArrangeFiles":
        """The same on the way home: contents change first where they then stand, which is where they stood."""
        home = {move.to: move.source for move in self.moves}
        ends = {place.path: place.after for place in self._places()}
        return ArrangeFiles(
            moves=tuple(Relocation(move.to, move.source, move.digest) for move in self.moves),
            contents=tuple(NewContent(home.get(edit.path, edit.path), edit.new, edit.old) for edit in self.contents),
            links=tuple(NewTarget(home.get(link.path, link.path), link.new, link.old) for link in self.links),
            originals=tuple(
                Original(path, held.content, held.target, held.mode) for path, held in ends.items() if held
            ),
        )


def digest_of(content: bytes) -> str:
    """What tells bytes from others."""
    return blake2b(content, digest_size=16).hexdigest()


def entangled(moves: Iterable[tuple[RepoPath, RepoPath]]) -> set[RepoPath]:
    """The sources of those moves of which one end is an end of another, or a folder of an end."""
    ends: dict[RepoPath, list[RepoPath]] = {}
    for source, to in moves:
        ends.setdefault(source, []).append(source)
        ends.setdefault(to, []).append(source)
    tied = {source for sources in ends.values() if len(sources) > 1 for source in sources}
    for path, sources in ends.items():
        folder = path.rpartition("/")[0]
        while folder:
            if above := ends.get(RepoPath(folder)):
                tied.update(sources, above)
            folder = folder.rpartition("/")[0]
    return tied


def _check_move(files: Files, move: Relocation, edit: NewContent | None) -> None:
    """Raises DestinationOccupied and FileChanged."""
    at_source, at_end = files.exists(move.source), files.exists(move.to)
    if at_source and at_end:
        raise DestinationOccupied(move.source, move.to, move.to)
    if not at_source and not at_end:
        raise FileChanged(move.source)
    here = move.source if at_source else move.to
    if edit is not None and files.read(here) not in (edit.old, edit.new):
        raise FileChanged(here)
    if edit is None and move.digest not in ("", files.digest(here)):
        raise FileChanged(here)


def _has(files: Files, path: RepoPath, held: _Holding | None) -> bool:
    """Whether exactly this stands at a path, a folder for nothing; the mode follows the file."""
    if held is None:
        return files.mode(path) is None and files.target(path) is None
    if held.content is None:
        return files.target(path) == held.target
    return files.read(path) == held.content


def _hold(files: Files, place: _Place) -> None:
    """Make a path what it should become; the folders that this empties go, for a file may take their place."""
    held = place.after
    if held is None:
        files.put(place.path, None)
        files.drop_empty(_folders((place.path,)))
    elif held.content is None:
        files.point(place.path, held.target)
    else:
        files.put(place.path, held.content, held.mode)


def _folders(paths: Iterable[RepoPath]) -> Iterator[RepoPath]:
    return (RepoPath(path.rpartition("/")[0]) for path in paths if "/" in path)


def _exchange(files: Files, path: RepoPath, old: bytes | None, new: bytes | None) -> None:
    present = files.read(path)
    if present not in (old, new) or (present is None and files.exists(path)):
        raise FileChanged(path)
    if present != new:
        files.put(path, new)
