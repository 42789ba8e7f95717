"""Where the values of a TOML text stand: enough for front matter between `+++`."""

import re
from collections.abc import Iterator

from relcommit.docs.formats.yaml import Scalar

_PIECE = re.compile(
    rb'''\#[^\n]*
    |(?P<long>"""(?:\\.|[^\\])*?(?:"""|\Z)|\'\'\'.*?(?:\'\'\'|\Z))
    |^[ \t]*\[\[?(?P<table>[^\[\]\n"']+)\]\]?[ \t\r]*(?=\n|\#|\Z)
    |(?:^|(?<=[{,]))[ \t]*(?P<key>[\w-]+|"[^"\\\n]*"|'[^'\n]*')(?:[ \t]*\.[ \t]*[\w-]+)*[ \t]*=
        [ \t]*(?P<bare>[^\s"'\[{\#,\]}][^\s\#,\]}]*)?
    |"(?P<basic>(?:\\.|[^"\\\n])*)"
    |'(?P<literal>[^'\n]*)\'''',
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)


def scalars(data: bytes, start: int, end: int) -> Iterator[Scalar]:
    """Every value that stands on one line, those inside `[…]` and `{…}` included; `column` is 1 inside a table."""
    column, owner, key_ended = 0, "", -1
    for piece in _PIECE.finditer(data, start, end):
        kind = piece.lastgroup
        if kind == "table":
            column = 1
        elif piece["key"] is not None:
            owner, key_ended = piece["key"].decode("utf-8", "replace").strip("\"'").lower(), piece.end()
            if piece["bare"] is not None:
                yield Scalar(*piece.span("bare"), owner, "", column, owner)
        elif kind in ("basic", "literal"):
            key = owner if piece.start() == key_ended else ""
            yield Scalar(*piece.span(kind), key, data[piece.start() : piece.start() + 1].decode(), column, owner)
