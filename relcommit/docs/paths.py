"""Paths of the repository as plain strings: folders, relative ways, and two spellings of one name."""

from collections.abc import Iterable, Iterator
from unicodedata import normalize

DOCUMENTS = (".md", ".mdx", ".markdown", ".qmd")


def folder_of(path: str) -> str:
    """The folder a path stands in; empty for the root."""
    return path.rpartition("/")[0]


def folded_name(path: str) -> str:
    """The name of a file without its folder, as a disk knows it that ignores case."""
    return path.rpartition("/")[2].casefold()


def is_below(path: str, folder: str) -> bool:
    """Whether a path stands in a folder or deeper."""
    return folder in ("", ".") or path.startswith(folder.rstrip("/") + "/")


def is_document(path: str) -> bool:
    """Whether a path is Markdown by its name."""
    return path.lower().endswith(DOCUMENTS)


def is_landing(path: str) -> bool:
    """Whether a document is what a folder shows of itself."""
    return path.rpartition("/")[2].lower() in ("readme.md", "index.md")


def ancestors(path: str) -> Iterator[str]:
    """Every folder that holds a path, the outermost first, without the root."""
    end = path.find("/")
    while end >= 0:
        yield path[:end]
        end = path.find("/", end + 1)


def folders_of(paths: Iterable[str]) -> frozenset[str]:
    """Every folder that holds any of the paths."""
    folders: set[str] = set()
    for path in paths:
        folder = folder_of(path)
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder_of(folder)
    return frozenset(folders)


def join(folder: str, path: str) -> str | None:
    """A path as seen from a folder, without `.` and `..`; `None` where it leaves the repository."""
    parts = folder.split("/") if folder else []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != "..":
            parts.append(part)
        elif parts:
            parts.pop()
        else:
            return None
    return "/".join(parts)


def relative(target: str, folder: str) -> str:
    """How to go from a folder to a target; `.` for the folder itself."""
    target_parts = target.split("/") if target else []
    folder_parts = folder.split("/") if folder else []
    same = 0
    while same < len(folder_parts) and same < len(target_parts) and folder_parts[same] == target_parts[same]:
        same += 1
    return "/".join([".."] * (len(folder_parts) - same) + target_parts[same:]) or "."


def spelling_key(path: str) -> str:
    """Equal for paths that some file systems hold to be one: case and Unicode form do not count."""
    return normalize("NFC", normalize("NFC", path).casefold())
