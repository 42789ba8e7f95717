"""What is left behind: the index between its markers, notes, and documents that git still knows."""

from relcommit.docs.generated import banner, index
from relcommit.docs.generated.finish import Layouts, finished
from relcommit.docs.links.git_similarity import history_at_risk, similarity
from relcommit.docs.links.rewrite import reorganise
from relcommit.docs.model import Decision
from relcommit.docs.states.decide import decide
from relcommit.docs.states.titles import date, title
from relcommit.settings import DocsSettings, DocumentRule
from tests.unit.docs.trees import after, moves, texts, tree

ZONE = "# Docs\r\n<!-- relcommit:inicio documentos -->\r\nviejo\r\n<!-- relcommit:fin -->\r\nfin"


def words(it: index.Listing) -> str:
    rows = [("v", it.current), ("h", it.historical)]
    return "\n".join(f"{mark} [{one.title}]({one.link}) {one.date}".rstrip() for mark, all_ in rows for one in all_)


def note(it: banner.Note) -> str:
    return f"> histórico {it.since} {it.plan} {it.superseded_by}".rstrip()


def arranged(files: dict[str, str], settings: DocsSettings, *planned: Decision) -> dict[str, str]:
    before = tree(files)
    decided = decide(before, planned, settings, "docs/plan.md")
    work = reorganise(before, decided.moves)
    work = finished(before, work, settings, Layouts(index=words, note=note), "2026-02-26")
    return texts(after(before, work))


def test_what_leaves_a_site_is_told_with_the_rest() -> None:
    before = tree({"mkdocs.yml": "site_name: x\n", "docs/a.md": ""})
    work = reorganise(before, moves({"docs/a.md": "viejo/a.md"}))
    told = finished(before, work, DocsSettings(), Layouts(index=words, note=note), "2026-02-26").reported
    assert [(one.file, one.line, one.target, one.why) for one in told] == [("mkdocs.yml", 1, "docs/a.md", "site")]


def test_the_index_lists_documents_by_their_new_places_and_touches_nothing_outside() -> None:
    files = {"docs/README.md": ZONE, "docs/a b.md": "# A [x](y.md) [1]\nFecha: 2026-01-02\n", "docs/vigentes/b.md": ""}
    settings = DocsSettings(rules=(DocumentRule("docs/a*.md", "historico"),))
    assert arranged(files, settings)["docs/README.md"] == (
        "# Docs\r\n<!-- relcommit:inicio documentos -->\r\nv [b](vigentes/b.md)\r\n"
        "h [A x \\[1\\]](historico/a%20b.md) 2026-01-02\r\n<!-- relcommit:fin -->\r\nfin"
    )


def test_the_index_says_the_same_once_the_plan_that_moved_a_document_is_forgotten() -> None:
    files = {
        "docs/README.md": ZONE,
        "docs/a.md": "# A\n",
        "docs/b.md": "---\nestado: vigente\n---\n# B\n",
        "docs/c.md": "",
    }
    settings = DocsSettings(current="docs/vigentes", rules=(DocumentRule("docs/c.md", "vigente", to="docs"),))
    elsewhere = Decision(path="docs/a.md", status="historico", line=3, to="viejos/")
    now = arranged(files, settings, elsewhere)
    assert "v [c](c.md)\r\nv [B](vigentes/b.md)\r\n<!--" in now["docs/README.md"]
    assert now["viejos/a.md"] == "# A\n"
    assert arranged(now, settings) == now


def test_an_index_without_markers_or_with_doubled_ones_is_left_alone() -> None:
    for text in ("# Docs\n", ZONE + ZONE, "<!-- relcommit:fin --> <!-- relcommit:inicio documentos -->"):
        assert arranged({"docs/README.md": text, "docs/vigentes/b.md": ""}, DocsSettings())["docs/README.md"] == text
        assert index.with_zone(text.encode(), "x") == text.encode()


def test_with_current_documents_in_place_every_other_one_is_current() -> None:
    files = {"docs/README.md": ZONE, "docs/a.md": "", "docs/historico/b.md": "", "fuera.md": ""}
    now = arranged(files, DocsSettings(current="."))["docs/README.md"]
    assert "v [a](a.md)\r\nh [b](historico/b.md)" in now
    assert "fuera" not in now


def test_a_note_says_since_when_by_which_plan_and_what_took_its_place() -> None:
    text = "---\nreemplazado_por: b.md\n---\r\n# A\r\n"
    settings = DocsSettings(banner=True)
    files = {"docs/a.md": text, "docs/b.md": ""}
    now = arranged(files, settings, Decision(path="docs/a.md", status="historico", line=3))
    assert now["docs/historico/a.md"] == (
        "---\nreemplazado_por: ../b.md\n---\r\n<!-- relcommit:historico -->\r\n"
        "> histórico 2026-02-26 ../plan.md [b.md](../b.md)\r\n"
        "<!-- /relcommit:historico -->\r\n\r\n# A\r\n"
    )


def test_a_note_is_written_once_and_goes_when_its_document_is_current_again() -> None:
    once = banner.with_note(b"# A\n", "> x")
    assert banner.with_note(once, "> y") == once
    settings = DocsSettings(
        banner=True, current="docs/vigentes", rules=(DocumentRule("docs/historico/a.md", "vigente"),)
    )
    assert arranged({"docs/historico/a.md": once.decode()}, settings)["docs/vigentes/a.md"] == "# A\n"
    assert banner.superseded_by(b"---\nx: y\n---\n") == ""


def test_titles_and_dates_are_those_that_a_document_gives() -> None:
    assert title(b"---\ntitle: 'T'\n---\n# Otro\n", "a.md") == "T"
    assert title(b"\xef\xbb\xbf```\n# no\n```\n# S\xc3\xad #\n", "a.md") == "Sí"
    assert title(b"Setext\n===\n", "a.md") == "Setext"
    assert title(b"nada\n", "docs/mi nota.md") == "mi nota"
    assert date(b"---\nfecha: 2026-01-02\n---\n") == "2026-01-02"
    assert date(b"# A\n\n**Fecha base:** 2026-02-26.\n") == "2026-02-26"
    assert date(b"# A\n\nEl 2026-02-26 fue jueves.\n") == ""


def test_a_document_that_changes_too_much_would_lose_its_history() -> None:
    assert (similarity(b"a\n", b"a\n"), similarity(b"", b"a"), similarity(b"x" * 200, b"x" * 130)) == (1.0, 0.0, 0.64)
    before = tree({"docs/a.md": "[b](b.md)\n" * 3, "docs/c.md": "largo\n" * 9 + "[b](b.md)", "docs/b.md": ""})
    pairs = {"docs/a.md": "docs/x/y/a.md", "docs/c.md": "docs/x/y/c.md"}
    assert history_at_risk(before, reorganise(before, moves(pairs))) == ("docs/a.md",)


def test_what_git_does_not_count_does_not_count_as_the_same() -> None:
    assert similarity(b"a\r\nb\r\n", b"a\r\nc\r\n") == 2 / 6
    assert similarity(b"a\nfin", b"b\nfin") == 0
    assert similarity(b"a\n" + b"x" * 70, b"b\n" + b"x" * 70) == 64 / 72


def test_redirections_are_written_where_the_site_has_them_and_the_settings_want_them() -> None:
    site = "plugins:\r\n  - redirects:\r\n      redirect_maps:\r\n        'v.md': 'a.md'\r\nnav:\r\n  - a.md\r\n"
    rules = (DocumentRule("docs/a.md", "historico"),)
    files = {"mkdocs.yml": site, "docs/a.md": "", "docs/historico/x.md": ""}
    assert arranged(files, DocsSettings(redirects=True, rules=rules))["mkdocs.yml"] == (
        "plugins:\r\n  - redirects:\r\n      redirect_maps:\r\n        'a.md': 'historico/a.md'\r\n"
        "        'v.md': 'historico/a.md'\r\nnav:\r\n  - historico/a.md\r\n"
    )
    assert "'a.md':" not in arranged(files, DocsSettings(rules=rules))["mkdocs.yml"]
    bare = {"mkdocs.yml": "redirect_maps:\nnav: []\n", "docs/a.md": "", "man/mkdocs.yml": "site_name: x\n"}
    assert arranged(bare, DocsSettings(redirects=True, rules=rules))["mkdocs.yml"] == (
        "redirect_maps:\n  'a.md': 'historico/a.md'\nnav: []\n"
    )
