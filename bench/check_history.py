"""Makes a repository with a long, tidy history: what `check --range` is measured on."""

import random
import subprocess
from pathlib import Path

TYPES = ("feat", "fix", "docs", "refactor", "test", "chore", "perf", "build")
SCOPES = ("", "(api)", "(web)", "(auth)", "(pagos)", "(informes)", "(cli)")
VERBS = (
    "agrega", "corrige", "elimina", "actualiza", "mueve", "documenta", "simplifica", "reorganiza", "valida", "separa",
    "extrae", "evita", "muestra", "permite", "renombra", "reemplaza", "mejora", "unifica", "ordena", "genera",
)  # fmt: skip
NOUNS = (
    "la validación", "el formulario", "los permisos", "la caché", "el índice", "las rutas", "el esquema", "la sesión",
    "los informes", "la página", "el módulo", "las pruebas", "la conexión", "el archivo", "la configuración",
)  # fmt: skip
OF = (
    "de usuarios", "de pagos", "de la API", "del panel", "de exportación", "de búsqueda", "de facturas", "del cliente",
    "en producción", "en el arranque", "sin bloquear la cola", "para cuentas nuevas", "cuando falta el token",
)  # fmt: skip


def make(folder: Path, commits: int, *, graph: bool = True) -> None:
    """Fill a new repository at `folder`, the same every time, with the commit-graph that git writes when it packs."""
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)
    dice = random.Random(1)  # noqa: S311 - the same history every time, nothing secret
    stream = b"".join(_commit(number, _message(dice, number)) for number in range(1, commits + 1))
    subprocess.run(["git", "-C", str(folder), "fast-import", "--quiet"], input=stream, check=True)
    subprocess.run(["git", "-C", str(folder), "-c", f"gc.writeCommitGraph={graph}", "gc", "--quiet"], check=True)


def _message(dice: random.Random, number: int) -> str:
    header = f"{dice.choice(TYPES)}{dice.choice(SCOPES)}: {_phrase(dice)}"
    body = f"\n\nEste cambio {_phrase(dice)},\nporque antes {_phrase(dice)}."
    bullets = "\n\n" + "\n".join(f"- {_phrase(dice)}" for _ in range(dice.randint(1, 3)))
    parts = [header, body if dice.random() < 0.5 else "", bullets if dice.random() < 0.5 else ""]
    return "".join(parts) + (f"\n\nRefs: #{number}" if dice.random() < 0.3 else "") + "\n"


def _phrase(dice: random.Random) -> str:
    return f"{dice.choice(VERBS)} {dice.choice(NOUNS)} {dice.choice(OF)}"


def _commit(number: int, message: str) -> bytes:
    text = message.encode()
    start = (
        f"commit refs/heads/main\nmark :{number}\ncommitter Ana <ana@ejemplo.org> {1_700_000_000 + number * 60} +0000\n"
    )
    parent = f"from :{number - 1}\n" if number > 1 else ""
    file = f"M 100644 inline archivo.txt\ndata {len(str(number))}\n{number}\n\n"
    return f"{start}data {len(text)}\n".encode() + text + f"\n{parent}{file}".encode()
