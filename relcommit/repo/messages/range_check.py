"""The messages of a range of commits, judged while git prints them: any length, one process."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from relcommit.commits.judge import Verdict
from relcommit.errors.commits import RangeCut, RangeUnknown
from relcommit.errors.repository import GitFailed
from relcommit.names import Sha
from relcommit.repo.git import Git
from relcommit.repo.messages.log_check import judge_log
from relcommit.repo.messages.log_stream import NEW_HERE, LogFailed, log

if TYPE_CHECKING:
    from relcommit.repo.messages.log_stream import Piece
    from relcommit.settings import CommitSettings


class Commit(NamedTuple):
    """A commit of history; `message` has the bytes that git gives for it, re-encoded to UTF-8 where it can."""

    sha: Sha
    author: str
    email: str
    message: bytes


def judge_range(git: Git, wanted: str, rules: "CommitSettings") -> Iterator[Verdict]:
    """A verdict for each commit of `A..B`, newest first. Raises as `commits`."""
    return _with_all_scope_paths(git, wanted, judge_log(_started(git, wanted), rules), rules)


_TIPS = 1000
"""Commits that one call of git is asked for: a command line has an end."""


def judge_new(git: Git, tips: Sequence[str], rules: "CommitSettings") -> Iterator[Verdict]:
    """A verdict for each commit that these bring and that no reference has yet. Raises RangeUnknown."""
    judged: set[str] = set()
    for start in range(0, len(tips), _TIPS):
        *others, last = tips[start : start + _TIPS]
        options = (*NEW_HERE, *others)
        verdicts = judge_log(_explained(git, last, options), rules)
        for verdict in _with_all_scope_paths(git, last, verdicts, rules, options):
            if verdict.sha not in judged:
                judged.add(verdict.sha)
                yield verdict


def _with_all_scope_paths(
    git: Git, wanted: str, verdicts: Iterator[Verdict], rules: "CommitSettings", options: Sequence[str] = ()
) -> Iterator[Verdict]:
    """The verdicts, each with what its scope says of the paths that the commit touches."""
    if not rules.scope_paths:
        return verdicts
    return _each_with_scope_paths(git, wanted, verdicts, rules, options)


def _each_with_scope_paths(
    git: Git, wanted: str, verdicts: Iterator[Verdict], rules: "CommitSettings", options: Sequence[str]
) -> Iterator[Verdict]:
    from relcommit.repo.messages.touched import touched_in

    touched = touched_in(git, wanted, options)
    for verdict in verdicts:
        yield with_scope_paths(verdict, touched.get(verdict.sha, ()), rules)


def with_scope_paths(verdict: Verdict, touched: Sequence[str], rules: "CommitSettings") -> Verdict:
    """The verdict with what its scope says of the paths that it touches."""
    from relcommit.commits.rules.scope_paths import scope_path_findings

    verdict.findings = (*verdict.findings, *scope_path_findings(verdict.text, touched, rules))
    return verdict


def commits(git: Git, wanted: str) -> Iterator[Commit]:
    """The commits of a range, newest first.

    Raises RangeUnknown, and RangeCut in a shallow clone that does not hold the whole range; both before the
    first commit is given.
    """
    for sha, author, email, message in _started(git, wanted):
        yield Commit(Sha(sha), author, email, message.encode("utf-8", "surrogateescape"))


def is_shallow(git: Git) -> bool:
    """Whether a part of history was left out when cloning."""
    return (git.common / "shallow").exists()


def _started(git: Git, wanted: str) -> "Iterable[Piece]":
    """The log, with its first commit already read: what git refuses at once is told at once."""
    _refuse_cut(git, wanted)
    pieces = _explained(git, wanted)
    first = next(pieces, None)
    return () if first is None else chain((first,), pieces)


def _explained(git: Git, wanted: str, options: Sequence[str] = ()) -> "Iterator[Piece]":
    try:
        yield from log(str(git.root), wanted, git.environment, options)
    except LogFailed as why:
        raise RangeUnknown(wanted, why.said, shallow=is_shallow(git)) from why


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
            raise RangeCut(wanted, sha, len(listed))
