"""What GitHub will write when it merges a pull request: the message of each method that the repository allows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Method = Literal["squash", "merge", "rebase"]
_CO_AUTHOR = "Co-authored-by:"
_RULE = "---------"
"""What GitHub writes between the body of a squash and its co-authors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """One commit of a pull request."""

    sha: str
    message: str
    author: str
    email: str
    is_merge: bool = False
    """GitHub neither counts nor lists such a commit in a squash, and leaves it out of a rebase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeSettings:
    """A repository's settings for merging; GitHub's own defaults. `known` is false where the token may not see them."""

    squash: bool = True
    merge: bool = True
    rebase: bool = True
    squash_title: str = "COMMIT_OR_PR_TITLE"
    squash_message: str = "COMMIT_MESSAGES"
    merge_title: str = "MERGE_MESSAGE"
    merge_message: str = "PR_TITLE"
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """A pull request as merging it sees it."""

    number: int
    title: str
    body: str
    author: str = ""
    """The login of whoever opened it, who is the author of the squash."""
    author_email: str
    """Theirs, in the commits: they are no co-author."""
    head: str
    """`owner/branch`, as a merge commit names it."""
    commits: Sequence[Landing]
    settings: MergeSettings


@dataclass(frozen=True, slots=True)
class Written:
    """A commit that a method of merging adds to the base branch."""

    method: Method
    message: str
    sha: str = ""
    """The commit that stays as it is; empty for one that GitHub writes."""
    author: str = ""
    email: str = ""


def written(it: Merging) -> Iterator[Written]:
    """Every message that could reach the base branch; commits that several methods keep are given once."""
    if it.settings.squash:
        yield Written("squash", squash_message(it), author=it.author)
    if it.settings.merge:
        yield Written("merge", merge_message(it))
    if it.settings.merge or it.settings.rebase:
        method: Method = "merge" if it.settings.merge else "rebase"
        for commit in it.commits if it.settings.merge else _plain(it):
            yield Written(method, commit.message, commit.sha, commit.author, commit.email)


def squash_message(it: Merging) -> str:
    """The title with its `(#N)`, the body that the settings choose, and co-authors at the end."""
    commits = _plain(it)
    alone = commits[0].message if len(commits) == 1 else None
    subject, body = _parts(alone) if alone is not None else ("", "")
    by_commit = it.settings.squash_title == "COMMIT_OR_PR_TITLE" and subject
    title = f"{subject if by_commit else it.title} (#{it.number})"
    if it.settings.squash_message == "PR_BODY":
        body = it.body
    elif it.settings.squash_message == "BLANK":
        body = ""
    elif alone is None:
        body = "\n\n".join(_listed(commit.message) for commit in commits)
    body = body.replace("\r\n", "\n").strip()
    if alone is not None and it.settings.squash_message == "COMMIT_MESSAGES":
        return _joined(title, body, "\n".join(row for row in _co_authors(it) if row not in body))
    people = "\n".join(_co_authors(it))
    return _joined(title, body, _RULE if body and people else "", people)


def merge_message(it: Merging) -> str:
    """What the merge commit says."""
    if it.settings.merge_title == "PR_TITLE":
        title = f"{it.title} (#{it.number})"
    else:
        title = f"Merge pull request #{it.number} from {it.head}"
    body = {"PR_TITLE": it.title, "PR_BODY": it.body}.get(it.settings.merge_message, "")
    return _joined(title, body.replace("\r\n", "\n").strip(), "")


def _parts(message: str) -> tuple[str, str]:
    subject, _, rest = message.strip().partition("\n")
    return subject.strip(), rest.strip()


def _listed(message: str) -> str:
    subject, body = _parts(message)
    return _joined(f"* {subject}", body, "")


def _co_authors(it: Merging) -> list[str]:
    """A trailer for everybody else who wrote commits, or whom the commits' own trailers name."""
    people: dict[str, str] = {}
    for commit in _plain(it):
        people.setdefault(commit.email.lower(), f"{_CO_AUTHOR} {commit.author} <{commit.email}>")
        for line in commit.message.split("\n"):
            if line[: len(_CO_AUTHOR)].lower() == _CO_AUTHOR.lower():
                person = line[len(_CO_AUTHOR) :].strip()
                people.setdefault(person.rpartition("<")[2].rstrip(">").lower(), f"{_CO_AUTHOR} {person}")
    people.pop(it.author_email.lower(), None)
    return list(people.values())


def _plain(it: Merging) -> list[Landing]:
    return [commit for commit in it.commits if not commit.is_merge]


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
