"""English verbs at the start of a description, and the Spanish ones to write instead."""

from relcommit.commits.spanish import context
from relcommit.commits.spanish.conjugation import PRESENT, conjugate
from relcommit.commits.spanish.forms import Reading, read_form
from relcommit.commits.spanish.lexicon import entry, marks_of, text_of

_VOWELS = "aeiou"
_METHODS = frozenset(("get", "post", "put", "delete", "patch", "head", "options"))
"""In capitals, HTTP's words and no verbs."""
_NAME = "-"
"""What english.txt says of two words that are a name."""
_CLOSING = frozenset(("closes", "fixes", "resolves"))
"""With the number of an issue, what GitHub closes it by, and no plural."""

_read: dict[str, tuple[str, str, bool] | None] = {}
_MOST = 4096
"""Words that are remembered."""


def english_verb(description: str, span: tuple[int, int], word: str) -> tuple[tuple[int, int], Reading] | None:
    """The English verb at a span with its place, «clean up» being one; None where it is a noun, or no verb."""
    known = _known(word)
    if known is None:
        return None
    verb, ending, opens_pair = known
    words = context.following(description, span[1])
    if opens_pair and (pair := _pair(word, words)):
        if pair == _NAME:
            return None
        behind = description[span[1] :]
        return (span[0], span[1] + len(behind) - len(behind.lstrip()) + len(words[0])), _reading(pair[2:])
    if not verb or words[:1] in (["de"], ["del"]) or _is_name(description, span, word):
        return None
    return (span, _reading(verb.split()[0])) if _is_verb(word, verb, ending, words) else None


def opens_a_name(description: str, end: int, word: str) -> bool:
    """Whether the word and the next are one English name: «use cases», «invite link», no forms of «usar», «invitar»."""
    known = _known(word)
    words = context.following(description, end) if known is not None and known[2] else []
    return _pair(word, words) == _NAME


def _pair(word: str, words: list[str]) -> str | None:
    """What english.txt says of a word with the one behind it; signs are no words, and mean something else there."""
    return entry("english", f"{word} {words[0]}") if words and words[0].isalpha() else None


def is_english(word: str) -> bool:
    """Whether a word in small letters may be an English verb, or open a pair that is one."""
    return _known(word) is not None


def _known(word: str) -> tuple[str, str, bool] | None:
    if word not in _read:
        if len(_read) > _MOST:
            _read.clear()
        _read[word] = _read_english(word) if word.isascii() else None
    return _read[word]


def _is_name(description: str, span: tuple[int, int], word: str) -> bool:
    """Whether a word in capitals is code: «GET /api», «DROP VIEW»."""
    if not description[span[0] : span[1]].isupper() or description.isupper():
        return False
    behind = description[span[1] :].split(maxsplit=1)
    return word in _METHODS or not behind or behind[0].isupper()


def _is_verb(word: str, said: str, ending: str, words: list[str]) -> bool:
    """Whether an English word that may be a noun too is a verb here."""
    if entry("nouns", word) is not None:
        return context.before_english_article(words)
    if word in _CLOSING and context.before_issue(words):
        return True
    if said.endswith("??") and ending != "ed":
        return context.does_something_in_english(words)
    if said.endswith("?") and ending == "s" and not context.takes_an_object(words):
        return False
    if "?" not in said or (ending == "ed" and not words):
        return True
    return not (context.names_something(words) or _is_qualified(words))


def _is_qualified(words: list[str]) -> bool:
    """Whether a participle or a gerund says how a thing is: «fix aplicado», «merge terminado», «deploy andando»."""
    if not words or words[1:2] in (["de"], ["del"]) or entry("nouns", words[0]) is not None:
        return False
    read = read_form(words[0])
    return read is not None and read[0] in ("participio", "gerundio")


def _read_english(word: str) -> tuple[str, str, bool] | None:
    """What english.txt says of the word's base, the ending that it has here, and whether it may open a pair."""
    pair = _opens_pair(word)
    for base, ending in _bases(word):
        verb = entry("english", base)
        if verb is None and base.endswith("ise"):
            verb = entry("english", base[:-3] + "ize")
        if verb and verb.startswith("= "):
            return verb[2:], ending, pair
    past = entry("english", word)
    if past and past.startswith("< "):
        return (entry("english", past[2:]) or "").removeprefix("= "), "ed", pair
    return ("", "", True) if pair else None


def _opens_pair(word: str) -> bool:
    text = text_of("english")
    index = text.find(f"\n{word} ")
    while index >= 0:
        if text[index + len(word) + 2].isalpha():
            return True
        index = text.find(f"\n{word} ", index + 1)
    return False


def _bases(word: str) -> list[tuple[str, str]]:
    """Every base that the word may be built on: itself, «adds», «fixes», «tries», «moved», «bumping»."""
    bases = [(word, "")]
    if word.endswith("s"):
        bases.append((word[:-1], "s"))
    if word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        bases.append((word[:-2], "s"))
    if word.endswith("ies"):
        bases.append((word[:-3] + "y", "s"))
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 2:
            continue
        bases += [(stem, ending), (stem + "e", ending)]
        if stem.endswith("i") and ending == "ed":
            bases.append((stem[:-1] + "y", ending))
        if stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
            bases.append((stem[:-1], ending))
    return bases


def _reading(infinitive: str) -> Reading:
    forms = conjugate(infinitive, marks_of(infinitive))
    return "inglés", next(form for form, kind in forms.items() if kind == PRESENT), infinitive
