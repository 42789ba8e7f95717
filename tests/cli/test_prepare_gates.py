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
