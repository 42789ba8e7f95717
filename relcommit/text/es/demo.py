"""What `relcommit demo` says."""

import shlex

HELP = """Recorre el trabajo completo en un repositorio de prueba: plan, rama, documentos, commit, push y pull request.

Crea una carpeta temporal con un repositorio pequeño y su «origin», y ejecuta en ella «relcommit prepare» de verdad,
con la carpeta local de pull requests. No toca nada tuyo y no usa la red."""
KEEP = "Crea el repositorio de prueba en CARPETA, que no debe existir o debe estar vacía."
BEFORE = "Antes:"
AFTER = "Después:"
COMMIT = "El commit:"


def intro(folder: str) -> str:
    """Where the demo happens."""
    return f"Repositorio de prueba en {folder}"


def order(plan: str) -> str:
    """The command that the demo runs."""
    return f"$ relcommit prepare {shlex.quote(plan)} --yes"


def outro(program: str, folder: str, repository: str, body: str) -> str:
    """How to look around, and how to delete it."""
    folder, run = shlex.quote(repository), shlex.quote(program)
    return (
        f"El cuerpo de la pull request: {body}\n\n"
        "Para mirar:\n"
        f"  cd {folder}\n"
        "  git log --stat\n"
        f"  {run} prepare docs/plan-produccion.md   # otra vez: nada que hacer\n"
        f"  {run} undo                              # lo deshace todo\n"
        "Para borrarlo:\n"
        f"  rm -rf {shlex.quote(folder)}"
    )
