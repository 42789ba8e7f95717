"""What a repository's own settings would run is not run by mere looks: dry runs, checks, `status`."""

from pathlib import Path

from tests.support.sandbox import PLAN, Sandbox

HOOKS = (
    "pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "post-checkout", "post-index-change", "pre-push",
    "reference-transaction", "fsmonitor-watchman", "post-rewrite",
)  # fmt: skip
LOOKS = (
    ("prepare", PLAN, "--dry-run"),
    ("plan", "show", PLAN),
    ("plan", "lint", PLAN),
    ("docs", "status"),
    ("docs", "check"),
    ("docs", "apply", "--dry-run"),
    ("docs", "repair", "--dry-run"),
    ("check", "--range", "HEAD~1..HEAD"),
    ("status",),
    ("log",),
    ("doctor",),
    ("undo", "--dry-run"),
)


def _hostile(box: Sandbox, marks: Path) -> None:
    marks.mkdir()
    program = box.write("../malo.sh", f'#!/bin/sh\ntouch "{marks}/$1"\ncat 2> /dev/null\n', at=box.repo)
    program.chmod(0o755)
    for hook in HOOKS:
        box.write(f"../ganchos/{hook}", f'#!/bin/sh\ntouch "{marks}/hook-{hook}"\n').chmod(0o755)
    settings = {
        "core.hooksPath": str(box.folder / "ganchos"),
        "core.fsmonitor": f"{program} fsmonitor",
        "filter.malo.clean": f"{program} clean",
        "filter.malo.smudge": f"{program} smudge",
        "filter.malo.required": "true",
        "filter.con.punto=y.clean": f"{program} clean2",
        "diff.external": f"{program} diff-external",
        "diff.malo.textconv": f"{program} textconv",
        "diff.malo.command": f"{program} diff-command",
        "core.pager": f"{program} pager",
        "gpg.program": f"{program} gpg",
    }
    for key, value in settings.items():
        box.git("config", key, value)
    box.write(".git/info/attributes", "*.md filter=malo diff=malo\n*.py diff=malo\n*.txt filter=con.punto=y\n")
    for file in ("docs/guía.md", "docs/notas.txt", "src/app.py"):  # git has to look whether they changed
        (box.repo / file).touch()


def test_looks_run_nothing_that_the_repository_brings(box: Sandbox, tmp_path: Path) -> None:
    box.git("commit", "-q", "--allow-empty", "-m", "docs: otro")
    assert box.prepare().code == 0
    box.write("docs/nuevo.md", "# Nuevo\n")
    marks = tmp_path / "marcas"
    _hostile(box, marks)

    for look in LOOKS:
        ended = box.relcommit(*look)
        ran = sorted(mark.name for mark in marks.iterdir())
        assert not ran, (look, ran)
        assert ended.code in (0, 1, 3, 4), (look, ended)
        assert "Traceback" not in ended.err

    box.git("status")
    assert (marks / "clean2").exists(), "git itself would have"
