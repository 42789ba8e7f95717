"""A sealed machine with real git: a bare `origin`, a working tree with documents, and relcommit run inside it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from relcommit.cli.main import run
from tests.support.posix import take_terminal

DATE = "2026-05-14T09:30:00+00:00"
PLAN_FIXTURE = Path(__file__).parent.parent / "golden" / "plans" / "prestamos.md"
PLAN = "docs/planes/servicio.md"
BRANCH = "docs/prestamos-fase1-fase2-guia"
HEADER = "docs(prestamos): separa guías vigentes/históricas y fija la puesta en servicio + fase2 entrega1"
BODY = (
    "- archiva los estudios de la fase 1 en `docs/historico/`\n"
    "- añade la guía de reservas con señales A/B + 2 señales más\n"
    "- documenta la puesta en servicio, la vuelta atrás y quién decide qué\n"
    "- cierra la primera entrega de la fase 2\n"
)
MESSAGE = f"{HEADER}\n\n{BODY}"
SETTINGS = """\
[[docs.rules]]
paths = "docs/fase1/**"
status = "historico"
to = "docs/historico/fase1"

[[docs.rules]]
paths = "docs/guía.md"
status = "vigente"
to = "docs/vigentes"
"""
FILES = {
    "README.md": "# Préstamos\n\nLa [guía](docs/gu%C3%ADa.md) y la [encuesta](docs/fase1/encuesta.md#años).\n",
    "docs/guía.md": "# Guía\n\nViene de `docs/fase1/encuesta.md` y del [informe](<fase1/informe final.md>).\n",
    "docs/fase1/encuesta.md": "# Encuesta\n\n## Años\n\nMira la [guía](../guía.md).\r\n",
    "docs/fase1/informe final.md": "# Informe\n\nSigue a la [encuesta](encuesta.md)",
    "docs/notas.txt": "sin enlaces\n",
    "src/app.py": "print('hola')\n",
    "relcommit.toml": SETTINGS,
}
AFTER = {
    "README.md": (
        "# Préstamos\n\nLa [guía](docs/vigentes/gu%C3%ADa.md) y la [encuesta](docs/historico/fase1/encuesta.md#años).\n"
    ),
    "docs/vigentes/guía.md": (
        "# Guía\n\n"
        "Viene de `docs/historico/fase1/encuesta.md` y del [informe](<../historico/fase1/informe final.md>).\n"
    ),
    "docs/historico/fase1/encuesta.md": "# Encuesta\n\n## Años\n\nMira la [guía](../../vigentes/guía.md).\r\n",
    "docs/historico/fase1/informe final.md": "# Informe\n\nSigue a la [encuesta](encuesta.md)",
}
"""What the moves make of the documents; everything else stays."""


@dataclass(frozen=True)
class Ended:
    """How a command left."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Sandbox:
    """A folder that is a whole machine: `home`, `origin.git` and the working tree `repo`."""

    folder: Path
    env: Mapping[str, str]
    repo: Path
    origin: Path

    def git(self, *args: str, at: Path | None = None, **more: Any) -> str:
        """Run git as the user would; its output without the last line end."""
        return self.git_bytes(*args, at=at, **more).decode("utf-8", "surrogateescape").rstrip("\n")

    def git_bytes(self, *args: str, at: Path | None = None, stdin: bytes = b"", ok: tuple[int, ...] = (0,)) -> bytes:
        command = ("git", "-C", str(at or self.repo), *args)
        ran = subprocess.run(command, env=dict(self.env), input=stdin, capture_output=True, check=False)
        assert ran.returncode in ok, f"{command}: {ran.returncode}\n{ran.stderr.decode(errors='replace')}"
        return ran.stdout

    def write(self, path: str, content: str | bytes = "", *, at: Path | None = None) -> Path:
        """Write a file below the working tree, making folders."""
        place = (at or self.repo) / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)
        return place

    def read(self, path: str, *, at: Path | None = None) -> str:
        return ((at or self.repo) / path).read_bytes().decode("utf-8")

    def plan(self, *changes: tuple[str, str]) -> None:
        """Write the plan, with these texts of it replaced."""
        text = PLAN_FIXTURE.read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        self.write(PLAN, text)

    def relcommit(
        self, *args: str, stdin: str = "", env: Mapping[str, str] | None = None, at: Path | None = None
    ) -> Ended:
        """Run a command in this process, with this machine's environment and no terminal."""
        with only_environment({**self.env, **(env or {})}), CliRunner().isolation(stdin) as (out, err, _):
            code = run(("-C", str(at or self.repo), *args))
        return Ended(code, out.getvalue().decode(), err.getvalue().decode())

    def prepare(self, *options: str, plan: str = PLAN, **more: Any) -> Ended:
        return self.relcommit("prepare", plan, "--yes", *options, **more)

    def process(self, *args: str, session: bool = False, terminal: int | None = None) -> "subprocess.Popen[bytes]":
        """The same in a process of its own, to be watched and killed.

        `session` makes it lead its own; a `terminal` is a descriptor to read from and write to.
        """
        command = (sys.executable, "-m", "relcommit", "-C", str(self.repo), *args)
        place = Path(__file__).parents[2]
        env = {**self.env, "PYTHONPATH": str(place)}
        if terminal is None:
            return subprocess.Popen(
                command, env=env, cwd=place, start_new_session=session,
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            )  # fmt: skip
        return subprocess.Popen(
            command, env=env, cwd=place, stdin=terminal, stdout=terminal, stderr=terminal,
            start_new_session=True, preexec_fn=lambda: take_terminal(terminal),  # noqa: PLW1509
        )  # fmt: skip

    def with_env(self, **variables: str) -> "Sandbox":
        return replace(self, env={**self.env, **variables})

    def clone(self, name: str = "clon") -> "Sandbox":
        """Another person's clone of origin."""
        self.git("clone", "-q", str(self.origin), str(self.folder / name), at=self.folder)
        return replace(self, repo=self.folder / name)

    # what the tests compare

    def local_pulls(self) -> dict[int, str]:
        """The local forge's pull requests, by number."""
        folder = Path(self.git("rev-parse", "--path-format=absolute", "--git-common-dir")) / "relcommit/pull-requests"
        return {int(file.stem): file.read_text("utf-8") for file in sorted(folder.glob("*.md"))}

    def tree(self, revision: str) -> dict[str, tuple[str, str]]:
        """Path to mode and blob of a commit's files."""
        lines = self.git_bytes("ls-tree", "-r", "-z", "--full-tree", revision).decode("utf-8", "surrogateescape")
        rows = (line.partition("\t") for line in lines.split("\0")[:-1])
        return {name: (facts.split()[0], facts.split()[2]) for facts, _, name in rows}

    def message(self, revision: str = "HEAD", *, at: Path | None = None) -> str:
        raw = self.git_bytes("cat-file", "commit", revision, at=at).decode("utf-8", "surrogateescape")
        return raw.partition("\n\n")[2]

    def state(self) -> "State":
        """All that a person could miss, to the byte: files, index, refs, branches' settings."""
        return State(
            files=files_below(self.repo, skip=(".git",)),
            index=self.git_bytes("ls-files", "-z", "--stage", "-v", "-t"),
            staged=self.git_bytes("diff", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames"),
            status=self.git_bytes("--no-optional-locks", "status", "--porcelain=v2", "-z", "--untracked-files=all"),
            head=self.git("symbolic-ref", "-q", "HEAD", ok=(0, 1)),
            refs=tuple(line for line in self.refs() if "refs/relcommit/" not in line and "refs/remotes/" not in line),
            remote=self.refs(at=self.origin),
            config=Path(self.git("rev-parse", "--path-format=absolute", "--git-path", "config")).read_bytes(),
        )

    def refs(self, *, at: Path | None = None) -> tuple[str, ...]:
        return tuple(self.git("for-each-ref", "--format=%(objectname) %(refname)", at=at).splitlines())

    def everything(self) -> dict[str, tuple[int, bytes]]:
        """Every file of working tree, `.git` and origin; only the lock of a run that did nothing is left out."""
        kept = files_below(self.repo) | files_below(self.origin)
        return {name: what for name, what in kept.items() if not name.endswith(("relcommit/lock", "relcommit"))}


@dataclass(frozen=True)
class State:
    """See `Sandbox.state`."""

    files: dict[str, tuple[int, bytes]] = field(repr=False)
    index: bytes
    staged: bytes
    status: bytes
    head: str
    refs: tuple[str, ...]
    remote: tuple[str, ...]
    config: bytes


def files_below(root: Path, skip: tuple[str, ...] = ()) -> dict[str, tuple[int, bytes]]:
    """Every file below a folder with its mode and bytes; of a link, its target; of a folder, nothing."""
    found: dict[str, tuple[int, bytes]] = {}
    for folder, folders, names in os.walk(os.fsencode(root)):
        folders[:] = [one for one in folders if os.fsdecode(one) not in skip]
        for name in (*folders, *names):
            place = os.path.join(folder, name)  # noqa: PTH118  (names that are not UTF-8)
            mode = os.lstat(place).st_mode
            if os.path.islink(place):  # noqa: PTH114
                content = os.readlink(place)  # noqa: PTH115
            elif os.path.isdir(place):  # noqa: PTH112
                content = b""
            else:
                content = Path(os.fsdecode(place)).read_bytes()
            found[os.fsdecode(place)] = (mode, content)
    return found


@contextmanager
def only_environment(env: Mapping[str, str]) -> Iterator[None]:
    """This process's environment is exactly this one meanwhile."""
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(env)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def sealed(folder: Path) -> dict[str, str]:
    """An environment in which the machine's own settings have no say."""
    home = folder / "home"
    home.mkdir(parents=True, exist_ok=True)
    config = home / "gitconfig"
    if not config.exists():
        config.write_text(
            "[user]\n\tname = Inés Peña\n\temail = ines@ejemplo.es\n[init]\n\tdefaultBranch = main\n"
            "[core]\n\tfsync = none\n[gc]\n\tauto = 0\n[advice]\n\tdetachedHead = false\n",
            "utf-8",
        )
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": str(config),
        "GIT_AUTHOR_DATE": DATE,
        "GIT_COMMITTER_DATE": DATE,
        "GIT_EDITOR": "false",
        "GIT_SEQUENCE_EDITOR": "false",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_TEMPLATE_DIR": "",
        "GH_CONFIG_DIR": str(home / "gh"),
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def build(folder: Path, *, repo: str = "obra", init: tuple[str, ...] = ()) -> Sandbox:
    """A machine with a bare origin and a working tree on `main`, pushed; the plan is there and untracked."""
    box = Sandbox(folder, sealed(folder), folder / repo, folder / "origin.git")
    box.git("init", "-q", "--bare", *init, str(box.origin), at=folder)
    box.git("init", "-q", *init, str(box.repo), at=folder)
    for path, content in FILES.items():
        box.write(path, content)
    box.git("add", "-A")
    box.git("commit", "-qm", "docs: empieza")
    box.git("remote", "add", "origin", str(box.origin))
    box.git("push", "-q", "-u", "origin", "main")
    box.git("remote", "set-head", "origin", "main")
    box.plan()
    return box


def copy(made: Sandbox, folder: Path) -> Sandbox:
    """The same machine elsewhere: copying is ten times faster than building."""
    shutil.copytree(made.folder, folder, symlinks=True, dirs_exist_ok=True)
    config = folder / made.repo.name / ".git" / "config"
    config.write_text(config.read_text("utf-8").replace(str(made.folder), str(folder)), "utf-8")
    return Sandbox(folder, sealed(folder), folder / made.repo.name, folder / made.origin.name)
