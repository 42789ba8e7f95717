"""What probes may look at: the pull request, the repository's files, GitHub, and the settings of the base branch."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from relcommit.checklist.model import Proof
from relcommit.checklist.verdict import Trust, Verdict
from relcommit.settings import Settings


class GitHubReader(Protocol):
    """GitHub's REST API, for one repository; every failure is of the family Refused."""

    @property
    def repository(self) -> str:
        """`owner/name`."""
        ...

    def get(self, path: str, **query: str) -> Any:
        """One object; a path without a leading «/» is below `/repos/OWNER/NAME/`."""
        ...

    def pages(self, path: str, key: str = "", **query: str) -> list[Any]:
        """All the items of a list, page after page; `key` where the list stands inside an object."""
        ...

    def send(self, method: str, path: str, body: Mapping[str, Any]) -> Any:
        """Write, and give the answer."""
        ...


class Files(Protocol):
    """The files of one commit."""

    def paths(self) -> Iterable[str]:
        """Every path, with `/`."""
        ...

    def read(self, path: str) -> bytes | None:
        """A file's bytes; `None` where there is none, or it is a link or a submodule."""
        ...

    def mentioning(self, text: str) -> Iterable[str]:
        """The Markdown documents that say it, word for word. Raises Refused where not all of them can be seen."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedFile:
    """A file that the pull request changes."""

    path: str
    status: str
    """GitHub's word: added, modified, renamed, removed, copied, changed, unchanged."""
    added_text: bool | None
    """Whether it gains a line that somebody can read; `None` where GitHub does not show what it gains."""
    previous: str = ""
    """Where it stood before, when it was renamed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """A pull request as the evidence is measured against it."""

    number: int
    author: str
    """Lower-case login."""
    head: str
    base: str
    """The branch it goes into."""
    writers: frozenset[str] = frozenset()
    """Whoever wrote or pushed its commits, by all the names that they may go by, in lower case."""
    branch: str = ""
    """The branch that its head is, of this repository or of a fork; GitHub changes it for nobody."""
    body: str = ""
    asked_again: frozenset[str] = frozenset()
    """Whose review is waited for, in lower case: what they said before is no longer their last word."""
    closed: bool = False
    """Closed, merged or not."""
    merged: bool = False
    merged_at: datetime | None = None
    merge_sha: str = ""
    """The commit that the merge made; empty before."""
    fork: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceContext:
    """One moment of one pull request, or of a working tree that has none yet."""

    settings: Settings
    """Those of the base branch."""
    now: datetime
    files: Files
    """The files at the head."""
    base: Files | None = None
    """The files of the base branch, where there is one."""
    hub: GitHubReader | None = None
    pull: Pull | None = None
    changes: Callable[[], tuple[ChangedFile, ...]] | None = None
    """What the pull request changes, or will; asked only once somebody wants to know."""
    plans: frozenset[str] = frozenset()
    """The paths of the plans themselves, whose own words document nothing."""
    root: Path | None = None
    """The working tree, where it stands at the head and local evidence is wanted; `None` in CI."""
    environment: Mapping[str, str] = field(default_factory=dict)


class Probe(Protocol):
    """One way of proving something: evidence is gathered outside and judged by a pure function."""

    def __call__(self, proof: Proof, scene: EvidenceContext, /) -> Verdict:
        """Look, and judge. Raises Refused where the forge does not answer."""
        ...


def read_evidence(scene: EvidenceContext, path: str) -> tuple[bytes | None, Trust]:
    """A file that shows what happened, and whose word it is: the working tree's, where that stands at the head, or
    the commit's.

    `None` where it is in neither, or the working tree's is a link.
    """
    if scene.root is not None and path:
        file = scene.root / path
        if file.is_file() and not file.is_symlink():
            return file.read_bytes(), "local"
    return scene.files.read(path), "commit"


def blind(code: str, turn: str = "", **facts: str) -> Verdict:
    """Nothing can be seen from here: no data, and a person of the role may say it instead."""
    return Verdict(state="inconclusive", code=code, facts=facts, turn=turn, blind=True)


def moment(told: object) -> datetime | None:
    """GitHub's time, as it writes it."""
    return datetime.fromisoformat(told) if isinstance(told, str) and told else None
