"""Wrapping prose to terminal cells, without ever breaking a link, a code span or a word."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


_LONGEST_LINK = 2000
"""How far the end of a link is looked for, so that no text takes more than linear time."""


def cells(text: str) -> int:
    """How many terminal cells a text takes: wide signs two, marks and joiners none."""
    if text.isascii() or not any(char > "\u02ff" for char in text):
        return len(text)
    from unicodedata import category, east_asian_width

    none = sum(category(char) in ("Mn", "Me", "Cf") for char in text)
    wide = sum(east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - none


def wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """The lines of a paragraph; `first` opens the first one and `rest` the others. A width of 0 never breaks.

    A word that alone is wider than the line stands alone. No line starts with «#», which git could take for
    a remark.
    """
    lines: list[str] = []
    opening, words, used = first, list[str](), cells(first)
    for word in _words(text):
        wide = cells(word)
        if width and words and used + 1 + wide > width and not (word.startswith("#") and not rest):
            lines.append(opening + " ".join(words))
            opening, words, used = rest, [], cells(rest)
        used += wide + 1 if words else wide
        words.append(word)
    return [*lines, (opening + " ".join(words)).rstrip()]


def _words(text: str) -> "Iterator[str]":
    """The pieces between white space, where a code span or a link is one piece."""
    start: int | None = None
    position = 0
    unclosed: set[int] = set()
    while position < len(text):
        char = text[position]
        if char.isspace() and char != "\u00a0":
            if start is not None:
                yield text[start:position]
            start = None
            position += 1
            continue
        start = position if start is None else start
        position = _past_piece(text, position, unclosed)
    if start is not None:
        yield text[start:]


def _past_piece(text: str, at: int, unclosed: set[int]) -> int:
    if text[at] == "`":
        return _past_code(text, at, unclosed)
    return _past_link(text, at) if text[at] == "[" else at + 1


def _past_code(text: str, at: int, unclosed: set[int]) -> int:
    """The end of a code span, which closes with as many backticks as open it; `unclosed` keeps the time linear."""
    after = _past_ticks(text, at)
    size = after - at
    opening = -1 if size in unclosed else text.find("`", after)
    while opening >= 0:
        end = _past_ticks(text, opening)
        if end - opening == size:
            return end
        opening = text.find("`", end)
    unclosed.add(size)
    return after


def _past_ticks(text: str, position: int) -> int:
    while text.startswith("`", position):
        position += 1
    return position


def _past_link(text: str, at: int) -> int:
    next_one = text.find("[", at + 1)
    middle = text.find("](", at + 1, next_one if next_one >= 0 else len(text))
    if middle < 0:
        return at + 1
    end = text.find(")", middle, middle + _LONGEST_LINK)
    return end + 1 if end >= 0 else middle + 2
