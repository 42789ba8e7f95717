"""The lines of a log: each with its number and its checksum, so that one that is missing or damaged is seen."""

import json
import os
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from relcommit.errors.journal import Damage

_SUM = ', "sum": "%08x"}'
_SUM_LENGTH = len(_SUM % 0)


def checksum(data: bytes) -> int:
    """What tells bytes from damaged ones."""
    return zlib.crc32(data)


def encode_line(number: int, line: Mapping[str, Any]) -> bytes:
    """A line of the log, with its line end."""
    text = json.dumps({"seq": number, **line})[:-1]
    return f"{text}{_SUM % checksum(text.encode())}\n".encode()


def read_lines(log: bytes, *, checked: bool) -> tuple[list[Mapping[str, Any]], Damage | None]:
    """The whole lines in order, up to the first that is missing or damaged, and what is wrong there.

    A last line without its end is what a crash cut short: as if never written. Logs of before the checksums
    (`checked` is false) are taken as they are.
    """
    lines: list[Mapping[str, Any]] = []
    for number, raw in enumerate(log.split(b"\n")[:-1], 1):
        line = _decode_line(raw, checked=checked)
        if line is None and checked:
            return lines, Damage("line", number)
        if checked and line is not None and line["seq"] != number - 1:
            return lines, Damage("missing", number)
        if line is not None:
            lines.append(line)
    return lines, None if lines or not checked else Damage("empty", 0)


def add_lines(log: Path, number: int, lines: Iterable[Mapping[str, Any]]) -> None:
    """Add lines, the first with this number, and wait until they are on the disk; one cut short goes first."""
    data = b"".join(encode_line(number + place, line) for place, line in enumerate(lines))
    with log.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 1))
        if file.read() not in (b"", b"\n"):
            file.seek(0)
            file.truncate(file.read().rfind(b"\n") + 1)
        file.seek(0, os.SEEK_END)
        write(file, data)


def write(file: BinaryIO, data: bytes) -> None:
    """Write and wait until it is on the disk."""
    file.write(data)
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _decode_line(raw: bytes, *, checked: bool) -> Mapping[str, Any] | None:
    text, end = raw[:-_SUM_LENGTH], raw[-_SUM_LENGTH:]
    if checked and end != (_SUM % checksum(text)).encode():
        return None
    try:
        line = json.loads(raw)
    except ValueError:
        return None
    return line if isinstance(line, dict) and (not checked or isinstance(line.get("seq"), int)) else None
