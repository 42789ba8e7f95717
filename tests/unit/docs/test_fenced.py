"""What code blocks name is never rewritten unasked, and never passed over in silence."""

from dataclasses import replace

import pytest

from relcommit.docs.links.check import check
from relcommit.docs.links.code_mentions import Mentions
from relcommit.docs.links.rewrite import reorganise
from relcommit.docs.model import Reported
from relcommit.names import RepoPath
from tests.unit.docs.trees import moves, tree

MOVED = {"docs/a.md": "docs/historico/a.md"}
NAMED = [
    ("```sh\ncat docs/a.md\n```", "```sh\ncat docs/historico/a.md\n```"),
    ("```sh\ngit show HEAD:docs/a.md --out=./docs/a.md $RAÍZ/docs/a.md ${R}/docs/a.md.\n```",
     "```sh\ngit show HEAD:docs/historico/a.md --out=./docs/historico/a.md $RAÍZ/docs/historico/a.md "
     "${R}/docs/historico/a.md.\n```"),
    ("~~~md\n[á](a.md#x) ![b](<a.md>) <a href=\"a.md\">\n[k]: a.md\n~~~",
     "~~~md\n[á](historico/a.md#x) ![b](<historico/a.md>) <a href=\"historico/a.md\">\n[k]: historico/a.md\n~~~"),
    ("- x\n\n  ```\n  type docs\\a.md\n  ```", "- x\n\n  ```\n  type docs\\historico\\a.md\n  ```"),
    ("```\nMueve «docs/a.md», “docs/a.md”.\n```", "```\nMueve «docs/historico/a.md», “docs/historico/a.md”.\n```"),
    ("    cat docs/a.md", "    cat docs/historico/a.md"),
    ("!!! note\n\n    ```\n    cat docs/a.md\n    ```", "!!! note\n\n    ```\n    cat docs/historico/a.md\n    ```"),
]  # fmt: skip
UNNAMED = [
    "```\na.md docs/a.mdx docs/a.md.bak https://example.org/docs/a.md xdocs/a.md docs/no.md\n```",
    "!!! note\n\n    docs/a.md",
    "```{include} a.md\n```",
]


def reported(text: str, at: str = "docs/b.md", pairs: dict[str, str] | None = None) -> tuple[Reported, ...]:
    files = {at: text, "docs/a.md": "# A", "docs/c.md": ""}
    return reorganise(tree(files), moves(pairs or MOVED)).reported


@pytest.mark.parametrize(("before", "now"), NAMED)
def test_a_code_block_is_reported_and_rewritten_only_when_asked(before: str, now: str) -> None:
    files = tree({"docs/b.md": before, "docs/a.md": "# A"})
    work = reorganise(files, moves(MOVED))
    assert {(one.target, one.why) for one in work.reported} == {("docs/a.md", "fenced")}
    assert len(work.reported) == now.count("historico")
    assert (work.edits, work.contents) == ((), {})
    asked = reorganise(files, moves(MOVED), mentions=Mentions(MOVED, rewrite=True))
    assert (asked.contents[RepoPath("docs/b.md")].decode(), asked.reported) == (now, ())


@pytest.mark.parametrize("text", UNNAMED)
def test_what_a_code_block_does_not_name_is_not_reported(text: str) -> None:
    assert reported(text) == ()


def test_the_line_is_that_of_the_name_below_the_front_matter() -> None:
    told = reported("---\nx: y\n---\n```\n\ndocs/a.md\n```\n")
    assert told == (Reported(file=RepoPath("docs/b.md"), line=6, target=RepoPath("docs/a.md"), why="fenced"),)


def test_a_block_that_moves_is_reported_where_it_would_have_to_change() -> None:
    text = "```\n[c](c.md) docs/c.md ../docs/b.md\n```"
    assert [one.target for one in reported(text, pairs={"docs/b.md": "docs/historico/b.md"})] == [
        "docs/c.md", "docs/b.md",
    ]  # fmt: skip


def test_a_block_that_no_spelling_could_mend_stops_nothing() -> None:
    files = tree({"docs/b.md": "```\n[a](a)\n[a](a.md)\n```", "docs/a.md": "", "docs/historico/x": ""})
    assert reorganise(files, moves(MOVED)).moves == moves(MOVED)


def test_check_gives_notice_of_what_now_stands_elsewhere_and_of_nothing_else() -> None:
    text = "```\ndocs/informe.md docs/<x>/informe.md docs/no-hay.md docs/README.md docs/c.md docs/historico/informe.md"
    files = {"docs/b.md": text, "docs/historico/informe.md": "", "x/README.md": "", "docs/c.md": ""}
    found = check(tree(files))
    assert [(one.line, one.column, one.destination, one.nearest, one.is_notice) for one in found] == [
        (2, 1, "docs/informe.md", "docs/historico/informe.md", True),
    ]  # fmt: skip


def test_examples_are_no_place_where_anything_may_have_gone() -> None:
    files = tree({"docs/b.md": "```\ndocs/informe.md\n```", "demo/informe.md": ""})
    assert check(replace(files, ignored=frozenset([RepoPath("demo/informe.md")]))) == ()
