"""Code spans of Markdown, as CommonMark pairs backticks, in time that grows with the text and no faster."""

import re
from collections.abc import Iterator

_RUN = re.compile(r"`+")


def code_spans(text: str) -> Iterator[tuple[int, int, int]]:
    """The start, the end and the backticks on each side of every span, in order.

    A span goes from a run of backticks to the next of the same length; a backslash before a run takes its first.
    By https://spec.commonmark.org/0.31.2/#code-spans.
    """
    runs = [(run.start(), run.end()) for run in _RUN.finditer(text)]
    closers: dict[int, list[int]] = {}
    for start, end in reversed(runs):
        closers.setdefault(end - start, []).append(start)
    after = 0
    for start, end in runs:
        if start < after:
            continue
        opening = start + _is_escaped(text, start)
        width = end - opening
        places = closers.get(width, [])
        while places and places[-1] < end:
            places.pop()
        if width and places:
            after = places[-1] + width
            yield opening, after, width


def _is_escaped(text: str, at: int) -> bool:
    """Whether an odd number of backslashes stands before a place."""
    start = at
    while start and text[start - 1] == "\\":
        start -= 1
    return (at - start) % 2 == 1


def spans_of(text: str) -> list[str]:
    """What stands in the spans, in order, with blanks as a reader sees them."""
    return [" ".join(text[start + width : end - width].split()) for start, end, width in code_spans(text)]


def blanked(text: str) -> str:
    """The text with its spans blanked, each to marks of the same length."""
    pieces, after = [], 0
    for start, end, _ in code_spans(text):
        pieces += [text[after:start], "\0" * (end - start)]
        after = end
    return "".join((*pieces, text[after:]))


def whole_span(text: str) -> str | None:
    """What stands in the one span that the text is; `None` where it is anything else."""
    start, end, width = next(code_spans(text), (1, 0, 0)) if text.startswith("`") else (1, 0, 0)
    return text[width : end - width] if start == 0 and end == len(text) else None
