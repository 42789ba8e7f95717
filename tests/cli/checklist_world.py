"""A clone of a repository whose pull request has a plan, and whoever works in it or enforces it."""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.repo.cheating import BODY, MAIN, PLAN
from tests.repo.evidence_world import Stage, build, head
from tests.support.github import GitHub
from tests.support.github.evidence import bot, check_run
from tests.support.sandbox import Ended
from tests.support.warm import ROOT, run_module


@dataclass
class Clone:
    """A clone of the pull request's branch, and whoever works in it."""

    stage: Stage
    folder: Path
    home: Path
    login: str = "ana"
    bot: str = "github-actions[bot]"

    def run(self, *args: str) -> Ended:
        return self._python("relcommit", ("-C", str(self.folder), "checklist", *args), {})

    def enforce(self, name: str, event: Any) -> Ended:
        """As the Action runs it, with the token of GitHub's own bot."""
        file, summary = self.home / "event.json", self.home / "summary.md"
        file.write_text(json.dumps(event))
        more = {
            "GITHUB_EVENT_NAME": name, "GITHUB_EVENT_PATH": str(file), "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_REPOSITORY": "org/app", "GITHUB_API_URL": self.stage.hub.api_url,
            "RELCOMMIT_TOKEN": self.stage.hub.token(self.bot), "RELCOMMIT_REPOSITORY": str(self.folder),
        }  # fmt: skip
        return self._python("relcommit.hooks.checklist", (), more)

    def _python(self, module: str, args: Sequence[str], more: Mapping[str, str]) -> Ended:
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.home), "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8",
            "GH_HOST": "127.0.0.1", "GH_ENTERPRISE_TOKEN": self.stage.hub.token(self.login), **more,
        }  # fmt: skip
        done = run_module(module, args, cwd=ROOT, environment=environment)
        return Ended(done.returncode, done.stdout, done.stderr)

    @property
    def summary(self) -> str:
        return (self.home / "summary.md").read_text("utf-8")


@contextmanager
def cloned(tmp_path: Path, plan: str = PLAN, toml: str = "") -> Iterator[Clone]:
    """The double of GitHub, and a clone of what it holds; `toml` is added to the settings."""
    with GitHub(tmp_path / "github").serving() as hub:
        roles = MAIN["relcommit.toml"].replace('"@org/backend"', '"tomas"')
        settings = f'{roles}[forge]\napi_url = "{hub.api_url}"\n{toml}'
        stage = build(hub, {"docs/plan.md": plan}, BODY, main={**MAIN, "relcommit.toml": settings})
        bot(hub, "github-actions[bot]")
        stage.it.roles["github-actions[bot]"] = "write"
        folder, home = tmp_path / "clon", tmp_path / "casa"
        home.mkdir()
        subprocess.run(["git", "clone", "-q", "-b", "docs/plan", str(stage.it.bare), str(folder)], check=True)
        subprocess.run(["git", "-C", str(folder), "remote", "set-url", "origin", hub.git_url("org/app")], check=True)
        yield Clone(stage, folder, home)


def finish(stage: Stage) -> None:
    stage.push({"docs/runbook.md": "# Runbook\n\nUno.\nDos.\nTres.\nCuatro.\n"})
    check_run(stage.hub, stage.it, head(stage), "Tipos", steps={"Run npx tsc --noEmit": "success"})
    stage.review("tomas")
    stage.review("olga")
    stage.say("olga", f"/relcommit atestar dns @{head(stage)[:12]} Probado")


def last_check(stage: Stage) -> object:
    return stage.it.extras["check_runs"][-1]["conclusion"]


def check_of(stage: Stage, sha: str, base: str = "main") -> tuple[str, str]:
    """What a branch's protection sees of our check on a commit: conclusion, or status while it waits, and title."""
    named = [
        run
        for run in stage.it.extras.get("check_runs", [])
        if (run["name"], run["head_sha"]) == (f"relcommit: {base}", sha)
    ]
    if not named:
        return ("", "")
    output = named[-1]["output"]
    return (str(named[-1]["conclusion"] or named[-1]["status"]), str(dict(output)["title"]))  # type: ignore[call-overload]


def issue_state(stage: Stage) -> object:
    return stage.it.extras["issues"][-1]["state"]


def pull_event(action: str = "synchronize", number: int = 1) -> dict[str, Any]:
    return {"action": action, "pull_request": {"number": number}}
