"""When each file was added, for those who ask which documents are of one time."""

from relcommit.names import RepoPath
from relcommit.repo.git import Git

_DAY = 86400.0


def days_added(git: Git) -> dict[RepoPath, float]:
    """By path, the day of the last commit that added it there, counted from 1970; renames count as additions."""
    asked = ("log", "--no-renames", "--diff-filter=A", "--name-only", "-z", "--format=%x01%ct", "--no-show-signature")
    log = git.read(*asked, "--no-ext-diff", "--no-color", "HEAD", "--", ok=(0, 128)).decode("utf-8", "surrogateescape")
    days: dict[RepoPath, float] = {}
    for piece in log.split("\x01")[1:]:
        when, *names = piece.split("\0")
        for name in names:
            if name := name.lstrip("\n"):
                days.setdefault(RepoPath(name), int(when) / _DAY)
    return days
