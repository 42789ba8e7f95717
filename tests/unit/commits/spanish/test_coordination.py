"""Verbs beside the first are mended with it; those that another verb may govern are left alone."""

import pytest

from relcommit.commits.fix import fixed
from relcommit.commits.rules import check
from relcommit.settings import CommitSettings
from relcommit.text.es.commits.findings import sentence

PRESENT = {
    "agregar roadmap y corregir planes de la fase 4": "agrega roadmap y corrige planes de la fase 4",
    "crear, editar y borrar usuarios": "crea, edita y borra usuarios",
    "añadir soporte, mejorar rendimiento y docs": "añade soporte, mejora rendimiento y docs",
    "agrego comprobación en venta. Agrego métodos": "agrega comprobación en venta. Agrega métodos",
    "agregando tests y creando fixtures": "agrega tests y crea fixtures",
    "agregando filtros, usando la API": "agrega filtros, usando la API",
    "se agregó el login y se corrigió el menú": "agrega el login y corrige el menú",
    "añadido y corregido el menú": "añade y corrige el menú",
    "fix login y agregar tests": "corrige login y agrega tests",
    "no permitir fechas vacías y mostrar aviso": "no permite fechas vacías y muestra aviso",
    "agregar botón para editar y borrar usuarios": "agrega botón para editar y borrar usuarios",
    "arreglar error al iniciar y cerrar sesión": "arregla error al iniciar y cerrar sesión",
    "actualizar estado y forma de pago": "actualiza estado y forma de pago",
    "agregar `crear` y borrar logs": "agrega `crear` y borrar logs",
}
INFINITIVE = {
    "agrega filtros y corrige el menú": "agregar filtros y corregir el menú",
    "agrega campo que usa y valida": "agregar campo que usa y valida",
}


@pytest.mark.parametrize(("mood", "headers"), [("presente", PRESENT), ("infinitivo", INFINITIVE)])
def test_verbs_beside_the_first_are_mended_with_it(mood: str, headers: dict[str, str]) -> None:
    rules = CommitSettings(mood=mood)  # type: ignore[arg-type]  # one of the moods
    mended = {text: fixed(f"feat: {text}", check(f"feat: {text}", rules))[6:] for text in headers}
    assert mended == headers


def test_each_is_told_by_its_place() -> None:
    first, second = check("feat: agregar filtros y corregir el menú", CommitSettings())
    assert sentence(first) == "Empieza por «agregar»: escribe «agrega»."
    assert sentence(second) == "Sigue con «corregir»: escribe «corrige»."
    assert (second.column, second.end) == (25, 33)
