"""Whatever stands behind the word that opens a description, the judge answers; and where it cannot, it says so."""

from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from relcommit.commits.judge import INTERNAL, Verdict, judge, judge_text
from relcommit.commits.quick import Quick
from relcommit.commits.spanish.lexicon import text_of, verbs
from relcommit.settings import CommitSettings
from relcommit.text.es.commits.findings import report
from relcommit.text.tally import Tally

PRESENT, INFINITIVE = CommitSettings(), CommitSettings(mood="infinitivo")
ENGLISH = [line.split()[0] for line in text_of("english").splitlines() if line and not line.startswith("#")]
NOUNS = [line.split()[0] for line in text_of("nouns").splitlines() if line and not line.startswith("#")]
SPANISH = ["se", "ha sido", "fue", "está", "agregado", "agregar", "agregando", "cambio", "tests", "añadiéndolo"]
OPENERS = st.sampled_from([*ENGLISH, *verbs(), *NOUNS, *SPANISH])
TOKENS = st.one_of(
    st.text(st.characters(exclude_characters="\n"), max_size=12),
    st.sampled_from(["#12", "#", "##", "#a", "-", "=", "< ", "?", "...", "«»", "`", "\\n", "v1", "a\u0301", "😀"]),
)


@given(opener=OPENERS, tokens=st.lists(TOKENS, max_size=4), glue=st.sampled_from([" ", "  ", "\t", ""]))
@example(opener="fix", tokens=["#12"], glue=" ")
@settings(max_examples=400)
def test_an_opener_before_anything_is_judged(opener: str, tokens: list[str], glue: str) -> None:
    header = f"fix: {glue.join([opener, *tokens])}"
    for rules in (PRESENT, INFINITIVE):
        verdict = judge_text(header, rules, source="m")
        assert not verdict.is_broken, verdict.findings
        report(verdict)
        if Quick(rules).fine(header):
            assert not verdict.findings


@pytest.mark.parametrize("sign", list("#*->?=<|/\\@!¿¡«\"'`.,;:()[]{}~^%&$€0 "))
def test_every_english_verb_stands_before_every_sign(sign: str) -> None:
    for verb, rest in product(ENGLISH, (sign, f"{sign}12", f"{sign} x", f"x{sign}")):
        assert not judge_text(f"fix: {verb} {rest}", PRESENT, source="m").is_broken, (verb, rest)


@given(st.binary(max_size=200))
@settings(max_examples=200)
def test_any_bytes_are_judged(data: bytes) -> None:
    verdict = judge(data, PRESENT, source="m")
    assert not verdict.is_broken, verdict.findings
    report(verdict)


def test_an_amend_of_an_amend_of_an_amend_is_read_to_its_end() -> None:
    verdict = judge_text("amend! x\n\n" * 5000 + "feat: agrega x", PRESENT, source="m")
    assert len(verdict.findings) == 5000
    assert verdict.ok


class Failing(tuple[str, ...]):
    """Scopes in which nothing can be looked up: what a mistake of ours looks like from outside."""

    def __iter__(self) -> "Failing":  # type: ignore[override]  # that is the mistake
        raise IndexError("string index out of range")


def test_a_mistake_of_ours_is_a_finding_of_its_own_and_hides_no_other() -> None:
    rules = CommitSettings(scopes=Failing(("api",)))
    messages = ("feat(api): agrega x", "feat: agregado x", "feat: agrega x")
    verdicts = [judge_text(message, rules, source=message) for message in messages]
    tally = Tally()
    codes = [[finding.code for finding in verdict.findings] for verdict in tally.watch(verdicts)]
    assert codes == [[INTERNAL], ["verb-mood"], []]
    assert tally.code == 70
    told = report(verdicts[0])
    assert "IndexError: string index out of range" in told
    assert "tests/unit" in told or "commits/" in told


def test_the_code_is_ours_only_where_something_was_broken() -> None:
    tally = Tally()
    list(tally.watch([Verdict("m", "x", ())]))
    assert tally.code == 0
