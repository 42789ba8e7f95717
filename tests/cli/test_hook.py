"""The commit-msg hook through git itself: commits, amends, merges, reverts and rebases."""

import os
import subprocess
import time
from pathlib import Path

import pytest

from relcommit.repo.hook.install import install, refresh
from relcommit.settings import CommitSettings
from tests.support.committing import Committing, new_repository

GOOD = "docs: reorganiza docs"
BAD = "docs: reorganizado docs"


def hooked(repo: Committing, settings: CommitSettings | None = None) -> Path:
    """Install the hook as `relcommit init --hooks` does."""
    git = repo.root / ".git"
    written = install(repo.root, git, git / "hooks", settings or CommitSettings())
    assert written.kind == "hook"
    return written.path


@pytest.fixture
def repo(tmp_path: Path) -> Committing:
    made = new_repository(tmp_path / "repo con espacio")
    hooked(made)
    made.commit(GOOD)
    return made


def test_a_bad_message_is_refused_with_its_fix(repo: Committing) -> None:
    done = repo.commit(BAD, ok=False)
    assert done.returncode == 1
    assert "escribe «reorganiza»" in done.stderr
    assert "git commit -eF" in done.stderr
    assert repo.head() == GOOD


def test_a_refused_message_waits_and_can_be_taken_up_again(repo: Committing) -> None:
    repo.commit(f"{BAD}\n\nCuerpo largo.", ok=False)
    kept = repo.root / ".git" / "RELCOMMIT_EDITMSG"
    assert kept.read_text("utf-8") == f"{BAD}\n\nCuerpo largo.\n"
    assert repo.relcommit("check", "--fix", ".git/RELCOMMIT_EDITMSG").returncode == 0
    repo.git("commit", "-q", "--allow-empty", "-F", ".git/RELCOMMIT_EDITMSG")
    assert repo.head() == f"{GOOD}\n\nCuerpo largo."


def test_what_is_offered_works_where_it_is_pasted(repo: Committing) -> None:
    """From a folder below, in an amend, and with headings that an editor's clean-up would take for remarks."""
    below = Committing(repo.root / "una carpeta" / "más", repo.extra)
    below.root.mkdir(parents=True)
    refused = below.git("commit", "--amend", "-q", "--allow-empty", "-m", f"{BAD}\n\n# Título", ok=False).stderr
    (line,) = [line for line in refused.splitlines() if "git commit --cleanup=scissors -eF" in line]
    assert "--amend" in refused
    mended = below.write("mejor.sh", "#!/bin/sh\nsed -i 's/reorganizado/reorganiza/' \"$1\"\n")
    mended.chmod(0o755)
    pasted = line.partition(":")[2].split()
    below.git(*pasted[1:], "--amend", "-q", "--allow-empty", GIT_EDITOR="./una\\ carpeta/más/mejor.sh")
    assert repo.head() == f"{GOOD}\n\n# Título"


def test_only_a_certain_correction_is_offered(repo: Committing) -> None:
    assert "relcommit check --fix" in repo.commit(BAD, ok=False).stderr
    assert "relcommit check --fix" not in repo.commit("sin tipo", ok=False).stderr


def test_the_correction_can_be_pasted_where_the_path_has_no_relcommit(repo: Committing) -> None:
    repo.extra["PATH"] = "/usr/bin:/bin"
    said = repo.commit(BAD, ok=False).stderr
    (line,) = [line for line in said.splitlines() if "check --fix" in line]
    pasted = line.partition(":")[2].strip().replace("git commit", "git commit -q --allow-empty")
    subprocess.run(["sh", "-c", pasted], cwd=repo.root, env=repo.environment, check=True, capture_output=True)
    assert repo.head() == GOOD


def test_an_earlier_refused_message_is_not_lost(repo: Committing) -> None:
    repo.commit(f"{BAD}\n\nUno.", ok=False)
    repo.commit(f"{BAD}\n\nDos.", ok=False)
    assert (repo.root / ".git" / "RELCOMMIT_EDITMSG~").read_text("utf-8") == f"{BAD}\n\nUno.\n"


def test_giving_up_in_the_editor_leaves_nothing_behind(repo: Committing) -> None:
    editor = repo.write("editor.sh", '#!/bin/sh\n: > "$1"\n')
    editor.chmod(0o755)
    assert repo.git("commit", "--allow-empty", ok=False, GIT_EDITOR="./editor.sh").returncode == 1
    assert not (repo.root / ".git" / "RELCOMMIT_EDITMSG").exists()


def test_a_newer_relcommit_writes_the_hook_anew(repo: Committing) -> None:
    hook = repo.root / ".git" / "hooks" / "commit-msg"
    text = hook.read_text("utf-8")
    hook.write_text(text.replace("f='0.", "f='99.").replace("relcommit-hook 0.", "relcommit-hook 99."), "utf-8")
    assert repo.commit(BAD, ok=False).returncode == 1
    assert hook.read_text("utf-8").count("99.") == 0


def test_the_kept_message_has_no_remarks_of_git(repo: Committing) -> None:
    editor = repo.write("editor.sh", f'#!/bin/sh\n{{ echo "{BAD}"; cat "$1"; }} > x && mv x "$1"\n')
    editor.chmod(0o755)
    done = repo.git("commit", "--allow-empty", ok=False, GIT_EDITOR="./editor.sh")
    assert done.returncode == 1
    assert (repo.root / ".git" / "RELCOMMIT_EDITMSG").read_text("utf-8") == f"{BAD}\n"


def test_the_editor_s_template_is_no_body(repo: Committing) -> None:
    editor = repo.write("editor.sh", '#!/bin/sh\n{ echo "docs: agrega la guía"; cat "$1"; } > x && mv x "$1"\n')
    editor.chmod(0o755)
    repo.git("commit", "-v", "--allow-empty", GIT_EDITOR="./editor.sh")
    assert repo.head() == "docs: agrega la guía"


def test_amend_merge_revert_and_rebase_go_through(repo: Committing) -> None:
    repo.git("commit", "-q", "--allow-empty", "--amend", "-m", "docs: ordena la guía")
    assert repo.git("commit", "-q", "--allow-empty", "--amend", "-m", BAD, ok=False).returncode == 1
    repo.git("switch", "-q", "-c", "rama")
    repo.write("a", "a\n")
    repo.git("add", "a")
    repo.git("commit", "-q", "-m", "feat: agrega a")
    repo.git("switch", "-q", "main")
    repo.write("b", "b\n")
    repo.git("add", "b")
    repo.git("commit", "-q", "-m", "feat: agrega b")
    repo.git("merge", "-q", "--no-ff", "rama")
    assert repo.head().startswith("Merge branch 'rama'")
    repo.git("revert", "--no-edit", "HEAD~1")
    assert repo.head().startswith('Revert "feat: agrega b"')
    repo.git("commit", "-q", "--allow-empty", "--fixup", "HEAD")
    repo.git("switch", "-q", "rama")
    repo.write("c", "c\n")
    repo.git("add", "c")
    repo.git("commit", "-q", "-m", "feat: agrega c")
    repo.git("rebase", "-q", "main")
    assert repo.head() == "feat: agrega c"


def test_a_fixup_is_allowed_with_a_word(repo: Committing) -> None:
    done = repo.git("commit", "--allow-empty", "--fixup", "HEAD")
    assert "commit provisional" in done.stderr


def test_new_settings_count_at_once_and_write_the_hook_anew(repo: Committing) -> None:
    repo.write("relcommit.toml", '[commit]\ntypes = ["cosa"]\n')
    assert repo.commit(GOOD, ok=False).returncode == 1
    repo.commit("cosa: reorganiza docs")
    hook = repo.root / ".git" / "hooks" / "commit-msg"
    assert "types='cosa'" in hook.read_text("utf-8")
    old = time.time() - 60
    os.utime(repo.root / "relcommit.toml", (old, old))
    repo.commit("cosa: agrega la guía")
    assert list((repo.root / ".git").glob("relcommit-hook-*"))
    repo.commit("cosa: corrige la guía")
    repo.write("relcommit.toml", '[commit]\ntypes = ["docs"]\n')
    assert repo.commit("cosa: ordena la guía", ok=False).returncode == 1
    (repo.root / "relcommit.toml").unlink()
    assert repo.commit("cosa: ordena la guía", ok=False).returncode == 1
    repo.commit("feat: ordena la guía")


def test_wrong_settings_refuse_and_say_where(repo: Committing) -> None:
    repo.write("relcommit.toml", "[commit]\nmod = 1\n")
    done = repo.commit(GOOD, ok=False)
    assert done.returncode == 1
    assert "relcommit.toml:2" in done.stderr


def test_a_hook_that_may_not_be_written_still_judges(repo: Committing, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.write("relcommit.toml", '[commit]\ntypes = ["cosa"]\n')
    hook = repo.root / ".git" / "hooks" / "commit-msg"
    hook.with_name(f"commit-msg.relcommit-{os.getpid()}").mkdir()  # where the new hook would be written first
    before = hook.read_bytes()
    monkeypatch.chdir(repo.root)
    assert refresh(".git/COMMIT_EDITMSG", str(hook)).types == ("cosa",)
    assert hook.read_bytes() == before


def test_a_python_that_has_gone_is_told(repo: Committing) -> None:
    hook = repo.root / ".git" / "hooks" / "commit-msg"
    hook.write_text(hook.read_text("utf-8").replace("/python", "/pitón"), "utf-8")
    done = repo.git("commit", "--allow-empty", "-m", BAD, ok=False, PATH="/usr/bin:/bin")
    assert done.returncode == 1
    assert "relcommit ya no está instalado" in done.stderr


def test_a_linked_working_tree_has_its_own_settings(repo: Committing, tmp_path: Path) -> None:
    other = Committing(tmp_path / "otro")
    repo.git("worktree", "add", "-q", str(other.root), "-b", "otra")
    other.write("relcommit.toml", '[commit]\ntypes = ["cosa"]\n')
    assert other.commit(GOOD, ok=False).returncode == 1
    other.commit("cosa: agrega la guía")
    repo.commit(GOOD)


def test_infinitives_are_the_house_style_where_the_settings_say_so(tmp_path: Path) -> None:
    repo = new_repository(tmp_path / "r")
    repo.write("relcommit.toml", '[commit]\nmood = "infinitivo"\n')
    hooked(repo, CommitSettings(mood="infinitivo"))
    repo.commit("docs: reorganizar docs")
    assert "escribe «reorganizar»" in repo.commit("docs: reorganiza docs", ok=False).stderr


@pytest.mark.parametrize(("message", "code"), [("docs: zanja la duda", 0), (BAD, 1)])
def test_closed_outputs_change_no_verdict(repo: Committing, message: str, code: int) -> None:
    repo.write("mensaje", f"{message}\n")
    closed = ["sh", "-c", "exec .git/hooks/commit-msg mensaje >&- 2>&-"]
    assert subprocess.run(closed, cwd=repo.root, check=False).returncode == code
