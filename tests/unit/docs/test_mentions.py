"""Code that names a moved document is found, and rewritten only when asked."""

import pytest

from relcommit.docs.links.code_mentions import Mentions
from relcommit.docs.links.rewrite import reorganise
from relcommit.docs.model import Tree
from relcommit.names import RepoPath
from tests.unit.docs.trees import moves, tree

MOVED = {"docs/a.md": "docs/historico/a.md", "docs/con espacio.md": "docs/historico/con espacio.md"}


def now(path: str, text: str, *, rewrite: bool = True) -> str:
    base = tree(dict.fromkeys(MOVED, ""))
    contents = {**base.contents, RepoPath(path): text.encode()}
    full = Tree(files=base.files | {RepoPath(path)}, contents=contents, symlinks={})
    work = reorganise(full, moves(MOVED), mentions=Mentions(MOVED, "o/r", rewrite=rewrite))
    return work.contents.get(RepoPath(path), text.encode()).decode()


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("x.sh", "ñ cat docs/a.md; cat ./docs/a.md", "ñ cat docs/historico/a.md; cat ./docs/historico/a.md"),
        ("src/x.py", 'open("../docs/a.md")  # /docs/a.md.', 'open("../docs/historico/a.md")  # /docs/historico/a.md.'),
        ("docs/x.py", "./a.md", "./historico/a.md"),
        ("x.sh", 'cat "$RAÍZ/docs/a.md" ${Y}/docs/a.md ${Z:-docs/a.md}',
         'cat "$RAÍZ/docs/historico/a.md" ${Y}/docs/historico/a.md ${Z:-docs/historico/a.md}'),
        ("src/x.js", "__dirname + '/../docs/a.md'", "__dirname + '/../docs/historico/a.md'"),
        ("x.ps1", r"type docs\a.md", r"type docs\historico\a.md"),
        ("ci.yml", "paths: ['docs/con espacio.md', 'docs/a.md']",
         "paths: ['docs/historico/con espacio.md', 'docs/historico/a.md']"),
        ("x.py", "https://github.com/o/r/blob/main/docs/a.md#x", "https://github.com/o/r/blob/main/docs/historico/a.md#x"),
        ("b.md", "<https://raw.githubusercontent.com/o/r/main/docs/a.md>",
         "<https://raw.githubusercontent.com/o/r/main/docs/historico/a.md>"),
        ("b.md", "https://github.com/o/r/blob/feat/x/docs/a.md y http://www.github.com/o/r/commits/main/docs/a.md.",
         "https://github.com/o/r/blob/feat/x/docs/historico/a.md y "
         "http://www.github.com/o/r/commits/main/docs/historico/a.md."),
        ("b.md", "(https://raw.githubusercontent.com/o/r/refs/heads/feat/x/docs/con%20espacio.md)",
         "(https://raw.githubusercontent.com/o/r/refs/heads/feat/x/docs/historico/con%20espacio.md)"),
    ],
)  # fmt: skip
def test_a_mention_is_rewritten_when_asked(path: str, text: str, expected: str) -> None:
    assert now(path, text) == expected
    assert now(path, text, rewrite=False) == text


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("pyproject.toml", 'readme = "LÉEME.md"', 'readme = "docs/LÉEME.md"'),
        (".github/workflows/x.yml", "paths: [LÉEME.md]", "paths: [docs/LÉEME.md]"),
        ("docs/conf.py", "open('a.md')", "open('historico/a.md')"),
        ("p/setup.py", "open('LÉEME.md') open('a.md')", "open('LÉEME.md') open('a.md')"),
        ("x.py", "a.md MiLÉEME.md LÉEME.md.bak", "a.md MiLÉEME.md LÉEME.md.bak"),
    ],
)
def test_a_name_alone_means_a_document_beside_or_at_the_root(path: str, text: str, expected: str) -> None:
    pairs = {"LÉEME.md": "docs/LÉEME.md", "docs/a.md": "docs/historico/a.md"}
    looked = Mentions(pairs, rewrite=True, present={*pairs, "p/LÉEME.md"})
    full = Tree(files=frozenset(map(RepoPath, (*pairs, path))), contents={RepoPath(path): text.encode()}, symlinks={})
    work = reorganise(full, moves(pairs), mentions=looked)
    assert work.contents.get(RepoPath(path), text.encode()).decode() == expected


@pytest.mark.parametrize(
    "text",
    [
        "https://github.com/o/r/blob/0123abc/docs/a.md",
        "https://github.com/otro/r/blob/main/docs/a.md",
        "https://github.com/o/r/blob/v1.2.0/docs/a.md",
        "https://raw.githubusercontent.com/o/r/refs/tags/entrega/docs/a.md",
        "https://github.com/o/r/blob/main/otra/docs/a.md",
        "mydocs/a.md docs/a.mdx",
        "otra/docs/con espacio.md docs/con espacio.md.bak",
    ],
)
def test_what_stays_true_or_means_another_stays(text: str) -> None:
    assert now("x.py", text) == text


def test_mentions_are_reported_with_their_line() -> None:
    full = Tree(
        files=frozenset(map(RepoPath, ("docs/a.md", "x.sh"))),
        contents={RepoPath("docs/a.md"): b"", RepoPath("x.sh"): b"\n\ncat docs/a.md\n"},
        symlinks={},
    )
    work = reorganise(full, moves({"docs/a.md": "docs/b.md"}), mentions=Mentions({"docs/a.md": "docs/b.md"}))
    assert [(one.file, one.line, one.target, one.why) for one in work.reported] == [("x.sh", 3, "docs/a.md", "code")]
    assert work.edits == ()
