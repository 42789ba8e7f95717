"""Reviews at the head, by *each* role that the item names: GitHub itself only knows *any one of*."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from relcommit.checklist.model import Proof
from relcommit.checklist.verdict import Verdict
from relcommit.probes.people import People
from relcommit.probes.scene import Pull, Scene, blind, moment

_SPEAKING = frozenset({"APPROVED", "CHANGES_REQUESTED", "DISMISSED"})
"""A comment leaves standing what its author said before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A review, as it counts here."""

    author: str
    """Lower-case login; empty for somebody who left."""
    is_person: bool
    state: str
    sha: str
    at: datetime | None
    url: str
    roles: frozenset[str] = frozenset()


def probe(proof: Proof, scene: Scene) -> Verdict:
    """Look at the reviews and at who wrote them, and judge them."""
    if scene.hub is None or scene.pull is None:
        return blind("sin-pull-request")
    approvals = scene.settings.approvals
    wanted = proof.wants.get("roles", ())
    if unknown := [role for role in wanted if role not in approvals]:
        facts = {"rol": ", ".join(unknown)}
        return Verdict(state="inconcluso", code="rol-sin-personas", facts=facts, turn="ajustes")
    people = People(approvals if wanted else {}, scene.hub)
    reviews = [_review(one, people) for one in scene.hub.pages(f"pulls/{scene.pull.number}/reviews")]
    count = (proof.wants.get("count") or ("1",))[0]
    return judge(wanted, reviews, scene.pull, sorted(people.unseen), int(count) if count.isdecimal() else 1)


def judge(
    roles: Sequence[str], reviews: Iterable[Review], pull: Pull, unseen: Sequence[str] = (), count: int = 1
) -> Verdict:
    """The last word of each person, said of the head, not by the author and not by a bot; `count` of each role."""
    last = {one.author: one for one in reviews if one.state in _SPEAKING and one.author}
    others = {name: one for name, one in last.items() if name != pull.author and one.is_person}
    for role in roles or ("*",):
        if against := [one for one in others.values() if one.state == "CHANGES_REQUESTED" and role in one.roles]:
            facts = {"rol": _named(role), "quien": against[0].author}
            return Verdict(state="incumplido", code="cambios-pedidos", facts=facts, source=against[0].url, turn="autor")
    missing = [role for role in roles or ("*",) if len(_approving(role, others, pull.head)) < count]
    if missing:
        return _lacking(missing, last, others, pull, unseen)
    told = [one for role in roles or ("*",) for one in _approving(role, others, pull.head)[:count]]
    facts = {"quien": ", ".join(dict.fromkeys(one.author for one in told)), "rol": ", ".join(map(_named, roles))}
    return Verdict(state="cumplido", code="aprobado", facts=facts, source=told[-1].url, at=told[-1].at)


def _lacking(
    missing: Sequence[str], last: Mapping[str, Review], others: Mapping[str, Review], pull: Pull, unseen: Sequence[str]
) -> Verdict:
    """Why a role has not approved, by the nearest thing that was seen."""
    facts = {"rol": ", ".join(map(_named, missing)), "quien": ""}
    turn = f"@{','.join(role for role in missing if role != '*')}"
    candidates = [one for role in missing for one in others.values() if role in one.roles]
    own = last.get(pull.author)
    if unseen:
        facts["equipo"] = ", ".join(unseen)
        return Verdict(state="inconcluso", code="equipo-oculto", facts=facts, turn="ajustes")
    if old := [one for one in candidates if one.state == "APPROVED" and one.sha != pull.head]:
        facts |= {"quien": ", ".join(dict.fromkeys(one.author for one in old)), "sha": old[0].sha[:12]}
        return Verdict(state="pendiente", code="aprobado-antes", facts=facts, source=old[0].url, turn=turn)
    if gone := next((one for one in candidates if one.state == "DISMISSED"), None):
        facts["quien"] = gone.author
        return Verdict(state="pendiente", code="aprobacion-retirada", facts=facts, source=gone.url, turn=turn)
    if own and own.state == "APPROVED":
        return Verdict(state="pendiente", code="aprobado-por-autor", facts=facts, source=own.url, turn=turn)
    return Verdict(state="pendiente", code="falta-aprobacion", facts=facts, turn=turn)


def _approving(role: str, reviews: Mapping[str, Review], head: str) -> list[Review]:
    return [one for one in reviews.values() if role in one.roles and one.state == "APPROVED" and one.sha == head]


def _named(role: str) -> str:
    return "" if role == "*" else role


def _review(told: Mapping[str, object], people: People) -> Review:
    user = told.get("user")
    login, kind = (str(user.get("login", "")).lower(), user.get("type")) if isinstance(user, Mapping) else ("", "")
    return Review(
        author=login,
        is_person=kind == "User",
        state=str(told.get("state")),
        sha=str(told.get("commit_id") or ""),
        at=moment(told.get("submitted_at")),
        url=str(told.get("html_url") or ""),
        roles=people.roles(login, str(told.get("author_association") or "")) if login else frozenset(),
    )
