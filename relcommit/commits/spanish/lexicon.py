"""What the data files of this folder say about a word, read as late and as little as possible."""

from relcommit.commits.spanish.conjugation import plain

_files: dict[str, str] = {}
_initials: dict[str, list[tuple[str, str, str]]] = {}


def text_of(name: str) -> str:
    """A data file as text, with a line break at both ends; read once."""
    if name not in _files:
        folder = __file__.rpartition("lexicon.py")[0]
        with open(f"{folder}{name}.txt", encoding="utf-8") as file:  # noqa: PTH123
            _files[name] = f"\n{file.read()}\n"
    return _files[name]


def entry(name: str, word: str) -> str | None:
    """What stands after the word on its own line of a data file («» where nothing does), or None."""
    text = text_of(name)
    found = line_of(text, word)
    return None if found is None else text[found[0] + len(word) : found[1]].lstrip()


def line_of(text: str, word: str) -> tuple[int, int] | None:
    """The offsets of the first line of a text whose first word is this one."""
    at = text.find(f"\n{word}")
    while at >= 0:
        end = at + 1 + len(word)
        if text[end] in " \n":
            return at + 1, text.find("\n", end)
        at = text.find(f"\n{word}", end)
    return None


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


def verbs_like(word: str) -> list[tuple[str, dict[str, str]]]:
    """The verbs of verbs.txt that the word may be a form of: they share all that no conjugation changes."""
    bare = plain(word)
    return [(infinitive, _marks(said)) for fixed, infinitive, said in _lines(word[:1]) if bare.startswith(fixed)]


def _lines(initial: str) -> list[tuple[str, str, str]]:
    """The lines of verbs.txt that start with a letter: the fixed part without accents, the infinitive, the marks."""
    if initial not in _initials:
        found = []
        for part in text_of("verbs").split(f"\n{initial}")[1:]:
            infinitive, _, said = (initial + part.partition("\n")[0]).partition(" ")
            found.append((plain(_fixed_part(infinitive, said) if said else infinitive[:-3]), infinitive, said))
        _initials[initial] = found
    return _initials[initial]


def _fixed_part(infinitive: str, said: str) -> str:
    """What every form of a marked verb starts with: all before the vowel or the consonant that may change."""
    first = said.partition(" ")[0]
    if first.startswith("say"):
        return infinitive[:-3]
    if first.startswith("part"):
        return infinitive[:2]
    if first.startswith("="):
        return infinitive[: 2 - len(first)]
    if ">" in first:
        return infinitive[: plain(infinitive[:-2]).rfind(first[0])]
    return infinitive[:1]
