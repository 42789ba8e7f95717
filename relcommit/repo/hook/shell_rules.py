"""Writes `rules.sh`: POSIX sh functions that pass what is provably fine.

Everything that they pass has no finding at all: see the property in tests/cli/test_short_ways.py. What they doubt
stands in `commits/surely_fine.py`, which Python's short way reads too.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from relcommit.commits.spanish.judge import verb_of
from relcommit.commits.spanish.settled import ACCENTED_ENDINGS, is_settled, unaccented_words
from relcommit.commits.surely_fine import (
    ANNOUNCEMENTS,
    DIGITS,
    DOUBTFUL_SIGNS,
    HEADER_ENDS,
    LINE_ENDS,
    LOWER,
    PERSON,
    SCOPE_SIGNS,
    SEPARATORS,
)
from relcommit.names import Mood
from relcommit.repo.messages.cache_marker import COMMITIZEN
from relcommit.repo.messages.cached_settings import CachedSettings

_HERE = Path(__file__).parent
_LETTERS = LOWER + LOWER.upper()
_ACCENTED = "áéíóúñüÉÍÓÚÜÑ"
_QUOTES = "«»¿¡"
"""Signs of two bytes that are let through; a second byte below 0x89, as that of «Á», means something else to dash."""
_SIGNS = f"]{_LETTERS}{DIGITS} ,.:;/()[_+'\"=@%&#?!<>{{}}~$^|`*\\-"
"""The signs of ASCII that can be seen."""
_PROSE = "".join(sign for sign in _SIGNS if sign not in DOUBTFUL_SIGNS)
_OPENING = f"{_LETTERS}{DIGITS}«¿¡('\"`"
"""What a line may open with: no list, no comment."""
_ENDINGS = (*sorted({ending.removesuffix("s") for ending in ACCENTED_ENDINGS}), "sion", "xion")
"""Endings, before a final -s, of words that are Python's; more of them make the list of words shorter."""


def rules(openers: Mapping[Mood, Iterable[str]]) -> str:
    """The functions, for the moods that are named; `openers` are the words that may open a description."""
    return filled(
        (_HERE / "shell_rules.sh").read_text("utf-8"),
        {
            "ACCENTED": "\n".join(f"    *{sign}*) p=${{p%%{sign}*}}a${{p#*{sign}}} ;;" for sign in _ACCENTED),
            "QUOTES": "\n".join(f"    *{sign}*) q=${{q%%{sign}*}}' '${{q#*{sign}}} ;;" for sign in _QUOTES),
            "PROSE": _bracket(_PROSE),
            "SCOPE_SIGNS": SCOPE_SIGNS,
            "HEADER_ENDS": _case(f"*{quoted(end)}" for end in HEADER_ENDS),
            "ANNOUNCES": _case(f"{word}*" for word in ANNOUNCEMENTS),
            "LINE_ENDS": _case(f"*{quoted(end)}" for end in LINE_ENDS),
            "SEPARATORS": _case(f"*{quoted(sign)}*" for sign in SEPARATORS),
            "DOUBTED": _case(f"*{_in_any_case(word)}*" for word in (PERSON, *ANNOUNCEMENTS)),
            "OPENING": _bracket(_OPENING),
            "LOWER": LOWER,
            "ENDINGS": " | ".join(f"*{ending}" for ending in _ENDINGS),
            "UNACCENTED": "\n".join(
                f"  [{letter}{letter.upper()}]*) {rests}" for letter, rests in _by_letter(_unaccented())
            ),
            "OPENERS": "\n".join(
                f"  {mood}:{letter}*) {rests}"
                for mood, words in openers.items()
                for letter, rests in _by_letter(sorted(words))
            ),
        },
    )


def settings_file() -> str:
    """The functions that find the settings, and tell whether a stamp of them is fresh."""
    return filled((_HERE / "settings.sh").read_text("utf-8"), {"COMMITIZEN": " ".join(COMMITIZEN)})


def filled(text: str, values: Mapping[str, str]) -> str:
    """A template with each `@NAME@` replaced."""
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def openers(mood: Mood, infinitives: Iterable[str], words: Iterable[str] = ()) -> list[str]:
    """These verbs in the mood that is asked for, and those of `words` that Python passes in any company too."""
    if mood == "libre":
        return []
    asked = {*_in_mood(mood, infinitives), *words}
    return [word for word in asked if _is_plain(word) and is_settled(word, mood)]


def common_verbs() -> list[str]:
    """The infinitives that open most commits: few, for whoever is started at every one."""
    lines = (_HERE / "openers.txt").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def settings_line(rules: CachedSettings) -> str:
    """The settings that the functions read, as assignments."""
    return (
        f"types={quoted(','.join(rules.types))} scopes={quoted(','.join(rules.scopes))} "
        f"subject_max={rules.subject_max} body_width={rules.body_width} mood={rules.mood}"
    )


def quoted(text: str) -> str:
    """A text as one word of a shell."""
    return "'" + text.replace("'", "'\\''") + "'"


def _unaccented() -> list[str]:
    """Those that no ending tells; an ending may be a word by itself, and open with a capital («Logica»)."""
    return sorted({word for word in unaccented_words() if not word.endswith(_ENDINGS)}.union(_ENDINGS))


def _by_letter(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each initial, and the arm of a `case` that sets `list` to the rest of its words."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], []).append(word[1:])
    for letter, rests in sorted(by_letter.items()):
        yield letter, f"list=' {' '.join(rests)} ' ;;"


def _in_mood(mood: Mood, infinitives: Iterable[str]) -> Iterator[str]:
    for infinitive in infinitives:
        verb = verb_of(infinitive)
        if verb is not None:
            _, present, _ = verb[2]
            yield infinitive if mood == "infinitivo" else present or infinitive


def _is_plain(word: str) -> bool:
    return len(word) > 1 and word[0] in LOWER and set(word) <= set(LOWER + _ACCENTED)


def _case(patterns: Iterable[str]) -> str:
    """Patterns as one arm of a `case`."""
    return " | ".join(patterns)


def _in_any_case(word: str) -> str:
    """The pattern of a word in small or large letters."""
    return "".join(f"[{sign}{sign.upper()}]" if sign.isalpha() else sign for sign in word)


def _bracket(signs: str) -> str:
    """Signs for inside a shell's brackets: quotes and expansions lose their meaning, «-» stands last."""
    return "".join(f"\\{sign}" if sign in " \"'$`;&()<>[|!^" else sign for sign in signs)
