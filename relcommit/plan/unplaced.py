"""What a plan's lines say outright and no field holds, wherever they stand: headers, branches, documents, conditions.

A line may be understood for one thing and lose another: «La rama será `x` y saldrá de `y`». So what a sentence says is
compared with the plan that was read, and not with the line's reading.
"""

import re
from collections.abc import Iterator

from relcommit.plan.layout.folding import words
from relcommit.plan.layout.markdown import Block
from relcommit.plan.layout.outline import Section
from relcommit.plan.model import Finding, Plan
from relcommit.plan.reader import structure_of
from relcommit.plan.sections.document_paths import paths_in
from relcommit.plan.sections.sentence_parts import BEFORE, CONDITION, FINISHED, WAY_BACK
from relcommit.plan.words.document_words import state_of
from relcommit.plan.words.labels import SHUT_OUT
from relcommit.plan.words.values import has_known_type, is_branch, is_header

_QUOTED = re.compile(r"`([^`\n]+)`|«([^»\n]+)»|“([^”\n]+)”")
_HANDLE = re.compile(r"(?<![\w/`.])@([A-Za-z][\w-]{1,38})\b(?![./])")
_ASKED_OF_PEOPLE = re.compile(r"\b(?:revis(?:a|an|ar|ará|arán|ores?|oras?)|asign(?:ar|ad[oa]s?))\b", re.IGNORECASE)
_ON_A_BRANCH = re.compile(r"\b(?:en|usa(?:r|remos|mos)?|crea(?:r|mos|remos)?) (?:la )?rama\W+$", re.IGNORECASE)
_EXCERPT = 100


def unplaced_in(plan: Plan, text: str) -> Iterator[Finding]:
    """A finding for each line that says something of ours which the plan, as it was read, does not hold."""
    structure = structure_of(text)
    if structure.guide or not (plan.branch or plan.commit):
        return
    for section in structure.sections:
        if SHUT_OUT.isdisjoint(section.asides):
            for line, sentence, above in _sentences(section):
                for part in _parts_said(plan, sentence, above):
                    facts = {"text": " ".join(sentence.split())[:_EXCERPT], "part": part, "last": str(line)}
                    yield Finding(level="warning", code="unread", line=line, facts=facts)
                    break


def _sentences(section: Section) -> Iterator[tuple[int, str, str]]:
    """The lines of paragraphs, items and rows, each with the words that it stands below."""
    waiting = [(block, "") for block in reversed(section.blocks)]
    label = ""
    while waiting:
        block, above = waiting.pop()
        if block.kind == "paragraph":
            yield from ((line, text, above or label) for line, text in block.lines())
            label = block.text if block.text.rstrip("*_ ").endswith(":") else ""
        elif block.kind == "row":
            yield block.line, " | ".join(cell.text for cell in block.children), above
        elif block.kind == "item":
            waiting.extend(_below(block, above))
        elif block.kind in ("list", "table", "quote"):
            waiting.extend((child, above or label) for child in reversed(block.children))


def _below(item: Block, above: str) -> list[tuple[Block, str]]:
    """What stands in an item, its lists below its own words."""
    first = item.children[0].text if item.children and item.children[0].kind == "paragraph" else ""
    return [(child, first if child.kind == "list" else above) for child in reversed(item.children)]


def _parts_said(plan: Plan, text: str, above: str) -> Iterator[str]:
    """The names of the plan's parts that a sentence speaks of and that do not hold what it says."""
    headers = {message.header for message in (plan.commit, *plan.commits) if message} | {plan.pr_title}
    for match in _QUOTED.finditer(text):
        quoted = next(group for group in match.groups() if group).strip()
        if is_header(quoted) and has_known_type(quoted) and quoted not in headers:
            yield "commit"
        if quoted not in (plan.branch, plan.base) and is_branch(quoted) and _ON_A_BRANCH.search(text[: match.start()]):
            yield "rama"
    planned = {path for document in plan.documents for path in (document.path, document.to)}
    missing = any("." in path.rpartition("/")[2] and path not in planned for path in paths_in(text))
    if missing and (_decides(text) or _decides(above)):
        yield "documentos"
    people = {*plan.reviewers, *plan.assignees}
    if _ASKED_OF_PEOPLE.search(text) and not people.issuperset(_HANDLE.findall(text)):
        yield "pull request"
    if not plan.rollback and WAY_BACK.search(text) and CONDITION.search(text):
        yield "marcha atrás"
    if not plan.gates and BEFORE.search(text):
        yield "criterios de salida"
    if not plan.done and FINISHED.search(text):
        yield "Done"


def _decides(text: str) -> bool:
    """Whether words outside of the paths tell what becomes of documents."""
    bare = _QUOTED.sub(" ", text)
    for path in paths_in(bare):
        bare = bare.replace(path, " ")
    return state_of(words(bare)) in ("vigente", "historico") or (_keeps_and_retires(bare))


def _keeps_and_retires(text: str) -> bool:
    """Whether parts of a sentence name states of their own."""
    return any(state_of(words(part)) in ("vigente", "historico") for part in re.split(r"[.,;]| y ", text))
