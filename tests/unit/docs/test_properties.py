"""What holds for any Markdown and any moves, friendly or hostile."""

import re
from html import unescape
from time import process_time
from urllib.parse import unquote

import cmarkgfm  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relcommit.docs.formats.frontmatter import status_line
from relcommit.docs.formats.markdown import references
from relcommit.docs.links.escaping import unwrap
from relcommit.docs.links.rewrite import reorganise
from relcommit.docs.model import Tree
from relcommit.docs.paths import folder_of, relative
from relcommit.docs.states.decide import decide
from relcommit.settings import DocsSettings, DocumentRule
from tests.unit.docs.trees import after, moves, tree

SIGNS = ["[", "]", "(", ")", "](", "![", "<", ">", "`", "``", "\\", "|", "*", "_", "#", "=", "~~", "$", "'t'", '"t"']
BREAKS = [
    "\n",
    "\n\n",
    " ",
    "  ",
    "    ",
    "\t",
    "\r\n",
    "\r",
    "\x00",
    "\ufeff",
    "- ",
    "1. ",
    "> ",
    "---\n",
    "```\n",
    "~~~\n",
]
PATHS = [
    "a.md",
    "b.md",
    "docs/a.md",
    "/docs/a.md",
    "./a.md",
    "..\\a.md",
    "a%2Emd",
    "&#97;.md",
    "&amp;",
    "ñ",
    "http://x.y",
]
WHOLES = ["[^1]", "[^1]: ", "[k]: ", "[k]", '<a href="a.md">', "<img src='a.md'>", "</a>", "href=", "<!--", "-->", "😀",
          "{{#include a.md}}", "[[a]]", "[[docs/a|x]]", "|-|-|\n", "a | b\n"]  # fmt: skip
NESTED = ["!!! n\n", "=== 't'\n\n    ", "<Tabs>\n", "</Tabs>\n", "<p markdown>\n", "{doc}`a`", "```{toctree}\na\n```\n"]
"""What only some dialects know, so that another parser sees fewer links."""
PIECES = st.sampled_from([*SIGNS, *BREAKS, *PATHS, *WHOLES])
ANY = st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join)
FOREIGN = st.lists(PIECES | st.sampled_from(NESTED), max_size=40).map("".join)
PAIRS = {"docs/a.md": "docs/historico/a.md", "docs/m.md": "old/m.md"}


@given(ANY | FOREIGN)
@settings(max_examples=300)
def test_no_text_crashes_and_no_byte_outside_a_destination_changes(text: str) -> None:
    data = text.encode("utf-8", "replace")
    before = tree({"docs/b.md": data, "docs/m.md": data, "docs/a.md": "", "old/c.md": ""})
    work = reorganise(before, moves(PAIRS))
    now = {str(path): held for path, held in after(before, work).contents.items()}
    for source, to in (("docs/b.md", "docs/b.md"), ("docs/m.md", "old/m.md")):
        edits = [(edit.old.encode(), edit.new.encode()) for edit in work.edits if edit.file == source]
        assert _undone(now[to], data, edits)


def _undone(now: bytes, was: bytes, edits: list[tuple[bytes, bytes]]) -> bool:
    """Whether `now` is `was` with each reference as it was, or replaced by the next edit's."""
    at = here = 0
    left = list(edits)
    for one in references(was):
        gap = was[at : one.start]
        if now[here : here + len(gap)] != gap:
            return False
        here += len(gap)
        old = was[one.start : one.end]
        if left and left[0][0] == old and now.startswith(left[0][1], here) and not now.startswith(old, here):
            here += len(left.pop(0)[1])
        else:
            here += len(old)
        at = one.end
    return now[here:] == was[at:] and not left


LINKS = ("link", "image")


@given(ANY)
@settings(max_examples=300)
def test_an_independent_parser_agrees_on_which_destinations_exist(text: str) -> None:
    text = re.sub(r"[\x00\r]", "", text).removeprefix("\ufeff").replace("---\n", "").replace("[^", "[")  # no footnotes
    data = text.encode("utf-8", "replace")
    page = cmarkgfm.github_flavored_markdown_to_html(data.decode())
    theirs = {unquote(unescape(found)) for found in re.findall(r'<(?:a href|img src)="([^"]*)"', page)}
    ours = {unquote(unwrap(data[one.start : one.end].decode(), one.syntax)) for one in references(data)}
    assert {one for one in theirs if one and not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#", one)} <= ours
    links = {
        unquote(unwrap(data[one.start : one.end].decode(), one.syntax)) for one in references(data) if one.kind in LINKS
    }
    assert links <= theirs or "|" in text  # of a row with too many cells, another parser reads fewer than lychee


NAMES = st.sampled_from(["a.md", "b c.md", "ñandú.md", "d(1).md", "x.png", "LÉEME.md"])
FOLDERS = st.sampled_from(["", "docs", "docs/e", "docs/e/f g", "otra"])
PLACES = st.builds(lambda folder, name: f"{folder}/{name}".lstrip("/"), FOLDERS, NAMES)


@st.composite
def trees(draw: st.DrawFn) -> tuple[Tree, dict[str, str]]:
    """Documents that point at one another in every syntax, and moves of some of them that can be taken back."""
    places = draw(st.lists(PLACES, min_size=2, max_size=6, unique=True))
    files = {}
    for place in places:
        lines = []
        for target in draw(st.lists(st.sampled_from(places), max_size=4)):
            way = relative(target, folder_of(place))
            bare = way.replace(" ", "%20")
            rooted = "/" + target.replace(" ", "%20")
            ways = [
                f"[x]({bare}#s 't')",
                f"![x](<{way}>)",
                f"<img src='{bare}'>",
                f"[k]: {bare}",
                f"[x]({rooted})",
                f"[x](./{bare})",
            ]
            ways += [f"| `a|b` | [x]({bare}) |", f"> - [x]({bare})"]
            ways += [f"`{target}`"] if all("/" in one for one in places) else []
            lines.append(draw(st.sampled_from(ways)))
        files[place] = draw(st.sampled_from(["\n\n", "\r\n\r\n"])).join(lines)
    going = draw(
        st.lists(st.sampled_from(places), unique=True).map(lambda all_: [one for one in all_ if one.endswith(".md")])
    )
    pairs = dict(zip(going, draw(st.permutations(going)), strict=True))
    for source in draw(st.lists(st.sampled_from(places), unique=True)):
        if source not in going:
            pairs[source] = f"docs/historico/{source}"
    return tree(files), {source: to for source, to in pairs.items() if source != to}


@given(trees())
@settings(max_examples=300)
def test_moving_back_gives_the_original_bytes(made: tuple[Tree, dict[str, str]]) -> None:
    before, pairs = made
    there = after(before, reorganise(before, moves(pairs)))
    back = after(there, reorganise(there, moves({to: source for source, to in pairs.items()})))
    assert back == before


@given(trees())
@settings(max_examples=300)
def test_what_pointed_somewhere_points_there_after_the_moves(made: tuple[Tree, dict[str, str]]) -> None:
    before, pairs = made
    work = reorganise(before, moves(pairs))
    assert reorganise(after(before, work), moves({"docs/no": "docs/si"})).broken_before == work.broken_before == 0


@given(trees())
@settings(max_examples=300)
def test_deciding_twice_changes_nothing(made: tuple[Tree, dict[str, str]]) -> None:
    before, _ = made
    layout = DocsSettings(
        rules=(DocumentRule("docs/e/**", "historico", "docs/historico/e"), DocumentRule("otra/*.md", "vigente"))
    )
    there = after(before, reorganise(before, decide(before, (), layout).moves))
    assert decide(there, (), layout).moves == ()


HOSTILE = {
    "brackets": "[" * 100_000,
    "links": "](" * 100_000,
    "ticks": "` " * 100_000,
    "tags": '<a "' * 100_000,
    "notes": "<!--" * 100_000,
    "labels": "[k]: a.md\n" * 20_000,
    "wiki": "[[a|" * 100_000,
    "pipes": "|`a|b`" * 50_000,
    "parens": "[a](" + "(" * 100_000,
    "escapes": "[a](" + "\\(" * 100_000,
    "fronts": "---\n" * 50_000,
    "blanks": "---\nestado" + " " * 200_000 + "x\n---\n",
    "lists": "---\nx: [" + "a," * 100_000 + "\n---\n",
    "words": "import " * 100_000,
    "admonitions": "!!! a\n\n    " * 30_000,
    "deeper": "".join(f"{' ' * 4 * depth}!!! a\n\n" for depth in range(1000)),
    "components": "<Tabs " * 50_000 + "\n" + "<Tabs>{" * 50_000,
    "toctrees": "```{toctree}\n" * 20_000,
    "roles": "{doc}`" * 100_000,
    "jekyll": "{% link " * 50_000 + "{{< ref " * 50_000,
    "vitepress": "<!--@include:" * 50_000 + "<!--@include: " + "a " * 200_000,
    "liquid": "{{ site.url }}/" * 50_000 + "{{ 'a' | " * 50_000 + "{% raw %}" * 50_000,
    "posts": "`{% link a %}`" * 30_000 + "{% post_url " * 30_000 + "{% link" + " " * 200_000,
    "sets": '<img srcset="' + "a," * 100_000 + '">',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_text_takes_for_ever(text: str) -> None:
    before = process_time()
    references(text.encode())
    status_line(text.encode())
    assert process_time() - before < 10
