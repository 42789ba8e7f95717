"""Files that list documents for a machine follow them: menus, owners, pages of HTML."""

import pytest

from relcommit.docs.links.check import check
from relcommit.docs.links.rewrite import reorganise
from relcommit.docs.sites.generators.mkdocs import leaving
from relcommit.errors.docs import LeavesSite
from tests.unit.docs.trees import moved, moves, tree

OLD = {"docs/a.md": "docs/historico/a.md"}


def test_the_menu_of_mkdocs_follows() -> None:
    menu = (
        "docs_dir: docs\nnav:\n  - Inicio: index.md\n  - A: 'a.md'  # la a\n  - a.md\nplugins:\n"
        "  - redirects:\n      redirect_maps:\n        'viejo.md': 'a.md#x'\n"
    )
    now = moved({"mkdocs.yml": menu, "docs/a.md": "", "docs/index.md": ""}, OLD)["mkdocs.yml"]
    assert now == menu.replace("'a.md'", "'historico/a.md'").replace("- a.md", "- historico/a.md").replace(
        "'a.md#x'", "'historico/a.md#x'"
    )


def test_a_title_in_the_menu_of_mkdocs_is_no_page() -> None:
    menu = "nav:\n- a.md: a.md\n\n# x\n- 'D no.md':\n  - b.md: 'a.md'\nplugins:\n  - llmstxt:\n      - a.md: la a\n"
    files = {"mkdocs.yml": menu, "docs/a.md": ""}
    assert check(tree(files)) == ()
    now = menu.replace(": a.md", ": historico/a.md").replace("'a.md'", "'historico/a.md'")
    assert moved(files, OLD)["mkdocs.yml"] == now.replace("- a.md: la a", "- historico/a.md: la a")


def test_a_menu_that_cannot_say_the_new_place_refuses_the_move() -> None:
    before = tree({"mkdocs.yml": "docs_dir: web/src\nnav:\n  - a.md\n", "web/src/a.md": ""})
    with pytest.raises(LeavesSite) as said:
        reorganise(before, moves({"web/src/a.md": "viejo/a.md"}))
    assert said.value.explain().split("\n") == [
        "mkdocs.yml:3: el sitio publica «web/src/a.md», que iría a «viejo/a.md», fuera de «web/src» («docs_dir»), "
        "la carpeta de sus páginas.",
        "Da un destino dentro de «web/src», con «-> web/src/…» o con «historical» en «relcommit.toml», "
        "o quita antes esa página de «mkdocs.yml».",
    ]


def test_a_page_that_no_menu_names_leaves_the_site_and_that_is_told() -> None:
    files = {"mkdocs.yml": "site_name: x\ndocs_dir: web/src\n", "web/src/a.md": "", "web/src/b.md": "", "c.md": ""}
    pairs = {"web/src/a.md": "viejo/a.md", "web/src/b.md": "web/src/viejo/b.md", "c.md": "viejo/c.md"}
    told = [(one.file, one.line, one.target, one.why) for one in leaving(tree(files), moves(pairs))]
    assert told == [("mkdocs.yml", 2, "web/src/a.md", "site")]
    assert [*leaving(tree({**files, "mkdocs.yml": "docs_dir: ../fuera\n"}), moves(pairs))] == []


def test_a_menu_of_another_site_refuses_by_its_own_folder() -> None:
    before = tree({"web/sidebars.js": "module.exports = {s: ['guia/a']}", "web/docs/guia/a.md": ""})
    with pytest.raises(LeavesSite) as said:
        reorganise(before, moves({"web/docs/guia/a.md": "viejo/a.md"}))
    assert (said.value.root, "«docs_dir»" in said.value.explain()) == ("web/docs", False)


def test_the_menus_of_docusaurus_and_vitepress_follow() -> None:
    files = {
        "web/sidebars.js": "module.exports = {s: ['intro', 'guia/a', {type: 'doc', id: 'guia/a'}]}",
        "web/docs/intro.md": "",
        "web/docs/guia/a.md": "",
        "manual/.vitepress/config.ts": "export default {sidebar: [{text: 'A', link: '/guia/a'}]}",
        "manual/guia/a.md": "",
    }
    now = moved(files, {"web/docs/guia/a.md": "web/docs/old/a.md", "manual/guia/a.md": "manual/old/a.md"})
    assert now["web/sidebars.js"] == files["web/sidebars.js"].replace("guia/a", "old/a")
    assert now["manual/.vitepress/config.ts"] == files["manual/.vitepress/config.ts"].replace("/guia/a", "/old/a")


def test_owners_follow() -> None:
    owners = "# docs/a.md\n/docs/a.md @ana\ndocs/c.md @eva\n*.md @todos\n/e/** @e\n/e/* @e\ne/ @e\n/e/*.md @e\n"
    files = {".github/CODEOWNERS": owners, "docs/a.md": "", "docs/c.md": "", "e/x.md": ""}
    now = moved(files, {**OLD, "e/x.md": "old/e/x.md"})[".github/CODEOWNERS"]
    assert now == owners.replace("/docs/a.md @ana", "/docs/historico/a.md @ana").replace(
        "/e/** ", "/old/e/** "
    ).replace("/e/* ", "/old/e/* ").replace("\ne/ ", "\nold/e/ ")


def test_owners_of_names_with_spaces_and_of_folders_without_a_stroke_follow() -> None:
    owners = "/docs/a\\ b.md @ana\n/docs/c.md @eva\n/e @e\n"
    files = {"CODEOWNERS": owners, "docs/a b.md": "", "docs/c.md": "", "e/x.md": ""}
    now = moved(files, {"docs/a b.md": "old/a b.md", "docs/c.md": "y z/c.md", "e/x.md": "old/e/x.md"})
    assert now["CODEOWNERS"] == "/old/a\\ b.md @ana\n/y\\ z/c.md @eva\n/old/e @e\n"


def test_pages_of_html_follow() -> None:
    now = moved({"site/x.html": '<a href="../docs/a.md">a</a>', "docs/a.md": ""}, OLD)
    assert now["site/x.html"] == '<a href="../docs/historico/a.md">a</a>'


def test_a_menu_that_leaves_out_the_numbers_that_order_pages_follows() -> None:
    files = {
        "sidebars.js": "['guia/intro', \"guia/fin\"]",
        "docs/01-guia/02_intro.md": "",
        "docs/01-guia/3. fin.md": "",
    }
    pairs = {"docs/01-guia/02_intro.md": "docs/9-viejo/02_intro.md"}
    assert moved(files, pairs)["sidebars.js"] == "['viejo/intro', \"guia/fin\"]"


def test_pages_that_a_plugin_describes_follow_and_redirections_keep_their_old_names() -> None:
    site = (
        "p:\n  redirect_maps:\n    a.md: c.md\n    'v.md': a.md#x\n\nsections:\n  - a.md: Lo primero.\n  - 'c.md': x\n"
    )
    now = moved({"mkdocs.yml": site, "docs/a.md": "", "docs/c.md": ""}, OLD)["mkdocs.yml"]
    assert now == site.replace("'v.md': a.md", "'v.md': historico/a.md").replace("- a.md", "- historico/a.md")
