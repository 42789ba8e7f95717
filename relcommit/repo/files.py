"""The working tree's files: nothing is followed out of the repository, nothing is overwritten."""

import contextlib
import hashlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from relcommit.errors.docs import DestinationOccupied, LinkInTheWay, OutsideRepository
from relcommit.names import RepoPath
from relcommit.steps.documents import digest_of

_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Neither a link's target nor the wait for somebody to write into a pipe."""


class WorkingFiles:
    """Fulfils `world.Files` below one root."""

    def __init__(self, root: Path, spare: Path | None = None) -> None:
        """`spare` is a folder for what is being written; without one it is written beside its place."""
        self._root = os.fspath(root)
        self._spare = spare
        self._near: dict[str, bool] = {}
        """Folders, and whether a rename leads there from `spare`."""
        self._plain: set[str] = {self._root}
        """Folders already seen to be real ones."""

    def exists(self, path: RepoPath) -> bool:
        """Whether anything stands there, a dangling link included."""
        return os.path.lexists(self._at(path))

    def read(self, path: RepoPath) -> bytes | None:
        """The bytes of a regular file, `None` where there is none."""
        try:
            handle = os.open(self._at(path), os.O_RDONLY | _PLAIN)
        except OSError:
            return None
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            return None
        with os.fdopen(handle, "rb") as file:
            return file.read()

    def mode(self, path: RepoPath) -> int | None:
        """The permission bits of a regular file, `None` where there is none."""
        try:
            seen = os.lstat(self._at(path))
        except OSError:
            return None
        return stat.S_IMODE(seen.st_mode) if stat.S_ISREG(seen.st_mode) else None

    def digest(self, path: RepoPath) -> str:
        """What tells the bytes of a regular file from others, `""` where there is none."""
        content = self.read(path)
        return "" if content is None else digest_of(content)

    def stamp(self, path: RepoPath) -> object:
        """What changes, as far as anybody can tell without reading, when a file changes."""
        try:
            seen = os.lstat(self._at(path))
        except OSError:
            return None
        return seen.st_mtime_ns, seen.st_size, seen.st_ino, seen.st_mode

    def below(self, path: RepoPath) -> tuple[RepoPath, ...]:
        """Everything in a folder and its folders but these themselves; nothing where there is no folder."""
        top = Path(self._at(path))
        if top.is_symlink() or not top.is_dir():
            return ()
        return tuple(
            RepoPath(os.path.relpath(os.path.join(folder, name), self._root).replace(os.sep, "/"))  # noqa: PTH118
            for folder, folders, names in os.walk(top)
            for name in (*names, *(name for name in folders if os.path.islink(os.path.join(folder, name))))  # noqa: PTH114, PTH118
        )

    def write(self, path: RepoPath, content: bytes) -> None:
        """Replace a whole file in one go, keeping its mode."""
        place = self._at(path)
        mode = os.lstat(place).st_mode & 0o7777
        os.replace(self._complete(place, content, mode), place)  # noqa: PTH105

    def put(self, path: RepoPath, content: bytes | None, mode: int | None = None) -> None:
        """Make a file hold this, whether it is there or not, in one go; `None` takes it away, a link too."""
        if content is None:
            Path(self._at(path)).unlink(missing_ok=True)
            return
        place = self._at(path, make=True)
        if mode is None:
            mode = self.mode(path)
        os.replace(self._complete(place, content, _usual_mode() if mode is None else mode), place)  # noqa: PTH105

    def _complete(self, place: str, content: bytes, mode: int) -> str:
        """A whole file under a name of ours, from which one rename puts it in its place.

        Always the same name for the same place: a run that was killed here is finished or taken back by one that
        writes the same file.
        """
        name = self._spare_name(place)
        handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _PLAIN, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, mode)  # noqa: PTH101 - strings are faster than paths, ten thousand times over
        return name

    def _spare_name(self, place: str) -> str:
        base = f"relcommit-{hashlib.blake2b(os.fsencode(place), digest_size=8).hexdigest()}"
        folder, _, _ = place.rpartition("/")
        if self._spare is None or not self._is_same_device(folder):
            return f"{folder}/.{base}"
        return f"{self._spare}/{base}"

    def _is_same_device(self, folder: str) -> bool:
        """Whether a rename leads from our folder to this one; ours is made where it is not there."""
        if self._spare is None:
            return False
        if folder not in self._near:
            self._spare.mkdir(parents=True, exist_ok=True)
            self._near[folder] = os.stat(self._spare).st_dev == os.stat(folder).st_dev  # noqa: PTH116
        return self._near[folder]

    def rename(self, source: RepoPath, to: RepoPath) -> None:
        """Give a file its new place, making folders; never over something. Raises DestinationOccupied."""
        old, new = self._at(source), self._at(to, make=True)
        if os.path.lexists(new):
            raise DestinationOccupied(source, to, to)
        os.rename(old, new)  # noqa: PTH104

    def drop_empty(self, folders: Iterable[RepoPath]) -> None:
        """Remove those of these folders, and of the folders around them, that hold nothing."""
        for folder in sorted(set(folders), key=len, reverse=True):
            place = Path(self._root, folder)
            while os.fspath(place) != self._root and not place.is_symlink():
                try:
                    place.rmdir()
                except OSError:
                    break
                self._plain.discard(os.fspath(place))
                place = place.parent

    def target(self, path: RepoPath) -> str | None:
        """What a symbolic link points at, `None` where there is no link."""
        try:
            return os.readlink(self._at(path))  # noqa: PTH115
        except OSError:
            return None

    def point(self, path: RepoPath, target: str) -> None:
        """Point a symbolic link at another target, or make one where there is none."""
        place = self._at(path, make=True)
        name = self._spare_name(place)
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)  # noqa: PTH108
        os.symlink(target, name)  # noqa: PTH211
        os.replace(name, place)  # noqa: PTH105

    def _at(self, path: RepoPath, *, make: bool = False) -> str:
        """The absolute place of a path whose folders are all real ones.

        Raises OutsideRepository and LinkInTheWay.
        """
        parts = path.split("/")
        if path.startswith("/") or ".." in parts or "" in parts or parts[0].casefold() == ".git":
            raise OutsideRepository(path, "")
        folder = self._root
        for part in parts[:-1]:
            folder = f"{folder}/{part}"
            if folder in self._plain and not make:  # a switch of branches may have taken it away
                continue
            if os.path.islink(folder):  # noqa: PTH114
                raise LinkInTheWay(path, RepoPath(folder.removeprefix(f"{self._root}/")))
            if os.path.isdir(folder):  # noqa: PTH112
                self._plain.add(folder)
            elif make:
                os.mkdir(folder)  # noqa: PTH102
                self._plain.add(folder)
        return f"{self._root}/{path}"


def _usual_mode() -> int:
    """The mode of a new file."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
