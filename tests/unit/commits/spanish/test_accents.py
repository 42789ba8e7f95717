"""Accents that are certainly missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcommit.commits.spanish import missing_accents


def mended(text: str) -> str:
    for start, end, right in reversed(list(missing_accents(text))):
        text = text[:start] + right + text[end:]
    return text


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("agrega la facturacion electronica", "agrega la facturación electrónica"),
        ("corrige simbolos en la pagina", "corrige símbolos en la página"),
        ("Configuracion de la sesion", "Configuración de la sesión"),
        ("tambien cambia el numero de telefono", "también cambia el número de teléfono"),
        ("quita parentesis y categorias", "quita paréntesis y categorías"),
        ("elimina ambiguedad", "elimina ambigüedad"),
        ("actualiza la version del menu", "actualiza la versión del menú"),
        ("diagnostico de la conexion", "diagnóstico de la conexión"),
        ("muestra las ultimas imagenes", "muestra las últimas imágenes"),
        ("es rapidisimo y facil", "es rapidísimo y fácil"),
        ("corrige la ortografia y la tecnologia", "corrige la ortografía y la tecnología"),
        ("agrega mas pruebas", "agrega más pruebas"),
        ("Pais, Moneda (sin validacion aun).", "País, Moneda (sin validación aun)."),
        ("¿como va la migracion?", "¿como va la migración?"),
        ("primera linea\nsegunda con facturacion\n", "primera línea\nsegunda con facturación\n"),
    ],
)
def test_certain_accents_are_told(written: str, right: str) -> None:
    assert mended(written) == right


@pytest.mark.parametrize(
    "text",
    [
        "actualiza versiones y sesiones", "agrega `facturacion` al modelo", "usa ``a `facturacion` b`` aquí",
        "mueve docs/facturacion y src/paginacion.ts", "agrega campo descripcion a la tabla suscripcion",
        "cambia id_cotizacion y cotizacionId", 'renombra "descripcion" y \'direccion\'', "FACTURACION SIN VALIDACION",
        "update the version of the menu", "bump version", "add area chart", "Co-authored-by: Concepcion Ruiz",
        "publica el paquete", "termino la tarea", "valida los datos", "pagina los resultados", "como si solo este",
        "    facturacion indentada", "llama a facturacion() otra vez", "pagos(facturacion)", "via HTTP",
        "no hay nada, mas sigue", "@facturacion y #facturacion", "https://x.es/facturacion",
        "all versions", "an express warranty", "the facturacion module is in the app",
    ],
)  # fmt: skip
def test_code_names_english_and_what_is_unsure_are_left_alone(text: str) -> None:
    assert list(missing_accents(text)) == []


@given(st.text(alphabet="aeiouáé cnsgdü`./\n()«»,", max_size=200))
def test_spans_are_words_of_the_text_and_mending_is_final(text: str) -> None:
    for start, end, right in missing_accents(text):
        assert text[start:end].isalpha()
        assert 0 <= len(right) - (end - start) <= 1  # «correcion» lacks a letter too
    assert list(missing_accents(mended(text))) == []
