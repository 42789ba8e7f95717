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
    plain = _TOKEN.sub(lambda match: match[0] if match[0][0] == '"' else " ", text.removeprefix("\ufeff"))
    return json.loads(_STRING_OR_COMMA.sub(lambda match: " " if match[0] == "," else match[0], plain))
