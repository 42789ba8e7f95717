"""From a plan's lists to the items of its checklist: what the words say, and what the author fixed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import get_args

from relcommit.checklist import lexicon
from relcommit.checklist.ids import distinct, fold
from relcommit.checklist.inference import Phrase, infer, known_roles, phase_of
from relcommit.checklist.model import (
    PERSON,
    PHASE_WORDS,
    PHASES,
    TRIGGER,
    ChecklistItem,
    Phase,
    Proof,
    RawItem,
    RawLists,
    Section,
)

_READ = 2_000
"""Characters of a text in which words are looked for: no plan says it later, and a hostile one is not waited for."""
_NO = frozenset({"no", "false", "0"})
_YES = frozenset({"si", "yes", "true", "1"})
_ARGUMENT = {
    "check": "names", "file": "globs", "local": "id", "secret": "names", "http": "routes",
    "deployment": "environment", "migrations": "folder", "sqlite": "table", "approvals": "roles",
}  # fmt: skip
"""Marks that choose a probe (`check="ci / tsc"`), with what their value is to it."""
_PLAIN_MARKS = frozenset({"id", "role", "phase", "required", "fresh", "probe", "limit", "max", "metric", "pause"})
_TRIGGER_MARKS = ("limit", "max", "metric", "pause")
_EXTRA_WANTS = {
    "hours": "hours",
    "columns": "columns",
    "status": "status",
    "field": "fields",
    "app": "app",
    "count": "count",
}


def items_of(plan: RawLists, roles: Collection[str] = (), taken: Collection[str] = ()) -> tuple[ChecklistItem, ...]:
    """Every item of the plan, in its order by section.

    `roles` are those of the settings' `[approvals]`, and `taken` the ids that others have.
    """
    raw = [(section, item) for section in get_args(Section) for item in getattr(plan, section)]
    ids = distinct([(item.marks.get("id"), item.text, section) for section, item in raw], taken)
    return tuple(_item(name, section, item, tuple(roles)) for name, (section, item) in zip(ids, raw, strict=True))


def _item(name: str, section: Section, raw: RawItem, roles: tuple[str, ...]) -> ChecklistItem:
    marked = _phase(raw.marks.get("phase")) or ("production" if raw.kind == "after" else None)
    usual = marked or phase_of(section, fold(" ".join((raw.text, *raw.details))[:_READ]))
    proofs = tuple(_fixed(raw.marks, usual)) or _inferred(section, raw, usual, roles)
    if marked:
        proofs = tuple(proof if proof.kind == "merged" else replace(proof, phase=marked) for proof in proofs)
    return ChecklistItem(
        id=name,
        text=raw.text,
        line=raw.line,
        section=section,
        phase=max((proof.phase for proof in proofs), key=PHASES.index),
        proofs=proofs,
        required=_required(section, raw),
        role=raw.marks.get("role") or _role(raw.text, proofs, roles),
        details=raw.details,
        action=raw.kind == "action",
        checked=raw.checked,
        fresh=fold(raw.marks.get("fresh", "")) in _YES,
        ignored=tuple(_ignored(raw.marks)),
    )


def _fixed(marks: Mapping[str, str], phase: Phase) -> Iterator[Proof]:
    """The proofs that marks choose; the other marks are theirs to read."""
    extra = {name: _values(marks[key]) for key, name in _EXTRA_WANTS.items() if key in marks}
    for key, name in _ARGUMENT.items():
        if key in marks:
            yield Proof(kind=key, phase=phase, wants={name: _values(marks[key]), **extra}, words=f"rc: {key}")
    if "probe" in marks:
        yield Proof(kind=marks["probe"], phase=phase, wants=extra, words="rc: probe")


def _inferred(section: Section, raw: RawItem, usual: Phase, roles: tuple[str, ...]) -> tuple[Proof, ...]:
    person = Proof(kind=PERSON, phase=usual)
    if section == "rollback":
        return (_trigger(raw, usual) if raw.kind == "trigger" else person,)
    parts = [infer(Phrase(text[:_READ], section, usual, roles)) for text in (raw.text, *raw.details)]
    proofs = tuple(proof for part in parts for proof in part)
    unproved = [text for text, part in zip(raw.details, parts[1:], strict=True) if not part]
    if unproved and proofs:
        return (*proofs, Proof(kind=PERSON, phase=usual, words=unproved[0]))
    return proofs or (person,)


def _trigger(raw: RawItem, usual: Phase) -> Proof:
    """What sets the rollback off, whole: its probe reads it as the rollout's judge does."""
    marks = {name: (raw.marks[name],) for name in _TRIGGER_MARKS if name in raw.marks}
    return Proof(kind=TRIGGER, phase=usual, wants={"texto": (raw.text,), "detalles": raw.details, **marks})


def _required(section: Section, raw: RawItem) -> bool:
    required = fold(raw.marks.get("required", ""))
    if required in _NO or required in _YES:
        return required in _YES
    return section != "rollback" and not lexicon.OPTIONAL.search(fold(raw.text))


def _role(text: str, proofs: tuple[Proof, ...], roles: tuple[str, ...]) -> str | None:
    asked = tuple(role for proof in proofs for role in proof.wants.get("roles", ()))
    return ",".join(asked or known_roles(roles, fold(text))) or None


def _ignored(marks: Mapping[str, str]) -> Iterator[str]:
    for key, value in marks.items():
        known = key in _PLAIN_MARKS or key in _ARGUMENT or key in _EXTRA_WANTS
        if (
            not known
            or (key == "phase" and _phase(value) is None)
            or (key in ("required", "fresh") and fold(value) not in _NO | _YES)
        ):
            yield f"{key}={value}"


def _phase(told: str | None) -> Phase | None:
    return None if told is None else PHASE_WORDS.get(fold(told))


def _values(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())
