"""What keeps documents from moving."""

from relcommit.errors.base import NotInState, Unreadable, WrongUsage


class DestinationOccupied(NotInState):
    """A document would land on a file that stands there already, under this name or one that only looks different."""

    source: str
    to: str
    holder: str


class SameDestination(NotInState):
    """Two documents would land on one place."""

    first: str
    second: str
    to: str


class ListedTwice(WrongUsage):
    """Two lines decide differently about one document; `file` holds both."""

    file: str
    path: str
    first: int
    second: int


class ListedMissing(WrongUsage):
    """A list names a document that is not there."""

    file: str
    line: int
    path: str


class ListedMany(WrongUsage):
    """A list names a folder, or a pattern, where it names documents one by one."""

    file: str
    line: int
    path: str


class ListUnreadable(Unreadable):
    """A line of a list that is neither a document nor a comment."""

    file: str
    line: int
    text: str


class ListNotFound(Unreadable):
    """The list is not there, or is not UTF-8 text."""

    file: str


class IgnoredDestination(NotInState):
    """A document would land where git does not look."""

    source: str
    to: str


class ChangesUnderWay(NotInState):
    """Files whose references have to change hold other changes that nobody has committed."""

    paths: tuple[str, ...]


class RevisionUnknown(WrongUsage):
    """Git knows no commit of that name."""

    revision: str


class DocumentNotThere(WrongUsage):
    """A document that the user names is not in the repository."""

    path: str


class PlaceTaken(WrongUsage):
    """A list would replace a file that is no list."""

    path: str


class PlaceUnwritable(WrongUsage):
    """A list cannot be written where it was asked for; `why` is the system's word."""

    path: str
    why: str


class EditorFailed(NotInState):
    """The editor did not open, or ended with an error; the list stays as it was."""

    editor: str
    path: str


class LinkInTheWay(NotInState):
    """A folder of the path is a symbolic link."""

    path: str
    link: str


class SubmoduleInTheWay(NotInState):
    """A folder of the path belongs to another repository."""

    path: str
    submodule: str


class OutsideRepository(WrongUsage):
    """A path leads out of the repository; `place` is the file and line that say it."""

    path: str
    place: str


class WouldBreak(NotInState):
    """A reference that works today could not be rewritten so that it still does."""

    file: str
    line: int
    target: str


class LeavesSite(NotInState):
    """A page that the configuration of a site lists would go `to` a place outside `root`, where its pages stand.

    `key` is the setting that says so; empty where it is the site maker's own custom.
    """

    file: str
    line: int
    target: str
    to: str
    root: str
    key: str
