"""What a plan is for, as its author says it: context, objective, motivation."""

from collections.abc import Iterator
from dataclasses import dataclass

from relcommit.plan.layout.folding import word_set, words
from relcommit.plan.layout.markdown import Block, parse
from relcommit.plan.layout.outline import Section, part, sections_of
from relcommit.plan.layout.plain_text import plain_text

_PURPOSES = word_set(
    "contexto objetivo objetivos motivacion motivo motivos antecedentes problema proposito justificacion resumen "
    "finalidad introduccion descripcion razon razones background context goal goals motivation purpose overview "
    "summary why problem rationale"
)
_WHYS = (("por", "que"), ("para", "que"), ("que", "y", "por", "que"), ("que", "cambia"), ("que", "hace"))
_MOST_WORDS = 5
"""A longer heading speaks of something else besides."""
_MOST_LINES = 60
"""Lines of one such section: what is longer is the plan itself, and is read there."""
_ABOUT_COMMITS = word_set("commit commits pr pull request rama cambios tecnico tecnica ejecucion despliegue rollback")


@dataclass(frozen=True, slots=True)
class Purpose:
    """One section of it: its heading, empty for what stands above all headings, and its Markdown."""

    title: str
    text: str


def purposes_in(text: str) -> tuple[Purpose, ...]:
    """The plan's sections and labelled lines of this kind, in its order, as they are written."""
    source = plain_text(text.removeprefix("\ufeff"))
    lines = _without_front_matter(source.split("\n"))
    sections = sections_of(parse("\n".join(lines)))
    return tuple(
        purpose
        for section, following in zip(sections, [*sections[1:], None], strict=True)
        for purpose in _purposes(section, following, lines)
        if purpose.text
    )


def _purposes(section: Section, following: Section | None, lines: list[str]) -> Iterator[Purpose]:
    if section.heading and not section.is_title and _is_purpose(section.words):
        end = following.line - 1 if following else len(lines)
        body = lines[section.line : end]
        if body and set(body[0].strip()) in ({"="}, {"-"}):
            del body[0]  # the underline of a heading of two lines
        yield Purpose(section.title, "\n".join(body[:_MOST_LINES]).strip())
    elif section.is_title or section.heading is None:
        yield from _lead(section)


def _lead(section: Section) -> Iterator[Purpose]:
    """The paragraphs right below the title; of those with a label, the ones whose label says so."""
    for block in _paragraphs(section):
        labelled = part(block.text)
        if labelled is None:
            yield Purpose("", block.text.strip())
        elif _is_purpose(words(labelled[0])) and labelled[1].strip():
            value = labelled[1].strip()
            yield Purpose(labelled[0].strip(" *_:"), value[:1].upper() + value[1:])


def _paragraphs(section: Section) -> Iterator[Block]:
    for block in section.blocks:
        if block.kind == "paragraph":
            yield block
        elif block.kind == "list":
            return


def _is_purpose(label: tuple[str, ...]) -> bool:
    if not label or len(label) > _MOST_WORDS or _ABOUT_COMMITS.intersection(label):
        return False
    return bool(_PURPOSES.intersection(label[:2])) or any(label[: len(why)] == why for why in _WHYS)


def _without_front_matter(lines: list[str]) -> list[str]:
    """The same lines, those of a YAML block at the top emptied."""
    if lines[0].rstrip() != "---":
        return lines
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
    return [""] * (end + 1) + lines[end + 1 :] if end else lines
