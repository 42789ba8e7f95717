"""An end to the patience with what cannot be foreseen, before GitHub ends the job: what is late has failed."""

import contextlib
import signal
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from time import monotonic

SECONDS = 420
"""How long one job may look; the job itself has ten minutes, and something is left to write the verdict."""


class DeadlinePassed(BaseException):
    """The look took longer than it may; no probe that forgives its own mistakes swallows this."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one job may look in all, whatever it looks at."""

    ends: float
    """On the clock of `monotonic`, in seconds."""

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Patience":
        """From now on: what the environment sets, else our own."""
        try:
            seconds = float(environment.get("RELCOMMIT_DEADLINE") or SECONDS)
        except ValueError:
            seconds = SECONDS
        return cls(monotonic() + seconds)

    def left(self) -> float:
        """The seconds that are left; never none, which would mean for ever."""
        return max(0.05, self.ends - monotonic())


@contextlib.contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise DeadlinePassed inside the block once the time is over, where the system has alarms (not on Windows)."""
    if sys.platform == "win32":
        yield
    else:

        def alarm(_: int, __: object) -> None:
            raise DeadlinePassed

        before = signal.signal(signal.SIGALRM, alarm)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
