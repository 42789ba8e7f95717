"""Read a plan's file, and say where it stands in the repository."""

import codecs
from pathlib import Path

from relcommit.errors.plan import PlanMissing, PlanNotText, PlanOutside, PlanTooLarge
from relcommit.names import RepoPath

LARGEST = 4 * 1024 * 1024
"""A longer plan, in bytes, is no plan."""


def read_plan_text(folder: Path, named: str) -> str:
    """The text of a plan, as it is named from a folder; «-» is standard input.

    Raises PlanMissing, PlanNotText and PlanTooLarge.
    """
    try:
        data = _bytes(folder, named)
    except OSError as why:
        raise PlanMissing(named, why.errno or 0) from why
    return decode_plan(data, named)


def decode_plan(data: bytes, named: str) -> str:
    """A plan's bytes as text. Raises PlanNotText and PlanTooLarge."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise PlanNotText(named, None, "utf-16")
    if b"\0" in data:
        raise PlanNotText(named, None, "binary")
    if len(data) > LARGEST:
        raise PlanTooLarge(named, LARGEST // 1024**2)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        raise PlanNotText(named, data[: why.start].count(b"\n") + 1) from why


def place_in(root: Path, folder: Path, named: str) -> RepoPath:
    """The plan's path from the root of the repository, links in its folders resolved. Raises PlanOutside."""
    place = folder / named
    place = place.parent.resolve() / place.name
    if place.is_symlink() and not place.resolve().is_relative_to(root.resolve()):
        raise PlanOutside(named, str(root))
    try:
        return RepoPath(place.relative_to(root.resolve()).as_posix())
    except ValueError as why:
        raise PlanOutside(named, str(root)) from why


def _bytes(folder: Path, named: str) -> bytes:
    if named == "-":
        import sys

        return sys.stdin.buffer.read(LARGEST + 1)
    with (folder / named).open("rb") as file:
        return file.read(LARGEST + 1)
