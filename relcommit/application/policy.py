"""The settings that decide in CI: those of the base branch as it stands, never those of the branch under review.

Whoever judges a pull request, or what a runner is told of, asks here: the Action, the checklist and the command line.
"""

from contextlib import suppress

from relcommit.errors.commits import SettingsOutOfReach
from relcommit.errors.forge import RepositoryNotFound
from relcommit.probes.evidence_context import Files, GitHubReader
from relcommit.probes.sources.github_pull import HubFiles, branch_tip
from relcommit.repo.commit_files import files_at, settings_in
from relcommit.repo.git import Git
from relcommit.settings import Settings


def files_of(commit: str, git: Git | None, hub: GitHubReader | None) -> Files:
    """A commit's files: the clone's where it has them, else GitHub's. Raises SettingsOutOfReach."""
    held = files_at(git, commit) if git else None
    if held is not None:
        return held
    if hub is None:
        raise SettingsOutOfReach(commit)
    return HubFiles(hub, commit)


def settings_at(commit: str, git: Git | None, hub: GitHubReader | None) -> Settings:
    """The settings that a commit holds. Raises SettingsOutOfReach, Refused, and what is wrong with them."""
    return settings_in(files_of(commit, git, hub))


def settings_of_branch(branch: str, git: Git | None, hub: GitHubReader | None, *, last_seen: str = "") -> Settings:
    """The settings of a branch as GitHub has it now; without GitHub, as the clone or an event last saw it.

    Raises SettingsOutOfReach, Refused, and what is wrong with them.
    """
    if hub is not None:
        with suppress(RepositoryNotFound):
            return settings_at(branch_tip(hub, branch), git, hub)
        raise SettingsOutOfReach(branch)
    tracked = f"origin/{branch}"
    if last_seen and (git is None or files_at(git, tracked) is None):
        return settings_at(last_seen, git, None)
    return settings_at(tracked, git, None)
