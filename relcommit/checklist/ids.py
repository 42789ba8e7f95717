"""Names for items, made of their own words, so that they outlive changes elsewhere in the plan."""

import re
import unicodedata
from collections.abc import Sequence
from hashlib import sha256

ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
LONGEST = 48

_SMALL_WORDS = frozenset((
    "a", "al", "con", "de", "del", "e", "el", "en", "la", "las", "lo", "los", "o", "para", "por",
    "que", "se", "su", "sus", "u", "un", "una", "y", "the", "of", "and", "to", "in", "is",
))  # fmt: skip


def fold(text: str) -> str:
    """Lower case without accents, for comparing words."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in spread if not unicodedata.combining(sign))


def slug(text: str) -> str:
    """The text as a name. Where words are left out for length, a digest of all of them closes it."""
    words = re.findall(r"[a-z0-9]+", fold(text))
    told = [word for word in words if word not in _SMALL_WORDS] or words
    if not told:
        return f"punto-{_digest(text)}"
    kept = told[0][:LONGEST]
    for count, word in enumerate(told[1:], 1):
        if len(kept) + 1 + len(word) > LONGEST:
            return f"{kept}-{_digest(' '.join(told[count:]))}"
        kept = f"{kept}-{word}"
    return kept if len(told[0]) <= LONGEST else f"{kept}-{_digest(told[0])}"


def distinct(wanted: Sequence[tuple[str | None, str, str]]) -> list[str]:
    """One id for each `(fixed id, text, section)`; what the author fixed goes first, twins get a suffix."""
    taken: set[str] = set()
    found: dict[int, str] = {}
    fixed_first = sorted(range(len(wanted)), key=lambda at: wanted[at][0] is None)
    for at in fixed_first:
        fixed, text, section = wanted[at]
        found[at] = _free(fixed if fixed and ID.fullmatch(fixed) else slug(fixed or text), section, taken)
        taken.add(found[at])
    return [found[at] for at in range(len(wanted))]


def _free(name: str, section: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    if (here := f"{name}-{section}") not in taken:
        return here
    return next(one for count in range(2, len(taken) + 3) if (one := f"{name}-{count}") not in taken)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:4]
