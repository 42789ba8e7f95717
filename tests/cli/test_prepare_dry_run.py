"""`--dry-run` changes nothing, and what it prints does the same by hand."""

import re
import subprocess
from pathlib import Path

import pytest

from relcommit.text.es import prepare as es
from tests.support import sandbox
from tests.support.sandbox import BRANCH, HEADER, PLAN, Sandbox


def by_hand(box: Sandbox) -> str:
    """The commands that a dry run prints, but for those of the forge."""
    ended = box.relcommit("prepare", PLAN, "--dry-run")
    assert (ended.code, ended.err) == (0, ""), ended
    commands = ended.out.partition(es.PASTE)[2]
    return re.sub(r"(?ms)^gh pr .*?<<'(CUERPO_*)'\n.*?^\1$", "", commands)


def paste(box: Sandbox, commands: str) -> None:
    ran = subprocess.run(
        ("sh", "-e"), input=commands.encode("utf-8", "surrogateescape"), cwd=box.repo, env=dict(box.env),
        capture_output=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, (ran.stderr.decode(errors="replace"), commands)


def assert_same_by_hand(box: Sandbox, folder: Path) -> None:
    twin = sandbox.copy(box, folder)
    commands = by_hand(twin)
    assert box.prepare().code == 0
    paste(twin, commands)
    assert twin.tree("HEAD") == box.tree("HEAD")
    assert twin.git_bytes("cat-file", "commit", "HEAD") == box.git_bytes("cat-file", "commit", "HEAD")
    assert twin.git("branch", "--show-current") == box.git("branch", "--show-current")
    assert twin.refs(at=twin.origin) == box.refs(at=box.origin)
    assert twin.git("status", "--porcelain") == box.git("status", "--porcelain")
    assert twin.git("rev-parse", "--abbrev-ref", "@{upstream}") == f"origin/{BRANCH}"


@pytest.mark.parametrize("options", [(), ("--json",), ("--yes",), ("--quiet",)])
def test_it_changes_not_a_byte(box: Sandbox, options: tuple[str, ...]) -> None:
    before = sandbox.files_below(box.folder)
    ended = box.relcommit("prepare", PLAN, "--dry-run", *options)
    assert (ended.code, ended.err) == (0, "")
    assert sandbox.files_below(box.folder) == before


def test_it_tells_what_prepare_would_do(box: Sandbox) -> None:
    told = box.relcommit("prepare", PLAN, "--dry-run", "--json").json
    done = box.prepare("--json").json
    for key in ("branch", "base", "moves", "edits"):
        assert told[key] == done[key]
    assert [step["step"] for step in told["steps"]] == [step["step"] for step in done["steps"]]
    assert told["commit"] == {**done["commit"], "sha": None}
    assert (told["pushed"], told["pull_request"]) == (False, None)


def test_pasted_into_a_shell_it_gives_the_same_commit(box: Sandbox, tmp_path: Path) -> None:
    box.write("docs/nuevo.md", "# Nuevo\n")
    box.write("src/app.py", "print('mío')\n")
    box.git("add", "src/app.py")
    (box.repo / "docs/notas.txt").unlink()
    assert_same_by_hand(box, tmp_path / "gemela")


def test_an_update_pasted_gives_the_same_commit(box: Sandbox, tmp_path: Path) -> None:
    box.prepare()
    box.plan((HEADER, "docs(prestamos): separa guías vigentes/históricas"))
    box.write("docs/fase1/actas.md", "De la [guía](../vigentes/guía.md)")
    assert_same_by_hand(box, tmp_path / "gemela")


@pytest.mark.parametrize("staged", [False, True])
def test_a_plan_carried_to_its_branch_is_pasted_too(box: Sandbox, tmp_path: Path, staged: bool) -> None:
    box.prepare()
    box.git("switch", "-q", "main")
    box.plan((HEADER, "docs(prestamos): separa guías vigentes/históricas"))
    if staged:
        box.git("add", PLAN)
    assert_same_by_hand(box, tmp_path / "gemela")


def test_odd_names_can_be_pasted(box: Sandbox, tmp_path: Path) -> None:
    for name in (
        "con espacio",
        "añó",
        "$(touch pwned)",
        "'simples'",
        '"dobles"',
        "a;b",
        "-x",
        "`id`",
        "con\\barra",
        "*",
    ):
        box.write(f"docs/fase1/{name}.md", "De la [guía](../guía.md).\n")
    assert_same_by_hand(box, tmp_path / "gemela")
    assert not (tmp_path / "gemela" / "obra" / "pwned").exists()


@pytest.mark.parametrize(
    "content",
    [
        "De la [guía](../guía.md)",
        "\n\n\nDe la [guía](../guía.md).\r\nOtra\r\n",
        "De la [guía](../guía.md).  \n\t\n \nPARCHE\n",
        "--- a/x\n+++ b/x\n@@ -1 +1 @@\nDe la [guía](../guía.md).\n",
        "\ufeffDe la [guía](../guía.md).\n",
    ],
    ids=["no final line end", "CRLF", "trailing blanks", "a patch", "BOM"],
)
def test_edits_are_pasted_to_the_byte(box: Sandbox, tmp_path: Path, content: str) -> None:
    box.write("docs/fase1/raro.md", content)
    assert_same_by_hand(box, tmp_path / "gemela")


def test_a_message_that_holds_the_end_mark_can_be_pasted(box: Sandbox, tmp_path: Path) -> None:
    box.plan(("- cierra la primera entrega de la fase 2", "- cierra `x` y $(y) con \\n\n\nMENSAJE\n\nCUERPO"))
    assert_same_by_hand(box, tmp_path / "gemela")


def test_links_are_pasted_as_links(box: Sandbox, tmp_path: Path) -> None:
    (box.repo / "docs/actual.md").symlink_to("fase1/encuesta.md")
    assert_same_by_hand(box, tmp_path / "gemela")


def test_nothing_to_do_prints_no_commands(box: Sandbox) -> None:
    box.prepare()
    assert es.PASTE not in box.relcommit("prepare", PLAN, "--dry-run").out


def test_it_names_the_files_that_go_into_the_commit_as_they_are(box: Sandbox) -> None:
    for number in range(12):
        box.write(f"docs/borrador-{number:02}.md", "a medias\n")
    told = box.relcommit("prepare", PLAN, "--dry-run").out.partition(es.STEPS)[0]
    assert "  Nuevos, que git no seguía (13):\n    docs/borrador-00.md\n" in told
    assert "\n    docs/borrador-11.md\n" in told
