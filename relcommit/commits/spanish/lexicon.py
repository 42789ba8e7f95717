"""What the data files of this folder say about a word, read as late and as little as possible."""

_files: dict[str, str] = {}
_openings: dict[str, list[tuple[str, str, str]]] = {}
_bare: dict[str, str] = {}
_PLAIN = str.maketrans("áéíóúüñÁÉÍÓÚÜÑ", "aeiouunAEIOUUN")
ACCENTED = {"á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u", "ü": "u"}
"""The vowels that an accent or a diaeresis changes, and what they are without."""


def plain(text: str) -> str:
    """The text without accents, letter for letter, so that offsets stay."""
    return text if text.isascii() else text.translate(_PLAIN)


def text_of(name: str) -> str:
    """A data file as text, with a line break at both ends; read once."""
    if name not in _files:
        folder = __file__.rpartition("lexicon.py")[0]
        with open(f"{folder}{name}.txt", encoding="utf-8") as file:  # noqa: PTH123
            _files[name] = f"\n{file.read()}\n"
    return _files[name]


def bare_text_of(name: str) -> str:
    """A data file without the accents of its vowels, letter for letter."""
    if name not in _bare:
        text = text_of(name)
        for accented, letter in ACCENTED.items():  # over a whole file, a tenth of what `str.translate` takes
            text = text.replace(accented, letter)
        _bare[name] = text
    return _bare[name]


def entry(name: str, word: str) -> str | None:
    """What stands after the word on its own line of a data file («» where nothing does), or None."""
    text = text_of(name)
    span = line_of(text, word)
    return None if span is None else text[span[0] + len(word) : span[1]].lstrip()


def accented(word: str) -> list[str] | None:
    """The line of accents.txt for a word without its accent: the word with it, and its marks; or None."""
    span = line_of(bare_text_of("accents"), word)
    return None if span is None else text_of("accents")[span[0] : span[1]].split()


def line_of(text: str, word: str) -> tuple[int, int] | None:
    """The offsets of the first line of a text whose first word is this one."""
    if word[:1] in ("", "#"):  # a blank line, a comment
        return None
    index = text.find(f"\n{word}")
    while index >= 0:
        end = index + 1 + len(word)
        if text[end] in " \n":
            return index + 1, text.find("\n", end)
        index = text.find(f"\n{word}", end)
    return None


def verbs() -> list[str]:
    """Every infinitive that we know."""
    return [line.split(maxsplit=1)[0] for line in text_of("verbs").split("\n") if line and not line.startswith("#")]


def marks_of(infinitive: str) -> dict[str, str]:
    """The marks of a verb of verbs.txt, its model's included; none where the verb is regular or not there."""
    return _marks(entry("verbs", infinitive) or "")


def _marks(said: str) -> dict[str, str]:
    marks: dict[str, str] = {}
    for mark in said.split():
        key, sign, value = mark.partition(">" if ">" in mark else "=")
        if sign == "=" and not key:
            marks = marks_of(value) | {"model": value}
        else:
            marks[key] = value
    return marks


def regular_infinitive(word: str) -> str | None:
    """The verb without marks whose present the word is («agrega», «permite»), as are most that open headers."""
    if word.endswith("ue"):  # «incluir» goes its own way
        return None
    for infinitive in (word[:-1] + ending for ending in _THEMES.get(word[-1:], ())):
        if f"\n{infinitive}\n" in text_of("verbs"):
            return infinitive
    return None


_THEMES = {"a": ("ar",), "e": ("er", "ir")}


def verbs_like(word: str) -> list[tuple[str, dict[str, str]]]:
    """The verbs of verbs.txt that the word may be a form of: they share all that no conjugation changes."""
    bare = plain(word)
    return [(infinitive, _marks(marks)) for fixed, infinitive, marks in _lines(word[:2]) if bare.startswith(fixed)]


def _lines(opening: str) -> list[tuple[str, str, str]]:
    """The lines of verbs.txt that may be forms of words with these two first letters, by their initial.

    Each as its fixed part without accents, the infinitive and the marks. What the second letter rules out is left
    unread, since a short life reads few: only marks and very short verbs change it.
    """
    if opening not in _openings:
        initial, second = opening[:1], plain(opening[1:])
        seconds = second + "".join(sign for sign in "áéíóúüñ" if plain(sign) == second)
        rests = text_of("verbs").split(f"\n{initial}")[1:]
        rests[-1:] = [rest.partition("\n")[0] for rest in rests[-1:]]
        verbs = []
        for line in rests:
            if line[0] not in seconds and len(line) > _SHORT and " " not in line:
                continue
            infinitive, _, marks = (initial + line).partition(" ")
            verbs.append((plain(_fixed_part(infinitive, marks) if marks else infinitive[:-3]), infinitive, marks))
        _openings[opening] = verbs
    return _openings[opening]


_SHORT = 3
"""Letters behind the initial of a verb whose second letter may change («usar», «izar»)."""


def _fixed_part(infinitive: str, said: str) -> str:
    """What every form of a marked verb starts with: all before the vowel or the consonant that may change."""
    first = said.partition(" ")[0]
    if first.startswith(("say", "solo")):
        return infinitive[:-3]
    if first.startswith("part"):
        return infinitive[:2]
    if first.startswith("="):
        return infinitive[: 2 - len(first)]
    if ">" in first:
        return infinitive[: plain(infinitive[:-2]).rfind(first[0])]
    return infinitive[:1]


_nouns: dict[str, str | None] = {}
_MOST = 4096
"""Words that are remembered."""


def noun(word: str) -> str | None:
    """What nouns.txt says of a word or of its singular: «never», «adj», «» for before an article, or None."""
    if word not in _nouns:
        if len(_nouns) > _MOST:
            _nouns.clear()
        remark = entry("nouns", word)
        _nouns[word] = entry("nouns", word[:-1]) if remark is None and word.endswith("s") else remark
    return _nouns[word]
