"""The documents that one line names: their paths, where they go, and the state that stands beside them."""

import re
from dataclasses import dataclass
from itertools import pairwise

from relcommit.plan.layout.folding import words
from relcommit.plan.words.document_words import State, says_move, state_of

_PATH = re.compile(
    r"!?\[[^\[\]]*\]\((?:<(?P<angled>[^<>]+)>|(?P<link>[^()<>\s]+))(?:[ \t]+[\"'][^()]*)?\)"
    r"|(?P<ticks>`+)[ \t]*(?P<quoted>[^`]+?)[ \t]*(?P=ticks)|[«“\"](?P<named>[^«»“”\"\n]{2,200})[»”\"]"
    r"|(?P<bare>[^\s`«»“”\"'<>|:,;()\[\]]+)"
)
_QUOTES = ("angled", "link", "quoted", "named")
_AFTER_ARROW = re.compile(r"[*_ \t]*(?:-+>|→|=+>|⇒|➜)[*_ \t]*(?:la carpeta |carpeta )?(?:" + _PATH.pattern + ")")
_EXTENSION = re.compile(r"\.[A-Za-z0-9*]{1,8}$")
_EMPHASIS = re.compile(r"^(\*\*|__|~~|\*|_)(.+)\1$")
_TO = re.compile(
    r"^(?:\W|\b(?:carpeta|la|el|ruta|archivo|fichero)\b)*\b(?:a|hacia|en|to|into|como)\b[\W_]*(?:la|el|carpeta)?\W*$"
)
_PIECES = re.compile(r"[—–()\[\],;:.]|[ \t]-[ \t]")
_LONGEST_STATE = 4
"""Words beside a path that can be its state; more is a description."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line says of one document, or of several that share it."""

    paths: tuple[str, ...]
    to: str | None
    state: State | None


def paths_in(text: str) -> list[str]:
    """Everything in a text that looks like a path or a glob."""
    return [path for path, _, _ in _paths(text)]


def entry_from(text: str, *, whole: bool = False) -> Entry | None:
    """Read a line; `None` where it names no path. `whole` takes its state from all its words, as in a sentence."""
    text = " ".join(text.split())
    named = _paths(text)
    if not named:
        return None
    if target := _AFTER_ARROW.match(text, named[0][2]):
        rest = _without(text[: target.start()] + text[target.end() :], named[:1])
        return Entry((named[0][0],), _named_by(target).rstrip("/"), _state_in(rest, whole=whole))
    between = [text[end:start] for (_, _, end), (_, start, _) in pairwise(named)]
    paths, to = [path for path, _, _ in named], None
    if len(named) == 2 and _TO.match(between[0]):
        paths, to = paths[:1], paths[1]
    elif len(named) > 1 and not whole and not all(_joins(gap) for gap in between):
        paths = paths[:1]
    rest = _without(text, named)
    return Entry(tuple(paths), to.rstrip("/") if to else None, _state_in(rest, whole=whole))


def _paths(text: str) -> list[tuple[str, int, int]]:
    named: list[tuple[str, int, int]] = []
    for match in _PATH.finditer(text):
        quoted = next((match[name] for name in _QUOTES if match[name]), None)
        path = (quoted or match["bare"] or "").strip().rstrip(",;").removeprefix("./")
        path = path if quoted else _EMPHASIS.sub(r"\2", path.rstrip("."))
        if not quoted and named and _goes_on(text, named[-1], match.start()):
            before, start, _ = named.pop()
            named.append((f"{before} {path}", start, match.end()))
        elif _looks_like_path(path, quoted=quoted is not None, first=not named):
            named.append((path, match.start(), match.end()))
    return named


def _named_by(target: "re.Match[str]") -> str:
    """What an arrow leads to, whatever it looks like: a destination is never left out."""
    quoted = next((target[name] for name in _QUOTES if target[name]), "")
    return (quoted or target["bare"].rstrip(",;.")).strip()


def _goes_on(text: str, path: tuple[str, int, int], start: int) -> bool:
    """Whether a bare path has a space in it: «docs/etapa 1/plan.md»; after one that ends like a file it has none."""
    name, begin, end = path
    rest = text[start:].partition(" ")[0]
    return text[begin:end] == name and text[end:start] == " " and not _EXTENSION.search(name) and "/" in rest


def _looks_like_path(path: str, *, quoted: bool, first: bool) -> bool:
    if "://" in path or not re.search(r"\w", path) or path.startswith(("#", "--")):
        return False
    if _EXTENSION.search(path) and not re.fullmatch(r"v?\d+(?:\.\d+)+", path):
        return quoted or " " not in path
    return "/" in path and (quoted or first or path.count("/") > 1 or path.startswith("docs")) and " " not in path


def _joins(gap: str) -> bool:
    """Whether what stands between two paths only lists them."""
    return not words(gap) or words(gap) in (("y",), ("e",), ("and",))


def _without(text: str, named: list[tuple[str, int, int]]) -> str:
    for _, start, end in reversed(named):
        text = f"{text[:start]}, {text[end:]}"
    return text


def _state_in(rest: str, *, whole: bool) -> State | None:
    """The state beside the paths: in a few words of their own, «(histórico)», «archivar», «se queda»."""
    pieces = [rest] if whole else [piece for piece in _PIECES.split(rest) if len(words(piece)) <= _LONGEST_STATE]
    labels = [words(piece) for piece in pieces]
    states = {state for label in labels if (state := state_of(label))}
    if not states and any(says_move(label) for label in labels):
        return None
    return next(iter(states)) if len(states) == 1 else "other" if states else None
