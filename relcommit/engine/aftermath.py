"""What differs in the tree, after an undo or a redo, from how it was; and whether it changed while we worked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from relcommit.engine.program import Program
from relcommit.names import RepoPath
from relcommit.steps import MoveBranch
from relcommit.world import World


@dataclass(frozen=True, slots=True)
class Aftermath:
    """Files that are not as they were and that no step is about."""

    meanwhile: tuple[RepoPath, ...]
    """Those that changed while a program was at work, or may have: a hook's, a filter's."""
    later: tuple[RepoPath, ...]
    """Those that changed when none was: people's."""


def aftermath(programs: Sequence[Program], world: World) -> Aftermath | None:
    """Compare the tree with how it was when the first of these programs began; `None` where nobody looked then.

    The files that their steps are about are looked at elsewhere. Raises UnknownStep and JournalDamaged.
    """
    before = programs[0].tree
    if before is None:
        return None
    own = {path for program in programs for path in program.own_paths()}
    differing = changed(before, world.repo.dirty()) - own
    meanwhile = {path for program in programs for path in program.strewn}
    for program, after in pairwise(programs):
        if not program.end and not program.is_looked_at:  # killed: what came before the next one began may be a hook's
            meanwhile |= changed(program.tree or {}, after.tree or {})
    for number, entry in enumerate(programs[-1].steps):
        if isinstance(entry, dict) and entry.get("step") == MoveBranch.__name__:  # a hook may have committed more
            step = programs[-1].step(number)
            if isinstance(step, MoveBranch):
                meanwhile |= world.repo.differing(step.to, step.only_at)
    return Aftermath(tuple(sorted(differing & meanwhile)), tuple(sorted(differing - meanwhile)))


def changed(before: Mapping[RepoPath, str], after: Mapping[RepoPath, str]) -> set[RepoPath]:
    """The files of which two looks say different things (`Repo.dirty`)."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
