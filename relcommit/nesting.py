"""How deep foreign text nests, told before a parser sees it: one in C ends the process where it nests without end.

Linear in time, and bounded by the text itself.
"""

import re

DEEPEST = 200
"""Brackets and braces that may stand open at once; nobody's workflow or settings have more than a dozen."""
_COMPACT = re.compile(r"(?:[-?:][ \t]+){20}")
"""YAML opens a level with each of these signs, on one line."""
_BRACKETS = re.compile(r"[\[\]{}]")


def nests_too_deep(text: str | bytes) -> bool:
    """Whether a text of YAML, TOML or JSON opens more levels than any reader should follow.

    Brackets inside of texts count too: it is told too often rather than too seldom.
    """
    plain = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return _deepest(plain) > DEEPEST or _COMPACT.search(plain) is not None


def _deepest(text: str) -> int:
    depth = deepest = 0
    for bracket in _BRACKETS.finditer(text):
        depth = depth + 1 if bracket[0] in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest
