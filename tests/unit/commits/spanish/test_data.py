"""The data files: what a contributor may get wrong in them."""

import pytest

from relcommit.commits.spanish.accents import missing_accents
from relcommit.commits.spanish.conjugation import conjugate
from relcommit.commits.spanish.english import english_verb
from relcommit.commits.spanish.forms import read_form, unknown_infinitive
from relcommit.commits.spanish.lexicon import marks_of, plain, text_of

FILES = ("accents", "english", "nouns", "verbs")
MARKS = ("e>", "o>", "u>", "i>", "part=", "yo=", "pret=", "fut=", "pres=", "imp=", "otras=", "say=", "solo", "=")


def lines(name: str) -> list[str]:
    return [line for line in text_of(name).splitlines() if line and not line.startswith("#")]


def words(name: str) -> list[str]:
    return [line.split(" ")[0] for line in lines(name)]


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_in_order_and_says_nothing_twice(name: str) -> None:
    assert len(set(lines(name))) == len(lines(name))
    if name != "english":
        assert len(set(words(name))) == len(words(name))
        bare = [plain(word.replace("ñ", "n~")) for word in words(name)]
        assert bare == sorted(bare)


def test_every_verb_is_an_infinitive_with_marks_that_mean_something() -> None:
    verbs = set(words("verbs"))
    for line in lines("verbs"):
        infinitive, *marks = line.split(" ")
        assert plain(infinitive).endswith(("ar", "er", "ir"))
        assert all(mark.startswith(MARKS) for mark in marks)
        assert all(mark[1:] in verbs for mark in marks if mark.startswith("="))


def test_every_english_verb_has_a_spanish_one_that_is_known() -> None:
    verbs, english = set(words("verbs")), set(words("english"))
    for line in lines("english"):
        word, sign, rest = line.partition(" = ")
        if sign:
            assert rest.split(" ")[0] in verbs
            assert rest.split(" ")[1:] in ([], ["?"], ["?v"], ["??"])
        elif " < " in line:
            assert line.partition(" < ")[2] in english
        else:
            assert word.endswith(" -")


def test_every_noun_looks_like_a_verb_and_would_be_taken_for_one() -> None:
    idle = [
        word
        for word in words("nouns")
        if read_form(word) is None
        and unknown_infinitive(word) is None
        and english_verb(f"{word} the", (0, len(word)), word) is None
    ]
    assert idle == []


def test_every_accented_word_is_found_without_its_accent() -> None:
    for line in lines("accents"):
        word, *marks = line.split(" ")
        bare = "".join(letter if letter == "ñ" else plain(letter) for letter in word)
        text = f"es la {bare} del día" if "<" not in marks else "va mas lejos"
        assert word in [right for _, _, right in missing_accents(text)]


def test_what_is_a_verb_without_its_accent_says_so() -> None:
    """«autentica usuarios» lacks nothing."""
    verbs = {
        form
        for infinitive in words("verbs")
        for form, kind in conjugate(infinitive, marks_of(infinitive)).items()
        if kind in ("presente", "participio")
    }
    unsaid = []
    for line in lines("accents"):
        word, *marks = line.split(" ")
        bare = plain(word)
        forms = {bare, f"{bare[:-1]}a"} if "a" in marks else {bare}
        if "~" not in marks and forms & verbs:
            unsaid.append(word)
    assert unsaid == []
