"""Steps on the pull request: open or update it, dress it, and take that back."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relcommit.checklist.zone import merge
from relcommit.errors.forge import Invalid, PullRequestNotFound, TokenMissing
from relcommit.errors.journal import PullRequestMerged
from relcommit.names import BranchName
from relcommit.world import Forge, Metadata, MetadataWarning, PullRequest, World

if TYPE_CHECKING:
    from relcommit.steps import Step


@dataclass(frozen=True, slots=True)
class Wording:
    """What a pull request says."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class OpenPullRequest:
    """A pull request from `head` into `base`, dressed with labels and people."""

    head: BranchName
    base: BranchName
    title: str
    body: str
    """The zone that is ours, which is the whole body of a new pull request."""
    draft: bool
    extras: Metadata

    def run(self, world: World) -> "tuple[Step, ...]":
        """What the forge will not dress it with is a complaint. Raises the forge's errors."""
        forge = _forge(world)
        opened = forge.open(head=self.head, base=self.base, title=self.title, body=self.body, draft=self.draft)
        if opened.body != self.body:
            _merge_into(forge, opened, self.body, world)
        for complaint in forge.set_metadata(opened.number, self.extras):
            world.words.complaint(complaint)
        return (ClosePullRequest(opened.number, opened.url, again=self),)

    def stands(self, world: World) -> bool:  # noqa: ARG002
        """The forge's own answer said so."""
        return True

    def undo_if_started(self, world: World) -> "tuple[Step, ...]":
        """It counts as opened where one with our zone is open, whatever people did to it. Raises the forge's errors."""
        present = world.forge.find(self.head, self.base) if world.forge else None
        is_made = present is not None and self.body.partition("\n")[0] in present.body
        return (ClosePullRequest(present.number, present.url, again=self),) if present and is_made else ()


@dataclass(frozen=True, slots=True)
class ClosePullRequest:
    """Close it without merging."""

    number: int
    url: str
    again: OpenPullRequest | None = None
    """How it was opened, for a forge that does not reopen it."""

    def check(self, world: World) -> None:
        """Raises PullRequestMerged."""
        if world.forge and _state(world.forge, self.number) == "merged":
            raise PullRequestMerged(self.number, self.url)

    def run(self, world: World) -> "tuple[Step, ...]":
        """One that is closed already, or gone, stays so. Raises PullRequestMerged."""
        self.check(world)
        if _state(_forge(world), self.number) == "open":
            _forge(world).close(self.number)
        return (ReopenPullRequest(self.number, self.url, self.again),)

    def stands(self, world: World) -> bool:
        """Whether it is not open."""
        return _state(_forge(world), self.number) != "open"


@dataclass(frozen=True, slots=True)
class ReopenPullRequest:
    """Open again one that an undo closed; where the forge never lets that be (422), a new one like it."""

    number: int
    url: str
    again: OpenPullRequest | None = None

    def run(self, world: World) -> "tuple[Step, ...]":
        """Raises the forge's errors."""
        forge = _forge(world)
        try:
            if _state(forge, self.number) != "open":
                forge.reopen(self.number)
        except Invalid:
            if self.again is None:
                raise
            return self.again.run(world)
        return (ClosePullRequest(self.number, self.url, self.again),)

    def stands(self, world: World) -> bool:
        """Whether it is open, or one like it."""
        forge = _forge(world)
        if _state(forge, self.number) == "open":
            return True
        return self.again is not None and forge.find(self.again.head, self.again.base) is not None


@dataclass(frozen=True, slots=True)
class UpdatePullRequest:
    """The zone that is ours, and the title where nobody else changed it."""

    head: BranchName
    base: BranchName
    number: int
    url: str
    title: str | None
    """`None` leaves the title as it is."""
    body: str
    was: Wording
    """As it stood when the program was made."""

    def run(self, world: World) -> "tuple[Step, ...]":
        """Text and ticks of people survive; a body without our markers is left alone, with a complaint."""
        forge = _forge(world)
        present = forge.find(self.head, self.base)
        if present is None:
            raise PullRequestNotFound(self.head, self.number)
        merged = _merge_into(forge, present, self.body, world, self.title)
        seen, written = Wording(present.title, present.body), Wording(self.title or present.title, merged)
        before = self.was if seen == written else seen  # done already, and nobody noted it
        return (RestorePullRequest(self.head, self.base, present.number, present.url, before, written),)

    def stands(self, world: World) -> bool:  # noqa: ARG002
        """The forge's own answer said so."""
        return True

    def undo_if_started(self, world: World) -> "tuple[Step, ...]":
        """It counts as updated where it reads as we would write it. Raises the forge's errors."""
        present = world.forge.find(self.head, self.base) if world.forge else None
        if present is None:
            return ()
        written = Wording(self.title or self.was.title, merge(self.was.body, self.body) or self.was.body)
        if Wording(present.title, present.body) != written or written == self.was:
            return ()
        return (RestorePullRequest(self.head, self.base, present.number, present.url, self.was, written),)


@dataclass(frozen=True, slots=True)
class SetDraft:
    """Make it ready for review, or a draft again."""

    number: int
    url: str
    draft: bool

    def run(self, world: World) -> "tuple[Step, ...]":
        """Raises the forge's errors."""
        _forge(world).set_draft(self.number, draft=self.draft)
        return (SetDraft(self.number, self.url, draft=not self.draft),)

    def stands(self, world: World) -> bool:
        """Whether it is so, or open no more."""
        pull = _forge(world).get(self.number)
        return pull.state != "open" or pull.draft == self.draft

    def undo_if_started(self, world: World) -> "tuple[Step, ...]":
        """A forge does it whole or not at all. Raises the forge's errors."""
        is_done = world.forge is not None and world.forge.get(self.number).draft == self.draft
        return (SetDraft(self.number, self.url, draft=not self.draft),) if is_done else ()


@dataclass(frozen=True, slots=True)
class RestorePullRequest:
    """Title and body as they were, each where it is still the one that we wrote."""

    head: BranchName
    base: BranchName
    number: int
    url: str
    to: Wording
    only_if: Wording

    def run(self, world: World) -> "tuple[Step, ...]":
        """A body that somebody edited since stays, with a complaint; so does a title, which needs none."""
        forge = _forge(world)
        present = forge.find(self.head, self.base)
        if present is None:
            return ()
        title = self.to.title if present.title == self.only_if.title != self.to.title else None
        body = self.to.body if present.body == self.only_if.body != self.to.body else None
        if present.body not in (self.to.body, self.only_if.body):
            world.words.complaint(MetadataWarning(field="body", value=present.url, why="edited"))
        if title is not None or body is not None:
            forge.update(present.number, title=title, body=body)
        return (RestorePullRequest(self.head, self.base, self.number, self.url, self.only_if, self.to),)

    def stands(self, world: World) -> bool:  # noqa: ARG002
        """What people changed since stays, so that there is nothing to compare it with."""
        return True


def _state(forge: Forge, number: int) -> str:
    """What became of a pull request; one that is gone is closed."""
    try:
        return forge.get(number).state
    except PullRequestNotFound:
        return "closed"


def _merge_into(forge: Forge, present: PullRequest, zone: str, world: World, title: str | None = None) -> str:
    """Put our zone into its body; give the body that it has then."""
    merged = merge(present.body, zone)
    if merged is None:
        world.words.complaint(MetadataWarning(field="body", value=present.url, why="markers"))
        merged = present.body
    if merged != present.body or title not in (None, present.title):
        forge.update(present.number, title=title, body=merged)
    return merged


def _forge(world: World) -> Forge:
    if world.forge is None:
        raise TokenMissing
    return world.forge
