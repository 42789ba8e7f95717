"""What is looked at before anything is taken back or done again."""

from collections.abc import Iterable

from relcommit.steps import ArrangeFiles, ClosePullRequest, MoveBranch, Step, SwitchBranch, TakeBackPush
from relcommit.world import World

_CHECKED = MoveBranch | TakeBackPush | ArrangeFiles | ClosePullRequest | SwitchBranch


def check_reversals(steps: Iterable[Step], world: World) -> None:
    """See that nobody has been there since, before anything is taken back. Raises what the step would raise later.

    Only the first of a kind can be looked at: those below it count on what it does.
    """
    checked: set[type[Step]] = set()
    for step in steps:
        if isinstance(step, _CHECKED) and type(step) not in checked:
            checked.add(type(step))
            step.check(world)
