"""What a site calls a link: the address of a page, as each generator gives it."""

import pytest

from relcommit.docs.links.check import check
from tests.unit.docs.trees import moved, tree

DOCUSAURUS = "module.exports = {baseUrl: '/obra/', presets: [['classic', {docs: {sidebarPath: './sidebars.js'}}]]}\n"
MAIN = ["index.md", "guia/index.md", "guia/01-intro.md", "guia/02-fin.md"]
"""Documents of every site below."""

SITES = {
    "mkdocs": ({"mkdocs.yml": "site_name: x\n"}, "docs", "../02-fin/#x", "../../historico/guia/02-fin/#x"),
    "mkdocs files": (
        {"mkdocs.yml": "site_name: x\nuse_directory_urls: false\n"},
        "docs", "02-fin.html#x", "../historico/guia/02-fin.html#x",
    ),
    "zensical": ({"zensical.toml": "[project]\nsite_name = 'x'\n"}, "docs", "/guia/02-fin/", "/historico/guia/02-fin/"),
    "docusaurus": ({"docusaurus.config.mjs": DOCUSAURUS}, "docs", "/docs/guia/fin", "/docs/historico/guia/fin"),
    "docusaurus from the page": ({"docusaurus.config.ts": DOCUSAURUS}, "docs", "./fin", "../historico/guia/fin"),
    "docusaurus with its base": (
        {"docusaurus.config.js": DOCUSAURUS}, "docs", "/obra/docs/guia/fin#a", "/obra/docs/historico/guia/fin#a",
    ),
    "vitepress": (
        {"web/.vitepress/config.mts": "export default {srcDir: 'src'}\n"},
        "web/src", "/guia/02-fin", "/historico/guia/02-fin",
    ),
    "vitepress, rewritten": (
        {"web/.vitepress/config.mts": "export default {rewrites: {'guia/02-fin.md': 'z/final.md'}}\n"},
        "web", "/z/final", "/historico/guia/02-fin",
    ),
    "mdbook": ({"book.toml": "[book]\ntitle = 'x'\n"}, "src", "02-fin.html", "../historico/guia/02-fin.html"),
    "hugo": ({"hugo.toml": "baseURL = 'https://x.org'\n"}, "content", "/guia/02-fin/", "/historico/guia/02-fin/"),
    "jekyll": ({"_config.yaml": "title: x\n"}, "", "/guia/02-fin.html", "/historico/guia/02-fin.html"),
    "quarto": ({"_quarto.yml": "project: {type: website}\n"}, "", "02-fin.html", "../historico/guia/02-fin.html"),
}  # fmt: skip


def files_of(site: str) -> tuple[dict[str, str], str]:
    config, root, link, _ = SITES[site]
    front = "---\ntitle: t\n---\n" if site == "jekyll" else ""
    pages = {f"{root}/{path}".lstrip("/"): f"{front}# Título\n\n## x\n\n## a\n" for path in MAIN}
    intro = f"{root}/guia/01-intro.md".lstrip("/")
    return {**config, **pages, intro: f"{front}[f]({link})\n"}, root


@pytest.mark.parametrize("site", SITES)
def test_an_address_follows_its_page(site: str) -> None:
    files, root = files_of(site)
    intro, fin = (f"{root}/guia/{name}.md".lstrip("/") for name in ("01-intro", "02-fin"))
    assert check(tree(files)) == ()
    now = moved(files, {fin: f"{root}/historico/guia/02-fin.md".lstrip("/")})
    assert now[intro] == files[intro].replace(SITES[site][2], SITES[site][3])
    assert check(tree(now)) == ()


@pytest.mark.parametrize("site", SITES)
def test_addresses_go_along_with_the_page_that_says_them(site: str) -> None:
    files, root = files_of(site)
    now = moved(files, {f"{root}/guia/01-intro.md".lstrip("/"): f"{root}/otra/vieja/01-intro.md".lstrip("/")})
    assert check(tree(now)) == ()


@pytest.mark.parametrize("name", ["docusaurus.config.mjs", "docusaurus.config.cjs", "docusaurus.config.mts"])
def test_a_site_is_known_by_every_name_of_its_configuration(name: str) -> None:
    files = {name: DOCUSAURUS, "docs/a.md": "[p](/pricing) [b](/blog/x)\n"}
    assert check(tree(files)) == ()


def test_a_site_of_jekyll_in_yaml_hides_nothing() -> None:
    files = {"_config.yaml": "title: x\n", "a.md": "[b](/docs/no.md) {% link nada.md %}\n"}
    assert [problem.destination for problem in check(tree(files))] == ["/docs/no.md", "nada.md"]


def test_zensical_counts_an_address_from_the_file() -> None:
    files = {
        "zensical.toml": "[project]\nsite_name = 'x'\n",
        "docs/index.md": "[q](a/q/)\n",
        "docs/a/p.md": "[q](q/) [z](../z/#x) [q](q.md)\n",
        "docs/a/q.md": "# Q\n",
        "docs/z.md": "# Z\n\n## x\n",
    }
    assert check(tree(files)) == ()
    now = moved(files, {"docs/a/q.md": "docs/h/a/q.md"})
    assert (now["docs/a/p.md"], now["docs/index.md"]) == (
        "[q](../h/a/q/) [z](../z/#x) [q](../h/a/q.md)\n", "[q](h/a/q/)\n",
    )  # fmt: skip
    assert moved(files, {"docs/a/p.md": "docs/h/a/p.md"})["docs/h/a/p.md"].startswith("[q](../../a/q/) [z](../../z/#x)")


def test_the_documents_of_quarto_are_documents() -> None:
    files = {
        "_quarto.yml": "website:\n  sidebar:\n    contents: [index.qmd, guia/fin.qmd]\n",
        "index.qmd": "---\ntitle: t\n---\n[f](guia/fin.qmd#x) [h](guia/fin.html) [no](nada.qmd)\n",
        "guia/fin.qmd": "# Fin\n\n## x\n\n[i](../index.qmd)\n",
    }
    assert [problem.destination for problem in check(tree(files))] == ["nada.qmd"]
    assert moved(files, {"guia/fin.qmd": "viejo/guia/fin.qmd"}) == {
        "_quarto.yml": "website:\n  sidebar:\n    contents: [index.qmd, viejo/guia/fin.qmd]\n",
        "index.qmd": "---\ntitle: t\n---\n[f](viejo/guia/fin.qmd#x) [h](viejo/guia/fin.html) [no](nada.qmd)\n",
        "viejo/guia/fin.qmd": "# Fin\n\n## x\n\n[i](../../index.qmd)\n",
    }


# Docusaurus


VERSIONED = {
    "docusaurus.config.js": DOCUSAURUS,
    "versions.json": '["2.0", "1.0"]',
    "docs/a.md": "[b](/docs/next/b)\n",
    "docs/b.md": "",
    "versioned_docs/version-2.0/a.md": "[b](/docs/b) [viejo](/docs/1.0/b)\n",
    "versioned_docs/version-2.0/b.md": "",
    "versioned_docs/version-1.0/a.md": "[b](b.md)\n",
    "versioned_docs/version-1.0/b.md": "",
    "versioned_sidebars/version-2.0-sidebars.json": '{"x": ["a", {"type": "doc", "id": "b", "label": "b"}]}',
    "versioned_sidebars/version-1.0-sidebars.json": '{"x": ["a", "b"]}',
}


def test_every_version_has_its_own_addresses_and_its_own_menu() -> None:
    assert check(tree(VERSIONED)) == ()
    now = moved(VERSIONED, {"versioned_docs/version-2.0/b.md": "versioned_docs/version-2.0/h/b.md"})
    changed = {path: text for path, text in now.items() if VERSIONED.get(path) != text}
    assert changed == {
        "versioned_docs/version-2.0/a.md": "[b](/docs/h/b) [viejo](/docs/1.0/b)\n",
        "versioned_docs/version-2.0/h/b.md": "",
        "versioned_sidebars/version-2.0-sidebars.json": '{"x": ["a", {"type": "doc", "id": "h/b", "label": "b"}]}',
    }


def test_a_page_that_is_no_document_says_addresses_too() -> None:
    text = "[b](/docs/next/b) [no](/docs/next/nada) [p](/precios)\n"
    files = {**VERSIONED, "src/pages/index.md": text, "blog/una.md": text}
    assert [problem.destination for problem in check(tree(files))] == ["/docs/next/nada"] * 2
    now = moved(files, {"docs/b.md": "docs/h/b.md"})
    assert now["src/pages/index.md"] == now["blog/una.md"] == text.replace("next/b", "next/h/b")


def test_words_of_a_menu_are_no_documents() -> None:
    menu = "module.exports = {intro: [{type: 'category', label: 'intro', items: ['intro']}]} // 'intro'\n"
    files = {"docusaurus.config.js": DOCUSAURUS, "sidebars.js": menu, "docs/intro.md": "---\nid: intro\n---\n"}
    now = moved(files, {"docs/intro.md": "docs/h/intro.md"})
    assert now["sidebars.js"] == menu.replace("['intro']", "['h/intro']")


def test_what_a_site_serves_as_it_is_is_there() -> None:
    files = {
        "docusaurus.config.js": DOCUSAURUS,
        "static/img/a.png": "",
        "docs/a.md": "![x](/img/a.png) ![y](/img/b.png)",
    }
    assert [problem.destination for problem in check(tree(files))] == ["/img/b.png"]


def test_an_address_that_no_page_has_is_broken_below_the_documents_only() -> None:
    files = {
        "docusaurus.config.js": DOCUSAURUS,
        "docs/g/a.md": "---\nslug: mio\n---\n[x](/docs/g/a) [y](./mio) [z](/docs/tags) [p](/precios) [r](./no)\n",
    }
    assert [problem.destination for problem in check(tree(files))] == ["/docs/g/a", "./no"]


# menus in YAML


@pytest.mark.parametrize(
    "menu",
    [
        "nav:\n  - Guía: [a.md,\n      b.md]\n",
        "nav:\n  - ? Título\n    : a.md\n",
        "nav:\n  - &uno a.md\n",
        "nav:\n  - !!str a.md\n",
        'nav: [{"A": "a.md"}]\n',
        "nav:\n- A: 'a.md' # a.md\n",
    ],
)
def test_a_menu_is_read_as_yaml(menu: str) -> None:
    files = {"mkdocs.yml": f"site_name: x\n{menu}", "docs/a.md": "", "docs/b.md": ""}
    now = moved(files, {"docs/a.md": "docs/h/a.md"})["mkdocs.yml"]
    assert now == files["mkdocs.yml"].replace("a.md", "h/a.md", 1)


def test_text_that_only_looks_like_a_menu_stays() -> None:
    text = "site_name: x\nsite_description: |\n  nav:\n    - a.md\nextra:\n  t: a.md  es\nnav:\n  - A: b.md\n"
    files = {"mkdocs.yml": text, "docs/a.md": "", "docs/b.md": ""}
    assert moved(files, {"docs/a.md": "docs/h/a.md"})["mkdocs.yml"] == text


def test_menus_of_a_folder_count_from_there() -> None:
    menu = "title: G\nnav:\n  - a.md\n  - B: b.md\n"
    files = {"mkdocs.yml": "site_name: x\n", "docs/g/.nav.yml": menu, "docs/g/a.md": "", "docs/g/b.md": ""}
    now = moved(files, {"docs/g/a.md": "docs/h/g/a.md"})
    assert now["docs/g/.nav.yml"] == "title: G\nnav:\n  - ../h/g/a.md\n  - B: b.md\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("docs/_toc.yml", "root: index\nchapters:\n  - file: g/a\n    title: g/a\n"),
        ("docs/myst.yml", "project:\n  toc:\n    - file: index.md\n    - title: x\n      children: [{file: g/a.md}]\n"),
        ("docs/_quarto.yml", "book:\n  chapters: [index.md,\n    g/a.md]\n"),
    ],
)
def test_tables_of_contents_follow(name: str, text: str) -> None:
    files = {name: text, "docs/index.md": "", "docs/g/a.md": ""}
    now = moved(files, {"docs/g/a.md": "docs/h/g/a.md"})[name]
    assert now == text.replace(": g/a\n", ": h/g/a\n", 1).replace("g/a.md", "h/g/a.md")


def test_a_menu_that_names_no_document_is_broken() -> None:
    other = "{type: 'category', label: 'c', items: ['b' + 'c']}"
    menu = f"module.exports = {{x: ['a', 'no', {{type: 'doc', id: 'ni', label: 'nada'}}, {other}]}}\n"
    files = {"docusaurus.config.js": DOCUSAURUS, "sidebars.js": menu, "docs/01-a.md": ""}
    assert [problem.destination for problem in check(tree(files))] == ["no", "ni"]


def test_a_wiki_knows_its_pages_by_their_names() -> None:
    files = {"_Sidebar.md": "[G](Guía-de-uso)\n", "Home.md": "[G](Guía-de-uso) [x](No-está)\n", "Guía-de-uso.md": ""}
    assert [problem.destination for problem in check(tree(files))] == ["No-está"]
    now = moved(files, {"Guía-de-uso.md": "historico/Guía-de-uso.md"})
    assert (now["_Sidebar.md"], now["Home.md"]) == (files["_Sidebar.md"], files["Home.md"])
