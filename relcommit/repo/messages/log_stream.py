"""What `git log` says, piece by piece while it says it; light, for the commit-msg hook and for short ranges.

Started without `subprocess`, whose import alone costs more than git itself.
"""

import os
import sys

from relcommit.repo.messages.git_config import spawn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Piece = list[str]
    """A commit: SHA, author, address and message; bytes that are not UTF-8 as lone surrogates."""

_CHUNK = 1 << 18
"""Bytes asked of the pipe at once."""
_FULL = 1 << 15
"""Bytes of a first reading that tell a long range."""
QUIET = ("--no-optional-locks", "-c", "core.fsmonitor=false")
"""What git is told before `log`, so that asking changes and starts nothing."""
PLAIN = ("--encoding=UTF-8", "--no-show-signature", "--no-color", "--end-of-options")
"""What `log` is told before the range, whatever its settings are."""
_FIELDS = "%H%n%an%n%ae%n%B"


class LogFailed(Exception):
    """Git did not list the range; `said` is its own sentence."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class Log:
    """The commits of a range, newest first; git starts at once, and runs ahead while the caller gets ready.

    No more than `most`, where that is not negative. Reading raises LogFailed, before the first piece for a range that
    is none. Read it or close it.
    """

    def __init__(
        self, root: str, revisions: "Sequence[str]", environment: "Mapping[str, str]", *, fields: str = _FIELDS,
        most: int = -1, options: "Sequence[str]" = (),
    ) -> None:  # fmt: skip
        shape = (f"--format={fields}", f"--max-count={most}")
        argv = ("git", "-C", root, *QUIET, "log", "-z", *shape, *options, *PLAIN, *revisions, "--")
        self._out, self._err, self._wait = spawn(argv, {**environment, "GIT_FLUSH": "0", "LC_ALL": "C"})

    def __iter__(self) -> "Iterator[Piece]":
        return (entry.split("\n", 3) for entry in self.entries())

    def entries(self) -> "Iterator[str]":
        """The fields of each commit, as git wrote them; who stops early closes the iterator."""
        try:
            yield from _between_nuls(self._out)
            complaint = os.read(self._err, 1 << 16)
        finally:
            failed = self.close()
        if failed:
            raise LogFailed(complaint.decode("utf-8", "replace").strip())

    def close(self) -> int:
        """Stop listening, which stops git; its exit code."""
        os.close(self._out)
        os.close(self._err)
        return self._wait()


def log(root: str, wanted: str, environment: "Mapping[str, str]", options: "Sequence[str]" = ()) -> "Iterator[Piece]":
    """The commits of a range, for those who will read them. Raises as `Log`."""
    return iter(Log(root, (wanted,), environment, options=options))


NEW_HERE = ("--not", "--all", "--not")
"""Before a commit: those that it brings and that no reference of the repository has yet."""


def _widen(out: int) -> None:
    """Let git run far ahead: a pipe of 64 KiB, which is what Linux gives, stops it every millisecond."""
    if sys.platform == "linux":
        from fcntl import F_SETPIPE_SZ, fcntl

        try:
            fcntl(out, F_SETPIPE_SZ, 1 << 20)
        except OSError:  # more than this user may have
            return


def _between_nuls(out: int) -> "Iterator[str]":
    left = b""
    wide = False
    while chunk := os.read(out, _CHUNK):
        if not wide and len(chunk) >= _FULL:  # a short range needs no wide pipe, nor the import that makes it one
            wide = True
            _widen(out)
        whole, nul, rest = chunk.rpartition(b"\0")
        if nul:
            yield from (left + whole).decode("utf-8", "surrogateescape").split("\0")
            left = rest
        else:
            left += chunk
    if left:
        yield left.decode("utf-8", "surrogateescape")
