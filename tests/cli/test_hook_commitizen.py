"""The `cz_relcommit` plugin through the real `cz`, reached by its entry point."""

import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.committing import Committing, new_repository
from tests.support.posix import terminal

DOWN = "\x1b[B"
CZ = Path(sys.executable).parent / "cz"
pytestmark = pytest.mark.skipif(not CZ.exists(), reason="commitizen is not installed")


@pytest.fixture
def repo(tmp_path: Path) -> Committing:
    made = new_repository(tmp_path / "r")
    made.write(".cz.toml", '[tool.commitizen]\nname = "cz_relcommit"\nversion = "1.0.0"\ntag_format = "v$version"\n')
    made.git("add", "-A")
    made.commit("chore: empieza")
    made.git("tag", "v1.0.0")
    return made


def cz(repo: Committing, *args: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [str(CZ), *args], cwd=repo.root, env=repo.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def typed(repo: Committing, *keys: str) -> str:
    """`cz commit` at a terminal where somebody types these answers; what was shown."""
    ours, theirs = terminal()
    environment = {**repo.environment, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}
    with subprocess.Popen(
        [str(CZ), "commit"], cwd=repo.root, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    ):
        os.close(theirs)
        shown = b""
        for key in keys:
            shown += _until_quiet(ours)
            os.write(ours, key.encode())
        shown += _until_quiet(ours, patience=8)
    os.close(ours)
    return shown.decode("utf-8", "replace")


def _until_quiet(terminal: int, patience: float = 20) -> bytes:
    """What appears until nothing more does."""
    shown, waited = b"", 0.0
    while waited < patience:
        ready, _, _ = select.select([terminal], [], [], 0.4)
        if ready:
            try:
                shown += os.read(terminal, 65536)
            except OSError:
                return shown
        elif shown:
            return shown
        else:
            waited += 0.4
    return shown


def test_the_plugin_is_found(repo: Committing) -> None:
    assert "cz_relcommit" in cz(repo, "ls").stdout
    assert "Conventional Commits" in cz(repo, "info").stdout
    assert "<tipo>" in cz(repo, "schema").stdout
    assert "corrige el redondeo" in cz(repo, "example").stdout


def test_check_gives_our_verdict(repo: Committing) -> None:
    assert cz(repo, "check", "-m", "docs: reorganiza docs").returncode == 0
    refused = cz(repo, "check", "-m", "docs: reorganizado docs")
    assert refused.returncode != 0
    assert "escribe «reorganiza»" in refused.stderr
    repo.write("m", "docs: reorganiza docs\n\nCuerpo.\n# comentario\n")
    assert cz(repo, "check", "--commit-msg-file", "m").returncode == 0
    assert cz(repo, "check", "--rev-range", "HEAD").returncode == 0


def test_what_the_host_allows_stays_the_host_s(repo: Committing) -> None:
    assert cz(repo, "check", "-m", "Merge branch 'x'").returncode == 0
    assert cz(repo, "check", "-m", "Merge los cambios").returncode != 0
    assert cz(repo, "check", "-m", "Pull request: cosas").returncode != 0
    assert cz(repo, "check", "-m", "").returncode != 0
    assert cz(repo, "check", "--allow-abort", "-m", "").returncode == 0
    long = cz(repo, "check", "-l", "10", "-m", "docs: reorganiza docs")
    assert long.returncode != 0
    assert "21 caracteres" in long.stderr
    assert cz(repo, "check", "--allowed-prefixes", "WIP", "-m", "WIP cosas").returncode == 0
    assert cz(repo, "check", "--allowed-prefixes", "WIP", "-m", "Merge los cambios").returncode != 0


def test_commit_asks_in_spanish_and_writes_a_message_that_passes(repo: Committing) -> None:
    repo.write("a", "a\n")
    repo.git("add", "a")
    shown = typed(
        repo, "\r", "api\r", "reorganizado docs\r", "\x15reorganiza docs.\r", "Uno|Dos\r", DOWN + "\r", "quita v1\r"
    )
    assert "¿Qué tipo de cambio es?" in shown
    assert "escribe «reorganiza»" in shown
    assert repo.head() == "build(api)!: reorganiza docs\n\nUno\n\nDos\n\nBREAKING CHANGE: quita v1"
    assert repo.relcommit("check", "--range", "HEAD~1..HEAD").returncode == 0


def test_a_description_is_judged_with_its_type_and_scope(repo: Committing) -> None:
    repo.write("a", "a\n")
    repo.git("add", "a")
    repo.write("relcommit.toml", "[commit]\nsubject_max = 30\n")
    shown = typed(repo, "\r", "ámbito\r", "agrega una cosa larga\r", "\x15agrega...\r", "\r", "\r", "\r")
    assert "tiene 36 caracteres" in shown
    assert "(con las flechas)" in shown
    assert repo.head() == "build(ámbito): agrega..."


def test_a_range_is_judged_as_relcommit_judges_it(repo: Committing) -> None:
    """commitizen joins the lines of a title, and knows nothing of bots."""
    repo.commit("docs: agrega la guía\ncuerpo pegado")
    refused = cz(repo, "check", "--rev-range", "HEAD~1..HEAD")
    assert refused.returncode != 0
    assert "línea en blanco" in refused.stderr
    repo.git("commit", "-q", "--allow-empty", "-m", "Bump x from 1 to 2", GIT_AUTHOR_NAME="dependabot[bot]")
    assert cz(repo, "check", "--rev-range", "HEAD~1..HEAD").returncode == 0


def test_settings_that_are_wrong_are_told_without_a_traceback(repo: Committing) -> None:
    repo.write("relcommit.toml", "[commit]\nmod = 1\n")
    done = cz(repo, "check", "-m", "docs: reorganiza docs")
    assert done.returncode != 0
    assert "relcommit.toml:2" in done.stderr
    assert "Traceback" not in done.stderr


def test_bump_and_changelog(repo: Committing) -> None:
    for message in ("feat(api): agrega a", "fix: corrige b", "docs: ordena c", "perf!: acelera d",
                    "refactor: separa e\n\nBREAKING CHANGE: quita v1"):  # fmt: skip
        repo.commit(message)
    done = cz(repo, "bump", "--yes", "--changelog")
    assert done.returncode == 0, done.stderr
    assert repo.git("tag").stdout.split() == ["v1.0.0", "v2.0.0"]
    said = (repo.root / "CHANGELOG.md").read_text("utf-8")
    sections = [line for line in said.splitlines() if line.startswith("### ")]
    assert sections == ["### Cambios incompatibles", "### Novedades", "### Correcciones", "### Cambios internos"]
    assert "- **api**: agrega a" in said
    assert "ordena c" not in said
    assert repo.relcommit("check", "--range", "v1.0.0..HEAD").returncode == 0


def test_settings_of_both_are_read(repo: Committing) -> None:
    repo.write("relcommit.toml", '[commit]\nmood = "infinitivo"\nscopes = ["api"]\n')
    assert cz(repo, "check", "-m", "docs(api): reorganizar docs").returncode == 0
    assert cz(repo, "check", "-m", "docs(web): reorganizar docs").returncode != 0


NAMES = {
    "pyproject.toml": "[tool.commitizen.customize]\nschema_pattern = '(?s)(nuevo|arreglo)(\\((api|web)\\))?:.*'\n",
    ".cz.toml": "[tool.commitizen.customize]\nschema_pattern = '(nuevo|arreglo):.*'\n",
    "cz.json": '{"commitizen": {"customize": {"questions": [{"name": "type", "choices": ["nuevo", "arreglo"]}]}}}',
    ".cz.yaml": "commitizen: {customize: {questions: [{name: prefix, choices: [{value: nuevo}, {value: arreglo}]}]}}\n",
}


@pytest.mark.parametrize("name", NAMES)
def test_commitizen_s_own_types_count_at_every_door(repo: Committing, name: str) -> None:
    (repo.root / ".cz.toml").unlink()
    repo.relcommit("init", "--hooks")
    assert repo.commit("nuevo: agrega x", ok=False).returncode == 1
    repo.write(name, NAMES[name])
    old = time.time() - 60
    os.utime(repo.root / name, (old, old))
    for _ in range(2):  # the second time, from what the first left behind
        repo.commit("nuevo: agrega x")
        assert repo.commit("feat: agrega x", ok=False).returncode == 1
        assert repo.relcommit("check", "--range", "HEAD~1..HEAD").returncode == 0
        assert repo.relcommit("check", "-m", "feat: agrega x").returncode == 1
        assert cz(repo, "--name", "cz_relcommit", "check", "-m", "nuevo: agrega x").returncode == 0
        assert cz(repo, "--name", "cz_relcommit", "check", "-m", "feat: agrega x").returncode != 0
    said = repo.relcommit("init", "--settings")
    assert 'types = ["nuevo", "arreglo"]' in (repo.root / "relcommit.toml").read_text("utf-8"), said.stdout
    repo.write("relcommit.toml", "")
    repo.commit("feat: agrega x")
    assert cz(repo, "--name", "cz_relcommit", "check", "-m", "nuevo: agrega x").returncode != 0


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"commitizen": {"customize": 1}}', '{"commitizen": {"customize": {"questions": [1]}}}']
)
def test_commitizen_settings_that_make_no_sense_name_nothing(repo: Committing, text: str) -> None:
    (repo.root / ".cz.toml").unlink()
    repo.write("cz.json", text)
    assert repo.relcommit("check", "-m", "feat: agrega x").returncode == 0


def test_importing_the_module_is_not_the_way(repo: Committing) -> None:
    """commitizen loads its plugins while it is half imported; only the entry point may reach ours."""
    done = subprocess.run(
        [sys.executable, "-c", "from commitizen.cz import registry; print(registry['cz_relcommit'].__name__)"],
        cwd=repo.root, env=repo.environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "RelcommitCz\n"
