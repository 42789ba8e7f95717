"""Spanish in commit headers: the mood of the first verb, and accents that are certainly missing.

The doors of this room; each loads what it needs when it is called, and the rooms behind it are used directly too.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from relcommit.commits.spanish.judge import Verdict
    from relcommit.names import Mood


def judge_first_word(description: str, mood: "Mood") -> "Verdict | None":
    """What is wrong with the verb that opens a description; None where nothing is, or nothing is certain."""
    from relcommit.commits.spanish.judge import judge_first_word as judge

    return judge(description, mood)


def missing_accents(text: str) -> "Iterator[tuple[int, int, str]]":
    """The words that certainly lack an accent: their offsets, and how they are written."""
    from relcommit.commits.spanish.accents import missing_accents as found

    return found(text)


def guess_mood(headers: "Iterable[str]") -> "tuple[Mood, dict[str, int]]":
    """The mood that a team already writes, and how often each form opens its headers."""
    from relcommit.commits.spanish.history import guess_mood as guess

    return guess(headers)
