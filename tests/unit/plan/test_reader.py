"""Lines, marks and findings of what is read; and any text at all is read without complaint."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcommit.errors.plan import EmptyPlan
from relcommit.plan.model import Finding, Item, Plan
from relcommit.plan.reader import read_plan


def read(text: str) -> Plan:
    return read_plan(text, "plan.md")


def test_every_value_has_the_line_it_was_read_from() -> None:
    plan = read(
        "# Plan\nFecha: 3/4/2026\n\nRama: `a/b` (desde `main`)\n\n"
        "## Commit sugerido\n\n```\nfeat: c d\n\n- e\n```\n\n**Título del PR:** Fija g\n"
    )
    assert plan.places == {
        "title": 1, "date": 2, "branch": 4, "base": 4, "commit.header": 9, "commit.body": 9, "pull_request.title": 14,
    }  # fmt: skip


def test_line_ends_marks_of_order_and_front_matter_keep_the_lines() -> None:
    plan = read("\ufeff---\r\nrama: a/b\r\n---\r\n\r\n## Hecho cuando\r\n\r\n- [x] pasa\r\n")
    assert plan.places["branch"] == 2
    assert plan.done == (Item(text="pasa", line=7, checked=True),)


def test_a_trailing_comment_fixes_an_item_and_is_not_shown() -> None:
    plan = read(
        '## Definition of Done\n\n- Pasa `x` <!-- rc: id=uno role="equipo técnico" required=no -->\n'
        "- Dos <!-- nota -->\n"
    )
    assert [(one.text, dict(one.marks)) for one in plan.done] == [
        ("Pasa `x`", {"id": "uno", "role": "equipo técnico", "required": "no"}),
        ("Dos <!-- nota -->", {}),
    ]


def test_steps_carry_what_stands_below_them() -> None:
    plan = read("## Plan de despliegue\n\n1. Migrar:\n   - tabla `a`\n\n   ```sh\n   make migra\n   ```\n2. Abrir\n")
    assert plan.deploy == (
        Item(text="Migrar:", line=3, details=("tabla `a`", "make migra")),
        Item(text="Abrir", line=9),
    )


def test_a_rollback_tells_what_sets_it_off_from_what_is_done() -> None:
    plan = read("## Rollback\n\n**Se activa cuando:**\n\n- hay errores\n\n**Pasos:**\n\n- volver atrás\n")
    assert [(one.text, one.kind) for one in plan.rollback] == [("hay errores", "trigger"), ("volver atrás", "action")]


def test_a_heading_or_an_item_s_own_label_tells_triggers_too() -> None:
    plan = read(
        "# P\n\n## Criterios de reversión\n\n- ventas caídas\n\n## Acciones de reversión si falla\n\n1. volver\n\n"
        "## Backout\n\n- **Disparadores:** errores de firma\n- **Pasos:** apagar la bandera\n"
    )
    assert [(one.text, one.kind) for one in plan.rollback] == [
        ("ventas caídas", "trigger"),
        ("volver", "action"),
        ("**Disparadores:** errores de firma", "trigger"),
        ("**Pasos:** apagar la bandera", "action"),
    ]


def test_a_table_of_symptoms_gives_each_symptom_and_what_is_done_with_the_other_below() -> None:
    plan = read("# P\n\n## Reversión\n\n| Síntoma | Qué se hace |\n|---|---|\n| sin conexión | volver a PG 13 |\n")
    assert [(one.text, one.kind, one.details) for one in plan.rollback] == [
        ("sin conexión", "trigger", ("volver a PG 13",)),
        ("volver a PG 13", "action", ("sin conexión",)),
    ]


@pytest.mark.parametrize(
    "steps",
    [
        "- activar la bandera\n- mirar el panel",
        "- Backup de la base\n- Aplicar migraciones",
        "- [ ] Docker\n- [x] nginx",
        "2.1. Docker\n2.2. nginx",
    ],
)
def test_a_bare_deployment_counts_where_it_reads_as_steps(steps: str) -> None:
    assert len(read(f"# P\n\nDespliegue:\n\n{steps}\n").deploy) == 2


@pytest.mark.parametrize(
    "state", ["- Docker\n- worker", "- Servidor en Heroku\n- Subir es automático", "Se hace solo.", "1.5 GB\n2.5 GB"]
)
def test_a_bare_deployment_that_says_how_things_stand_is_none(state: str) -> None:
    assert read(f"# P\n\n## Despliegue\n\n{state}\n").deploy == ()


def test_what_is_finished_already_is_no_definition_of_done() -> None:
    assert [one.text for one in read("# P\n\n## Terminado\n\n- [ ] a\n- [x] b\n").done] == ["a", "b"]
    assert read("# P\n\n## Terminado\n\n- [x] a\n- [x] b\n").done == ()
    assert read("# P\n\n## Hecho\n\n- el servidor\n").done == ()


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Verificación post-despliegue", "after"),
        ("Checklist post-producción", "after"),
        ("Criterios de aceptación del despliegue", "after"),
        ("Checklist de PostgreSQL", "step"),
        ("Definición de hecho", "step"),
    ],
)
def test_a_checklist_for_after_the_deployment_says_so(heading: str, kind: str) -> None:
    assert [one.kind for one in read(f"# P\n\n## {heading}\n\n- [ ] Se puede pedir una cita\n").done] == [kind]


def test_steps_have_plain_names_only_where_the_title_says_that_something_goes_out() -> None:
    text = "\n\n## Precondiciones\n\n- Copia hecha\n\n## Pasos\n\n1. Parar\n2. Arrancar\n"
    plan = read(f"# Plan de despliegue{text}")
    assert ([one.text for one in plan.gates], [one.text for one in plan.deploy]) == (
        ["Copia hecha"],
        ["Parar", "Arrancar"],
    )
    plan = read(f"# Caso de uso: pedir cita{text}")
    assert (plan.gates, plan.deploy) == ((), ())


def test_a_rollback_of_commands_alone_lists_them() -> None:
    assert [one.text for one in read("## Rollback\n\n```bash\ngit revert HEAD\nmake deploy\n```\n").rollback] == [
        "git revert HEAD",
        "make deploy",
    ]


def test_headings_win_over_commands_and_a_finding_says_so() -> None:
    plan = read(
        "**Rama:** `a/b`\n\n**Commit:** `feat: uno dos`\n\n"
        "```bash\ngit checkout -b a/c\ngit commit -m 'feat: tres'\n```\n"
    )
    assert (plan.branch, plan.commit and plan.commit.header) == ("a/b", "feat: uno dos")
    assert plan.findings == (
        Finding(
            level="warning", code="contradiction", line=6, facts={"field": "branch", "chosen": "a/b", "command": "a/c"}
        ),
        Finding(
            level="warning",
            code="contradiction",
            line=7,
            facts={"field": "commit.header", "chosen": "feat: uno dos", "command": "feat: tres"},
        ),
    )


def test_a_placeholder_is_no_value_but_a_finding() -> None:
    plan = read("Rama: `feature/xxx`\n\nCommit: `<tipo>: <descripción>`\n\nTítulo del PR: `<título>`\n")
    assert (plan.branch, plan.commit, plan.pr_title) == (None, None, None)
    assert [(one.code, one.line, one.facts["field"]) for one in plan.findings] == [
        ("placeholder", 1, "branch"), ("placeholder", 3, "commit.header"), ("placeholder", 5, "pull_request.title"),
    ]  # fmt: skip


def test_the_body_of_the_commands_completes_the_header_of_a_label() -> None:
    plan = read("Commit: `feat: a b`\n\n```sh\ngit commit -m 'feat: a b' -m 'porque sí' -m 'Closes #1'\n```\n")
    assert plan.commit is not None
    assert (plan.commit.body, plan.commit.footers) == (("porque sí",), ("Closes #1",))


def test_a_message_in_a_file_that_the_plan_writes_is_read() -> None:
    plan = read("```bash\ncat > m.txt <<EOF\nfix: a b\n\n- c\nEOF\ngit commit -F m.txt\n```\n")
    assert plan.commit is not None
    assert (plan.commit.header, plan.commit.body) == ("fix: a b", ("c",))


def test_what_is_struck_out_is_not_recommended() -> None:
    assert read("~~Rama: `a/b`~~\n\nRama: `a/c`\n").branch == "a/c"


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff\n"])
def test_an_empty_plan_is_an_error(text: str) -> None:
    with pytest.raises(EmptyPlan) as caught:
        read(text)
    assert caught.value.file == "plan.md"


PIECES = st.sampled_from(
    [
        "# ", "## Rama recomendada", "**Commit:** ", "`", "```bash\n", 'git commit -m "', "- [ ] ", "> ", "<!-- rc: ",
        "| a | b |\n|---|---|\n", "-->", "\n", "\n\n", "  ", "Done", "Rollback", "Documentos", "Vigentes", "->",
        "feat(x): y", "a/b", "Ejemplo:", "---\n", "\0", "é", "1. ",
    ]
)  # fmt: skip


@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=40).map("".join))
def test_any_text_is_read_and_every_line_exists(text: str) -> None:
    if not text.strip() or text.strip() == "\ufeff":
        return
    try:
        plan = read(text)
    except EmptyPlan:
        return
    last = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    items = (*plan.done, *plan.gates, *plan.deploy, *plan.rollback)
    lines = [one.line for one in items] + [one.line for one in plan.documents] + [one.line for one in plan.findings]
    lines += plan.places.values()
    assert all(1 <= one <= last for one in lines)


HOSTILE = [
    "> ", "- a\n", "`", "[", "*a ", "**Rama:**\n\n", "# Done\n- a\n", "a: b · ", "```bash\ngit commit -m \"",
    "$'a ", "@'\n", "<!-- rc:",
    "|a", "crea la rama ", "PR contra ", "cat <<EOF\n", "\\\n", "Rama: <", "✅ ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hundred_thousand_signs_of_one_kind_are_read(piece: str) -> None:
    assert read(piece * (100_000 // len(piece))).branch is None


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("¿Cuándo está hecho?", 2),
        ("¿Cuándo se considera terminado el trabajo?", 2),
        ("¿Cuándo damos por completada la migración?", 2),
        ("¿Cuándo estará listo?", 0),
        ("¿Cuándo se dará por terminado?", 0),
        ("¿Qué está hecho?", 0),
        ("¿Cuándo se despliega?", 0),
    ],
)
def test_a_question_opens_a_list_only_where_it_asks_what_has_to_hold(heading: str, found: int) -> None:
    plan = read(f"# Plan\n\n## {heading}\n\n- Tests en verde\n- Runbook al día\n")
    assert (len(plan.done), plan.gates, plan.deploy, plan.rollback) == (found, (), (), ())
