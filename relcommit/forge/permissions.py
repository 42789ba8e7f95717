"""Which of GitHub's permissions an address of its API asks for, as its own pages call it."""

import re

_NAMES = (
    (r"commits/[^/]+/check-|check-(?:runs|suites)", "Checks"),
    (r"commits/[^/]+/pulls|pulls(?:/|$)", "Pull requests"),
    (r"commits/[^/]+/status", "Commit statuses"),
    (r"issues(?:/|$)", "Issues"),
    (r"actions/(?:organization-)?secrets", "Secrets"),
    (r"environments/[^/]+/secrets", "Environments"),
    (r"(?:actions|environments)(?:/|$)", "Actions"),
    (r"deployments(?:/|$)", "Deployments"),
    (r"(?:commits|compare|contents|git)/", "Contents"),
    (r"/orgs/[^/]+/teams/", "Members"),
)
"""Patterns of what follows `/repos/OWNER/NAME/`, or of a whole path; the first that fits counts."""


def permission(path: str) -> str:
    """The name of the permission; empty where none, or nobody knows which, is asked for."""
    return next((name for pattern, name in _NAMES if re.match(pattern, path)), "")
