"""The locks that git leaves when it is killed: those of a run of ours go, those of anybody else are named where they
stop somebody (`IndexLocked`).
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from relcommit.repo.git import Git


def remove_dead_locks(git: Git, since: float) -> list[Path]:
    """Remove git's locks that are younger than `since` (seconds since 1970), when the run that was killed began.

    Only where the system shows its processes, and no git of anybody's works in this repository; gives what went.
    """
    if not Path("/proc/self/cwd").exists() or _is_git_at_work(git):
        return []
    locks = [lock for lock in _locks(git) if lock.stat().st_mtime >= since]
    for lock in locks:
        lock.unlink(missing_ok=True)
    return locks


def _locks(git: Git) -> Iterator[Path]:
    for folder in dict.fromkeys((git.folder, git.common)):
        yield from folder.glob("*.lock")
        yield from (folder / "refs").rglob("*.lock")


def _is_git_at_work(git: Git) -> bool:
    """Whether a process of git stands in this repository: at the top of the working tree, or in git's folder."""
    places = [os.fspath(place) for place in (git.root, git.common)]
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            name, folder = (process / "comm").read_text().strip(), os.readlink(process / "cwd")  # noqa: PTH115
            if name.startswith("git") and any(folder == place or folder.startswith(f"{place}/") for place in places):
                return True
    return False
