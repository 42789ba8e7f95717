"""Attestations: what people say about an item in a comment, and which of it counts."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from relcommit.checklist.markdown import has_words, quotes_too_deep, said_lines
from relcommit.checklist.model import PERSON, TRIGGER, ChecklistItem, Phase, Proof
from relcommit.checklist.verdict import HOLDING, Judged, State, Verdict

Word = Literal["atestar", "no-aplica", "retirar", "disparar"]

_COMMAND = re.compile(
    r"/relcommit[ \t]+(atestar|no-aplica|retirar|disparar)[ \t]+([a-z0-9][a-z0-9._-]{0,63})(?:[ \t]+(.*))?"
)
_COMMIT = re.compile(r"@([0-9a-f]{12,40})(?:[ \t]+|$)")
_NEVER_WAIVED = frozenset({"approvals", "merged"})
"""What somebody else's word cannot stand for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment of the pull request, or of the issue that follows it."""

    author: str
    """Lower-case login; empty for somebody who left."""
    is_person: bool
    """Neither a bot nor written through an app."""
    edited: bool
    at: datetime
    body: str
    url: str
    roles: frozenset[str] = frozenset()
    """The roles of the settings that its author has; without any settings, `*` for whoever may write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One command of a comment."""

    word: Word
    id: str
    reason: str
    sha: str
    """The start of the commit that it speaks of; empty for none."""
    comment: Comment


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a statement is measured against."""

    author: str
    """Lower-case login of whoever opened the pull request."""
    head: str
    writers: frozenset[str] = frozenset()
    """Whoever wrote or pushed the commits."""
    self_attest: frozenset[str] = frozenset()
    """Roles whose people may speak for a pull request of their own."""
    merged_at: datetime | None = None
    """What is to be seen in production cannot be said to hold before."""
    retargeted_at: datetime | None = None
    """When the pull request got the base that it has: words from before were about another change."""
    wording: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By id, what the commits that statements name say of an item that the pull request itself words as it likes."""


MOST_UNHEARD = 5
MOST_STRANGE = 50


def may_command(body: str) -> bool:
    """A cheap look: whether a comment can hold a command at all, and nests no deeper than anybody writes."""
    return "/relcommit" in body and not quotes_too_deep(body)


def _worth_reading(comments: Iterable[Comment]) -> Iterator[Comment]:
    """Those that may hold a command; few of whoever has no role, whose words only tell why they do not count."""
    strange: Counter[str] = Counter()
    for comment in comments:
        if not may_command(comment.body):
            continue
        if not comment.roles:
            strange[comment.author] += 1
            if strange[comment.author] > MOST_UNHEARD or strange.total() > MOST_STRANGE:
                continue
        yield comment


def statements(comments: Iterable[Comment]) -> tuple[Statement, ...]:
    """Every command that stands at the start of a line that its author says (`said_lines`), oldest first."""
    return tuple(
        statement
        for comment in sorted(_worth_reading(comments), key=lambda comment: comment.at)
        for statement in _in_comment(comment)
    )


def command(word: Word, name: str, reason: str, sha: str = "") -> str:
    """The comment that says it."""
    commit = f"@{sha[:12]} " if sha else ""
    return f"/relcommit {word} {name} {commit}{' '.join(reason.split())}"


def attested(judged: Judged, said: Iterable[Statement], rules: Rules) -> Judged:
    """The item with what people may decide about it, decided as far as they have spoken."""
    item = judged.item
    about = [statement for statement in said if statement.id == item.id]
    if item.kind == TRIGGER:
        return Judged(item=item, verdicts=tuple(_fired(item, verdict, about, rules) for verdict in judged.verdicts))
    verdicts = tuple(
        _spoken(item, proof, verdict, about, rules) if _open_to_people(proof, verdict) else verdict
        for proof, verdict in zip(item.proofs, judged.verdicts, strict=True)
    )
    return Judged(item=item, verdicts=verdicts)


def missing(item: ChecklistItem) -> Verdict:
    """Nobody has spoken yet."""
    return Verdict(state="pending", code="attestation-missing", facts={"id": item.id}, trust="person", turn=_turn(item))


def _open_to_people(proof: Proof, verdict: Verdict) -> bool:
    if verdict.state in HOLDING or proof.kind in _NEVER_WAIVED:
        return False
    return proof.kind == PERSON or verdict.blind


def _spoken(item: ChecklistItem, proof: Proof, verdict: Verdict, about: list[Statement], rules: Rules) -> Verdict:
    """What the last valid word of each role makes of it; *each* role has to have spoken."""
    standing: dict[str, Statement] = {}
    refused = ""
    for statement in about:
        if why := _objection(item, statement, rules, proof.phase):
            refused = why
            continue
        for role in _speaks_for(item, statement.comment):
            if statement.word == "retirar":
                standing.pop(role, None)
            else:
                standing[role] = statement
    wanted = _roles(item) or ("*",)
    if silent := [role for role in wanted if role not in standing]:
        if proof.kind != PERSON and not refused:
            return verdict
        head = rules.head[:12]
        facts = {"id": item.id, "rol": ", ".join(role for role in silent if role != "*"), "head": head}
        if item.fresh or item.id in rules.wording:
            facts["commit"] = f" @{head}"
        return Verdict(
            state="pending", code=refused or "attestation-missing", facts=facts, trust="person", turn=_turn(item)
        )
    last = standing[wanted[-1]]
    waived = any(review.word == "no-aplica" for review in standing.values())
    return Verdict(
        state="not_applicable" if waived else "met",
        code="not-applicable" if waived else "attested",
        facts={
            "quien": ", ".join(dict.fromkeys(standing[role].comment.author for role in wanted)),
            "razon": last.reason,
        },
        trust="person",
        source=last.comment.url,
        at=last.comment.at,
    )


def _fired(item: ChecklistItem, verdict: Verdict, about: list[Statement], rules: Rules) -> Verdict:
    """What people make of something that sets the rollback off: they fire it, take it back, or overrule a machine.

    Anybody with a role fires it, the author too, for it only stops; a false alarm is somebody else's to overrule, and
    only after it was seen.
    """
    fired: dict[str, Statement] = {}
    overruled: Statement | None = None
    for statement in about:
        if _trigger_objection(item, statement, rules):
            continue
        author = statement.comment.author
        if statement.word == "disparar":
            fired[author], overruled = statement, None
        elif statement.word == "retirar":
            fired.pop(author, None)
            overruled = None if overruled and overruled.comment.author == author else overruled
        elif statement.word == "no-aplica":
            fired, overruled = {}, statement
    if fired:
        last = max(fired.values(), key=lambda statement: statement.comment.at)
        return _said("unmet", "trigger-fired", last, verdict.facts)
    seen = verdict.state == "unmet"
    if overruled and seen and (verdict.at is None or overruled.comment.at >= verdict.at):
        return _said("not_applicable", "trigger-overruled", overruled, verdict.facts)
    return verdict


def _said(state: State, code: str, statement: Statement, seen: Mapping[str, str]) -> Verdict:
    """Somebody's word, beside what the machine saw: that stays in the timeline, whoever overrules it."""
    comment = statement.comment
    known = {**seen, "quien": comment.author, "razon": statement.reason}
    return Verdict(
        state=state, code=code, facts=known, trust="person", source=comment.url, at=comment.at, turn="despliegue"
    )


def _trigger_objection(item: ChecklistItem, statement: Statement, rules: Rules) -> bool:
    """Whether a statement about a trigger does not count."""
    comment = statement.comment
    is_machine = not comment.is_person or not comment.author
    too_soon = rules.merged_at is None or comment.at < rules.merged_at
    own = comment.author == rules.author and not comment.roles & rules.self_attest
    overrules = statement.word == "no-aplica"
    unfit = is_machine or comment.edited or not _speaks_for(item, comment) or too_soon
    return unfit or (overrules and own) or (statement.word != "retirar" and not has_words(statement.reason))


def _objection(item: ChecklistItem, one: Statement, rules: Rules, phase: Phase) -> str:
    """Why a statement does not count; empty when it does."""
    comment = one.comment
    may_speak_for_own = bool(comment.roles & rules.self_attest)
    objections = {
        "attestation-by-machine": not comment.is_person or not comment.author,
        "attestation-edited": comment.edited,
        "attestation-without-role": not _speaks_for(item, comment),
        "attestation-by-author": comment.author == rules.author and not may_speak_for_own,
        "attestation-by-writer": comment.author in rules.writers and not may_speak_for_own,
        **(_staleness(item, one, rules, phase) if one.word != "retirar" else {}),
    }
    return next((code for code, holds in objections.items() if holds), "")


def _staleness(item: ChecklistItem, one: Statement, rules: Rules, phase: Phase) -> dict[str, bool]:
    """Why it may not be about the item as it is now; what somebody takes back is taken back in any case."""
    comment, wording = one.comment, rules.wording.get(item.id)
    too_soon = rules.merged_at is None or comment.at < rules.merged_at
    return {
        "attestation-without-reason": not has_words(one.reason),
        "attestation-other-base": rules.retargeted_at is not None and comment.at <= rules.retargeted_at,
        "attestation-other-text": wording is not None and too_soon and wording.get(one.sha) != worded(item),
        "attestation-early": phase == "production" and one.word == "atestar" and too_soon,
        "attestation-old": item.fresh and not (one.sha and rules.head.startswith(one.sha)),
    }


def worded(item: ChecklistItem) -> str:
    """All that an item says."""
    return "\n".join((item.text, *item.details))


def _speaks_for(item: ChecklistItem, comment: Comment) -> tuple[str, ...]:
    wanted = _roles(item)
    if wanted:
        return tuple(role for role in wanted if role in comment.roles)
    return ("*",) if comment.roles else ()


def _roles(item: ChecklistItem) -> tuple[str, ...]:
    return tuple(role.strip() for role in (item.role or "").split(",") if role.strip())


def _turn(item: ChecklistItem) -> str:
    return f"@{item.role}" if item.role else "@"


def _in_comment(comment: Comment) -> Iterator[Statement]:
    for line in said_lines(comment.body.replace("\r\n", "\n")):
        if not (match := _COMMAND.fullmatch(line.rstrip())):
            continue
        rest = (match[3] or "").strip()
        commit = _COMMIT.match(rest)
        reason = rest[commit.end() :] if commit else rest
        word = _WORDS[match[1]]
        yield Statement(word=word, id=match[2], reason=reason.strip(), sha=commit[1] if commit else "", comment=comment)


_WORDS: Mapping[str, Word] = {
    "atestar": "atestar",
    "no-aplica": "no-aplica",
    "retirar": "retirar",
    "disparar": "disparar",
}
