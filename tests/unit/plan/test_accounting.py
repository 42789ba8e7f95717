"""Every line of a plan is accounted for: understood, prose on purpose, or reported as not understood."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relcommit.plan.accounting import MOST_WORK, account, values_of
from relcommit.plan.model import Plan
from relcommit.plan.reader import read_plan

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.md"))
PIECES = (
    "# Plan de salida\n", "Contexto para quien llega de nuevas.\n", "## Rama\n\n`feat/x-{n}`\n", "Rama: `feat/y-{n}`\n",
    "## Commit\n\n`feat(x): hace la cosa {n}`\n", "## Criterios de salida\n\n- [ ] criterio {n}\n- otro criterio\n",
    "## Despliegue\n\n1. Copiar {n}\n2. Reiniciar\n", "## Rollback\n\n- Volver a la versión {n}\n",
    "## Documentos\n\nVigentes:\n\n- docs/a{n}.md\n\nHistóricos:\n\n- docs/b{n}.md\n", "## Done\n\n- [ ] hecho {n}\n",
    "Etiquetas: a{n}\n", "## Notas\n\n- nota {n}\n", "| Campo | Valor |\n|---|---|\n| Base | release/{n} |\n",
    "```bash\ngit switch -c feat/z-{n}\ngit commit -m 'fix(z): arregla {n}'\n```\n",
)  # fmt: skip
plans = st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map(
    lambda pieces: "\n".join(piece.format(n=number) for number, piece in enumerate(pieces))
)


def _without(text: str, number: int) -> Plan:
    lines = text.split("\n")
    return read_plan("\n".join([*lines[: number - 1], *lines[number:]]) or "\n.", "p.md")


def _says_the_same(plan: Plan, other: Plan, number: int) -> bool:
    return values_of(plan) == values_of(other, after=number - 1, shift=1)


def _holds(text: str) -> None:
    """A line that was understood counts; words added to one of prose do not."""
    read = account(text, "p.md")
    lines = text.split("\n")
    for line in read.lines:
        if line.reading == "understood":
            assert not _says_the_same(read.plan, _without(text, line.number), line.number), line
        elif line.reading == "prose" and re.match(r"[A-ZÁÉÍÓÚ]", line.text) and not line.text.rstrip().endswith(":"):
            changed = [*lines[: line.number - 1], f"{line.text} Y algo más.", *lines[line.number :]]
            assert values_of(read_plan("\n".join(changed), "p.md")) == values_of(read.plan), line


@given(plans)
@settings(max_examples=40, deadline=None)
def test_only_lines_that_count_are_called_understood(text: str) -> None:
    _holds(text)


@pytest.mark.parametrize("document", DOCUMENTS[::6], ids=lambda path: path.stem)
def test_so_it_is_in_plans_as_teams_write_them(document: Path) -> None:
    _holds(document.read_text("utf-8"))


@pytest.mark.parametrize(
    ("section", "line"),
    [
        ("## Rama recomendada\n\nLa que decida Paco el lunes\n", 3),
        ("## Criterios de salida\n\n```python\nassert todo_bien\n```\n", 4),
        ("## Mensaje de commit\n\n| a | b |\n|---|---|\n| c | d |\n", 3),
        ("## Plan de despliegue\n\n- [ ] uno\n- [ ] dos\n\nY no se olvide de avisar a soporte.\n", 6),
        ("Revisores: quien esté libre esa semana y quiera mirar esto con calma\n", 1),
        ("## Documentos\n\n- la guía vieja\n", 3),
    ],
)
def test_what_gives_nothing_where_ours_belongs_is_told_with_its_line(section: str, line: int) -> None:
    findings = account(section, "p.md").findings
    assert [(finding.code, finding.line) for finding in findings] == [("unread", line)]


def test_introductions_pointers_and_nothing_to_say_are_prose() -> None:
    text = "## Criterios de salida\n\nEsto exigimos.\n\nAntes de salir:\n\n- a b c\n\n## Rollback\n\nNo aplica.\n"
    assert account(text, "p.md").findings == ()


def test_a_plan_too_long_to_examine_says_where_it_stopped() -> None:
    text = "# Plan\n\n" + "\n\n".join(f"## Criterios de salida {n}\n\n> cita {n}" for n in range(2000))
    findings = account(text, "p.md").findings
    assert [finding.code for finding in findings][:1] == ["too-long"]
    assert MOST_WORK > 1000
