"""What a plan asks for its pull request besides title and body, and the issues that it closes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from relcommit.plan.layout.outline import Statement
from relcommit.plan.words.labels import SHUT_OUT, metadata_of
from relcommit.plan.words.values import is_header_hole, unwrap

_PARTS = re.compile(r"[,;/·]|[ \t]y[ \t]|[ \t]e[ \t](?=[IÍiíhH])|[ \t]and[ \t]|[ \t]+(?=@)")
_ISSUE = re.compile(r"(?<![\w/])(?:[\w.-]+/[\w.-]+)?#\d{1,9}\b|https://[\w./-]+/issues/\d+")
_CLOSING = re.compile(
    r"^[ \t>*-]*[*_]{0,2}(?:closes?|closed|fix(?:es|ed)?|resolves?d?|cierra|resuelve)[*_:]{0,3}[ \t]+(.{2,200})$",
    re.IGNORECASE,
)
_YES = frozenset({"si", "sí", "true", "yes", "1", "verdadero", "x", "draft", "borrador"})
_NO = frozenset({"no", "false", "0", "falso"})
_LONGEST_NAME = 50


@dataclass(slots=True)
class Metadata:
    """The values, each kind with the lines that gave it."""

    labels: list[str] = field(default_factory=list)
    reviewers: list[str] = field(default_factory=list)
    assignees: list[str] = field(default_factory=list)
    milestone: str | None = None
    draft: bool | None = None
    issues: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)


def metadata_in(statements: list[Statement]) -> Metadata:
    """What labels say about the pull request; of two that say the same kind, the first counts."""
    metadata = Metadata()
    for statement in statements:
        kind = metadata_of(statement.label, heading=statement.form == "heading")
        if kind is None or statement.form == "column" or not SHUT_OUT.isdisjoint(statement.section.asides):
            continue
        texts = list(_texts(statement))
        if texts and kind not in metadata.places and _take(metadata, kind, [text for text, _ in texts]):
            metadata.places[kind] = texts[0][1]
    return metadata


def closed_issues(text: str) -> list[tuple[str, int]]:
    """The issues that lines such as «Closes #12» name, with their lines."""
    issues = []
    for number, line in enumerate(text.split("\n"), 1):
        closing = _CLOSING.match(line)
        issues += [(issue, number) for issue in _ISSUE.findall(closing[1])] if closing else []
    return issues


def _texts(statement: Statement) -> Iterator[tuple[str, int]]:
    if statement.value:
        yield statement.value, statement.line
        return
    for block in statement.follow[:1]:
        if block.kind == "list":
            texts = ((item.children[0].text, item.line) for item in block.children if item.children)
            yield from takewhile(lambda text: ": " not in text[0], texts)
        elif block.kind == "paragraph" and len(block.text) <= 200:
            yield block.text, block.line


def _take(metadata: Metadata, kind: str, texts: list[str]) -> bool:
    if kind == "draft":
        answer = unwrap(texts[0]).rstrip(".").casefold().split()[:1]
        metadata.draft = True if _YES.intersection(answer) else False if _NO.intersection(answer) else None
        return metadata.draft is not None
    if kind == "milestone":
        name = unwrap(texts[0]).rstrip(".")
        metadata.milestone = name if 0 < len(name) <= _LONGEST_NAME and not is_header_hole(name) else None
        return metadata.milestone is not None
    if kind == "issues":
        metadata.issues.extend(issue for text in texts for issue in _ISSUE.findall(text))
        return bool(metadata.issues)
    names = [name for text in texts for name in _names(text)]
    getattr(metadata, kind).extend(names)
    return bool(names)


def _names(text: str) -> list[str]:
    """«`a`, `b`», «@ana y @luis», «[x, y]» as names; a sentence gives none."""
    pieces = [unwrap(piece.strip().strip("[]").strip()) for piece in _PARTS.split(text.rstrip("."))]
    pieces = [piece.removeprefix("@") for piece in pieces if piece]
    bad = any(len(piece) > _LONGEST_NAME or len(piece.split()) > 4 or is_header_hole(piece) for piece in pieces)
    return [] if bad else pieces
