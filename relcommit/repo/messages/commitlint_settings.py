"""Finds a repository's commitlint settings, and reads those that can be read without running anything."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from relcommit.errors.settings import ForeignSettingsUnreadable
from relcommit.foreign_yaml import load_yaml
from relcommit.nesting import nests_too_deep

_KINDS = ("", ".json", ".yaml", ".yml", ".js", ".cjs", ".mjs", ".ts", ".cts", ".mts")
NAMES = (
    *(f".commitlintrc{kind}" for kind in _KINDS), *(f"commitlint.config{kind}" for kind in _KINDS[4:]),
    "package.json", "package.yaml",
)  # fmt: skip
"""Where commitlint looks, in its order."""
_EXPORT = re.compile(
    r"(?:module\.exports\s*=|export\s+default)\s*(?=\{)|(?:const|let|var)\s+\w+(?:\s*:\s*\w+)?\s*=\s*(?=\{)"
)
_COMMENTS = re.compile(r"""("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|//[^\n]*|/\*.*?\*/""", re.DOTALL)


def read_commitlint(read: Callable[[str], bytes | None]) -> tuple[str, Mapping[str, Any]] | None:
    """The first file that has them, and what it says; None where there is none. Raises ForeignSettingsUnreadable."""
    for name in NAMES:
        data = read(name)
        if data is None:
            continue
        try:
            parsed = _parsed(name, data.decode("utf-8-sig"))
        except ValueError as why:
            raise ForeignSettingsUnreadable(name) from why
        found = parsed.get("commitlint") if name.startswith("package.") and isinstance(parsed, Mapping) else parsed
        if isinstance(found, Mapping):
            return name, found
        if not name.startswith("package."):
            raise ForeignSettingsUnreadable(name)
    return None


def _parsed(name: str, text: str) -> Any:
    """Raises ValueError. An object of JavaScript without code in it is one of YAML too, comments apart."""
    if name.endswith(".json"):
        if nests_too_deep(text):
            raise ValueError(name)
        return json.loads(text)
    if name.rpartition(".")[2] in ("js", "cjs", "mjs", "ts", "cts", "mts"):
        bare = _COMMENTS.sub(lambda match: match[1] or " ", text)
        start = _EXPORT.search(bare)
        if start is None:
            raise ValueError(name)
        text = _object(bare[start.end() :]).replace("\t", " ")
    return load_yaml(text)


def _object(text: str) -> str:
    """From its first brace to the one that closes it."""
    depth = 0
    quote = ""
    for index, sign in enumerate(text):
        if quote:
            quote = "" if sign == quote and text[index - 1] != "\\" else quote
        elif sign in "'\"`":
            quote = sign
        else:
            depth += (sign in "{[") - (sign in "}]")
            if not depth and sign in "}]":
                return text[: index + 1]
    raise ValueError(text)
