"""JSON with comments and trailing commas, as `wrangler.jsonc` has it."""

import json
import re
from collections.abc import Iterator

_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*+"?|//[^\n]*+|/\*.*?(?:\*/|\Z)|[\[\]{},]|[^"/\[\]{},\s]++|\s++|.', re.DOTALL)
"""What is not closed is a token all the same, so that nothing is read twice."""
_LARGEST = 256 * 1024


def loads(text: str) -> object:
    """Read it, in one pass over at most 256 KiB. Raises ValueError."""
    if len(text) > _LARGEST:
        raise ValueError("too long")
    return json.loads("".join(_plain(text.removeprefix("\ufeff"))))


def _plain(text: str) -> Iterator[str]:
    """The tokens of JSON: without comments, nor a comma that only closes what it stands in.

    A comma behind nothing is left for `json` to refuse.
    """
    waiting, before = "", ""
    for match in _TOKEN.finditer(text):
        sign = match[0]
        if sign.isspace() or sign.startswith(("//", "/*")):
            continue
        if sign[0] == '"' and (len(sign) == 1 or sign[-1] != '"'):
            raise ValueError("open string")
        closes_a_value = sign in ("}", "]") and before not in ("", "[", "{", ",")
        if waiting and not closes_a_value:
            yield waiting
        before = waiting or before if sign == "," else sign
        waiting = "," if sign == "," else ""
        if not waiting:
            yield f" {sign}"
    yield waiting
