"""Whether the pull request was merged."""

from relcommit.checklist.model import Proof
from relcommit.checklist.verdict import State, Verdict
from relcommit.probes.evidence_context import EvidenceContext, Pull, blind


def probe(_: Proof, scene: EvidenceContext) -> Verdict:
    """Look at the pull request, and judge it."""
    return blind("no-pull-request") if scene.pull is None else judge(scene.pull)


def judge(pull: Pull) -> Verdict:
    """Closed is not merged."""
    if pull.merged:
        facts = {"numero": str(pull.number), "sha": pull.merge_sha[:12]}
        return Verdict(state="met", code="merged", facts=facts, source=pull.url, at=pull.merged_at)
    state: State = "unmet" if pull.closed else "pending"
    return Verdict(state=state, code="not-merged", facts={"numero": str(pull.number)}, turn="@")
