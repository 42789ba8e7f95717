"""Conjugation: irregular verbs against a table written by hand, and every verb against the judge."""

from pathlib import Path

import pytest

from relcommit.commits.spanish import judge_first_word
from relcommit.commits.spanish.conjugation import conjugate
from relcommit.commits.spanish.lexicon import marks_of, noun, text_of

TRUTH = [
    line.partition(": ")[::2]
    for line in Path(__file__).with_name("truth.txt").read_text("utf-8").splitlines()
    if ": " in line and not line.startswith("#")
]
VERBS = [line.split(maxsplit=1)[0] for line in text_of("verbs").splitlines() if line and not line.startswith("#")]
MANY = [
    verb
    for number, verb in enumerate(VERBS)
    if not marks_of(verb).keys() & {"say", "solo"} and (marks_of(verb) or number % 3 == 0)
]
"""Every irregular verb and a third of the regular ones, without those that give way to another."""
KINDS = (
    "presente", "pretérito", "pretérito", "participio", "gerundio", "primera persona", "subjuntivo", "futuro",
    "pretérito",
)  # fmt: skip
SHARED = {"decida", "decido", "inventarían"}
"""Forms of two verbs: «decida» is what «decidir» and «decir» would both say."""

GIVE_WAY = {"creer"}
"""«cree la tabla» is what «crear» says, and no other present is offered."""


def test_the_lexicon_is_large() -> None:
    assert len(VERBS) >= 2000
    assert len(TRUTH) >= 110


@pytest.mark.parametrize(("infinitive", "written"), TRUTH)
def test_irregular_verbs_are_conjugated_as_the_grammar_says(infinitive: str, written: str) -> None:
    forms = conjugate(infinitive, marks_of(infinitive))
    assert all(form in forms for form in written.split())
    assert next(iter(forms)) == written.split(maxsplit=1)[0]
    wanted = {form: kind for form, kind in zip(written.split(), KINDS, strict=True) if form != "suelto"}
    assert {form: forms[form] for form in wanted} == wanted


def test_a_pure_present_is_never_refused() -> None:
    presents = [next(iter(conjugate(verb, marks_of(verb)))) for verb in VERBS if verb not in GIVE_WAY]
    assert [one for one in presents if judge_first_word(f"{one} el módulo", "presente")] == []


def test_every_other_form_of_every_verb_is_found_with_its_present() -> None:
    found, wrong, every = 0, [], 0
    for verb in MANY:
        forms = conjugate(verb, marks_of(verb))
        present = next(iter(forms))
        for form, kind in forms.items():
            if kind == "presente" or noun(form) == "never":
                continue
            every += 1
            verdict = judge_first_word(f"{form} el módulo", "presente")
            found += verdict is not None
            if verdict is not None and verdict.kind == "mood" and verdict.right != present and form not in SHARED:
                wrong.append((form, verdict.right))
    assert every >= 25_000
    assert len(MANY) >= 600
    assert found / every >= 0.999
    assert len(wrong) / every < 0.001
