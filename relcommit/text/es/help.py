"""What `relcommit --help` says, without importing any command."""

RELCOMMIT = """Del plan de paso a producción, escrito en Markdown, a la rama, los documentos, el commit,
el push y la pull request con su lista de «Done» verificada."""

EPILOG = "Empieza por «relcommit demo»: hace todo el recorrido en una carpeta temporal, sin tocar nada tuyo."
FOLDER = "Actúa como si se llamara desde CARPETA."
VERSION = "Muestra la versión y termina."
COMMANDS_HEADING = "Órdenes"

COMMANDS = {
    "demo": "Recorre el trabajo completo en un repositorio de prueba.",
    "prepare": "Lleva un plan a rama, documentos, commit, push y pull request.",
    "plan": "Lee, revisa o escribe un plan.",
    "docs": "Retira documentos sin romper ningún enlace.",
    "check": "Revisa mensajes de commit, títulos y ramas.",
    "commit": "Pregunta por las partes de un mensaje y hace el commit.",
    "checklist": "Muestra y verifica la lista de «Done» con sus pruebas.",
    "rollout": "Juzga un canario con sus pruebas y enseña cómo volver atrás.",
    "init": "Escribe la configuración, el hook y el flujo de GitHub Actions.",
    "status": "Cuenta qué ejecución está en curso y qué le falta.",
    "continue": "Sigue la ejecución que quedó a medias.",
    "undo": "Deshace la última ejecución.",
    "redo": "Rehace lo último que se deshizo.",
    "discard": "Olvida la ejecución a medias y deja todo como está.",
    "log": "Enumera las ejecuciones de este repositorio.",
    "doctor": "Comprueba git, el remoto, el token y la configuración.",
}


OPTIONS = "[OPCIONES]"
FOLDER_METAVAR = "CARPETA"
DRY_RUN = "Muestra los pasos y las órdenes de git equivalentes, sin hacer nada."
YES = "No pregunta antes de actuar."
JSON = "Imprime un solo objeto JSON."
QUIET = "Calla todo lo que no sea un error."


def no_such_command(name: str, nearest: str | None) -> str:
    """A command that does not exist, with the one that was probably meant."""
    hint = f"¿Querías decir «{nearest}»?" if nearest else "Mira la lista con «relcommit --help»."
    return f"No existe la orden «{name}». {hint}"
