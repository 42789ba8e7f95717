"""Going on and going back: every step between two lines of the journal, and none called done without a look."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from relcommit.engine.aftermath import changed
from relcommit.engine.journal import Run, begin_again
from relcommit.engine.journal import discard as discard_run
from relcommit.engine.program import Program
from relcommit.errors.base import RelcommitError
from relcommit.errors.journal import (
    DeletionRefused,
    EffectMissing,
    NotAsBefore,
    PullRequestMerged,
    UnrecordedEffect,
)
from relcommit.names import RepoPath
from relcommit.steps import (
    ArrangeFiles,
    Commit,
    CommitDocuments,
    NewContent,
    OpenPullRequest,
    Push,
    RestoreIndex,
    SaveState,
    Step,
    SwitchBranch,
    UpdatePullRequest,
)
from relcommit.steps.checks import check_reversals
from relcommit.world import World

Watch = Callable[[str], None]
"""Told the words of each step as it begins."""

_PUBLISHING = Commit | CommitDocuments | Push | OpenPullRequest | UpdatePullRequest
"""What is worth a look where the journal says that it was never begun: its last lines may be lost."""

STATE_REF = "refs/relcommit/{run}/before-{number}"
"""Keeps the files as they were before an undo or a redo."""


def advance(run: Run, world: World, watch: Watch) -> Run:
    """Take the remaining steps. Safe to call again after a stop: a step that is done twice changes nothing.

    A redo that stopped midway is finished first. Raises what the step raises; the journal then says where it
    stopped. Raises JournalDamaged.
    """
    run.refuse_damage()
    if run.state == "redoing":
        _take(run.last, world, watch)
    if run.state == "pending":
        _take(run.programs[0], world, watch)
    return run


def undo(run: Run, world: World, watch: Watch) -> tuple[RelcommitError, ...]:
    """Take back, last first, what was taken; a step that was begun counts. What could not be taken back is returned.

    Everything is looked at, and the program of the undo is on the disk, before anything is touched; calling it again
    goes on from there. Raises what a look or a step raises, and JournalDamaged.
    """
    run.refuse_damage()
    if run.state == "undone":
        return ()
    if run.state != "undoing":
        reversals = list(_reversals(run, world))
        reversals = list(_with_formatted(run, reversals, world))
        check_reversals([step for _, step in reversals], world)
        run.programs = begin_again(_journal(run), run, "undo", _saving(run, reversals)).programs
    return _take(run.last, world, watch)


def redo(run: Run, world: World, watch: Watch) -> None:
    """Do again what an undo took back. Raises what a look or a step raises, and JournalDamaged."""
    run.refuse_damage()
    if run.state == "undone":
        undone = run.last
        taken = [(number, undone.back(number)) for number in sorted(undone.done, reverse=True)]
        again = [(undone.concerns[number], step) for number, back in taken for step in back]
        if not any(isinstance(step, SwitchBranch) for _, step in again):
            check_reversals([step for _, step in again], world)
        run.programs = begin_again(_journal(run), run, "redo", _saving(run, again)).programs
    if run.state == "redoing":
        _take(run.last, world, watch)


def discard(run: Run) -> None:
    """Forget a run that stopped midway; everything stays as it is."""
    discard_run(run)


def _take(program: Program, world: World, watch: Watch) -> tuple[RelcommitError, ...]:
    """Take the remaining steps of a program; what an undo has to leave is passed over, and returned."""
    todo, left = program.remaining(), []
    before = _begin(program, todo, world) if todo else None
    for place, number in enumerate(todo):
        if program.described[number]:
            watch(program.described[number])
        step = program.step(number)
        stamps = _stamps(step, world)
        try:
            back = step.run(world)
            _look(step, program, number, world)
        except (DeletionRefused, NotAsBefore, PullRequestMerged) as why:
            if program.kind != "undo":
                raise
            left.append(why)
            program.record({"left": number}, *_then(program, todo, place, before, world))
        except BaseException:
            formatted = _formatted(stamps, world)
            program.record(*([{"formatted": formatted}] if formatted else []), *_strewn(program, before, world))
            raise
        else:
            then = _then(program, todo, place, before, world)
            program.record_done(number, back, formatted=_formatted(stamps, world), then=then)
    if program.end is None:
        program.record({"end": "finished"})
    return tuple(left)


def _begin(program: Program, todo: Sequence[int], world: World) -> Mapping[RepoPath, str] | None:
    """Note the first step as begun; how the tree stands for what follows, `None` where nobody looked at first."""
    now = world.repo.dirty()
    if program.tree is None and program.intent is None:
        program.record({"tree": now}, {"intent": todo[0]})
        return now
    before = now if program.is_looked_at else program.tree
    program.record({"intent": todo[0]})
    return before


def _then(
    program: Program, todo: Sequence[int], place: int, before: Mapping[RepoPath, str] | None, world: World
) -> list[Mapping[str, Any]]:
    """The lines after a step: the next one, or the end."""
    if place + 1 < len(todo):
        return [{"intent": todo[place + 1]}]
    return [*_strewn(program, before, world), {"end": "finished"}]


def _strewn(program: Program, before: Mapping[RepoPath, str] | None, world: World) -> list[Mapping[str, Any]]:
    """What changed in the tree meanwhile, besides the files that the steps are about."""
    if before is None:
        return []
    try:
        now = world.repo.dirty()
    except RelcommitError:  # then nobody has looked, and the next look has to answer for it
        return []
    return [{"strewn": sorted(changed(before, now) - program.own_paths())}]


def _look(step: Step, program: Program, number: int, world: World) -> None:
    """See that a step's effect is there. Raises EffectMissing, and NotAsBefore for files."""
    if not step.stands(world):
        raise EffectMissing(program.described[number] or type(step).__name__)
    is_end = program.kind == "undo" and isinstance(step, RestoreIndex) and step.files
    if is_end and isinstance(step, RestoreIndex) and (unlike := world.repo.unlike(step.ref, step.paths)):
        raise NotAsBefore(step.ref, unlike)


def _reversals(run: Run, world: World) -> Iterator[tuple[int, Step]]:
    """What takes back all that stands, last first, each step with the one of the run that it takes back."""
    first, last = run.programs[0], run.last
    again = last if last.kind == "redo" else None
    covered = set(again.concerns) if again else set()
    if again is None or again.end:
        yield from _begun(run, first, world)
    for number in sorted(first.done.keys() - covered, reverse=True):
        yield from ((number, step) for step in reversed(first.back(number)))
    if again is None:
        return
    undone = run.programs[-2]
    origins = [number for number in sorted(undone.done, reverse=True) for _ in undone.done[number]]
    saving = len(again.steps) - len(origins)
    for number in sorted(range(len(again.steps)), reverse=True):
        concern = again.concerns[number]
        if number in again.done:
            yield from ((concern, step) for step in reversed(again.back(number)))
        elif number == again.intent and number >= saving:  # begun: what took it back before does it again
            yield concern, undone.step(origins[number - saving])


def _begun(run: Run, program: Program, world: World) -> Iterator[tuple[int, Step]]:
    """What takes back the step that was begun and not noted.

    Raises UnrecordedEffect where the one after it stands too, which the journal never began.
    """
    covered = set(run.last.concerns) if run.last.kind == "redo" else set()
    for number in program.remaining():
        if number in covered:
            continue
        back = run.step(number).undo_if_started(world)
        if back and number != program.intent and isinstance(run.step(number), _PUBLISHING):
            raise UnrecordedEffect(program.described[number])
        if not back or number != program.intent:
            return
        yield from ((number, step) for step in reversed(back))


def _with_formatted(run: Run, reversals: list[tuple[int, Step]], world: World) -> Iterator[tuple[int, Step]]:
    """The same, with what hooks made of the run's files taken for the run's own: it is kept, and it goes."""
    digests = {path: digest for program in run.programs for path, digest in program.formatted.items()}
    unchanged = (path for path, digest in digests.items() if digest and world.files.digest(path) == digest)
    formatted = {path: world.files.read(path) or b"" for path in unchanged}
    ref = run.saved
    if not formatted or ref is None:
        yield from reversals
        return
    for concern, step in reversals:
        if isinstance(step, ArrangeFiles):
            yield concern, step.accepting(formatted, lambda path: world.repo.kept(ref, path))
            formatted = {path: data for path, data in formatted.items() if path not in set(step.paths())}
        elif isinstance(step, RestoreIndex) and step.ref == ref:
            rest = ((path, data, world.repo.kept(ref, path)) for path, data in formatted.items() if path in step.paths)
            contents = tuple(NewContent(path, data, before) for path, data, before in rest if before is not None)
            yield from [(concern, ArrangeFiles((), contents, ()))] if contents else []
            yield concern, step
        else:
            yield concern, step


def _saving(run: Run, steps: list[tuple[int, Step]]) -> list[tuple[int, Step]]:
    """The same after a step that keeps the files as they are now, index and all."""
    paths: dict[RepoPath, None] = {}
    for _, step in steps:
        if isinstance(step, RestoreIndex):
            paths.update(dict.fromkeys(step.paths))
        if isinstance(step, ArrangeFiles):
            paths.update(dict.fromkeys(step.paths()))
    if not paths:
        return steps
    ref = STATE_REF.format(run=run.name, number=len(run.programs))
    kept = ((concern, step.going_back_to(ref) if isinstance(step, RestoreIndex) else step) for concern, step in steps)
    return [(-1, SaveState(ref, tuple(sorted(paths)))), *kept]


def _journal(run: Run) -> Path:
    return run.folder.parent.parent


def _stamps(step: Step, world: World) -> Mapping[RepoPath, object]:
    """How the files of a commit stand, so that what its hooks do to them is seen."""
    if not isinstance(step, Commit | CommitDocuments):
        return {}
    return {path: world.files.stamp(path) for path in step.paths}


def _formatted(stamps: Mapping[RepoPath, object], world: World) -> dict[RepoPath, str]:
    """The files that are not as they were, with the digest that they have now."""
    changed = (path for path, stamp in stamps.items() if world.files.stamp(path) != stamp)
    return {path: world.files.digest(path) for path in changed}
