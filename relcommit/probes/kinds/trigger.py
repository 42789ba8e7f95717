"""What sets a rollback off: judged from the rows of production where they can say it, else seen by people only."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from relcommit.checklist.model import Proof
from relcommit.checklist.verdict import State, Verdict
from relcommit.errors.base import Unreadable
from relcommit.plan.reader import read_plan
from relcommit.probes.evidence_context import EvidenceContext, read_evidence
from relcommit.rollout.model import Canary, Outcome, Ruling, Stage, Trigger
from relcommit.rollout.stages import stage_of
from relcommit.rollout.triggers import read_trigger

_STATES: Mapping[Outcome, State] = {
    "regresion": "incumplido", "pausa": "incumplido", "sin_regresion": "cumplido", "todavia": "inconcluso",
    "inconcluso": "inconcluso",
}  # fmt: skip


def probe(proof: Proof, scene: EvidenceContext) -> Verdict:
    """Judge it against the stable version with what the settings name; where they name nothing, nobody has seen it."""
    trigger = trigger_of(proof)
    settings = scene.settings.rollout
    if not trigger.is_judged or not settings.events:
        return Verdict(state="no_aplica", code="nadie-lo-dispara", trust="persona")
    if scene.pull is not None and not scene.pull.merged:
        return Verdict(state="no_aplica", code="canario-tras-merge")
    try:
        return _judged(trigger, scene)
    except Unreadable as problem:
        reason = " ".join(problem.explain().split("\n")).removesuffix(".")
        return Verdict(state="error", code="canario-ilegible", facts={"motivo": reason}, turn="ajustes")


def trigger_of(proof: Proof) -> Trigger:
    """The trigger that an item's proof carries."""
    marks = {name: values[0] for name, values in proof.wants.items() if name in ("limit", "metric", "max", "pause")}
    return read_trigger("", proof.wants.get("texto", ("",))[0], 0, marks, proof.wants.get("detalles", ()))


def _judged(trigger: Trigger, scene: EvidenceContext) -> Verdict:
    from relcommit.probes.kinds.deployment import names_of
    from relcommit.probes.sources.events import source_in
    from relcommit.probes.sources.rollout_log import columns_of, read_log
    from relcommit.probes.sources.splits import splits_in, splits_of
    from relcommit.rollout.facts import canary_at
    from relcommit.rollout.judge import judge

    settings, now = scene.settings.rollout, scene.now.timestamp() / 60
    content, trust = read_evidence(scene, settings.events)
    if content is None:
        return Verdict(
            state="inconcluso", code="canario-sin-filas", facts={"archivo": settings.events}, turn="despliegue"
        )
    if settings.deployments:
        listed, _ = read_evidence(scene, settings.deployments)
        splits = splits_in(listed, settings.deployments) if listed is not None else ()
    elif scene.hub is not None:
        splits = splits_of(scene.hub, names_of("production", scene.settings))
    else:
        splits = ()
    canary = canary_at(splits, now)
    if canary is None:
        return Verdict(state="inconcluso", code="sin-canario", trust=trust, turn="despliegue")
    columns = columns_of(settings)
    with source_in(content, settings.events, table=settings.table, wanted=(columns.time, columns.version)) as source:
        events = read_log(
            source, settings.events, settings, (trigger,), (canary.version, canary.stable), until=now, clock=now
        )
    judgement = judge(
        (trigger,), _stage(scene), canary, events.log, now=now, enough=settings.odds, measured=events.metrics
    )
    return _doubted(_verdict(judgement.rulings[0], canary, settings.events, trust, events.log.newest), settings.events)


def _doubted(verdict: Verdict, file: str) -> Verdict:
    """Rows of the change itself may stop it, and prove nothing good: whoever may push could have written them."""
    if verdict.state != "cumplido" or verdict.trust != "commit":
        return verdict
    return replace(
        verdict,
        state="inconcluso",
        code="canario-en-commit",
        facts={**verdict.facts, "archivo": file},
        turn="despliegue",
    )


def _stage(scene: EvidenceContext) -> Stage:
    """The windows of the plans that the pull request answers to; the usual ones where they name none."""
    for path in sorted(scene.plans):
        content = scene.files.read(path)
        if content:
            plan = read_plan(content.decode("utf-8-sig", "replace"), path)
            return stage_of(plan.deploy, plan.rollback)
    return Stage()


def _verdict(ruling: Ruling, canary: Canary, file: str, trust: object, newest: float | None) -> Verdict:
    counts = ruling.counts
    facts = {
        "canario": canary.version[:8], "estable": canary.stable[:8], "tiene": str(counts.canary),
        "frente": str(counts.stable), "odds": f"{ruling.odds:.1f}", "visto": _time(newest),
        "cruce": _time(ruling.crossed), "desde": _time(canary.start), "motivo": ruling.reason,
    }  # fmt: skip
    return Verdict(
        state=_STATES[ruling.outcome],
        code=f"disparador-{ruling.outcome.replace('_', '-')}",
        facts=facts,
        trust=trust,  # type: ignore[arg-type]
        source=file,
        at=datetime.fromtimestamp((ruling.crossed or newest or canary.start) * 60, UTC),
        turn="despliegue" if ruling.outcome in ("regresion", "pausa") else "tiempo",
    )


def _time(minute: float | None) -> str:
    return f"{datetime.fromtimestamp(minute * 60, UTC):%Y-%m-%d %H:%M} UTC" if minute is not None else "nunca"
