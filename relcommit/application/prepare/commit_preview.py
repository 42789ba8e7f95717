"""The files of a commit that is about to be made, and those that stand in the working tree."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from relcommit.application.app import App
from relcommit.errors.base import NotInState
from relcommit.names import RepoPath, Sha
from relcommit.probes.evidence_context import Files
from relcommit.probes.sources.required_plans import MARKDOWN
from relcommit.program.prepare import PrepareInputs
from relcommit.repo.commit_files import CommitFiles
from relcommit.repo.files import WorkingFiles
from relcommit.repo.git import Git
from relcommit.steps import Action, Commit


@dataclass(frozen=True)
class CommitPreview:
    """A commit with changes on top; `None` for a file that they take away."""

    under: Files
    changed: Mapping[str, bytes | None]

    def paths(self) -> Iterable[str]:
        """Every path, with `/`."""
        kept = (path for path in self.under.paths() if path not in self.changed)
        return [*kept, *(path for path, content in self.changed.items() if content is not None)]

    def read(self, path: str) -> bytes | None:
        """A file's bytes; `None` where there is none."""
        return self.changed[path] if path in self.changed else self.under.read(path)

    def mentioning(self, text: str) -> Iterable[str]:
        """The documents of the commit below that say inputs."""
        return self.under.mentioning(text)

    def brings(self, path: str, here: Files) -> bool:
        """Whether a file will be, or is already, as it stands here."""
        return path in self.changed or self.under.read(path) == here.read(path)


@dataclass
class WorkingTreeFiles:
    """What git tracks or would track in the working tree; links are not files."""

    git: Git

    def paths(self) -> Iterable[str]:
        """Every path, with `/`."""
        return self._paths

    def read(self, path: str) -> bytes | None:
        """A file's bytes; `None` where there is none that git would take."""
        try:
            return WorkingFiles(self.git.root).read(RepoPath(path)) if path in self._paths else None
        except NotInState:  # a folder on the way is a link
            return None

    def mentioning(self, text: str) -> Iterable[str]:
        """The Markdown documents that say inputs."""
        documents = (path for path in self._paths if path.lower().endswith(MARKDOWN))
        return [path for path in documents if text.encode() in (self.read(path) or b"")]

    @cached_property
    def _paths(self) -> frozenset[str]:
        named = self.git.names("ls-files", "-z", "--cached", "--others", "--exclude-standard")
        places = ((path, self.git.root / path) for path in named)
        return frozenset(path for path, place in places if place.is_file() and not place.is_symlink())


def preview_commit(app: App, inputs: PrepareInputs, steps: Sequence[Action]) -> CommitPreview:
    """The files as the branch will have them once these steps are taken."""
    commits = [step for step in steps if isinstance(step, Commit)]
    if not commits:
        return CommitPreview(CommitFiles(app.git, inputs.branch.tip or inputs.parent), {})
    under = CommitFiles(app.git, Sha(commits[0].replaces or commits[0].parent))
    files, home = WorkingFiles(app.git.root), {move.to: move.source for move in inputs.docs.moves}
    gone = set(home.values()) - home.keys()

    def content(path: RepoPath) -> bytes | None:
        if path in gone or path in inputs.docs.contents:
            return inputs.docs.contents.get(path)
        place = home.get(path, path)
        return inputs.tree.contents.get(place) or files.read(place)

    return CommitPreview(under, {path: content(path) for commit in commits for path in commit.paths})
