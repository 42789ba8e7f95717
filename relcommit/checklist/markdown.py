"""Foreign text inside Markdown of ours: it can be read, and can neither open, close nor forge anything."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import category

from relcommit.code_spans import code_spans

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Signs that count as letters or symbols, and show nothing."""
_OPENS_BLOCK = re.compile(
    r"(?:[-+*](?=\s|$)|(?P<rule>[-_*])(?:\s?(?P=rule)){2,}\s*$|\#{1,6}(?=\s|$)|>|`{3}|~{3}|=+\s*$|\[|\|)"
)
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_RAW_HTML = re.compile(r"<(?=[A-Za-z/!?])")
_FENCE = re.compile(r"\s*(?:(?:[-+*>]|\d{1,9}[.)])\s{1,4}){0,9}(`{3,}|~{3,})")
_DEEP = re.compile(r"^(?:[ \t]{0,4}(?:[-+*>]|\d{1,9}[.)])){24}", re.MULTILINE)
_FOLDS = re.compile(r"<(/?)(?:details|blockquote|pre|code|samp|del|s|strike|q|template)(?![a-z-])", re.IGNORECASE)
_QUOTE = "BlockQuote"
_PROBE = b"<!-- relcommit -->\n"
_OPEN_HTML = re.compile(rb"<(?:(?:pre|script|style|textarea)\b|[!?])", re.IGNORECASE)
"""Blocks of HTML that end where they say, and swallow blank lines and comments until then."""
_COMMENT = "<!--"
_HARMLESS_COMMENT = "<!\u2060--"
"""The same to the eye, with a word joiner inside: neither GitHub nor we take it for a comment."""


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit that somebody can see."""
    return any(category(sign)[0] in "LN" and sign not in BLANKS for sign in text)


def inline(text: str) -> str:
    """One line that can stand anywhere in a paragraph or at the start of a list item."""
    line = " ".join(_UNSEEN.sub("", text).split())
    if numbered := _NUMBERED.match(line):
        line = f"{numbered[1]}\\{line[numbered.end(1) :]}"
    elif _OPENS_BLOCK.match(line):
        line = f"\\{line}"
    return _shown_html(line).replace(_COMMENT, _HARMLESS_COMMENT)


def cell(text: str) -> str:
    """One line for a table's cell: GitHub splits cells at every bare bar, inside code too."""
    return re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1\\|", inline(text))


def block(text: str) -> str:
    """Several lines, whose own fences are closed and whose HTML is shown instead of obeyed."""
    lines: list[str] = []
    fence = ""
    for line in _UNSEEN.sub("", text.replace("\r\n", "\n")).strip("\n").split("\n"):
        before, fence = fence, fence_after(line, fence)
        lines.append((line if before or fence else _shown_html(line)).replace(_COMMENT, _HARMLESS_COMMENT))
    return "\n".join((*lines, fence) if fence else lines)


def fence_after(line: str, fence: str) -> str:
    """The fence that is open after this line, as it was opened; empty for none."""
    if fence:
        bare = line.strip()
        return "" if bare.startswith(fence) and not bare.strip(fence[0]) else fence
    opened = _FENCE.match(line)
    return opened[1] if opened and not (opened[1][0] == "`" and "`" in line[opened.end() :]) else ""


def quotes_too_deep(text: str) -> bool:
    """Whether a line opens more quotes and lists than anybody writes: reading them takes the square of their number."""
    return _DEEP.search(text) is not None


def said_lines(text: str) -> Iterator[str]:
    """The lines that whoever writes the text says in plain sight: those of its outermost paragraphs.

    What stands in a quote (or right below one), a list, a table, a note, code or a comment is somebody else's, an
    example, or hidden; so is what HTML folds away or quotes.
    """
    data, folded = text.encode("utf-8", "replace"), 0
    for event in _events(data):
        if event.name in ("Html", "InlineHtml"):
            for closes in _FOLDS.findall(event.value):
                folded = max(0, folded - 1) if closes else folded + 1
        elif event.name == "Text" and event.inside == ("Paragraph",) and not folded and _starts_line(data, event.start):
            end = data.find(b"\n", event.start)
            yield data[event.start : end if end >= 0 else None].decode()


def box_lines(text: str) -> frozenset[int]:
    """The lines, counted from nought, on which a reader sees a box of a list: none in a quote, code or a comment."""
    data = text.encode("utf-8", "replace")
    starts = [event.start for event in _events(data) if event.name == "TaskListMarker" and _QUOTE not in event.inside]
    return frozenset(data.count(b"\n", 0, start) for start in starts)


def is_shown_after(before: str) -> bool:
    """Whether a comment on a line of its own would be one after this text, and not a part of what that leaves open."""
    data = before.rstrip().encode("utf-8", "replace") + b"\n"
    for event in _events(data + _PROBE):
        if event.name == "HtmlBlock" and event.start <= len(data) < event.end:
            is_open = event.start < len(data) and _OPEN_HTML.match(data, event.start)
            return event.inside == () and not is_open
    return False


def _starts_line(data: bytes, at: int) -> bool:
    return data[max(0, at - 1) : at] in (b"", b"\n")


class _Event(NamedTuple):
    """What the parser meets: the start of a block, or an inline piece."""

    name: str
    value: str
    inside: tuple[str, ...]
    """The blocks and spans around it, outermost first."""
    start: int
    end: int
    """Bytes of the source."""


def _events(data: bytes) -> Iterator[_Event]:
    from pyromark import Markdown, Options

    extras = Options.ENABLE_TABLES | Options.ENABLE_FOOTNOTES | Options.ENABLE_STRIKETHROUGH
    extras |= Options.ENABLE_MATH | Options.ENABLE_TASKLISTS
    inside: tuple[str, ...] = ()
    for event, span in Markdown(options=extras).events_with_range(data.decode()):
        name, value = next(iter(event.items())) if isinstance(event, dict) else (event, "")
        if name == "End":
            inside = inside[:-1]
            continue
        kind = str(name) if name != "Start" else str(next(iter(value))) if isinstance(value, dict) else str(value)
        yield _Event(kind, str(value), inside, span["start"], span["end"])
        if name == "Start":
            inside = (*inside, kind)


def path(text: str) -> str:
    """A path as code, whatever signs it has."""
    clean = " ".join(_UNSEEN.sub("", text).split(" ")).replace(_COMMENT, _HARMLESS_COMMENT)
    longest = max((len(run) for run in re.findall(r"`+", clean)), default=0)
    fence = "`" * (longest + 1)
    space = " " if longest else ""
    return f"{fence}{space}{clean}{space}{fence}"


def clip(text: str, longest: int) -> str:
    """The text, or its start with «…»."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _shown_html(line: str) -> str:
    """The line with its tags as text; code spans show theirs already."""
    return "".join(part if code else _RAW_HTML.sub("&lt;", part) for part, code in _parts(line))


def _parts(line: str) -> Iterator[tuple[str, bool]]:
    """The line in pieces, each with whether it is a code span, as CommonMark pairs backticks."""
    after = 0
    for start, end, _ in code_spans(line):
        yield line[after:start], False
        yield line[start:end], True
        after = end
    yield line[after:], False
