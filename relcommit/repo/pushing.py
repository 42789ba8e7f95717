"""Talking to the remote: what it has, and moving one branch there by compare-and-swap."""

import os
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from relcommit.errors.base import RelcommitError
from relcommit.errors.journal import DeletionRefused
from relcommit.errors.repository import GitFailed, HookRefused, RemoteIsMirror, RemoteMoved, RemoteRefused, RemoteUneven
from relcommit.names import TOKEN_VARIABLES, BranchName, RemoteName, Sha
from relcommit.repo.git import Git, inherited
from relcommit.world import Reporter

_FROM_FAR = r"fatal: |unable to access|remote rejected|remote: |Could not read|Connection|Permission denied|ssh: "
"""What git and a remote say themselves: a push without such words was stopped by a hook of this machine."""

_NO_DELETION = r"deletion prohibited|denying ref deletion|deletion of the current branch|Cannot delete"

SILENCE_SECONDS = 60
"""How long a server reached by HTTP may say nothing at all (git-config(1), `http.lowSpeedTime`)."""
MOST_SERVER_LINES = 40
"""Lines of a server that are shown: a banner may be endless."""
FETCH_SECONDS = 120
"""How long bringing a branch or two may take."""


def remote_tips(
    git: Git, remote: RemoteName, branches: Iterable[BranchName], credentials: Mapping[str, str]
) -> dict[BranchName, Sha]:
    """Where these branches stand now where the remote is pushed to. Raises RemoteRefused and RemoteUneven.

    `credentials` are the variables with which git logs in there (`forge.token.git_environment`).
    """
    refs = [f"refs/heads/{branch}" for branch in branches]
    answers = [_asked(git, remote, address, refs, credentials) for address in _push_addresses(git, remote)]
    if any(answer != answers[0] for answer in answers):
        raise RemoteUneven(remote, tuple(_push_addresses(git, remote)))
    return answers[0]


def _push_addresses(git: Git, remote: RemoteName) -> list[str]:
    """What to ask instead of the remote: where it is pushed to, each address; itself where it is read there too.

    Raises RemoteIsMirror.
    """
    if git.text("config", "--type=bool", "--get", f"remote.{remote}.mirror", ok=(0, 1, 128)) == "true":
        raise RemoteIsMirror(remote)
    pushed = git.text("remote", "get-url", "--push", "--all", "--", remote, ok=(0, 2, 128)).splitlines()
    read = git.text("remote", "get-url", "--", remote, ok=(0, 2, 128))
    return pushed if pushed and pushed != [read] else [remote]


def _asked(
    git: Git, remote: RemoteName, address: str, refs: list[str], credentials: Mapping[str, str]
) -> dict[BranchName, Sha]:
    try:
        listing = git.write("ls-remote", "--quiet", "--", address, *refs, extra=_asking(git, credentials))
    except GitFailed as why:
        raise RemoteRefused(remote, why.why) from why
    if not refs:
        return {}
    lines = (line.split("\t") for line in listing.splitlines())
    return {BranchName(ref.removeprefix("refs/heads/")): Sha(sha) for sha, ref in lines if ref in refs}


def fetch_branches(
    git: Git, remote: RemoteName, branches: Iterable[BranchName], credentials: Mapping[str, str]
) -> None:
    """Bring these branches of the remote, and nothing else, to `refs/remotes/<remote>/`. Raises RemoteRefused."""
    refs = [f"+refs/heads/{branch}:refs/remotes/{remote}/{branch}" for branch in branches]
    asked = ("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-gc", "--no-recurse-submodules")
    try:
        git.write(*asked, "--", remote, *refs, extra=_asking(git, credentials), seconds=FETCH_SECONDS)
    except GitFailed as why:
        raise RemoteRefused(remote, why.why) from why


_MOVED = r"stale info|fetch first|non-fast-forward|cannot lock ref .*(?:already exists|but expected|is at )"
"""What git says where somebody else was faster, even while both were pushing."""


def push(
    git: Git,
    remote: RemoteName,
    branch: BranchName,
    *,
    to: Sha | None,
    lease: Sha | None,
    words: Reporter,
    credentials: Mapping[str, str],
) -> None:
    """Move the remote's branch to the commit `to` (`None`: delete it), only where it stands at `lease`.

    Where that is the tip of the local branch of the same name, this one follows the remote's from then on.

    Raises RemoteMoved where it stands elsewhere, RemoteRefused for anything else that the remote will not do.
    """
    from git import Git as GitPython
    from git import GitCommandError, PushInfo, RemoteProgress, Repo

    class Inheriting(GitPython):
        def execute(self, *args: Any, **named: Any) -> Any:
            return super().execute(*args, **named, pass_fds=inherited())

    class PushingRepo(Repo):
        GitCommandWrapperType = Inheriting

    class Watch(RemoteProgress):
        def update(self, *counts: Any) -> None:
            _, cur_count, max_count, *_ = (*counts, None)
            words.progress("push", int(float(cur_count or 0)), int(float(max_count)) if max_count else None)

    ref = f"refs/heads/{branch}"
    source = ref if to and to == git.text("rev-parse", "--verify", "--quiet", ref, ok=(0, 1)) else to or ""
    watch = Watch()
    _silence_git_python()
    with PushingRepo(git.root, expand_vars=False) as repo:
        hidden = dict.fromkeys(TOKEN_VARIABLES, "")  # GitPython adds all of this process's own environment
        repo.git.update_environment(**{**hidden, **git.environment, **_asking(git, credentials)})
        try:
            sent = repo.remote(remote).push(
                f"{source}:{ref}",
                progress=watch,
                force_with_lease=f"{ref}:{lease or ''}",
                set_upstream=source == ref,
                recurse_submodules="no",  # what a submodule publishes is nobody's to take back
                no_follow_tags=True,
            )
        except GitCommandError as why:
            raise _refusal(git, remote, branch, to, _why(watch) or str(why.stderr).strip()) from why
    refused = [info for info in sent if info.flags & (PushInfo.REJECTED | PushInfo.REMOTE_REJECTED | PushInfo.ERROR)]
    if refused or sent.error:  # GitPython tells nothing of a commit without a name that went well
        summary = " ".join(info.summary.strip() for info in refused)
        if re.search(_MOVED, f"{summary}\n{sent.error or ''}\n{_why(watch)}"):
            raise RemoteMoved(remote, branch)
        raise _refusal(git, remote, branch, to, "\n".join(filter(None, (_why(watch), summary))))
    if lines := _said_by_server(watch):
        words.server_says(lines)


def _refusal(git: Git, remote: RemoteName, branch: BranchName, to: Sha | None, why: str) -> RelcommitError:
    """Who said no, and to what."""
    if to is None and re.search(
        r"deletion prohibited|denying ref deletion|deletion of the current branch|Cannot delete", why
    ):
        return DeletionRefused(remote, branch, why)
    if "pre-push" in why or (_has_hook(git, "pre-push") and not re.search(_FROM_FAR, why)):
        return HookRefused("pre-push", why)
    return RemoteRefused(remote, why)


def _has_hook(git: Git, name: str) -> bool:
    hook = git.text("rev-parse", "--path-format=absolute", "--git-path", f"hooks/{name}", ok=(0, 128))
    return bool(hook) and os.access(hook, os.X_OK)


def _said_by_server(watch: object) -> tuple[str, ...]:
    """The lines that the server wrote on its own, which git marks with «remote:»."""
    lines = (line.partition("remote:") for line in getattr(watch, "other_lines", ()))
    texts = [text.strip() for before, marked, text in lines if marked and not before.strip()]
    return tuple(text for text in texts[:MOST_SERVER_LINES] if text)


def _why(watch: object) -> str:
    """What the remote and git wrote besides progress, without git's own prefixes."""
    lines = [*getattr(watch, "other_lines", ()), *getattr(watch, "error_lines", ())]
    kept = dict.fromkeys(line.removeprefix("remote:").strip() for line in lines)
    return "\n".join(line for line in kept if line and not line.startswith(("To ", "hint:")))


def _silence_git_python() -> None:
    """It logs what the remote writes; we say it in our own words."""
    import logging

    logger = logging.getLogger("git")
    logger.propagate = False
    logger.addHandler(logging.NullHandler())


def _asking(git: Git, credentials: Mapping[str, str]) -> dict[str, str]:
    """git's words in English, no question that nobody could answer, and an end to the patience with a mute server."""
    sealed = {"LC_ALL": "C"}
    if "GIT_HTTP_LOW_SPEED_TIME" not in git.environment:
        sealed |= {"GIT_HTTP_LOW_SPEED_LIMIT": "1", "GIT_HTTP_LOW_SPEED_TIME": str(SILENCE_SECONDS)}
    if not (sys.stdin and sys.stdin.isatty()):
        sealed |= {"GIT_TERMINAL_PROMPT": "0"}
    return {**sealed, **credentials}
