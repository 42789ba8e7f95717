"""CODEOWNERS: the paths that belong to somebody."""

import re
from collections.abc import Iterator

from relcommit.docs.links.reference import Reference
from relcommit.docs.paths import folder_of

_OWNED = re.compile(rb"^[ \t]*((?:\\.|[^\s#\\*])+)(?:\*{0,2}(?=[ \t\r\n]|\Z))", re.MULTILINE)
"""A path, or a folder with `*` or `**` after its final stroke."""


def is_owners(path: str) -> bool:
    """Whether a file is one where forges look for it."""
    return path.rpartition("/")[2] == "CODEOWNERS" and folder_of(path) in ("", ".github", ".gitlab", "docs")


def references(data: bytes) -> Iterator[Reference]:
    """The paths that it names from the root of the repository."""
    for owned in _OWNED.finditer(data):
        if b"/" in owned[1]:
            yield Reference("config", *owned.span(1), "owners", ("",))
