"""Words about which no sentence is needed: they open a description well, or lack no accent, in any company.

For those who have no time to judge: histories, and the generated hook. Loads no more than the word needs.
"""

from relcommit.commits.spanish.lexicon import ACCENTED, accented, bare_text_of, noun, regular_infinitive

TYPE_CHECKING = False
if TYPE_CHECKING:
    from relcommit.names import Mood


def is_settled(word: str, mood: "Mood") -> bool:
    """Whether no description that opens with this word, in small letters, is refused: `verb_of`, for any sentence."""
    as_noun = noun(word)
    if as_noun is None and regular_infinitive(word) is not None:
        return mood == "presente"
    from relcommit.commits.spanish.conjugation import INFINITIVE, PRESENT
    from relcommit.commits.spanish.forms import read_form, unknown_form, unknown_infinitive
    from relcommit.commits.spanish.opening import ADVERBS, OPENERS, first_word

    if word in OPENERS or (word in ADVERBS and mood == "presente") or first_word(word) != (0, len(word)):
        return False
    read = read_form(word)
    if as_noun is None and read is not None and read[0] == PRESENT:
        return mood == "presente"
    from relcommit.commits.spanish.english import is_english

    if is_english(word):
        return False
    if read is None:
        return as_noun is not None or not (unknown_infinitive(word) or unknown_form(word))
    return as_noun == "never" or read[0] == (PRESENT if mood == "presente" else INFINITIVE)


ACCENTED_ENDINGS = ("cion", "logia", "logias", "grafia", "grafias", "metria", "metrias", "isimo", "isima", "isimos",
                    "isimas", "logico", "logica", "logicos", "logicas")  # fmt: skip
"""Endings of words that lack an accent whatever they start with."""
_SHORTEST = 3
"""Letters of the shortest word that may lack one; the marks of accents.txt are shorter."""


def unaccented_words() -> frozenset[str]:
    """Every word of the list of accents without its accent and without a final -s."""
    return frozenset(word.removesuffix("s") for word in _listed() if len(word) >= _SHORTEST)


_words: list[frozenset[str]] = []


def _listed() -> frozenset[str]:
    """The words of accents.txt without their accents, and the marks behind them."""
    if not _words:
        _, _, lines = bare_text_of("accents").rpartition("\n#")
        _words.append(frozenset(lines.partition("\n")[2].split()))
    return _words[0]


def may_lack_accent(word: str) -> bool:
    """Whether there is a sentence in which this word would lack an accent."""
    low = word.lower()
    if len(word) < _SHORTEST or not ACCENTED.keys().isdisjoint(low):
        return False
    bare = low.removesuffix("s")
    if low.endswith(ACCENTED_ENDINGS) or not _listed().isdisjoint((bare, f"{bare}s")):
        return True
    return bare.endswith("a") and any(_has_feminine(f"{bare[:-1]}{ending}") for ending in ("o", "os"))


def _has_feminine(word: str) -> bool:
    """Whether the list has this word, with a feminine beside it: «rápida», but no «cálcula»."""
    if word not in _listed():
        return False
    spelling = accented(word)
    return spelling is None or "a" in spelling
