"""The block of YAML or TOML at the top of a document, and what it says of the document's state."""

import re
from collections.abc import Iterator
from unicodedata import normalize

from relcommit.docs.formats import toml, yaml
from relcommit.docs.formats.yaml import Scalar
from relcommit.names import Status

_BLOCK = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n((?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)")
_TOML = re.compile(rb"(?:\xef\xbb\xbf)?\+\+\+[ \t]*\r?\n((?:.*\n)*?)\+\+\+[ \t]*(?:\r?\n|$)")
_WORDS: dict[str, Status] = {
    **dict.fromkeys(("vigente", "vigentes", "actual", "current"), "vigente"),
    **dict.fromkeys(
        (
            "historico", "historica", "historical", "obsoleto", "obsoleta", "obsolete", "archivado", "archivada",
            "archived", "reemplazado", "reemplazada", "sustituido", "sustituida", "superado", "superada",
            "superseded", "deprecated", "retirado", "retirada", "descontinuado", "descontinuada",
        ),
        "historico",
    ),
}  # fmt: skip


def block(data: bytes) -> tuple[int, int, int] | None:
    """Where the inside of the front matter starts and ends, and where the document goes on after it."""
    inside = yaml_block(data)
    if inside is None and data.startswith((b"+++", b"\xef\xbb\xbf+++")):
        match = _TOML.match(data)
        inside = (match.start(1), match.end(1), match.end()) if match else None
    return inside


def yaml_block(data: bytes) -> tuple[int, int, int] | None:
    """The same for YAML alone, the only kind that Jekyll knows."""
    if not data.startswith((b"---", b"\xef\xbb\xbf---")):
        return None
    opening = _BLOCK.match(data)
    return (opening.start(1), opening.end(1), opening.end()) if opening else None


def values(data: bytes) -> Iterator[Scalar]:
    """Every value of the front matter that stands on one line."""
    inside = block(data)
    if inside is not None:
        read = toml.scalars if b"+++" in data[: inside[0]] else yaml.scalars
        yield from read(data, inside[0], inside[1])


def block_texts(data: bytes) -> Iterator[Scalar]:
    """The values of a front matter of YAML that stand on lines of their own, after `|` or `>`."""
    inside = yaml_block(data)
    return yaml.block_texts(data, inside[0], inside[1]) if inside else iter(())


def declared(data: bytes) -> Iterator[tuple[str, str]]:
    """Each key of the front matter, lower case, with the value that stands on its line."""
    for scalar in values(data):
        if scalar.key and scalar.column == 0:
            yield scalar.key, data[scalar.start : scalar.end].decode("utf-8", "replace")


def status_line(data: bytes) -> tuple[Status, str] | None:
    """The state that `estado:` or `status:` declares, with the line as written; `None` for other words."""
    for key, value in declared(data):
        status = _WORDS.get(_first_word(value)) if key in ("estado", "status") else None
        if status is not None:
            return status, f"{key}: {value}"
    return None


def _first_word(text: str) -> str:
    bare = normalize("NFD", text.strip().lower())
    plain = "".join(sign for sign in bare if sign.isascii())
    return re.split(r"[^a-z]", plain, maxsplit=1)[0]
