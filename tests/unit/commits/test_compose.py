"""The commit that a plan recommends, as the template lays it out."""

import pytest

from relcommit.commits.compose import bullet, footer_paragraphs, is_footer, paragraph, split_body
from relcommit.commits.grammar import parse
from relcommit.text.templates import render


def _commit(header: str, body: list[str], width: int = 72) -> str:
    bullets, footers = split_body(body)
    values = {"header": header, "bullets": bullets, "footers": footer_paragraphs(footers), "width": width}
    return render("commit.md.j2", values, filters={"bullet": bullet})


def test_bullets_are_wrapped_and_footers_stand_alone() -> None:
    message = _commit(
        "docs(skillgen): reorganiza docs vigentes/históricas",
        [
            "separa insumos históricos de etapa 1 en `docs/historico/` y los enlaza desde el índice",
            "BREAKING CHANGE: quita las rutas antiguas",
            "madura etapa 2",
            "Refs: #12",
        ],
    )
    assert message == (
        "docs(skillgen): reorganiza docs vigentes/históricas\n"
        "\n"
        "- separa insumos históricos de etapa 1 en `docs/historico/` y los enlaza\n"
        "  desde el índice\n"
        "- madura etapa 2\n"
        "\n"
        "BREAKING CHANGE: quita las rutas antiguas\n"
        "\n"
        "Refs: #12\n"
    )
    assert parse(message).breaking


@pytest.mark.parametrize(
    ("body", "tail"), [([], ""), (["a"], "\n- a\n"), (["Refs: #1"], "\nRefs: #1\n"), (["a", " b "], "\n- a\n- b\n")]
)
def test_there_is_no_hole_where_a_part_is_missing(body: list[str], tail: str) -> None:
    assert _commit("docs: x", body) == f"docs: x\n{tail}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BREAKING CHANGE: quita", True),
        ("BREAKING-CHANGE: quita", True),
        ("Closes #12", True),
        ("Co-authored-by: Ana <a@b.c>", True),
        ("Nota: es prosa", False),
        ("agrega algo", False),
        ("BREAKING CHANGES: quita", False),
    ],
)
def test_footers_are_told_from_prose(text: str, expected: bool) -> None:
    assert is_footer(text) is expected


def test_a_paragraph_has_no_bullet() -> None:
    assert paragraph("uno dos tres", 8) == "uno dos\ntres"
