"""A scope held against what its commit touches: `[commit.scopes] web = "apps/web/**"`."""

from fnmatch import fnmatchcase

from relcommit.commits.cleanup import stored
from relcommit.commits.exempt import exemption
from relcommit.commits.finding import Finding, error, weighed
from relcommit.commits.header import read_header

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from relcommit.settings import CommitSettings


def scope_path_findings(text: str, touched: "Iterable[str]", settings: "CommitSettings") -> "Sequence[Finding]":
    """Each scope of a header whose paths the commit touches nowhere; with the only scope that it does touch.

    `touched` are paths from the root of the repository. A commit that touches nothing, as a merge, is left alone.
    """
    lines = stored(text)
    paths = list(touched)
    if not paths or not lines or exemption(lines) is not None:
        return ()
    header, _ = read_header(lines[0])
    if not header.scope or header.description is None:
        return ()
    findings = []
    index = header.scope_at
    for part in header.scope.split(","):
        name = part.strip()
        globs = settings.scope_paths.get(name)
        if globs and not touches(paths, globs):
            start = index + part.index(name)
            fitting = scopes_of(paths, settings.scope_paths)
            facts = {"scope": name, "paths": ", ".join(globs), "others": ", ".join(fitting), "path": paths[0]}
            meant = fitting[0] if len(fitting) == 1 and "," not in header.scope else None
            findings.append(error("scope-path", header.line, (start, start + len(name)), facts, meant))
        index += len(part) + 1
    return weighed(findings, settings.severity)


def scopes_of(paths: "Sequence[str]", scope_paths: "Mapping[str, Sequence[str]]") -> list[str]:
    """The scopes whose globs one of the paths fits."""
    return [name for name, globs in scope_paths.items() if touches(paths, globs)]


def touches(paths: "Sequence[str]", globs: "Sequence[str]") -> bool:
    """Whether one of the paths fits one of the globs; a folder stands for all that is in it."""
    return any(_fits(path, pattern) for pattern in globs for path in paths)


def _fits(path: str, pattern: str) -> bool:
    bare = pattern.rstrip("/")
    return fnmatchcase(path, pattern) or path == bare or path.startswith(f"{bare}/")
