"""What `relcommit docs check` says."""

from collections.abc import Sequence

from relcommit.docs.links.check import Problem, Trouble
from relcommit.phrases import count

NOTHING_BROKEN = "Ningún enlace roto."
NOTICES = "Por si acaso, nombres en código y en direcciones que ahora están en otro sitio (no cuentan como rotos):"
_TROUBLES: dict[Trouble, str] = {
    "missing": "no existe",
    "anchor": "no tiene esa ancla",
    "fenced": "no existe, en un bloque de código",
    "address": "no existe, en una dirección de Jekyll",
    "machine": "es una ruta de la máquina de alguien",
}


def problem(it: Problem) -> str:
    """One broken reference, as compilers tell their errors."""
    near = f"; ¿«{it.nearest}»?" if it.nearest else ""
    return f"{it.file}:{it.line}:{it.column}: «{it.destination}» {_TROUBLES[it.trouble]}{near}"


def problems(found: Sequence[Problem]) -> str:
    """How many there are."""
    files = count(len({item.file for item in found}), "archivo", "archivos")
    return f"{count(len(found), 'referencia no lleva', 'referencias no llevan')} a nada, en {files}."
