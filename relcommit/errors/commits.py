"""What keeps messages from being read or judged."""

from typing import Literal

from relcommit.errors.base import NotInState, Refused, WrongUsage


class MessageMissing(WrongUsage):
    """The file of a message cannot be read or written; `why` is the system's reason."""

    file: str
    why: str


class NothingToCheck(WrongUsage):
    """`check` was given no door, or `--fix` no file."""

    fixing: bool


class NoSuchCode(WrongUsage):
    """`--explain` of a code that no finding has; `nearest` looks most like it."""

    code: str
    nearest: str | None


class NoBranch(NotInState):
    """The branch of the working tree was asked for, and HEAD is on none."""


class RangeUnknown(NotInState):
    """Git does not know a revision of the range; `why` is its own sentence."""

    range: str
    why: str
    shallow: bool


class RangeCut(NotInState):
    """A shallow clone: at `edge` the history that it holds ends, inside the range, after `known` commits."""

    range: str
    edge: str
    known: int


class CommitsMissing(Refused):
    """The forge listed fewer commits than it says that there are: nothing is judged by halves."""

    listed: int
    total: int


class EventUnreadable(WrongUsage):
    """The runner's event cannot be read, or lacks what its name promises."""

    name: str
    file: str


class SettingsOutOfReach(NotInState):
    """Neither the clone nor a token gives the settings of the base branch."""

    commit: str


class PullRequestNotHere(WrongUsage):
    """Pull requests are read from GitHub; `reason` is why that is not possible here."""

    reason: Literal["local", "no-token"]
