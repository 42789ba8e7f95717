"""Reporter that need no sentence: what they promise holds in every sentence."""

import pytest

from relcommit.commits.spanish import judge_first_word, missing_accents
from relcommit.commits.spanish.lexicon import text_of
from relcommit.commits.spanish.settled import is_settled, may_lack_accent, unaccented_words
from relcommit.names import Mood

COMPANY = (
    "", " x", " a", " y z", " o z", " el texto", " los textos", " la nota", " una nota", " unos textos",
    " su texto", " de los textos", " del texto", " de nota", " en la nota", " para ella", " por texto",
    " con notas", " a la nota", " textos", " notas viejas", " funciones", " función", " verdad",
    " nuevo texto", " nuevos textos", " menor", " the text", " an item", " a note", " all items", " this",
    " its text", " to the text", " of items", " for items", " in text", " on text", " up", " up the text",
    " out", " down", " back", " over", " off", " with text", " is done", " 2 textos", " 2", " v2", " #12",
    " 1.2.3", " `x`", " src/x.py", " @ana", " agregado", " agregó", " agregada la nota", " se agregó",
    " fue agregado", " sido agregado", ", x", ": x", ".", "; x", " -x", " (x)", " no", " más texto",
    " de Redux a Zustand", " texto a texto", " texto y nota", " API", " Texto", " TEXTO",
)  # fmt: skip
"""What may follow a first word and change what it is."""


def listed(name: str) -> list[str]:
    return [line.split()[0] for line in text_of(name).split("\n") if line and not line.startswith("#")]


WORDS = [
    *listed("nouns")[::3], *listed("english")[::3], *listed("verbs")[::9],
    "wip", "todo", "se", "ha", "fue", "está", "esta", "es", "los", "solo", "no", "reorganiza", "mueve", "muestra",
    "corrige", "agregado", "linkear", "gestiona", "hotfix", "up", "clean", "set", "estándar", "hogar", "x",
]  # fmt: skip


@pytest.mark.parametrize("mood", ["presente", "infinitivo"])
def test_a_settled_word_is_never_refused(mood: Mood) -> None:
    settled = [word for word in WORDS if word.isalpha() and word.islower() and is_settled(word, mood)]
    assert [f"{word}{rest}" for word in settled for rest in COMPANY if judge_first_word(f"{word}{rest}", mood)] == []


def test_the_commonest_openers_are_settled() -> None:
    assert all(is_settled(word, "presente") for word in ("agrega", "mueve", "corrige", "muestra", "los", "ahora"))
    assert all(is_settled(word, "infinitivo") for word in ("agregar", "mover", "corregir", "mostrar", "no", "los"))
    assert not any(is_settled(word, "presente") for word in ("agregar", "se", "fix", "soporte", "agregado", "wip"))


def test_words_that_lack_their_accent_are_told_apart_before_any_sentence() -> None:
    for word in [*(f"{word}s" for word in unaccented_words()), "Paginas", "facturacion", "Logicas", "mas", "compañia"]:
        assert may_lack_accent(word)
    assert not any(
        may_lack_accent(word) for word in ("en", "a", "la", "tabla", "página", "textos", "words", "The", "termina")
    )


@pytest.mark.parametrize("word", ["pagina", "rapidas", "symbol", "menu", "titulos", "electronica", "mas", "tabla"])
def test_a_word_that_needs_none_lacks_none(word: str) -> None:
    said = [f"revisa la {word} de prueba", f"{word}", f"con {word}, y ya", f"campo {word} en la tabla"]
    if not may_lack_accent(word):
        assert [list(missing_accents(text)) for text in said] == [[]] * len(said)
