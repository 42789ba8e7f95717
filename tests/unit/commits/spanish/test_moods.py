"""What is said of the verb that opens a description."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcommit.commits.spanish.judge import Verdict, judge_first_word

PIECES = (
    "se", "ha", "sido", "agregado", "Añadirlo", "fix", "fixed", "clean", "up", "los", "de", "el", "bug", "cambio",
    "oculto", "corregidos", "#12", "ABC-1", "v2", "(x)", "[wip]", "`a`", "«b»", ":", ",", "—", "✨", "poder", "moverse",
    "estoy", "probando", "dockerizar", "2", "n\u0303", "add/remove", "", "reorganicé", "muéstralo", "the",
)  # fmt: skip


def offered(description: str) -> tuple[str, str] | None:
    """The words complained of, and what to write in the present."""
    verdict = judge_first_word(description, "presente")
    return None if verdict is None else (verdict.word, verdict.right or "?")


def test_a_verdict_says_where_the_word_stands_and_what_to_write() -> None:
    assert judge_first_word("✨ reorganizado docs", "presente") == Verdict(
        "mood", (2, 14), "reorganizado", "participio", "reorganiza"
    )
    assert judge_first_word("reorganiza docs", "infinitivo") == Verdict(
        "mood", (0, 10), "reorganiza", "presente", "reorganizar"
    )
    assert judge_first_word("Add docs", "infinitivo") == Verdict("english", (0, 3), "Add", "inglés", "agregar")


def test_libre_judges_nothing() -> None:
    assert judge_first_word("reorganizado docs", "libre") is None
    assert judge_first_word("fixed docs", "libre") is None


@pytest.mark.parametrize(
    ("description", "right"),
    [
        ("reorganizar docs", "reorganiza"),
        ("reorganizado docs", "reorganiza"),
        ("reorganizó docs", "reorganiza"),
        ("reorganizo docs", "reorganiza"),
        ("reorganizando docs", "reorganiza"),
        ("reorganicé docs", "reorganiza"),
        ("añadido soporte", "añade"),
        ("Añadidas pruebas", "añade"),
        ("corregir el margen", "corrige"),
        ("corregí el margen", "corrige"),
        ("corrijo el margen", "corrige"),
        ("mover los estilos", "mueve"),
        ("movió los estilos", "mueve"),
        ("agregué soporte", "agrega"),
        ("agregamos soporte", "agrega"),
        ("agregaron soporte", "agrega"),
        ("agregan soporte", "agrega"),
        ("agregue soporte", "agrega"),
        ("agregá soporte", "agrega"),
        ("agregaba soporte", "agrega"),
        ("agregará soporte", "agrega"),
        ("agregaría soporte", "agrega"),
        ("agregada validación", "agrega"),
        ("agregados tests", "agrega"),
        ("desplegué la app", "despliega"),
        ("redujo el margen", "reduce"),
        ("traducir los textos", "traduce"),
        ("incluyendo el módulo", "incluye"),
        ("cerrar la ventana", "cierra"),
        ("resuelto el conflicto", "resuelve"),
        ("escritos los tests", "escribe"),
        ("hecho el login", "hace"),
        ("puso el botón", "pone"),
        ("mantener la sesión", "mantiene"),
        ("anadir soporte", "añade"),
        ("poder filtrar por fecha", "permite"),
        ("AGREGADO SOPORTE", "agrega"),
        ("migrado de Redux a Zustand", "migra"),
    ],
)
def test_every_form_is_recognised_and_the_present_offered(description: str, right: str) -> None:
    assert offered(description) == (description.split(maxsplit=1)[0], right)


@pytest.mark.parametrize(
    ("description", "word", "right"),
    [
        ("añadirlo al menú", "añadirlo", "lo añade"),
        ("usarlo en el menú", "usarlo", "lo usa"),
        ("úsalo en el menú", "úsalo", "lo usa"),
        ("moverse a otra vista", "moverse", "se mueve"),
        ("añadiéndolos al menú", "añadiéndolos", "los añade"),
        ("agrégalo al menú", "agrégalo", "lo agrega"),
        ("se agregó el botón", "se agregó", "agrega"),
        ("Se agregaron pruebas", "Se agregaron", "agrega"),
        ("se ha corregido el error", "se ha corregido", "corrige"),
        ("ha sido eliminado el campo", "ha sido eliminado", "elimina"),
        ("he corregido el error", "he corregido", "corrige"),
        ("fue eliminado el campo", "fue eliminado", "elimina"),
        ("estoy agregando pruebas", "estoy agregando", "agrega"),
    ],
)
def test_pronouns_and_auxiliaries_belong_to_the_verb(description: str, word: str, right: str) -> None:
    assert offered(description) == (word, right)


@pytest.mark.parametrize(
    ("description", "right"),
    [
        ("add login", "agrega"),
        ("adds login", "agrega"),
        ("Added login", "agrega"),
        ("adding login", "agrega"),
        ("fix typo in login", "corrige"),
        ("fixed login", "corrige"),
        ("fixes the login", "corrige"),
        ("update README", "actualiza"),
        ("removes unused imports", "elimina"),
        ("implemented login", "implementa"),
        ("improve performance", "mejora"),
        ("bump version to 2.0", "sube"),
        ("merge develop into main", "fusiona"),
        ("move files", "mueve"),
        ("tries another port", "intenta"),
        ("stopped the server", "detiene"),
        ("made it faster", "hace"),
        ("rewrote the parser", "reescribe"),
        ("test the login", "prueba"),
        ("build an image", "construye"),
        ("use hooks", "usa"),
        ("filter users by role", "filtra"),
        ("Log errors to stderr", "registra"),
        ("ADD login", "agrega"),
    ],
)
def test_english_verbs_get_a_spanish_one(description: str, right: str) -> None:
    verdict = judge_first_word(description, "presente")
    assert verdict is not None
    assert (verdict.kind, verdict.word, verdict.right) == ("english", description.split(maxsplit=1)[0], right)


def test_two_english_words_may_be_one_verb() -> None:
    assert offered("Clean  up code") == ("Clean  up", "limpia")
    assert offered("make sure it works") == ("make sure", "asegura")


@pytest.mark.parametrize(
    "description",
    [
        "agrega soporte", "Corrige el error", "mueve los estilos", "se agrega soporte", "se agregan pruebas",
        "reduce el margen", "define el esquema", "introduce caché", "autogenera el índice", "dockeriza la app",
        "envia el correo", "amplía el plazo", "mejora el rendimiento", "prueba el login",
    ],
)  # fmt: skip
def test_the_present_is_right(description: str) -> None:
    assert judge_first_word(description, "presente") is None


@pytest.mark.parametrize("description", ["agregar soporte", "añadirlo", "dockerizar la app", "linkear los estilos"])
def test_the_infinitive_is_right_where_the_team_writes_it(description: str) -> None:
    assert judge_first_word(description, "infinitivo") is None
    assert judge_first_word(description, "presente") is not None


@pytest.mark.parametrize(
    ("description", "right"),
    [
        ("dockerizar la app", "dockeriza"),
        ("dockerizado el servicio", "dockeriza"),
        ("gamificando el alta", "gamifica"),
        ("linkear los estilos de la tabla", "linkea"),
        ("hidrolizó la cola", "hidroliza"),
        ("gamifiqué el alta", "gamifica"),
        ("preconfigurado el entorno", "preconfigura"),
        ("orbitar la cámara del visor", "orbita"),
    ],
)
def test_verbs_that_no_list_knows_are_recognised_by_their_shape(description: str, right: str) -> None:
    assert offered(description) == (description.split(maxsplit=1)[0], right)


def test_where_the_present_is_unsure_none_is_offered() -> None:
    verdict = judge_first_word("vidriar las plantas del mapa", "presente")
    assert verdict is not None
    assert verdict.right is None


@pytest.mark.parametrize(
    "skipped",
    [
        "ABC-123 ", "[ABC-123] ", "#123 ", "(#12) ", "v1.2.3: ", "V2.39 ", "✨ ", ":sparkles: ", "T120 ", "B13 · ",
        "0041 — ", "WIP ", "- ", "1. ", "2026-01-31 ",
    ],
)  # fmt: skip
def test_what_stands_before_the_first_word_is_skipped(skipped: str) -> None:
    verdict = judge_first_word(f"{skipped}agregado soporte", "presente")
    assert verdict is not None
    assert (verdict.start, verdict.right) == (len(skipped), "agrega")


@pytest.mark.parametrize(
    "description",
    [
        "", " ", "…", "2 errores corregidos", "3 fixes", "`agregado` en el log", "«Guardar» en rojo", '"agregar" sobra',
        "fix() sin argumentos", "add-on de pagos", "uso/analitica", "CLAUDE.md agregado", "GET /api/usuarios",
        "DROP VIEW antes de CREATE", "@types/node en dependencias", "H5/ERR-GES-07 cerrados", "E2E agregado",
        "[sin cerrar", "no actualizado", "ya agregado", "se", "ha", "se, agregó", "está roto el login",
        "a" * 5000,
    ],
)  # fmt: skip
def test_silence_where_nothing_is_certain(description: str) -> None:
    assert judge_first_word(description, "presente") is None


def test_accents_in_two_characters_are_read_as_one() -> None:
    verdict = judge_first_word("an\u0303adio\u0301 soporte", "presente")
    assert verdict is not None
    assert (verdict.start, verdict.end, verdict.right) == (0, 8, "añade")


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=6).map(" ".join))
def test_whatever_is_written_the_span_is_the_word_and_the_offer_is_accepted(description: str) -> None:
    for mood in ("presente", "infinitivo"):
        verdict = judge_first_word(description, mood)
        if verdict is None:
            continue
        assert description[verdict.start : verdict.end] == verdict.word
        if verdict.right:
            mended = description[: verdict.start] + verdict.right + description[verdict.end :]
            again = judge_first_word(mended, mood)
            assert again is None or again.start != verdict.start
