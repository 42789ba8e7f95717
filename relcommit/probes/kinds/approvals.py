"""Reviews at the head, by *each* role that the item names: GitHub itself only knows *any one of*."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from relcommit.checklist.model import Proof
from relcommit.checklist.verdict import Verdict
from relcommit.probes.evidence_context import EvidenceContext, Pull, blind, moment
from relcommit.probes.sources.github_pull import retargeted_at
from relcommit.probes.sources.roles import People

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


_COUNT = re.compile(r"[1-9][0-9]{0,2}")


def probe(proof: Proof, scene: EvidenceContext) -> Verdict:
    """Look at the reviews and at who wrote them, and judge them."""
    if scene.hub is None or scene.pull is None:
        return blind("no-pull-request")
    approvals = scene.settings.approvals
    wanted = proof.wants.get("roles", ())
    if unknown := [role for role in wanted if not approvals.get(role)]:
        facts = {"rol": ", ".join(unknown)}
        return Verdict(state="inconclusive", code="role-without-people", facts=facts, turn="ajustes")
    people = People(approvals if wanted else {}, scene.hub)
    reviews = [_review(review, people) for review in scene.hub.pages(f"pulls/{scene.pull.number}/reviews")]
    number = (proof.wants.get("count") or ("1",))[0]
    if not _COUNT.fullmatch(number):
        return Verdict(state="inconclusive", code="mark-unreadable", facts={"marca": f"count={number}"}, turn="autor")
    since = retargeted_at(scene.hub, scene.pull.number)
    return judge(wanted, reviews, scene.pull, sorted(people.unseen), int(number), since)


def judge(
    roles: Sequence[str], reviews: Iterable[Review], pull: Pull, unseen: Sequence[str] = (), count: int = 1,
    since: datetime | None = None,
) -> Verdict:  # fmt: skip
    """The last word of each person, said of the head, not by the author and not by a bot; `count` of each role.

    `since` is when the pull request got the base that it has.
    """
    last = {review.author: review for review in reviews if review.state in _SPEAKING and review.author}
    heard = [review for review in last.values() if review.author != pull.author and review.is_person]
    others = [review for review in heard if review.author not in pull.writers]
    for role in roles or ("*",):
        if against := [other for other in heard if other.state == "CHANGES_REQUESTED" and role in other.roles]:
            facts = {"rol": _named(role), "quien": against[0].author}
            return Verdict(state="unmet", code="changes-requested", facts=facts, source=against[0].url, turn="autor")
    standing = [other for other in others if _stands(other, pull, since)]
    approving = {role: [review for review in standing if role in review.roles] for role in roles or ("*",)}
    missing = [role for role, reviews in approving.items() if len(reviews) < count]
    if missing:
        return _lacking(missing, last, pull, unseen, since)
    approved = [review for reviews in approving.values() for review in reviews[:count]]
    facts = {
        "quien": ", ".join(dict.fromkeys(review.author for review in approved)),
        "rol": ", ".join(map(_named, roles)),
    }
    return Verdict(state="met", code="approved", facts=facts, source=approved[-1].url, at=approved[-1].at)


def _lacking(
    missing: Sequence[str], last: Mapping[str, Review], pull: Pull, unseen: Sequence[str], since: datetime | None
) -> Verdict:
    """Why a role has not approved, by the nearest thing that was seen."""
    facts = {"rol": ", ".join(map(_named, missing)), "quien": ""}
    turn = f"@{','.join(role for role in missing if role != '*')}"
    if unseen:
        facts["equipo"] = ", ".join(unseen)
        return Verdict(state="inconclusive", code="team-hidden", facts=facts, turn="ajustes")
    theirs = [review for review in last.values() if review.author != pull.author and review.is_person]
    candidates = [review for role in missing for review in theirs if role in review.roles]
    approving = [review for review in candidates if review.state == "APPROVED"]
    reasons = {
        "approved-by-writer": [review for review in approving if review.author in pull.writers],
        "approved-earlier": [review for review in approving if review.sha != pull.head],
        "approval-asked-again": [review for review in candidates if review.author in pull.asked_again],
        "approved-other-base": [review for review in approving if not _stands(review, pull, since)],
        "approval-dismissed": [review for review in candidates if review.state == "DISMISSED"],
        "approved-by-author": [
            review for review in last.values() if review.author == pull.author and review.state == "APPROVED"
        ],
    }
    code, seen = next(((code, seen) for code, seen in reasons.items() if seen), ("approval-missing", []))
    if seen:
        facts |= {"quien": ", ".join(dict.fromkeys(review.author for review in seen)), "sha": seen[0].sha[:12]}
    return Verdict(state="pending", code=code, facts=facts, source=seen[0].url if seen else "", turn=turn)


def _stands(one: Review, pull: Pull, since: datetime | None) -> bool:
    """Whether it approves this very commit, for this very base, and its author is not waited for again."""
    in_time = since is None or (one.at is not None and one.at > since)
    return one.state == "APPROVED" and one.sha == pull.head and one.author not in pull.asked_again and in_time


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
        roles=people.roles(login) if login else frozenset(),
    )
