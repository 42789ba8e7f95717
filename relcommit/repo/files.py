"""The working tree's files: nothing is followed out of the repository, nothing is overwritten."""

import contextlib
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from relcommit.errors.docs import DestinationOccupied, LinkInTheWay, OutsideRepository
from relcommit.names import RepoPath

_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Neither a link's target nor the wait for somebody to write into a pipe."""


class WorkingFiles:
    """Fulfils `world.Files` below one root."""

    def __init__(self, root: Path) -> None:
        self._root = os.fspath(root)
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

    def write(self, path: RepoPath, content: bytes) -> None:
        """Replace a whole file in one go, keeping its mode."""
        place = self._at(path)
        mode = os.lstat(place).st_mode & 0o7777
        folder, _, base = place.rpartition("/")
        name = f"{folder}/.relcommit-{hashlib.blake2b(os.fsencode(base), digest_size=8).hexdigest()}"
        # always the same name: a run that was killed here is finished or taken back by one that writes the same file
        handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _PLAIN, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, mode)  # noqa: PTH101 - strings are faster than paths, ten thousand times over
        os.replace(name, place)  # noqa: PTH105

    def put(self, path: RepoPath, content: bytes | None) -> None:
        """Make a file hold this, whether it is there or not; `None` takes it away."""
        if content is None:
            Path(self._at(path)).unlink(missing_ok=True)
            return
        with contextlib.suppress(FileExistsError):
            os.close(os.open(self._at(path, make=True), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        self.write(path, content)

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
        """Point a symbolic link at another target."""
        place = self._at(path)
        with tempfile.TemporaryDirectory(prefix=".relcommit-", dir=os.path.dirname(place)) as folder:  # noqa: PTH120
            Path(folder, "link").symlink_to(target)
            os.replace(f"{folder}/link", place)  # noqa: PTH105

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
