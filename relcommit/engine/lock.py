"""One run at a time in a repository, with everything that it started."""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

from relcommit.engine.journal import sweep
from relcommit.errors.journal import OrphansWork
from relcommit.errors.repository import LockHeld

ORPHANS_SECONDS = 60.0
"""How long a run waits for what a killed one left working."""
_PAUSE = 0.1
_TRIES = 3

if sys.platform == "win32":  # another call for the same thing, and children do not hold it
    import msvcrt

    _FAR = 1 << 30
    """Windows keeps others from reading what is locked: far behind the process id that the file tells."""

    def _take(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)

    def _let_go(handle: int) -> None:
        pass

else:
    import fcntl

    def _take(handle: int) -> None:
        """Whoever inherits the descriptor holds it too."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_go(handle: int) -> None:
        """For everybody: what a hook left running in the background holds nothing any more."""
        fcntl.flock(handle, fcntl.LOCK_UN)


class Terminated(KeyboardInterrupt):
    """The process was asked to end by TERM or HUP."""


@contextlib.contextmanager
def locked(
    journal: Path,
    waiting: Callable[[tuple[str, ...]], None] = lambda _: None,
    killed: Callable[[float], object] = lambda _: None,
) -> Iterator[int]:
    """Hold the journal; give the descriptor that children are to inherit.

    The system lets go of it once the process and all those have ended, however they end. Where a killed run left
    processes at work, `waiting` is told of them once and they are waited for; `killed` is told when it had begun, in
    seconds since 1970. TERM and HUP interrupt as INT does.
    Raises LockHeld and OrphansWork.
    """
    journal.mkdir(parents=True, exist_ok=True)
    leader = _open_leader(journal)
    handle = os.open(journal / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _wait_for(leader, handle, journal, waiting)
        if os.fstat(handle).st_size:  # whoever ends by itself leaves it empty
            killed(os.fstat(handle).st_mtime)
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        sweep(journal)
        try:
            with _interrupted_by_signals():
                yield handle
        finally:
            sweep(journal)
            os.ftruncate(handle, 0)
            _let_go(handle)
    finally:
        os.close(handle)
        if leader is not None:
            os.close(leader)


def owner(journal: Path) -> str | None:
    """The process id of the run that is at work, `None` where none is."""
    probe = _open_leader(journal) if journal.is_dir() else None
    if probe is None:
        return None
    try:
        _take(probe)
    except OSError:
        return _pid(journal)
    else:
        return None
    finally:
        os.close(probe)


def _open_leader(journal: Path) -> int | None:
    """What only the process itself holds, and no child: the folder, where the system lets it be opened."""
    return None if os.name == "nt" else os.open(journal, os.O_RDONLY)


def _wait_for(leader: int | None, handle: int, journal: Path, waiting: Callable[[tuple[str, ...]], None]) -> None:
    for remaining in reversed(range(_TRIES if leader is not None else 0)):
        try:
            _take(leader or 0)
        except OSError as why:  # perhaps somebody only looked whether it is held
            if not remaining:
                raise LockHeld(_pid(journal)) from why
            time.sleep(_PAUSE / _TRIES)
        else:
            break
    deadline, is_told = time.monotonic() + ORPHANS_SECONDS, False
    while True:
        try:
            _take(handle)
        except OSError as why:
            who = _holders(journal / "lock")
            if time.monotonic() > deadline:
                raise OrphansWork(who) from why
            if not is_told:
                waiting(who)
            is_told = True
            time.sleep(_PAUSE)
        else:
            return


def _pid(journal: Path) -> str:
    return (journal / "lock").read_bytes()[:32].decode("ascii", "replace").strip()


def _holders(lock: Path) -> tuple[str, ...]:
    """The processes that have the lock open, with their names, where the system shows them."""
    mine, names = str(os.getpid()), []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            is_open = any(os.path.samestat(entry.stat(), lock.stat()) for entry in _open_files(process))
            if is_open and process.name != mine:
                names.append(f"{(process / 'comm').read_text().strip()} ({process.name})")
    return tuple(sorted(names))


def _open_files(process: Path) -> Iterator[Path]:
    for entry in (process / "fd").iterdir():
        with contextlib.suppress(OSError):
            entry.stat()
            yield entry


@contextlib.contextmanager
def _interrupted_by_signals() -> Iterator[None]:
    """TERM and HUP raise where they find the process, so that its children are told and waited for."""

    def interrupt(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        raise Terminated(signal.Signals(number).name)

    kinds = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {}
    with contextlib.suppress(ValueError):  # outside the main thread nobody may set them
        for kind in kinds:
            if signal.getsignal(kind) == signal.SIG_DFL:
                before[kind] = signal.signal(kind, interrupt)
    try:
        yield
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)
