"""Finds a repository's commitizen settings."""

import json
import tomllib
from collections.abc import Callable
from typing import Any

from relcommit.foreign_yaml import load_yaml
from relcommit.nesting import nests_too_deep
from relcommit.repo.messages.cache_marker import COMMITIZEN


def read_commitizen(read: Callable[[str], bytes | None]) -> dict[str, Any]:
    """The first file's table, in commitizen's own order; empty where there is none, or none that can be read.

    `read` gives the bytes of a file at the root, `None` where there is none.
    """
    for name in (*COMMITIZEN, "pyproject.toml"):
        data = read(name)
        table = None if data is None else _table(name, data)
        if table:
            return table
    return {}


def _table(name: str, data: bytes) -> dict[str, Any] | None:
    try:
        parsed = _parsed(name.rpartition(".")[2], data.decode("utf-8-sig"))
    except ValueError:
        return None
    if name.endswith(".toml") and isinstance(parsed, dict):
        parsed = parsed.get("tool")
    table = parsed.get("commitizen") if isinstance(parsed, dict) else None
    return table if isinstance(table, dict) else None


def _parsed(kind: str, text: str) -> Any:
    """Raises ValueError."""
    if kind not in ("toml", "json"):
        return load_yaml(text)
    if nests_too_deep(text):
        raise ValueError("too deep")
    return tomllib.loads(text) if kind == "toml" else json.loads(text)
