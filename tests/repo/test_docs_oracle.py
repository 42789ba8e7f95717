"""Moving documents loses no link: judges that are not our own parser say so."""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import cmarkgfm  # type: ignore[import-untyped]
import pytest

from relcommit.docs.links.rewrite import reorganise
from relcommit.docs.model import Move, Reason, Tree
from relcommit.names import RepoPath
from relcommit.repo.git import open_git
from relcommit.repo.tree import read_tree

SHARED = Path(__file__).parents[3] / "shared"
ORACLE = SHARED / "tools" / "links_oracle.py"
CORPUS = SHARED / "corpus" / "docs"
NAMES = ("commitizen", "electron", "httpx", "jj", "rmenu")

OWN = {
    "README.md": "# Proyecto\n\n[Guía](docs/guia.md) · [i](docs/guia.md#inst)\n\n![logo](img/logo.png)\n",
    "img/logo.png": "",
    "docs/README.md": "- [Guía](guia.md)\n- [Etapa 1](etapa1/informe%20final.md)\n- [API](referencia/api.md)\n",
    "docs/guia.md": "[![logo](../img/logo.png)](../README.md) [api][a] [x](README.md)\n\n[a]: referencia/api.md 'A'\n",
    "docs/etapa1/informe final.md": "> [api]: <../referencia/api.md>\n\n[api] [g](/docs/guia.md) [c](../../src/x.py)\n",
    "docs/etapa1/año.md": "| a | b |\n|---|---|\n| [i](<informe final.md>) | [g](..\\guia.md) |\n",
    "docs/referencia/api.md": (
        "<a href='../guia.md'>g</a> [i](../etapa1/informe%20final.md)[a](../etapa1/a%C3%B1o.md)\n"
    ),
    "src/x.py": "",
}


@pytest.fixture
def unpacked(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    archive = CORPUS / f"{request.param}.tar.xz"
    if not archive.exists():
        pytest.skip("the corpus is not beside the project")
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path / "before", filter="data")
    return tmp_path / "before"


def committed(root: Path) -> Tree:
    """The tree that git sees in a folder, once it is a repository."""
    identity = ("-c", "user.name=a", "-c", "user.email=a@b.c")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for asked in (("init", "-q"), ("add", "-A"), (*identity, "commit", "-q", "-m", "x")):
        subprocess.run(("git", *asked), cwd=root, env=environment, check=True)
    return read_tree(open_git(root, environment))


def some_moves(tree: Tree, seed: int) -> tuple[Move, ...]:
    """A random third of the documents, into one folder that keeps their own.

    The oracle does not know that `x.md` may stand for `x.mdx`, as lychee and Docusaurus do: those stay.
    """
    documents = sorted(path for path in tree.files if path.endswith(".md") and path not in tree.symlinks)
    reason = Reason(by="rule", where="**")
    moves = (
        Move(
            source=path, to=RepoPath(f"docs/historico/{path.removeprefix('docs/')}"), status="historico", reason=reason
        )
        for path in random.Random(seed).sample(documents, len(documents) // 3)  # noqa: S311 - chance, not secrecy
    )
    return tuple(move for move in moves if move.to not in tree.files)


def moved_copy(root: Path, tree: Tree, moves: tuple[Move, ...]) -> Path:
    """The folder as it is after the moves."""
    after = root.parent / "after"
    shutil.copytree(root, after, symlinks=True, ignore=shutil.ignore_patterns(".git"))
    work = reorganise(tree, moves)
    for move in moves:
        (after / move.to).parent.mkdir(parents=True, exist_ok=True)
        (after / move.source).rename(after / move.to)
    for path, data in work.contents.items():
        (after / path).write_bytes(data)
    for path, target in work.symlinks.items():
        (after / path).unlink()
        (after / path).symlink_to(target)
    return after


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("unpacked", NAMES, indirect=True)
def test_lychee_finds_no_lost_link_in_real_trees(unpacked: Path, seed: int) -> None:
    tree = committed(unpacked)
    moves = some_moves(tree, seed)
    after = moved_copy(unpacked, tree, moves)
    told = after.parent / "moves.json"
    told.write_text(json.dumps({"moves": [{"from": move.source, "to": move.to} for move in moves]}))
    shutil.rmtree(unpacked / ".git")
    lychee = Path(sys.executable).parent / "lychee"
    asked = (sys.executable, ORACLE, unpacked, after, told, "--lychee", lychee)
    judged = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert judged.returncode == 0, judged.stdout + judged.stderr


@pytest.mark.parametrize("seed", range(6))
def test_another_parser_follows_every_link_of_a_small_tree(tmp_path: Path, seed: int) -> None:
    root = tmp_path / "before"
    for path, text in OWN.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    tree = committed(root)
    moves = some_moves(tree, seed)
    places = {move.source: move.to for move in moves}
    after = moved_copy(root, tree, moves)
    before = Counter((places.get(source, source), places.get(target, target)) for source, target in followed(root))
    assert len(before) > 10
    assert Counter(followed(after)) == before


def followed(root: Path) -> Iterator[tuple[RepoPath, RepoPath]]:
    """Every link that cmark sees and that leads to a file: from where, and where to."""
    for file in root.rglob("*.md"):
        page = cmarkgfm.github_flavored_markdown_to_html(
            file.read_text("utf-8"), cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE
        )
        for found in re.findall(r"""<(?:a href|img src)=["']([^"']*)["']""", page):
            said = unquote(unescape(found)).partition("#")[0].replace("\\", "/")
            target = root / said.lstrip("/") if said.startswith("/") else file.parent / said
            place = Path(os.path.normpath(target))
            assert place.exists(), f"{file}: {found}"
            yield RepoPath(file.relative_to(root).as_posix()), RepoPath(place.relative_to(root).as_posix())
