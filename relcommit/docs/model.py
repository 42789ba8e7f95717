"""Documents, where they go, and what changes when they do, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from relcommit.names import RepoPath, Status

DecidedBy = Literal["plan", "list", "rule", "front-matter", "folder"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A line that somebody wrote about a document: of a plan, of an edited list."""

    path: str
    """A path or a glob from the root of the repository."""
    status: Status
    to: str | None = None
    """Where to: a folder, or for one document a full path. `None` for the status's folder."""
    line: int
    why: str = ""
    """What its author says about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What decided a document's state, and where to look it up."""

    by: DecidedBy
    where: str
    """`docs/plan.md:80`, `docs/etapa1/**`, `estado: obsoleto`, or the folder."""
    why: str = ""
    """In its author's own words; empty where there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One document that changes its place."""

    source: RepoPath
    to: RepoPath
    status: Status
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is known of one document, whether it moves or not."""

    status: Status
    reason: Reason
    to: RepoPath
    """Where it belongs; its own place when it stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something about the decisions that their author should know; facts, not words."""

    code: Literal["document-missing", "document-kept"]
    line: int
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What becomes of the documents."""

    moves: tuple[Move, ...] = ()
    states: Mapping[RepoPath, State]
    """Every document that something decides, those that stay included."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One destination that is rewritten; everything around it stays to the byte."""

    file: RepoPath
    """Where the file stands before the move."""
    line: int
    kind: str
    """`link`, `image`, `definition`, `html`, `code`, `wikilink`, `include`, `front-matter`, `config`, `menu`,
    `mention`, `fenced`, `symlink`, `index`, `banner`, `redirect`."""
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A reference to a moved document that is left as it is, for its author to look at."""

    file: RepoPath
    line: int
    target: RepoPath
    why: Literal["encoding", "code", "fenced", "address", "redirect", "site"] = "encoding"
    """Its file is not UTF-8; or it stands in code, or in a code block of a document, which nobody edits without being
    asked; or it is an address of Jekyll's site, which pages may change; or the configuration of a site says in another
    way than we can read where it keeps its redirections, and the target's page has none; or it says where its
    pages stand, and the target goes out of there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The working tree as documents see it."""

    files: frozenset[RepoPath]
    """Every file that git tracks or would track, symbolic links included."""
    contents: Mapping[RepoPath, bytes]
    """The bytes of those files that can hold a reference (`is_readable`)."""
    symlinks: Mapping[RepoPath, str]
    """Each symbolic link with its target as stored."""
    submodules: frozenset[RepoPath] = frozenset()
    """The folders that belong to another repository."""
    away: frozenset[RepoPath] = frozenset()
    """The files that can hold a reference but whose bytes this clone does not have here: nobody has looked at them."""
    ignored: frozenset[RepoPath] = frozenset()
    """The files whose own references may lead nowhere: examples, fixtures."""
    marked: frozenset[RepoPath] = frozenset()
    """The files whose changes a bit of the index hides: skip-worktree, assume-unchanged."""
    modes: Mapping[RepoPath, int] = field(default_factory=dict)
    """The permission bits of the files in `contents` and `wholes`, where they were read from a disk."""
    wholes: Mapping[RepoPath, bytes] = field(default_factory=dict)
    """The bytes of files that hold no reference, where a move needs all of them: pictures that change places."""

    @property
    def judged(self) -> list[RepoPath]:
        """The files whose references have to lead somewhere."""
        return sorted(self.contents.keys() - self.ignored)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reorganisation:
    """Everything that moving documents changes. Nothing in it when nothing moves."""

    moves: tuple[Move, ...] = ()
    edits: tuple[Edit, ...] = ()
    contents: Mapping[RepoPath, bytes] = field(default_factory=dict)
    """New bytes of each file that changes, by its place *after* the moves."""
    symlinks: Mapping[RepoPath, str] = field(default_factory=dict)
    """New target of each symbolic link that is retargeted, by its place after the moves."""
    reported: tuple[Reported, ...] = ()
    """References that are not rewritten: their files are not UTF-8, or are code."""
    attachments: tuple[RepoPath, ...] = ()
    """Files that stay, are no documents, and that only documents use that move."""
    broken_before: int = 0
    """What leads nowhere before the moves and after: links and backticked paths, as `docs check` counts the missing."""
    broken_after: int = 0
