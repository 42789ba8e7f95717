"""The messages of a range of commits, read while git prints them: any length, one process."""

import subprocess
from collections.abc import Iterator
from typing import IO, NamedTuple

from relcommit.errors import GitFailed, RangeCut, RangeUnknown
from relcommit.names import Sha
from relcommit.repo.git import READING, Git

_FORMAT = "%H%n%an%n%ae%n%B"
_CHUNK = 1 << 18
"""Bytes asked of the pipe at once."""


class Commit(NamedTuple):
    """A commit of history; `message` has the bytes that git gives for it, re-encoded to UTF-8 where it can."""

    sha: Sha
    author: str
    email: str
    message: bytes


def commits(git: Git, wanted: str) -> Iterator[Commit]:
    """The commits of `A..B`, newest first.

    Raises RangeUnknown, and RangeCut in a shallow clone that does not hold the whole range; both before the
    first commit is given.
    """
    _refuse_cut(git, wanted)
    reading = _stream(git, wanted)
    first = next(reading, None)
    return iter(()) if first is None else _chained(first, reading)


def is_shallow(git: Git) -> bool:
    """Whether a part of history was left out when cloning."""
    return (git.common / "shallow").exists()


def _chained(first: Commit, rest: Iterator[Commit]) -> Iterator[Commit]:
    yield first
    yield from rest


def _stream(git: Git, wanted: str) -> Iterator[Commit]:
    asked = ("git", "-C", str(git.root), *READING, "log", "-z", f"--format={_FORMAT}", "--encoding=UTF-8")
    environment = {**git.environment, "GIT_FLUSH": "0", "LC_ALL": "C"}
    with subprocess.Popen(
        (*asked, "--no-show-signature", "--no-color", "--end-of-options", wanted, "--"),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, bufsize=0,
    ) as running:  # fmt: skip
        out, err = running.stdout, running.stderr
        assert out is not None  # noqa: S101 - asked for above
        assert err is not None  # noqa: S101
        yield from map(_commit, _pieces(out))
        said = err.read().decode("utf-8", "replace").strip()
    if running.returncode:
        raise RangeUnknown(wanted, said, shallow=is_shallow(git))


def _pieces(out: IO[bytes]) -> Iterator[bytes]:
    """What stands between NUL bytes."""
    left = b""
    while chunk := out.read(_CHUNK):
        pieces = (left + chunk).split(b"\0")
        left = pieces.pop()
        yield from pieces
    if left:
        yield left


def _commit(piece: bytes) -> Commit:
    sha, author, email, message = piece.split(b"\n", 3)
    return Commit(
        Sha(sha.decode("ascii")), author.decode("utf-8", "replace"), email.decode("utf-8", "replace"), message
    )


def _refuse_cut(git: Git, wanted: str) -> None:
    """In a shallow clone, a range that reaches a commit whose parents are missing is not the whole range."""
    if not is_shallow(git):
        return
    edges = set((git.common / "shallow").read_text("ascii").split())
    try:
        listed = git.text("rev-list", "--end-of-options", wanted, "--").split()
    except GitFailed as why:
        raise RangeUnknown(wanted, why.why, shallow=True) from why
    for sha in listed:
        if sha in edges:
            raise RangeCut(wanted, Sha(sha), len(listed))
