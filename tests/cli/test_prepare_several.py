"""A plan that recommends several commits gets them all: in order, each with its own files, in one run."""

import pytest

from tests.support.sandbox import PLAN, Ended, Sandbox

BRANCH = "feat/altas"
HEADERS = ["feat(altas): guarda el alta", "test(altas): prueba el alta", "docs(altas): explica el alta en línea"]
COMMANDS = """\
# Altas por la web

Rama: feat/altas

```bash
git checkout -b feat/altas
git add src/altas.py
git commit -m "feat(altas): guarda el alta" -m "Closes #7"
git add tests/
git commit -m "test(altas): prueba el alta"
git add docs
git commit -m "docs(altas): explica el alta en línea" -m "- para quien atiende el mostrador"
git push -u origin feat/altas
```
"""
WORDS = """\
# Altas por la web

Rama: feat/altas

## Commits recomendados

1. `feat(altas): guarda el alta` (`src/altas.py`)
2. `test(altas): prueba el alta`
   - Archivos: `tests/`
3. `docs(altas): explica el alta en línea`
   - para quien atiende el mostrador
   - `docs/altas.md`
"""


@pytest.fixture
def work(box: Sandbox) -> Sandbox:
    box.write("src/altas.py", "x = 1\n")
    box.write("src/resto.py", "y = 2\n")
    box.write("tests/test_altas.py", "assert True\n")
    box.write("docs/altas.md", "# Altas\n\nMira la [guía](guía.md).\n")
    return box


def made(box: Sandbox) -> list[tuple[str, set[str]]]:
    """The branch's commits, oldest first, each with the files it touches."""
    shas = box.git("rev-list", "--reverse", f"main..{BRANCH}").split()
    return [
        (
            box.message(sha).partition("\n")[0],
            set(
                box.git("-c", "core.quotePath=false", "show", "--format=", "--no-renames", "--name-only", sha).split(
                    "\n"
                )
            ),
        )
        for sha in shas
    ]


@pytest.mark.parametrize("plan", [COMMANDS, WORDS], ids=["commands", "words"])
def test_each_commit_of_the_plan_is_made_with_its_own_files(work: Sandbox, plan: str) -> None:
    work.write(PLAN, plan)

    ended = work.prepare()

    assert ended.code == 0, ended
    assert [header for header, _ in made(work)] == HEADERS
    (_, code), (_, tests), (_, documents) = made(work)
    assert (code, tests) == ({"src/altas.py"}, {"tests/test_altas.py"})
    assert {"docs/altas.md", PLAN, "docs/historico/fase1/encuesta.md", "README.md"} <= documents
    assert work.git("status", "--porcelain") == "?? src/resto.py"
    assert work.git("rev-parse", BRANCH, at=work.origin) == work.git("rev-parse", "HEAD")
    assert list(work.local_pulls()) == [1]
    assert "- para quien atiende el mostrador" in work.message()
    assert "`test(altas): prueba el alta`" in work.local_pulls()[1]
    assert "src/resto.py" in ended.out


def test_again_does_nothing_and_undo_takes_all_back(work: Sandbox) -> None:
    work.write(PLAN, COMMANDS)
    before = work.state()

    assert work.prepare().code == 0
    assert "Nada que hacer" in work.prepare().out
    assert work.relcommit("undo", "--yes").code == 0

    assert work.state() == before


def test_a_footer_of_any_of_them_is_in_the_body(work: Sandbox) -> None:
    work.write(PLAN, COMMANDS)

    work.prepare()

    assert work.local_pulls()[1].rstrip().endswith("Closes #7")


def test_the_last_one_is_amended_and_an_earlier_one_is_added_to(work: Sandbox) -> None:
    work.write(PLAN, COMMANDS)
    work.prepare()
    work.write("docs/altas.md", "# Altas\n\nDe otra manera.\n")
    work.write("src/altas.py", "x = 3\n")

    ended = work.prepare()

    assert ended.code == 0, ended
    assert [header for header, _ in made(work)] == [*HEADERS, HEADERS[0]]
    assert work.read("src/altas.py") == work.git("show", "HEAD:src/altas.py") + "\n"
    assert "De otra manera" in work.git("show", "HEAD~1:docs/altas.md")
    assert "Nada que hacer" in work.prepare().out


def test_one_that_had_nothing_yet_is_made_when_it_has(work: Sandbox) -> None:
    (work.repo / "tests/test_altas.py").unlink()
    work.write(PLAN, COMMANDS)
    first = work.prepare()
    work.write("tests/test_altas.py", "assert True\n")

    ended = work.prepare()

    assert "nada ha cambiado en sus archivos" in first.out
    assert ended.code == 0, ended
    assert [header for header, _ in made(work)] == [HEADERS[0], HEADERS[2], HEADERS[1]]


def test_a_header_that_the_rules_refuse_stops_before_anything(work: Sandbox) -> None:
    work.write(PLAN, COMMANDS.replace("test(altas): prueba el alta", "test(altas): Probé el alta."))
    before = work.everything()

    ended = work.prepare()

    assert ended.code != 0
    assert "Probé el alta" in ended.err
    assert work.everything() == before


def test_a_hook_that_refuses_the_second_leaves_it_to_be_continued(work: Sandbox) -> None:
    work.write(PLAN, COMMANDS)
    hook = work.write(".git/hooks/pre-commit", "#!/bin/sh\n! git diff --cached --name-only | grep -q ^tests/\n")
    hook.chmod(0o755)

    stopped = work.prepare()
    hook.unlink()
    ended: Ended = work.relcommit("continue")

    assert (stopped.code, ended.code) == (6, 0), (stopped, ended)
    assert [header for header, _ in made(work)] == HEADERS


def test_stopped_at_the_second_it_can_be_taken_back(work: Sandbox) -> None:
    work.write(PLAN, COMMANDS)
    before = work.state()
    hook = work.write(".git/hooks/pre-commit", "#!/bin/sh\n! git diff --cached --name-only | grep -q ^tests/\n")
    hook.chmod(0o755)

    assert work.prepare().code == 6
    assert work.relcommit("undo", "--yes").code == 0

    assert work.state() == before
