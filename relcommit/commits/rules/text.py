"""What no line should hold: line breaks written with letters, signs that nobody sees."""

from relcommit.commits.finding import Finding, error, warning
from relcommit.commits.header import INVISIBLE
from relcommit.commits.rules.body import prose

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from relcommit.commits.grammar import Parsed
    from relcommit.commits.rules import CommitRules

_HIDDEN = "\u0085\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Line breaks that git knows nothing of, and marks that turn the direction of the text."""
_JOINER = "\u200d"
_QUOTES = "\"'«“‘`"


def literal_newlines(parsed: "Parsed", settings: "CommitRules") -> "Iterator[Finding]":  # noqa: ARG001
    r"""A `\n` of two characters, as a shell leaves it behind; in code, in quotes and in paths it is meant."""
    if not any("\\n" in line.text for line in parsed.lines):
        return
    for line, in_code in prose(parsed.lines):
        if in_code or "\\n" not in line.text:
            continue
        for start, end in _breaks(line.text):
            breaks = "\n" * line.text.count("\\n", start, end)
            yield error("literal-newline", line.number, (start, end), suggestion=breaks)


def invisible(parsed: "Parsed", settings: "CommitRules") -> "Iterator[Finding]":  # noqa: ARG001
    """Signs without width, marks that turn the direction of the text, and control characters."""
    for line in parsed.lines:
        text = line.text
        if text.isascii() and text.isprintable():
            continue
        for index, char in enumerate(text):
            if char in _HIDDEN or (char < " " and char not in "\t\0") or char == "\x7f" or _hides(text, index):
                if index == 0 and char == "\ufeff" and line is parsed.lines[0]:
                    continue
                facts = {"sign": f"U+{ord(char):04X}"}
                yield warning("invisible-character", line.number, (index, index + 1), facts, "")


def nul(parsed: "Parsed", settings: "CommitRules") -> "Iterator[Finding]":  # noqa: ARG001
    """Git refuses a NUL in a message."""
    for line in parsed.lines:
        index = line.text.find("\0")
        if index >= 0:
            yield error("nul-character", line.number, (index, index + 1), suggestion="")


def _hides(text: str, at: int) -> bool:
    """Emoji are joined by U+200D, and there it belongs."""
    char = text[at]
    if char not in INVISIBLE:
        return False
    before, after = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
    return char != _JOINER or before.isascii() or before.isalnum() or after.isascii() or _JOINER in (before, after)


def _breaks(text: str) -> "Iterator[tuple[int, int]]":
    """Each run of `\\n` and `\\r\\n` that stands for line breaks; code and quotes are counted on the way."""
    code = _code_spans(text)
    inside = next(code, None)
    seen, quotes, last_quote = 0, 0, text.rfind('"')
    index = text.find("\\n")
    while index >= 0:
        start = index - 2 if text.startswith("\\r", index - 2) and index > 1 else index
        end = index + 2
        while text.startswith(("\\n", "\\r"), end):
            end += 2
        while inside is not None and inside[1] <= start:
            inside = next(code, None)
        quotes += text.count('"', seen, start)
        seen = start
        quoted = quotes % 2 == 1 and last_quote >= end
        if not quoted and (inside is None or start < inside[0]) and not _is_meant(text, start, end):
            yield start, end
        index = text.find("\\n", end)


def _code_spans(text: str) -> "Iterator[tuple[int, int]]":
    index = text.find("`")
    while index >= 0:
        close = text.find("`", index + 1)
        if close < 0:
            return
        yield index, close + 1
        index = text.find("`", close + 1)


_NEAR = 200
"""Signs on each side that are looked at for the word around a break: no path is longer."""


def _is_meant(text: str, start: int, end: int) -> bool:
    """Beside a quote, alone between spaces, or in a word that is code: a path, a pattern, a format, a call."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and before in _QUOTES:
        return True
    is_twice = text.count("\\n", start, end) > 1
    alone = before in ("", " ", "(", "[") and after in ("", " ", ")", "]", ",", ".", ";", ":")
    if alone and not is_twice and (start or text.startswith("\\r")) and not text.startswith((" - ", " * "), end):
        return True
    left = text[max(start - _NEAR, 0) : start].rpartition(" ")[2]
    right = text[end : end + _NEAR].partition(" ")[0]
    if "(" in left and ")" in right:
        return True
    return not _CODE.isdisjoint(left + right[1:]) or (right[:1] in _CODE_OPENS and right[:1] != "")


_CODE = frozenset("\\[]{}^$%|<>'\"*")
"""Signs of which no word of prose is made."""
_CODE_OPENS = frozenset("\\]{}^$%|'")
"""Those of them that no line of prose opens with; a list opens with «*», a quotation with «>»."""
