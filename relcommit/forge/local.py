"""Pull requests as Markdown files in a folder, one file each, for repositories without a forge."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from io import StringIO
from pathlib import Path
from typing import Any, Literal, Self, get_args

from relcommit.errors.forge import PullRequestNotFound, PullRequestUnreadable
from relcommit.names import BranchName, Sha
from relcommit.world import Metadata, MetadataWarning, PullRequest

_FENCE = "---"
_State = Literal["open", "closed", "merged"]


@dataclass(frozen=True, slots=True)
class LocalForge:
    """A folder of pull requests, with the rules of a forge: one open for each head and base.

    People may edit the files by hand: what they write is read back as it stands.
    """

    folder: Path
    spare: Path | None = None
    """For what is being written; without one it is written in `folder`."""

    def find(self, head: BranchName, base: BranchName) -> PullRequest | None:
        """The open pull request from `head` into `base`; the lowest number where there are several."""
        for kept in self._all():
            if (kept.head, kept.base, kept.state) == (head, base, "open"):
                return self._seen(kept)
        return None

    def of_head(self, head: BranchName) -> tuple[PullRequest, ...]:
        """Every pull request from `head`, in every state and into any base, newest first."""
        return tuple(self._seen(kept) for kept in reversed(list(self._all())) if kept.head == head)

    def merged(self, number: int, *, at: Sha) -> PullRequest:
        """Note that the base has it, from the commit `at` on."""
        kept = self._get(number)
        return self._seen(self._write(replace(kept, state="merged", merge_sha=at), only_if_not=kept))

    def get(self, number: int) -> PullRequest:
        """One of any state. Raises PullRequestNotFound."""
        return self._seen(self._get(number))

    def open(self, *, head: BranchName, base: BranchName, title: str, body: str, draft: bool) -> PullRequest:
        """Open it; where one is open already for the same head and base, that one as it stands."""
        if present := self.find(head, base):
            return present
        self.folder.mkdir(parents=True, exist_ok=True)
        number = self._number_for(_Kept(title=title, head=head, base=base, draft=draft, body=body))
        first = self.find(head, base)
        if first and first.number < number:  # somebody opened the same one meanwhile: the lower number stays
            self._path(number).unlink()
            return first
        return self._seen(self._read(self._path(number)))

    def update(self, number: int, *, title: str | None = None, body: str | None = None) -> PullRequest:
        """Change its title, its body, or both; nothing is written where nothing changes."""
        kept = self._get(number)
        changed = replace(
            kept,
            title=kept.title if title is None else title,
            body=kept.body if body is None else body,
        )
        return self._seen(self._write(changed, only_if_not=kept))

    def close(self, number: int) -> None:
        """Close it without merging; one that was merged stays so."""
        kept = self._get(number)
        if kept.state != "merged":
            self._write(replace(kept, state="closed"), only_if_not=kept)

    def reopen(self, number: int) -> None:
        """Open again one that was closed."""
        kept = self._get(number)
        self._write(replace(kept, state="open"), only_if_not=kept)

    def set_draft(self, number: int, *, draft: bool) -> PullRequest:
        """Make it a draft, or ready for review."""
        kept = self._get(number)
        return self._seen(self._write(replace(kept, draft=draft), only_if_not=kept))

    def set_metadata(self, number: int, extras: Metadata) -> tuple[MetadataWarning, ...]:
        """Add what it lacks; a folder refuses nothing."""
        kept = self._get(number)
        changed = replace(
            kept,
            labels=_union(kept.labels, extras.labels),
            reviewers=_union(kept.reviewers, tuple(login.removeprefix("@") for login in extras.reviewers)),
            assignees=_union(kept.assignees, tuple(login.removeprefix("@") for login in extras.assignees)),
            milestone=kept.milestone or extras.milestone,
        )
        self._write(changed, only_if_not=kept)
        return ()

    def _path(self, number: int) -> Path:
        return self.folder / f"{number:04}.md"

    def _all(self) -> Iterator["_Kept"]:
        for number in self._numbers():
            with suppress(FileNotFoundError):  # taken back since, by somebody who opened the same one
                yield self._read(self._path(number))

    def _numbers(self) -> list[int]:
        return sorted(int(path.stem) for path in self.folder.glob("*.md") if path.stem.isdecimal())

    def _get(self, number: int) -> "_Kept":
        path = self._path(number)
        if not path.is_file():
            raise PullRequestNotFound(str(self.folder), number)
        return self._read(path)

    def _read(self, path: Path) -> "_Kept":
        kept = _Kept.from_text(path.read_bytes().decode("utf-8-sig", errors="surrogateescape"))
        if kept is None:
            raise PullRequestUnreadable(str(path))
        return replace(kept, number=int(path.stem))

    def _seen(self, kept: "_Kept") -> PullRequest:
        return PullRequest(
            number=kept.number,
            url=str(self._path(kept.number).absolute()),
            title=kept.title,
            body=kept.body,
            head=BranchName(kept.head),
            base=BranchName(kept.base),
            state=kept.state,
            draft=kept.draft,
            merge_sha=Sha(kept.merge_sha) if kept.merge_sha else None,
        )

    def _number_for(self, new: "_Kept") -> int:
        """Write it under the first number that nobody has: a hard link appears whole, or not at all."""
        number = max(self._numbers(), default=0)
        while True:
            number += 1
            complete = self._beside(replace(new, number=number))
            try:
                _claim(self._path(number), complete)
            except FileExistsError:
                continue
            else:
                return number
            finally:
                complete.unlink(missing_ok=True)

    def _write(self, kept: "_Kept", *, only_if_not: "_Kept") -> "_Kept":
        if kept != only_if_not:
            self._beside(kept).replace(self._path(kept.number))
        return kept

    def _beside(self, kept: "_Kept") -> Path:
        """The whole file under a temporary name in the same file system, safe on the disk."""
        from os import fsync
        from tempfile import NamedTemporaryFile

        if self.spare:
            self.spare.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self.spare or self.folder, prefix=".", suffix=".tmp", delete=False) as file:
            file.write(kept.text().encode("utf-8", errors="surrogateescape"))
            file.flush()
            fsync(file.fileno())
        return Path(file.name)


def _claim(path: Path, complete: Path) -> None:
    """Give the complete file this name, unless somebody has it: FileExistsError."""
    try:
        path.hardlink_to(complete)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        path.touch(exist_ok=False)
        complete.replace(path)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """One file: front matter, whose values are JSON and so YAML too, and the body as it is."""

    number: int = 0
    title: str
    head: str
    base: str
    state: _State = "open"
    draft: bool = False
    labels: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    assignees: tuple[str, ...] = ()
    milestone: str = ""
    merge_sha: str = ""
    others: dict[str, str] = field(default_factory=dict)
    """Lines that people added to the front matter."""
    body: str

    def text(self) -> str:
        left_out = {"others", "body", *(() if self.merge_sha else ("merge_sha",))}
        values = {key: value for key, value in asdict(self).items() if key not in left_out}
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items()]
        lines += [f"{key}: {value}\n" for key, value in self.others.items()]
        return f"{_FENCE}\n{''.join(lines)}{_FENCE}\n\n{self.body}"

    @classmethod
    def from_text(cls, text: str) -> Self | None:
        """Read a file back; `None` where its front matter is missing or lacks what no pull request lacks."""
        head, body = _split(text)
        readers = _READERS.items()
        values: dict[str, Any] = {key: read(head[key]) for key, read in readers if key in head}
        complete = {"title", "head", "base"} <= values.keys()
        if not complete or values.get("state", "open") not in get_args(_State):
            return None
        others = {key: raw for key, raw in head.items() if key not in _READERS and key != "number"}
        return cls(**values, others=others, body=body)


def _split(text: str) -> tuple[dict[str, str], str]:
    """The lines of the front matter, and what follows it and one blank line."""
    lines = list(StringIO(text, newline="\n"))
    if not lines or lines[0].rstrip() != _FENCE:
        return {}, text
    head: dict[str, str] = {}
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == _FENCE:
            blank = bool(lines[number + 1 : number + 2]) and not lines[number + 1].strip()
            return head, "".join(lines[number + 1 + blank :])
        key, _, raw = line.partition(":")
        head[key.strip()] = raw.strip()
    return {}, text


def _text(raw: str) -> str:
    """A JSON string, or what people typed without quotes."""
    try:
        value = json.loads(raw)
    except ValueError:
        return raw
    return value if isinstance(value, str) else raw


def _texts(raw: str) -> tuple[str, ...]:
    """A JSON list, or names that people typed with commas between them."""
    try:
        value = json.loads(raw)
    except ValueError:
        value = [name.strip(" \"'") for name in raw.strip("[]").split(",")]
    return tuple(str(name) for name in (value if isinstance(value, list) else [value]) if name)


def _truth(raw: str) -> bool:
    return raw == "true"


_READERS: dict[str, Callable[[str], object]] = {
    "title": _text,
    "head": _text,
    "base": _text,
    "state": _text,
    "draft": _truth,
    "labels": _texts,
    "reviewers": _texts,
    "assignees": _texts,
    "milestone": _text,
    "merge_sha": _text,
}


def _union(present: tuple[str, ...], wanted: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*present, *wanted)))
