"""One run at a time in a repository."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from relcommit.errors.repository import LockHeld

try:
    import fcntl
except ImportError:  # Windows has another call for the same thing
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]

else:

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def locked(journal: Path) -> Iterator[None]:
    """Hold the journal; the system lets go of it even when the process is killed. Raises LockHeld."""
    journal.mkdir(parents=True, exist_ok=True)
    handle = os.open(journal / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            _take(handle)
        except OSError as why:
            raise LockHeld(os.pread(handle, 32, 0).decode("ascii", "replace").strip()) from why
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.close(handle)
