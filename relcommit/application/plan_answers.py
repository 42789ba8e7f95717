"""What somebody says beside the plan: values that it lacks, or that the rules refuse, and what is still missing."""

from relcommit.errors.plan import PlanUnclear
from relcommit.plan.model import Plan
from relcommit.text.es import plan as es


def refuse_unclear(plan: Plan) -> None:
    """Raise PlanUnclear where lines that decide about documents were not understood."""
    faults = [es.place(plan.file, finding) for finding in plan.findings if finding.level == "error"]
    if faults:
        raise PlanUnclear(plan.file, tuple(faults))
