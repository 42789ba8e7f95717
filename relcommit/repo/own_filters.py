"""The filters that a repository's own settings bring: programs of whoever made it, which no mere look may run."""

from collections.abc import Callable, Mapping
from pathlib import Path

COMPARING = frozenset({"status", "diff", "diff-files", "diff-index"})
"""The reading commands of git that would run a `clean` filter on a file that may have changed (gitattributes(5))."""


def without_own_filters(
    folders: tuple[Path, ...], names: Callable[[], bytes], environment: Mapping[str, str]
) -> Mapping[str, str]:
    """Variables for git with which the filters of the files `config` in these folders do nothing.

    Those of the user's own settings go on. `names` lists the keys of the repository's settings, NUL-ended; it is asked
    only where one of the files speaks of filters or brings in other files.
    """
    if not any(_may_filter(folder / name) for folder in set(folders) for name in ("config", "config.worktree")):
        return {}
    keys = {key.decode("utf-8", "surrogateescape").rpartition(".")[0] for key in names().split(b"\0")}
    drivers = sorted(key for key in keys if key.startswith("filter."))
    settings = [
        (f"{driver}.{name}", value)
        for driver in drivers
        for name, value in (("clean", ""), ("process", ""), ("required", "false"))
    ]
    start = int(environment.get("GIT_CONFIG_COUNT") or 0)
    pairs = {
        f"GIT_CONFIG_{what}_{number}": text
        for number, setting in enumerate(settings, start)
        for what, text in zip(("KEY", "VALUE"), setting, strict=True)
    }
    return {"GIT_CONFIG_COUNT": str(start + len(settings)), **pairs} if settings else {}


def _may_filter(config: Path) -> bool:
    try:
        text = config.read_bytes().lower()
    except OSError:
        return False
    return b"filter" in text or b"include" in text
