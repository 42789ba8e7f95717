"""What `relcommit doctor` says of each thing it looks at, and what to do about it."""

HELP = """Comprueba git, el repositorio, el remoto, el token, la configuración y el hook.

Dice qué hacer con cada fallo. Termina con 1 si algo impide trabajar; los avisos no cuentan."""

GIT_OLD = "actualízalo: hace falta git 2.31 o posterior"
NO_IDENTITY = "git config --global user.name «Tu nombre» && git config --global user.email tu@correo"
NO_HOOK = "relcommit init --hooks"
COMMITIZEN_SETTINGS = "sin relcommit.toml: valen los tipos y ámbitos de commitizen (relcommit init los copia)"
NO_SETTINGS = "sin relcommit.toml: valen los valores por omisión (relcommit init escribe uno)"
_LOCAL_WORK = (
    "prepare sube la rama y guarda el texto de la pull request en un archivo, sin abrir ninguna; los commits, los "
    "documentos y undo van igual, y los flujos y la lista de «Done» solo en GitHub"
)
NOT_GITHUB = f"no hace falta: el remoto no está en GitHub; {_LOCAL_WORK}"
CHOSEN_LOCAL = f"no hace falta: lo dice «[forge] kind»; {_LOCAL_WORK}"
ABSENT = "define GH_TOKEN, o entra con «gh auth login»; sin token, prepare da la dirección ya rellena"

NO_RUN = "ninguna a medias"

NAMES = {
    "git": "git",
    "repository": "Repositorio",
    "identity": "Identidad",
    "settings": "Configuración",
    "remote": "Remoto",
    "base": "Rama base",
    "token": "Token",
    "hook": "Hook commit-msg",
    "run": "Ejecución",
}
SIGNS = {True: "bien ", None: "aviso", False: "FALLO"}


def line(name: str, *, ok: bool | None, value: str, advice: str) -> str:
    """One thing that was looked at."""
    check = f"{SIGNS[ok]}  {NAMES[name]}: {value}"
    return f"{check}\n       → {advice}" if advice else check


def repository_as(repository: str, source: str) -> str:
    """A token that works."""
    return f"el de {source} abre {repository}"
