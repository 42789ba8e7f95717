"""Where in a plan its own matters stand: below which headings and labels everything has to be understood."""

from collections.abc import Iterator
from dataclasses import dataclass

from relcommit.plan.layout.markdown import last_line
from relcommit.plan.layout.outline import Section, Statement
from relcommit.plan.reader import Structure, structure_of
from relcommit.plan.words.document_words import is_reference, opens_documents
from relcommit.plan.words.labels import SHUT_OUT, Label, has_no_strangers, metadata_of, roles_of
from relcommit.plan.words.list_headings import WEAK, parts_of


@dataclass(frozen=True, slots=True)
class Zone:
    """Lines from `start` to `end`, both of them in it, below a heading or label of ours."""

    name: str
    start: int
    end: int


def zones_in(text: str) -> list[Zone]:
    """The zones of a plan, outer ones first; a guide has none."""
    structure = structure_of(text)
    if structure.guide:
        return []
    return [*_headed(structure), *_labelled(structure)]


def _headed(structure: Structure) -> Iterator[Zone]:
    """The sections with a heading of ours, and those below it that are about nothing else."""
    ours: set[int] = set()
    sections, releases = structure.sections, structure.releases
    for index, section in enumerate(sections):
        if section.heading is None or section.is_title or not SHUT_OUT.isdisjoint(section.asides - {"rollback"}):
            continue
        below = section.parent is not None and id(section.parent) in ours
        if not (below or _is_ours(section, releases=releases)):
            continue
        ours.add(id(section))
        end = sections[index + 1].line - 1 if index + 1 < len(sections) else structure.last_line
        if end > section.line:
            yield Zone(section.title, section.line + 1, end)


def _is_ours(section: Section, *, releases: bool) -> bool:
    if section.title.endswith("?"):
        return False
    label = section.words
    parts = [rank for _, rank in parts_of(label, heading=True, releases=releases)]
    documents = opens_documents(label) and not is_reference(label)
    return bool(
        max(parts, default=0) > WEAK
        or documents
        or _is_field(label, section.context)
        or metadata_of(label, heading=True)
    )


def _labelled(structure: Structure) -> Iterator[Zone]:
    """What stands under a label of ours: «Criterios:», «**Rama**», «Etiquetas: …»."""
    for statement in structure.statements:
        if statement.form not in ("line", "item") or not SHUT_OUT.isdisjoint(statement.section.asides):
            continue
        if not _names_ours(statement):
            continue
        last = max((last_line(block) for block in statement.follow), default=statement.line)
        yield Zone(" ".join(statement.label), statement.line, max(last, statement.line))


def _names_ours(statement: Statement) -> bool:
    parts = [rank for _, rank in parts_of(statement.label, heading=False)]
    named = _is_field(statement.label, statement.context) or metadata_of(statement.label, heading=False)
    return bool(named) or max(parts, default=0) > WEAK


def _is_field(label: Label, context: str | None) -> bool:
    """Whether a label names a field and nothing else; «Objetivo del PR» is about something of its own."""
    roles = roles_of(label, context, heading=False)
    return bool(roles) and roles != ("pr",) and has_no_strangers(label)
