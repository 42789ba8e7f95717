"""Redirections of Docusaurus. The routes are those of Docusaurus 3.10: each was once compared with a site it built."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcommit.docs.sites.generators.docusaurus_routes import Docs
from tests.unit.docs.redirecting import redirected, reported

OUT = {"docs/a.md": "docs/historico/a.md"}
ON = {"docs/historico/a.md": "docs/archivo/a.md"}
BACK = {"docs/historico/a.md": "docs/a.md"}
FILES = {"docs/a.md": "# A\n", "docs/b.md": "# B\n"}
LINE = "{ from: '/docs/a', to: '/docs/historico/a' }"
LATER = "{ from: '/docs/historico/a', to: '/docs/a' }"
TIGHT = "{from: '/docs/a', to: '/docs/historico/a'}"
SPACED = "{ from: ['/x', '/y'], to: '/docs/b' }"


def config(redirects: str, docs: str = "docs: {}", plugin: str = "'@docusaurus/plugin-client-redirects'") -> str:
    return f"""// it's a comment with [ and `
import type {{Options}} from '@docusaurus/plugin-client-redirects';
const config = {{
  title: `a ${{1 > 0 ? `b}}` : '{{'}}`, // don't
  tagline: 'It\\'s', re: /[/"']{{2}}/g,
  presets: [['classic', /** @type {{import('x').Options}} */ ({{ {docs} }})]],
  plugins: [
    [
      {plugin},
      {{
        redirects: {redirects},
      }} satisfies Options,
    ],
  ],
}};
export default config;
"""


def written(before: str, *steps: dict[str, str], files: dict[str, str] = FILES, docs: str = "docs: {}") -> str:
    """The list of redirections after some rounds of moves; everything around it is as it was."""
    found = redirected({"docusaurus.config.ts": config(before, docs), **files}, *steps)["docusaurus.config.ts"]
    head, tail = config("|", docs).split("|")
    assert found.startswith(head)
    assert found.endswith(tail)
    return found[len(head) : -len(tail)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[]", f"[\n          {LINE},\n        ]"),
        ("[\n        ]", f"[\n          {LINE},\n        ]"),
        ("[\n          // nada\n        ]", f"[\n          // nada\n          {LINE},\n        ]"),
        ("[{from: '/x', to: '/docs/b'}]", f"[{{from: '/x', to: '/docs/b'}}, {TIGHT}]"),
        ("[{from: '/x', to: '/docs/b'},]", f"[{{from: '/x', to: '/docs/b'}}, {TIGHT},]"),
        (f"[...more, {SPACED}]", f"[...more, {SPACED}, {LINE}]"),
        (
            '[\n\t\t{ to: "/docs/b", from: "/x" } // x\n        ]',
            '[\n\t\t{ to: "/docs/b", from: "/x" }, // x\n\t\t{ to: "/docs/historico/a", from: "/docs/a" }\n        ]',
        ),
        (
            "[\n          {\n            from: '/x',\n            to: '/docs/b',\n          },\n        ]",
            "[\n          {\n            from: '/x',\n            to: '/docs/b',\n          },\n"
            "          {\n            from: '/docs/a',\n            to: '/docs/historico/a',\n          },\n        ]",
        ),
    ],
)
def test_a_redirection_is_written_in_the_manner_of_the_others(before: str, after: str) -> None:
    assert written(before, OUT) == after
    assert written(after, {}) == after


def test_line_ends_are_those_of_the_file() -> None:
    files = {"docusaurus.config.js": config("[\n        ]").replace("\n", "\r\n"), **FILES}
    assert "\n" not in redirected(files, OUT)["docusaurus.config.js"].replace("\r\n", "")


def test_a_chain_leads_every_old_route_to_the_last_for_the_site_builds_no_other() -> None:
    assert written("[]", OUT, ON) == (
        "[\n          { from: '/docs/a', to: '/docs/archivo/a' },\n"
        "          { from: '/docs/historico/a', to: '/docs/archivo/a' },\n        ]"
    )
    slugs = {"docs/e/a.md": "---\nslug: mio\n---\n", "docs/b.md": ""}
    assert written("[{from: '/x', to: '/docs/e/mio/'}]", {"docs/e/a.md": "docs/f/a.md"}, files=slugs) == (
        "[{from: '/x', to: '/docs/f/mio/'}, {from: '/docs/e/mio', to: '/docs/f/mio'}]"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[]", f"[\n          {LATER},\n        ]"),
        ("[{from: '/x', to: '/docs/b'}]", "[{from: '/x', to: '/docs/b'}, {from: '/docs/historico/a', to: '/docs/a'}]"),
        (
            "[\n          { from: ['/docs/a', '/x'], to: '/docs/b' },\n        ]",
            f"[\n          {{ from: ['/x'], to: '/docs/b' }},\n          {LATER},\n        ]",
        ),
    ],
)
def test_a_page_that_comes_back_is_no_longer_redirected_away(before: str, after: str) -> None:
    assert written(before, OUT, BACK) == after


def test_what_is_computed_is_left_as_it_is_and_several_go_at_once() -> None:
    odd = "[{ from: '/docs/a' + x, to: '/docs/historico/a' }, f(x), ...y]"
    assert written(odd, OUT) == odd[:-1] + f", {LINE}]"
    files = {f"docs/{name}.md": "" for name in "abc"}
    out = {path: path.replace("docs/", "docs/historico/") for path in files}
    back = {new: old for old, new in out.items()}
    assert written("[{from: '/x', to: '/docs/b'}]", out, back, files=files) == (
        "[{from: '/x', to: '/docs/b'}, {from: '/docs/historico/a', to: '/docs/a'}, "
        "{from: '/docs/historico/b', to: '/docs/b'}, {from: '/docs/historico/c', to: '/docs/c'}]"
    )
    assert written("[\n  {from: ['/docs/a', '/docs/b'], to: '/z'},\n]", out, back, files=files).count("from:") == 3


def test_no_redirection_stands_before_a_page_nor_twice() -> None:
    shifted = {"docs/a.md": "docs/b.md", "docs/b.md": "docs/c.md"}
    assert written("[{ from: '/y', to: '/docs/a' }]", shifted) == (
        "[{ from: '/y', to: '/docs/b' }, { from: '/docs/a', to: '/docs/b' }]"
    )
    by_slug = {"docs/a.md": "# A\n", "docs/otra.md": "---\nslug: /a\n---\n"}
    assert written("[]", OUT, files=by_slug) == "[]"
    assert written("[{ from: '/docs/a/', to: '/' }]", OUT) == "[{ from: '/docs/a/', to: '/' }]"
    assert written("[]", {"docs/a.md": "fuera/a.md"}) == "[]"


def test_routes_are_derived_as_docusaurus_does() -> None:
    docs = Docs("web/docs", "documentos", numbered=True)
    routes = {
        "web/docs/index.md": "/documentos/",
        "web/docs/01-guia/01-intro.md": "/documentos/guia/intro",
        "web/docs/01-guia/README.mdx": "/documentos/guia/",
        "web/docs/01-guia/02-parte/1.2-version.md": "/documentos/guia/parte/1.2-version",
        "web/docs/etapa1/etapa1.md": "/documentos/etapa1/",
        "web/docs/01-e/01-e.md": "/documentos/e/",
        "web/docs/etapa1/plan añejo.md": "/documentos/etapa1/plan añejo",
        "web/docs/2026-01-02-acta.md": "/documentos/2026-01-02-acta",
        "web/docs/_parcial.md": None,
        "web/docs/_x/y.md": None,
        "web/docs/foto.png": None,
    }
    assert {path: docs.route(path, b"") for path in routes} == routes
    heads = {
        "slug: mi-slug": "/documentos/e/mi-slug",
        "slug: ../x": "/documentos/x",
        "slug: /absoluto": "/documentos/absoluto",
        "id: mio": "/documentos/e/mio",
        "parse_number_prefixes: false": "/documentos/01-e/03-n",
        "draft: true": None,
        "unlisted: true": "/documentos/e/n",
    }
    path = "web/docs/01-e/03-n.md"
    assert {head: docs.route(path, f"---\n{head}\n---\n".encode()) for head in heads} == heads
    assert Docs("docs", "/", numbered=False).route("docs/01-e/03-n.md", b"") == "/01-e/03-n"


def test_the_docs_plugins_say_where_their_documents_are() -> None:
    pairs = {"docs/01-a.md": "docs/h/01-a.md", "guias/x.md": "guias/h/x.md", "docs/b.md": "guias/b.md"}
    files = {**dict.fromkeys(pairs, ""), "web/docusaurus.config.js": SEVERAL}
    assert redirected(files, pairs)["web/docusaurus.config.js"] == SEVERAL.replace(
        "[]}",
        "[\n    { from: '/01-a', to: '/h/01-a' },\n    { from: '/guias/x', to: '/guias/h/x' },\n"
        "    { from: '/b', to: '/guias/b' },\n  ]}",
    )


SEVERAL = """module.exports = {
  presets: [['@docusaurus/preset-classic', {
    docs: { path: '../docs', routeBasePath: '/', numberPrefixParser: false } }]],
  plugins: [['content-docs', { id: 'g', path: '../guias', "routeBasePath": `guias` }],
  [require.resolve('client-redirects'), {redirects: []}]],
};
"""


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (config("viejas"), 9),
        (config("[].concat(viejas)"), 9),
        (config("[]", plugin="[]], '@docusaurus/plugin-client-redirects', ["), 9),
        (config("[]", "docs: { routeBasePath: base }"), 9),
        (config("[]", "docs: { ...comunes }"), 9),
        (config("[]", "docs: { exclude: ['**/historico/**'] }"), 9),
        (config("[]", "docs: opciones"), 9),
        (config("[]").replace("'classic'", "'mia'"), 9),
        (config("[]").replace("};", ""), 2),
        (config("[]").replace("'It\\'s'", "'It's'"), 2),
    ],
)
def test_what_is_said_in_another_way_is_reported_and_left_alone(said: str, line: int) -> None:
    files = {"docusaurus.config.ts": said, **FILES}
    assert reported(files, OUT) == [("docusaurus.config.ts", line, "docs/a.md")]
    assert redirected(files, OUT)["docusaurus.config.ts"] == said


def test_the_documents_under_way_are_redirected_below_their_own_version() -> None:
    files = {"docusaurus.config.ts": config("[]"), "versions.json": '["1.0"]', **FILES}
    assert "{ from: '/docs/next/a', to: '/docs/next/historico/a' }" in redirected(files, OUT)["docusaurus.config.ts"]
    assert reported(files, OUT) == []


def test_versions_that_cannot_be_read_and_names_that_no_route_can_have_are_reported() -> None:
    files = {"docusaurus.config.ts": config("[]"), "versions.json": "[1, {", **FILES}
    assert reported(files, OUT) == [("docusaurus.config.ts", 9, "docs/a.md")]
    odd = {"docs/50 %.md": "docs/h/50 %.md"}
    assert reported({"docusaurus.config.ts": config("[]"), "docs/50 %.md": ""}, odd) == [
        ("docusaurus.config.ts", 11, "docs/50 %.md")
    ]


def test_a_site_without_the_plugin_has_nothing_to_report() -> None:
    plain = config("[]", plugin="'otro'").replace("client-redirects", "otro")
    assert reported({"docusaurus.config.ts": plain, **FILES}, OUT) == []
    assert reported({"docusaurus.config.ts": config("[]", plugin="'otro'"), **FILES}, OUT) == []


@given(
    st.lists(
        st.sampled_from(
            ["'", '"', "`", "${", "{", "}", "[", "]", "(", ")", "/", "//", "/*", "*/", "\\", "\n", ",", ":", "...",
             "from", "to", "redirects", "'/docs/a'", "'classic'", "'client-redirects'", "é", "\x00", "[["]
        ),
        max_size=40,
    ).map("".join)
)  # fmt: skip
def test_any_script_is_read_or_refused(text: str) -> None:
    files = {"docusaurus.config.js": config(f"[{text}]"), "docs/a.md": "# A\n"}
    now = redirected(files, OUT)["docusaurus.config.js"]
    assert now == files["docusaurus.config.js"] or "'/docs/historico/a'" in now
    assert redirected({"docusaurus.config.js": text, "docs/a.md": "# A\n"}, OUT)["docs/historico/a.md"] == "# A\n"


def test_a_script_that_nests_without_end_is_refused_and_costs_little() -> None:
    for text in ("`${" * 5000, "(" * 20000, "/*" * 20000, "'" * 20000, "[" * 20000 + "]" * 20000):
        files = {"docusaurus.config.js": f"// client-redirects\n{text}", "docs/a.md": ""}
        assert redirected(files, OUT)["docusaurus.config.js"] == files["docusaurus.config.js"]
