"""What keeps a command from going on."""

from relcommit.errors.base import Midway, RelcommitError, WrongUsage


class NeedsYes(WrongUsage):
    """There is nobody to ask, and nobody said `--yes`."""


class FolderNotEmpty(WrongUsage):
    """A folder that has to be new holds something."""

    folder: str


class StoppedMidway(Midway):
    """A step could not be taken after others had been; `cause` is what stopped it."""

    cause: RelcommitError
