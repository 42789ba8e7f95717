"""Every way to point at a document survives its move, in its author's own spelling."""

import pytest

from relcommit.docs.links.rewrite import reorganise
from relcommit.docs.model import Reported
from tests.unit.docs.trees import after, moved, moves, texts, tree

OLD = {"docs/a.md": "docs/historico/a.md"}


def rewritten(line: str, at: str = "docs/b.md", pairs: dict[str, str] | None = None, **others: str) -> str:
    files = {at: line, "docs/a.md": "# A\n", "docs/c.md": "", "img/x y.png": "", **others}
    return moved(files, pairs or OLD)[at]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("[a](a.md)", "[a](historico/a.md)"),
        ("[a](./a.md)", "[a](./historico/a.md)"),
        ("[a](../docs/a.md)", "[a](../docs/historico/a.md)"),
        ("[a](a.md#ancla)", "[a](historico/a.md#ancla)"),
        ("[a](a.md?v=1#ancla)", "[a](historico/a.md?v=1#ancla)"),
        ('[a](a.md "Título (a.md)")', '[a](historico/a.md "Título (a.md)")'),
        ("[a](<a.md>)", "[a](<historico/a.md>)"),
        ("[a]( a.md )", "[a]( historico/a.md )"),
        ("[a](%61.md)", "[a](historico/%61.md)"),
        (r"[a](a\.md)", r"[a](historico/a\.md)"),
        ("[a](&#97;.md)", "[a](historico/&#97;.md)"),
        (r"[a](a.md\#b)", r"[a](historico/a.md\#b)"),
        ("[a](/docs/a.md)", "[a](/docs/historico/a.md)"),
        ("[a](/a.md)", "[a](/historico/a.md)"),
        (r"[a](..\docs\a.md)", r"[a](..\docs\historico\a.md)"),
        ("[a](a)", "[a](historico/a)"),
        ("[a](a/)", "[a](historico/a/)"),
        ("[a](a.html#x)", "[a](historico/a.html#x)"),
        ("![a](a.md)", "![a](historico/a.md)"),
        ("[![i](a.md)](a.md)", "[![i](historico/a.md)](historico/a.md)"),
        ("[**`x`** y][k]\n\n[k]: a.md 'T'", "[**`x`** y][k]\n\n[k]: historico/a.md 'T'"),
        ("> * [k]: <a.md>\n", "> * [k]: <historico/a.md>\n"),
        ("[k]: a.md\n[k]: a.md#2\n[K]: a.md#3\n",
         "[k]: historico/a.md\n[k]: historico/a.md#2\n[K]: historico/a.md#3\n"),
        ("x[^1]\n\n[^1]: [a](a.md)", "x[^1]\n\n[^1]: [a](historico/a.md)"),
        ('<a class="x" href="a.md#z">a</a>', '<a class="x" href="historico/a.md#z">a</a>'),
        ("<A HREF = 'a.md'>a</A>", "<A HREF = 'historico/a.md'>a</A>"),
        ("<img src=a.md>", "<img src=historico/a.md>"),
        ('<img srcset="a.md 1x, a.md 2x">', '<img srcset="historico/a.md 1x, historico/a.md 2x">'),
        ('<a\n  href="a.md">a</a>', '<a\n  href="historico/a.md">a</a>'),
        ("`docs/a.md`", "`docs/historico/a.md`"),
        ("`docs/a.md#x` y `docs/a.md:12`", "`docs/historico/a.md#x` y `docs/historico/a.md:12`"),
        ("`./a.md`", "`./historico/a.md`"),
        ("`./docs/a.md`", "`./docs/historico/a.md`"),
        (r"`docs\a.md`", r"`docs\historico\a.md`"),
        ("|a|b|\n|-|-|\n|`x|y`|z|[a](a.md)|\n", "|a|b|\n|-|-|\n|`x|y`|z|[a](historico/a.md)|\n"),
        ("---\nv: docs/a.md\nl: [a.md, c.md]\n---\n", "---\nv: docs/historico/a.md\nl: [historico/a.md, c.md]\n---\n"),
        ("[[docs/a]] y [[docs/a.md#x|A]] y [[a]]", "[[docs/historico/a]] y [[docs/historico/a.md#x|A]] y [[a]]"),
        ("{{#include a.md:3:9}}", "{{#include historico/a.md:3:9}}"),
        ('--8<-- "docs/a.md"', '--8<-- "docs/historico/a.md"'),
        ("import A from './a.md'\n", "import A from './historico/a.md'\n"),
        ("`` docs/a.md `` y ``docs/a.md``", "`` docs/historico/a.md `` y ``docs/historico/a.md``"),
        ("[[../docs/a]] y [[./A|x]]", "[[../docs/historico/a]] y [[./A|x]]"),
        ("|a|b|\n|-|-|\n|x|[[docs/a\\|A]]|\n", "|a|b|\n|-|-|\n|x|[[docs/historico/a\\|A]]|\n"),
        ('---\nv: "[[docs/a|A]]"\n---\n', '---\nv: "[[docs/historico/a|A]]"\n---\n'),
        ("{% include_relative a.md %} {% link docs/a.md %}",
         "{% include_relative historico/a.md %} {% link docs/historico/a.md %}"),
        ('{{< relref "a.md#x" >}}', '{{< relref "historico/a.md#x" >}}'),
        ('{{< include "a.md" >}} {{% readfile file="a.md" %}} {{< otro "a.md" >}}',
         '{{< include "historico/a.md" >}} {{% readfile file="historico/a.md" %}} {{< otro "a.md" >}}'),
        ("<!-- @include: ./a.md -->\n<!--@include: a.md{1,3}--> <!--@include: ./a.md#z{1,}-->",
         "<!-- @include: ./historico/a.md -->\n"
         "<!--@include: historico/a.md{1,3}--> <!--@include: ./historico/a.md#z{1,}-->"),
        ("```{include} a.md\n```\n", "```{include} historico/a.md\n```\n"),
        ("{doc}`a` y {doc}`A </docs/a>`", "{doc}`historico/a` y {doc}`A </docs/historico/a>`"),
        ("```{toctree}\n:hidden:\n\na\nA <a>\n# a\n```\n",
         "```{toctree}\n:hidden:\n\nhistorico/a\nA <historico/a>\n# a\n```\n"),
    ],
)  # fmt: skip
def test_a_reference_follows_what_it_points_at(before: str, now: str) -> None:
    assert rewritten(before) == now


@pytest.mark.parametrize(
    "text",
    [
        "<!-- nota --><a href='{}'>a</a>\n",
        "<div>\n<!-- <a href='a.md'> -->\n<img src='{}'>\n<!-- y más -->\n<a href='{}'>a</a>\n</div>\n",
        "Texto <!-- <b> --> y <a href='{}'>a</a> <!-- c --> <img src='{}'>\n",
    ],
)
def test_a_comment_does_not_end_the_search_for_what_stands_behind_it(text: str) -> None:
    assert rewritten(text.replace("{}", "a.md")) == text.replace("{}", "historico/a.md")


@pytest.mark.parametrize(
    "text",
    [
        "[a](https://example.org/docs/a.md)",
        "[a](mailto:a.md)",
        "[a](//example.org/a.md)",
        "[a](#a.md)",
        "[a]()",
        "a.md y docs/a.md sin comillas",
        "```sh\ncat docs/a.md # `docs/a.md` [a](a.md)\n```\n",
        "    [a](a.md)\n",
        "`a.md`",
        "`[a](a.md)`",
        r"\[a](a.md)",
        "<!-- <a href='a.md'> -->",
        "`git add docs/a.md`",
        "[a](no-existe.md)",
        "[a](../../docs/a.md)",
        "---\ntitle: a.md\n---\n",
        "[[otro]]",
        "`/`, `./`, `../` y `..\\`",
        "```js\nimport A from './a.md'\nrequire('./a.md')\n```\n",
        "---\nredirect_from:\n  - /docs/a.md\naliases: [a.md]\n---\n",
    ],
)
def test_what_is_no_reference_stays_to_the_byte(text: str) -> None:
    assert rewritten(text) == text


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("[c](c.md)", "[c](../c.md)"),
        ("[c](./c.md)", "[c](./../c.md)"),
        ("![x](<../img/x y.png>)", "![x](<../../img/x y.png>)"),
        ("![x](../img/x%20y.png)", "![x](../../img/x%20y.png)"),
        ("[código](../src/main.py#L3)", "[código](../../src/main.py#L3)"),
        ("[carpeta](../src/)", "[carpeta](../../src/)"),
        ("[carpeta](../src)", "[carpeta](../../src)"),
        ("[yo](a.md#x)", "[yo](a.md#x)"),
        ("[raíz](/docs/c.md)", "[raíz](/docs/c.md)"),
        ("`docs/c.md`", "`docs/c.md`"),
        ("`img/` y `e/`", "`img/` y `e/`"),
        ("`./e/`", "`./../e/`"),
        ("`../img/x y.png`", "`../../img/x y.png`"),
        ("---\nnext: ./c.md\n---\n", "---\nnext: ./../c.md\n---\n"),
    ],
)
def test_a_document_that_moves_takes_its_references_along(before: str, now: str) -> None:
    files = {"docs/a.md": before, "docs/c.md": "", "docs/e/x.md": "", "img/x y.png": "", "src/main.py": ""}
    assert moved(files, OLD)["docs/historico/a.md"] == now


def test_an_index_that_is_no_page_is_no_readme() -> None:
    files = {"docs/b.md": "[x](e/index.md) [y](e/index.html)", "docs/e/README.md": ""}
    assert moved(files, {"docs/e/README.md": "old/README.md"})["docs/b.md"] == "[x](e/index.md) [y](../old/index.html)"


@pytest.mark.parametrize("said", ["`../x/a.md`", "`./a.md`", "`./y/a.md`", "import A from '../x/a.md'\n"])
def test_a_dot_that_has_to_be_goes_when_it_has_to_be_no_longer(said: str) -> None:
    there, back = {"docs/b.md": "docs/x/b.md"}, {"docs/x/b.md": "docs/b.md"}
    files = {"docs/b.md": said, "docs/a.md": "", "docs/y/a.md": "", "x/a.md": "", "docs/x/a.md": ""}
    assert moved(moved(files, there), back)["docs/b.md"] == said


@pytest.mark.parametrize("said", ["`/`", "`./`", "`../`"])
def test_a_path_that_names_nothing_stays_where_its_document_goes(said: str) -> None:
    files = {"docs/historico/x/a.md": said, "docs/historico/b.md": ""}
    assert moved(files, {"docs/historico/x/a.md": "a.md"})["a.md"] == said


def test_a_code_span_means_no_other_file_to_who_reads_it_from_the_root() -> None:
    files = {"a.md": "", "docs/a.md": "", "docs/x/b.md": "`../a.md`"}
    assert moved(files, {"docs/x/b.md": "docs/b.md"})["docs/b.md"] == "`docs/a.md`"


def test_two_documents_that_trade_places_still_point_at_each_other() -> None:
    files = {"docs/a.md": "[b](b.md) [yo](a.md)", "docs/b.md": "[a](a.md)"}
    assert moved(files, {"docs/a.md": "docs/b.md", "docs/b.md": "docs/a.md"}) == {
        "docs/b.md": "[b](a.md) [yo](b.md)",
        "docs/a.md": "[a](b.md)",
    }


def test_documents_that_move_together_keep_their_words() -> None:
    files = {"docs/e/a.md": "[b](b.md)", "docs/e/b.md": "![x](x.png)", "docs/e/x.png": ""}
    pairs = {path: path.replace("docs/", "docs/historico/") for path in files}
    before = tree(files)
    assert reorganise(before, moves(pairs)).contents == {}


def test_a_folder_that_moves_as_a_whole_is_followed() -> None:
    files = {"README.md": "[e](docs/e/) [e](docs/e) `docs/e/`", "docs/e/a.md": "", "docs/e/f/b.md": ""}
    pairs = {"docs/e/a.md": "old/e/a.md", "docs/e/f/b.md": "old/e/f/b.md"}
    assert moved(files, pairs)["README.md"] == "[e](old/e/) [e](old/e) `old/e/`"


def test_a_folder_that_is_scattered_is_found_where_its_landing_page_went() -> None:
    files = {"README.md": "[e](docs/e/)", "docs/e/README.md": "", "docs/e/b.md": ""}
    pairs = {"docs/e/README.md": "old/README.md", "docs/e/b.md": "viejo/b.md"}
    assert moved(files, pairs)["README.md"] == "[e](old/)"


def test_a_folder_that_stays_is_left_alone() -> None:
    files = {"README.md": "[d](docs/)", "docs/a.md": "", "docs/c.md": ""}
    assert moved(files, OLD)["README.md"] == "[d](docs/)"


def test_names_with_accents_and_spaces_are_spelled_as_they_were() -> None:
    files = {"b.md": "[1](docs/a%C3%B1o%20uno.md) [2](<docs/año uno.md>) `docs/año uno.md`", "docs/año uno.md": ""}
    assert moved(files, {"docs/año uno.md": "docs/histórico (1)/año uno.md"})["b.md"] == (
        "[1](docs/hist%C3%B3rico%20(1)/a%C3%B1o%20uno.md) "
        "[2](<docs/histórico (1)/año uno.md>) `docs/histórico (1)/año uno.md`"
    )


def test_bytes_around_a_destination_stay() -> None:
    text = b"\xef\xbb\xbf# B\r\n\r\n[a](a.md)  \r\n\tx\x00y [a]( a.md\r\n)"
    before = tree({"docs/b.md": text, "docs/a.md": ""})
    assert reorganise(before, moves(OLD)).contents == {"docs/b.md": text.replace(b"a.md", b"historico/a.md")}


def test_a_file_that_is_not_utf8_is_left_alone_and_reported() -> None:
    before = tree({"docs/b.md": "año\n[a](a.md)".encode("latin-1"), "docs/a.md": ""})
    work = reorganise(before, moves(OLD))
    assert work.contents == {}
    assert work.reported == (Reported(file=next(iter(work.reported)).file, line=2, target=moves(OLD)[0].source),)


def test_symbolic_links_are_retargeted_wherever_they_and_their_targets_go() -> None:
    before = tree(
        {"docs/a.md": "", "docs/c.md": "", "src/x": ""},
        {"A.md": "docs/a.md", "docs/l.md": "c.md", "docs/nada": "no/hay", "fuera": "/etc/hosts", "s": "src"},
    )
    work = reorganise(before, moves({**OLD, "docs/l.md": "docs/historico/l.md"}))
    assert work.symlinks == {"A.md": "docs/historico/a.md", "docs/historico/l.md": "../c.md"}
    assert {edit.kind for edit in work.edits} == {"symlink"}


def test_a_path_through_a_linked_folder_ends_at_the_true_place() -> None:
    before = tree({"b.md": "[a](manual/a.md) [c](manual/c.md)", "docs/a.md": "", "docs/c.md": ""}, {"manual": "docs"})
    now = texts(after(before, reorganise(before, moves(OLD))))
    assert now["b.md"] == "[a](docs/historico/a.md) [c](manual/c.md)"


def test_a_link_and_a_code_span_through_a_linked_folder_follow_too() -> None:
    files = {"docs/a.md": "", "docs/c.md": "", "b.md": "`manual/a.md` `manual/c.md`"}
    links = {"manual": "docs", "e/a": "../manual/a.md", "e/c": "../manual/c.md", "e/x": "../no/x.md"}
    now = after(before := tree(files, links), reorganise(before, moves({**OLD, "e/c": "f/g/c"})))
    assert now.symlinks == {
        "manual": "docs", "e/a": "../docs/historico/a.md", "f/g/c": "../../manual/c.md", "e/x": "../no/x.md"
    }  # fmt: skip
    assert texts(now)["b.md"] == "`docs/historico/a.md` `manual/c.md`"


def test_a_document_that_stands_for_another_ending_is_followed() -> None:
    now = moved({"docs/b.md": "[a](a.md)", "docs/a.mdx": ""}, {"docs/a.mdx": "docs/historico/a.mdx"})
    assert now["docs/b.md"] == "[a](historico/a.md)"


def test_a_page_is_meant_where_a_folder_has_its_name() -> None:
    files = {"b.md": "[a](docs/a) [a](docs/a.md)", "docs/a.md": "", "docs/a/x.md": ""}
    assert moved(files, OLD)["b.md"] == "[a](docs/historico/a) [a](docs/historico/a.md)"


def test_links_that_lead_nowhere_are_counted_and_left() -> None:
    before = tree({"docs/b.md": "[x](x.md) ![y](y.png) [a](a.md) `docs/z.md`", "docs/a.md": ""})
    work = reorganise(before, moves(OLD))
    assert (work.broken_before, work.broken_after) == (3, 3)


def test_nothing_moves_nothing_changes() -> None:
    work = reorganise(tree({"docs/b.md": "[a](a.md)", "docs/a.md": ""}), ())
    assert (work.moves, work.edits, work.contents, work.symlinks) == ((), (), {}, {})


def test_a_folder_without_a_landing_page_is_found_where_most_of_its_files_meet() -> None:
    files = {"README.md": "[e](docs/e/)", "docs/e/a.md": "", "docs/e/b.md": ""}
    pairs = {"docs/e/a.md": "old/x/a.md", "docs/e/b.md": "old/y/b.md"}
    assert moved(files, pairs)["README.md"] == "[e](old/)"


def test_names_that_markdown_would_take_apart_are_spelled_safely() -> None:
    files = {"b.md": '[x](a.md) <a href="a.md"> <img src=a.md> [x](<a.md>)', "a.md": ""}
    assert moved(files, {"a.md": "c) #&/%a.md"})["b.md"] == (
        '[x](c%29%20%23%26/%25a.md) <a href="c)%20%23%26/%25a.md"> '
        "<img src=c)%20%23%26/%25a.md> [x](<c) %23%26/%25a.md>)"
    )


@pytest.mark.parametrize(
    "said", ["[a](../e/a.md)", "[a](./../e/a.md#x)", "[a](../../docs/e/a.md)", "[e](../e/)", "![f](../e/f/g.md)"]
)
@pytest.mark.parametrize("to", ["docs/historico/", "docs/viejo/", "docs/historico/e/"])
def test_a_way_through_the_own_folder_is_kept_there_and_back(said: str, to: str) -> None:
    files = {"docs/e/b.md": said, "docs/e/a.md": "", "docs/e/f/g.md": ""}
    pairs = {path: to + path.removeprefix("docs/e/") for path in files}
    there = moved(files, pairs)
    assert moved(there, {new: old for old, new in pairs.items()}) == files
    assert "../" in there[f"{to}b.md"]


def test_signs_of_an_address_may_be_part_of_a_name() -> None:
    menu = "nav:\n  - '¿Dudas?.md'\n  - n#1.md\n  - a.md\n"
    page = "---\nv: docs/n#1.md\n---\n`docs/n#1.md` `docs/¿Dudas?.md#x` [n](n%231.md#x)\n"
    files = {"mkdocs.yml": menu, "docs/b.md": page, "docs/¿Dudas?.md": "", "docs/n#1.md": "", "docs/a.md": ""}
    pairs = {path: path.replace("docs/", "docs/v/") for path in ("docs/¿Dudas?.md", "docs/n#1.md")}
    now = moved(files, {**pairs, "docs/a.md": "docs/a#?.md"})
    assert now["mkdocs.yml"] == "nav:\n  - 'v/¿Dudas?.md'\n  - v/n#1.md\n  - a#?.md\n"
    assert now["docs/b.md"] == page.replace("docs/", "docs/v/").replace("(n%", "(v/n%")
