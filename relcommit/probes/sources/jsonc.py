"""JSON with comments and trailing commas, as `wrangler.jsonc` has it."""

import json
import re

_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|//[^\n]*|/\*(?:[^*]|\*(?!/))*\*/', re.DOTALL)
_STRING_OR_COMMA = re.compile(r'"(?:[^"\\\n]|\\.)*"|[\[{,]\s*,|,(?=\s*[}\]])', re.DOTALL)
"""A comma behind nothing is matched whole, and left for `json` to refuse."""
_LARGEST = 256 * 1024


def loads(text: str) -> object:
    """Read it. Raises ValueError."""
    if len(text) > _LARGEST:
        raise ValueError("too long")
    plain = _TOKEN.sub(lambda found: found[0] if found[0][0] == '"' else " ", text.removeprefix("\ufeff"))
    return json.loads(_STRING_OR_COMMA.sub(lambda found: " " if found[0] == "," else found[0], plain))
