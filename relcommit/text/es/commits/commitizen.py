"""What commitizen asks and shows through our plugin."""

TYPES = {
    "feat": "algo nuevo para quien lo usa",
    "fix": "corrige un fallo",
    "docs": "solo documentación",
    "style": "formato del código, sin cambiar lo que hace",
    "refactor": "cambia el código sin cambiar lo que hace",
    "perf": "mejora el rendimiento",
    "test": "pruebas",
    "build": "construcción o dependencias",
    "ci": "integración continua",
    "chore": "mantenimiento",
    "revert": "deshace un commit",
}
ASK_TYPE = "¿Qué tipo de cambio es?"
ASK_SCOPE = "Ámbito del cambio, si lo tiene (Intro para omitirlo):"
NO_SCOPE = "(sin ámbito)"
ASK_SUBJECT = "Descripción breve, empezando por un verbo en {mood} y sin punto final:"
ASK_BODY = "Explica el porqué, si hace falta; «|» separa párrafos (Intro para omitirlo):"
ASK_BREAKING = "¿Es un cambio incompatible (BREAKING CHANGE)?"
ASK_FOOTER = "Qué deja de funcionar, o qué incidencias cierra (por ejemplo, «Refs: #12»; Intro para omitirlo):"
ARROWS = "(con las flechas)"
NO, YES = "no", "sí"
MOODS = {"presente": "presente («agrega»)", "infinitivo": "infinitivo («agregar»)", "libre": "la forma que prefieras"}

SECTIONS = {
    "BREAKING CHANGE": "Cambios incompatibles",
    "BREAKING-CHANGE": "Cambios incompatibles",
    "feat": "Novedades",
    "fix": "Correcciones",
    "perf": "Rendimiento",
    "refactor": "Cambios internos",
    "revert": "Cambios deshechos",
}
"""The sections of the changelog, in their order."""

EMPTY = "El mensaje está vacío."
EXAMPLE = """\
fix(api): corrige el redondeo de los importes

El importe se redondeaba dos veces.

Refs: #12"""
SCHEMA = """\
<tipo>(<ámbito>): <descripción>
<línea en blanco>
<cuerpo>
<línea en blanco>
(BREAKING CHANGE: )<pie>"""
INFO = """\
relcommit sigue Conventional Commits 1.0.0 y mira además la lengua: la descripción empieza por un verbo en la forma
que pide el equipo («agrega», «agregar») o por un nombre, y las tildes están en su sitio.

El «!» va justo antes de los dos puntos; el pie «BREAKING CHANGE: », con su espacio, al final del mensaje.
La configuración se lee de «relcommit.toml». «relcommit check --explain CÓDIGO» cuenta cada regla."""


def too_long(size: int, most: int) -> str:
    """The host's own limit was passed."""
    return f"El encabezado tiene {size} caracteres y el máximo es {most}."


def refused(commits: list[tuple[str, str]]) -> str:
    """Every commit that was refused, with its findings."""
    reports = "\n".join(f"{f'Commit {rev[:10]}:{chr(10)}' if rev else ''}{report}" for rev, report in commits)
    return f"Mensaje rechazado.\n{reports}"
