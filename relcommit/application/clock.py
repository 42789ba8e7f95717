"""The real clock."""

from datetime import datetime


class SystemClock:
    """Fulfils `world.Clock`."""

    def now(self) -> datetime:
        """The time, with the machine's zone."""
        return datetime.now().astimezone()
