"""Spanish in commit headers: the mood of the first verb, and accents that are certainly missing."""

from relcommit.commits.spanish.judge import Verdict, judge_first_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from relcommit.names import Mood

__all__ = ["Verdict", "guess_mood", "judge_first_word", "missing_accents"]


def missing_accents(text: str) -> "Iterator[tuple[int, int, str]]":
    """The words that certainly lack an accent: their offsets, and how they are written."""
    from relcommit.commits.spanish.accents import missing_accents as found

    return found(text)


def guess_mood(headers: "Iterable[str]") -> "tuple[Mood, dict[str, int]]":
    """The mood that a team already writes, and how often each form opens its headers."""
    from relcommit.commits.spanish.history import guess_mood as guess

    return guess(headers)
