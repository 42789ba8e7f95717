"""What a GitHub event asks to be checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

NOTHING = "0" * 40
"""The commit that a push names where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A range of commits, and the pull request that brings it."""

    base: str
    """Empty for a branch that starts history."""
    head: str
    target: str = ""
    """The branch whose settings decide, as it stands; empty where a commit's do."""
    policy: str = ""
    """The commit whose settings decide; of a `target`, where the event last saw it, or empty where it did not."""
    number: int | None = None
    title: str = ""
    body: str = ""
    branch: str = ""
    """`owner/branch` of a pull request."""
    author: str = ""
    """The login of whoever opened the pull request."""


def asked(name: str, event: Mapping[str, Any]) -> Asked | None:
    """What is to be checked for this event; `None` for one that brings no commit."""
    if name in ("pull_request", "pull_request_target"):
        return _pull_request(event["pull_request"])
    if name == "merge_group":
        group = event["merge_group"]
        return Asked(base=group["base_sha"], head=group["head_sha"], policy=group["base_sha"])
    if name == "push":
        return _push(event)
    return None


def _pull_request(pull: Mapping[str, Any]) -> Asked:
    head = pull["head"]
    owner = (head.get("user") or {}).get("login", "")
    return Asked(
        base=pull["base"]["sha"],
        target=pull["base"]["ref"],
        policy=pull["base"]["sha"],
        head=head["sha"],
        number=pull["number"],
        title=pull["title"],
        body=pull.get("body") or "",
        branch=f"{owner}/{head['ref']}",
        author=(pull.get("user") or {}).get("login", ""),
    )


def _push(event: Mapping[str, Any]) -> Asked | None:
    """A new branch is compared with the default one, whose settings decide; a deleted branch brings nothing."""
    after, before = event["after"], event["before"]
    if event.get("deleted") or after == NOTHING or not event["ref"].startswith("refs/heads/"):
        return None
    default = (event.get("repository") or {}).get("default_branch", "")
    is_default = not default or event["ref"] == f"refs/heads/{default}"
    start = "" if is_default else f"origin/{default}"
    base = start if before == NOTHING else before
    if is_default:
        return Asked(base=base, head=after, policy=base or after)
    return Asked(base=base, head=after, target=default)
