"""What hints that a document is a thing of the past: its own words, and its name. Hints order a list, no more."""

import re
from dataclasses import dataclass
from typing import Literal
from unicodedata import normalize

from relcommit.docs.states.titles import title

_HEAD = 4096
"""Bytes within which a document says what it is."""
_BANNER = re.compile(
    r"\b(?:obsolet[oa]s?|deprecated|superseded|reemplazad[oa]s?\s+por|sustituid[oa]s?\s+por|supersedid[oa]s?|superad[oa]s?\s+por|"
    r"archivad[oa]s?|documento\s+histórico|histórico\s*:|ya\s+no\s+(?:se\s+usa|aplica|está\s+en\s+vigor|vale)|sin\s+vigencia|"
    r"no\s+longer\s+(?:used|maintained|valid))\b",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"^[\s>*_|#-]*(?:estado|status)\b[\s*_|]*[:|][\s*_|]*"
    r"(?P<word>obsolet|completad|cerrad|finalizad|terminad|superad|superseded|deprecated|rejected|rechazad|archivad|históric|historic|done|closed)",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"(?:^|[^a-z])(etapa|fase|sprint|informe|reporte|report|auditoria|audits?|iteracion|hito|milestone|postmortem|retro|acta|archive|legacy|antiguo|viejo)(?:[^a-z]|$)"
)
_MARKS = re.compile(r"^\s{0,3}(?:>|\*\*|__|#{1,3}\s|:::|!!!|<)|⚠|🚨|\[!")

Kind = Literal["banner", "state", "period", "capitals"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One hint, and where it was read."""

    kind: Kind
    quote: str
    """The quoted line, or the word of the name."""
    line: int | None
    weight: float


def signals(path: str, data: bytes) -> tuple[Signal, ...]:
    """The hints of a document, the strongest first."""
    hints = [*_words(data), *_name(path, data)]
    return tuple(sorted(hints, key=lambda hint: -hint.weight))


def _words(data: bytes) -> list[Signal]:
    """The first line that says the document's state, and the first that warns of it."""
    hints: dict[str, Signal] = {}
    fenced = False
    for number, line in enumerate(data[:_HEAD].decode("utf-8", "replace").splitlines()[:40], 1):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        if fenced or len(line) > 400:
            continue
        if "state" not in hints and _STATE.match(line):
            hints["state"] = Signal(kind="state", quote=line.strip(), line=number, weight=4.0)
        elif "banner" not in hints and (_MARKS.search(line) or number <= 8) and _BANNER.search(line):
            hints["banner"] = Signal(kind="banner", quote=line.strip(), line=number, weight=3.0)
    return list(hints.values())


def _name(path: str, data: bytes) -> list[Signal]:
    name = path.rpartition("/")[2].rpartition(".")[0]
    hints: list[Signal] = []
    for text in (path.rpartition(".")[0], title(data, path)):
        period = _PERIOD.search(plain(text))
        if period and not hints:
            hints.append(Signal(kind="period", quote=period[1], line=None, weight=1.0))
    if (
        len(name) > 3
        and re.fullmatch(r"[A-Z0-9_-]*[A-Z][A-Z0-9_-]*", name)
        and name not in ("README", "CHANGELOG", "LICENSE")
    ):
        hints.append(Signal(kind="capitals", quote=name, line=None, weight=0.5))
    return hints


def plain(text: str) -> str:
    """Lower case, without accents; digits part words from one another."""
    bare = normalize("NFD", text.lower())
    return re.sub(r"[\d_]+", " ", "".join(sign for sign in bare if sign.isascii()))
