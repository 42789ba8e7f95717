"""The footers of a plan's commit, read by real tools in what each squash setting of GitHub writes.

    python bench/squash_footers.py [PATH OF git-cliff]

Twelve messages: two settings of the title, three of the body, a pull request of one and of two commits. git reads
the trailers, and git-cliff (PyPI, npm or a package) the breaking change and every footer; without it, only git.
BLANK throws the body away, so that nothing but the «!» of the title can be left: that is what is asked of it.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from relcommit.application.prepare.pull_request_text import (
    BodyParts,
    compose_message,
    recommended_commit,
    wanted_pull_request,
)
from relcommit.commits.squash import Landing, MergeSettings, Merging, squash_message
from relcommit.plan.reader import read_plan
from relcommit.settings import Settings

PLAN = """\
# Búsquedas locales

**Objetivo:** que las búsquedas no salgan de la casa.

## Contexto

Nota: la factura de marzo dobló la de febrero.

## Rama recomendada

`feat/buscador-local`

## Mensaje de commit

```
feat(buscador)!: sirve las búsquedas desde índices locales

- crea el índice en cada despliegue

BREAKING CHANGE: la API deja de devolver el campo «score»
Closes #41
Reviewed-by: Ana Soto <ana@ejemplo.cl>
```

## Definición de Done

- [ ] Índice en producción
"""
TITLES, BODIES, COUNTS = ("PR_TITLE", "COMMIT_OR_PR_TITLE"), ("PR_BODY", "COMMIT_MESSAGES", "BLANK"), (1, 2)


def messages() -> Iterator[tuple[str, str]]:
    """Each setting with the message that it writes."""
    plan = read_plan(PLAN, "docs/plan.md")
    wanted = wanted_pull_request(plan, BodyParts(), Settings(), None, ())
    ours = compose_message(recommended_commit(plan), Settings())
    for title, body, count in product(TITLES, BODIES, COUNTS):
        commits = [Landing(sha="a" * 40, message=ours, author="Inés", email="ines@ejemplo.cl")]
        other = Landing(sha="b" * 40, message="docs: retoca la guía\n", author="Inés", email="ines@ejemplo.cl")
        commits = [other, commits[0]] if count > 1 else commits
        merging = Merging(
            number=7, title=wanted.title, body=wanted.body, author="ines", author_email="ines@ejemplo.cl",
            head="acme/feat/buscador-local", commits=commits,
            settings=MergeSettings(squash_title=title, squash_message=body),
        )  # fmt: skip
        yield f"{title}, {body}, {count}", squash_message(merging)


def trailers(message: str) -> dict[str, str]:
    """What git reads."""
    asked = ("git", "interpret-trailers", "--parse")
    told = subprocess.run(asked, input=message, text=True, capture_output=True, check=True).stdout
    return dict(line.split(": ", 1) for line in told.splitlines())


def cliff(program: str, message: str) -> dict[str, object]:
    """What git-cliff reads of a repository with this one commit."""
    with tempfile.TemporaryDirectory() as folder:
        git = ("git", "-C", folder, "-c", "user.name=x", "-c", "user.email=x@x")
        subprocess.run((*git, "init", "-q"), check=True)
        committing = (*git, "commit", "-q", "--allow-empty", "--cleanup=verbatim", "-F", "-")
        subprocess.run(committing, input=message, text=True, check=True)
        Path(folder, "cliff.toml").write_text("[git]\nconventional_commits = true\n", "utf-8")
        asked = (program, "--context", "--config", "cliff.toml")
        told = subprocess.run(asked, cwd=folder, text=True, capture_output=True, check=True).stdout
    commits = json.loads(told)[0]["commits"]
    return dict(commits[0]) if commits else {}


def main() -> int:
    """Print a line for each message; 1 where a tool lost something."""
    program, lost = (sys.argv[1] if len(sys.argv) > 1 else ""), 0
    for name, message in messages():
        is_blank = "BLANK" in name
        problems = [] if is_blank or "Reviewed-by" in trailers(message) else ["git: Reviewed-by"]
        if program:
            commit = cliff(program, message)
            footers = {str(footer["token"]) for footer in commit.get("footers") or []}  # type: ignore[attr-defined]
            problems += [] if commit.get("breaking") else ["git-cliff: breaking"]
            wanted = set() if is_blank else {"BREAKING CHANGE", "Closes", "Reviewed-by"}
            problems += [f"git-cliff: {token}" for token in sorted(wanted - footers)]
        lost += bool(problems)
        print(f"{name:40} {', '.join(problems) or 'todo leído'}")
    print(f"{12 - lost} de 12")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
