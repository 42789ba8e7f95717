"""`prepare` judges the exit criteria that this machine can see, before anything happens."""

from pathlib import Path

import pytest

from tests.support.sandbox import PLAN, Sandbox

CRITERION = "Variable `PLAZO=corto` configurada"
ID = "variable-plazo-corto-configurada"


@pytest.fixture
def failing(box: Sandbox) -> Sandbox:
    """A plan with a criterion that the configuration contradicts."""
    box.write("wrangler.toml", 'name = "prestamos"\n[env.prod.vars]\nPLAZO = "largo"\n')
    box.git("add", "wrangler.toml")
    box.git("commit", "-q", "-m", "chore: configura el servicio")
    box.git("push", "-q", "origin", "main")
    text = box.read(PLAN)
    section = next(line for line in text.splitlines() if "riterios de salida" in line)
    box.plan((section, f"{section}\n\n- {CRITERION}"))
    return box


def body(box: Sandbox) -> str:
    (file,) = Path(box.repo / ".git" / "relcommit" / "pull-requests").glob("*.md")
    return file.read_text("utf-8")


def test_a_criterion_that_fails_stops_it_and_names_the_line_and_the_way_out(failing: Sandbox) -> None:
    before = failing.state()

    ended = failing.prepare()

    assert ended.code == 1
    assert f"no se cumple «{CRITERION}»: PLAZO vale «largo»" in ended.err
    assert f"--despite {ID} --reason" in ended.err
    assert failing.state() == before


def test_going_on_despite_it_is_written_in_the_pull_request_and_remembered(failing: Sandbox) -> None:
    ended = failing.prepare("--despite", ID, "--reason", "se cambia el día del despliegue")

    assert ended.code == 0, ended
    assert f"✘ {ID}: {CRITERION}" in ended.out
    assert f"- {CRITERION} (`{ID}`): se cambia el día del despliegue" in body(failing)
    again = failing.prepare()
    assert again.code == 0
    assert "Nada que hacer" in again.out
    failing.write("docs/otra.md", "# Otra\n")
    assert failing.prepare().code == 0
    assert "se cambia el día del despliegue" in body(failing)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--despite", ID), "«--reason»"),
        (("--despite", "variable-plazo", "--reason", "x"), f"«{ID}»"),
    ],
)
def test_an_excuse_needs_its_reason_and_a_criterion(failing: Sandbox, options: tuple[str, ...], said: str) -> None:
    before = failing.state()

    ended = failing.prepare(*options)

    assert ended.code == 2
    assert said in ended.err
    assert failing.state() == before


def test_only_the_base_branch_says_which_commands_may_run(box: Sandbox) -> None:
    section = next(line for line in box.read(PLAN).splitlines() if "riterios de salida" in line)
    box.plan((section, f"{section}\n\n- Pruebas en verde <!-- rc: id=pruebas local=pruebas -->"))
    box.write("relcommit.toml", box.read("relcommit.toml") + '\n[checklist.commands]\npruebas = "touch corrido"\n')

    assert box.prepare().code == 0

    assert not (box.repo / "corrido").exists()


FIXED = 'name = "prestamos"\n[env.prod.vars]\nPLAZO = "corto"\n'


def with_pathspec(box: Sandbox, pathspec: str) -> None:
    """The plan adds this to its commit."""
    box.write(PLAN, box.read(PLAN).replace("git add docs/", f"git add docs/ {pathspec}"))


def test_what_the_commit_is_about_to_bring_counts(failing: Sandbox) -> None:
    failing.write("wrangler.toml", FIXED)
    with_pathspec(failing, "wrangler.toml")

    ended = failing.prepare()

    assert ended.code == 0, ended.err
    assert f"✔ {ID}" in ended.out
    assert "corto" in failing.git("show", "HEAD:wrangler.toml")
    failing.write("docs/otra.md", "# Otra\n")
    assert f"✔ {ID}" in failing.prepare().out


def test_what_the_commit_leaves_behind_does_not(failing: Sandbox) -> None:
    failing.write("wrangler.toml", FIXED)
    assert failing.prepare().code == 1


def test_what_it_takes_away_is_gone(failing: Sandbox) -> None:
    with_pathspec(failing, "wrangler.toml")
    (failing.repo / "wrangler.toml").unlink()
    assert f"? {ID}" in failing.prepare().out


@pytest.mark.parametrize(("pathspec", "sign"), [("RUNBOOK.md", "✔"), ("docs/guía.md", "✘")])
def test_a_document_counts_as_updated_once_the_commit_brings_it(box: Sandbox, pathspec: str, sign: str) -> None:
    section = next(line for line in box.read(PLAN).splitlines() if "riterios de salida" in line)
    box.plan((section, f"{section}\n\n- Runbook actualizado <!-- rc: id=runbook required=sí -->"))
    with_pathspec(box, pathspec)
    box.write("RUNBOOK.md", "# Runbook\n\nPaso nuevo.\n")

    ended = box.prepare("--despite", "runbook", "--reason", "x")

    assert f"{sign} runbook" in ended.out


def test_verify_without_a_pull_request_judges_what_stands_here(failing: Sandbox) -> None:
    def state() -> object:
        told = failing.relcommit("checklist", "verify", PLAN, "--json").json["items"]
        return {one["id"]: one["state"] for one in told}[ID]

    assert state() == "unmet"
    failing.write("wrangler.toml", FIXED)
    assert state() == "met"
    (failing.repo / "wrangler.toml").unlink()
    assert state() == "inconclusive"
    (failing.repo / "wrangler.toml").symlink_to("relcommit.toml")
    assert state() == "inconclusive"
