"""The scopes of a history that are folders of a monorepo: `web` is what changes `apps/web/**`."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from relcommit.commits.cleanup import Line
from relcommit.commits.header import read_header

_OFTEN = 3
"""Commits of a scope from which its folder can be told."""
_NEARLY_ALL = 0.95
"""Share of them that touch the folder."""
_MOST = 30
"""More scopes than a team keeps a list of."""
_DEPTH = 3


def scope_paths(history: Iterable[tuple[str, Sequence[str]]]) -> Mapping[str, tuple[str, ...]]:
    """The globs of each scope, from headers and the paths that their commits touch; those of no folder have none.

    Empty where fewer than two scopes are folders side by side, or where the team has too many scopes to list.
    """
    commits: dict[str, list[Sequence[str]]] = defaultdict(list)
    for header, paths in history:
        parsed, faults = read_header(Line(1, header))
        for name in (parsed.scope or "").split(",") if not faults else ():
            if name.strip() and paths:
                commits[name.strip()].append(paths)
    folders = {name: folder for name, touched in commits.items() if (folder := _folder(name, touched))}
    parents = Counter(folder.rpartition("/")[0] for folder in folders.values())
    shared = {parent for parent, times in parents.items() if times > 1}
    kept = {name: folder for name, folder in folders.items() if folder.rpartition("/")[0] in shared}
    if not kept or len(commits) > _MOST:
        return {}
    return {name: (f"{kept[name]}/**",) if name in kept else () for name in sorted(commits)}


def _folder(name: str, touched: Sequence[Sequence[str]]) -> str:
    """The folder of this name that nearly all of these commits touch; empty where there is none."""
    if len(touched) < _OFTEN:
        return ""
    seen = Counter(folder for paths in touched for folder in {_named(path, name) for path in paths} if folder)
    folder, times = seen.most_common(1)[0] if seen else ("", 0)
    return folder if times >= _NEARLY_ALL * len(touched) else ""


def _named(path: str, name: str) -> str:
    """The folder of a path that is called so, not far below the root; empty where none is."""
    parts = path.split("/")[:-1][:_DEPTH]
    return "/".join(parts[: parts.index(name) + 1]) if name in parts else ""
