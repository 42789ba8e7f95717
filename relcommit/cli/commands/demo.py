"""`relcommit demo`: the main job end to end, in a sandbox of its own."""

import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from relcommit.application.app import App
from relcommit.cli import output
from relcommit.cli.commands.prepare import PrepareOptions, prepare
from relcommit.cli.progress import Telling
from relcommit.errors.running import FolderNotEmpty
from relcommit.repo.git import Git, open_git
from relcommit.repo.sandbox import new_repository
from relcommit.resources import demo_folder
from relcommit.text.es import demo as es
from relcommit.text.es.help import FOLDER_METAVAR, OPTIONS

PLAN = "docs/plan-produccion.md"
FIRST_COMMIT = "docs: reúne la documentación de la etapa 1"


@click.command(help=es.HELP, options_metavar=OPTIONS)
@click.option("--keep", "place", metavar=FOLDER_METAVAR, type=click.Path(path_type=Path), help=es.KEEP)
@click.pass_obj
def command(app: App, place: Path | None) -> None:
    """Build the sandbox, run the real `prepare` in it, and say how to go on."""
    folder = _free_folder(app.folder / place) if place else Path(tempfile.mkdtemp(prefix="relcommit-demo-"))
    git = build(folder, app)
    output.say(f"{es.intro(str(folder))}\n\n{es.BEFORE}\n{tree_of(git)}\n\n{es.order(PLAN)}")
    sandboxed = App(folder=git.root, environment=git.environment, hide=output.hide)
    prepare(sandboxed, PLAN, Telling(), PrepareOptions(yes=True))
    output.say(f"\n{es.AFTER}\n{tree_of(git)}\n\n{es.COMMIT}\n{_last_commit(git)}\n")
    output.say(es.outro(_program(app), str(folder), str(git.root), _body_of(git)))


def build(folder: Path, app: App) -> Git:
    """The small repository and its bare `origin`; the plan is there and not yet committed."""
    shutil.copytree(demo_folder(), folder / "repositorio", dirs_exist_ok=True)
    plan = (folder / "repositorio" / PLAN).read_bytes()
    (folder / "repositorio" / PLAN).unlink()
    new_repository(folder / "repositorio", folder / "origin.git", FIRST_COMMIT, app.environment)
    (folder / "repositorio" / PLAN).write_bytes(plan)
    return open_git(folder / "repositorio", app.environment)


def tree_of(git: Git) -> str:
    """The files of the working tree, drawn as tree(1) does."""
    listed = git.read("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate").decode()
    return "\n".join(draw(name for name in listed.split("\0") if name and (git.root / name).exists()))


def draw(paths: Iterable[str], indent: str = "") -> Iterator[str]:
    """Paths with `/` between their parts as the lines of a tree, folders first."""
    branches: dict[str, list[str]] = {}
    for path in paths:
        head, _, rest = path.partition("/")
        branches.setdefault(head, []).extend([rest] if rest else [])
    names = sorted(branches, key=lambda name: (not branches[name], name))
    for name in names:
        is_last = name == names[-1]
        yield f"{indent}{'└── ' if is_last else '├── '}{name}{'/' if branches[name] else ''}"
        yield from draw(branches[name], indent + ("    " if is_last else "│   "))


def _free_folder(folder: Path) -> Path:
    """Raises FolderNotEmpty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderNotEmpty(str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    return folder.resolve()


def _program(app: App) -> str:
    """What to type to call relcommit: its name, or where it is when the PATH does not lead there."""
    return (
        "relcommit" if shutil.which("relcommit", path=app.environment.get("PATH")) else str(Path(sys.argv[0]).resolve())
    )


def _last_commit(git: Git) -> str:
    shown = git.text("log", "-1", "--format=%h %an%n%n%B", "--encoding=UTF-8")
    return "\n".join(f"  {line}".rstrip() for line in shown.splitlines())


def _body_of(git: Git) -> str:
    return str(next(iter(sorted((git.common / "relcommit" / "pull-requests").glob("*.md")))))
