"""The `relcommit` of POSIX: what its shell says by itself is what Python says, and the rest is Python's."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import relcommit
from relcommit.repo.judging import judge_commit
from relcommit.repo.shell import launcher as shell
from relcommit.repo.stamps import stamp
from relcommit.repo.stream import log
from relcommit.settings import CommitSettings
from tests.cli.test_hook_accept import MESSAGE, SHELLS

pytestmark = pytest.mark.skipif(os.name != "posix", reason="elsewhere `relcommit` is Python's own")

FINE = "docs: reorganiza la documentación\n\n- añade el índice\n\nRefs: #12\n"
ASKED_PYTHON = 9
STRICT = CommitSettings(mood="infinitivo", types=("feat", "docs"), scopes=("api", "web"), subject_max=40, body_width=20)


@dataclass(frozen=True)
class Place:
    """A repository, and beside it a launcher whose Python only says what it was asked."""

    root: Path
    launcher: Path

    def commits(self, *messages: str | bytes) -> None:
        """Add commits to HEAD with these very bytes, which no `git commit` tidies up."""
        told = b""
        for number, message in enumerate(messages):
            data = message.encode() if isinstance(message, str) else message
            author = b"Ana <ana@example.com> %d +0000" % (1_700_000_000 + number)
            told += b"commit refs/heads/main\ncommitter %s\ndata %d\n%s\n" % (author, len(data), data)
            if not number and self.git("rev-parse", "--verify", "-q", "main", ok=(0, 1)):
                told += b"from refs/heads/main^0\n"
        self.git("fast-import", "--quiet", "--force", given=told)

    def git(self, *args: str, given: bytes = b"", ok: Iterable[int] = (0,)) -> str:
        done = subprocess.run(["git", "-C", str(self.root), *args], input=given, capture_output=True, check=False)
        assert done.returncode in ok, done.stderr
        return done.stdout.decode().strip()

    def run(
        self, *args: str, by: Iterable[str] = (), env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "GITHUB_"))}
        return subprocess.run(
            [*by, str(self.launcher), *args],
            cwd=self.root, env={**environment, **(env or {})}, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def accepts(self, wanted: str, *, by: Iterable[str] = (), env: Mapping[str, str] | None = None) -> bool:
        done = self.run("check", "--range", wanted, by=by, env=env)
        assert done.returncode in (0, ASKED_PYTHON), done
        assert done.returncode == 0 or done.stdout == f"<check>\n<--range>\n<{wanted}>\n"
        return done.returncode == 0


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return made(tmp_path)


def made(folder: Path) -> Place:
    python = folder / "con espacio" / shell.PYTHON
    python.parent.mkdir()
    python.write_text(f"#!/bin/sh\nprintf '<%s>\\n' \"$@\"\nexit {ASKED_PYTHON}\n", "utf-8")
    launcher = python.with_name("relcommit")
    launcher.write_text(shell.launcher(), "utf-8")
    for script in (python, launcher):
        script.chmod(0o755)
    root = folder / "repo"
    subprocess.run(["git", "init", "-q", "-b", "main", str(root)], check=True)
    made = Place(root, launcher)
    made.commits("chore: inicia\n")
    return made


@pytest.mark.parametrize("by", SHELLS, ids=lambda by: by[0])
def test_a_short_range_of_fine_messages_needs_no_python(place: Place, by: list[str]) -> None:
    place.commits(FINE, "feat(api)!: añade la sección (#12)\n", "fix: corrige el título\n")

    done = place.run("check", "--range", "main~3..main", by=by)
    one = place.run("check", "--range", "main~1..main", by=by)

    python = subprocess.run(
        [sys.executable, "-P", "-m", "relcommit", "check", "--range", "main~3..main"],
        cwd=place.root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "3 mensajes revisados: todo correcto.\n", "")
    assert (python.returncode, python.stdout, python.stderr) == (0, done.stdout, "")
    assert one.stdout == "1 mensaje revisado: todo correcto.\n"


def test_no_parenthesis_stands_bare_in_an_expansion_which_ksh_and_mksh_cannot_parse() -> None:
    assert not re.search(r"\$\{\w+[#%]+[()]", shell.launcher())


@pytest.mark.parametrize("by", ["ksh", "mksh", "yash"])
def test_other_shells_that_may_be_sh_say_the_same(place: Place, by: str) -> None:
    if not shutil.which(by):
        pytest.skip(f"no {by}")
    place.commits(FINE, "feat(api)!: añade la sección (#12)\n")

    assert place.accepts("main~2..main", by=[by])
    place.commits("docs(api): reorganizado docs\n")
    assert not place.accepts("main~1..main", by=[by])


@pytest.mark.parametrize(
    "message",
    [
        "docs: reorganizado docs\n", "docs: reorganiza la documentacion\n", "Merge branch 'x'\n", "docs:x\n", "", "\n",
        "docs: reorganiza docs\ncuerpo\n", "docs: reorganiza docs\n \ncuerpo\n", "\ndocs: reorganiza docs\n",
        "docs: reorganiza docs\n\n\tañade\n", "docs: reorganiza docs\n\n\x01\n", b"docs: agrega \xff\n",
        "docs: agrega algo\r\n", "docs: agrega algo\n\nBREAKING CHANGES: x\n", "fixup! docs: agrega algo\n",
        "docs: agrega algo\n\nCo-authored-by: ana\n", "docs: agrega algo\n\nRefs:\n", "docs: agrega la sesion: fin\n",
        "docs: agrega Logica\n", "docs: agrega Grafias\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("by", SHELLS, ids=lambda by: by[0])
def test_one_message_in_doubt_and_python_is_asked(place: Place, by: list[str], message: str | bytes) -> None:
    place.commits(FINE, message, FINE)

    assert not place.accepts("main~3..main", by=by)
    assert place.accepts("main~1..main", by=by)


@pytest.mark.parametrize("by", SHELLS, ids=lambda by: by[0])
def test_what_looks_like_our_own_marks_is_text(place: Place, by: list[str]) -> None:
    place.commits("docs: agrega algo\n\ncommit\n\n- uno * commit\n\n\ncommit", "docs: agrega algo", FINE)

    assert place.run("check", "--range", "main~3..main", by=by).stdout == "3 mensajes revisados: todo correcto.\n"


def test_long_and_empty_ranges_and_those_that_are_none_are_pythons(place: Place) -> None:
    place.commits(*[FINE] * 31)

    assert place.accepts("main~30..main")
    place.commits("docs: agrega algo\n\n" + "una línea\n" * 4000, FINE)
    assert not place.accepts("main~2..main")
    for wanted in ("main~31..main", "main..main", "ninguna..main", "--all", "-x", ""):
        assert not place.accepts(wanted), wanted


def test_only_a_straight_way_back_to_the_start_is_followed(place: Place) -> None:
    place.commits(FINE, FINE, FINE)
    place.git("branch", "lado", "main~1")
    place.git("checkout", "-q", "main")
    side = place.git("commit-tree", "-p", "lado", "-m", "docs: agrega el lado", "main^{tree}")
    merge = place.git("commit-tree", "-p", "main", "-p", side, "-m", "docs: agrega el lado", "main^{tree}")
    place.git("tag", "lado-1", side)
    place.git("tag", "-a", "-m", "x", "mezcla", merge)

    for wanted in ("main~2..main", "main~2..", "lado..lado-1", "main~1..lado-1"):
        assert place.accepts(wanted), wanted
    for wanted in ("main..lado-1", "main..mezcla", "lado..mezcla", "main~1..main^@", "main~2...main", "main", "..main"):
        assert not place.accepts(wanted), wanted


def test_a_list_that_git_could_not_finish_is_pythons(place: Place) -> None:
    place.commits(FINE, FINE, FINE)
    place.git("repack", "-adq")
    place.git("unpack-objects", given=_pack(place))
    lost = place.git("rev-parse", "main~2")
    (place.root / ".git" / "objects" / lost[:2] / lost[2:]).unlink()

    assert not place.accepts("main~3..main")


def _pack(place: Place) -> bytes:
    """The objects, out of the store, so that each can become a file."""
    (pack,) = (place.root / ".git" / "objects" / "pack").glob("*.pack")
    data = pack.read_bytes()
    shutil.rmtree(pack.parent)
    return data


@pytest.mark.parametrize("name", ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GITHUB_ACTIONS"])
def test_an_environment_that_changes_what_is_asked_is_pythons(place: Place, name: str) -> None:
    place.commits(FINE)

    assert place.accepts("main~1..main")
    assert not place.accepts("main~1..main", env={name: ""})


def test_a_cut_history_and_a_folder_that_is_no_root_are_pythons(place: Place) -> None:
    place.commits(FINE, FINE)
    cut, inside = place.root.parent / "cut", place.root / "src"
    place.git("clone", "-q", "--depth", "2", f"file://{place.root}", str(cut))
    inside.mkdir()

    assert not Place(cut, place.launcher).accepts("main~1..main")
    assert not Place(inside, place.launcher).accepts("main~1..main")


@pytest.mark.parametrize("by", SHELLS, ids=lambda by: by[0])
def test_the_settings_count_while_their_stamp_is_fresh(place: Place, by: list[str]) -> None:
    file = place.root / "relcommit.toml"
    file.write_text("[commit]\n", "utf-8")
    os.utime(file, (1_700_000_000, 1_700_000_000))
    place.commits("docs(api): agregar texto\n", "docs(api): agrega texto\n", "fix(api): agregar texto\n")

    assert not place.accepts("main~3..main~2", by=by)
    stamp(str(place.root / ".git"), str(place.root), STRICT)
    assert place.accepts("main~3..main~2", by=by)
    assert not place.accepts("main~2..main~1", by=by)
    assert not place.accepts("main~1..main", by=by)
    os.utime(file, (1_700_000_001, 1_700_000_001))
    assert not place.accepts("main~3..main~2", by=by)


def test_settings_for_authors_and_those_of_commitizen_are_pythons(place: Place) -> None:
    place.commits(FINE)
    (place.root / ".cz.toml").write_text("", "utf-8")
    assert not place.accepts("main~1..main")
    (place.root / ".cz.toml").rename(place.root / "relcommit.toml")
    os.utime(place.root / "relcommit.toml", (1_700_000_000, 1_700_000_000))
    for authors, fine in (((), True), (("*@example.com",), False)):
        stamp(str(place.root / ".git"), str(place.root), CommitSettings(authors=authors))
        assert place.accepts("main~1..main") == fine


@pytest.mark.parametrize("by", SHELLS, ids=lambda by: by[0])
@pytest.mark.parametrize("rules", [CommitSettings(), STRICT, CommitSettings(mood="libre", types=(), subject_max=0)])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(messages=MESSAGE.flatmap(lambda one: MESSAGE.map(lambda other: (one, other))))
def test_what_the_shell_says_is_fine_has_no_finding(
    tmp_path_factory: pytest.TempPathFactory, by: list[str], rules: CommitSettings, messages: tuple[str, str]
) -> None:
    place = made(tmp_path_factory.mktemp("launcher"))
    (place.root / "relcommit.toml").write_text("", "utf-8")
    os.utime(place.root / "relcommit.toml", (1_700_000_000, 1_700_000_000))
    stamp(str(place.root / ".git"), str(place.root), rules)
    place.commits(*messages)

    for wanted in ("main~2..main", "main~1..main"):
        if place.accepts(wanted, by=by):
            for sha, author, email, message in log(str(place.root), wanted, os.environ):
                assert judge_commit(sha, author, email, message, rules).findings == ()


def test_whatever_else_is_asked_reaches_python_word_by_word(place: Place) -> None:
    asked = ["check", "--range", "a b", "*", "", "'$(id)'"]

    done = place.run(*asked)

    assert (done.returncode, done.stdout) == (ASKED_PYTHON, "".join(f"<{word}>\n" for word in asked))


def test_python_finds_the_environment_as_it_was(place: Place) -> None:
    place.launcher.with_name(shell.PYTHON).write_text("#!/bin/sh\nenv\n", "utf-8")
    told = dict.fromkeys(("me", "to", "python", "first", "s", "n", "x", "IFS", "LC_TIME"), "ñ 1")

    seen = place.run("prepare", env=told).stdout.splitlines()

    assert {f"{name}=ñ 1" for name in told} - {"IFS=ñ 1"} <= set(seen)


def test_it_works_through_links_from_its_own_folder_and_named_to_a_shell(place: Place, tmp_path: Path) -> None:
    away = tmp_path / "bin"
    away.mkdir()
    (away / "absoluto").symlink_to(place.launcher)
    (away / "relativo").symlink_to("absoluto")
    (tmp_path / "otro").symlink_to("bin/relativo")

    for call in ([away / "absoluto"], [away / "relativo"], [tmp_path / "otro"], ["./relcommit"], ["sh", "relcommit"]):
        done = subprocess.run([*map(str, call), "x"], cwd=place.launcher.parent, capture_output=True, check=False)
        assert (done.returncode, done.stdout) == (ASKED_PYTHON, b"<x>\n"), call


def test_it_is_the_command_that_the_installer_wrote_whatever_stands_in_the_folder(place: Place) -> None:
    (place.launcher.parent / shell.PYTHON).write_text(f"#!{sys.executable}\nimport no_such_module\n", "utf-8")
    (place.root / "relcommit.py").write_text("1 / 0\n", "utf-8")

    done = place.run("--version")

    assert (done.returncode, done.stdout, done.stderr) == (0, f"relcommit {relcommit.__version__}\n", "")


def test_without_its_python_it_says_what_to_do(place: Place) -> None:
    (place.launcher.parent / shell.PYTHON).unlink()

    done = place.run("--version")

    assert done.returncode == 127
    assert "Instálalo de nuevo" in done.stderr


def test_an_output_that_takes_nothing_is_pythons(place: Place) -> None:
    place.commits(FINE)
    with Path("/dev/full").open("wb") if Path("/dev/full").exists() else pytest.skip("no /dev/full") as full:
        done = subprocess.run(
            [str(place.launcher), "check", "--range", "main~1..main"],
            cwd=place.root, stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert done.returncode == ASKED_PYTHON


def test_in_an_editable_install_newer_sources_are_asked(place: Place) -> None:
    place.commits(FINE)
    place.launcher.write_text(shell.launcher(editable=True), "utf-8")
    assert place.accepts("main~1..main")

    os.utime(place.launcher, (1_500_000_000, 1_500_000_000))

    assert not place.accepts("main~1..main")
