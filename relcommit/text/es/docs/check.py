"""What `relcommit docs check` says."""

from collections.abc import Iterator, Sequence

from relcommit.docs.links.check import Problem, Trouble, Unread
from relcommit.phrases import count

NOTHING_BROKEN = "Ningún enlace roto."
NOTHING_BROKEN_SEEN = "Ningún enlace roto en lo que se ha podido mirar."
_SHOWN = 10
"""How many files are named before the rest is counted."""
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


def passed_over(it: Unread) -> Iterator[str]:
    """What nobody has looked at, and why."""
    reasons = (
        (it.away, "porque este clon no los tiene (disperso o parcial)"),
        (it.encoded, "porque no son UTF-8"),
    )
    for paths, why in reasons:
        if paths:
            rest = f" … y {len(paths) - _SHOWN} más" if len(paths) > _SHOWN else ""
            many = count(len(paths), "archivo sin mirar", "archivos sin mirar")
            yield f"{many}, {why}: {', '.join(paths[:_SHOWN])}{rest}"
    for generator, config, settings in it.sites:
        yield (
            f"Direcciones de {generator} sin juzgar: «{config}» cambia las de sus páginas de un modo que no se lee "
            f"({', '.join(settings)})."
        )
    for config in it.names:
        yield (
            f"Nombres sin juzgar: los enlaces de «{config}» pueden nombrar partes del código o de otros proyectos, y "
            "uno que no nombra nada de aquí no se da por roto."
        )
