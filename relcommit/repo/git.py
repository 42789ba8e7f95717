"""The one door to git's processes: a fixed argument list, a sealed environment for reading, NUL-ended answers."""

import contextlib
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from relcommit.errors.repository import BareRepository, GitFailed, GitMissing, IndexLocked, NoRepository
from relcommit.names import TOKEN_VARIABLES
from relcommit.repo.own_filters import COMPARING, without_own_filters

READING = ("--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
"""Options of every reading command: no code of the repository runs, no lock is taken."""

WRITING = ("-c", "core.fsmonitor=false", "-c", "gc.auto=0", "-c", "maintenance.auto=false")
"""Options of every other command: no daemon and no maintenance starts that would outlive us."""

_FROM_OUTSIDE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")
"""Set by git around hooks and aliases; they would send our commands to another place than the one asked for."""


@dataclass(frozen=True, slots=True)
class Git:
    """git in one working tree."""

    root: Path
    folder: Path
    """The repository's own folder: `.git`, or the linked working tree's part of it."""
    common: Path
    """The folder that linked working trees share."""
    environment: Mapping[str, str]

    @property
    def journal(self) -> Path:
        """The folder of ours: in the one that linked working trees share, so that it stays when this one goes.

        A linked working tree that an earlier version wrote in goes on where that did.
        """
        ours, earlier = self.common / "relcommit", self.folder / "relcommit"
        if self.folder == self.common or (earlier / "runs").is_dir():
            return earlier
        return ours / "worktrees" / self.folder.name

    @property
    def spare(self) -> Path:
        """For what is being written: emptied by the next run."""
        return self.journal / "tmp"

    def read(self, *args: str, stdin: bytes | None = None, ok: Iterable[int] = (0,)) -> bytes:
        """What a reading command prints. Raises GitFailed for an exit code that is not in `ok`, and IndexLocked."""
        return self._run((*READING, *args), stdin, ok, {"LC_ALL": "C", **self._unfiltered(args)}).stdout

    def _unfiltered(self, args: Sequence[str]) -> Mapping[str, str]:
        """What keeps the repository's own filters from running where git would compare files."""
        if COMPARING.isdisjoint(args[:1]):
            return {}
        asked = ("config", "--local", "--includes", "-z", "--name-only", "--get-regexp", r"^filter\.")

        def names() -> bytes:
            return self._run((*READING, *asked), None, (0, 1), {}).stdout

        return without_own_filters((self.folder, self.common), names, self.environment)

    def text(self, *args: str, ok: Iterable[int] = (0,)) -> str:
        """`read`, as text without its last line end."""
        return self.read(*args, ok=ok).decode("utf-8", "surrogateescape").rstrip("\n")

    def names(self, *args: str, ok: Iterable[int] = (0,)) -> list[str]:
        """What a reading command prints with `-z`: names, or entries, that NUL bytes end."""
        return self.read(*args, ok=ok).decode("utf-8", "surrogateescape").split("\0")[:-1]

    def says(self, *args: str) -> bool:
        """Whether a command that answers by its exit code says yes."""
        return self._run((*READING, *args), None, (0, 1, 128), {"LC_ALL": "C"}).returncode == 0

    def write(
        self,
        *args: str,
        stdin: bytes | None = None,
        extra: Mapping[str, str] | None = None,
        seconds: int | None = None,
    ) -> str:
        """Run a command that changes something, as the user would: hooks and signing run. Raises what `read` does.

        Nothing of git's own is left running behind. `seconds` bounds how long it may take: GitFailed after that.
        """
        ran = self._run((*WRITING, *args), stdin, (0,), extra or {}, seconds)
        return ran.stdout.decode("utf-8", "replace").rstrip("\n")

    def _run(
        self,
        args: Sequence[str],
        stdin: bytes | None,
        ok: Iterable[int],
        extra: Mapping[str, str],
        seconds: int | None = None,
    ) -> subprocess.CompletedProcess[bytes]:
        try:
            return _call(("-C", str(self.root), *args), stdin, tuple(ok), {**self.environment, **extra}, seconds)
        except GitFailed as why:
            if lock := self._lock_in(why.why):
                raise IndexLocked(lock) from why
            raise

    def _lock_in(self, said: str) -> str | None:
        """The lock of this repository that git complains about, in whatever language, and that is there."""
        import re

        for path in map(Path, re.findall(r"(?:[A-Za-z]:)?/[^\n'\"«»„“”]*\.lock\b", said)):
            if any(path.is_relative_to(folder) for folder in (self.folder, self.common)) and path.exists():
                return str(path)
        return None


def open_git(folder: Path, environment: Mapping[str, str]) -> Git:
    """Find the working tree that a folder belongs to.

    Raises GitMissing, NoRepository and BareRepository.
    """
    sealed = {key: value for key, value in environment.items() if key not in (*_FROM_OUTSIDE, *TOKEN_VARIABLES)}
    asked = ("rev-parse", "--path-format=absolute", "--is-bare-repository", "--git-dir", "--git-common-dir")
    answer = _call(("-C", str(folder), *asked, "--show-toplevel"), None, (0, 128), sealed)
    lines = answer.stdout.decode("utf-8", "surrogateescape").splitlines()
    if answer.returncode == 0 and len(lines) == 4:
        return Git(Path(lines[3]), Path(lines[1]), Path(lines[2]), sealed)
    if lines and (lines[0] == "true" or len(lines) == 3):
        raise BareRepository(str(folder))
    raise NoRepository(str(folder), answer.stderr.decode("utf-8", "replace").strip())


def open_without_tree(folder: Path, environment: Mapping[str, str]) -> Git:
    """A bare repository, or the folder in which a hook of the server runs; its own folder stands for the root.

    While a push waits to be taken, its objects lie apart, and git says where. Raises GitMissing and NoRepository.
    """
    waiting = ("GIT_OBJECT_DIRECTORY",) if environment.get("GIT_QUARANTINE_PATH") else ()
    sealed = {key: value for key, value in environment.items() if key not in _FROM_OUTSIDE or key in waiting}
    asked = ("rev-parse", "--path-format=absolute", "--git-dir", "--git-common-dir")
    answer = _call(("-C", str(folder), *asked), None, (0, 128), sealed)
    lines = answer.stdout.decode("utf-8", "surrogateescape").splitlines()
    if answer.returncode or len(lines) != 2:
        raise NoRepository(str(folder), answer.stderr.decode("utf-8", "replace").strip())
    return Git(Path(lines[0]), Path(lines[0]), Path(lines[1]), sealed)


def run_git(folder: Path, environment: Mapping[str, str], *args: str) -> None:
    """One command in a folder that is perhaps no repository yet. Raises GitFailed."""
    sealed = {key: value for key, value in environment.items() if key not in (*_FROM_OUTSIDE, *TOKEN_VARIABLES)}
    _call(("-C", str(folder), *args), None, (0,), sealed)


def version(environment: Mapping[str, str]) -> tuple[int, ...]:
    """git's version in numbers. Raises GitMissing."""
    number = _call(("version",), None, (0,), environment).stdout.decode("ascii", "replace").split()[2]
    return tuple(int(part) for part in number.split(".") if part.isdecimal())


def _call(
    args: Sequence[str],
    stdin: bytes | None,
    ok: Sequence[int],
    environment: Mapping[str, str],
    seconds: int | None = None,
) -> subprocess.CompletedProcess[bytes]:
    try:
        ran = call_child(("git", *args), stdin, environment, seconds)
    except subprocess.TimeoutExpired as why:
        raise GitFailed(args[2], 124, f"más de {seconds} segundos sin acabar") from why
    if ran.returncode not in ok:
        command = next((word for word in args[2:] if not word.startswith("-") and "=" not in word), "git")
        raise GitFailed(command, ran.returncode, ran.stderr.decode("utf-8", "replace").strip())
    return ran


_INHERITED: list[int] = []
"""Descriptors that every child gets: that of the lock, so that no other run starts while one of them works."""


@contextlib.contextmanager
def inheriting(handle: int) -> Iterator[None]:
    """Give a descriptor to every child that starts inside."""
    _INHERITED.append(handle)
    try:
        yield
    finally:
        _INHERITED.remove(handle)


def inherited() -> tuple[int, ...]:
    """The descriptors for a child, where the system has them."""
    return () if os.name == "nt" else tuple(_INHERITED)


def call_child(
    command: Sequence[str], stdin: bytes | None, environment: Mapping[str, str], seconds: int | None = None
) -> "subprocess.CompletedProcess[bytes]":
    """Run a program to its end, also where somebody interrupts: it is told, and waited for.

    Raises GitMissing, and TimeoutExpired after so many seconds.
    """
    try:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL if stdin is None else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=dict(environment),
            pass_fds=inherited(),
        )
    except FileNotFoundError as why:
        raise GitMissing from why
    with child:
        try:
            out, err = child.communicate(stdin, seconds)
        except BaseException:
            child.terminate()
            child.communicate()
            raise
    return subprocess.CompletedProcess(command, child.returncode, out, err)
