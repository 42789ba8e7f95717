"""The editable list says what its author means, however the names look."""

import pytest

from relcommit.docs.states.editable_list import can_name, read_list, write_line, write_list
from relcommit.errors.docs import ListedTwice, ListUnreadable

KNOWN = ("docs/a.md", "docs/con espacio.md", "docs/c # d.md", "docs/a -> b.md", "docs/año.md")


def read(text: str) -> list[tuple[str, str, str | None, int, str]]:
    return [(one.path, one.status, one.to, one.line, one.why) for one in read_list(text, "lista", KNOWN)]


def test_letters_decide_and_question_marks_do_not() -> None:
    text = "\ufeff# cabecera\n\nh docs/a.md\r\nv docs/año.md\n? docs/con espacio.md  # no sé\n"
    assert read(text) == [("docs/a.md", "historico", None, 3, ""), ("docs/año.md", "vigente", None, 4, "")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("h docs/con espacio.md  # porque sí", ("docs/con espacio.md", None, "porque sí")),
        ("h docs/a.md -> viejo/", ("docs/a.md", "viejo/", "")),
        ("h docs/a.md -> viejo/z.md # otra vez # y otra", ("docs/a.md", "viejo/z.md", "otra vez # y otra")),
        ("h docs/c # d.md", ("docs/c # d.md", None, "")),
        ("h docs/c # d.md  # comentario", ("docs/c # d.md", None, "comentario")),
        ("h docs/a -> b.md", ("docs/a -> b.md", None, "")),
        ("h docs/a -> b.md -> viejo/", ("docs/a -> b.md", "viejo/", "")),
        ("h   docs/desconocido.md   # x", ("docs/desconocido.md", None, "x")),
        ("h docs/desconocido.md -> y/ # x", ("docs/desconocido.md", "y/", "x")),
    ],
)
def test_names_that_hold_the_lists_own_signs_are_told_apart(line: str, expected: tuple[str, str | None, str]) -> None:
    ((path, _, to, _, why),) = read(line)
    assert (path, to, why) == expected


@pytest.mark.parametrize(
    "line",
    ["x docs/a.md", "docs/a.md", "h", "hdocs/a.md", "h docs/a.md ->", "h -> docs/a.md", "h docs/a.md -> b.md -> c.md"],
)
def test_a_line_that_is_neither_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(ListUnreadable) as said:
        read(f"# x\n{line}\n")
    assert (said.value.line, said.value.text) == (2, line)


@pytest.mark.parametrize(
    ("path", "can"), [("docs/a\u2028b\t#.md", True), ("docs/a\nb.md", False), ("a.md ", False), ("\udcff.md", False)]
)
def test_only_names_that_are_read_back_can_be_listed(path: str, can: bool) -> None:
    assert can_name(path) == can
    if can:
        assert [one.path for one in read_list(write_line("h", path, "por algo"), "lista", (path,))] == [path]


def test_blanks_of_any_kind_stand_around_the_arrow() -> None:
    assert read("h\tdocs/a.md\t->\tviejo/\n") == [("docs/a.md", "historico", "viejo/", 1, "")]


def test_a_document_that_another_line_leaves_undecided_is_named_twice() -> None:
    with pytest.raises(ListedTwice) as said:
        read("? docs/a.md\nh docs/a.md\n")
    assert (said.value.path, said.value.first, said.value.second) == ("docs/a.md", 1, 2)


def test_what_is_written_is_read_back() -> None:
    text = write_list("uno\ndos", [write_line("h", path, "por algo") for path in KNOWN])
    assert text.startswith("# uno\n# dos\n\nh docs/a.md  # por algo\n")
    assert [(path, why) for path, _, _, _, why in read(text)] == [(path, "por algo") for path in KNOWN]
