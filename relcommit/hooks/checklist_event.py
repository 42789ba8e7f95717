"""What a GitHub event says of pull requests: which it names, which commit, which branch, which merge queue."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from relcommit.errors.commits import EventUnreadable
from relcommit.probes.sources.github_pull import QUEUED

LARGEST_EVENT = 32 * 1024 * 1024
"""Bytes of an event's file that are read; GitHub sends 25 MB at most."""

_OF_A_COMMIT = frozenset({"check_suite", "check_run", "workflow_run", "status"})
_OF_ALL = frozenset({"schedule", "workflow_dispatch"})
"""Events that tell nothing of one pull request, but make all that are open worth another look."""
_OF_PRODUCTION = frozenset({"deployment_status", "schedule", "workflow_dispatch", "workflow_run"})
"""Events after which something may hold, or no longer hold, of what was merged."""
_QUEUE_BRANCH = "gh-readonly-queue/"


@dataclass(frozen=True, slots=True)
class Queue:
    """A commit of a merge queue."""

    ref: str
    """Its branch, `refs/heads/gh-readonly-queue/BASE/pr-N-SHA`."""
    sha: str

    @property
    def number(self) -> int:
        """The pull request that its branch is named after."""
        named = QUEUED.search(self.ref)
        return int(named[1]) if named else 0

    @property
    def base(self) -> str:
        """The branch that it will be merged into."""
        return self.ref.removeprefix(f"refs/heads/{_QUEUE_BRANCH}").rpartition("/pr-")[0]


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, as GitHub tells a workflow."""

    name: str
    payload: Mapping[str, Any]

    def part(self, name: str) -> Mapping[str, Any]:
        """An object inside it; empty where there is none."""
        part = self.payload.get(name)
        return part if isinstance(part, Mapping) else {}

    @property
    def number(self) -> int | None:
        """The pull request of this repository that it names by itself."""
        match self.name:
            case "pull_request" | "pull_request_target" | "pull_request_review":
                number = self.part("pull_request").get("number")
            case "issue_comment":
                issue = self.part("issue")
                number = issue.get("number") if "pull_request" in issue else None
            case _:
                number = None
        return number if isinstance(number, int) else None

    @property
    def commit(self) -> str:
        """The commit that it is about; what it says of pull requests may be another repository's."""
        sha = self.payload.get("sha") if self.name == "status" else self.part(self.name).get("head_sha")
        return str(sha or "") if self.name in _OF_A_COMMIT else ""

    @property
    def head(self) -> str:
        """The last commit of the pull request that it tells of, as it was then; empty where it names none."""
        head = self.part("pull_request").get("head")
        return str(head.get("sha") or "") if isinstance(head, Mapping) else self.commit

    @property
    def base(self) -> str:
        """The branch that the pull request went into then."""
        base = self.part("pull_request").get("base")
        return str(base.get("ref") or "") if isinstance(base, Mapping) else ""

    @property
    def is_open(self) -> bool:
        """Whether the pull request that it tells of was open, as far as it says."""
        return self.part("pull_request").get("state", "open") == "open" and self.payload.get("action") != "closed"

    @property
    def pushed(self) -> str:
        """The branch that somebody pushed to; empty for any other event."""
        ref = str(self.payload.get("ref") or "") if self.name == "push" else ""
        return ref.removeprefix("refs/heads/") if ref.startswith("refs/heads/") else ""

    @property
    def is_of_all(self) -> bool:
        """Whether every open pull request is worth another look."""
        return self.name in _OF_ALL

    @property
    def is_of_production(self) -> bool:
        """Whether what was merged is worth another look."""
        on_issue = self.name == "issue_comment" and "pull_request" not in self.part("issue")
        return self.name in _OF_PRODUCTION or on_issue

    @property
    def queue(self) -> Queue | None:
        """The merge queue's commit that it asks about, by itself or by the workflow that ran for it."""
        if self.name == "merge_group":
            group = self.part("merge_group")
            ref, sha = str(group.get("head_ref") or ""), str(group.get("head_sha") or "")
        elif self.name == "workflow_run" and self.part("workflow_run").get("event") == "merge_group":
            run = self.part("workflow_run")
            ref, sha = f"refs/heads/{run.get('head_branch') or ''}", str(run.get("head_sha") or "")
        else:
            return None
        queue = Queue(ref, sha)
        return queue if queue.number and sha else None


def read_event(environment: Mapping[str, str]) -> Event:
    """The event of this job. Raises EventUnreadable."""
    name, path = environment.get("GITHUB_EVENT_NAME", ""), environment.get("GITHUB_EVENT_PATH", "")
    try:
        with Path(path).open("rb") as file:
            payload = json.loads(file.read(LARGEST_EVENT))
    except (OSError, ValueError, RecursionError) as why:
        raise EventUnreadable(name, path) from why
    if not isinstance(payload, Mapping):
        raise EventUnreadable(name, path)
    return Event(name, payload)
