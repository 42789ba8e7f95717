"""What somebody has to know before saying yes to a move: what goes along, and which addresses die."""

from relcommit.docs.links.rewrite import reorganise
from relcommit.docs.sites.redirects.dead_addresses import dead_addresses
from relcommit.docs.sites.redirects.site_redirects import with_redirects
from relcommit.docs.states.editable_list import read_list
from tests.unit.docs.trees import moved, moves, tree

SITE = {
    "mkdocs.yml": "site_name: x\nplugins:\n  - redirects:\n      redirect_maps:\n        z.md: b.md\n",
    "docs/a.md": "![x](img/a.png) ![y](img/b.png)\n",
    "docs/b.md": "![y](img/b.png)\n",
    "docs/img/a.png": "",
    "docs/img/b.png": "",
}
OUT = {"docs/a.md": "docs/historico/a.md"}


def test_pictures_that_only_moved_documents_use_are_offered() -> None:
    assert reorganise(tree(SITE), moves(OUT)).attachments == ("docs/img/a.png",)
    assert reorganise(tree(SITE), moves({**OUT, "docs/img/a.png": "docs/historico/img/a.png"})).attachments == ()


def test_addresses_that_nothing_redirects_from_die() -> None:
    before = tree(SITE)
    work = reorganise(before, moves(OUT))
    assert list(dead_addresses(before, work)) == [("/a/", "docs/a.md")]
    assert list(dead_addresses(before, with_redirects(before, work))) == []


def test_links_to_a_folder_follow_the_page_that_it_shows() -> None:
    files = {
        "README.md": "[g](docs/g/) `docs/g/`\n",
        "docs/g/README.md": "",
        "docs/g/x.md": "",
        "CODEOWNERS": "/docs/g/ @x\n",
    }
    now = moved(files, {"docs/g/README.md": "docs/historico/g/README.md"})
    assert now["README.md"] == "[g](docs/historico/g/) `docs/g/`\n"
    assert now["CODEOWNERS"] == "/docs/g/ @x\n"


def test_hints_are_nobodys_reasons() -> None:
    text = "h a.md  # indicio: nombre en mayúsculas\nh b.md  # lo sustituye la guía\n"
    assert [decision.why for decision in read_list(text, "lista", ("a.md", "b.md"))] == ["", "lo sustituye la guía"]
