"""What the generated shell hook lets through, Python lets through without a word."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from relcommit.repo.hook.script import script
from relcommit.repo.hook.shell_rules import common_verbs, openers
from relcommit.settings import CommitSettings

SHELLS = [shell for shell in (["dash"], ["bash", "--posix"], ["busybox", "sh"]) if shutil.which(shell[0])]
PRESENT = CommitSettings()
SETTINGS = (
    PRESENT,
    CommitSettings(mood="libre", types=(), subject_max=0, body_width=0),
    CommitSettings(mood="infinitivo", types=("feat", "docs"), scopes=("api", "web"), subject_max=40),
)
FINE = (
    "docs: reorganiza la documentación\n",
    "feat(api)!: añade la sección (#12)\n\nCuerpo con texto.\n\n- uno más\n",
    "fix(api.v2): corrige «nada»\n".replace("«nada»", "el índice"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hooks")


def hook_for(folder: Path, rules: CommitSettings) -> Path:
    """The hook, where Python is a program that always says no, and no settings file stands in the way."""
    path = folder / f"hook-{SETTINGS.index(rules)}"
    if not path.exists():
        asks = script(rules, python="/bin/false")
        text = asks.replace('[ -e "$s" ] || return 1', "return 0")
        assert rules == PRESENT or text != asks
        path.write_text(text, "utf-8")
    return path


def accepts(shell: list[str], hook: Path, message: str) -> bool:
    file = hook.with_name("mensaje")
    file.write_bytes(message.encode())
    ran = subprocess.run([*shell, str(hook), str(file)], cwd=hook.parent, capture_output=True, check=False)
    return ran.returncode == 0


@pytest.mark.parametrize("shell", SHELLS, ids=lambda shell: shell[0])
@pytest.mark.parametrize("message", FINE)
def test_plain_good_messages_need_no_python(folder: Path, shell: list[str], message: str) -> None:
    assert accepts(shell, hook_for(folder, PRESENT), message)


def test_the_verbs_of_most_commits_need_no_python(folder: Path) -> None:
    """A word more with an accent may stop one: «género» would «genera», as «cálculo» does «calcula»."""
    hook = hook_for(folder, PRESENT)
    verbs = openers("presente", common_verbs())
    stopped = {verb for verb in verbs if not accepts(SHELLS[0], hook, f"feat: {verb} algo\n")}
    assert stopped == {"calcula", "especifica", "termina"}


@pytest.mark.parametrize("shell", SHELLS, ids=lambda shell: shell[0])
@pytest.mark.parametrize(
    "message",
    [
        "docs: reorganizado docs\n", "docs: reorganiza la documentacion\n", "docs: reorganiza la Sesion.\n", "docs:x\n",
        "docs: reorganiza docs\ncuerpo\n", "docs: reorganiza docs.\n", "docs: reorganiza docs\\n\\n- x\n", "x\n", "",
        "docs: reorganiza docs\n\nBREAKING CHANGES: x\n", "docs: agrega " + "x" * 100 + "\n", "docs: agrega a\u200bb\n",
        "docs: agrega algo\n\n" + "palabra " * 12 + "\n", "docs: reorganiza docs", "\n\ndocs: reorganiza docs\n",
        "docs: agrega las rapidas\n", "docs: agrega a\n\nBREAKING CHANGE - quita\n",
    ],
)  # fmt: skip
def test_whatever_is_not_plainly_fine_goes_to_python(folder: Path, shell: list[str], message: str) -> None:
    assert not accepts(shell, hook_for(folder, PRESENT), message)


def test_without_language_rules_a_breaking_change_in_the_header_still_counts(folder: Path) -> None:
    assert not accepts(["sh"], hook_for(folder, SETTINGS[1]), "feat: breaking change - quita v1\n")
    assert accepts(["sh"], hook_for(folder, SETTINGS[1]), "feat: added whatever\n")


@pytest.mark.parametrize("name", ["feat;touch x", "$(touch x)", "a'b", "ñu", "`touch x`"])
def test_names_that_a_shell_could_take_for_its_own_are_left_to_python(tmp_path: Path, name: str) -> None:
    hook = tmp_path / "hook"
    hook.write_text(script(replace(PRESENT, types=(name,), scopes=(name,)), python="/bin/false"), "utf-8")
    assert subprocess.run(["sh", "-n", str(hook)], check=False).returncode == 0
    assert not accepts(["sh"], hook, f"{name}: agrega algo\n")
    assert not (tmp_path / "x").exists()
