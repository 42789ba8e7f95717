"""Labels as they are compared: without case, accents, emoji, numbering or signs."""

from functools import lru_cache
from unicodedata import normalize

_NUMBERING = frozenset({"a", "b", "c", "i", "ii", "iii", "iv", "v", "vi"})


def fold(text: str) -> str:
    """«2️⃣ **Rama** recomendada:» becomes «2 rama recomendada»."""
    if not text.isascii():
        text = normalize("NFKD", text)
    return " ".join(
        "".join(character if character.isalnum() else _sign(character) for character in text.casefold()).split()
    )


@lru_cache(maxsize=2048)
def words(text: str) -> tuple[str, ...]:
    """The folded words of a label or a heading, without the number or letter in front."""
    folded = fold(text[:400]).split()
    while folded and (folded[0].isdigit() or (folded[0] in _NUMBERING and _lettered(text))):
        del folded[0]
    return tuple(folded)


def word_set(text: str) -> frozenset[str]:
    """The words of a list written as one text."""
    return frozenset(text.split())


def _sign(character: str) -> str:
    """Combining marks vanish, other signs part words."""
    return "" if "\u0300" <= character <= "\u036f" or character in "\ufe0f\u20e3" else " "


def _lettered(text: str) -> bool:
    """Whether a text starts with a letter or Roman numeral used as a number: «B) …», «IV. …»."""
    head = text.lstrip("#*_ ")[:5]
    return any(sign in head for sign in ").") and head.split(")")[0].split(".")[0].isalpha()
