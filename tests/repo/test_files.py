"""The working tree's files: nothing leaves the repository, nothing is overwritten, nothing is followed."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from relcommit.errors.docs import DestinationOccupied, LinkInTheWay, OutsideRepository
from relcommit.names import RepoPath
from relcommit.repo.files import WorkingFiles
from tests.support.posix import make_pipe

A, B = RepoPath("docs/a.md"), RepoPath("docs/h/b.md")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "obra"
    (root / "docs").mkdir(parents=True)
    (root / "docs/a.md").write_bytes(b"a")
    (tmp_path / "fuera").mkdir()
    (tmp_path / "fuera/secreto.md").write_bytes(b"secreto")
    return root


@pytest.fixture
def files(root: Path) -> WorkingFiles:
    return WorkingFiles(root)


USES: list[Callable[[WorkingFiles, RepoPath], object]] = [
    lambda files, path: files.exists(path),
    lambda files, path: files.write(path, b"x"),
    lambda files, path: files.put(path, b"x"),
    lambda files, path: files.put(path, None),
    lambda files, path: files.rename(A, path),
    lambda files, path: files.point(path, "x"),
]


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize(
    "path", ["../fuera/secreto.md", "/etc/passwd", "docs/../../x", "docs//a.md", ".git/config", ".GIT/x"]
)
def test_paths_out_of_the_repository_and_into_git_are_refused(
    files: WorkingFiles, root: Path, path: str, use: Callable[[WorkingFiles, RepoPath], object]
) -> None:
    with pytest.raises(OutsideRepository):
        use(files, RepoPath(path))
    assert (root.parent / "fuera/secreto.md").read_bytes() == b"secreto"


@pytest.mark.parametrize("use", USES)
def test_a_link_among_the_folders_is_not_followed(
    files: WorkingFiles, root: Path, use: Callable[[WorkingFiles, RepoPath], object]
) -> None:
    (root / "enlace").symlink_to("../fuera")
    with pytest.raises(LinkInTheWay):
        use(files, RepoPath("enlace/secreto.md"))
    assert os.listdir(root.parent / "fuera") == ["secreto.md"]  # noqa: PTH208
    assert (root.parent / "fuera/secreto.md").read_bytes() == b"secreto"


def test_a_link_is_neither_read_nor_written_through(files: WorkingFiles, root: Path) -> None:
    (root / "docs/l.md").symlink_to("../../fuera/secreto.md")
    link = RepoPath("docs/l.md")
    assert files.exists(link)
    assert files.read(link) is None
    assert files.target(link) == "../../fuera/secreto.md"
    files.put(link, None)
    assert (root.parent / "fuera/secreto.md").exists()


@pytest.mark.parametrize("make", [lambda at: at.mkdir(), make_pipe, lambda at: None])
def test_what_is_no_file_has_no_bytes(files: WorkingFiles, root: Path, make: Callable[[Path], object]) -> None:
    make(root / "docs/x.md")
    assert files.read(RepoPath("docs/x.md")) is None


def test_a_rename_makes_folders_and_never_overwrites(files: WorkingFiles, root: Path) -> None:
    files.rename(A, B)
    assert (root / B).read_bytes() == b"a"
    (root / A).write_bytes(b"otra")
    with pytest.raises(DestinationOccupied):
        files.rename(A, B)
    (root / B).unlink()
    (root / B).symlink_to("no/hay")
    with pytest.raises(DestinationOccupied):
        files.rename(A, B)


@pytest.mark.parametrize("mode", [0o644, 0o755, 0o600, 0o444])
def test_writing_keeps_the_mode_and_leaves_nothing_beside(files: WorkingFiles, root: Path, mode: int) -> None:
    (root / A).chmod(mode)
    files.write(A, b"\r\nnueva")
    assert (root / A).read_bytes() == b"\r\nnueva"
    assert stat.S_IMODE((root / A).stat().st_mode) == mode
    assert os.listdir(root / "docs") == ["a.md"]  # noqa: PTH208


def test_a_link_points_elsewhere_in_one_go(files: WorkingFiles, root: Path) -> None:
    (root / "l").symlink_to("docs/a.md")
    files.point(RepoPath("l"), "docs/h/b.md")
    assert files.target(RepoPath("l")) == "docs/h/b.md"
    assert files.target(A) is None
    assert sorted(os.listdir(root)) == ["docs", "l"]  # noqa: PTH208


def test_a_file_is_put_and_taken_away_whether_it_is_there_or_not(files: WorkingFiles, root: Path) -> None:
    for content in (b"1", b"2", None, None, b"3"):
        files.put(B, content)
        assert files.read(B) == content


def test_a_folder_that_left_meanwhile_is_made_again(files: WorkingFiles, root: Path) -> None:
    files.put(B, b"1")
    files.put(B, None)
    (root / "docs/h").rmdir()
    files.put(B, b"2")
    (root / B).unlink()
    (root / "docs/h").rmdir()
    files.rename(A, B)
    assert (root / B).read_bytes() == b"a"


def test_empty_folders_go_with_those_around_them(files: WorkingFiles, root: Path) -> None:
    (root / "x/y/z").mkdir(parents=True)
    (root / "w").symlink_to("x")
    files.drop_empty([RepoPath("x/y/z"), RepoPath("docs"), RepoPath("w"), RepoPath("no/hay")])
    assert sorted(os.listdir(root)) == ["docs", "w"]  # noqa: PTH208
