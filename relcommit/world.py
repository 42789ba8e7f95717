"""What steps speak to: the protocols that `repo/`, `forge/` and the command line fulfil."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from relcommit.names import BranchName, RemoteName, RepoPath, Sha


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRequest:
    """A pull request as the forge has it."""

    number: int
    url: str
    """Where a person looks at it: an https address, or the path of the local forge's file."""
    title: str
    body: str
    head: BranchName
    base: BranchName
    state: Literal["open", "closed", "merged"] = "open"
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """What a new pull request is given besides title and body."""

    labels: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    """Logins, or `org/team`; a leading «@» is dropped."""
    assignees: tuple[str, ...] = ()
    milestone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One of the extras that the forge refused: a warning, never a failure."""

    what: Literal["labels", "reviewers", "assignees", "milestone", "draft"]
    value: str
    why: str


class Forge(Protocol):
    """Where pull requests live."""

    def find(self, head: BranchName, base: BranchName) -> PullRequest | None:
        """The open pull request from `head` of this repository into `base`."""
        ...

    def open(self, *, head: BranchName, base: BranchName, title: str, body: str, draft: bool) -> PullRequest:
        """Open it; where one is open already for the same head and base, that one as it stands."""
        ...

    def update(self, number: int, *, title: str | None = None, body: str | None = None) -> PullRequest:
        """Change its title, its body, or both."""
        ...

    def close(self, number: int) -> None:
        """Close it without merging."""
        ...

    def dress(self, number: int, extras: Extras) -> tuple[Complaint, ...]:
        """Add labels, reviewers, assignees and milestone that it lacks."""
        ...


class Repo(Protocol):
    """The repository, for steps: each call is safe to repeat."""

    def tip(self, branch: BranchName) -> Sha | None:
        """Where a branch stands, `None` where there is none."""
        ...

    def current(self) -> BranchName | None:
        """The branch of the working tree, `None` when HEAD is detached."""
        ...

    def move_branch(self, branch: BranchName, *, to: Sha | None, only_at: Sha | None) -> None:
        """Create, move or delete (`to=None`) a branch by compare-and-swap; `only_at=None` for one that is absent."""
        ...

    def switch(self, branch: BranchName) -> None:
        """Put the working tree on a branch, as `git switch`; work in progress is carried over or git refuses."""
        ...

    def reset_index(self, paths: Iterable[RepoPath]) -> None:
        """Make the index agree with HEAD for these paths, leaving the working tree alone."""
        ...

    def save(self, ref: str, paths: Iterable[RepoPath]) -> Sha:
        """Keep the state of these files, untracked and absent ones too, as a commit under `ref`."""
        ...

    def restore(self, saved: Sha, paths: Iterable[RepoPath]) -> None:
        """Give these files back as they were saved, in the working tree and in the index."""
        ...

    def commit(self, message: str, pathspecs: Sequence[str], *, amend: bool) -> Sha:
        """Commit the working tree's state of the pathspecs and nothing else; the user's hooks and signing run."""
        ...

    def push(self, remote: RemoteName, branch: BranchName, *, sha: Sha | None, lease: Sha | None) -> None:
        """Push `sha` (`None` deletes) to the branch of the same name, only where the remote stands at `lease`."""
        ...

    def set_upstream(self, branch: BranchName, remote: RemoteName | None) -> None:
        """Make the branch follow its namesake on the remote, or nothing."""
        ...


class Files(Protocol):
    """The working tree's files. Nothing is ever overwritten unless its old bytes are given."""

    def move(self, moves: Mapping[RepoPath, RepoPath]) -> None:
        """Rename files, making folders and dropping those that are left empty."""
        ...

    def write(self, contents: Mapping[RepoPath, bytes]) -> None:
        """Replace whole files, keeping their mode."""
        ...

    def link(self, targets: Mapping[RepoPath, str]) -> None:
        """Point symbolic links at new targets."""
        ...


class Clock(Protocol):
    """Today, for whoever has to write it down."""

    def now(self) -> datetime:
        """The time, with its zone."""
        ...


class Progress(Protocol):
    """Somebody who watches a long wait."""

    def __call__(self, what: str, done: int, total: int | None) -> None:
        """`done` of `total` units of `what` (a git phase, or a room's own word); `None` for an unknown total."""
        ...


@dataclass(frozen=True, slots=True)
class World:
    """Everything that a step may touch."""

    repo: Repo
    files: Files
    forge: Forge | None
    """`None` where the remote is on GitHub and no token was found."""
    clock: Clock
