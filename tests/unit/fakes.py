"""A world in memory that keeps state: enough of git, of files and of a forge for steps to happen in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from relcommit.errors.docs import DestinationOccupied
from relcommit.errors.forge import PullRequestNotFound
from relcommit.errors.repository import BranchMoved, RemoteMoved, RemoteRefused
from relcommit.names import BranchName, RemoteName, RepoPath, Sha
from relcommit.steps.documents import digest_of
from relcommit.world import Metadata, MetadataWarning, PullRequest, World

MAIN, WORK = BranchName("main"), BranchName("docs/obra")
ORIGIN = RemoteName("origin")
ROOT = Sha("0root")


@dataclass
class FakeRepo:
    """Branches, commits as (parent, message), and one remote."""

    branches: dict[BranchName, Sha] = field(default_factory=lambda: {MAIN: ROOT})
    commits: dict[Sha, tuple[Sha | None, str]] = field(default_factory=lambda: {ROOT: (None, "docs: empieza")})
    at: BranchName | None = MAIN
    remote: dict[BranchName, Sha] = field(default_factory=lambda: {MAIN: ROOT})
    follows: dict[BranchName, RemoteName | None] = field(default_factory=dict)
    saved: dict[str, tuple[RepoPath, ...]] = field(default_factory=dict)
    restored: list[str] = field(default_factory=list)
    is_reachable: bool = True
    hook_adds: str = ""
    asked: dict[Sha, str] = field(default_factory=dict)
    """The message that each commit was asked for with."""

    def tip(self, branch: BranchName) -> Sha | None:
        return self.branches.get(branch)

    def current(self) -> BranchName | None:
        return self.at

    def message(self, commit: Sha) -> str:
        return self.commits[commit][1]

    def parent(self, commit: Sha) -> Sha | None:
        return self.commits[commit][0]

    def move_branch(self, branch: BranchName, *, to: Sha | None, only_at: Sha | None) -> None:
        if self.branches.get(branch) == to:
            return
        if self.branches.get(branch) != only_at:
            raise BranchMoved(branch, only_at, self.branches.get(branch))
        self.branches.pop(branch, None)
        if to:
            self.branches[branch] = to

    def switch(self, branch: BranchName) -> None:
        self.at = branch

    def save(self, ref: str, paths: Iterable[RepoPath]) -> Sha:
        self.saved.setdefault(ref, tuple(paths))
        return ROOT

    def dirty(self) -> Mapping[RepoPath, str]:
        return {}

    def differing(self, commit: Sha, other: Sha) -> frozenset[RepoPath]:
        return frozenset()

    def unlike(self, ref: str, paths: Iterable[RepoPath]) -> tuple[RepoPath, ...]:
        return ()

    def kept(self, ref: str, path: RepoPath) -> bytes | None:
        return None

    def forget(self, prefix: str) -> None:
        self.saved = {ref: paths for ref, paths in self.saved.items() if not ref.startswith(prefix)}

    def checked_out_at(self, branch: BranchName) -> str | None:
        return None

    def made_as(self, commit: Sha, message: str) -> bool:
        return self.asked.get(commit) == message

    def restore_index(self, ref: str, paths: Iterable[RepoPath]) -> None:
        self.restored.append(ref)

    def unstage(self, path: RepoPath) -> None:
        pass

    def commit(self, message: str, paths: Iterable[RepoPath], *, amend: bool) -> Sha:
        assert self.at
        tip = self.branches[self.at]
        made = Sha(f"c{len(self.commits)}")
        self.commits[made] = (self.commits[tip][0] if amend else tip, message + self.hook_adds)
        self.branches[self.at] = made
        self.asked[made] = message
        return made

    def remote_tip(self, remote: RemoteName, branch: BranchName) -> Sha | None:
        if not self.is_reachable:
            raise RemoteRefused(remote, "sin red")
        return self.remote.get(branch)

    def push(self, remote: RemoteName, branch: BranchName, *, to: Sha | None, lease: Sha | None) -> None:
        if self.remote_tip(remote, branch) not in (lease, to):
            raise RemoteMoved(remote, branch)
        self.remote.pop(branch, None)
        if to:
            self.remote[branch] = to
            self.follows[branch] = remote

    def set_upstream(self, branch: BranchName, remote: RemoteName | None) -> None:
        self.follows[branch] = remote


@dataclass
class FakeFiles:
    """Regular files as bytes, links as texts."""

    held: dict[RepoPath, bytes | str] = field(default_factory=dict)

    def exists(self, path: RepoPath) -> bool:
        return path in self.held

    def read(self, path: RepoPath) -> bytes | None:
        found = self.held.get(path)
        return found if isinstance(found, bytes) else None

    def write(self, path: RepoPath, content: bytes) -> None:
        self.held[path] = content

    def mode(self, path: RepoPath) -> int | None:
        return 0o644 if isinstance(self.held.get(path), bytes) else None

    def digest(self, path: RepoPath) -> str:
        content = self.read(path)
        return "" if content is None else digest_of(content)

    def stamp(self, path: RepoPath) -> object:
        return self.held.get(path)

    def below(self, path: RepoPath) -> tuple[RepoPath, ...]:
        return tuple(held for held in self.held if held.startswith(f"{path}/"))

    def put(self, path: RepoPath, content: bytes | None, mode: int | None = None) -> None:
        self.held.pop(path, None)
        if content is not None:
            self.held[path] = content

    def rename(self, source: RepoPath, to: RepoPath) -> None:
        if to in self.held:
            raise DestinationOccupied(source, to, to)
        self.held[to] = self.held.pop(source)

    def drop_empty(self, folders: Iterable[RepoPath]) -> None:
        pass

    def target(self, path: RepoPath) -> str | None:
        found = self.held.get(path)
        return found if isinstance(found, str) else None

    def point(self, path: RepoPath, target: str) -> None:
        self.held[path] = target


@dataclass
class FakeForge:
    """Pull requests by number."""

    pulls: dict[int, PullRequest] = field(default_factory=dict)
    dressed: dict[int, Metadata] = field(default_factory=dict)
    refuses: tuple[MetadataWarning, ...] = ()
    is_reachable: bool = True

    def find(self, head: BranchName, base: BranchName) -> PullRequest | None:
        if not self.is_reachable:
            raise RemoteRefused("forja", "sin red")
        ends = (head, base, "open")
        return next((one for one in self.pulls.values() if (one.head, one.base, one.state) == ends), None)

    def of_head(self, head: BranchName) -> tuple[PullRequest, ...]:
        return tuple(pull for pull in reversed(self.pulls.values()) if pull.head == head)

    def get(self, number: int) -> PullRequest:
        if not self.is_reachable:
            raise RemoteRefused("forja", "sin red")
        if number not in self.pulls:
            raise PullRequestNotFound("forja", number)
        return self.pulls[number]

    def reopen(self, number: int) -> None:
        self.pulls[number] = replace(self.get(number), state="open")

    def open(self, *, head: BranchName, base: BranchName, title: str, body: str, draft: bool) -> PullRequest:
        if present := self.find(head, base):
            return present
        number = len(self.pulls) + 1
        self.pulls[number] = PullRequest(
            number=number, url=f"https://forja/{number}", title=title, body=body, head=head, base=base, draft=draft
        )
        return self.pulls[number]

    def update(self, number: int, *, title: str | None = None, body: str | None = None) -> PullRequest:
        kept = self.pulls[number]
        self.pulls[number] = replace(kept, title=title or kept.title, body=kept.body if body is None else body)
        return self.pulls[number]

    def close(self, number: int) -> None:
        if number not in self.pulls:
            raise PullRequestNotFound("forja", number)
        self.pulls[number] = replace(self.pulls[number], state="closed")

    def set_draft(self, number: int, *, draft: bool) -> PullRequest:
        self.pulls[number] = replace(self.get(number), draft=draft)
        return self.pulls[number]

    def set_metadata(self, number: int, extras: Metadata) -> tuple[MetadataWarning, ...]:
        self.dressed[number] = extras
        return self.refuses


@dataclass
class FakeWords:
    """Remembers what it was told."""

    told: list[tuple[str, int, int | None]] = field(default_factory=list)
    complaints: list[MetadataWarning] = field(default_factory=list)

    def progress(self, what: str, done: int, total: int | None) -> None:
        self.told.append((what, done, total))

    def server_says(self, lines: tuple[str, ...]) -> None:
        pass

    def complaint(self, complaint: MetadataWarning) -> None:
        self.complaints.append(complaint)


class FakeClock:
    """Always the same moment."""

    def now(self) -> datetime:
        return datetime(2026, 5, 14, 9, 30, tzinfo=UTC)


@dataclass
class Fakes:
    """The parts of a world, to ask them afterwards what they hold."""

    repo: FakeRepo = field(default_factory=FakeRepo)
    files: FakeFiles = field(default_factory=FakeFiles)
    forge: FakeForge = field(default_factory=FakeForge)
    words: FakeWords = field(default_factory=FakeWords)

    @property
    def world(self) -> World:
        return World(self.repo, self.files, self.forge, FakeClock(), self.words)

    @property
    def without_forge(self) -> World:
        return replace(self.world, forge=None)
