"""A pull request's canary as its evidence shows it: the splits of the traffic, the rows, and what its plans ask."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from relcommit.checklist.verdict import Trust, Verdict
from relcommit.plan.model import Plan
from relcommit.plan.reader import read_plan
from relcommit.probes.evidence_context import EvidenceContext, read_evidence
from relcommit.rollout.facts import canary_at
from relcommit.rollout.model import Canary, Judgement, Stage, Trigger
from relcommit.rollout.stages import stage_of
from relcommit.rollout.triggers import read_trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class CanarySeen:
    """The last rollout that the splits tell of; `None` where no version shared the traffic with another."""

    canary: Canary | None
    trust: Trust
    source: str
    """A file, or an empty text for GitHub's deployments."""


def canary_in(scene: EvidenceContext) -> CanarySeen:
    """From the settings' file, else from GitHub's deployments. Raises what is wrong with the file, and Refused."""
    from relcommit.probes.kinds.deployment import names_of
    from relcommit.probes.sources.splits import splits_in, splits_of

    settings, now = scene.settings.rollout, scene.now.timestamp() / 60
    if settings.deployments:
        listed, trust = read_evidence(scene, settings.deployments)
        splits = splits_in(listed, settings.deployments) if listed is not None else ()
        return CanarySeen(canary=canary_at(splits, now), trust=trust, source=settings.deployments)
    splits = splits_of(scene.hub, names_of("production", scene.settings)) if scene.hub is not None else ()
    return CanarySeen(canary=canary_at(splits, now), trust="api", source="")


def judgement_in(
    scene: EvidenceContext, triggers: Sequence[Trigger], seen: CanarySeen
) -> tuple[Judgement, Trust] | None:
    """What the settings' rows say of it, and whose word that is; `None` without a canary or without the rows' file.

    Raises what is wrong with the files.
    """
    from relcommit.probes.sources.events import source_in
    from relcommit.probes.sources.rollout_log import columns_of, read_log
    from relcommit.rollout.judge import judge

    settings, now, canary = scene.settings.rollout, scene.now.timestamp() / 60, seen.canary
    content, trust = read_evidence(scene, settings.events)
    if content is None or canary is None:
        return None
    columns = columns_of(settings)
    with source_in(content, settings.events, table=settings.table, wanted=(columns.time, columns.version)) as source:
        events = read_log(
            source, settings.events, settings, triggers, (canary.version, canary.stable), until=now, clock=now
        )
    judgement = judge(
        triggers, stage_in(scene), canary, events.log, now=now, enough=settings.odds, measured=events.metrics
    )
    return judgement, "commit" if "commit" in (trust, seen.trust) else trust


def stage_in(scene: EvidenceContext) -> Stage:
    """The windows of the first plan that the pull request answers to; the usual ones where it has none."""
    plan = next(_plans(scene), None)
    return stage_of(plan.deploy, plan.rollback) if plan else Stage()


def triggers_in(scene: EvidenceContext) -> tuple[Trigger, ...]:
    """What rows can decide of all the plans that the pull request answers to."""
    triggers = (
        read_trigger("", item.text, item.line, item.marks, item.details)
        for plan in _plans(scene)
        for item in plan.rollback
        if item.kind == "trigger"
    )
    return tuple(trigger for trigger in triggers if trigger.is_judged)


def _plans(scene: EvidenceContext) -> Iterator[Plan]:
    for path in sorted(scene.plans):
        if content := scene.files.read(path):
            yield read_plan(content.decode("utf-8-sig", "replace"), path)


def doubted(verdict: Verdict, file: str) -> Verdict:
    """Files of the change itself may stop it, and prove nothing good: whoever may push could have written them."""
    if verdict.state != "met" or verdict.trust != "commit":
        return verdict
    facts = {**verdict.facts, "archivo": file}
    return replace(verdict, state="inconclusive", code="canary-in-commit", facts=facts, turn="despliegue")
