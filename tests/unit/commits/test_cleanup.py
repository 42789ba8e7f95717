"""What git stores is what is judged."""

import subprocess
from pathlib import Path

import pytest

from relcommit.commits.cleanup import Line, decode, stored


def _text(lines: list[Line]) -> str:
    return "".join(f"{line.text}\n" for line in lines)


@pytest.mark.parametrize("mode", ["strip", "whitespace"])
@pytest.mark.parametrize(
    "message",
    [
        "feat: a\n\n\n\ncuerpo  \n\n\n",
        "\n\n  \nfeat: a\n \ncuerpo\n# comentario\n#otro\n\nfin",
        "feat: a\r\n\r\ncuerpo\r\n",
        "# solo\n# comentarios\n",
        "feat: a\n\n#123 queda\n",
        "",
        " \t\n",
    ],
)
def test_it_is_what_git_stripspace_leaves(message: str, mode: str, tmp_path: Path) -> None:
    flags = ["--strip-comments"] if mode == "strip" else []
    git = subprocess.run(
        ["git", "-c", "core.commentChar=#", "stripspace", *flags],
        input=message, capture_output=True, text=True, check=True, cwd=tmp_path,
    )  # fmt: skip
    lines = stored(message, "strip" if mode == "strip" else "whitespace")
    assert _text(lines) == git.stdout


def test_lines_keep_the_number_they_had_in_the_file() -> None:
    assert stored("# uno\n\nfeat: a\n\n\n# dos\ncuerpo\n", "strip") == [
        Line(3, "feat: a"),
        Line(4, ""),
        Line(7, "cuerpo"),
    ]


def test_what_follows_the_scissors_is_cut() -> None:
    message = "feat: a\n# ------------------------ >8 ------------------------\n# no tocar\ndiff --git a b\n"
    assert _text(stored(message, "strip")) == "feat: a\n"
    assert _text(stored(message, "scissors")) == "feat: a\n"
    assert "diff" in _text(stored(message, "whitespace"))


@pytest.mark.parametrize("char", ["#", ";", "@", "%"])
def test_an_automatic_comment_character_is_found(char: str) -> None:
    message = f"feat: a\n\n#1 queda\n{char} Please enter the commit message\n{char}\n{char} On branch main\n"
    left = _text(stored(message, "strip", "auto"))
    assert left == ("feat: a\n" if char == "#" else "feat: a\n\n#1 queda\n")


def test_without_remarks_an_automatic_character_strips_nothing() -> None:
    assert _text(stored("feat: a\n\ncuerpo\n", "strip", "auto")) == "feat: a\n\ncuerpo\n"
    scissors = "feat: a\n; ------------------------ >8 ------------------------\ndiff\n"
    assert _text(stored(scissors, "strip", "auto")) == "feat: a\n"
    assert stored("\n\n", "strip", "auto") == []


def test_a_comment_may_be_a_string() -> None:
    assert _text(stored("feat: a\n\n// fuera\n/ dentro\n", "strip", "//")) == "feat: a\n\n/ dentro\n"


def test_verbatim_keeps_everything_but_the_end() -> None:
    assert _text(stored("feat: a  \n\n\n# b\n\n", "verbatim")) == "feat: a  \n\n\n# b\n"


@pytest.mark.parametrize(
    ("data", "declared", "expected"),
    [
        ("añade".encode(), "", ("añade", "utf-8")),
        ("añade".encode(), "ISO-8859-1", ("añade", "utf-8")),
        ("añade".encode("iso-8859-1"), "", ("añade", "iso-8859-1")),
        ("añade".encode("cp1252"), "cp1252", ("añade", "cp1252")),
        ("añade".encode("iso-8859-1"), "no-existe", ("añade", "iso-8859-1")),
    ],
)
def test_bytes_are_read_as_what_they_are(data: bytes, declared: str, expected: tuple[str, str]) -> None:
    assert decode(data, declared) == expected


def test_lines_print_and_compare_by_value() -> None:
    assert repr(Line(1, "a")) == "Line(1, 'a')"
    assert Line(1, "a") != "a"
