"""What people and forges put before a pull request's title while it is a draft: `Draft:`, `WIP:`, `[WIP]`."""

from relcommit.commits.finding import Finding, warning

_WORDS = ("draft", "wip", "borrador", "en curso")
_PAIRS = {"[": "]", "(": ")"}


def draft_finding(title: str) -> Finding | None:
    """The mark of a draft that opens a title, with the blanks behind it; None where there is none."""
    end = 0
    while (length := _mark(title[end : end + 40])) > 0:
        end += length
    if not end or not title[end:].strip():
        return None
    return warning("draft-title", 1, (0, end), {"mark": title[:end].strip()}, "")


def _mark(text: str) -> int:
    """The length of one mark and of the blanks behind it; 0 where the text opens with none."""
    start = len(text) - len(text.lstrip())
    low = text[start:].lower()
    close = _PAIRS.get(low[:1], "")
    word = next((word for word in _WORDS if low[len(close) :].startswith(word)), None)
    if word is None:
        return 0
    end = len(close) + len(word)
    if close:
        if not low.startswith(close, end):
            return 0
        end += 1 + low.startswith(":", end + 1)
    elif low.startswith(":", end):
        end += 1
    else:
        return 0
    behind = low[end:]
    return start + end + len(behind) - len(behind.lstrip())
