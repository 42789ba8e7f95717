"""Every probe by its kind: ours here, others' through the entry points of the group `relcommit.probes`."""

from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import entry_points

from relcommit.checklist.attest import missing
from relcommit.checklist.model import PERSON, ChecklistItem, Proof
from relcommit.checklist.verdict import STATES, Judged, Verdict
from relcommit.errors.base import Refused
from relcommit.probes.evidence_context import EvidenceContext, Probe
from relcommit.probes.kinds import (
    approvals,
    canary,
    check,
    deployment,
    file,
    http,
    merged,
    migrations,
    secret,
    sqlite,
    trigger,
    wrangler,
)
from relcommit.probes.sources import local_command as local

GROUP = "relcommit.probes"
PROBES: Mapping[str, Probe] = {
    "approvals": approvals.probe,
    "canary": canary.probe,
    "check": check.probe,
    "deployment": deployment.probe,
    "file": file.probe,
    "http": http.probe,
    "local": local.probe,
    "merged": merged.probe,
    "migrations": migrations.probe,
    "secret": secret.probe,
    "sqlite": sqlite.probe,
    "trigger": trigger.probe,
    "wrangler": wrangler.probe,
}


_FROM_HERE = ("api", "commit")
"""What nobody asked GitHub about was seen here, in a working tree that anybody may change."""


def look(item: ChecklistItem, scene: EvidenceContext) -> Judged:
    """The item with what each of its probes found out."""
    return Judged(item=item, verdicts=tuple(_verdict(item, proof, scene) for proof in item.proofs))


def _verdict(item: ChecklistItem, proof: Proof, scene: EvidenceContext) -> Verdict:
    if proof.kind == PERSON:
        return missing(item)
    probe = PROBES.get(proof.kind) or _others(proof.kind)
    if probe is None:
        return Verdict(state="error", code="probe-unknown", facts={"sonda": proof.kind}, turn="ajustes")
    facts = {"sonda": proof.kind}
    try:
        seen = probe(proof, scene)
        if seen.state not in STATES:
            raise ValueError(seen.state)  # noqa: TRY301 - as any other mistake of a probe
        return replace(seen, trust="local") if scene.hub is None and seen.trust in _FROM_HERE else seen
    except Refused as why:
        reason = " ".join(why.explain().split("\n")).removesuffix(".")
        return Verdict(state="error", code="no-access", facts={**facts, "motivo": reason}, turn="ajustes")
    except Exception as bug:  # a probe that breaks, ours or another's, is no success and must not hide the others
        return Verdict(state="error", code="probe-broken", facts={**facts, "motivo": repr(bug)[:200]}, turn="ajustes")


def _others(kind: str) -> Probe | None:
    """The probe that another package offers under this name."""
    offered = entry_points(group=GROUP, name=kind)
    return next((entry.load() for entry in offered), None)
