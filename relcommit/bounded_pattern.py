"""A regular expression of the settings, searched with an end to the patience.

`re` cannot be stopped; `regex` (https://pypi.org/project/regex/) takes the same patterns and a time limit. It is loaded
only where the settings ask for a pattern.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Protocol

    class Match(Protocol):
        """Where a pattern stands in a text."""

        def span(self) -> tuple[int, int]: ...
        def __getitem__(self, group: int) -> str: ...


PATIENCE = 1.0
"""Seconds of processor that one search may take."""
_BUDGET = 5.0
"""Seconds that may be lost in a process: a range of many commits ends soon after the first of them."""
_patterns: "dict[str, BoundedPattern]" = {}


class SlowPattern(Exception):
    """A search took longer than it may: nothing is known of the text."""


class BoundedPattern:
    """A compiled pattern; what was lost on it counts for as long as the process lives."""

    __slots__ = ("_left", "_pattern")

    def __init__(self, text: str, budget: float = _BUDGET) -> None:
        self._pattern = _regex().compile(text)
        self._left = budget

    def search(self, text: str) -> "Match | None":
        """The first place of the pattern in a text. Raises SlowPattern."""
        if self._left <= 0:
            raise SlowPattern
        patience = min(PATIENCE, self._left)
        try:
            found: Match | None = self._pattern.search(text, timeout=patience)
        except TimeoutError:
            self._left -= patience
            raise SlowPattern from None
        return found


def bounded_pattern(text: str) -> BoundedPattern:
    """The pattern, compiled once."""
    if text not in _patterns:
        _patterns[text] = BoundedPattern(text)
    return _patterns[text]


def is_pattern(text: str) -> bool:
    """Whether a text is a regular expression."""
    regex = _regex()
    try:
        regex.compile(text)
    except regex.error:
        return False
    return True


def _regex() -> "ModuleType":
    try:
        import regex
    except ImportError:  # the hook's Python starts without `site`, and an editable install keeps us elsewhere
        import site

        site.main()
        import regex
    return regex
