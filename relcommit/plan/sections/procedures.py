"""The steps of a procedure, in whatever way its author numbers them, and what sets a rollback off."""

import re
from dataclasses import replace
from itertools import pairwise

from relcommit.plan.layout.folding import words
from relcommit.plan.layout.items import as_lists, details_of, item_from, items_of_list, leaves_of_list, rows_of
from relcommit.plan.layout.markdown import Block
from relcommit.plan.layout.outline import Section
from relcommit.plan.model import Item
from relcommit.plan.words.list_headings import DOING, TRIGGERS

_STEP = re.compile(
    r"\W{0,4}(?:(?:paso|step|fase|phase|etapa|opci[oó]n|option|escenario|nivel|caso|d[ií]a)[ \t]+(?:\d|[a-z]\b)"
    r"|\d{1,3}(?:\.\d{1,3})?[.):][ \t]|\d\ufe0f?\u20e3)",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"\b(?:qu[eé]|c[oó]mo) (?:se )?ha(?:ce|cer|cemos)\b|^\W*qu[eé]\W*$|\bhacemos\b|\brespuesta\b|\breacci[oó]n\b",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"\b(?:umbral|l[ií]mite|valor|threshold)", re.IGNORECASE)
_BEFORE_DOING = frozenset({"se", "debe", "debemos", "deben", "hay", "que", "toca", "conviene", "un", "el", "puede"})
_TO_DO = re.compile(
    r"[*_]{0,2}(?:(?P<verb>[a-záéíóúüñ]{1,15}(?:ar|ir|ír|cer|ner|der|ver|rrer|oger|mper|aer|eer)(?:se|l[aoe]s?)?)\b|`"
    r"|(?:backup|respaldo|copia|merge|tag|deploy|aviso|reinicio|smoke)\b)",
    re.IGNORECASE,
)
"""What starts an item that says what to do. Not every «-er» is a verb: «Docker» and «worker» are none."""


def steps_of(section: Section, blocks: list[Block], *, triggers: bool = True) -> list[tuple[Item, str]]:
    """The steps of a procedure, each with the label that it stands under.

    Its own lists (the numbered ones, where there are any); else its numbered sub-headings; else their lists.
    """
    blocks = as_lists(blocks)
    lists = [block for block in blocks if block.kind == "list"]
    ordered = [block for block in lists if block.ordered]
    tables = [block for block in blocks if block.kind == "table"]
    numbered = [child for child in section.children if _STEP.match(child.title)]
    if len(numbered) > 1 and not ordered:
        return [(_heading_step(child), "") for child in numbered]
    if ordered and not _has_triggers(blocks):
        return [(item, "") for block in ordered for item in items_of_list(block)]
    if lists:
        return _with_procedure(section, _labelled(blocks))
    if tables:
        return [row for table in tables for row in (_rows(table) if triggers else _plain_rows(table))]
    below: list[tuple[Item, str]] = []
    for child in section.children:
        below.extend((item, label or child.title) for item, label in _below(child))
    if below:
        return below
    return [(_heading_step(child), "") for child in section.children if child.blocks]


def _with_procedure(section: Section, own: list[tuple[Item, str]]) -> list[tuple[Item, str]]:
    """What sets something off, and the procedure that its sub-headings tell."""
    if not own or not all(is_trigger(label) for _, label in own):
        return own
    return own + [(item, label or child.title) for child in section.children for item, label in _below(child)]


def _plain_rows(table: Block) -> list[tuple[Item, str]]:
    return [(item, "") for item in rows_of(table)]


def _rows(table: Block) -> list[tuple[Item, str]]:
    """A table's rows; where it says what sets off what, what is done, with its trigger below it."""
    heads = [cell.text for cell in table.children[0].children] if table.children else []
    triggers = next((index for index, head in enumerate(heads) if is_trigger(head)), None)
    actions = next(
        (index for index, head in enumerate(heads) if DOING.intersection(words(head)) or _HOW.search(head)), None
    )
    if triggers is None or actions is None:
        return [(item, "") for item in rows_of(table)]
    why = _causes(table, heads, triggers)
    answers = {item.line: item.text for item in rows_of(table, actions)}
    causes = [
        (replace(item, details=(answers[item.line],) if item.line in answers else ()), heads[triggers]) for item in why
    ]
    texts = {item.line: item.text for item in why}
    return causes + [
        (replace(item, details=(texts[item.line],) if item.line in texts else ()), "")
        for item in rows_of(table, actions)
    ]


def _causes(table: Block, heads: list[str], column: int) -> list[Item]:
    """What a table says sets the rollback off, with its threshold where that has a column of its own."""
    limits = next((index for index, head in enumerate(heads) if index != column and _LIMIT.search(head)), None)
    values = {} if limits is None else {item.line: item.text for item in rows_of(table, limits)}
    return [
        replace(item, text=f"{item.text} {values[item.line]}") if item.line in values else item
        for item in rows_of(table, column)
    ]


def _has_triggers(blocks: list[Block]) -> bool:
    """Whether a list that is not numbered says what sets off the numbered steps."""
    return any(
        label.kind == "paragraph" and block.kind == "list" and not block.ordered and is_trigger(label.text)
        for label, block in pairwise(blocks)
    )


def says_steps(section: Section) -> bool:
    """Whether a section says its steps: a numbered list, numbered sub-headings, or things to do one after the other."""
    lists = [block for part in section.tree() for block in as_lists(part.blocks) if block.kind == "list"]
    numbered = sum(bool(_STEP.match(child.title)) for child in section.children) > 1
    tables = [block for inner in section.tree() for block in inner.blocks if block.kind == "table"]
    return (
        numbered
        or any(map(_tells_steps, tables))
        or any(block.ordered or read_as_steps(block) or _is_staged(block) for block in lists)
    )


def _tells_steps(table: Block) -> bool:
    """Whether a table's heads are those of steps: what is done, and when, by whom or how it is seen."""
    heads = {word for cell in table.children[0].children for word in words(cell.text)} if table.children else set()
    return not heads.isdisjoint(_STEP_HEADS) and not heads.isdisjoint(_WHO_AND_WHEN)


_STEP_HEADS = frozenset({"paso", "pasos", "accion", "actividad", "tarea", "fase", "etapa", "step", "action"})
_WHO_AND_WHEN = frozenset(
    {
        "quien",
        "cuando",
        "hora",
        "responsable",
        "comprueba",
        "verificacion",
        "duracion",
        "orden",
        "fecha",
        "owner",
        "when",
    }
    | {"comprobacion", "trafico", "criterio", "inicio", "estado", "n", "descripcion", "detalle", "comando"}
)


def _is_staged(block: Block) -> bool:
    """Whether each item says its own number: «Fase 1 – interno», «Fase 2 – piloto»."""
    return len(block.children) > 1 and all(
        child.children and _STEP.match(child.children[0].text) for child in block.children
    )


def _below(section: Section) -> list[tuple[Item, str]]:
    blocks = as_lists(section.blocks)
    ordered = [block for block in blocks if block.kind == "list" and block.ordered]
    return [(item, "") for block in ordered for item in items_of_list(block)] or _labelled(blocks)


def _labelled(blocks: list[Block]) -> list[tuple[Item, str]]:
    steps: list[tuple[Item, str]] = []
    label = ""
    for block in blocks:
        if block.kind == "paragraph":
            label = block.text if block.text.rstrip("*_ ").endswith(":") or block.text.startswith("**") else ""
        elif block.kind == "list":
            steps.extend(leaves_of_list(block, label))
    return steps


def _heading_step(section: Section) -> Item:
    details = tuple(detail for part in section.tree() for detail in details_of(iter(part.blocks)))
    return item_from(section.title, section.line, details=details)


def is_trigger(label: str) -> bool:
    """Whether what stands under a label sets the rollback off, instead of carrying it out."""
    folded = words(label)
    does = bool(folded) and (folded[0] in DOING or "hacer" in folded or "hacemos" in folded)
    return (not does or asks_when(folded)) and TRIGGERS.match(folded)


def asks_when(label: tuple[str, ...]) -> bool:
    """Whether a label asks when a rollback is made, «Cuándo hay que hacer rollback», and not what is done when."""
    if label[:1] != ("cuando",):
        return TRIGGERS.match(label[:1]) and label[:1] != ("si",)
    doing = next((index for index, word in enumerate(label) if word in ("hacer", "hacemos")), 0)
    return doing > 0 and _BEFORE_DOING.issuperset(label[1:doing])


def opens_triggers(heading: str) -> bool:
    """Whether a heading gathers what sets the rollback off: «Criterios de reversión», «Cuándo se vuelve atrás»."""
    label = words(heading)
    return TRIGGERS.match(label[:1]) or label[-1:] in (("si",), ("cuando",))


def opens_with_trigger(text: str) -> bool:
    """Whether an item says by its first word that it sets the rollback off, whatever it stands under."""
    return words(text)[:1] in (("trigger",), ("triggers",), ("disparador",), ("disparadores",))


def read_as_steps(block: Block) -> bool:
    """Whether a list that nobody numbered says what to do: boxes, or verbs and commands from the first to the last."""
    texts = [child.children[0].text for child in block.children if child.children]
    boxed = bool(block.children) and all(child.checked is not None for child in block.children)
    matches = [_TO_DO.match(text) for text in texts]
    return boxed or (len(matches) > 1 and all(matches) and any(match["verb"] for match in matches if match))
