"""The globs of plans and settings: `**`, `*`, `?`; no braces and no brackets."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from relcommit.docs.paths import is_below

_SIGNS = re.compile(r"[*?]")


@dataclass(frozen=True, slots=True)
class Glob:
    """A path or a glob, ready to be matched."""

    regex: re.Pattern[str]
    fixed: str
    """The folder that no sign belongs to: what stands below it is kept when files move."""

    def matches(self, path: str) -> bool:
        """Whether a path from the root of the repository is meant."""
        return self.regex.fullmatch(path) is not None


def is_glob(pattern: str) -> bool:
    """Whether a pattern can mean more than one path."""
    return _SIGNS.search(pattern) is not None


@lru_cache(maxsize=512)
def compile_glob(pattern: str) -> Glob:
    """Read a glob. `**` stands for any number of folders, `*` and `?` stay inside one name."""
    parts = pattern.strip("/").split("/")
    fixed: list[str] = []
    for part in parts[:-1]:
        if is_glob(part):
            break
        fixed.append(part)
    return Glob(re.compile(_regex(parts), re.DOTALL), "/".join(fixed))


def is_any(path: str, patterns: Iterable[str]) -> bool:
    """Whether a path is one of some paths, stands below one of them, or fits one of some globs."""
    return any(pattern and (compile_glob(pattern).matches(path) or is_below(path, pattern)) for pattern in patterns)


def _regex(parts: list[str]) -> str:
    regex = ""
    for position, part in enumerate(parts):
        last = position == len(parts) - 1
        if part != "**":
            regex += _name(part) + ("" if last else "/")
        elif last:
            regex += ".+"
        elif parts[position + 1] != "**":
            regex += "(?:[^/]+/)*"
    return regex


def _name(part: str) -> str:
    signs = re.sub(r"\*+", "*", part)
    return "".join({"*": "[^/]*", "?": "[^/]"}.get(sign) or re.escape(sign) for sign in signs)
