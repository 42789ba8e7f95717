"""Verbs at the side of the first: «agregar X y corregir Y» asks for «agrega X y corrige Y»."""

from relcommit.commits.spanish.conjugation import INFINITIVE
from relcommit.commits.spanish.forms import read_form
from relcommit.commits.spanish.judge import Verdict, right_form, verb_of
from relcommit.commits.spanish.lexicon import noun
from relcommit.commits.spanish.opening import composed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from relcommit.commits.spanish.forms import Reading
    from relcommit.names import Mood

_LINKS = frozenset(("y", "e", "o", "u", "ni"))
_STOPS = ",;."
_QUOTES = "`'\"«“("
_ADVERBIAL = ("gerundio", "participio")
"""Behind a comma they say how: «agregando filtros, usando la API»."""
_SEEN = 200
"""Characters of a description that are looked at."""


def coordinated(description: str, first: Verdict, mood: "Mood") -> "Iterator[Verdict]":
    """The verbs in the form of the first that stand beside it, up to where another verb may govern them.

    In «agrega botón para editar y borrar», «borrar» belongs to «editar»: from «editar» on nothing is certain.
    """
    form = INFINITIVE if first.kind == "english" else first.form
    stops = "" if form in _ADVERBIAL else _STOPS
    linked, done = False, first.end
    for start, end in _tokens(description, done):
        if start < done:
            continue
        token = description[start:end]
        if token[0] in _QUOTES:
            return
        word = composed(token.rstrip(_STOPS))
        if linked and (verb := _verb(description, start, form)) is not None:
            done = start + verb[1]
            right = right_form(verb[2], mood)
            if right and token[0].isupper():
                right = right[0].upper() + right[1:]
            yield Verdict("mood", (start, done), description[start:done], form, right)
        elif _is_governed(word, form):
            return
        linked = word in _LINKS or token[-1] in stops


def _tokens(text: str, at: int) -> "Iterator[tuple[int, int]]":
    end = min(len(text), at + _SEEN)
    while at < end:
        while at < end and text[at].isspace():
            at += 1
        start = at
        while at < end and not text[at].isspace():
            at += 1
        if start < at:
            yield start, at


def _verb(description: str, start: int, form: str) -> "tuple[int, int, Reading] | None":
    """The verb of this form that opens at an offset: where it starts and ends from there, and how it reads."""
    verb = verb_of(description[start : start + _SEEN])
    if verb is None or verb[0] != "mood" or verb[1][0] != 0 or verb[2][0] != form:
        return None
    return *verb[1], verb[2]


def _is_governed(word: str, form: str) -> bool:
    """Whether a word is a verb of the same form, but not at the side of the first."""
    read = read_form(word)
    return read is not None and read[0] == form and noun(word) is None
