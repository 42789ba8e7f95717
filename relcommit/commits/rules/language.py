"""Spanish: the mood of the verb that opens the description, English verbs, and accents that are missing."""

from relcommit.commits.finding import Finding, error, warning
from relcommit.commits.spanish import judge_first_word, missing_accents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from relcommit.commits.grammar import Parsed
    from relcommit.names import Mood


def judge(parsed: "Parsed", mood: "Mood") -> "Iterator[Finding]":
    """What is wrong with the Spanish of a message; the accents of code and links are nobody's business."""
    header = parsed.header
    if header is None or header.description is None:
        return
    at = header.description_at
    verdict = judge_first_word(header.description, mood)
    if verdict is not None:
        code = "verb-mood" if verdict.kind == "mood" else "english-verb"
        facts = {"word": verdict.word, "form": verdict.form, "right": verdict.right or "", "mood": mood}
        yield error(code, header.line, (at + verdict.start, at + verdict.end), facts, verdict.right)
    for line in parsed.lines:
        skip = at if line is parsed.lines[0] else 0
        for start, end, right in missing_accents(line.text[skip:]):
            span = (skip + start, skip + end)
            facts = {"word": line.text[span[0] : span[1]], "right": right}
            yield warning("missing-accent", line.number, span, facts, right)


_COMPANY = (
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


def is_settled(word: str, mood: "Mood") -> bool:
    """Whether this word, in small letters, opens a description well in every company that matters."""
    return not any(judge_first_word(f"{word}{rest}", mood) for rest in _COMPANY)


ACCENTED_ENDINGS = ("cion", "logia", "logias", "grafia", "grafias", "metria", "metrias", "isimo", "isima", "isimos",
                    "isimas", "logico", "logica", "logicos", "logicas")  # fmt: skip
"""Endings of words that lack an accent whatever they start with."""


def unaccented_words() -> frozenset[str]:
    """Every word of the list of accents without its accent and without a final -s."""
    from relcommit.commits.spanish.conjugation import plain
    from relcommit.commits.spanish.lexicon import text_of

    lines = (line for line in text_of("accents").split("\n") if line and line[0] != "#")
    return frozenset(plain(line.partition(" ")[0]).removesuffix("s") for line in lines)


_unaccented: list[frozenset[str]] = []


def may_lack_accent(word: str) -> bool:
    """Whether there is a sentence in which this word would lack an accent."""
    if not word.isascii():
        return False
    if not _unaccented:
        _unaccented.append(unaccented_words())
    low = word.lower()
    bare = low.removesuffix("s")
    feminine = bare.endswith("a") and f"{bare[:-1]}o" in _unaccented[0]
    return feminine or bare in _unaccented[0] or low.endswith(ACCENTED_ENDINGS)
