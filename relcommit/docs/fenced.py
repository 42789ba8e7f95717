"""Documents that code blocks name: examples and commands, which nobody rewrites unasked."""

import re
from collections.abc import Iterable, Iterator

from relcommit.docs.paths import is_document
from relcommit.docs.reference import Reference
from relcommit.docs.spelling import Syntax

_WORD = re.compile(rb"""[^\s"'`<>()\[\]{}|:;,=*!]+""")
_BEFORE: dict[bytes, Syntax] = {b"](": "bare", b"]: ": "bare", b"](<": "angle", b'href="': "quoted", b'src="': "quoted"}
"""What stands right before a link, which counts from its own file even when it is a name alone."""


def named(text: bytes, blocks: Iterable[tuple[int, int]]) -> Iterator[Reference]:
    """The documents that some code blocks name with a link, or with a path that has a stroke in it."""
    for start, end in blocks:
        if text.find(b".m", start, end) < 0:
            continue
        for word in _WORD.finditer(text, start, end):
            syntax = _syntax(text, word.start())
            first, last = _path(word, is_link=syntax != "code")
            path = re.split(rb"[#?]", text[first:last], maxsplit=1)[0]
            if is_document(path.decode()) and (syntax != "code" or re.search(rb"[/\\]", path)):
                yield Reference("fenced", first, last, syntax)


def _syntax(text: bytes, at: int) -> Syntax:
    return next((syntax for lead, syntax in _BEFORE.items() if text.endswith(lead, max(at - 9, 0), at)), "code")


def _path(word: re.Match[bytes], *, is_link: bool) -> tuple[int, int]:
    """Where a path stands in a word: after a variable, and without the full stop of a sentence."""
    start, end = word.span()
    if not is_link and word[0].startswith(b"$"):
        start += max(word[0].find(b"/"), 0)
    return start, end - (len(word[0]) - len(word[0].rstrip(b".")))
