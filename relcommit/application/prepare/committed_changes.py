"""Which changes of the working tree go into a plan's commit, and which stay where they are."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from relcommit.application.app import App
from relcommit.docs.globs import is_any
from relcommit.docs.model import Tree
from relcommit.errors.repository import NothingIncluded
from relcommit.plan.model import Plan
from relcommit.program.prepare import pathspecs_of
from relcommit.repo.snapshot import changed_paths
from relcommit.world import Change


@dataclass(frozen=True, slots=True)
class ChosenChanges:
    """The changes that the commit takes, and those of the same folders that it leaves."""

    taken: tuple[Change, ...]
    left_out: tuple[Change, ...]

    def tree_without_drafts(self, tree: Tree) -> Tree:
        """The tree without the text of files that git does not know and nobody named: they do not move nor change."""
        drafts = {change.path for change in self.left_out if change.kind == "untracked"}
        if not drafts:
            return tree
        return replace(
            tree,
            files=tree.files - drafts,
            contents={path: text for path, text in tree.contents.items() if path not in drafts},
        )


def choose_changes(app: App, plan: Plan, include: Iterable[str]) -> ChosenChanges:
    """What the plan's own pathspecs name; without any, only the plan's file and the documents that it names.

    `include` are pathspecs of somebody who wants more. Raises NothingIncluded for one without changes.
    """
    included: dict[str, Change] = {}
    for pathspec in include:
        changes = changed_paths(app.git, (pathspec,))
        if not changes:
            raise NothingIncluded(pathspec)
        included |= {change.path: change for change in changes}
    claimed = pathspecs_of(plan, app.settings)
    named = changed_paths(app.git, claimed)
    others = changed_paths(app.git, (":/",)) if any(commit.paths for commit in plan.commits) else ()
    has_own = bool(plan.pathspecs) or any(commit.paths for commit in plan.commits)
    own = [document.path for document in plan.documents]
    taken = {
        change.path: change
        for change in named
        if has_own or change.path == plan.file or is_any(change.path, own) or change.path in included
    }
    left_out = tuple(change for change in dict.fromkeys((*named, *others)) if change.path not in taken | included)
    return ChosenChanges(tuple((taken | included).values()), left_out)
