"""The settings of commits as one line of text, for those who have no time to read TOML.

A stamp in git's own folder keeps the line, with the modification time of the settings it was made of: while
the times agree, it is fresh.
"""

import os

from relcommit import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from relcommit.names import Mood
    from relcommit.settings import CommitSettings

_FIELD, _ITEM = "|", ","
_SETTINGS = ("relcommit.toml", "pyproject.toml")
_STAMP = "relcommit-hook-"
_RACY = 2.0
"""Seconds: settings younger than this could change again without their time changing."""

DEFAULTS = (
    "build,chore,ci,docs,feat,fix,perf,refactor,revert,style,test|||"
    "dependabot[bot],github-actions[bot],pre-commit-ci[bot],renovate[bot]|100|72|presente|1"
)
"""What `bake` makes of a repository without settings."""


class Baked:
    """The part of `CommitSettings` that the rules look at, without the price of `dataclasses`."""

    __slots__ = ("authors", "autosquash", "body_width", "bots", "mood", "scopes", "subject_max", "types")

    def __init__(self, line: str) -> None:
        types, scopes, authors, bots, subject_max, body_width, mood, autosquash = line.split(_FIELD)
        self.types = _names(types)
        self.scopes = _names(scopes)
        self.authors = _names(authors)
        self.bots = _names(bots)
        self.subject_max = int(subject_max)
        self.body_width = int(body_width)
        self.mood: Mood = mood  # type: ignore[assignment]  # written by `bake` from a checked value
        self.autosquash = autosquash == "1"


def _names(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(_ITEM)) if joined else ()


def bake(settings: "CommitSettings") -> str | None:
    """The line that `Baked` reads; `None` for names that it cannot hold, which no sane repository has."""
    lists = (settings.types, settings.scopes, settings.authors, settings.bots)
    names = [name for names in lists for name in names]
    if any(not name or not name.isprintable() or set(name) & {_FIELD, _ITEM, "'", "\\"} for name in names):
        return None
    return _FIELD.join(
        (
            *(_ITEM.join(names) for names in lists),
            str(settings.subject_max),
            str(settings.body_width),
            settings.mood,
            "1" if settings.autosquash else "0",
        )
    )


def digest(settings: "CommitSettings") -> str:
    """Names the settings and the version of the rules that a line was baked for."""
    from hashlib import sha256

    return sha256(f"{__version__}\n{settings!r}".encode()).hexdigest()[:12]


def stamp(folder: str, root: str, settings: "CommitSettings") -> None:
    """Keep the baked settings of `root` in git's folder, under a name that tells them apart."""
    import time

    baked, source = bake(settings), _source(root)
    for old in _stamps(folder):
        os.unlink(old)  # noqa: PTH108
    if baked is None or source is None or time.time() - source.st_mtime <= _RACY:
        return
    path = f"{folder}/{_STAMP}{digest(settings)}"
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 - pathlib would cost more than the rest
        file.write(f"{__version__}\n{baked}")
    os.utime(path, ns=(source.st_atime_ns, source.st_mtime_ns))


def read_fresh(folder: str, root: str) -> Baked | None:
    """The settings without reading TOML: the defaults, or a stamp that is as old as the settings; else None."""
    source = _source(root)
    if source is None:
        return Baked(DEFAULTS)
    for path in _stamps(folder):
        if os.stat(path).st_mtime_ns == source.st_mtime_ns:  # noqa: PTH116
            with open(path, encoding="utf-8") as file:  # noqa: PTH123
                version, _, baked = file.read().partition("\n")
            return Baked(baked) if version == __version__ else None
    return None


def _source(root: str) -> os.stat_result | None:
    """The file that holds the settings; a pyproject.toml may hold none, and is looked at all the same."""
    for name in _SETTINGS:
        try:
            return os.stat(f"{root}/{name}")  # noqa: PTH116
        except FileNotFoundError:
            continue
    return None


def _stamps(folder: str) -> list[str]:
    return [f"{folder}/{name}" for name in os.listdir(folder) if name.startswith(_STAMP)]  # noqa: PTH208
