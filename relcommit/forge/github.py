"""Pull requests on GitHub or GitHub Enterprise, through PyGithub."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from relcommit.errors.base import Refused
from relcommit.errors.forge import (
    Access,
    BodyTooLong,
    BranchNotOnForge,
    Invalid,
    NothingToMerge,
    PullRequestNotFound,
    RepositoryNotFound,
    ServerTrouble,
    TimedOut,
    Unreachable,
)
from relcommit.forge.choose import OnGitHub
from relcommit.forge.client import connect
from relcommit.forge.refusals import Translator
from relcommit.forge.token import Token
from relcommit.names import BranchName, Sha
from relcommit.text.es import forge as es
from relcommit.world import Extra, Metadata, MetadataWarning, PullRequest

if TYPE_CHECKING:
    from github.Milestone import Milestone
    from github.NamedUser import NamedUser
    from github.PullRequest import PullRequest as Remote
    from github.Repository import Repository

_Giver = Callable[[Sequence[str]], None]


@dataclass(frozen=True)
class GitHubForge:
    """One repository's pull requests. Every failure is of the family Refused, without the token in it."""

    home: OnGitHub
    token: Token
    timeout: int = 20
    """Seconds that one request may take before it is given up."""
    retries: int = 2
    """How often a request that changes nothing, or changes the same thing again, is repeated."""

    def find(self, head: BranchName, base: BranchName) -> PullRequest | None:
        """The open pull request from `head` of this repository into `base`."""
        owner = self.home.repository.partition("/")[0]
        with self._speaking(access="read"):
            for pull in self._repository.get_pulls(state="open", head=f"{owner}:{head}", base=base):
                if (pull.head.ref, pull.base.ref) == (head, base) and _is_of_one_repository(pull):
                    return _seen(pull)
        return None

    def of_head(self, head: BranchName) -> tuple[PullRequest, ...]:
        """Every pull request from `head` of this repository, in every state and into any base, newest first."""
        with self._speaking(access="read"):
            pulls = self._repository.get_pulls(
                state="all", head=f"{self._owner}:{head}", sort="created", direction="desc"
            )
            return tuple(_seen(pull) for pull in pulls if pull.head.ref == head and _is_of_one_repository(pull))

    def get(self, number: int) -> PullRequest:
        """One of any state. Raises PullRequestNotFound."""
        with self._speaking(number, access="read"):
            pull = self._pull(number)
            pull.complete()
            return _seen(pull)

    def open(self, *, head: BranchName, base: BranchName, title: str, body: str, draft: bool) -> PullRequest:
        """Open it; where one is open already for the same head and base, that one as it stands.

        A repository without drafts gets it ready for review: the answer's own `draft` tells.
        """
        try:
            with self._speaking():
                pull = self._repository.create_pull(base, head, title=title, body=body, draft=draft)
                return _seen(pull)
        except Invalid as refused:
            if "already exists" in refused.answer:
                return self._present(head, base, refused)
            if draft and "draft" in refused.answer.lower():
                return self.open(head=head, base=base, title=title, body=body, draft=False)
            raise self._clearer(refused, head=head, base=base, body=body) from refused
        except (ServerTrouble, TimedOut, Unreachable) as lost:
            if isinstance(lost, Unreachable) and lost.why != "cut":
                raise
            return self._present(head, base, lost)  # the answer was lost: it may have been opened

    def update(self, number: int, *, title: str | None = None, body: str | None = None) -> PullRequest:
        """Change its title, its body, or both."""
        from github.GithubObject import NotSet

        try:
            with self._speaking(number):
                pull = self._pull(number)
                pull.edit(title=NotSet if title is None else title, body=NotSet if body is None else body)
                return _seen(pull)
        except Invalid as refused:
            raise self._clearer(refused, body=body or "") from refused

    def close(self, number: int) -> None:
        """Close it without merging."""
        with self._speaking(number):
            self._pull(number).edit(state="closed")

    def reopen(self, number: int) -> None:
        """Open again one that was closed."""
        with self._speaking(number):
            self._pull(number).edit(state="open")

    def set_draft(self, number: int, *, draft: bool) -> PullRequest:
        """Make it a draft, or ready for review, which only GraphQL does (`markPullRequestReadyForReview`)."""
        with self._speaking(number):
            pull = self._pull(number)
            if bool(pull.draft) != draft:
                (pull.convert_to_draft if draft else pull.mark_ready_for_review)()
            return _seen(pull)

    def set_metadata(self, number: int, extras: Metadata) -> tuple[MetadataWarning, ...]:
        """Add labels, reviewers, assignees and milestone that it lacks; refusals are told, not raised."""
        if extras == Metadata():
            return ()
        pull = self._pull(number)
        try:
            with self._speaking(number, access="read"):
                pull.complete()
                missing = self._missing(pull, extras)
        except Refused as refused:
            return _complaints(extras, es.because(refused))
        return (
            *self._give("labels", missing.labels, lambda names: pull.add_to_labels(*names)),
            *self._ask_reviews(pull, missing.reviewers),
            *self._assign(pull, missing.assignees),
            *self._schedule(number, missing.milestone),
        )

    @cached_property
    def _repository(self) -> "Repository":
        """Without asking for it: every call below names what it needs by its address."""
        client = connect(self.home, self.token, timeout=self.timeout, retries=self.retries)
        return client.get_repo(self.home.repository)

    def _pull(self, number: int) -> "Remote":
        return self._repository.get_pull(number)

    @contextmanager
    def _speaking(self, number: int | None = None, access: Access = "write") -> Iterator[None]:
        """Inside, failures are ours; where a number is given, what is not found is that pull request."""
        about = "Pull requests" if access == "read" else ""
        try:
            with Translator(self.home, self.token, self.timeout).speaking(access, about):
                yield
        except RepositoryNotFound as missing:
            if number is None:
                raise
            raise PullRequestNotFound(self.home.repository, number) from missing

    def _present(self, head: BranchName, base: BranchName, otherwise: Refused) -> PullRequest:
        """The one that is open already."""
        if present := self.find(head, base):
            return present
        raise otherwise

    def _clearer(self, refused: Invalid, *, head: str = "", base: str = "", body: str) -> Refused:
        """The same refusal, by its own name where it has one."""
        fields = {field for field, code in refused.faults if code == "invalid"}
        if "No commits between" in refused.answer:
            return NothingToMerge(head, base)
        if fields & {"head", "base"}:
            return BranchNotOnForge(self.home.repository, head if "head" in fields else base)
        if "too long" in refused.answer and any(field == "body" for field, _ in refused.faults):
            return BodyTooLong(len(body))
        return refused

    def _missing(self, pull: "Remote", extras: Metadata) -> Metadata:
        """What it lacks; whoever has reviewed already is not asked again."""
        users = [person.login for person in pull.requested_reviewers]
        teams = [f"{self._owner}/{team.slug}" for team in pull.requested_teams]
        reviewers = _lacking(extras.reviewers, users + teams)
        if any("/" not in login for login in reviewers):
            reviewers = _lacking(reviewers, _reviewers(pull))
        return Metadata(
            labels=_lacking(extras.labels, [label.name for label in pull.labels]),
            reviewers=reviewers,
            assignees=_lacking(extras.assignees, [person.login for person in pull.assignees]),
            milestone=extras.milestone if _has_no_milestone(pull) else "",
        )

    @property
    def _owner(self) -> str:
        return self.home.repository.partition("/")[0]

    def _give(self, what: Extra, wanted: Sequence[str], give: _Giver) -> Iterator[MetadataWarning]:
        """All at once; where that is refused, one by one, so that only what is wrong is left out."""
        if not wanted:
            return
        try:
            with self._speaking():
                give(wanted)
        except (Invalid, RepositoryNotFound) as refused:
            if len(wanted) == 1:
                yield MetadataWarning(field=what, value=wanted[0], why=es.because(refused))
                return
            for name in wanted:
                yield from self._give(what, (name,), give)
        except Refused as refused:
            yield from (MetadataWarning(field=what, value=name, why=es.because(refused)) for name in wanted)

    def _ask_reviews(self, pull: "Remote", wanted: Sequence[str]) -> Iterator[MetadataWarning]:
        """Users by login, teams by slug; a team belongs to the owner of the repository or cannot review."""
        prefix = f"{self._owner.casefold()}/"
        foreign = [name for name in wanted if "/" in name and not name.casefold().startswith(prefix)]
        why = es.foreign_team(self._owner)
        yield from (MetadataWarning(field="reviewers", value=name, why=why) for name in foreign)

        def ask(names: Sequence[str]) -> None:
            pull.create_review_request(
                reviewers=[name for name in names if "/" not in name],
                team_reviewers=[name.partition("/")[2] for name in names if "/" in name],
            )

        yield from self._give("reviewers", [name for name in wanted if name not in foreign], ask)

    def _assign(self, pull: "Remote", wanted: Sequence[str]) -> Iterator[MetadataWarning]:
        """GitHub answers «created» and leaves out whoever cannot be assigned: look at who is there then."""
        refused = list(self._give("assignees", wanted, lambda names: pull.add_to_assignees(*names)))
        yield from refused
        refused_names = [complaint.value for complaint in refused]
        for login in _lacking(wanted, [person.login for person in pull.assignees] + refused_names):
            yield MetadataWarning(field="assignees", value=login, why=es.NOT_ASSIGNABLE)

    def _schedule(self, number: int, title: str) -> Iterator[MetadataWarning]:
        """Put it in the open milestone of this title."""
        if not title:
            return

        def schedule(titles: Sequence[str]) -> None:
            milestones = [
                milestone for milestone in self._repository.get_milestones(state="open") if milestone.title == titles[0]
            ]
            if not milestones:
                raise Invalid(self.home.repository, es.no_milestone(self.home.repository))
            self._repository.get_issue(number).edit(milestone=milestones[0])

        yield from self._give("milestone", (title,), schedule)


def _is_of_one_repository(pull: "Remote") -> bool:
    """Whether its head is no fork's; a fork that is gone has no repository."""
    return bool(pull.head.repo) and pull.head.repo.id == pull.base.repo.id


def _reviewers(pull: "Remote") -> list[str]:
    """Who has reviewed already; a person who left GitHub is nobody."""
    people: list[NamedUser | None] = [review.user for review in pull.get_reviews()]
    return [person.login for person in people if person]


def _has_no_milestone(pull: "Remote") -> bool:
    milestone: Milestone | None = pull.milestone
    return milestone is None


def _seen(pull: "Remote") -> PullRequest:
    """Only what both the list and the single answer carry, so that nothing more is asked."""
    return PullRequest(
        number=pull.number,
        url=pull.html_url,
        title=pull.title,
        body=pull.body or "",
        head=BranchName(pull.head.ref),
        base=BranchName(pull.base.ref),
        state="merged" if pull.merged_at else ("open" if pull.state == "open" else "closed"),
        draft=bool(pull.draft),
        head_sha=Sha(pull.head.sha),
        merge_sha=Sha(pull.merge_commit_sha) if pull.merged_at and pull.merge_commit_sha else None,
    )


def _lacking(wanted: Iterable[str], present: Iterable[str]) -> tuple[str, ...]:
    """Names without their «@», each once, that are not among those present in whatever case."""
    known = {name.casefold() for name in present}
    bare = dict.fromkeys(name.removeprefix("@") for name in wanted)
    return tuple(name for name in bare if name.casefold() not in known)


def _complaints(extras: Metadata, why: str) -> tuple[MetadataWarning, ...]:
    """All of them, for one and the same reason."""
    wishes: tuple[tuple[Extra, Iterable[str]], ...] = (
        ("labels", extras.labels),
        ("reviewers", extras.reviewers),
        ("assignees", extras.assignees),
        ("milestone", filter(None, (extras.milestone,))),
    )
    return tuple(MetadataWarning(field=extra, value=value, why=why) for extra, values in wishes for value in values)
