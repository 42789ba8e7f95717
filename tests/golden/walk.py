"""A repository made for the project's first plan, and the people and events that take the plan to production."""

import json
import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from relcommit.plan.model import Item
from tests.repo.evidence_world import api
from tests.support.github import GitHub, Repository, real
from tests.support.github.evidence import bot, check_run, deployment, merge
from tests.support.warm import run_module
from tests.unit.checklist.plans import skillgen

BOT = "github-actions[bot]"
BRANCH = "docs/skillgen-etapa1-etapa2-plan"
CUT = "[…]"
WRANGLER = """\
name = "skillgen"

[vars]
ENVIRONMENT = "dev"
[[d1_databases]]
binding = "DB"
database_id = "dev"
[[kv_namespaces]]
binding = "KV"
id = "dev"
[[workflows]]
binding = "INGESTA"
name = "ingesta-dev"

[env.prod.vars]
ENVIRONMENT = "prod"
[[env.prod.d1_databases]]
binding = "DB"
database_id = "prod"
[[env.prod.kv_namespaces]]
binding = "KV"
id = "prod"
[[env.prod.workflows]]
binding = "INGESTA"
name = "ingesta"
"""
CI = "name: ci\non: [push]\njobs: {tipos: {name: Tipos, runs-on: ubuntu-latest, steps: [{run: npx tsc --noEmit}]}}\n"
FILES = {
    "wrangler.toml": WRANGLER,
    ".github/workflows/ci.yml": CI,
    "src/index.ts": "export const token = (env: Env) => env.CGR_API_TOKEN;\n",
    "migrations/0001_skill_events.sql": "create table skill_events (code text);\n",
    "docs/runbook.md": "# Runbook\n\nDesplegar: `npx wrangler deploy --env prod`.\n",
    "docs/README.md": "# Documentos\n\n- [Runbook](runbook.md)\n",
}
SETTINGS = """
[approvals]
tecnica = ["tomas"]
operativa = ["olga"]

[checklist.tables]
skill_events = "evidencia/skill_events.json"
"""
"""What the team adds to the settings that `relcommit init` wrote."""
EVENTS = '[{"code": "E_DNS", "decision_skill": "reintentar", "fingerprint": "9f2c", "context": "host=cgr.example"}]\n'
RUNBOOK = "\n## Vuelta atrás\n\n1. `npx wrangler rollback --env prod`.\n2. Comprueba `/api/v1/stats`.\n3. Avisa.\n"


def plan_text() -> str:
    """The first plan: the lists that the other tests know, and what it recommends."""
    plan = skillgen()
    triggers = [one for one in plan.rollback if one.kind == "trigger"]
    actions = [one for one in plan.rollback if one.kind == "action"]
    header = "docs(skillgen): reorganiza docs y define plan de producción"
    return "\n".join([
        "# Plan de Paso a Producción y Estrategia de Commit", "",
        "## Criterios de salida de preproducción", "", *_bullets(plan.gates), "",
        "## Plan de despliegue a producción", "", *_numbers(plan.deploy), "",
        "## Plan de rollback", "", "- Trigger de rollback inmediato si:", *_bullets(triggers, "  "),
        "- Acción:", *_bullets(actions, "  "), "",
        "## Rama recomendada", "", f"- `{BRANCH}`", "",
        "## Mensaje de commit recomendado", "", f"`{header}`", "",
        '## Definición de "Done" para producción', "", *_bullets(plan.done), "",
    ])  # fmt: skip


def _bullets(items: Sequence[Item], indent: str = "") -> list[str]:
    return [f"{indent}- {one.text}" for one in items]


def _numbers(items: Sequence[Item]) -> list[str]:
    return [
        line
        for at, one in enumerate(items, 1)
        for line in (f"{at}. {one.text}", *(f"   - {detail}" for detail in one.details))
    ]


@dataclass
class Walk:
    """What was typed and what came back, block by block, as the documentation shows it."""

    hub: GitHub
    it: Repository
    folder: Path
    blocks: list[str] = field(default_factory=list)
    _names: dict[str, str] = field(default_factory=dict)

    def types(self, login: str, *words: str, cut: tuple[str, str] = ("", "")) -> None:
        """Somebody types a command of relcommit in a clone; from the first mark to the second, if they are named."""
        done = self.run(login, "relcommit", words)
        shown = " ".join(f'"{word}"' if " " in word else word for word in words)
        self._keep(f"{login}$ relcommit {shown}\n{_part(done.stdout + done.stderr, *cut)}", done.returncode)

    def happens(self, event: str, told: Any, *, cut: tuple[str, str] = ("", "")) -> None:
        """The Action looks at an event; what it leaves in its log, and the check."""
        file = self.folder / "event.json"
        file.write_text(json.dumps(told))
        more = {
            "GITHUB_EVENT_NAME": event, "GITHUB_EVENT_PATH": str(file), "GITHUB_REPOSITORY": self.it.full_name,
            "GITHUB_API_URL": self.hub.api_url, "RELCOMMIT_TOKEN": self.hub.token(BOT),
        }  # fmt: skip
        done = self.run("ana", "relcommit.hooks.checklist", (), more)
        assert not done.stderr, done.stderr
        action = f" ({told['action']})" if "action" in told else ""
        self._keep(f"# GitHub Actions: {event}{action}\n{_part(done.stdout, *cut)}{self._outcome()}", 0)

    def _outcome(self) -> str:
        """What people see at the end of the page: our check, or after the merge the issue."""
        issues = self.it.extras.get("issues")
        if issues:
            return f"Incidencia {issues[-1]['state']}: {issues[-1]['title']}\n"
        check: Any = next(one for one in reversed(self.it.extras["check_runs"]) if one["name"] == "relcommit: main")
        return f"Check relcommit {check['conclusion']}: {check['output']['title']}\n"

    def run(
        self, login: str, module: str, args: Sequence[str], more: dict[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]":
        return run_module(module, args, cwd=self.folder / login, environment=self.environment(login) | (more or {}))

    def environment(self, login: str) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"], "HOME": str(self.folder), "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8",
            "GH_HOST": "127.0.0.1", "GH_ENTERPRISE_TOKEN": self.hub.token(login), "GIT_AUTHOR_NAME": login,
            "GIT_AUTHOR_EMAIL": f"{login}@example.com",
            "GIT_COMMITTER_NAME": login, "GIT_COMMITTER_EMAIL": f"{login}@example.com", "NO_COLOR": "1",
        }  # fmt: skip

    def git(self, login: str, *words: str) -> None:
        helper = "credential.helper=!f() { echo username=x; echo password=$GH_ENTERPRISE_TOKEN; }; f"
        done = subprocess.run(
            ["git", "-c", helper, *words], cwd=self.folder / login, env=self.environment(login),
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    def commits(self, login: str, message: str, contents: dict[str, str]) -> None:
        """Somebody adds text to files, and pushes."""
        for path, text in contents.items():
            file = self.folder / login / path
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("a", encoding="utf-8") as out:
                out.write(text)
        self.git(login, "add", *contents)
        self.git(login, "commit", "-q", "--no-verify", "-m", message)
        self.git(login, "push", "-q", "origin", "HEAD")

    @property
    def head(self) -> str:
        tip = real.tip(self.it.bare, BRANCH)
        assert tip is not None
        return tip

    def ci_passes(self) -> None:
        check_run(self.hub, self.it, self.head, "Tipos", steps={"Run npx tsc --noEmit": "success"})

    def approves(self, login: str) -> None:
        self._as(login).send("POST", "pulls/1/reviews", {"event": "APPROVE", "commit_id": self.head})

    def says(self, login: str, number: int, body: str) -> None:
        self._as(login).send("POST", f"issues/{number}/comments", {"body": body})

    def merges(self) -> str:
        return merge(self.hub, self.it, self.it.pulls[1])

    def deploys(self, sha: str, hours: int) -> None:
        """To production, so many hours ago; an earlier deployment gives way."""
        at = f"{datetime.now(UTC) - timedelta(hours=hours):%Y-%m-%dT%H:%M:%SZ}"
        self.it.extras["deployments"] = []
        deployment(self.hub, self.it, sha, "prod", ("success", at))

    def _as(self, login: str) -> Any:
        return api(self.hub, self.it.full_name, self.hub.token(login))

    def _keep(self, block: str, code: int) -> None:
        """With names for commits and for GitHub that do not change from run to run."""
        block = block.replace(self.hub.address, "https://github.com")
        found = re.sub(r"\b[0-9a-f]{12}\b", lambda one: self._name(one[0]), block)
        self.blocks.append(f"{found.rstrip()}\n" + (f"(termina con {code})\n" if code else ""))

    def _name(self, sha: str) -> str:
        return self._names.setdefault(sha, sha256(str(len(self._names)).encode()).hexdigest()[:12])


def _part(text: str, start: str, end: str) -> str:
    lines = text.rstrip().split("\n")
    first = next((at for at, one in enumerate(lines) if start and one.startswith(start)), 0)
    last = next((at for at, one in enumerate(lines) if end and at > first and one.startswith(end)), len(lines))
    kept = "\n".join(lines[first:last]).rstrip()
    return "\n".join(filter(None, [CUT if first else "", kept, CUT if last < len(lines) else ""])) + "\n"


@contextmanager
def walking(folder: Path) -> Iterator[Walk]:
    """The double of GitHub with the repository, and a clone for each person."""
    with GitHub(folder / "github").serving() as hub:
        hub.organization("org")
        it = hub.repository("org/skillgen", ana="admin", tomas="write", olga="read")
        it.roles[BOT] = "write"
        bot(hub, BOT)
        hub.commit(it, "main", FILES, "docs: empieza el proyecto")
        walk = Walk(hub, it, folder)
        for login in ("ana", "tomas"):
            (folder / login).mkdir()
            walk.git(login, "clone", "-q", hub.git_url("org/skillgen"), ".")
        (folder / "ana/docs/plan-produccion.md").write_text(plan_text(), "utf-8")
        yield walk
