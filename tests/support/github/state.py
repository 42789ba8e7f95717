"""What the double of GitHub remembers: people, tokens, repositories and what hangs from them."""

from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Literal

Role = Literal["read", "triage", "write", "admin"]
ROLES: tuple[Role, ...] = ("read", "triage", "write", "admin")


@dataclass(eq=False, kw_only=True)
class User:
    """A person, or an organisation."""

    id: int
    login: str
    kind: Literal["User", "Organization", "Bot"] = "User"


@dataclass(eq=False, kw_only=True)
class Team:
    """A team of an organisation."""

    id: int
    slug: str
    organization: User
    members: set[str] = field(default_factory=set)
    invited: set[str] = field(default_factory=set)
    """Members who have not accepted yet."""


@dataclass(eq=False, kw_only=True)
class Token:
    """What a secret may do. Classic tokens have scopes; fine-grained ones a level for each kind of thing."""

    value: str
    user: User
    scopes: tuple[str, ...] = ("repo",)
    permissions: dict[str, str] | None = None
    """For fine-grained tokens: `{"pull_requests": "write"}`; `None` for classic ones."""
    sso: bool = True
    """Whether it was authorised for organisations with single sign-on."""


@dataclass(eq=False, kw_only=True)
class Label:
    id: int
    name: str
    color: str = "ededed"


@dataclass(eq=False, kw_only=True)
class Milestone:
    id: int
    number: int
    title: str
    creator: User
    state: str = "open"


@dataclass(eq=False, kw_only=True)
class Comment:
    id: int
    user: User | None
    """`None`: somebody who left."""
    body: str
    at: str
    edited: str = ""
    """When its body was last changed; empty for never."""


@dataclass(eq=False, kw_only=True)
class Review:
    id: int
    user: User | None
    body: str
    state: str
    commit_id: str
    at: str


@dataclass(eq=False, kw_only=True)
class Happened:
    """One event of an issue or a pull request."""

    id: int
    user: User
    what: str
    at: str


@dataclass(eq=False, kw_only=True)
class Pull:
    """A pull request, which is an issue too."""

    id: int
    number: int
    title: str
    body: str | None
    user: User
    head_repository: "Repository"
    head: str
    base: str
    head_sha: str
    base_sha: str
    draft: bool
    created_at: str
    state: Literal["open", "closed"] = "open"
    updated_at: str = ""
    closed_at: str | None = None
    merged_at: str | None = None
    merged_by: User | None = None
    merge_commit_sha: str | None = None
    labels: list[Label] = field(default_factory=list)
    assignees: list[User] = field(default_factory=list)
    milestone: Milestone | None = None
    reviewers: list[User] = field(default_factory=list)
    teams: list[Team] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    events: list[Happened] = field(default_factory=list)


@dataclass(eq=False, kw_only=True)
class Repository:
    """A repository over a real bare one."""

    id: int
    owner: User
    name: str
    bare: Path
    private: bool = False
    default_branch: str = "main"
    roles: dict[str, Role] = field(default_factory=dict)
    """Logins to what they may do; whoever is absent may read what is public."""
    drafts: bool = True
    """Whether its plan has draft pull requests."""
    sso: bool = False
    """Whether its organisation wants tokens authorised for single sign-on."""
    parent: "Repository | None" = None
    merge_settings: dict[str, object] = field(
        default_factory=lambda: {
            "allow_squash_merge": True,
            "allow_merge_commit": True,
            "allow_rebase_merge": True,
            "allow_auto_merge": False,
            "delete_branch_on_merge": False,
            "squash_merge_commit_title": "COMMIT_OR_PR_TITLE",
            "squash_merge_commit_message": "COMMIT_MESSAGES",
            "merge_commit_title": "MERGE_MESSAGE",
            "merge_commit_message": "PR_TITLE",
        }
    )
    rules: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    """For each branch, the rules that protect it, as REST says them."""
    pulls: dict[int, Pull] = field(default_factory=dict)
    labels: list[Label] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)
    extras: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    """Room for what other test suites add (check runs, deployments…), by kind."""

    @property
    def full_name(self) -> str:
        return f"{self.owner.login}/{self.name}"


@dataclass(eq=False, kw_only=True)
class RateLimit:
    """How many requests are left until the hour is over."""

    limit: int = 5000
    remaining: int = 5000
    reset: int = 4_000_000_000


@dataclass(eq=False, kw_only=True)
class Limits:
    """How much of a list GitHub tells; the rest it leaves out without a word, or with a small one."""

    files: int = 3_000
    """Of a pull request."""
    patch: int = 1_000_000
    """Characters of one file's."""
    tree: int = 100_000
    suites: int = 1_000
    """Whose check runs are listed for a commit."""


@dataclass(eq=False)
class State:
    """All of it."""

    folder: Path
    """Where the bare repositories are, `owner/name.git` each."""
    users: dict[str, User] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    """By `organization/slug`."""
    repositories: dict[str, Repository] = field(default_factory=dict)
    """By `owner/name` in lower case: GitHub does not tell case apart."""
    rate: RateLimit = field(default_factory=RateLimit)
    limits: Limits = field(default_factory=Limits)
    _ids: "count[int]" = field(default_factory=lambda: count(1))
    _clock: "count[int]" = field(default_factory=lambda: count(0))

    def new_id(self) -> int:
        return next(self._ids)

    def now(self) -> str:
        """Each question is a second later, from the first of 2026 on."""
        minutes, seconds = divmod(next(self._clock), 60)
        hours, minutes = divmod(minutes, 60)
        return f"2026-01-{1 + hours // 24:02}T{hours % 24:02}:{minutes:02}:{seconds:02}Z"

    def role(self, repository: Repository, user: User | None) -> Role | None:
        """What somebody may do in a repository; `None`: not even know that it is there."""
        if user is not None and user is repository.owner:
            return "admin"
        role = repository.roles.get(user.login) if user is not None else None
        return role or (None if repository.private else "read")
