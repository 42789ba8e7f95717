"""What sets a rollback off: judged from the rows of production where they can say it, else seen by people only."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from relcommit.checklist.model import Proof
from relcommit.checklist.verdict import State, Verdict
from relcommit.errors.base import Unreadable
from relcommit.probes.evidence_context import EvidenceContext, Probe
from relcommit.probes.kinds import http
from relcommit.probes.sources.canary_evidence import canary_in, doubted, judgement_in
from relcommit.rollout.model import Canary, Outcome, Ruling, Trigger
from relcommit.rollout.triggers import read_trigger

NOBODY = Verdict(state="not_applicable", code="trigger-unfired", trust="person")
STATES: Mapping[Outcome, State] = {
    "regression": "unmet", "pause": "unmet", "no_regression": "met", "not_yet": "inconclusive",
    "inconclusive": "inconclusive",
}  # fmt: skip


def judging(ask: Probe) -> Probe:
    """A probe that asks by `ask` what a route answers, and judges the rest with the rows that the settings name."""

    def probe(proof: Proof, scene: EvidenceContext) -> Verdict:
        trigger = trigger_of(proof)
        is_asked = trigger.kind == "answer" and bool(trigger.route)
        if not is_asked and not (trigger.is_judged and scene.settings.rollout.events):
            return NOBODY
        if scene.pull is not None and not scene.pull.merged:
            return Verdict(state="not_applicable", code="canary-after-merge")
        return _answered(trigger, ask(_question(trigger), scene)) if is_asked else _read(trigger, scene)

    return probe


probe = judging(http.probe)


def _question(trigger: Trigger) -> Proof:
    return Proof(kind="http", phase="production", wants={"routes": (trigger.route,)})


def _answered(trigger: Trigger, verdict: Verdict) -> Verdict:
    """A bad answer fires it; of the kind that the plan names, where it names one. Who cannot ask has seen nothing."""
    if verdict.blind:
        return NOBODY
    status = verdict.facts.get("estado", "")
    is_other = trigger.metric and not re.fullmatch(trigger.metric.replace("x", r"\d"), status)
    if verdict.state == "unmet" and is_other:
        return replace(verdict, state="inconclusive", code="trigger-other-answer")
    return verdict


def _read(trigger: Trigger, scene: EvidenceContext) -> Verdict:
    try:
        return _judged(trigger, scene)
    except Unreadable as problem:
        reason = " ".join(problem.explain().split("\n")).removesuffix(".")
        return Verdict(state="error", code="canary-unreadable", facts={"motivo": reason}, turn="ajustes")


def trigger_of(proof: Proof) -> Trigger:
    """The trigger that an item's proof carries."""
    marks = {name: values[0] for name, values in proof.wants.items() if name in ("limit", "metric", "max", "pause")}
    return read_trigger("", proof.wants.get("texto", ("",))[0], 0, marks, proof.wants.get("detalles", ()))


def _judged(trigger: Trigger, scene: EvidenceContext) -> Verdict:
    events = scene.settings.rollout.events
    seen = canary_in(scene)
    judged = judgement_in(scene, (trigger,), seen)
    if judged is not None and seen.canary is not None:
        judgement, trust = judged
        return doubted(_verdict(judgement.rulings[0], seen.canary, events, trust, judgement.newest), events)
    if seen.canary is None:
        return Verdict(state="inconclusive", code="no-canary", trust=seen.trust, turn="despliegue")
    return Verdict(state="inconclusive", code="canary-without-rows", facts={"archivo": events}, turn="despliegue")


def _verdict(ruling: Ruling, canary: Canary, file: str, trust: object, newest: float | None) -> Verdict:
    counts = ruling.counts
    facts = {
        "canario": canary.version[:8], "estable": canary.stable[:8], "tiene": str(counts.canary),
        "frente": str(counts.stable), "odds": f"{ruling.odds:.1f}", "visto": time_text(newest),
        "cruce": time_text(ruling.crossed), "desde": time_text(canary.start), "motivo": ruling.reason,
    }  # fmt: skip
    return Verdict(
        state=STATES[ruling.outcome],
        code=f"trigger-{ruling.outcome.replace('_', '-')}",
        facts=facts,
        trust=trust,  # type: ignore[arg-type]
        source=file,
        at=datetime.fromtimestamp((ruling.crossed or newest or canary.start) * 60, UTC),
        turn="despliegue" if ruling.outcome in ("regression", "pause") else "tiempo",
    )


def time_text(minute: float | None) -> str:
    return f"{datetime.fromtimestamp(minute * 60, UTC):%Y-%m-%d %H:%M} UTC" if minute is not None else "nunca"
