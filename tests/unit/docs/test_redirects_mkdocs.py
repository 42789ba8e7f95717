"""Redirections of MkDocs: one for each page that leaves, none from where a page stands."""

from tests.unit.docs.redirecting import moved_once, redirected, reported
from tests.unit.docs.trees import tree

OUT = {"docs/a.md": "docs/historico/a.md"}
ON = {"docs/historico/a.md": "docs/archivo/a.md"}
BACK = {"docs/historico/a.md": "docs/a.md"}
SITE = """plugins:
  - search
  - redirects:
      # lo que se fue
      redirect_maps:
        "muy-viejo.md": b.md
        otro.md: 'b.md'

nav:
  - a.md
"""


def site(maps: str, nav: str) -> str:
    return f"plugins:\n  - redirects:\n      redirect_maps:\n{maps}nav:\n  - {nav}\n"


def test_a_page_that_moves_is_redirected_in_the_manner_of_the_others() -> None:
    assert redirected({"mkdocs.yml": SITE, "docs/a.md": "", "docs/b.md": ""}, OUT)["mkdocs.yml"] == SITE.replace(
        '        "muy', "        'a.md': 'historico/a.md'\n        \"muy"
    ).replace("  - a.md", "  - historico/a.md")


def test_a_chain_leads_every_old_address_to_the_last() -> None:
    files = {"mkdocs.yml": site("", "a.md"), "docs/a.md": ""}
    assert redirected(files, OUT, ON)["mkdocs.yml"] == site(
        "        'historico/a.md': 'archivo/a.md'\n        'a.md': 'archivo/a.md'\n", "archivo/a.md"
    )


def test_a_page_that_comes_back_is_no_longer_redirected_away() -> None:
    files = {"mkdocs.yml": site("        b.md: c.md\n", "a.md"), "docs/a.md": "", "docs/c.md": ""}
    assert redirected(files, OUT, BACK)["mkdocs.yml"] == site(
        "        'historico/a.md': 'a.md'\n        b.md: c.md\n", "a.md"
    )


def test_no_redirection_stands_before_a_page_nor_twice_nor_for_what_leaves_the_site() -> None:
    swapped = {"docs/a.md": "docs/b.md", "docs/b.md": "docs/c.md"}
    files = {"mkdocs.yml": site("", "a.md"), "docs/a.md": "# A", "docs/b.md": "# B"}
    assert redirected(files, swapped)["mkdocs.yml"] == site("        'a.md': 'b.md'\n", "b.md")
    there = site("        a.md: https://example.org\n", "x.md")
    assert redirected({"mkdocs.yml": there, "docs/a.md": ""}, OUT)["mkdocs.yml"] == there
    assert redirected({"mkdocs.yml": site("", "x.md"), "docs/a.md": ""}, {"docs/a.md": "fuera/a.md"})[
        "mkdocs.yml"
    ] == site("", "x.md")


def test_names_with_quotes_and_other_folders_are_spelled_as_yaml_wants_them() -> None:
    files = {"web/mkdocs.yml": "docs_dir: pages\nplugins: [redirects]\nredirect_maps:\n", "web/pages/l'été.md": ""}
    assert redirected(files, {"web/pages/l'été.md": "web/pages/x/l'été.md"})["web/mkdocs.yml"].endswith(
        "redirect_maps:\n  'l''été.md': 'x/l''été.md'\n"
    )
    twice = redirected(
        files, {"web/pages/l'été.md": "web/pages/x/l'été.md"}, {"web/pages/x/l'été.md": "web/pages/y/l'été.md"}
    )
    assert twice["web/mkdocs.yml"].endswith(
        "redirect_maps:\n  'x/l''été.md': 'y/l''été.md'\n  'l''été.md': 'y/l''été.md'\n"
    )


def test_maps_that_are_no_block_are_reported_and_a_site_without_the_plugin_is_not() -> None:
    flow = "plugins:\n  - redirects:\n      redirect_maps: {}\n"
    assert reported({"mkdocs.yml": flow, "docs/a.md": ""}, OUT) == [("mkdocs.yml", 2, "docs/a.md")]
    assert reported({"mkdocs.yml": "plugins:\n  - search\n", "docs/a.md": ""}, OUT) == []
    assert redirected({"mkdocs.yml": flow, "docs/a.md": ""}, OUT)["mkdocs.yml"] == flow


def test_what_is_written_is_told_by_its_addresses() -> None:
    (edit,) = moved_once(tree({"mkdocs.yml": site("", "x.md"), "docs/a.md": ""}), OUT).edits
    assert (edit.file, edit.line, edit.kind, edit.old, edit.new) == (
        "mkdocs.yml", 3, "redirect", "a.md", "historico/a.md"
    )  # fmt: skip
