"""What leads nowhere is found where it stands, with what may have been meant, and nothing else is."""

from dataclasses import replace

import pytest

from relcommit.docs.formats.anchors import anchors, plain_slug, slug
from relcommit.docs.links.check import Problem, check, only_new, unread
from relcommit.docs.links.repair import suspects
from relcommit.docs.links.rewrite import reorganise
from relcommit.names import RepoPath
from tests.unit.docs.trees import moves, tree

PAGE = """# Hola, ¿qué tal? 🚀 Año
## A
## A
## A-1
## `código` y **negrita** [enlace](x.md) ![alt](y.png)
Setext é
---
<a name="Vieja"></a> <h2 id='otra'>x</h2>
### 1.2.3 Versión (beta) {#propia}
"""


def found(text: str, **others: str) -> list[tuple[int, int, str, str, str | None]]:
    files = {"docs/b.md": text, "docs/a.md": PAGE, "docs/sub/guia.md": "", **others}
    problems = (one for one in check(tree(files)) if one.file == "docs/b.md")
    return [(one.line, one.column, one.trouble, one.destination, one.nearest) for one in problems]


def test_anchors_follow_githubs_rule() -> None:
    assert anchors(PAGE.encode()) >= {
        "hola-qué-tal--año", "a", "a-1", "a-1-1", "código-y-negrita-enlace", "setext-é", "vieja", "otra", "propia",
        "123-versión-beta",
    }  # fmt: skip
    assert anchors(b"sin nada") == frozenset()
    assert (slug("¡Ñandú_x — y!"), plain_slug("¿Qué  tal?")) == ("ñandú_x--y", "que-tal")


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("## 🚀 Inicio", "-inicio"),
        ("## ![x](x.png) Inicio", "-inicio"),
        ("## <a name='x'></a> Inicio", "-inicio"),
        ("<h2 align='center'>Hola <b>Mundo</b></h2>", "hola-mundo"),
        ("<details><summary><h3>\n  Más &amp; más\n</h3></summary></details>", "más--más"),
    ],
)
def test_anchors_of_headings_with_pictures_and_of_html_follow_it_too(heading: str, anchor: str) -> None:
    assert anchor in anchors(heading.encode())


@pytest.mark.parametrize(
    "text",
    [
        "[a](a.md) [a](a.md#a-1) [a](a.md#hola-qué-tal--año) [a](a.md#hola-qu%C3%A9-tal--a%C3%B1o) [a](a.md#PROPIA)",
        "# Título\n[yo](#título) [arriba](#top) [nada](#)",
        "[x](https://example.org/no.md#x) <a href='mailto:x@y'>",
        "`no existe.md` `docs/{nombre}.md` `docs/*.md` `path/to/x.md` `docs/YYYY.md` `~/x/y.md` `npm run a/b`",
        "`foo/uno.md` `partes/basico.md` `paquetes/[pkg].md`",
        "[línea](../src/x.py#L3-L9) [x]({{ site.url }}/y)",
        "```\n[x](no.md) `docs/no.md`\n```\n",
        "/home/user/x /home/runner/work /Users/alice/y /homes/pepa /home/pepa...x",
        "<a href='#título'></a>\n# Título",
    ],
)
def test_what_works_or_means_nothing_is_no_problem(text: str) -> None:
    assert found(text, **{"src/x.py": ""}) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("ñ [x](guia.md)", (1, 7, "missing", "guia.md", "docs/sub/guia.md")),
        ("está en «/home/pepa/obra»", (1, 10, "machine", "/home/pepa/obra", None)),
        ("# Año\n\n[x](#anno)", (3, 5, "anchor", "#anno", "año")),
        ("\n\n![x](sub/guía.md)", (3, 6, "missing", "sub/guía.md", "docs/sub/guia.md")),
        ("[x](a.md#nada-de-nada)", (1, 5, "anchor", "a.md#nada-de-nada", None)),
        ("[x](a.md#a-2)", (1, 5, "anchor", "a.md#a-2", "a-1")),
        ("# T\n[x](#zzz)", (2, 5, "anchor", "#zzz", None)),
        ("[x](docs/sub/guia.md)", (1, 5, "missing", "docs/sub/guia.md", "sub/guia.md")),
        ("`./sub/no.md`", (1, 2, "missing", "./sub/no.md", None)),
        ("[k]: no/hay.md", (1, 6, "missing", "no/hay.md", None)),
        ("`docs/viejo/guia.md`", (1, 2, "missing", "docs/viejo/guia.md", "docs/sub/guia.md")),
        ("<a href='no.md'>", (1, 10, "missing", "no.md", None)),
        ("```\n/Users/pepa/x.txt\n```", (2, 1, "machine", "/Users/pepa/x.txt", None)),
        ("`C:\\Users\\pepa\\x`", (1, 2, "machine", "C:\\Users\\pepa\\x", None)),
        ("[x](file:///home/pepa/x)", (1, 5, "machine", "file:///home/pepa/x", None)),
    ],
)
def test_what_leads_nowhere_is_found_with_its_place(text: str, problem: tuple[int, int, str, str, str | None]) -> None:
    assert found(text) == [problem]


def test_the_menu_of_a_site_is_checked_and_its_own_anchors_count() -> None:
    files = {"mkdocs.yml": "nav:\n  - no.md\n  - a.md\n", "docs/a.md": "# Año nuevo\n[x](#ano-nuevo)"}
    assert [(one.file, one.destination) for one in check(tree(files))] == [("mkdocs.yml", "no.md")]


def test_the_routes_of_a_site_are_its_own_business() -> None:
    files = {"docs/a.md": "[x](/blog/entrada) [y](/no/hay.md)", "docs/p.html": "<a href='/entrar'>"}
    assert [one.destination for one in check(tree(files))] == ["/blog/entrada", "/no/hay.md"]
    assert [one.destination for one in check(tree({**files, "mkdocs.yml": "nav: []\n"}))] == ["/no/hay.md"]


def test_files_that_are_not_utf8_are_passed_over() -> None:
    latin: str | bytes = "año [x](no.md)".encode("latin-1")
    assert check(tree({"docs/a.md": latin, "docs/b.md": "[x](a.md#nada)"})) == ()


def test_only_what_is_new_is_told_even_when_its_file_moved() -> None:
    def problem(file: str, said: str) -> Problem:
        return Problem(file=file, line=1, column=1, kind="link", trouble="missing", destination=said, nearest=None)  # type: ignore[arg-type]

    before = [problem("docs/a.md", "x.md"), problem("docs/a.md", "x.md")]
    now = [problem("docs/viejo/a.md", "x.md"), problem("docs/a.md", "y.md"), problem("docs/a.md", "x.md")]
    here = ("docs/viejo/a.md", "docs/a.md")
    assert only_new(now, before, here) == (now[1],)
    assert only_new([*now, now[0]], before, here) == (now[1], now[0])


def test_what_a_file_of_another_name_brought_along_is_not_new() -> None:
    def found(*files: str) -> tuple[Problem, ...]:
        return check(tree(dict.fromkeys(files, "[x](x.md)")))

    assert only_new(found("b.md"), found("a.md"), ("b.md",)) == ()
    assert only_new(found("b.md"), found("a.md"), ("a.md", "b.md")) == found("b.md")
    assert only_new(found("b.md", "c.md"), found("a.md"), ("b.md", "c.md")) == found("c.md")


def test_what_the_settings_leave_out_is_still_a_target_but_is_not_judged() -> None:
    files = {"tests/a.md": "# A\n\n[x](no.md)\n", "b.md": "[a](tests/a.md#a) [y](no.md)\n"}
    whole = replace(tree(files), ignored=frozenset({RepoPath("tests/a.md")}))
    assert [one.file for one in check(whole)] == ["b.md"]
    assert [one.file for one in suspects(whole)] == ["b.md"]
    work = reorganise(whole, moves({"tests/a.md": "tests/c/a.md"}))
    assert (work.broken_before, work.broken_after) == (1, 1)
    assert work.contents[RepoPath("b.md")] == b"[a](tests/c/a.md#a) [y](no.md)\n"


MYST = "extensions = ['myst_parser']\n"
NAMING = "[x](otro/nombre) [x](#otro/nombre) [x](#figura) [x](#ancla) [x](a.md#otro/nombre)\n"
UNKNOWN = "[x](nada/de-nada) [x](#nada) [x](a.md#nada) [x](no.md)\n"
MARKS = "(Otro/Nombre)=\n## Y\n\n```{figure} x.png\n:name: figura\n```\n\n[y]{#ancla}\n"


def test_a_link_of_myst_may_name_a_part_of_any_document_of_its_project() -> None:
    broken = [said for *_, said, _ in found(NAMING + UNKNOWN, **{"docs/conf.py": MYST, "docs/a.md": MARKS})]
    assert broken == ["nada/de-nada", "#nada", "a.md#nada", "no.md"]
    markdown = [said for *_, said, _ in found(NAMING, **{"docs/conf.py": "", "docs/a.md": MARKS})]
    assert markdown == ["otro/nombre", "#otro/nombre", "#figura", "#ancla", "a.md#otro/nombre"]


@pytest.mark.parametrize(
    ("files", "config"),
    [
        ({"docs/conf.py": MYST + "intersphinx_mapping = {}\n"}, "docs/conf.py"),
        ({"docs/conf.py": MYST, "docs/a.md": "```{py:class} Nada\n```\n"}, "docs/conf.py"),
        ({"docs/myst.yml": "version: 1\n"}, "docs/myst.yml"),
    ],
)
def test_a_name_that_may_come_from_elsewhere_is_told_and_not_judged(files: dict[str, str], config: str) -> None:
    assert [said for *_, said, _ in found(UNKNOWN, **files)] == ["a.md#nada", "no.md"]
    assert unread(tree(files)).names == (config,)
