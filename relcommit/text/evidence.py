"""The evidence as a table in Markdown, in sizes that fit where it goes, and as lines for a terminal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from relcommit.checklist.markdown import cell, clip, inline
from relcommit.checklist.model import PHASES, TRIGGER, Phase
from relcommit.checklist.report import Report
from relcommit.checklist.verdict import HOLDING, Judged, Verdict
from relcommit.text.es import checklist as words
from relcommit.text.es.checklist import verdicts as es
from relcommit.text.templates import render

LONGEST_CELL = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One item, ready for its line of the table."""

    sign: str
    state: str
    id: str
    text: str
    phase: str
    seen: str
    trust: str
    turn: str


def table(report: Report, *, opened: bool = False, room: int = 60_000, phases: Sequence[Phase] = PHASES) -> str:
    """The table of these phases in at most `room` characters: rows that are fine go first, then the rest of them."""
    wanted = [item for item in report.items if _is_shown(item) and any(map(item.until, phases))]
    judged = sorted(wanted, key=lambda item: PHASES.index(_now(item)))
    rows = [_row(judged_item, report.roles) for judged_item in judged]
    needy = [row for row in rows if row.turn] or rows[:1]
    for shown in (rows, needy, needy[:40], needy[:10], []):
        values = {
            "head": report.head[:12],
            "summary": summary(report, phases),
            "rows": shown,
            "left_out": len(rows) - len(shown),
            "changes": [inline(es.tampered(change)) for change in report.tampered[:20]],
            "opened": opened,
        }
        text = render("evidence.md.j2", values).strip()
        if len(text) <= room:
            break
    return text


def _is_shown(judged: Judged) -> bool:
    """Whether it has a row: of the rollback, only what sets it off and was looked at, or fired."""
    return judged.item.section != "rollback" or (
        judged.item.kind == TRIGGER and judged.worst().code not in ("trigger-unfired", "canary-after-merge")
    )


def summary(report: Report, phases: Iterable[Phase] = PHASES) -> str:
    """«antes de mezclar, 3 de 8; en producción, 0 de 4»."""
    counts = ((es.PHASES[phase].lower(), len(report.of(phase)), len(report.missing(phase))) for phase in phases)
    return "; ".join(f"{name}, {total - missing} de {total}" for name, total, missing in counts if total)


def _now(judged: Judged) -> Phase:
    """The first phase that does not hold, or the last of all."""
    phases = [phase for phase in PHASES if judged.until(phase)]
    return next((phase for phase in phases if judged.state(phase) not in HOLDING), phases[-1])


def _row(judged: Judged, roles: Sequence[str]) -> Row:
    verdict = judged.worst()
    state = judged.state()
    holds = state in HOLDING
    seen = _said(judged, (verdict for verdict in judged.verdicts if holds or verdict.state not in HOLDING))
    return Row(
        sign=es.SIGNS[state],
        state=es.STATES[state],
        id=judged.item.id,
        text=cell(clip(judged.item.text, LONGEST_CELL)),
        phase=es.PHASES[_now(judged)],
        seen=cell(clip("; ".join(seen), LONGEST_CELL)),
        trust="" if state == "pending" else es.TRUST[verdict.trust],
        turn="" if holds or not judged.item.required else cell(es.turn(verdict.turn, roles)),
    )


def lines(report: Report) -> list[str]:
    """The report for a terminal: what holds in each phase, what does not, and whose turn it is."""
    shown = [words.about(report.pull_request, report.head[:12], ", ".join(report.plans))]
    for phase in PHASES:
        wanted = report.of(phase)
        if wanted:
            shown += ["", words.phase_line(es.PHASES[phase], len(wanted) - len(report.missing(phase)), len(wanted))]
            shown += [line for item in wanted for line in _judged_lines(item, phase, report.roles)]
    return [*shown, *([""] if report.tampered else []), *map(es.tampered, report.tampered)]


def brief(report: Report) -> list[str]:
    """One line for each item of the report, with its state."""
    judged = ((item, item.worst("before")) for item in report.of("before"))
    return [words.seen_line(es.SIGNS[worst.state], item.item.id, item.item.text) for item, worst in judged]


def item_lines(judged: Judged, roles: Sequence[str]) -> list[str]:
    """How one item stands in the first phase that does not hold, or the last of all."""
    return _judged_lines(judged, _now(judged), roles)


def _judged_lines(judged: Judged, phase: Phase, roles: Sequence[str]) -> list[str]:
    worst = judged.worst(phase)
    shown = [words.seen_line(es.SIGNS[worst.state], judged.item.id, judged.item.text)]
    shown += [
        f"      {_capital(sentence)}." for sentence in _said(judged, (verdict for _, verdict in judged.until(phase)))
    ]
    turn = es.turn(worst.turn, roles) if judged.blocks(phase) else ""
    return [*shown, *([words.turn_line(turn)] if turn else [])]


def _said(judged: Judged, verdicts: Iterable[Verdict]) -> list[str]:
    """What was seen; where no machine can see it from here, also how a person may say it instead."""
    seen = list(verdicts)
    sentences = [es.sentence(verdict) for verdict in seen]
    waits = any(verdict.code == "attestation-missing" for verdict in seen)
    if not waits and any(verdict.blind and verdict.turn for verdict in seen):
        sentences.append(es.may_attest(judged.item.id, fresh=judged.item.fresh))
    return list(dict.fromkeys(sentences))


def _capital(said: str) -> str:
    """As a sentence starts, unless it starts with a path or a name of code."""
    first = said.partition(" ")[0]
    return said if any(sign in first for sign in "/._") else said[:1].upper() + said[1:]
