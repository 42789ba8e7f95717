"""Wrapping: cells, hanging indents, and pieces that stay whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcommit.commits.wrap import cells, wrap


@pytest.mark.parametrize(
    ("text", "expected"), [("abc", 3), ("añadió", 6), ("an\u0303o", 3), ("日本", 4), ("👩\u200d👧", 4), ("", 0)]
)
def test_cells_are_what_a_terminal_shows(text: str, expected: int) -> None:
    assert cells(text) == expected


def test_a_list_item_hangs() -> None:
    assert wrap("separa insumos históricos de etapa uno", 20, "- ", "  ") == [
        "- separa insumos",
        "  históricos de",
        "  etapa uno",
    ]


@pytest.mark.parametrize(
    "piece",
    ["[un enlace con espacios](https://ejemplo.org/una/ruta)", "`git commit -F archivo`", "``a ` b``", "palabra" * 9],
)
def test_links_code_and_words_stay_whole(piece: str) -> None:
    assert piece in "|".join(wrap(f"uno dos tres {piece} cuatro cinco", 20))


def test_a_number_of_an_issue_never_opens_a_line() -> None:
    lines = wrap("corrige lo que se contaba en #12 y en #13", 20)
    assert not any(line.startswith("#") for line in lines)


def test_a_width_of_nothing_never_breaks() -> None:
    assert wrap("a " * 100, 0) == [("a " * 100).strip()]


def test_a_code_span_that_is_never_closed_is_text() -> None:
    assert wrap("a `b c `` d [e](f", 4) == ["a `b", "c ``", "d", "[e](f"]


@given(st.text("ab ñ`[]()#\u3042", max_size=80), st.integers(1, 30))
def test_nothing_is_lost_and_lines_fit_where_they_can(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert " ".join(lines).split() == text.split()
    for line in lines:
        assert cells(line) <= width or " " not in line or "`" in line or "](" in line or "#" in line
