#!/usr/bin/env python3
"""How many plans reach a dry run of `prepare`, answering at most two questions by flags.

Usage: plans.py [FOLDER] [--answers N] [--min COUNT] [--show]

Each plan of FOLDER (default: the corpus beside the project) is put into a fresh repository with a bare remote. Where
`prepare --dry-run` stops with the flags to repeat (exit code 2), they are repeated as they are, with a value of ours
only where it proposes none: that many answers were given. Nothing else of the plan or the repository is changed.
"""

import argparse
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "plans" / "docs"
OURS = {"RAMA": "docs/plan", "tipo(ámbito): descripción": "docs: actualiza la documentación"}
_FLAGS = re.compile(r"^Sin tocar el plan: relcommit prepare \S+ (.*)$", re.MULTILINE)


def repository(folder: Path, plan: Path) -> Path:
    """A repository with one commit on `main`, the plan in it, and a remote."""
    root, remote = folder / "obra", folder / "remoto.git"
    git("init", "-q", "--bare", "-b", "main", str(remote), at=folder)
    git("init", "-q", "-b", "main", str(root), at=folder)
    (root / "README.md").write_text("# Obra\n", "utf-8")
    git("add", ".", at=root)
    git("commit", "-q", "-m", "docs: empieza la obra", at=root)
    git("remote", "add", "origin", str(remote), at=root)
    git("push", "-q", "-u", "origin", "main", at=root)
    (root / "plan.md").write_bytes(plan.read_bytes())
    return root


def git(*args: str, at: Path) -> None:
    """Run git as nobody in particular."""
    subprocess.run(("git", *args), cwd=at, check=True, env=environment(), capture_output=True)


def environment() -> dict[str, str]:
    """Without this machine's own settings, hooks and tokens."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    people = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER")
              for what, value in (("NAME", "Ana"), ("EMAIL", "ana@example.org"))}  # fmt: skip
    return kept | people | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "LC_ALL": "C.UTF-8"}


def play(plan: Path, most: int) -> tuple[int | None, str]:
    """The answers that were needed, or `None`, and what `prepare` said last."""
    with tempfile.TemporaryDirectory() as folder:
        root = repository(Path(folder), plan)
        given: list[str] = []
        while True:
            command = (sys.executable, "-m", "relcommit", "-C", str(root), "prepare", "plan.md", "--dry-run", *given)
            ended = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
            asked = _FLAGS.search(ended.stderr)
            if ended.returncode == 0:
                return len(given) // 2, ""
            if ended.returncode != 2 or asked is None or len(given) >= 2 * most:
                return None, ended.stderr.strip().partition("\n")[0]
            given += [OURS.get(word, word) for word in shlex.split(asked[1])]


def main() -> int:
    """Play every plan; 1 where fewer than `--min` get there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--answers", type=int, default=2)
    parser.add_argument("--min", type=int, default=0)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    plans = sorted(options.folder.glob("*.md"))
    counts: dict[int | None, int] = {}
    for plan in plans:
        answers, why = play(plan, options.answers)
        counts[answers] = counts.get(answers, 0) + 1
        if options.show:
            print(f"{plan.stem:12} {'no' if answers is None else answers} {why}")
    reached = sum(count for answers, count in counts.items() if answers is not None)
    each = ", ".join(
        f"{count} with {answers}" for answers, count in sorted(counts.items(), key=str) if answers is not None
    )
    print(f"{reached}/{len(plans)} plans reach a dry run ({each})")
    return 0 if reached >= options.min else 1


if __name__ == "__main__":
    sys.exit(main())
