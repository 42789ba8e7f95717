"""What Jekyll's tags name is followed, refused or told: never silently broken."""

import pytest

from relcommit.docs.links.check import check
from relcommit.docs.links.code_mentions import Mentions
from relcommit.docs.links.rewrite import reorganise
from relcommit.errors.docs import WouldBreak
from relcommit.names import RepoPath
from tests.unit.docs.trees import moved, moves, tree

MOVED = {"docs/a.md": "docs/historico/a.md"}
SITE = {"_config.yml": "title: x\n", "docs/a.md": "# A"}
ADDRESSES = [
    ("[x]({{ site.baseurl }}/docs/a) {{ site.url }}{{site.baseurl}}/docs/a/#x",
     "[x]({{ site.baseurl }}/docs/historico/a) {{ site.url }}{{site.baseurl}}/docs/historico/a/#x"),
    ("[x]({{site.baseurl}}/docs/a.md) <a href=\"{{ site.baseurl }}/docs/a.html\">x</a>",
     "[x]({{site.baseurl}}/docs/historico/a.md) <a href=\"{{ site.baseurl }}/docs/historico/a.html\">x</a>"),
    ("[x]({{ '/docs/a.html' | relative_url }}) {{- \"docs/a.html\" | absolute_url -}}",
     "[x]({{ '/docs/historico/a.html' | relative_url }}) {{- \"docs/historico/a.html\" | absolute_url -}}"),
]  # fmt: skip


def broken(text: str, **config: str) -> list[tuple[str, str | None]]:
    files = {**SITE, "docs/b.md": text, **{f"{name}.yml": said for name, said in config.items()}}
    return [(one.destination, one.nearest) for one in check(tree(files))]


@pytest.mark.parametrize("page", ["docs/b.md", "_includes/b.html"])
def test_a_link_by_path_is_followed_wherever_it_stands(page: str) -> None:
    before = '<a href="{% link docs/a.md %}#x">x</a>\n\n[x](<{% link docs/a.md %}>)\n'
    assert moved({**SITE, page: before}, MOVED)[page] == before.replace("docs/a", "docs/historico/a")


def test_a_link_by_path_is_broken_when_nothing_is_there() -> None:
    assert broken("[x]({% link docs/x/a.md %}) {% link docs/a.md %}") == [("docs/x/a.md", "docs/a.md")]
    work = reorganise(tree({**SITE, "docs/b.md": "{% link docs/no.md %}"}), moves(MOVED))
    assert (work.broken_before, work.broken_after) == (1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "{% raw %}{% link docs/no.md %}{% endraw %} `{% link docs/no.md %}`\n\n    {% link docs/no.md %}",
        "{% link assets/theme.css %} {% link {{ page.next }} %} {% post_url 2020-01-01-no %}",
    ],
)
def test_examples_and_what_a_theme_may_bring_are_not_broken(text: str) -> None:
    assert broken(text) == []


def test_what_counts_from_where_we_cannot_see_is_not_broken() -> None:
    assert broken("{% link no.md %}", _config="source: web\n") == []
    assert check(tree({"b.md": "{% link no.md %}"})) == ()
    nested = {"_config.yml": "", "web/_config.yml": "collections_dir: c\n", "web/b.md": "{% link no.md %}"}
    assert check(tree(nested)) == ()


@pytest.mark.parametrize(("before", "now"), ADDRESSES)
def test_an_address_is_told_and_rewritten_only_when_asked(before: str, now: str) -> None:
    files = tree({**SITE, "docs/b.md": before})
    work = reorganise(files, moves(MOVED))
    assert [(one.target, one.why) for one in work.reported] == [("docs/a.md", "address")] * 2
    assert (work.edits, work.contents) == ((), {})
    asked = reorganise(files, moves(MOVED), mentions=Mentions(MOVED, rewrite=True))
    assert (asked.contents[RepoPath("docs/b.md")].decode(), asked.reported) == (now, ())


@pytest.mark.parametrize(("before", "now"), ADDRESSES)
def test_an_address_that_a_move_left_behind_is_a_notice(before: str, now: str) -> None:
    there = {"_config.yml": "", "docs/historico/a.md": "# A", "docs/b.md": before}
    found = check(tree(there))
    assert [(one.trouble, one.nearest, one.is_notice) for one in found] == [
        ("address", "docs/historico/a.md", True)
    ] * 2
    assert check(tree({**there, "docs/b.md": now})) == ()


@pytest.mark.parametrize(
    ("path", "text"), [("x/a.md", "---\npermalink: /docs/a/\n---\n"), ("x/a.md", "---\nredirect_from: /docs/a\n---\n"),
                       ("_docs/a.md", "# A")]
)  # fmt: skip
def test_a_page_with_an_address_of_its_own_is_no_notice(path: str, text: str) -> None:
    assert check(tree({"_config.yml": "", path: text, "b.md": "{{ site.baseurl }}/docs/a/"})) == ()


def test_a_post_is_named_from_the_folder_of_posts_and_may_not_leave_it() -> None:
    old = "_posts/2020-01-01-a.md"
    files = {"_config.yml": "", "docs/b.md": "[x]({% post_url 2020-01-01-a %})", old: "# A"}
    assert moved(files, {old: "_posts/viejo/2020-01-01-a.md"})["docs/b.md"] == "[x]({% post_url viejo/2020-01-01-a %})"
    with pytest.raises(WouldBreak):
        moved(files, {old: "docs/historico/2020-01-01-a.md"})
