"""An end to the patience with what cannot be foreseen, before GitHub ends the job: what is late has failed."""

import contextlib
import signal
import sys
from collections.abc import Iterator, Mapping

SECONDS = 420
"""How long one look may take; the job itself has ten minutes, and something is left to write the verdict."""


class DeadlinePassed(BaseException):
    """The look took longer than it may; no probe that forgives its own mistakes swallows this."""


def seconds_of(environment: Mapping[str, str]) -> float:
    """The deadline that the environment sets, else our own."""
    try:
        return max(0.05, float(environment.get("RELCOMMIT_DEADLINE") or SECONDS))
    except ValueError:
        return SECONDS


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
