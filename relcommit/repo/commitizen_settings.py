"""Finds a repository's commitizen settings."""

import json
import tomllib
from pathlib import Path
from typing import Any

_TOML = ("pyproject.toml", ".cz.toml", "cz.toml")
_JSON = (".cz.json", "cz.json")


def read_commitizen(root: Path) -> dict[str, Any]:
    """The first file's table, in commitizen's own order; empty where there is none, or none that can be read."""
    for name in (*_TOML, *_JSON):
        found = _read(root / name)
        if found:
            return found
    return {}


def _read(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8")
        data = tomllib.loads(text).get("tool", {}) if path.suffix == ".toml" else json.loads(text)
    except (OSError, ValueError):
        return {}
    found = data.get("commitizen") if isinstance(data, dict) else None
    return found if isinstance(found, dict) else {}
