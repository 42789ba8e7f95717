"""What keeps the checklist from being verified or attested."""

from typing import Literal

from relcommit.errors.base import CheckFailed, NotInState, Refused, Unreadable, WrongUsage


class RequiredPlanMissing(Unreadable):
    """The plan that the settings name stands neither on the base branch nor at the head."""

    file: str


class RequiredPlanEmpty(Unreadable):
    """The plan that the settings name is added by the pull request itself, and demands nothing."""

    file: str


class AnswerCut(Refused):
    """GitHub told only a part, of `most` entries: of a list, of a commit's files, or of its documents."""

    what: Literal["files", "tree", "documents", "list"]
    most: int


class GatesFailed(CheckFailed):
    """Exit criteria that the evidence at hand says do not hold; `places` are sentences, `first` is one's id."""

    places: tuple[str, ...]
    first: str


class ReasonMissing(WrongUsage):
    """There are not as many reasons as criteria to go on despite."""


class NoSuchItem(WrongUsage):
    """The plan has no item of this id; `nearest` is the one that looks most like it."""

    id: str
    nearest: str | None


class PlanNotNamed(WrongUsage):
    """A plan has to be named: none of these documents, or more than one, could be meant."""

    candidates: tuple[str, ...]


class NoPullRequest(NotInState):
    """The branch has no open pull request on GitHub; `None` where no branch is checked out."""

    branch: str | None


class NotOnGitHub(NotInState):
    """Comments and reviews live on GitHub only, and this repository's pull requests do not."""
