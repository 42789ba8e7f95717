"""Writes the commit-msg hook: POSIX sh that lets through what is provably fine, and asks Python about the rest.

Everything that it lets through has no finding at all: see the property in tests/cli/test_hook_accept.py.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import relcommit
from relcommit.commits.spanish.settled import ACCENTED_ENDINGS, is_settled, unaccented_words
from relcommit.names import Mood
from relcommit.repo.baked import Baked, bake
from relcommit.repo.stamps import COMMITIZEN, digest
from relcommit.settings import CommitSettings

MARK = "# relcommit-hook "
"""Opens the line by which we know our own hook."""

_LOWER = "abcdefghijklmnopqrstuvwxyz"
_LETTERS = _LOWER + _LOWER.upper()
_DIGITS = "0123456789"
_ACCENTED = "áéíóúñüÑ"
"""Signs of two bytes that are let through; a second byte below 0x89 means something else to dash."""
_PROSE = f"{_LETTERS}{_DIGITS} ,.:;/()_+'\"=@%&#?{{}}~$*-"
_SCOPE_SIGNS = f"{_LOWER}{_DIGITS}_.-"


def script(settings: CommitSettings, *, python: str, words: Iterable[str] = ()) -> str:
    """The hook for these settings; `words` are openers that this repository uses, besides the common ones."""
    package = Path(relcommit.__file__).parent
    baked = bake(settings) or ""
    text = (Path(__file__).parent / "commit-msg.sh").read_text("utf-8")
    for name, value in {
        **(_conditions(settings, Baked(baked), words) if baked else _NEVER),
        "VERSION": relcommit.__version__,
        "DIGEST": digest(settings),
        "PYTHON": _quoted(python),
        "ROOT": _quoted(str(package.parent)),
        "ENTRY": _quoted(str(package / "hooks" / "commit_msg.py")),
        "BAKED": _quoted(f"{relcommit.__version__} {baked}" if baked else ""),
        "COMMITIZEN": " ".join(COMMITIZEN),
        "NO_SETTINGS": "0" if settings == CommitSettings() else "1",
        "ACCENTED": "\n".join(f"    *{sign}*) p=${{p%%{sign}*}}a${{p#*{sign}}} ;;" for sign in _ACCENTED),
        "PROSE": _bracket(_PROSE),
        "SCOPE_SIGNS": _SCOPE_SIGNS,
        "LETTERS": _LETTERS,
        "LOWER": _LOWER,
        "ENDINGS": " | ".join(f"*{ending}" for ending in ACCENTED_ENDINGS),
        "UNACCENTED": _by_letter(sorted(unaccented_words()), capitals=True),
    }.items():
        text = text.replace(f"@{name}@", value)
    return text


def _conditions(settings: CommitSettings, rules: Baked, words: Iterable[str]) -> dict[str, str]:
    judged = settings.mood != "libre"
    return {
        "TYPES": _type_arms(settings.types),
        "SCOPES": _scope_test(settings.scopes),
        "LENGTH": f"[ ${{#h}} -le {settings.subject_max} ] || return 1" if settings.subject_max else ":",
        "OPENERS": _by_letter(_openers(rules, words)) if judged else "",
        "OPENER": 'opener "${r%% *}" || return 1' if judged else ":",
        "WIDTH": f"[ ${{#l}} -le {settings.body_width} ] || return 1" if settings.body_width else ":",
        "SPELLED_HEADER": "spelled $r" if judged else ":",
        "SPELLED_LINE": "spelled $l" if judged else ":",
    }


_NEVER = dict.fromkeys(
    ("TYPES", "SCOPES", "LENGTH", "OPENERS", "OPENER", "WIDTH", "SPELLED_HEADER", "SPELLED_LINE"), ""
)


def _type_arms(types: Sequence[str]) -> str:
    if not types:
        return f'  [{_LOWER}]*) r=${{h#"${{h%%[!{_LOWER}]*}}"}} ;;'
    plain = [name for name in types if set(name) <= set(_LOWER)]
    return "\n".join(f"  {name}[:!\\(]*) r=${{h#{name}}} ;;" for name in plain)


def _scope_test(scopes: Sequence[str]) -> str:
    plain = [name for name in scopes if set(name) <= set(_SCOPE_SIGNS)]
    if not scopes:
        return ":"
    return f"case $s in {'|'.join(plain)}) ;; *) return 1 ;; esac" if plain else "return 1"


def _openers(rules: Baked, words: Iterable[str]) -> list[str]:
    """The first words that Python itself passes in any company."""
    known = sorted({*_common(rules.mood), *words})
    return [word for word in known if _is_plain(word) and is_settled(word, rules.mood)]


def _by_letter(words: Iterable[str], *, capitals: bool = False) -> str:
    """Arms of a `case`, an initial each, that set `list` to the rest of its words."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], []).append(word[1:])
    rows = []
    for letter, rests in sorted(by_letter.items()):
        opening = f"[{letter}{letter.upper()}]" if capitals else letter
        rows.append(f"  {opening}*) list=' {' '.join(rests)} ' ;;")
    return "\n".join(rows)


def _common(mood: Mood) -> Iterator[str]:
    """The verbs that open most commits, in the mood asked for."""
    from relcommit.commits.spanish.judge import verb_of

    text = (Path(__file__).parent / "openers.txt").read_text("utf-8")
    for infinitive in (line for line in text.splitlines() if not line.startswith("#")):
        found = verb_of(infinitive)
        if found is not None:
            _, present, _ = found[2]
            yield infinitive if mood == "infinitivo" else present or infinitive


def _is_plain(word: str) -> bool:
    return len(word) > 1 and word[0] in _LOWER and set(word) <= set(_LOWER + _ACCENTED)


def _bracket(signs: str) -> str:
    """Signs for inside a shell's brackets: quotes and expansions lose their meaning, «-» stands last."""
    return "".join(f"\\{sign}" if sign in " \"'$`;&()<>" else sign for sign in signs)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
