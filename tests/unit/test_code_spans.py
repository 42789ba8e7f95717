"""Backticks are paired as CommonMark pairs them, however many there are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relcommit.checklist.markdown import block, inline
from relcommit.code_spans import blanked, code_spans, spans_of, whole_span
from relcommit.plan.reader import read_plan
from tests.unit.growth import exponent

PIECES = ["`", "`a", "``a`", "a`b``c```", "\\`", "\\", "` ", "``\n", "`a` ", "`a`b``c``"]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("`a`", ["a"]), ("``a`b``", ["a`b"]), ("`` ` ``", ["`"]), ("`a``b`", ["a``b"]), ("`a``", []), ("```a`", []),
        ("\\`a`", []), ("\\\\`a`", ["a"]), ("\\``a`", ["a"]), ("`a\\`b`", ["a\\"]), ("`a\n b`", ["a b"]), ("``", []),
    ],
)  # fmt: skip
def test_a_span_ends_at_the_next_run_of_its_length(text: str, inside: list[str]) -> None:
    assert spans_of(text) == inside
    assert blanked(text).count("\0") == sum(end - start for start, end, _ in code_spans(text))


def test_a_text_that_is_one_span_and_nothing_else() -> None:
    assert [whole_span(text) for text in ("`a`", "``a`b``", "`a` b", "a", "`a")] == ["a", "a`b", None, None, None]


@settings(deadline=None)
@given(st.text(alphabet="`\\a \n", max_size=40))
def test_it_pairs_them_as_the_parser_of_plans_does(text: str) -> None:
    """In a paragraph that nothing else can open, `x` first."""
    import pyromark

    source = "x" + " ".join(text.split())
    seen = [
        event["Code"] for event in pyromark.Markdown().events(source) if isinstance(event, dict) and "Code" in event
    ]
    assert spans_of(source) == [" ".join(str(code).split()) for code in seen]


@pytest.mark.parametrize("piece", PIECES)
def test_the_cost_grows_with_the_text_and_no_faster(piece: str) -> None:
    assert exponent(lambda text: list(code_spans(text)), piece, 20_000) < 1.4
    assert exponent(lambda text: (spans_of(text), blanked(text), whole_span(text)), piece, 20_000) < 1.4
    assert exponent(lambda text: (inline(text), block(text)), piece, 10_000) < 1.4


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("before", ["", "# Plan\n\n## Criterios de salida\n\n- ", "# Plan\n\n## Rama recomendada\n\n"])
def test_so_does_a_plan_that_is_full_of_them(before: str, piece: str) -> None:
    assert exponent(lambda text: read_plan(before + text, "docs/plan.md"), piece, 4_000) < 1.4
