"""Which of a plan's several commits takes which files."""

from collections.abc import Iterable, Sequence

from relcommit.application.app import App
from relcommit.application.prepare.pull_request_text import compose_message
from relcommit.docs.globs import is_any
from relcommit.docs.model import Reorganisation
from relcommit.names import RepoPath
from relcommit.plan.model import Message, Plan
from relcommit.program.prepare import CommitShare, git_pathspecs, touched_paths
from relcommit.repo.snapshot import changed_paths


def share_out(app: App, plan: Plan, taken: Iterable[RepoPath], docs: Reorganisation) -> tuple[CommitShare, ...]:
    """Each commit of a plan with several, with its files; none where no words of the plan tell them apart.

    A file goes to the first commit that names it, and a document that moves goes whole, by where it comes from or
    where it goes. What only `prepare` touches, and nobody names, goes to the documents' own commit, or to the last.
    """
    if not any(commit.paths for commit in plan.commits):
        return ()
    left = {*taken, *touched_paths(docs)}
    ends = [{move.source, move.to} for move in docs.moves]
    shares: list[set[RepoPath]] = []
    for commit in plan.commits:
        claimed = _claimed(app, commit, left)
        claimed = claimed.union(*(pair for pair in ends if pair & claimed)) & left
        left -= claimed
        shares.append(claimed)
    shares[_heir(plan.commits)] |= left
    return tuple(
        CommitShare(
            header=commit.header,
            message=compose_message(commit, app.settings, app.templates),
            added=compose_message(commit, app.settings, app.templates, follows=True),
            paths=tuple(sorted(paths)),
            says_its_files=bool(commit.paths),
        )
        for commit, paths in zip(plan.commits, shares, strict=True)
    )


def _claimed(app: App, commit: Message, left: Iterable[RepoPath]) -> set[RepoPath]:
    """The files that a commit names, as git reads its pathspecs; of those that do not exist yet, by their folder."""
    if not commit.paths:
        return set()
    pathspecs = git_pathspecs(commit.paths)
    changed = {change.path for change in changed_paths(app.git, pathspecs)}
    tracked = set(map(RepoPath, app.git.names("ls-files", "-z", "--full-name", "--", *pathspecs)))
    folders = [pathspec.removeprefix("./").rstrip("/") for pathspec in pathspecs]
    patterns = [pattern for folder in folders for pattern in (folder, f"{folder}/**")]
    return {path for path in left if path in changed | tracked or "." in folders or is_any(path, patterns)}


def _heir(commits: Sequence[Message]) -> int:
    """The commit for what nobody names: the first of documents with files of its own, else the last with files."""
    own = [number for number, commit in enumerate(commits) if commit.paths]
    return next((number for number in own if commits[number].header.startswith(("docs:", "docs("))), own[-1])
