"""Steps on the pull request: open or update it, dress it, and take that back."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relcommit.checklist.zone import merge
from relcommit.errors.base import Refused
from relcommit.errors.forge import PullRequestNotFound, TokenMissing
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
        return (ClosePullRequest(opened.number, opened.url),)

    def undo_if_started(self, world: World) -> "tuple[Step, ...]":
        """It counts as opened where one with our body is open; if nobody answers, it is not."""
        found = _find(world, self.head, self.base)
        return (ClosePullRequest(found.number, found.url),) if found and found.body == self.body else ()


@dataclass(frozen=True, slots=True)
class ClosePullRequest:
    """Close it without merging."""

    number: int
    url: str

    def run(self, world: World) -> "tuple[Step, ...]":
        """Nothing takes a closed pull request back: its branch may be gone."""
        _forge(world).close(self.number)
        return ()


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
        found = forge.find(self.head, self.base)
        if found is None:
            raise PullRequestNotFound(self.head, self.number)
        merged = _merge_into(forge, found, self.body, world, self.title)
        seen, written = Wording(found.title, found.body), Wording(self.title or found.title, merged)
        before = self.was if seen == written else seen  # done already, and nobody noted it
        return (RestorePullRequest(self.head, self.base, found.number, found.url, before, written),)

    def undo_if_started(self, world: World) -> "tuple[Step, ...]":
        """It counts as updated where it reads as we would write it; if nobody answers, it does not."""
        found = _find(world, self.head, self.base)
        if found is None:
            return ()
        written = Wording(self.title or self.was.title, merge(self.was.body, self.body) or self.was.body)
        done = Wording(found.title, found.body) == written != self.was
        return (RestorePullRequest(self.head, self.base, found.number, found.url, self.was, written),) if done else ()


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
        found = forge.find(self.head, self.base)
        if found is None:
            return ()
        title = self.to.title if found.title == self.only_if.title != self.to.title else None
        body = self.to.body if found.body == self.only_if.body != self.to.body else None
        if found.body not in (self.to.body, self.only_if.body):
            world.words.complaint(MetadataWarning(field="body", value=found.url, why="edited"))
        if title is not None or body is not None:
            forge.update(found.number, title=title, body=body)
        return ()


def _find(world: World, head: BranchName, base: BranchName) -> PullRequest | None:
    """The open pull request, as far as anybody answers."""
    try:
        return world.forge.find(head, base) if world.forge else None
    except Refused:
        return None


def _merge_into(forge: Forge, found: PullRequest, zone: str, world: World, title: str | None = None) -> str:
    """Put our zone into its body; give the body that it has then."""
    merged = merge(found.body, zone)
    if merged is None:
        world.words.complaint(MetadataWarning(field="body", value=found.url, why="markers"))
        merged = found.body
    if merged != found.body or title not in (None, found.title):
        forge.update(found.number, title=title, body=merged)
    return merged


def _forge(world: World) -> Forge:
    if world.forge is None:
        raise TokenMissing
    return world.forge
