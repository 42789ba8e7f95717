"""The working tree is read as git sees it, whatever stands in it."""

import os
import subprocess
from pathlib import Path

from relcommit.docs.model import Tree
from relcommit.repo.git import open_git
from relcommit.repo.tree import ignored, read_tree, with_files_naming
from tests.support.posix import make_pipe

ENVIRONMENT = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def git(root: Path, *args: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "protocol.file.allow=always")
    subprocess.run(("git", *identity, *args), cwd=root, env=ENVIRONMENT, check=True, capture_output=True)


def made(root: Path, **files: bytes) -> Path:
    root.mkdir()
    git(root, "init", "-q")
    for name, data in files.items():
        place = root / name.replace("__", "/")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return root


def read(root: Path) -> Tree:
    return read_tree(open_git(root, ENVIRONMENT))


def test_tracked_untracked_and_linked_files_are_seen_and_ignored_or_absent_ones_are_not(tmp_path: Path) -> None:
    root = made(
        tmp_path / "r", **{"a.md": b"# A\r\n", "x.py": b"x", "fuera.md": b"x", ".gitignore": b"no.md\n", "no.md": b""}
    )
    git(root, "add", "a.md", "x.py", "fuera.md")
    (root / "fuera.md").unlink()
    (root / "nuevo ñ.md").write_bytes(b"\xff")
    (root / "l.md").symlink_to("a.md")
    make_pipe(root / "tubo.md")
    tree = read(root)
    assert tree.files == {"a.md", "x.py", ".gitignore", "nuevo ñ.md", "l.md"}
    assert tree.contents == {"a.md": b"# A\r\n", "nuevo ñ.md": b"\xff"}
    assert tree.symlinks == {"l.md": "a.md"}
    assert ignored(open_git(root, ENVIRONMENT), [*tree.files, "no.md"]) == {"no.md"}  # type: ignore[list-item]


def test_submodules_and_what_a_sparse_checkout_keeps_away_are_known(tmp_path: Path) -> None:
    other = made(tmp_path / "o", **{"b.md": b""})
    git(other, "add", "-A")
    git(other, "commit", "-qm", "x")
    root = made(tmp_path / "r", **{"docs__a.md": b"", "lejos__z.md": b""})
    git(root, "add", "-A")
    git(root, "submodule", "add", "-q", str(other), "mod")
    git(root, "commit", "-qm", "x")
    git(root, "sparse-checkout", "set", "docs")
    assert not (root / "lejos").exists()
    tree = read(root)
    assert tree.submodules == {"mod"}
    assert tree.files == {".gitmodules", "docs/a.md", "lejos/z.md"}


def test_code_that_holds_a_word_is_read_too(tmp_path: Path) -> None:
    root = made(
        tmp_path / "r", **{"a.md": b"docs/", "x.py": b"docs/a", "y.py": b"no", "z.py": b"docs/b", "b.bin": b"\0docs/"}
    )
    tree = with_files_naming(open_git(root, ENVIRONMENT), read(root), ["docs/"], ["z.py"])
    assert tree.contents == {"a.md": b"docs/", "x.py": b"docs/a"}
    assert with_files_naming(open_git(root, ENVIRONMENT), tree, [], []) is tree
