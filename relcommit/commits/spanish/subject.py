"""Infinitives that give no order: in «mover archivos rompe enlaces» they are the subject of another verb."""

from relcommit.commits.spanish.conjugation import PRESENT
from relcommit.commits.spanish.context import ADJECTIVES, ARTICLES, before_article, names_something
from relcommit.commits.spanish.forms import read_form
from relcommit.commits.spanish.lexicon import noun

_FINITE = (PRESENT, "pretérito", "imperfecto", "futuro", "condicional")
_TO_BE = frozenset(("es", "está", "era", "fue", "será", "sería", "ha", "va"))
"""Of verbs of which the lexicon reads the infinitive alone."""
_MOSTLY_VERBS = frozenset(("da", "falla"))
"""Nouns and other words too, but verbs where something stands between them and an infinitive."""
_MENDING = frozenset(("corregir", "arreglar", "solucionar", "resolver", "reparar", "subsanar", "fixear"))
"""Behind these the fault is told as it was reported: «corregir botón no funciona» is an order."""
_OPEN_A_CLAUSE = frozenset((
    "que", "qué", "si", "cuando", "cuándo", "donde", "dónde", "adonde", "porque", "mientras", "aunque", "quien",
    "quién", "quienes", "cual", "cuál", "cuales", "cuáles", "cuánto", "cuánta", "cuántos", "cuántas", "cómo",
))  # fmt: skip
"""The next verb belongs to what they open: «mover los archivos que usa la web»."""
_TAKE_THE_NEXT = frozenset(("y", "e", "o", "u", "ni", "pero", "sino", "como", "según", "segun"))
"""The verb at their side is no main one: «mover archivos y rompe»."""
_BEFORE_NOUN = ARTICLES | frozenset((
    "a", "al", "ante", "bajo", "con", "contra", "de", "del", "desde", "en", "entre", "hacia", "hasta", "para", "por",
    "sin", "sobre", "tras",
))  # fmt: skip
_OF_THE_VERB = frozenset(("no", "ya", "se", "me", "te", "nos", "le", "les", "lo", "también", "siempre", "nunca"))
"""What may stand between two verbs, or a conjunction and its verb."""
_QUOTES = {"`": "`", '"': '"', "'": "'", "«": "»", "“": "”"}
_NAME = "`"
_SEEN = 200
"""Characters of a clause that are looked at."""


def is_a_subject(infinitive: str, rest: str) -> bool:
    """Whether a finite verb behind an infinitive has it for its subject, by the rest of the description.

    Where more than one reading is possible, it says so: silence harms less than a false error.
    """
    if infinitive in _MENDING:
        return False
    words = _clause(rest[:_SEEN])
    waiting = 0
    before = ""
    for index, word in enumerate(words):
        if word in _OPEN_A_CLAUSE:
            waiting += 1
        elif _is_finite(before, word, words[index + 1 :]) and before not in _TAKE_THE_NEXT:
            if not waiting:
                return True
            waiting -= 1
        if word not in _OF_THE_VERB:
            before = word
    return False


def _is_finite(before: str, word: str, behind: list[str]) -> bool:
    """Whether a word is a verb with a subject.

    What names things too is one before an object with its article («cambia la ruta»), and behind a plural that it
    cannot qualify («escribir pruebas cuesta menos»); never at the infinitive's side.
    """
    if before in _BEFORE_NOUN:
        return False
    if word in _TO_BE:
        return not names_something(behind)
    read = read_form(word) if word != _NAME else None
    if read is None or read[0] not in _FINITE:
        return False
    as_noun = "" if word in ADJECTIVES else noun(word)
    if as_noun is None or not before:
        return as_noun is None
    if as_noun == "never" or word in _MOSTLY_VERBS:
        return word in _MOSTLY_VERBS
    return before_article(behind) or (before.endswith("s") and not names_something(behind))


def _clause(text: str) -> list[str]:
    """The words up to the first sign of punctuation; names, code and quotations stand as one sign."""
    words: list[str] = []
    closing = ""
    for token in text.split():
        word = token.rstrip(_STOPS)
        closing = closing or _QUOTES.get(token[0], "")
        if closing:
            words.append(_NAME)
            closing = "" if word.endswith(closing) else closing
            continue
        words.append(word if word.isalpha() and word.islower() else _NAME)
        if word != token or not word[0].isalnum():
            break
    return words


_STOPS = ",;:.!?)…"
