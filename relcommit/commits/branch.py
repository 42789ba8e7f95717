"""The name of a branch, judged as the first line of a message is."""

from relcommit.branch_names import refused_names
from relcommit.commits.finding import Finding, error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from relcommit.branch_names import RefusedName
    from relcommit.settings import BranchSettings

_CODES = {"git": "branch-not-git", "alphabet": "branch-alphabet", "pattern": "branch-pattern"}


def check_branch(name: str, settings: "BranchSettings") -> tuple[Finding, ...]:
    """Every finding about a branch name, placed as in a message of one line."""
    return tuple(_finding(name, refused, settings) for refused in refused_names(name, settings))


def _finding(name: str, refused: "RefusedName", settings: "BranchSettings") -> Finding:
    facts = {
        "branch": name,
        "sign": name[refused.start : refused.end],
        "alphabet": settings.alphabet,
        "patterns": ", ".join(settings.patterns),
    }
    return error(_CODES[refused.fault], 1, (refused.start, refused.end), facts)
