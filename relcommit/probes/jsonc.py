"""JSON with comments and trailing commas, as `wrangler.jsonc` has it."""

import json
import re

_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|//[^\n]*|/\*.*?\*/|,(?=(?:\s|//[^\n]*|/\*.*?\*/)*[}\]])', re.DOTALL)
_LARGEST = 256 * 1024


def loads(text: str) -> object:
    """Read it. Raises ValueError."""
    if len(text) > _LARGEST:
        raise ValueError("too long")
    return json.loads(_TOKEN.sub(lambda found: found[0] if found[0][0] == '"' else " ", text.removeprefix("\ufeff")))
