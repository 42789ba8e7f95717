"""A pull request that answers to a plan of the base, the Action's door in this very process, and what the protection of
a branch sees."""

import contextlib
import io
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from relcommit.hooks.checklist import Door, door_of, main
from tests.repo.cheating import MAIN, PLAN, TOML, missing
from tests.repo.evidence_world import Stage, build, head
from tests.support.github import GitHub, real
from tests.support.github.evidence import bot, check_run

BOT = "github-actions[bot]"
SETTINGS = TOML.replace('"@org/backend"', '"tomas", "ana"') + '\n[checklist]\nplan = "docs/plan.md"\n'


@dataclass
class Attack:
    """The double of GitHub, and whoever tries to get through."""

    stage: Stage
    folder: Path

    @property
    def head(self) -> str:
        """Where the pull request's branch stands."""
        return head(self.stage)

    def event(
        self,
        name: str,
        payload: Mapping[str, Any],
        make_door: Callable[[Mapping[str, str]], Door] = door_of,
        **more: str,
    ) -> tuple[int, str]:
        """What the Action does with an event: its exit code, and its log."""
        file, output = self.folder / "event.json", io.StringIO()
        file.write_text(json.dumps(payload), "utf-8")
        environment = {
            "PATH": os.environ["PATH"], "GITHUB_EVENT_NAME": name, "GITHUB_EVENT_PATH": str(file),
            "GITHUB_REPOSITORY": self.stage.it.full_name, "GITHUB_API_URL": self.stage.hub.api_url,
            "RELCOMMIT_TOKEN": self.stage.hub.token(BOT), "RELCOMMIT_REPOSITORY": "/nonexistent", **more,
        }  # fmt: skip
        with contextlib.redirect_stdout(output):
            code = main(environment, make_door)
        return code, output.getvalue()

    def pull(
        self, action: str, number: int = 0, make_door: Callable[[Mapping[str, str]], Door] = door_of, **more: str
    ) -> int:
        """An event of a pull request, as GitHub tells it."""
        pull = self.stage.it.pulls[number or self.stage.pull.number]
        told = {"number": pull.number, "head": {"sha": pull.head_sha}, "base": {"ref": pull.base}}
        return self.event("pull_request_target", {"action": action, "pull_request": told}, make_door, **more)[0]

    def check(self, sha: str = "", base: str = "main") -> str:
        """What the protection of a branch sees on a commit; empty for nothing."""
        runs = self.stage.it.extras.get("check_runs", [])
        named = [run for run in runs if (run["name"], run["head_sha"]) == (f"relcommit: {base}", sha or self.head)]
        return str(named[-1]["conclusion"] or named[-1]["status"]) if named else ""

    def lets_pass(self, base: str = "main") -> bool:
        """Whether a branch that asks for our check would take the commit."""
        return self.check(base=base) in ("success", "neutral", "skipped")

    def do_all(self) -> None:
        """The honest way, up to a green check."""
        self.stage.push({"docs/runbook.md": "# Runbook\n\nUno.\nDos.\nTres.\nCuatro.\n"})
        check_run(self.stage.hub, self.stage.it, self.head, "Tipos", steps={"Run npx tsc --noEmit": "success"})
        self.stage.review("tomas")
        self.stage.review("olga")
        self.stage.say("olga", f"/relcommit atestar dns @{self.head[:12]} Probado")
        assert self.pull("synchronize") == 0
        assert self.check() == "success"

    def do_some(self) -> None:
        """The honest way again, after whatever else was pushed; nothing is said of the verdict."""
        self.stage.push({"docs/runbook.md": "# Runbook\n\nUno.\nDos.\nTres.\nCuatro.\nCinco.\n"})
        check_run(self.stage.hub, self.stage.it, self.head, "Tipos", steps={"Run npx tsc --noEmit": "success"})
        for login in ("tomas", "olga"):
            self.stage.review(login)
        self.stage.say("olga", f"/relcommit atestar dns @{self.head[:12]} Probado")
        self.pull("synchronize")

    def missing(self) -> set[str]:
        """What the plan still lacks."""
        return missing(self.stage)

    def commit_as(self, name: str, message: str = "docs: agrega algo") -> str:
        """One more commit at the head, written by somebody, without a change."""
        bare, tip = self.stage.it.bare, self.head
        who = {f"GIT_{part}_{what}": value for part in ("AUTHOR", "COMMITTER") for what, value in (
            ("NAME", name), ("EMAIL", f"{name}@example.com"))}  # fmt: skip
        tree = real.git(bare, "rev-parse", f"{tip}^{{tree}}").strip()
        made = real.git(bare, "commit-tree", tree, "-p", tip, "-m", message, env=who).strip()
        real.git(bare, "update-ref", f"refs/heads/{self.stage.pull.head}", made)
        return made


@contextlib.contextmanager
def attacked(folder: Path, *, settings: str = SETTINGS, plan: str = PLAN) -> Iterator[Attack]:
    """The plan is on the base, and the pull request changes something else."""
    folder.mkdir(exist_ok=True)
    with GitHub(folder / "github").serving() as hub:
        files = {**MAIN, "relcommit.toml": settings, "docs/plan.md": plan}
        stage = build(hub, {"docs/otro.md": "# Otro\n"}, "Cuerpo", main=files)
        stage.it.roles[BOT] = "write"
        bot(hub, BOT)
        yield Attack(stage, folder)
