"""A commit message's text as header, body entries and footers."""

import re

from relcommit.plan.model import Message

_BULLET = re.compile(r"(?:[-*+•·–]|\d{1,3}[.)])[ \t]+(?=\S)")
_FOOTER = re.compile(
    r"(?:co-authored-by|signed-off-by|reviewed-by|acked-by|tested-by|reported-by|breaking[ -]change|refs?|closes?"
    r"|closed|fix(?:es|ed)?|resolve[sd]?|cierra|resuelve|issue|ticket|relates to|part of|see also|change-id)"
    r"(?::[ \t]|[ \t]+(?=[#\[A-Z][\w\[#-]*\d|\[|#))",
    re.IGNORECASE,
)
_GENERATED = re.compile(r"(?:🤖 )?generated with\b", re.IGNORECASE)


def is_footer(line: str) -> bool:
    """Whether a line is a trailer of a commit message."""
    return bool(_FOOTER.match(line.strip()))


def message_from(text: str) -> Message | None:
    """Read a whole message. `None` for one without a header."""
    lines = text.strip("\n").split("\n")
    while lines and (not lines[0].strip() or lines[0].startswith("#")):
        del lines[0]
    if not lines:
        return None
    entries, footers = _entries(lines[1:])
    return Message(header=lines[0].strip(), body=tuple(entries), footers=tuple(footers))


def body_from(text: str) -> tuple[str, ...]:
    """The entries of a body that stands alone."""
    return tuple(_entries(text.split("\n"))[0])


def _entries(lines: list[str]) -> tuple[list[str], list[str]]:
    """One entry for each bullet and each paragraph; labels that only head bullets, and footers, stand apart."""
    entries: list[list[str]] = []
    footers: list[str] = []
    glued = False
    for line in (text.strip() for text in lines):
        bullet = _BULLET.match(line)
        if not line or line.startswith(("## ", "### ")):
            glued = False
        elif _GENERATED.match(line) or _FOOTER.match(line):
            footers.append(line)
            glued = False
        elif bullet:
            _drop_label(entries)
            entries.append(["-", line[bullet.end() :]])
            glued = True
        elif glued:
            entries[-1].append(line)
        else:
            entries.append(["", line])
            glued = True
    return [" ".join(entry[1:]) for entry in entries], footers


def _drop_label(entries: list[list[str]]) -> None:
    """Forget «Correcciones:» once a bullet shows that it was only a heading."""
    if entries and entries[-1][0] == "" and entries[-1][-1].endswith(":"):
        entries.pop()
