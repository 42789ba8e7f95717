"""What a plan says, as values. Field by field it is the JSON of `relcommit plan show --json`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from relcommit.names import Status

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A commit message as the plan recommends it."""

    header: str
    body: tuple[str, ...] = ()
    """One bullet or paragraph each, without its bullet."""
    footers: tuple[str, ...] = ()
    """`Closes #12`, `BREAKING CHANGE: …`, `Co-authored-by: …`, as written."""
    paths: tuple[str, ...] = ()
    """Of a plan with several commits, the pathspecs of this one's files, from its commands or the words beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something to hold or to do, with its inline Markdown and without bullet, number or box."""

    text: str
    line: int
    details: tuple[str, ...] = ()
    """What stands indented below it."""
    kind: Literal["trigger", "action", "after", "step"] = "step"
    """For rollback: what sets it off, or what is done then. `after`: its heading says that it is seen in production."""
    checked: bool = False
    marks: Mapping[str, str] = field(default_factory=dict)
    """What a trailing `<!-- rc: key=value -->` fixes: `id`, `check`, `role`, `phase`, `required`…"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDocument:
    """A line of the plan's own «Documentos» section."""

    path: str
    """A path or a glob from the root of the repository."""
    status: Status
    to: str | None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPromise:
    """A sentence of the plan about moving documents that names none."""

    text: str
    line: int
    to: str | None
    """The folder that it names."""
    keys: tuple[str, ...]
    """Folded words that select the documents: `etapa1`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something about the plan that its author should know; facts, not words."""

    level: Level
    code: str
    line: int
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A release plan. What its author did not recommend is `None` or empty, never a guess."""

    file: str
    title: str | None = None
    date: str | None = None
    """ISO 8601, as far as the plan gives it."""
    branch: str | None = None
    base: str | None = None
    commit: Message | None = None
    commits: tuple[Message, ...] = ()
    """Every recommended message, in order, when there are several."""
    pr_title: str | None = None
    pr_body: str | None = None
    labels: tuple[str, ...] = ()
    """Of the pull request, like the four that follow."""
    reviewers: tuple[str, ...] = ()
    """Names as the plan gives them, without «@»."""
    assignees: tuple[str, ...] = ()
    milestone: str | None = None
    draft: bool | None = None
    """`None` where the plan does not say."""
    issues: tuple[str, ...] = ()
    """What it closes or names as its own: `#12`, `owner/name#12`, an address."""
    pathspecs: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    """The git and gh commands, in order, one each. Parsed and compared, never executed."""
    gates: tuple[Item, ...] = ()
    deploy: tuple[Item, ...] = ()
    rollback: tuple[Item, ...] = ()
    done: tuple[Item, ...] = ()
    documents: tuple[PlannedDocument, ...] = ()
    promises: tuple[DocumentPromise, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)
    """The line of each field: `branch`, `commit.header`, …"""
    findings: tuple[Finding, ...] = ()
