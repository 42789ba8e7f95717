"""`relcommit init`: what a team already does becomes its settings, and nothing that stands is written over."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from relcommit import __version__
from tests.support.committing import ROOT, Committing, new_repository
from tests.support.posix import terminal

LINE = '"${0%/*}/relcommit-commit-msg" "$1" || exit $?'
BAD = "docs: reorganizado docs"


@pytest.fixture
def repo(tmp_path: Path) -> Committing:
    return new_repository(tmp_path / "r")


def refuses(repo: Committing) -> bool:
    """Whether a bad message is refused with its fix, and the same one corrected is not."""
    repo.extra["PATH"] = f"{Path(sys.executable).parent}:{repo.environment['PATH']}"
    done = repo.commit(BAD, ok=False)
    repo.commit("docs: reorganiza docs")
    return done.returncode != 0 and "reorganiza»" in done.stdout + done.stderr


def test_a_new_repository_gets_everything(repo: Committing) -> None:
    done = repo.relcommit("init", "--yes")
    assert done.returncode == 0, done.stderr
    for name in ("relcommit.toml", ".github/workflows/relcommit.yml", ".github/actions/relcommit/action.yml",
                 ".github/actions/relcommit/run.sh", ".git/hooks/commit-msg"):  # fmt: skip
        assert (repo.root / name).exists(), name
    assert refuses(repo)
    again = repo.relcommit("init", "--yes")
    assert "escrito" not in again.stdout


def test_without_a_yes_only_the_settings_are_written(repo: Committing) -> None:
    repo.write("doc/guia.md", "# Guía\n")
    repo.write("doc/vigentes/uso.md", "# Uso\n")
    repo.write("doc/archivo/viejo.md", "# Viejo\n")
    said = repo.relcommit("init").stdout
    assert "sin flujo" in said
    assert "«relcommit init --hooks» lo instala" in said
    assert "Documentos: en «doc»; los vigentes van a «doc/vigentes» y los históricos, a «doc/archivo»." in said
    assert not (repo.root / ".github").exists()
    assert not (repo.root / ".git/hooks/commit-msg").exists()
    settings = tomllib.loads((repo.root / "relcommit.toml").read_text("utf-8"))
    assert settings["docs"] == {
        "root": "doc", "current": "doc/vigentes", "historical": "doc/archivo",
        "keep": ["doc/README.md"], "index": "doc/README.md",
    }  # fmt: skip
    assert repo.relcommit("doctor").returncode in (0, 1)


def test_a_remote_elsewhere_is_told_what_works_there(repo: Committing, tmp_path: Path) -> None:
    repo.git("init", "-q", "--bare", str(tmp_path / "gitlab.git"))
    repo.git("remote", "add", "origin", str(tmp_path / "gitlab.git"))
    assert "el remoto no está en GitHub: estos flujos" in repo.relcommit("init", "--workflow").stdout
    said = repo.relcommit("doctor").stdout
    assert "el remoto no está en GitHub; prepare sube la rama y guarda el texto" in said
    repo.write("relcommit.toml", '[forge]\nkind = "local"\n')
    assert "lo dice «[forge] kind»; prepare sube" in repo.relcommit("doctor").stdout


def test_habits_become_settings(repo: Committing) -> None:
    for message in ("feat: agregar a", "fix: corregir b", "tarea: mover c", "tarea: quitar d", "docs: ordenar e"):
        repo.commit(message)
    said = repo.relcommit("init", "--settings").stdout
    assert "5 en infinitivo" in said
    settings = (repo.root / "relcommit.toml").read_text("utf-8")
    assert 'mood = "infinitivo"' in settings
    assert '"tarea"' in settings
    assert repo.relcommit("check", "--range", "HEAD").returncode == 0


def test_commitizen_s_settings_are_read(repo: Committing) -> None:
    repo.write("pyproject.toml", """[tool.commitizen]
name = "cz_customize"
[tool.commitizen.customize]
schema_pattern = "(nuevo|arreglo):.*"
[[tool.commitizen.customize.questions]]
type = "list"
name = "scope"
choices = [{value = "api", name = "API"}, "web"]
""")  # fmt: skip
    repo.relcommit("init", "--settings")
    settings = (repo.root / "relcommit.toml").read_text("utf-8")
    assert 'types = ["nuevo", "arreglo"]' in settings
    assert 'scopes = ["api", "web"]' in settings


def test_settings_of_pyproject_are_not_silenced_by_another_file(repo: Committing) -> None:
    repo.write("pyproject.toml", '[tool.relcommit.commit]\nmood = "infinitivo"\nscopes = ["api"]\n')
    said = repo.relcommit("init", "--yes").stdout
    assert "se queda    pyproject.toml" in said
    assert not (repo.root / "relcommit.toml").exists()
    assert "Configuración: pyproject.toml" in repo.relcommit("doctor").stdout
    assert repo.relcommit("check", "--message", "docs(api): reorganizar docs").returncode == 0


def test_nothing_is_written_over(repo: Committing) -> None:
    repo.write("relcommit.toml", "# mío\n")
    done = repo.relcommit("init", "--settings", "--yes")
    assert "se queda" in done.stdout
    assert (repo.root / "relcommit.toml").read_text("utf-8") == "# mío\n"


def test_a_person_answers_in_spanish(repo: Committing) -> None:
    """The answers are typed ahead, as a terminal keeps them: «s» for the settings, «no» for the workflow."""
    repo.write("relcommit.toml", "# mío\n")
    repo.write(".github/workflows/relcommit.yml", "# mío\n")
    ours, theirs = terminal()
    os.write(ours, b"s\nno\n")
    done = subprocess.run(
        (sys.executable, "-m", "relcommit", "init", "--settings", "--workflow"),
        cwd=repo.root, env=repo.environment, stdin=theirs, stdout=theirs, stderr=theirs, timeout=60, check=False,
    )  # fmt: skip
    os.close(theirs)
    shown = os.read(ours, 65536).decode("utf-8", "replace")
    os.close(ours)
    assert done.returncode == 0, shown
    assert "[s/N]" in shown
    assert "# mío" not in (repo.root / "relcommit.toml").read_text("utf-8")
    assert (repo.root / ".github/workflows/relcommit.yml").read_text("utf-8") == "# mío\n"


def test_a_rehearsal_writes_nothing(repo: Committing) -> None:
    done = repo.relcommit("init", "--dry-run")
    copy = ("action.yml", "requirements.txt", "run.sh", f"relcommit-{__version__}-py3-none-any.whl", "relcommit.txt")
    action = [f".github/actions/relcommit/{name}" for name in copy]
    written = [line.split()[1] for line in done.stdout.splitlines() if "escribiría" in line]
    assert written == ["relcommit.toml", *action, ".github/workflows/relcommit.yml", ".git/hooks/commit-msg"]
    assert repo.git("status", "--porcelain").stdout == ""
    assert not (repo.root / ".git" / "hooks" / "commit-msg").exists()


@pytest.mark.parametrize(
    ("config", "file", "shown"),
    [
        ("", "", ".git/hooks/commit-msg"),
        ("", "lefthook.yml", "lefthook.yml"),
        (".husky/_", "", ".husky/commit-msg"),
        (".githooks", "", ".githooks/commit-msg"),
    ],
)
def test_a_rehearsal_says_where_the_hook_would_go(repo: Committing, config: str, file: str, shown: str) -> None:
    if config:
        repo.git("config", "core.hooksPath", config)
    if file:
        repo.write(file, "pre-push: {}\n")
    before = sorted(repo.root.rglob("*"))
    done = repo.relcommit("init", "--hooks", "--dry-run")
    assert done.stdout == f"  escribiría  {shown}\n"
    assert sorted(repo.root.rglob("*")) == before
    repo.relcommit("init", "--hooks")
    assert "escribiría" not in repo.relcommit("init", "--hooks", "--dry-run").stdout


@pytest.mark.parametrize("manager", ["pre-commit", "prek"])
def test_a_manager_that_writes_its_hook_anew_runs_ours_as_the_legacy_one(repo: Committing, manager: str) -> None:
    """Each `pre-commit install` and `prek install` would lose a line in theirs, and goes on running the other file."""
    theirs = f"""#!/bin/sh
# File generated by {manager}: https://ejemplo.org
[ ! -x "$0.legacy" ] || "$0.legacy" "$1" || exit 1
"""
    hook = repo.write(".git/hooks/commit-msg", theirs)
    hook.chmod(0o755)
    repo.relcommit("init", "--hooks")
    assert hook.read_text("utf-8") == theirs
    assert refuses(repo)
    assert "al día" in repo.relcommit("init", "--hooks").stdout


def test_a_hook_that_pre_commit_already_runs_is_enough(repo: Committing) -> None:
    hook = repo.write(".git/hooks/commit-msg", "#!/bin/sh\n# File generated by pre-commit: https://ejemplo.org\n")
    hook.chmod(0o755)
    config = repo.write(".pre-commit-config.yaml", "repos:\n- repo: x\n  hooks: [{id: relcommit}]\n")
    assert repo.relcommit("init", "--hooks").stdout == "  al día      .pre-commit-config.yaml\n"
    config.write_text("repos:\n- repo: x\n  hooks:\n    # - id: relcommit\n    - id: otro\n", "utf-8")
    assert repo.relcommit("init", "--hooks").stdout == "  escrito     .git/hooks/commit-msg.legacy\n"


def test_doctor_sees_the_settings_that_init_has_just_written(repo: Committing) -> None:
    repo.commit("docs: reorganizar docs")
    assert "sin relcommit.toml" in repo.relcommit("doctor").stdout
    assert "1 en infinitivo, pocos para decidir." in repo.relcommit("init", "--settings").stdout
    assert "Configuración: relcommit.toml\n" in repo.relcommit("doctor").stdout


@pytest.mark.parametrize("place", ["hook", "legacy", "husky", "lefthook"])
def test_doctor_finds_the_hook_wherever_it_was_put(repo: Committing, place: str) -> None:
    if place == "legacy":
        hook = repo.write(".git/hooks/commit-msg", "#!/bin/sh\n# File generated by prek: https://ejemplo.org\n")
        hook.chmod(0o755)
    elif place == "husky":
        repo.write(".husky/pre-push", "true\n")
    elif place == "lefthook":
        repo.write("lefthook.yml", "# relcommit check\n")
    assert "→ relcommit init --hooks" in repo.relcommit("doctor").stdout
    repo.relcommit("init", "--hooks")
    repo.commit("docs: reorganiza docs", ok=False)
    assert "→ relcommit init --hooks" not in repo.relcommit("doctor").stdout


def test_a_hook_that_is_off_is_left_off_and_told(repo: Committing) -> None:
    hook = repo.write(".git/hooks/commit-msg", "#!/bin/sh\ntrue\n")
    hook.chmod(0o644)
    said = repo.relcommit("init", "--hooks").stdout
    assert "a mano" in said
    assert "chmod +x commit-msg" in said
    assert hook.read_text("utf-8") == "#!/bin/sh\ntrue\n"


def test_links_and_folders_are_not_replaced(repo: Committing) -> None:
    hook = repo.root / ".git/hooks/commit-msg"
    hook.symlink_to("../../no/existe")
    assert "a mano" in repo.relcommit("init", "--hooks").stdout
    assert hook.is_symlink()
    hook.unlink()
    hook.mkdir()
    assert "a mano" in repo.relcommit("init", "--hooks").stdout


@pytest.mark.parametrize(("name", "reason"), [(".github", "no es una carpeta"), (".github/actions/relcommit", "otra")])
def test_a_file_where_a_folder_goes_is_told_and_left(repo: Committing, name: str, reason: str) -> None:
    stands = repo.write(name, "mío")
    done = repo.relcommit("init", "--workflow")
    assert done.returncode == 4
    assert f"No se puede usar «{repo.root}/.github/actions/relcommit»" in done.stderr
    assert reason in done.stderr
    assert stands.read_text("utf-8") == "mío"


def test_our_own_hook_is_on_again_where_somebody_turned_it_off(repo: Committing) -> None:
    repo.relcommit("init", "--hooks")
    (repo.root / ".git/hooks/commit-msg").chmod(0o644)
    repo.relcommit("init", "--hooks")
    assert refuses(repo)


def test_a_hook_of_the_user_s_stays_and_runs(repo: Committing) -> None:
    hook = repo.write(".git/hooks/commit-msg", "#!/bin/sh\ntouch corrió\n")
    hook.chmod(0o755)
    assert repo.relcommit("init", "--hooks").returncode == 0
    assert hook.read_text("utf-8") == f"#!/bin/sh\n{LINE}\ntouch corrió\n"
    assert refuses(repo)
    assert (repo.root / "corrió").exists()
    repo.relcommit("init", "--hooks")
    assert hook.read_text("utf-8").count(LINE) == 1


def test_a_hook_in_another_language_is_left_alone(repo: Committing) -> None:
    text = "#!/usr/bin/env python3\nprint('hola')\n"
    hook = repo.write(".git/hooks/commit-msg", text)
    done = repo.relcommit("init", "--hooks")
    assert hook.read_text("utf-8") == text
    assert "a mano" in done.stdout
    assert LINE in done.stdout


def test_husky_keeps_its_file(repo: Committing) -> None:
    repo.git("config", "core.hooksPath", ".husky/_")
    repo.write(".husky/commit-msg", "npx --no -- commitlint --edit $1")
    repo.relcommit("init", "--hooks")
    theirs, guard, call = (repo.root / ".husky/commit-msg").read_text("utf-8").splitlines()
    assert (theirs, call) == ("npx --no -- commitlint --edit $1", 'relcommit check --hook "$1"')
    assert "falta relcommit" in guard
    assert not (repo.root / ".husky/_/commit-msg").exists()


def test_lefthook_gets_an_entry(repo: Committing) -> None:
    repo.write("lefthook.yml", "pre-commit:\n  commands:\n    x:\n      run: y\n")
    repo.relcommit("init", "--hooks")
    assert (repo.root / "lefthook.yml").read_text("utf-8").endswith("run: relcommit check --hook {1}\n")
    assert not (repo.root / ".git/hooks/commit-msg").exists()
    repo.write("lefthook.yml", "commit-msg:\n  commands: {}\n")
    assert "a mano" in repo.relcommit("init", "--hooks").stdout


def test_what_to_add_to_lefthook_is_in_the_language_of_its_file(repo: Committing) -> None:
    wanted = {"commands": {"relcommit": {"run": "relcommit check --hook {1}"}}}
    for name, read in (("lefthook.toml", tomllib.loads), (".lefthook.jsonc", lambda said: json.loads(f"{{{said}}}"))):
        file = repo.write(name, "")
        said = repo.relcommit("init", "--hooks").stdout
        assert said.startswith(f"  a mano      {name}")
        assert read(said.partition("\n\n")[2]) == {"commit-msg": wanted}
        file.unlink()


def test_husky_s_line_is_not_put_where_nobody_gets(repo: Committing) -> None:
    text = 'exec npx commitlint --edit "$1"\n'
    repo.write(".husky/commit-msg", text)
    assert "a mano" in repo.relcommit("init", "--hooks").stdout
    assert (repo.root / ".husky/commit-msg").read_text("utf-8") == text


def test_the_file_of_lefthook_keeps_its_line_ends_and_its_language(repo: Committing) -> None:
    repo.write("lefthook.yml", b"pre-push: {}\r\n")
    repo.relcommit("init", "--hooks")
    data = (repo.root / "lefthook.yml").read_bytes()
    assert data.startswith(b"pre-push: {}\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    (repo.root / "lefthook.yml").rename(repo.root / "lefthook.toml")
    repo.write("lefthook.toml", "[pre-push]\n")
    assert "a mano" in repo.relcommit("init", "--hooks").stdout
    assert (repo.root / "lefthook.toml").read_text("utf-8") == "[pre-push]\n"


def test_a_folder_of_hooks_in_the_repository_gets_no_path_of_this_machine(repo: Committing) -> None:
    repo.git("config", "core.hooksPath", ".githooks")
    repo.relcommit("init", "--hooks")
    hook = repo.root / ".githooks" / "commit-msg"
    shebang, guard, call = hook.read_text("utf-8").splitlines()
    assert (shebang, call) == ("#!/bin/sh", 'relcommit check --hook "$1" || exit $?')
    assert str(ROOT) not in hook.read_text("utf-8")
    done = subprocess.run(["/bin/sh", hook, "m"], env={"PATH": ""}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{guard.split(chr(39))[1]}\n"
    assert "falta relcommit" in done.stderr


def test_where_git_runs_no_hooks_nothing_is_written_and_it_is_told(repo: Committing) -> None:
    repo.git("config", "core.hooksPath", "/dev/null")
    for done in (repo.relcommit("init", "--hooks"), repo.relcommit("init", "--hooks", "--dry-run")):
        assert "aquí git no ejecuta ningún hook" in done.stdout
        assert "a mano" not in done.stdout


def test_a_folder_of_hooks_outside_is_nobody_s_business(repo: Committing, tmp_path: Path) -> None:
    place = tmp_path / "global" / "commit-msg"
    repo.git("config", "core.hooksPath", str(place.parent))
    done = repo.relcommit("init", "--hooks")
    assert "a mano" in done.stdout
    assert not place.parent.exists()
    place.parent.mkdir()
    *hook, chmod = done.stdout.partition("\n\n")[2].splitlines()
    place.write_text("\n".join(hook), "utf-8")
    subprocess.run(["sh", "-c", chmod], check=True)
    assert refuses(repo)
    assert "al día" in repo.relcommit("init", "--hooks").stdout
    place.write_text("#!/bin/sh\ntrue\n", "utf-8")
    line = repo.relcommit("init", "--hooks").stdout.splitlines()[-1]
    place.write_text(f"#!/bin/sh\n{line}\ntrue\n", "utf-8")
    assert refuses(repo)


def test_the_shared_hook_keeps_the_message(repo: Committing) -> None:
    repo.write("m", f"{BAD}\n")
    done = repo.relcommit("check", "--hook", "m")
    assert done.returncode == 1
    assert "git commit -eF RELCOMMIT_EDITMSG" in done.stderr
    assert (repo.root / "RELCOMMIT_EDITMSG").read_text("utf-8") == f"{BAD}\n"


def test_the_workflow_is_clean_for_its_own_checkers(repo: Committing) -> None:
    repo.relcommit("init", "--workflow")
    zizmor = shutil.which("zizmor", path=str(Path(sys.executable).parent)) or shutil.which("zizmor")
    if zizmor is None:
        pytest.skip("zizmor is not installed")
    for folder in (repo.root / ".github", ROOT / ".github" / "actions"):
        done = subprocess.run([zizmor, "--offline", "-q", str(folder)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_every_workflow_pins_the_same_checkout() -> None:
    places = (".github/workflows/*.yml", "templates/es/*.yml.j2", "docs/vigentes/*.md")
    texts = [path.read_text("utf-8") for place in places for path in ROOT.glob(place)]
    pins = [pin for text in texts for pin in re.findall(r"actions/checkout@(.*)", text)]
    assert len(pins) >= 3
    assert set(pins) == {"3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1"}
