"""Criteria, steps, ways back and Done that plain sentences give, where no list of the plan does."""

import re
from collections.abc import Iterator, Mapping

from relcommit.plan.layout.items import item_from
from relcommit.plan.layout.markdown import Block
from relcommit.plan.layout.outline import Section
from relcommit.plan.model import Item
from relcommit.plan.words.context_headings import is_context
from relcommit.plan.words.labels import SHUT_OUT
from relcommit.plan.words.list_headings import Part

WAY_BACK = re.compile(
    r"\b(?:se (?:revierte|vuelve|retrocede|restaura|deshace|da marcha atr[áa]s)|revert(?:ir|imos|iremos)|"
    r"lo deshacemos|volve(?:r|mos|remos) (?:a|atr[áa]s)|(?:hacer|hacemos|haremos) rollback|"
    r"marcha atr[áa]s|abort(?:ar|amos|aremos))\b",
    re.IGNORECASE,
)
CONDITION = re.compile(r"\b(?:si|cuando|en caso de)\b", re.IGNORECASE)
BEFORE = re.compile(
    r"\bantes de (?:salir|publicar|desplegar|fusionar)\b"
    r"|\bno (?:se )?(?:sale|salimos|publica|publicamos|despliega|fusiona) hasta\b|\bsalimos cuando\b",
    re.IGNORECASE,
)
FINISHED = re.compile(
    r"\b(?:se considera|(?:lo |se )?da(?:mos|remos|r[áa])?(?: por)?|estar[áa]|quedar[áa])\b[^.\n]{0,30}"
    r"\b(?:hech[oa]|terminad[oa]|cerrad[oa]|list[oa])\b[^.\n]{0,20}\bcuando\b|^list[oa] cuando\b",
    re.IGNORECASE,
)
IN_ORDER = re.compile(
    r"^(?:se \w+|sale|salimos)? ?\bprimero\b[^.\n]*\b(?:y|despu[ée]s|luego|por [úu]ltimo)\b", re.IGNORECASE
)
_REVIEWS = re.compile(r"\brevis(?:an?|en?|ar[áa]n?)\b(?! (?:el|la|los|las|que)\b)[^.\n]*", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w/`.])@([A-Za-z][\w-]{1,38})\b(?![./])")
_SENTENCE_END = re.compile(r"(?<=[.;])\s+(?=[A-ZÁÉÍÓÚÑ¿¡`«])")


def with_sentences(parts: Mapping[Part, tuple[Item, ...]], sections: list[Section]) -> dict[Part, tuple[Item, ...]]:
    """The parts, those without a list filled with the sentences that say the same."""
    if all(parts.values()):
        return dict(parts)
    stated: dict[Part, list[Item]] = {name: [] for name in parts}
    for line, sentence in _sentences(sections):
        name = _part_of(sentence)
        if name is not None:
            stated[name].append(item_from(sentence, line))
    return {name: items or tuple(stated[name]) for name, items in parts.items()}


def reviewers_in(sections: list[Section]) -> tuple[list[str], int]:
    """The handles that a sentence asks to review, «Lo revisan @ana y @luis», with its line; 0 where none does."""
    for line, sentence in _sentences(sections):
        asked = _REVIEWS.search(sentence)
        if asked and (handles := _HANDLE.findall(asked[0])):
            return handles, line
    return [], 0


def _part_of(sentence: str) -> Part | None:
    if FINISHED.search(sentence):
        return "done"
    if WAY_BACK.search(sentence) and CONDITION.search(sentence):
        return "rollback"
    if BEFORE.search(sentence):
        return "gates"
    return "deploy" if IN_ORDER.search(sentence) else None


def _sentences(sections: list[Section]) -> Iterator[tuple[int, str]]:
    for section in sections:
        if not SHUT_OUT.isdisjoint(section.asides - {"rollback"}) or (
            section.heading and is_context(section.words) and not section.is_title
        ):
            continue
        waiting = list(reversed(section.blocks))
        while waiting:
            block = waiting.pop()
            if block.kind == "paragraph":
                yield from _of_paragraph(block)
            elif block.kind in ("list", "item", "quote"):
                waiting.extend(reversed(block.children))


def _of_paragraph(block: Block) -> Iterator[tuple[int, str]]:
    """Each sentence with the line where it starts; one that leads to a list says nothing of its own."""
    start = 0
    ends = [match.span() for match in _SENTENCE_END.finditer(block.text)]
    for end, following in [*ends, (len(block.text), len(block.text))]:
        sentence = block.text[start:end]
        if sentence.strip() and not sentence.rstrip("*_ ").endswith(":"):
            yield block.line + block.text.count("\n", 0, start), " ".join(sentence.split())
        start = following
