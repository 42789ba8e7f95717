"""What is wrong with a plan, or with the way to it."""

from typing import Literal

from relcommit.errors.base import Unreadable, WrongUsage


class EmptyPlan(Unreadable):
    """There is nothing in the plan but white space."""

    file: str


class PlanExists(WrongUsage):
    """`plan new` never overwrites."""

    file: str


class PlanNotWritten(WrongUsage):
    """The new plan's file cannot be written; `why` is the system's reason."""

    file: str
    why: str


class PlanNeeds(WrongUsage):
    """A value that `plan new` needs and nobody can be asked for, or that cannot be written so that it reads back."""

    field: str
    value: str | None = None


class PlanLacks(Unreadable):
    """The plan recommends no branch, or no commit message."""

    file: str
    field: Literal["branch", "commit.header"]


class BranchNameRefused(Unreadable):
    """A branch name that git or the house's alphabet does not take."""

    file: str
    line: int | None
    branch: str
    alphabet: str


class HeaderRefused(Unreadable):
    """The recommended commit breaks the rules; `complaints` are sentences, each with its fix."""

    file: str
    line: int | None
    header: str
    complaints: tuple[str, ...]


class PlanMissing(Unreadable):
    """The plan cannot be opened; `number` is the system's reason (errno(3))."""

    file: str
    number: int


class PlanNotText(Unreadable):
    """The plan is not text in UTF-8; `line` is the first that is not."""

    file: str
    line: int | None


class PlanOutside(Unreadable):
    """The plan is not inside the repository."""

    file: str
    root: str
