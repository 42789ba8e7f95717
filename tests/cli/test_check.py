"""`relcommit check`: the same verdict through every door, in every format."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.support.committing import Committing, new_repository

BAD = "docs: reorganizado docs"
GOOD = "docs: reorganiza docs"


@pytest.fixture
def repo(tmp_path: Path) -> Committing:
    return new_repository(tmp_path / "r")


def codes(said: str) -> list[str]:
    return [one["code"] for message in json.loads(said)["messages"] for one in message["findings"]]


def test_a_refused_message_says_place_reason_and_fix(repo: Committing) -> None:
    repo.write("mensaje", f"{BAD}\n")
    done = repo.relcommit("check", "mensaje")
    assert done.returncode == 1
    assert done.stdout.splitlines()[:4] == [
        "mensaje:1:7: error: Empieza por «reorganizado»: escribe «reorganiza». [verb-mood]",
        "  - docs: reorganizado docs",
        "          ^^^^^^^^^^^^",
        "  + docs: reorganiza docs",
    ]


def test_the_json_contract(repo: Committing) -> None:
    done = repo.relcommit("check", "--message", BAD, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout) == {
        "ok": False,
        "messages": [
            {
                "sha": None,
                "source": "mensaje",
                "ok": False,
                "header": "docs: reorganiza docs",
                "findings": [
                    {
                        "code": "verb-mood",
                        "level": "error",
                        "line": 1,
                        "column": 7,
                        "end": 19,
                        "range": {"start": {"line": 0, "character": 6}, "end": {"line": 0, "character": 18}},
                        "message": "Empieza por «reorganizado»: escribe «reorganiza».",
                        "suggestion": "reorganiza",
                    }
                ],
            }
        ],
    }


@pytest.mark.parametrize(
    "message", [BAD, GOOD, "feat:añade", "feat: añade algo\n\nCAMBIO IMPORTANTE: x", "Merge branch 'x'"]
)
def test_every_door_gives_the_same_verdict(repo: Committing, message: str) -> None:
    repo.write("m", f"{message}\n")
    repo.commit(message)
    said = [
        repo.relcommit("check", "m", "--json"),
        repo.relcommit("check", "-", "--json", stdin=f"{message}\n".encode()),
        repo.relcommit("check", "--message", message, "--json"),
        repo.relcommit("check", "--range", "HEAD", "--json"),
        repo.relcommit("check", "--title", message, "--json"),
    ]
    assert len({tuple(codes(one.stdout)) for one in said}) == 1
    assert len({one.returncode for one in said}) == 1


@pytest.mark.parametrize("message", [BAD, GOOD, "", "feat:x\n\n\n# a", "x  \ny \n", "#\n", "docs: añade\n; b"])
def test_the_short_way_and_the_long_way_agree(repo: Committing, message: str) -> None:
    repo.git("config", "core.commentChar", ";")
    repo.write("m", message)
    for option in ((), ("--hook",)):
        short = repo.relcommit("check", *option, "m")
        kept = repo.root / "RELCOMMIT_EDITMSG"
        was = kept.read_bytes() if kept.exists() else None
        long = repo.relcommit("check", *option, "--format", "text", "m")
        assert (short.returncode, short.stdout, short.stderr) == (long.returncode, long.stdout, long.stderr)
        assert was == (kept.read_bytes() if kept.exists() else None)


def test_settings_that_are_at_hand_are_as_good_as_read(repo: Committing) -> None:
    settings = repo.write("relcommit.toml", '[commit]\ntypes = ["cosa"]\n')
    repo.write("m", "cosa: agrega a\n")
    old = time.time() - 60
    os.utime(settings, (old, old))
    for _ in range(2):
        assert repo.relcommit("check", "m").returncode == 0
        assert len(list((repo.root / ".git").glob("relcommit-hook-*"))) == 1
    repo.write("relcommit.toml", '[commit]\ntypes = ["otra"]\n')
    assert repo.relcommit("check", "m").returncode == 1


def test_several_doors_make_one_report(repo: Committing) -> None:
    done = repo.relcommit("check", "--title", GOOD, "--branch", "a b", "--message", BAD, "--json")
    assert [one["source"] for one in json.loads(done.stdout)["messages"]] == ["mensaje", "título", "rama"]
    assert codes(done.stdout) == ["verb-mood", "branch-not-git"]


@pytest.mark.parametrize("way", [(), ("--format", "text")], ids=["quick", "full"])
def test_a_hook_says_nothing_of_a_fine_message(repo: Committing, way: tuple[str, ...]) -> None:
    repo.write("m", f"{GOOD}\n")
    done = repo.relcommit("check", *way, "--hook", "m")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    repo.write("m", "fixup! docs: x\n")
    done = repo.relcommit("check", *way, "--hook", "m")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 4)


def test_warnings_refuse_nothing(repo: Committing) -> None:
    done = repo.relcommit("check", "--message", "docs: reorganiza la documentacion")
    assert "missing-accent" in done.stdout
    assert done.returncode == 0


def test_any_type_and_any_language_leave_the_grammar_alone(repo: Committing) -> None:
    repo.write("relcommit.toml", '[commit]\ntypes = []\nmood = "libre"\n')
    assert (
        repo.relcommit("check", "--message", "cosa: added documentacion").stdout
        == "1 mensaje revisado: todo correcto.\n"
    )
    assert repo.relcommit("check", "--message", "cosa:added").returncode == 1


def test_nothing_to_check_is_wrong_usage(repo: Committing) -> None:
    assert repo.relcommit("check").returncode == 2
    assert repo.relcommit("check", "--fix").returncode == 2
    assert repo.relcommit("check", "no-existe").returncode == 2


def test_two_formats_at_once_are_wrong_usage(repo: Committing) -> None:
    done = repo.relcommit("check", "--json", "--format", "sarif", "--message", GOOD)
    assert (done.returncode, done.stdout) == (2, "")
    assert "quita una" in done.stderr
    assert repo.relcommit("check", "--json", "--format", "json", "--message", GOOD).returncode == 0


def test_a_code_is_explained(repo: Committing) -> None:
    assert "Conventional Commits" in repo.relcommit("check", "--explain", "header-format").stdout
    wrong = repo.relcommit("check", "--explain", "verb-mod")
    assert wrong.returncode == 2
    assert "«verb-mood»" in wrong.stderr


def test_fix_rewrites_what_is_certain_and_keeps_the_rest(repo: Committing) -> None:
    message = "feature: Reorganizado docs.\r\ncuerpo\r\n\r\nBREAKING CHANGES: quita v1\r\n# comentario\r\n"
    path = repo.write("m", message)
    done = repo.relcommit("check", "--fix", "m")
    assert done.returncode == 0, done.stdout
    assert path.read_bytes().decode() == (
        "feat: reorganiza docs\r\n\ncuerpo\r\n\r\nBREAKING CHANGE: quita v1\r\n# comentario\r\n"
    )


def test_fix_keeps_the_encoding(repo: Committing) -> None:
    repo.git("config", "i18n.commitEncoding", "ISO-8859-1")
    path = repo.write("m", "feat: añadido soporte\n".encode("iso-8859-1"))
    assert repo.relcommit("check", "--fix", "m").returncode == 0
    assert path.read_bytes() == "feat: añade soporte\n".encode("iso-8859-1")


def test_bytes_that_are_not_utf8_are_a_warning(repo: Committing) -> None:
    repo.write("m", "feat: añade algo\n".encode("iso-8859-1"))
    done = repo.relcommit("check", "m", "--json")
    assert codes(done.stdout) == ["encoding"]
    assert done.returncode == 0
    repo.git("config", "i18n.commitEncoding", "ISO-8859-1")
    assert codes(repo.relcommit("check", "m", "--json").stdout) == []


def test_comments_are_git_s_own(repo: Committing) -> None:
    repo.write("m", "feat: añade algo\n; Please enter the commit message\n; On branch main\n")
    assert codes(repo.relcommit("check", "m", "--json").stdout) == ["body-blank-line"]
    for char in (";", "auto"):
        repo.git("config", "core.commentChar", char)
        assert codes(repo.relcommit("check", "m", "--json").stdout) == []
    repo.git("config", "commit.cleanup", "whitespace")
    assert codes(repo.relcommit("check", "m", "--json").stdout) == ["body-blank-line"]


def test_it_works_outside_a_repository(tmp_path: Path) -> None:
    outside = Committing(tmp_path)
    assert outside.relcommit("check", "--message", GOOD).returncode == 0
    outside.write("m", f"{GOOD}\n# comentario\n")
    assert outside.relcommit("check", "m").returncode == 0


def test_the_present_branch_is_checked(repo: Committing) -> None:
    repo.git("switch", "-q", "-c", "docs/é")
    assert codes(repo.relcommit("check", "--branch", "--json").stdout) == ["branch-alphabet"]
    repo.write("relcommit.toml", '[branch]\nalphabet = "a-zé/"\npatterns = ["feat/*"]\n')
    assert codes(repo.relcommit("check", "--branch", "--json").stdout) == ["branch-pattern"]
    assert codes(repo.relcommit("check", "--branch", "main", "--json").stdout) == []


def test_hostile_text_makes_no_command_for_a_runner(repo: Committing) -> None:
    hostile = "::error::x\n\n  ::set-output name=a::b ##[error]c\x1b]8;;x\x07"
    for format_ in ("text", "github"):
        said = repo.relcommit("check", "--message", hostile, "--title", "a ##[warning]b", "--format", format_).stdout
        assert "##[" not in said
        assert "\x1b" not in said
        for line in said.splitlines():
            assert not line.lstrip().startswith("::") or line.startswith(("::error title=", "::warning title="))


def test_github_s_commands_are_escaped(repo: Committing) -> None:
    repo.write("a,b:c%.txt", "feat:x 100%\n")
    said = repo.relcommit("check", "a,b:c%.txt", "--format", "github").stdout.splitlines()
    assert said[0] == (
        "::error file=a%2Cb%3Ac%25.txt,line=1,col=5,endColumn=6,title=a%2Cb%3Ac%25.txt%3A header-format"
        "::Error: Falta un espacio después de los dos puntos.%0Afeat:x 100%25%0A→ feat: x 100%25"
    )


def test_sarif_and_junit_are_well_formed(repo: Committing) -> None:
    sarif = json.loads(repo.relcommit("check", "--message", BAD, "--format", "sarif").stdout)
    (run,) = sarif["runs"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"]["startColumn"] == 7
    assert (
        run["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"]
        == "reorganiza"
    )
    (rule,) = run["tool"]["driver"]["rules"]
    assert re.fullmatch(r"La descripción empieza por un verbo [^\n]+\)\.", rule["shortDescription"]["text"])
    assert "reorganizado docs   ->" in rule["help"]["text"]
    said = repo.relcommit("check", "--message", GOOD, "--message", "Cuerpo", "--format", "junit").stdout
    suite = ET.fromstring(said)  # noqa: S314 - our own words
    assert (suite.get("tests"), suite.get("failures")) == ("1", "0")
    said = repo.relcommit("check", "--message", f"{BAD} <&>\x01", "--format", "junit").stdout
    suite = ET.fromstring(said)  # noqa: S314
    assert (suite.get("tests"), suite.get("failures")) == ("1", "1")
    hostile = "feat: agrega \x85\u202e\u2028\ufffe\uffff"
    said = repo.relcommit("check", "--message", hostile, "--format", "junit").stdout
    assert ET.fromstring(said)[0].get("name") == r"feat: agrega \x85\u202e\u2028\ufffe\uffff"  # noqa: S314
    said = repo.relcommit("check", "--branch", hostile, "--json").stdout
    assert said.isascii() or not set(said) & set(hostile[13:])
    assert "\u202e" in json.loads(said)["messages"][0]["findings"][0]["message"]


@pytest.mark.parametrize("args", [("m",), ("--range", "HEAD"), ("-m", BAD), ("-m", BAD, "--json")])
@pytest.mark.parametrize("closed", ["1", "2"])
def test_a_closed_output_changes_no_verdict(repo: Committing, args: tuple[str, ...], closed: str) -> None:
    repo.write("m", BAD)
    repo.commit(BAD)
    words = [sys.executable, "-m", "relcommit", "check", *args]
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}>&-', "sh", *words], cwd=repo.root, env=repo.environment, capture_output=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"Error interno" not in done.stderr


def test_a_closed_input_is_told(repo: Committing) -> None:
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" <&-', "sh", sys.executable, "-m", "relcommit", "check", "-"],
        cwd=repo.root, env=repo.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("La entrada estándar está cerrada")


def test_a_branch_s_name_is_never_an_option(repo: Committing) -> None:
    for name in ("--help", "-q", "--explain=verb-mood", ""):
        assert repo.relcommit("check", f"--branch={name}").returncode == 1
    repo.commit(GOOD)
    assert repo.relcommit("check", "--branch").returncode == 0
    repo.git("checkout", "-q", "--detach")
    done = repo.relcommit("check", "--branch")
    assert done.returncode == 4
    assert "--branch=RAMA" in done.stderr


def test_quiet_says_nothing(repo: Committing) -> None:
    done = repo.relcommit("check", "-q", "--message", BAD)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize(
    "args",
    [
        ("check", "-m", GOOD), ("check", "-m", BAD), ("check", "--json", "-m", GOOD), ("check", "mensaje"),
        ("check", "--hook", "mensaje"), ("check", "--range", "HEAD"), ("check", "--explain", "verb-mood"), ("--help",),
    ],
)  # fmt: skip
def test_a_full_disk_is_no_mistake_of_ours(repo: Committing, args: tuple[str, ...]) -> None:
    repo.commit(BAD)
    repo.write("mensaje", f"{BAD}\n")
    repo.relcommit("check", "mensaje")  # what leaves the settings at hand, for the quick way
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "relcommit", *args],
            cwd=repo.root, env=repo.environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 4
    assert done.stderr.startswith("No queda sitio en el disco")
    assert len(done.stderr.splitlines()) == 2
