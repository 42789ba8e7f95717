"""Stretches of a text, from where to where in bytes."""

from bisect import bisect_right
from collections.abc import Sequence

Span = tuple[int, int]


def meets(spans: Sequence[Span], start: int, end: int) -> bool:
    """Whether a stretch has something in common with any of the spans, which are in order and apart."""
    index = bisect_right(spans, start, key=lambda span: span[1])
    return index < len(spans) and spans[index][0] < end
