"""Documents that code blocks name: examples and commands, which nobody rewrites unasked."""

import re
from collections.abc import Iterable, Iterator

from relcommit.docs.links.escaping import Syntax
from relcommit.docs.links.reference import Reference
from relcommit.docs.paths import is_document

_WORD = re.compile(rb"""[^\s"'`<>()\[\]{}|:;,=*!]+""")
_QUOTES = "«»“”‘’¿¡…"
_BEFORE: dict[bytes, Syntax] = {b"](": "bare", b"]: ": "bare", b"](<": "angle", b'href="': "quoted", b'src="': "quoted"}
"""What stands right before a link, which counts from its own file even when it is a name alone."""


def named(text: bytes, blocks: Iterable[tuple[int, int]]) -> Iterator[Reference]:
    """The documents that some code blocks name with a link, or with a path that has a stroke in it."""
    for start, end in blocks:
        for word in _WORD.finditer(text, start, end):
            if b".m" not in word[0].lower():
                continue
            syntax = _syntax(text, word.start())
            first, last = _path(word, is_link=syntax != "code")
            path = re.split(rb"[#?]", text[first:last], maxsplit=1)[0]
            if is_document(path.decode()) and (syntax != "code" or re.search(rb"[/\\]", path)):
                yield Reference("fenced", first, last, syntax)


def _syntax(text: bytes, at: int) -> Syntax:
    return next((syntax for lead, syntax in _BEFORE.items() if text.endswith(lead, max(at - 9, 0), at)), "code")


def _path(word: re.Match[bytes], *, is_link: bool) -> tuple[int, int]:
    """Where a path stands in a word: after a variable, and without the quotes and the full stop of a sentence."""
    text = word[0].decode()
    bare = text.lstrip(_QUOTES)
    if not is_link and bare.startswith("$"):
        bare = bare[max(bare.find("/"), 0) :]
    start = word.end() - len(bare.encode())
    return start, start + len(bare.rstrip(f".{_QUOTES}").encode())
