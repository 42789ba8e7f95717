"""The mood of the verb that opens a description, and the form that should stand there."""

from relcommit.commits.spanish import context
from relcommit.commits.spanish.conjugation import INFINITIVE, PRESENT
from relcommit.commits.spanish.forms import Reading, read_form, unknown_form, unknown_infinitive
from relcommit.commits.spanish.lexicon import noun
from relcommit.commits.spanish.opening import ADVERBS, LONGEST, OPENERS, composed, first_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from relcommit.names import Mood

    Kind = Literal["mood", "english"]
    Found = tuple[Kind, tuple[int, int], Reading]


class Verdict:
    """A first verb that is not in the mood asked for; `right` is what to write, None when that is unsure."""

    __slots__ = ("end", "form", "kind", "right", "start", "word")

    def __init__(self, kind: "Kind", span: tuple[int, int], word: str, form: str, right: str | None) -> None:
        self.kind: Kind = kind
        self.start, self.end = span
        self.word = word
        self.form = form
        """What the word is: «participio», «pretérito», «inglés»…"""
        self.right = right
        """In small letters, as a description starts; it replaces the whole span."""

    def __repr__(self) -> str:
        facts = (self.kind, (self.start, self.end), self.word, self.form, self.right)
        return f"Verdict{facts!r}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Verdict) and repr(self) == repr(other)

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.word))


def judge_first_word(description: str, mood: "Mood") -> Verdict | None:
    """What is wrong with the verb that opens a description; None where nothing is, or nothing is certain."""
    if mood == "libre":
        return None
    wanted = PRESENT if mood == "presente" else INFINITIVE
    verb = verb_of(description)
    if verb is None or verb[2][0] == wanted:
        return None
    kind, (start, end), (form, _, infinitive) = verb
    if kind == "mood" and context.is_of_a_neighbour(description[end:]):
        return None
    if form == INFINITIVE:
        from relcommit.commits.spanish.subject import is_a_subject

        if is_a_subject(infinitive, description[end:]):
            return None
    return Verdict(kind, (start, end), description[start:end], form, right_form(verb[2], mood))


def right_form(read: Reading, mood: "Mood") -> str | None:
    """What to write in place of a form; None where that is unsure."""
    _, present, infinitive = read
    return _sure(present) if mood == "presente" else infinitive or None


def _sure(present: str | None) -> str | None:
    """A present that can be offered: not one that is read as a form of another verb, as «cree» is of «crear»."""
    read = read_form(present) if present else None
    return None if read is not None and read[0] != PRESENT else present


def verb_of(description: str) -> "Found | None":
    """The verb that opens a description, with its place; None where it opens with anything else."""
    span = first_word(description)
    if span is None or span[1] - span[0] > LONGEST:
        return None
    word = composed(description[span[0] : span[1]])
    if word in ADVERBS or word in OPENERS:
        from relcommit.commits.spanish.compound import compound

        return _behind_adverb(description, span) if word in ADVERBS else compound(description, span, word)
    read = read_form(word)
    spanish = read is not None and _is_verb(word, read, description, span[1])
    if read is not None and spanish and read[0] == PRESENT:
        return "mood", span, read
    from relcommit.commits.spanish.english import english_verb, opens_a_name

    foreign = english_verb(description, span, word)
    if foreign is not None:
        return "english", *foreign
    if opens_a_name(description, span[1], word):
        return None
    if read is None and noun(word) is None:
        read = _unknown(word, description, span[1])
        spanish = True
    return ("mood", span, read) if read is not None and spanish else None


def _behind_adverb(description: str, adverb: tuple[int, int]) -> "Found | None":
    """The infinitive behind «no» and «ya»: «no mostrar X» is an order, «no muestra X» may tell a fault."""
    rest = description[adverb[1] :]
    verb = verb_of(rest)
    if verb is None or verb[0] != "mood" or verb[2][0] != INFINITIVE:
        return None
    start, end = verb[1]
    return "mood", (adverb[1] + start, adverb[1] + end), verb[2]


def _unknown(word: str, description: str, end: int) -> Reading | None:
    """A verb that is in no list, by its shape and by its object."""
    if context.spanish_object(description, end) and (read := unknown_infinitive(word)):
        return read
    return unknown_form(word) if context.before_article(context.following(description, end)) else None


def _is_verb(word: str, read: Reading, description: str, end: int) -> bool:
    """Whether a form of a verb is used as one."""
    as_noun = noun(word)
    form = read[0]
    if as_noun == "never":
        return form == "participio" and context.following(description, end)[:2] in context.LOCUTIONS
    if as_noun is None and form == "primera persona" and word.endswith("eo"):  # «casteo» is what -ear verbs do, too
        as_noun = ""
    if as_noun is None and form != "participio":
        return True
    words = context.following(description, end)
    if as_noun is None:
        return context.agrees(word, words)
    if as_noun == "adj":
        return not context.names_something(words)
    if context.before_article(words):
        return True
    return (form == "participio" or word.endswith("eo")) and context.plural_follows(word, words)
