"""What keeps a plan from being prepared: a clear sentence, the right exit code, and not a byte changed."""

import json
import os
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from relcommit.engine.lock import locked
from tests.support.sandbox import BRANCH, FILES, HEADER, PLAN, Ended, Sandbox

Arrange = Callable[[Sandbox], object]


@dataclass(frozen=True)
class Case:
    """A way to be wrong."""

    name: str
    arrange: Arrange
    code: int
    says: str
    plan: str = PLAN
    env: Mapping[str, str] = field(default_factory=dict)


def settings(text: str) -> Arrange:
    return lambda box: box.write("relcommit.toml", text)


def planned(*changes: tuple[str, str]) -> Arrange:
    return lambda box: box.plan(*changes)


def header(text: str) -> Arrange:
    return planned((f"`{HEADER}`", f"`{text}`"), (f'-m "{HEADER}"', f'-m "{text}"'))


def branch(name: str) -> Arrange:
    return planned((BRANCH, name))


def documents(*lines: str) -> Arrange:
    section = "\n".join(("## Documentos", "", "### Históricos", "", *lines, "", "## 5) "))
    return planned(("## 5) ", section))


def git(*commands: str) -> Arrange:
    def arrange(box: Sandbox) -> None:
        for command in commands:
            box.git(*command.split(" "))

    return arrange


def both(*arranges: Arrange) -> Arrange:
    def arrange(box: Sandbox) -> None:
        for one in arranges:
            one(box)

    return arrange


def other_work(box: Sandbox) -> None:
    box.git("switch", "-q", "-c", BRANCH)
    box.git("commit", "-q", "--allow-empty", "-m", "feat: algo de otro")
    box.git("commit", "-q", "--allow-empty", "-m", "feat: algo más de otro")
    box.git("switch", "-q", "main")


def merging(box: Sandbox, *, conflict: bool = True) -> None:
    box.git("switch", "-q", "-c", "otra")
    box.write("src/app.py", "print('otra')\n")
    box.git("commit", "-qam", "feat: otra")
    box.git("switch", "-q", "main")
    box.write("src/app.py", "print('main')\n")
    box.git("commit", "-qam", "feat: main")
    box.git("merge", "-q", "otra", ok=(1,))


def conflicts_alone(box: Sandbox) -> None:
    merging(box)
    (box.repo / ".git/MERGE_HEAD").unlink()


def rebasing(box: Sandbox) -> None:
    merging(box)
    box.git("merge", "--abort")
    box.git("rebase", "-q", "otra", ok=(1,))


def picking(box: Sandbox) -> None:
    merging(box)
    box.git("merge", "--abort")
    box.git("cherry-pick", "otra", ok=(1,))


def reverting(box: Sandbox) -> None:
    merging(box)
    box.git("merge", "--abort")
    box.git("revert", "--no-edit", "HEAD^", ok=(0, 1))
    (box.repo / ".git/REVERT_HEAD").write_text(box.git("rev-parse", "HEAD"))


def unborn(box: Sandbox) -> None:
    box.git("update-ref", "-d", "refs/heads/main")


def no_repository(box: Sandbox) -> None:
    (box.repo / ".git").rename(box.folder / "apartado")


def in_the_way(box: Sandbox) -> None:
    box.git("switch", "-q", "-c", "otra")
    box.write("docs/notas.txt", "de otra\n")
    box.git("commit", "-qam", "docs: otra")
    box.write("docs/notas.txt", "sin confirmar\n")


def foreign(box: Sandbox) -> None:
    box.write("README.md", FILES["README.md"] + "A medias.\n")


def occupied(box: Sandbox) -> None:
    box.write("docs/historico/fase1/encuesta.md", "ya estaba\n")


def occupied_in_other_case(box: Sandbox) -> None:
    box.write("docs/historico/fase1/Encuesta.md", "ya estaba\n")


def occupied_decomposed(box: Sandbox) -> None:
    box.write(unicodedata.normalize("NFD", "docs/vigentes/guía.md"), "ya estaba\n")


def linked_folder(box: Sandbox) -> None:
    (box.folder / "fuera").mkdir()
    (box.repo / "docs/historico").symlink_to(box.folder / "fuera")


def plan_outside(box: Sandbox) -> None:
    box.write("plan.md", box.read(PLAN), at=box.folder)


def plan_through_link(box: Sandbox) -> None:
    plan_outside(box)
    (box.repo / "docs/enlace.md").symlink_to(box.folder / "plan.md")


def pyproject(box: Sandbox) -> None:
    (box.repo / "relcommit.toml").unlink()
    box.write("pyproject.toml", "[tool.relcommit]\nbaze = 'main'\n")


def slow_remote(box: Sandbox) -> None:
    box.git("remote", "set-url", "origin", "ssh://nadie@127.0.0.1:1/no/hay.git")


SECRETS = "https://ines:hunter2@127.0.0.1:1/ines/obra.git"

CASES = (
    # the plan
    Case("no plan", lambda box: None, 3, "«docs/no-hay.md»", plan="docs/no-hay.md"),
    Case("a folder", lambda box: None, 3, "«docs»", plan="docs"),
    Case("empty", lambda box: box.write(PLAN, ""), 3, "vacío"),
    Case("blank", lambda box: box.write(PLAN, " \n\t\n"), 3, "vacío"),
    Case("ISO-8859-1", lambda box: box.write(PLAN, "# Plan\n\n- opción\n".encode("latin-1")), 3, f"{PLAN}:3"),
    Case("UTF-16", lambda box: box.write(PLAN, "# Plan\n".encode("utf-16")), 3, "UTF-8"),
    Case("NUL", lambda box: box.write(PLAN, "# Plan\0\n"), 3, "binario"),
    Case("no branch", lambda box: box.write(PLAN, "# Plan\n\n## Mensaje de commit\n\n`docs: ordena`\n"), 2, "rama"),
    Case("no commit", lambda box: box.write(PLAN, "# Plan\n\n## Rama recomendada\n\n`docs/x`\n"), 2, "commit"),
    Case("outside", plan_outside, 3, "no está dentro", plan="../plan.md"),
    Case("outside by a link", plan_through_link, 3, "no está dentro", plan="docs/enlace.md"),
    # the repository
    Case("no repository", no_repository, 4, "repositorio"),
    Case("detached", git("switch -q --detach"), 4, "HEAD"),
    Case("bare", git("config core.bare true"), 4, "bare"),
    Case("unborn", unborn, 4, "commit"),
    Case("merge", merging, 4, "git merge"),
    Case("rebase", rebasing, 4, "git rebase"),
    Case("cherry-pick", picking, 4, "git cherry-pick"),
    Case("revert", reverting, 4, "git revert"),
    Case("bisect", git("bisect start"), 4, "git bisect"),
    Case("conflicts", conflicts_alone, 4, "src/app.py"),
    Case("no identity", lambda box: box.git("config", "user.useConfigOnly", "true"), 4, "user.email",
         env={"GIT_CONFIG_GLOBAL": os.devnull}),
    Case("corrupt index", lambda box: (box.repo / ".git/index").write_bytes(b"nada"), 4, "index"),
    # the branch
    Case("protected", settings(f'[branch]\nprotected = ["{BRANCH}"]\n'), 2, "protegida"),
    Case("the base itself", branch("main"), 2, "protegida"),
    Case("other commits", other_work, 4, "algo más de otro"),
    Case("bad name", branch("docs/$(id)"), 2, f"{PLAN}:"),
    Case("bad signs", branch("docs/guía"), 2, "docs/guía"),
    Case("an option", branch("-f"), 2, "rama"),
    Case("a folder of branches", both(git("branch docs/x"), branch("docs/x/y")), 4, "«docs/x»"),
    Case("a branch of a folder", both(git("branch docs/x/y"), branch("docs/x")), 4, "«docs/x/y»"),
    Case("base missing", settings('base = "troncal"\n'), 4, "«troncal»"),
    Case("work in the way", in_the_way, 4, "docs/notas.txt"),
    Case("nothing to commit", both(settings(""), git("add -A"), git("commit -qm docs:_todo"), git("push -q")), 4,
         "nada que confirmar"),
    # the remote
    Case("no remote", git("remote remove origin"), 4, "«origin»"),
    Case("another remote", settings('remote = "copia"\n'), 4, "«copia»"),
    Case("remote gone", lambda box: box.origin.rename(box.folder / "lejos.git"), 5, "«origin»"),
    Case("remote silent", slow_remote, 5, "«origin»"),
    Case("credentials", lambda box: box.git("remote", "set-url", "origin", SECRETS), 4, "set-url"),
    # the settings
    Case("unknown key", settings("[commit]\nsubjet_max = 50\n"), 3, "relcommit.toml:2"),
    Case("unknown table", settings("[comit]\n"), 3, "¿Querías decir «commit»?"),
    Case("wrong type", settings('[commit]\nsubject_max = "50"\n'), 3, "relcommit.toml:2"),
    Case("wrong list", settings("[commit]\ntypes = 3\n"), 3, "lista"),
    Case("wrong choice", settings('[commit]\nmood = "pretérito"\n'), 3, "infinitivo"),
    Case("rule without state", settings('[[docs.rules]]\npaths = "docs/**"\n'), 3, "docs.rules.status"),
    Case("no TOML", settings("[commit\n"), 3, "relcommit.toml:1"),
    Case("TOML later", settings('base = "main"\n\nremote = \n'), 3, "relcommit.toml:3"),
    Case("TOML unfinished", settings('base = "main"\nlista = [1,\n'), 3, "relcommit.toml:2"),
    Case("settings in Latin-1", lambda box: box.write("relcommit.toml", b"a = 1\n# \xf1"), 3, "relcommit.toml:2"),
    Case("pyproject", pyproject, 3, "pyproject.toml:2"),
    # the message
    Case("not conventional", header("Reorganiza los documentos"), 2, f"{PLAN}:"),
    Case("too long", header("docs: separa " + "guías y más guías " * 8), 2, "100"),
    Case("wrong mood", header("docs: separar las guías"), 2, f"{PLAN}:"),
    Case("unknown type", header("doc: separa las guías"), 2, "docs"),
    # the documents
    Case("occupied", occupied, 4, "ya existe"),
    Case("occupied in other case", occupied_in_other_case, 4, "Encuesta.md"),
    Case("occupied in NFD", occupied_decomposed, 4, "docs/vigentes/"),
    Case("through a link", linked_folder, 4, "enlace simbólico"),
    Case("out of the repository", documents("- `docs/notas.txt` -> ../fuera"), 2, "sale del repositorio"),
    Case("listed twice", documents("- `docs/notas.txt` -> docs/a", "- `docs/notas.txt` -> docs/b"), 2, PLAN),
    Case("two to one place", documents("- `docs/guía.md` -> docs/z.md", "- `docs/notas.txt` -> docs/z.md"), 4, "z.md"),
    Case("edits of other people's work", foreign, 4, "README.md"),
)  # fmt: skip


def assert_clear(ended: Ended, code: int, says: str) -> None:
    """Two lines or a few more, in Spanish, with what happened first; with `--json` the same words as an object."""
    assert ended.code == code, ended
    if ended.out:
        refusal = json.loads(ended.out)
        assert (refusal["exit_code"], refusal["message"]) == (code, ended.err.rstrip("\n")), ended
    assert says in ended.err, ended.err
    lines = ended.err.rstrip("\n").split("\n")
    assert len(lines) >= 2, ended.err
    assert lines[0].rstrip()[-1] in ".:", ended.err
    assert not re.search(r"Traceback|Error interno|\b(the|not|found|error:)\b(?!.*»)", lines[0]), ended.err


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_stops_before_touching_anything(box: Sandbox, case: Case) -> None:
    case.arrange(box)
    before = box.everything()

    ended = box.prepare(plan=case.plan, env=case.env)

    assert_clear(ended, case.code, case.says)
    assert box.everything() == before
    assert "hunter2" not in ended.err


def test_a_lock_held_by_another_run_is_respected(box: Sandbox) -> None:
    with locked(box.repo / ".git/relcommit"):
        before = box.everything()
        ended = box.prepare()
    assert_clear(ended, 4, f"(proceso {os.getpid()})")
    assert box.everything() == before


def test_git_missing_is_said(box: Sandbox, tmp_path: Path) -> None:
    assert_clear(box.prepare(env={"PATH": str(tmp_path)}), 4, "git")


def test_a_secret_stops_it(box: Sandbox) -> None:
    secret = "ghp_" + "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8"
    box.write("docs/claves.md", f"# Claves\n\nEl token es {secret}\n")
    before = box.everything()

    ended = box.prepare()

    assert ended.code == 1
    assert "docs/claves.md:3" in ended.err
    assert secret not in ended.err
    assert box.everything() == before


SECRET = "ghp_" + "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8"
OTHER_SECRET = "ghp_" + "Z9b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8"


@pytest.mark.parametrize("order", ["prepare", "docs apply"])
def test_a_secret_that_the_base_has_already_is_only_told(box: Sandbox, order: str) -> None:
    box.write("docs/fase1/encuesta.md", f"# Encuesta\n\n## Años\n\nMira la [guía](../guía.md) con {SECRET}.\n")
    box.git("commit", "-qam", "docs: añade una clave vieja")
    box.git("push", "-q")

    ended = box.prepare() if order == "prepare" else box.relcommit("docs", "apply", "--yes")

    assert ended.code == 0, ended
    assert "docs/fase1/encuesta.md:5" in ended.err
    assert "ya estaba en la rama base" in ended.err
    assert SECRET not in ended.err + ended.out


def test_a_second_secret_beside_an_old_one_stops_it(box: Sandbox) -> None:
    box.write("docs/notas.txt", f"vieja {SECRET}\n")
    box.git("commit", "-qam", "docs: añade una clave vieja")
    box.git("push", "-q")
    box.write("docs/notas.txt", f"vieja {SECRET}\nnueva {OTHER_SECRET}\nvieja {SECRET}\n")

    ended = box.prepare()

    assert ended.code == 1
    assert "docs/notas.txt:2" in ended.err
    assert "docs/notas.txt:3" in ended.err


def test_accepted_secrets_stand_in_the_baseline(box: Sandbox) -> None:
    box.write("docs/notas.txt", f"de mentira {SECRET}\n")
    assert "--accept-secrets" in box.prepare().err
    before = box.git("rev-parse", "HEAD")

    accepted = box.relcommit("prepare", PLAN, "--accept-secrets")
    assert (accepted.code, "1 secreto aceptado" in accepted.out) == (0, True), accepted
    assert box.git("rev-parse", "HEAD") == before
    assert SECRET not in box.read(".secrets.baseline")

    assert box.prepare().code == 0
    box.write("docs/notas.txt", f"de mentira {SECRET}\nde verdad {OTHER_SECRET}\n")
    assert box.prepare().code == 1


def test_a_baseline_that_is_none_is_said(box: Sandbox) -> None:
    box.write(".secrets.baseline", "[1]\n")
    assert_clear(box.prepare(), 4, ".secrets.baseline")


@pytest.mark.parametrize("options", [("--dry-run",), ("--json",), ("--dry-run", "--json")])
def test_other_ways_to_ask_refuse_too(box: Sandbox, options: tuple[str, ...]) -> None:
    box.git("switch", "-q", "--detach")
    ended = box.prepare(*options)
    assert_clear(ended, 4, "HEAD")
    assert bool(ended.out) == ("--json" in options)
