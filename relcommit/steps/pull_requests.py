"""Steps on the pull request: open or update it, dress it, and take that back."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from relcommit.checklist.zone import merge
from relcommit.errors import PullRequestNotFound, Refused, TokenMissing
from relcommit.names import BranchName
from relcommit.world import Complaint, Extras, Forge, PullRequest, World

if TYPE_CHECKING:
    from relcommit.steps import Step


@dataclass(frozen=True, slots=True)
class OpenPullRequest:
    """A pull request from `head` into `base`, dressed with labels and people."""

    head: BranchName
    base: BranchName
    title: str
    body: str
    """The zone that is ours, which is the whole body of a new pull request."""
    draft: bool
    extras: Extras

    def run(self, world: World) -> "tuple[Step, ...]":
        """What the forge will not dress it with is a complaint. Raises the forge's errors."""
        forge = _forge(world)
        opened = forge.open(head=self.head, base=self.base, title=self.title, body=self.body, draft=self.draft)
        if opened.body != self.body:
            _merge_into(forge, opened, self.body, world)
        for complaint in forge.dress(opened.number, self.extras):
            world.words.complaint(complaint)
        return (ClosePullRequest(opened.number, opened.url),)

    def way_back(self, world: World) -> "tuple[Step, ...]":
        """It counts as opened where one with our body is open; if nobody answers, it is not."""
        try:
            found = world.forge.find(self.head, self.base) if world.forge else None
        except Refused:
            return ()
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

    def run(self, world: World) -> "tuple[Step, ...]":
        """Text and ticks of people survive; a body without our markers is left alone, with a complaint."""
        forge = _forge(world)
        found = forge.find(self.head, self.base)
        if found is None:
            raise PullRequestNotFound(self.head, self.number)
        merged = _merge_into(forge, found, self.body, world, self.title)
        return (RestorePullRequest(self.head, self.base, found.number, found.url, found.title, found.body, merged),)

    def way_back(self, world: World) -> "tuple[Step, ...]":  # noqa: ARG002
        """What stood there before is not known: the update stays, as anybody's edit would."""
        return ()


@dataclass(frozen=True, slots=True)
class RestorePullRequest:
    """Title and body as they were, where the body is still the one that we wrote."""

    head: BranchName
    base: BranchName
    number: int
    url: str
    title: str
    body: str
    only_if: str

    def run(self, world: World) -> "tuple[Step, ...]":
        """A body that somebody edited since stays, with a complaint."""
        forge = _forge(world)
        found = forge.find(self.head, self.base)
        if found is None or found.body == self.body:
            return ()
        if found.body != self.only_if:
            world.words.complaint(Complaint(what="body", value=found.url, why="edited"))
            return ()
        forge.update(found.number, title=self.title, body=self.body)
        return ()


def _merge_into(forge: Forge, found: PullRequest, zone: str, world: World, title: str | None = None) -> str:
    """Put our zone into its body; give the body that it has then."""
    merged = merge(found.body, zone)
    if merged is None:
        world.words.complaint(Complaint(what="body", value=found.url, why="markers"))
        merged = found.body
    if merged != found.body or title not in (None, found.title):
        forge.update(found.number, title=title, body=merged)
    return merged


def _forge(world: World) -> Forge:
    if world.forge is None:
        raise TokenMissing
    return world.forge
