"""Settings of commits kept in git's own folder, with the modification time of the settings they were made of.

While the times agree, the stamp is fresh: whoever reads it needs no TOML.
"""

import os

from relcommit import __version__
from relcommit.repo.messages.cached_settings import DEFAULTS, CachedSettings, bake

TYPE_CHECKING = False
if TYPE_CHECKING:
    from relcommit.settings import CommitSettings

COMMITIZEN = (".cz.toml", "cz.toml", ".cz.json", "cz.json", ".cz.yaml", "cz.yaml")
"""The files of commitizen's own settings, in its order; pyproject.toml comes after them."""
_SETTINGS = ("relcommit.toml", "pyproject.toml")
STAMP = "relcommit-hook-"
"""What the names of the stamps open with."""
_RACY = 2.0
"""Seconds: settings younger than this could change again without their time changing."""


def digest(settings: "CommitSettings") -> str:
    """Names the settings and the version of the rules that a line was baked for."""
    from hashlib import sha256

    return sha256(f"{__version__}\n{settings!r}".encode()).hexdigest()[:12]


def write_cache(folder: str, root: str, settings: "CommitSettings") -> None:
    """Keep the baked settings of `root` in git's folder, under a name that tells them apart."""
    import time

    cached_settings, source = bake(settings), _source(root)
    for old in _stamps(folder):
        os.unlink(old)  # noqa: PTH108
    if (
        cached_settings is None
        or source is None
        or _is_spread(root)
        or _extends(root)
        or time.time() - source.st_mtime <= _RACY
    ):
        return
    path = f"{folder}/{STAMP}{digest(settings)}"
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 - pathlib would cost more than the rest
        file.write(f"{__version__}\n{cached_settings}")
    os.utime(path, ns=(source.st_atime_ns, source.st_mtime_ns))


def read_fresh(folder: str, root: str) -> CachedSettings | None:
    """The settings without reading TOML: the defaults, or a stamp that is as old as the settings; else None."""
    if _is_spread(root):
        return None
    source = _source(root)
    if source is None:
        return CachedSettings(DEFAULTS)
    for path in _stamps(folder):
        if os.stat(path).st_mtime_ns == source.st_mtime_ns:  # noqa: PTH116
            with open(path, encoding="utf-8") as file:  # noqa: PTH123
                version, _, cached_settings = file.read().partition("\n")
            return (
                CachedSettings(cached_settings)
                if version == __version__ and cached_settings.count("|") == DEFAULTS.count("|")
                else None
            )
    return None


def _is_spread(root: str) -> bool:
    """Whether commitizen's settings count as well: no one file's time then tells that nothing has changed."""
    if os.path.exists(f"{root}/{_SETTINGS[0]}"):  # noqa: PTH110
        return False
    return any(os.path.exists(f"{root}/{name}") for name in COMMITIZEN)  # noqa: PTH110


def _extends(root: str) -> bool:
    """Whether the settings may lean on others, whose time nobody looks at."""
    for name in _SETTINGS:
        try:
            with open(f"{root}/{name}", "rb") as file:  # noqa: PTH123
                return b"extends" in file.read()
        except FileNotFoundError:
            continue
    return False


def _source(root: str) -> os.stat_result | None:
    """The file that holds the settings; a pyproject.toml may hold none, and is looked at all the same."""
    for name in _SETTINGS:
        try:
            return os.stat(f"{root}/{name}")  # noqa: PTH116
        except FileNotFoundError:
            continue
    return None


def _stamps(folder: str) -> list[str]:
    return [f"{folder}/{name}" for name in os.listdir(folder) if name.startswith(STAMP)]  # noqa: PTH208
