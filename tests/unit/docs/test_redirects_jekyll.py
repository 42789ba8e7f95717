"""Redirections of Jekyll. The addresses are those of Jekyll 4.3: each style was once compared with a site it built."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from relcommit.docs.sites.generators.jekyll_pages import read_site
from relcommit.docs.sites.redirects.jekyll_redirects import with_redirects
from tests.unit.docs.redirecting import redirected, reported

CONFIG = "title: x\nplugins:\n  - jekyll-redirect-from\n"
OUT = {"docs/a.md": "docs/historico/a.md"}
ON = {"docs/historico/a.md": "docs/archivo/a.md"}
BACK = {"docs/historico/a.md": "docs/a.md"}


def page(head: str = "title: x\n") -> str:
    return f"---\n{head}---\n# X\n"


def test_a_page_that_moves_says_where_it_stood() -> None:
    assert redirected({"_config.yml": CONFIG, "docs/a.md": page()}, OUT)["docs/historico/a.md"] == page(
        "title: x\nredirect_from:\n  - /docs/a.html\n"
    )
    below = {"docs/_config.yml": CONFIG, "docs/a.md": page()}
    assert "  - /a.html\n" in redirected(below, OUT)["docs/historico/a.md"]


def test_a_chain_names_every_old_address_and_coming_back_takes_the_own_one_away() -> None:
    files = {"_config.yml": CONFIG, "docs/a.md": page()}
    assert redirected(files, OUT, ON)["docs/archivo/a.md"] == page(
        "title: x\nredirect_from:\n  - /docs/a.html\n  - /docs/historico/a.html\n"
    )
    assert redirected(files, OUT, BACK)["docs/a.md"] == page("title: x\nredirect_from:\n  - /docs/historico/a.html\n")
    assert redirected(files, OUT, BACK, OUT)["docs/historico/a.md"] == page(
        "title: x\nredirect_from:\n  - /docs/a.html\n"
    )


@pytest.mark.parametrize(
    ("head", "after"),
    [
        ("redirect_from: /x/\ntitle: t\n", "redirect_from:\n  - /x/\n  - /a b.html\ntitle: t\n"),
        ("redirect_from: /x/ # c\n", "redirect_from:\n  - /x/ # c\n  - /a b.html\n"),
        ('redirect_from: ["/x/"]\n', 'redirect_from: ["/x/", /a b.html]\n'),
        ("redirect_from: []\n", "redirect_from: [/a b.html]\n"),
        ("redirect_from:\n- '/x/'\n\nt: 1\n", "redirect_from:\n- '/x/'\n- /a b.html\n\nt: 1\n"),
        ("redirect_from:\r\n    - /x/\r\n", "redirect_from:\r\n    - /x/\r\n    - /a b.html\r\n"),
        ("redirect_from: # nada\nt: 1\n", "redirect_from: # nada\n  - /a b.html\nt: 1\n"),
        ("redirect_from: '/a b.html'\n", "redirect_from: '/a b.html'\n"),
        ("redirect_from: /b/\n", "redirect_from:\n  - /a b.html\n"),
        ("redirect_from: [/b/, /x/]\n", "redirect_from: [/x/, /a b.html]\n"),
        ("redirect_from:\n  - /b/index.html\n  - /x/\n", "redirect_from:\n  - /x/\n  - /a b.html\n"),
        ("t: 1\r\n", "t: 1\r\nredirect_from:\r\n  - /a b.html\r\n"),
    ],
)
def test_an_address_joins_those_that_are_there_in_their_manner(head: str, after: str) -> None:
    def whole(inside: str) -> bytes:
        end = "\r\n" if "\r" in head else "\n"
        return f"---{end}{inside}---{end}# X{end}".encode()

    once = with_redirects(whole(head), ("/a b.html",), "/b/")
    assert once == whole(after)
    assert with_redirects(once, ("/a b.html",), "/b/") == once


def test_what_yaml_says_in_another_way_is_left_alone() -> None:
    for value in ("*viejas", "|\n  /x/", "[/x/,\n  /y/]", "{a: b}"):
        assert with_redirects(page(f"redirect_from: {value}\n").encode(), ("/a/",), "/b/") is None
    assert with_redirects(page("redirect_from: /b.html\n").encode(), (), "/b") == page("").encode()
    odd = with_redirects(page("").encode(), ("/a: b.html", "/l'été #1.html"), "/b/")
    assert odd == page("redirect_from:\n  - '/a: b.html'\n  - '/l''été #1.html'\n").encode()


def test_addresses_are_derived_as_jekyll_does() -> None:
    plain = page().encode()

    def addresses(config: str) -> list[str | None]:
        site = read_site("web/_config.yml", config.encode())
        assert site is not None
        paths = ("web/a/x.md", "web/a/index.markdown", "web/a/README.md", "web/index.md")
        return [site.address(path, plain) for path in paths]

    assert addresses("title: x") == ["/a/x.html", "/a/", "/a/README.html", "/"]
    assert addresses("permalink: pretty") == ["/a/x/", "/a/", "/a/README/", "/"]
    assert addresses("permalink: /:categories/:title/") == ["/a/x/", "/a/", "/a/README/", "/"]
    assert addresses("permalink: /:title:output_ext") == ["/a/x.html", "/a/", "/a/README.html", "/"]
    assert addresses("permalink: weekdate") == ["/a/x", "/a/", "/a/README", "/"]
    assert addresses("source: a") == ["/x.html", "/", "/README.html", None]
    assert addresses("exclude: [a/x, '*README*']") == [None, "/a/", None, "/"]
    site = read_site("_config.yml", b"x: 1")
    assert site is not None
    own = {"/mi/propio/": "/mi/propio/", "mio.html": "/mio.html", '":path/:basename-x:output_ext"': "/a/x-x.html"}
    assert {said: site.address("a/x.md", page(f"permalink: {said}\n").encode()) for said in own} == own
    others = ("_posts/x.md", "a/.x.md", "a/x.mdx", "a/x.txt")
    assert [site.address(path, plain) for path in others] == [None] * 4
    assert (site.address("a/x.html", b""), site.address("a/x.md", b"# sin cabecera")) == ("/a/x.html", None)


def test_an_address_of_its_own_stays_and_no_redirection_stands_before_a_page() -> None:
    own = page("permalink: /mio/\n")
    assert redirected({"_config.yml": CONFIG, "docs/a.md": own}, OUT)["docs/historico/a.md"] == own
    files = {"_config.yml": CONFIG, "docs/a.md": page(), "otra.md": page("permalink: /docs/a.html\n")}
    assert redirected(files, OUT)["docs/historico/a.md"] == page()
    files = {"_config.yml": CONFIG, "docs/a.md": page(), "docs/a.html": ""}
    assert redirected(files, OUT)["docs/historico/a.md"] == page()
    shifted = redirected(
        {"_config.yml": CONFIG, "docs/a.md": page("t: a\n"), "docs/b.md": page("t: b\n")},
        {"docs/a.md": "docs/b.md", "docs/b.md": "docs/c.md"},
    )
    assert shifted["docs/b.md"] == page("t: a\nredirect_from:\n  - /docs/a.html\n")
    assert shifted["docs/c.md"] == page("t: b\n")


def test_front_matter_is_made_only_where_the_page_is_one_without_it() -> None:
    bare = "\ufeff# A\r\n"
    files = {"_config.yml": f"{CONFIG}  - jekyll-optional-front-matter\n", "docs/a.md": bare}
    assert redirected(files, OUT)["docs/historico/a.md"] == (
        "\ufeff---\r\nredirect_from:\r\n  - /docs/a.html\r\n---\r\n\r\n# A\r\n"
    )
    assert reported(files, OUT) == []
    files = {"_config.yml": CONFIG, "docs/a.md": bare}
    assert redirected(files, OUT)["docs/historico/a.md"] == bare
    assert reported(files, OUT) == [("_config.yml", 3, "docs/a.md")]


@pytest.mark.parametrize(
    "config",
    [
        "defaults:\n  - scope: {path: ''}\n    values: {permalink: /x/}\n",
        "permalink: [x]\n",
        "source: ../..\n",
        "a: [\n",
        "a: !!python/object:x\n",
    ],
)
def test_a_configuration_that_cannot_be_read_is_reported(config: str) -> None:
    files = {"_config.yml": CONFIG + config, "docs/a.md": page()}
    assert reported(files, OUT) == [("_config.yml", 3, "docs/a.md")]
    assert redirected(files, OUT)["docs/historico/a.md"] == page()


def test_posts_and_collections_are_reported_and_excluded_documents_are_not() -> None:
    files = {"_config.yml": f"{CONFIG}exclude: [docs/fuera]\n", "_docs/a.md": page(), "docs/fuera/b.md": page()}
    pairs = {"_docs/a.md": "docs/a.md", "docs/fuera/b.md": "docs/b.md"}
    assert reported(files, pairs) == [("_config.yml", 3, "_docs/a.md")]
    assert reported({"_config.yml": "title: x # sin jekyll-redirect-from\n", "docs/a.md": page()}, OUT) == []


def test_gems_and_whitelist_count_as_plugins_and_the_configuration_follows_what_moves() -> None:
    for key in ("gems", "whitelist"):
        files = {"_config.yml": f"{key}: [jekyll-redirect-from]\nheader_pages: [docs/a.md]\n", "docs/a.md": page()}
        found = redirected(files, OUT)
        assert "  - /docs/a.html\n" in found["docs/historico/a.md"]
        assert "header_pages: [docs/historico/a.md]" in found["_config.yml"]


def test_addresses_in_front_matter_are_no_paths_although_a_folder_is_called_so() -> None:
    head = (
        "redirect_from:\n  - /docs/etapa1/\npermalink: /docs/etapa1/\naliases: [/docs/etapa1/]\notra: /docs/etapa1/\n"
    )
    files = {"docs/etapa1/x.md": "", "b.md": page(head)}
    assert redirected(files, {"docs/etapa1/x.md": "docs/historico/x.md"})["b.md"] == page(
        head.replace("otra: /docs/etapa1/", "otra: /docs/historico/")
    )


@given(
    st.lists(st.sampled_from(["/a.html", "/b c/", "/d", "'/e/'", '"/f.html"', "/ñ/"]), max_size=4, unique=True),
    st.sampled_from(["block", "flush", "flow", "one"]),
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=8).map("/z{}.html".format),
)
def test_yaml_reads_every_address_that_is_written(known: list[str], manner: str, wanted: str) -> None:
    indent = "" if manner == "flush" else "  "
    said = "".join(f"\n{indent}- {one}" for one in known)
    if manner == "flow" or not known:
        said = f" [{', '.join(known)}]"
    elif manner == "one":
        said, known = f" {known[0]}", known[:1]
    now = with_redirects(page(f"a: 1\nredirect_from:{said}\nb: 2\n").encode(), (wanted,), "/b c/index.html")
    assert now is not None
    found = yaml.safe_load(now.split(b"---\n")[1])
    left = [one.strip("'\"") for one in known if one != "/b c/"]
    assert (found["a"], found["redirect_from"], found["b"]) == (1, left if wanted in left else [*left, wanted], 2)
