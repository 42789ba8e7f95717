"""What only POSIX has: where the system lacks it, the test that asks for it is skipped."""

import os
import signal
import sys
from pathlib import Path

import pytest


def terminal() -> tuple[int, int]:
    """A pseudoterminal: our end, and the one to hand to a process."""
    if sys.platform == "win32":
        pytest.skip("no pseudoterminals here")
    else:
        import pty

        return pty.openpty()


def take_terminal(handle: int) -> None:
    """Make a terminal the one that rules this process's session, as at a login."""
    if sys.platform != "win32":
        import fcntl
        import termios

        fcntl.ioctl(handle, termios.TIOCSCTTY, 0)


def make_pipe(place: Path) -> None:
    """A named pipe."""
    if sys.platform == "win32":
        pytest.skip("no named pipes here")
    else:
        os.mkfifo(place)


def interrupt_session(leader: int) -> None:
    """Ctrl-C for a process and all of its session."""
    if sys.platform == "win32":
        pytest.skip("no sessions here")
    else:
        os.killpg(leader, signal.SIGINT)


KILLED = -9
"""The exit code of a process that somebody ended with SIGKILL."""
