"""A step of a plan's canary: that it runs with its share, or that its triggers say «sin regresión» before it scales."""

from datetime import UTC, datetime

from relcommit.checklist.model import Proof
from relcommit.checklist.verdict import Verdict
from relcommit.errors.base import Unreadable
from relcommit.probes.evidence_context import EvidenceContext, blind
from relcommit.probes.kinds.trigger import STATES, time_text
from relcommit.probes.sources.canary_evidence import (
    CanarySeen,
    canary_in,
    doubted,
    judgement_in,
    stage_in,
    triggers_in,
)
from relcommit.rollout.model import Canary

_FAR = 0.2
"""How far from the plan's share, of it, the deployed one may be."""


def probe(proof: Proof, scene: EvidenceContext) -> Verdict:
    """Look at the splits, and at the rows before it scales; where the settings name neither, people say it."""
    settings = scene.settings.rollout
    if not settings.events and not settings.deployments:
        return blind("canary-without-settings", turn="@")
    if scene.pull is not None and not scene.pull.merged:
        return Verdict(state="inconclusive", code="canary-after-merge", turn="tiempo")
    try:
        seen = canary_in(scene)
        if seen.canary is None:
            return Verdict(state="inconclusive", code="no-canary", trust=seen.trust, turn="despliegue")
        if before := _before(seen.canary, scene):
            return before
        scales = proof.wants.get("step") == ("escalar",)
        return _scaled(scene, seen, seen.canary) if scales else _begun(scene, seen, seen.canary)
    except Unreadable as problem:
        reason = " ".join(problem.explain().split("\n")).removesuffix(".")
        return Verdict(state="error", code="canary-unreadable", facts={"motivo": reason}, turn="ajustes")


def _before(canary: Canary, scene: EvidenceContext) -> Verdict | None:
    """A canary from before the merge is another change's; so is one whose deployer does not count."""
    facts = {"canario": canary.version[:8], "desde": time_text(canary.start)}
    merged = scene.pull.merged_at if scene.pull is not None else None
    if merged is not None and canary.start < int(merged.timestamp() / 60):
        return Verdict(state="inconclusive", code="canary-of-other", facts=facts, turn="despliegue")
    if not scene.settings.rollout.deployments:
        apps = scene.settings.checklist.apps
        strange = [split.author for split in canary.splits if split.author not in apps]
        if strange:
            facts |= {"quien": strange[0], "entorno": "production"}
            return Verdict(state="inconclusive", code="deployment-foreign", facts=facts, turn="despliegue")
    return None


def _begun(scene: EvidenceContext, seen: CanarySeen, canary: Canary) -> Verdict:
    share, wanted = canary.splits[0].shares[canary.version], stage_in(scene).share
    facts = {
        "canario": canary.version[:8], "estable": canary.stable[:8], "desde": time_text(canary.start),
        "reparto": f"{share * 100:.3g}", "pide": f"{wanted.value * 100:.3g}" if wanted else "",
    }  # fmt: skip
    if wanted and abs(share - wanted.value) > _FAR * wanted.value:
        return Verdict(state="inconclusive", code="canary-other-split", facts=facts, turn="despliegue")
    verdict = Verdict(
        state="met", code="canary-begun", facts=facts, trust=seen.trust, source=seen.source,
        at=datetime.fromtimestamp(canary.start * 60, UTC),
    )  # fmt: skip
    return doubted(verdict, seen.source)


def _scaled(scene: EvidenceContext, seen: CanarySeen, canary: Canary) -> Verdict:
    """As all the triggers that rows decide say; where there is none, only people can tell."""
    triggers, events = triggers_in(scene), scene.settings.rollout.events
    if not triggers or not events:
        return blind("canary-without-triggers", turn="@")
    judged = judgement_in(scene, triggers, seen)
    if judged is None:
        return Verdict(state="inconclusive", code="canary-without-rows", facts={"archivo": events}, turn="despliegue")
    judgement, trust = judged
    facts = {"canario": canary.version[:8], "estable": canary.stable[:8], "visto": time_text(judgement.newest)}
    verdict = Verdict(
        state=STATES[judgement.outcome], code=f"canary-{judgement.outcome.replace('_', '-')}", facts=facts,
        trust=trust, source=events, turn="tiempo" if judgement.outcome == "not_yet" else "despliegue",
    )  # fmt: skip
    return doubted(verdict, events)
