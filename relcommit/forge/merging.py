"""Reads how a pull request would be merged: its commits, and the repository's settings for merging."""

from typing import Any

from relcommit.commits.squash import Landing, MergeSettings, Merging
from relcommit.errors.commits import CommitsMissing
from relcommit.errors.forge import PullRequestNotFound, RepositoryNotFound, answer_of
from relcommit.forge.api import GitHubApi

MOST_LISTED = 250
"""Commits of a pull request that GitHub lists; comparing its ends gives any number."""


def read_merging(api: GitHubApi, number: int) -> Merging:
    """Everything that decides what a merge writes. Raises Refused: no part of it is left out."""
    try:
        pull = api.get(f"pulls/{number}")
    except RepositoryNotFound as why:
        raise PullRequestNotFound(api.repository, number) from why
    with answer_of(api.repository, f"pulls/{number}"):
        return _merging(api, number, pull)


def _merging(api: GitHubApi, number: int, pull: Any) -> Merging:
    commits = read_commits(api, pull)
    owner = (pull["head"].get("user") or {}).get("login", "")
    login = (pull["user"] or {}).get("login", "")
    author_email = next((_landing(commit).email for commit in commits if login and _login(commit) == login), "")
    return Merging(
        number=number,
        title=pull["title"],
        body=pull["body"] or "",
        author=login,
        author_email=author_email,
        head=f"{owner}/{pull['head']['ref']}",
        commits=[_landing(commit) for commit in commits],
        settings=read_settings(api),
    )


def read_commits(api: GitHubApi, pull: Any) -> list[Any]:
    """All the commits of a pull request, oldest first. Raises CommitsMissing where the list has a hole."""
    if pull["commits"] <= MOST_LISTED:
        commits = api.pages(f"pulls/{pull['number']}/commits")
    else:
        commits = api.pages(f"compare/{pull['base']['sha']}...{pull['head']['sha']}", "commits")
    if len(commits) != pull["commits"]:
        raise CommitsMissing(len(commits), pull["commits"])
    return commits


def read_range(api: GitHubApi, base: str, head: str) -> list[Landing]:
    """The commits of `head` that `base` lacks, oldest first. Raises CommitsMissing."""
    asked = f"compare/{base}...{head}"
    compared = api.get(asked, per_page="1")
    commits = api.pages(asked, "commits")
    with answer_of(api.repository, asked):
        if len(commits) != compared["total_commits"]:
            raise CommitsMissing(len(commits), compared["total_commits"])
        return [_landing(commit) for commit in commits]


def read_settings(api: GitHubApi) -> MergeSettings:
    """How the repository merges; GitHub's defaults where it does not say."""
    facts = api.get(f"/repos/{api.repository}")
    if facts.get("allow_squash_merge") is None:
        return MergeSettings(known=False)
    return MergeSettings(
        squash=facts["allow_squash_merge"],
        merge=facts["allow_merge_commit"],
        rebase=facts["allow_rebase_merge"],
        squash_title=facts.get("squash_merge_commit_title") or "COMMIT_OR_PR_TITLE",
        squash_message=facts.get("squash_merge_commit_message") or "COMMIT_MESSAGES",
        merge_title=facts.get("merge_commit_title") or "MERGE_MESSAGE",
        merge_message=facts.get("merge_commit_message") or "PR_TITLE",
    )


def _landing(one: Any) -> Landing:
    """A name that only a bot of GitHub can have counts where GitHub knows the author by it: git believes anybody."""
    author = one["commit"]["author"] or {}
    name = author.get("name") or ""
    forged = name.endswith("[bot]") and _login(one) != name
    return Landing(
        sha=one["sha"],
        message=one["commit"]["message"],
        author="" if forged else name,
        email=author.get("email") or "",
        is_merge=len(one["parents"]) > 1,
    )


def _login(one: Any) -> str:
    return str((one.get("author") or {}).get("login", ""))
