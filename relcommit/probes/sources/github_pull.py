"""A pull request, what it changes and what people say about it, as GitHub tells them."""

import re
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from html import unescape
from typing import Any
from unicodedata import category
from urllib.parse import quote

from relcommit.checklist.attest import Comment, may_command
from relcommit.checklist.markdown import BLANKS, has_words
from relcommit.errors.checklist import AnswerCut
from relcommit.errors.forge import Invalid, RepositoryNotFound, answer_of
from relcommit.probes.evidence_context import ChangedFile, GitHubReader, Pull, moment
from relcommit.probes.sources.required_plans import MARKDOWN
from relcommit.probes.sources.roles import People

_REMARK = re.compile(r"<!--(?:[^-]|-(?!->))*(?:-->|\Z)")
_UNSEEN = re.compile(
    r"</?[A-Za-z][^<>]{0,500}>|^[ ]{0,3}\[[^\]\n]{0,200}\]:.*$|(?<=\])\([^()\n]{0,500}\)", re.MULTILINE
)
"""Tags, definitions of references and the addresses of links, in Markdown."""
QUEUED = re.compile(r"/pr-(\d{1,9})-[0-9a-f]{7,40}$")
"""How a merge queue's branch names the pull request that it brings."""
_COAUTHOR = re.compile(r"^co-authored-by: ?([^<\n]{0,200})<([^>\n]{1,200})>", re.IGNORECASE | re.MULTILINE)
_RETARGETED = frozenset({"base_ref_changed", "automatic_base_change_succeeded", "base_ref_force_pushed"})
"""By hand, by itself once the branch it went into is deleted, or because that branch was written anew."""
MOST_DOCUMENTS = 200
"""Documents of a commit that are asked for one by one, where there is no clone to look in."""


@dataclass
class HubFiles:
    """The files of one commit as GitHub keeps them, for a clone that does not have it."""

    hub: GitHubReader
    commit: str

    def paths(self) -> Iterable[str]:
        """Every path that GitHub lists (100,000 files)."""
        return self._blobs

    def read(self, path: str) -> bytes | None:
        """A file's bytes; `None` where there is none, or it is a link or a submodule."""
        blob = self._blob(path)
        if blob is None:
            return None
        content = self.hub.get(f"git/blobs/{blob}")
        with answer_of(self.hub.repository, f"git/blobs/{blob}"):
            return b64decode(content["content"])

    def mentioning(self, text: str) -> Iterable[str]:
        """The Markdown documents that say it. Raises AnswerCut where there are too many to ask for each."""
        documents = [path for path in self._blobs if path.lower().endswith(MARKDOWN)]
        if len(documents) > MOST_DOCUMENTS:
            raise AnswerCut("documents", MOST_DOCUMENTS)
        return [path for path in documents if text.encode() in (self.read(path) or b"")]

    def _blob(self, path: str) -> str | None:
        try:
            return self._blobs.get(path)
        except AnswerCut:  # too large a commit to be listed whole; its root seldom is
            if "/" in path:
                raise
            return self._root.get(path)

    @cached_property
    def _blobs(self) -> dict[str, str]:
        return self._listed(recursive="1")

    @cached_property
    def _root(self) -> dict[str, str]:
        return self._listed()

    def _listed(self, **query: str) -> dict[str, str]:
        address = f"git/trees/{quote(self.commit)}"
        tree = self.hub.get(address, **query)
        with answer_of(self.hub.repository, address):
            if tree["truncated"]:
                raise AnswerCut("tree", len(tree["tree"]))
            return {entry["path"]: entry["sha"] for entry in tree["tree"] if entry["mode"] in ("100644", "100755")}


@dataclass
class Remembering:
    """A hub that asks the same question once, so that probes need not know of each other."""

    hub: GitHubReader
    _told: dict[tuple[str, ...], Any] = field(default_factory=dict)

    @property
    def repository(self) -> str:
        """`owner/name`."""
        return self.hub.repository

    def get(self, path: str, **query: str) -> Any:
        """As the hub it stands for."""
        key = ("get", path, *map(str, sorted(query.items())))
        if key not in self._told:
            self._told[key] = self.hub.get(path, **query)
        return self._told[key]

    def pages(self, path: str, key: str = "", **query: str) -> list[Any]:
        """As the hub it stands for."""
        name = ("pages", path, key, *map(str, sorted(query.items())))
        if name not in self._told:
            self._told[name] = self.hub.pages(path, key, **query)
        return list(self._told[name])

    def send(self, method: str, path: str, body: Mapping[str, Any]) -> Any:
        """Write; what was remembered may hold no more."""
        self._told.clear()
        return self.hub.send(method, path, body)


def read_pull(hub: GitHubReader, number: int) -> Pull:
    """One pull request. Raises StrangeAnswer where what GitHub, or something in between, answers is none."""
    pull = hub.get(f"pulls/{number}")
    with answer_of(hub.repository, f"pulls/{number}"):
        head, base = pull["head"], pull["base"]
        return Pull(
            number=number,
            author=_login(pull.get("user")),
            head=str(head["sha"]),
            base=str(base["ref"]),
            branch=str(head["ref"]),
            body=str(pull.get("body") or ""),
            asked_again=frozenset(_login(reviewer) for reviewer in pull.get("requested_reviewers") or ()),
            closed=pull.get("state") == "closed",
            merged=bool(pull.get("merged")),
            merged_at=moment(pull.get("merged_at")),
            merge_sha=str(pull.get("merge_commit_sha") or "") if pull.get("merged") else "",
            fork=not head.get("repo") or head["repo"]["id"] != base["repo"]["id"],
            url=str(pull["html_url"]),
        )


@dataclass(frozen=True, slots=True)
class OpenPull:
    """A pull request that is open, as the list of them has it."""

    number: int
    head: str
    base: str


def open_pulls(hub: GitHubReader) -> tuple[OpenPull, ...]:
    """The open pull requests of this repository, forks' included.

    Neither an event's own list nor that of a commit will do: both may name another repository's, and the commit's
    leaves out those that are open once it has been merged somewhere.
    """
    pulls = hub.pages("pulls", state="open")
    with answer_of(hub.repository, "pulls"):
        return tuple(
            OpenPull(int(pull["number"]), str(pull["head"]["sha"]), str(pull["base"]["ref"])) for pull in pulls
        )


def fingerprint(hub: GitHubReader, numbers: Iterable[int]) -> tuple[object, ...]:
    """All that decides about these pull requests, in short: two that differ were taken of different states.

    The commit, the base and where it stands, who is asked, the body, what was said, reviewed and done, and what other
    checks say. Raises Refused.
    """
    return tuple(_fingerprint(hub, number) for number in numbers)


def _fingerprint(hub: GitHubReader, number: int) -> tuple[object, ...]:
    pull = read_pull(hub, number)
    asked = (
        (f"pulls/{number}/reviews", "", ("id", "state", "commit_id")),
        (f"issues/{number}/comments", "", ("id", "updated_at", "body")),
        (f"issues/{number}/events", "", ("id", "event")),
        (f"commits/{pull.head}/check-runs", "check_runs", ("id", "name", "status", "conclusion")),
        (f"commits/{pull.head}/statuses", "", ("id", "state", "context")),
    )
    listed = tuple(
        tuple(tuple(entry.get(name) for name in names) for entry in hub.pages(path, key) if not _is_ours(entry))
        for path, key, names in asked
    )
    tip = "" if pull.merged else branch_tip(hub, pull.base)
    return (pull, tip, *listed)


def _is_ours(entry: Mapping[str, Any]) -> bool:
    """Whether it is the check that is being written."""
    return str(entry.get("name") or "").startswith("relcommit: ")


def merged_as(hub: GitHubReader, sha: str) -> tuple[int, ...]:
    """The pull requests of this repository whose merge made this commit; none of one that it does not know."""
    try:
        pulls = hub.pages(f"commits/{sha}/pulls")
    except (Invalid, RepositoryNotFound):
        return ()
    with answer_of(hub.repository, f"commits/{sha}/pulls"):
        return tuple(int(pull["number"]) for pull in pulls if pull["merge_commit_sha"] == sha and _is_here(hub, pull))


def _is_here(hub: GitHubReader, told: Mapping[str, Any]) -> bool:
    return bool(told["merged_at"]) and told["base"]["repo"]["full_name"].lower() == hub.repository.lower()


def contains(hub: GitHubReader, sha: str, target: str) -> bool:
    """Whether `target` is that commit or one of its ancestors."""
    if sha == target:
        return True
    try:
        compared = hub.get(f"compare/{target}...{sha}", per_page="1")
    except RepositoryNotFound:
        return False
    return compared.get("status") in ("ahead", "identical")


def queued_before(hub: GitHubReader, ref: str, sha: str) -> tuple[int, ...]:
    """The pull requests of a merge queue that a commit of it brings, its own included, in their order of arrival.

    `ref` is the queue's branch, `refs/heads/gh-readonly-queue/BASE/pr-N-SHA`.
    """
    start = ref.rpartition("/pr-")[0].removeprefix("refs/")
    refs = hub.pages(f"git/matching-refs/{quote(start)}/pr-") if start else []
    with answer_of(hub.repository, "git/matching-refs"):
        queued = [(QUEUED.search(str(queue_ref["ref"])), str(queue_ref["object"]["sha"])) for queue_ref in refs]
    return tuple(sorted(int(named[1]) for named, tip in queued if named and contains(hub, sha, tip)))


def retargeted_at(hub: GitHubReader, number: int) -> datetime | None:
    """When it last got another base, or its base another history: what was said before was said of another change."""
    events = hub.pages(f"issues/{number}/events")
    with answer_of(hub.repository, f"issues/{number}/events"):
        changes = [moment(event["created_at"]) for event in events if event["event"] in _RETARGETED]
    return max(filter(None, changes), default=None)


def writers(hub: GitHubReader, number: int) -> frozenset[str]:
    """Whoever wrote or pushed its commits: their logins, and the names by which git alone knows them.

    GitHub knows an author by an address that anybody can write: a name or a mailbox that is somebody's login counts
    as well. Raises AnswerCut where GitHub does not list all the commits.
    """
    commits = hub.pages(f"pulls/{number}/commits")
    pull = hub.get(f"pulls/{number}")
    with answer_of(hub.repository, f"pulls/{number}/commits"):
        if len(commits) < pull["commits"]:
            commits = hub.pages(f"compare/{pull['base']['sha']}...{pull['head']['sha']}", "commits")
        if len(commits) < pull["commits"]:
            raise AnswerCut("list", len(commits))
        names = {name for commit in commits for name in _writers(commit)}
    events = hub.pages(f"issues/{number}/events")
    with answer_of(hub.repository, f"issues/{number}/events"):
        pushed = {_login(event.get("actor")) for event in events if event["event"] == "head_ref_force_pushed"}
    return frozenset((names | pushed) - {"", "web-flow", "github", "noreply"})


def _writers(told: Mapping[str, Any]) -> Iterator[str]:
    commit = told["commit"]
    yield from (_login(told.get(part)) for part in ("author", "committer"))
    people = [commit.get(part) or {} for part in ("author", "committer")]
    people += [
        {"name": name, "email": email} for name, email in _COAUTHOR.findall(str(commit.get("message") or "")[:65_536])
    ]
    for person in people:
        mailbox = str(person.get("email") or "").lower().partition("@")[0]
        yield from (str(person.get("name") or "").strip().lower(), mailbox.rpartition("+")[2])


def branch_tip(hub: GitHubReader, branch: str) -> str:
    """Where a branch stands now."""
    asked = f"git/ref/heads/{quote(branch)}"
    ref = hub.get(asked)
    with answer_of(hub.repository, asked):
        return str(ref["object"]["sha"])


def changed_files(hub: GitHubReader, number: int) -> tuple[ChangedFile, ...]:
    """All that the pull request changes. Raises AnswerCut where GitHub lists only a part of it (3,000 files)."""
    files = hub.pages(f"pulls/{number}/files")
    pull = hub.get(f"pulls/{number}")
    with answer_of(hub.repository, f"pulls/{number}/files"):
        if len(files) < pull["changed_files"]:
            raise AnswerCut("files", len(files))
        return tuple(_changed(file) for file in files)


def comments(hub: GitHubReader, number: int, people: People) -> tuple[Comment, ...]:
    """What was said in the pull request, or in an issue."""
    listed = hub.pages(f"issues/{number}/comments")
    with answer_of(hub.repository, f"issues/{number}/comments"):
        return tuple(_comment(comment, people) for comment in listed)


def _changed(told: Mapping[str, Any]) -> ChangedFile:
    """Where GitHub shows no patch of a file that gains lines, it is too long; a binary file gains none."""
    patch = told.get("patch")
    added = gains_text(patch, str(told["filename"])) if isinstance(patch, str) else None if told["additions"] else False
    return ChangedFile(
        path=str(told["filename"]),
        status=str(told["status"]),
        added_text=added,
        previous=str(told.get("previous_filename") or ""),
    )


def gains_text(patch: str, path: str = "") -> bool:
    """Whether an added line has something to read: neither blank, nor invisible signs, nor a comment of HTML.

    Of a document, a word or a number: tags, rules, blanks that have a name and addresses that nobody sees are none.
    """
    added = "\n".join(line[1:] for line in patch.split("\n") if line.startswith("+"))
    shown = _REMARK.sub("", added)
    if path.lower().endswith(MARKDOWN):
        return has_words(unescape(_UNSEEN.sub(" ", shown)))
    return any(not sign.isspace() and sign not in BLANKS and category(sign)[0] != "C" for sign in shown)


def _comment(told: Mapping[str, Any], people: People) -> Comment:
    user = told.get("user") or {}
    login = _login(user)
    at = moment(told["created_at"])
    assert at is not None  # noqa: S101 - GitHub always says it
    return Comment(
        author=login,
        is_person=user.get("type") == "User" and not told.get("performed_via_github_app"),
        edited=told["updated_at"] != told["created_at"],
        at=at,
        body=str(told.get("body") or ""),
        url=str(told.get("html_url") or ""),
        roles=people.roles(login) if login and may_command(str(told.get("body") or "")) else frozenset(),
    )


def _login(user: Mapping[str, Any] | None) -> str:
    return str((user or {}).get("login") or "").lower()
