"""The one door to git's processes: a fixed argument list, a sealed environment for reading, NUL-ended answers."""

import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from relcommit.errors.repository import BareRepository, GitFailed, GitMissing, IndexLocked, NoRepository

READING = ("--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
"""Options of every reading command: no code of the repository runs, no lock is taken."""

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

    def read(self, *args: str, stdin: bytes | None = None, ok: Iterable[int] = (0,)) -> bytes:
        """What a reading command prints. Raises GitFailed for an exit code that is not in `ok`, and IndexLocked."""
        return self._run((*READING, *args), stdin, ok, {"LC_ALL": "C"}).stdout

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

        `seconds` bounds how long it may take: GitFailed after that.
        """
        return self._run(args, stdin, (0,), extra or {}, seconds).stdout.decode("utf-8", "replace").rstrip("\n")

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
    sealed = {key: value for key, value in environment.items() if key not in _FROM_OUTSIDE}
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
    sealed = {key: value for key, value in environment.items() if key not in _FROM_OUTSIDE}
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
        ran = subprocess.run(
            ("git", *args),
            input=stdin,
            stdin=None if stdin is not None else subprocess.DEVNULL,
            capture_output=True,
            env=dict(environment),
            check=False,
            timeout=seconds,
        )
    except FileNotFoundError as why:
        raise GitMissing from why
    except subprocess.TimeoutExpired as why:
        raise GitFailed(args[2], 124, f"más de {seconds} segundos sin acabar") from why
    if ran.returncode not in ok:
        command = next((word for word in args[2:] if not word.startswith("-") and "=" not in word), "git")
        raise GitFailed(command, ran.returncode, ran.stderr.decode("utf-8", "replace").strip())
    return ran
