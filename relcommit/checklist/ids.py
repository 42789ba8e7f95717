"""Names for items, made of their own words, so that they outlive changes elsewhere in the plan."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from hashlib import sha256

ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
LONGEST = 48

_WORD = re.compile(r"[a-z0-9]+")
_SIGN = re.compile(r"[<>+~]|!(?==)|(?<![\w-])-(?=\d)|[$](?=\s?\d)|(?<=\d)\s?[$]|[^\x00-\x7f]")
"""In ASCII, comparisons and signs of numbers; `=`, and `-` between words, are too usual to tell anything."""

_SMALL_WORDS = frozenset((
    "a", "al", "con", "de", "del", "e", "el", "en", "la", "las", "lo", "los", "para", "por",
    "que", "se", "su", "sus", "un", "una", "y", "the", "of", "and", "to", "in", "is",
))  # fmt: skip


def fold(text: str) -> str:
    """Lower case without accents, for comparing words."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in spread if not unicodedata.combining(sign))


def slug(text: str) -> str:
    """The text as a name; a digest closes it where words are left out for length, or signs say what no word does."""
    words = _telling(text)
    if not words:
        return f"punto-{_digest(text)}"
    kept, left = _shortened(words)
    lost = left + _signs(text)
    return f"{kept}-{_digest(lost)}" if lost else kept


def tells_all(text: str) -> bool:
    """Whether the name needs no digest, for which whoever words the text finds another text of the same name."""
    words = _telling(text)
    return bool(words) and not _signs(text) and not _shortened(words)[1]


def _telling(text: str) -> list[str]:
    words = _WORD.findall(fold(text))
    return [word for word in words if word not in _SMALL_WORDS] or words


def _signs(text: str) -> str:
    """What decides the meaning and is in no word: comparisons, signs of numbers, symbols, letters of other scripts."""
    return "".join(sign[0] for sign in _SIGN.finditer(unicodedata.normalize("NFC", text)) if _decides(sign[0]))


def _decides(sign: str) -> bool:
    """ASCII that got here does; of the rest, symbols, and letters and numbers that no name can have."""
    kind = unicodedata.category(sign[0])
    return sign.isascii() or kind in ("Sm", "So", "Sc") or (kind[0] in "LN" and not _WORD.search(fold(sign)))


def _shortened(words: Sequence[str]) -> tuple[str, str]:
    """As many words as fit, with dashes, and the rest."""
    kept = words[0][:LONGEST]
    for count, word in enumerate(words[1:], 1):
        if len(kept) + 1 + len(word) > LONGEST:
            return kept, " ".join(words[count:])
        kept = f"{kept}-{word}"
    return kept, words[0] if len(words[0]) > LONGEST else ""


def distinct(wanted: Sequence[tuple[str | None, str, str]], others: Collection[str] = ()) -> list[str]:
    """One id for each `(fixed id, text, section)`, none of the `others`; fixed ids go first, twins get a suffix."""
    taken = set(others)
    chosen: dict[int, str] = {}
    fixed_first = sorted(range(len(wanted)), key=lambda place: wanted[place][0] is None)
    for place in fixed_first:
        fixed, text, section = wanted[place]
        chosen[place] = _free(fixed if fixed and ID.fullmatch(fixed) else slug(fixed or text), section, taken)
        taken.add(chosen[place])
    return [chosen[place] for place in range(len(wanted))]


def _free(name: str, section: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    if (local := f"{name}-{section}") not in taken:
        return local
    return next(numbered for count in range(2, len(taken) + 3) if (numbered := f"{name}-{count}") not in taken)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:4]
