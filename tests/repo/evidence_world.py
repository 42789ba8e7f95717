"""The double of GitHub with a repository, a pull request, and the probes' view of both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from relcommit.checklist.model import Phase, Proof
from relcommit.checklist.verdict import Verdict
from relcommit.forge.api import GitHubApi
from relcommit.forge.choose import OnGitHub, choose
from relcommit.forge.token import Token
from relcommit.probes.evidence_context import EvidenceContext
from relcommit.probes.registry import PROBES
from relcommit.probes.sources.github_pull import changed_files, read_pull
from relcommit.settings import ChecklistSettings, ForgeSettings, Settings
from tests.support.github import GitHub, Repository, real
from tests.support.github.state import Pull

Wants = Mapping[str, tuple[str, ...]]
NOW = datetime(2026, 3, 1, tzinfo=UTC)
SETTINGS = Settings(
    approvals={"tecnica": ("@org/backend",), "operativa": ("olga",)},
    checklist=ChecklistSettings(apps=("github-actions",)),
)


@dataclass(frozen=True)
class MadeFiles:
    """Files by their path."""

    contents: Mapping[str, bytes]

    def paths(self) -> Iterable[str]:
        return self.contents

    def read(self, path: str) -> bytes | None:
        return self.contents.get(path)

    def mentioning(self, text: str) -> Iterable[str]:
        return [path for path, content in self.contents.items() if path.endswith(".md") and text.encode() in content]


@dataclass
class Stage:
    """A repository of org, with a pull request by ana that tomas and olga may review."""

    hub: GitHub
    it: Repository
    pull: Pull
    settings: Settings = SETTINGS
    contents: Mapping[str, bytes] | None = None
    now: datetime = NOW
    root: Path | None = None

    def api(self, login: str = "jefa") -> GitHubApi:
        return api(self.hub, self.it.full_name, self.hub.token(login))

    def scene(self, login: str = "jefa") -> EvidenceContext:
        hub = self.api(login)
        return EvidenceContext(
            settings=self.settings, now=self.now, files=MadeFiles(self.contents or {}), hub=hub,
            pull=read_pull(hub, self.pull.number), changes=lambda: changed_files(hub, self.pull.number), root=self.root,
        )  # fmt: skip

    def look(
        self, kind: str, wants: Wants | None = None, *, phase: Phase = "before", words: str = "", login: str = "jefa"
    ) -> Verdict:
        return PROBES[kind](Proof(kind=kind, phase=phase, wants=wants or {}, words=words), self.scene(login))

    def review(self, login: str, event: str = "APPROVE", sha: str | None = None) -> None:
        body = {"event": event, "commit_id": sha or head(self)}
        api(self.hub, self.it.full_name, self.hub.token(login)).send("POST", f"pulls/{self.pull.number}/reviews", body)

    def say(self, login: str, body: str) -> int:
        told = api(self.hub, self.it.full_name, self.hub.token(login)).send(
            "POST", f"issues/{self.pull.number}/comments", {"body": body}
        )
        return int(told["id"])

    def push(self, contents: dict[str, str]) -> str:
        return self.hub.commit(self.it, self.pull.head, contents, "docs: sigue")


def api(hub: GitHub, repository: str, secret: str) -> GitHubApi:
    home = choose(ForgeSettings(api_url=hub.api_url), hub.git_url(repository))
    assert isinstance(home, OnGitHub)
    return GitHubApi(home, Token(secret, "GH_TOKEN", "127.0.0.1"), timeout=5)


def build(
    hub: GitHub, changes: dict[str, str] | None = None, body: str = "Cuerpo", *, main: dict[str, str] | None = None
) -> Stage:
    """A repository and its pull request number 1."""
    hub.organization("org")
    it = hub.repository("org/app", jefa="admin", ana="write", tomas="write", olga="read", lucas="read")
    hub.team("org/backend", "tomas", "ana")
    start = {"README.md": "hola\n", "docs/runbook.md": "# Runbook\n", **(main or {})}
    hub.commit(it, "main", start, "docs: empieza")
    hub.commit(it, "docs/plan", changes or {"docs/plan.md": "# Plan\n"}, "docs: plan", start="main")
    made = api(hub, "org/app", hub.token("ana")).send(
        "POST", "pulls", {"head": "docs/plan", "base": "main", "title": "docs: plan", "body": body}
    )
    return Stage(hub, it, it.pulls[int(made["number"])])


def head(stage: Stage) -> str:
    """Where the pull request's branch stands."""
    tip = real.tip(stage.it.bare, stage.pull.head)
    assert tip is not None
    return tip
