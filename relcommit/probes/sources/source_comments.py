"""Source code without its comments, as far as that can be told without a parser for each language."""

import re

_STRINGS = rb'"(?:\\.|[^"\\\n])*(?P<double>"?)|\'(?:\\.|[^\'\\\n])*(?P<single>\'?)|(?P<back>`)(?:\\.|[^`\\])*(?:`|\Z)'
_BLOCKS = rb"/\*(?:[^*]|\*(?!/))*(?:\*/|\Z)|<!--(?:[^-]|-(?!->))*(?:-->|\Z)"
_SLASHES = rb"//[^\n]*"
_HASHES = rb"(?:(?<=\s)|(?<![^\n]))#[^\n]*"
_DASHES = rb"--[^\n]*"
_SEMICOLONS = rb"(?<![^\n]);[^\n]*"
_LIKE_C = (
    ".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json", ".jsonc", ".json5", ".java", ".kt", ".go",
    ".rs", ".c", ".h", ".cc", ".cpp", ".cs", ".swift", ".dart", ".scala", ".scss", ".vue", ".svelte", ".proto",
)  # fmt: skip
"""Endings of languages in which «#» starts no comment."""
_LIKE_SQL = (".sql", ".lua", ".hs")


def without_remarks(path: str, content: bytes) -> bytes:
    """The code of a file: texts in quotes stay, whatever they hold; a comment that never ends takes all the rest."""
    lower = path.lower()
    remarks = _C if lower.endswith(_LIKE_C) else _SQL if lower.endswith(_LIKE_SQL) else _OTHER
    bare = re.compile(remarks, re.DOTALL)

    def kept(found: re.Match[bytes]) -> bytes:
        if found["double"] or found["single"] or found["back"]:
            return found[0]
        is_apostrophe = found[0][:1] in (b'"', b"'")  # nothing closes it on its line: no text starts there
        return found[0][:1] + bare.sub(b" ", found[0][1:]) if is_apostrophe else b" "

    return re.sub(_STRINGS + b"|" + remarks, kept, content, flags=re.DOTALL)


_C = b"|".join((_BLOCKS, _SLASHES))
_SQL = b"|".join((_BLOCKS, _DASHES))
_OTHER = b"|".join((_BLOCKS, _HASHES, _SEMICOLONS))
