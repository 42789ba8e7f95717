"""What is said of a refused message ends with a header that can be pasted, or with an example of one."""

from dataclasses import replace

import pytest

from relcommit.commits.judge import judge_text, judge_title
from relcommit.commits.spanish import missing_accents
from relcommit.settings import CommitSettings
from relcommit.text.es.commits.findings import explanation, report
from relcommit.text.program_name import program_name

RULES = CommitSettings()
INFINITIVE = replace(RULES, mood="infinitivo")


@pytest.mark.parametrize(
    ("wrong", "right", "rules"),
    [
        ("Fix (api) : Agregado la facturacion.", "fix(api): agrega la facturación", RULES),
        ("feta: agregada la direcion", "feat: agrega la dirección", RULES),
        ("feat: Se agregan tests.", "feat: agregar tests", INFINITIVE),
        ("feat!!: agregado x", "feat!: agrega x", RULES),
        ("feat: breaking change: quitado v1\n\nCuerpo.", "feat!: quita v1", RULES),
        ("fix: corregido x\\n\\nCuerpo.", "fix: corrige x", RULES),
    ],
)
def test_the_last_line_is_the_whole_header_and_it_passes(wrong: str, right: str, rules: CommitSettings) -> None:
    lines = report(judge_text(wrong, rules, source="m")).split("\n")
    assert lines[-2:] == ["Encabezado corregido:", right]
    assert judge_text(right, rules, source="m").findings in ((), [])


@pytest.mark.parametrize(
    ("wrong", "rules", "example"),
    [
        ("agregado x", RULES, "feat: agrega la búsqueda por fecha"),
        ("agregado x", INFINITIVE, "feat: agregar la búsqueda por fecha"),
        ("agregado x", replace(RULES, mood="libre"), "feat: búsqueda por fecha"),
        ("agregado x", replace(RULES, types=("mejora",), scopes=("web",)), "mejora(web): agrega la búsqueda por fecha"),
        ("feat: agrega x", replace(RULES, scope_required=True), "feat(api): agrega la búsqueda por fecha"),
        ("sin tipo", replace(RULES, subject_case="sentence"), "feat: Agrega la búsqueda por fecha"),
    ],
)
def test_where_the_form_is_wrong_an_example_and_the_types_are_shown(
    wrong: str, rules: CommitSettings, example: str
) -> None:
    *_, shown, types = report(judge_text(wrong, rules, source="m")).split("\n")
    assert shown == f"Por ejemplo:  {example}"
    assert types == f"Tipos:        {', '.join(rules.types)}"
    assert judge_text(example, rules, source="m").findings in ((), [])


def test_what_cannot_be_mended_whole_is_not_proposed() -> None:
    assert "corregido:" not in report(judge_text(f"feat: agregado {'x' * 120}", RULES, source="m"))
    assert "corregido:" not in report(judge_text("feat: agrega x.", RULES, source="m"))
    assert report(judge_title("WIP: feat: agregado x", RULES, source="t")).endswith("\nfeat: agrega x")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("correcion", "corrección"), ("direcion", "dirección"), ("produccion", "producción"), ("reducion", "reducción"),
        ("construcion", "construcción"), ("redacion", "redacción"), ("conecion", "conexión"),
        ("secrecion", "secreción"),
        ("ejecucion", "ejecución"), ("instalacion", "instalación"), ("transicion", "transición"), ("acion", "acción"),
    ],
)  # fmt: skip
def test_what_is_proposed_for_a_word_is_a_word(wrong: str, right: str) -> None:
    assert [word for _, _, word in missing_accents(f"la {wrong} de la web")] == [right]


def test_examples_are_in_the_mood_of_the_team() -> None:
    assert "docs: reorganizar docs" in explanation("verb-mood", INFINITIVE)
    assert "docs: reorganiza docs" in explanation("verb-mood", RULES)
    assert "feat: agregar búsqueda" in explanation("english-verb", INFINITIVE)


def test_what_is_printed_can_be_run_where_it_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRE_COMMIT", "1")
    assert program_name().endswith(" -m relcommit")
    monkeypatch.delenv("PRE_COMMIT")
    monkeypatch.setenv("PATH", "")
    assert program_name().endswith(" -m relcommit")
