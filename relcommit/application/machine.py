"""Whether a person's machine runs this."""

from collections.abc import Mapping

_CI = ("CI", "GITHUB_ACTIONS")


def in_ci(environment: Mapping[str, str]) -> bool:
    """Whether this is no person's machine."""
    return any(environment.get(name, "").lower() not in ("", "false", "0") for name in _CI)
