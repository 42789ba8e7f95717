"""Going on and going back: every step between two lines of the journal."""

from collections.abc import Callable, Sequence

from relcommit.engine.journal import Run
from relcommit.steps import ArrangeFiles, MoveBranch, Step, TakeBackPush
from relcommit.world import World

Watch = Callable[[str], None]
"""Told the words of each step as it begins."""


def advance(run: Run, world: World, watch: Watch) -> None:
    """Take the remaining steps. Safe to call again after a stop: a step that is done twice changes nothing.

    Raises what the step raises; the journal then says where it stopped.
    """
    todo = run.remaining()
    if todo:
        run.record({"intent": todo.start})
    for at in todo:
        watch(run.described[at])
        back = run.step(at).run(world)
        last = at == todo.stop - 1
        run.record_done(at, back, then={"end": "finished"} if last else {"intent": at + 1})
    if run.state == "pending":
        run.record({"end": "finished"})


def undo(run: Run, world: World, watch: Watch) -> None:
    """Take back, last first, what was taken and not yet taken back; a step that was begun counts.

    Raises what the step raises; calling it again goes on from there.
    """
    if run.state == "pending" and run.intent is not None and run.intent not in run.done:
        run.record_done(run.intent, run.step(run.intent).undo_if_started(world))
    standing = sorted(run.done.keys() - run.undone, reverse=True)
    precheck_undo([step for at in standing for step in run.back(at)], world)
    for at in standing:
        for step in run.back(at):
            watch(run.described[at])
            step.run(world)
        run.record({"undone": at})
    run.record({"end": "undone"})


def precheck_undo(back: Sequence[Step], world: World) -> None:
    """See that nobody has been there since, before anything is taken back. Raises what the step would raise later.

    Only the first of a kind can be looked at: those below it count on what it does.
    """
    seen: set[type[Step]] = set()
    for step in back:
        if isinstance(step, MoveBranch | TakeBackPush | ArrangeFiles) and type(step) not in seen:
            seen.add(type(step))
            step.check(world)


def discard(run: Run) -> None:
    """Forget a run that stopped midway; everything stays as it is."""
    run.record({"end": "discarded"})
