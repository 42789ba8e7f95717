"""What `relcommit init` shows and asks."""

from collections.abc import Sequence
from typing import Protocol

from relcommit.commits.habits import Habits

HELP = """Prepara el repositorio: escribe «relcommit.toml» con lo que el equipo ya hace, instala el hook «commit-msg» y
añade un flujo de GitHub Actions.

Sin opciones escribe «relcommit.toml», pregunta por lo demás (con «--yes» lo hace) y ofrece un índice de documentos.
Nunca escribe encima de lo que ya hay sin preguntar.

Si hay un plan que exige algo, o «relcommit.toml» dice quién aprueba, añade también el flujo de la lista de «Done»."""
SETTINGS = "Solo «relcommit.toml»."
HOOKS = "Solo el hook, junto a los que ya haya."
WORKFLOW = "Solo el flujo de GitHub Actions y la Action que usa; también el de la lista de «Done», si hay planes."
CHECKLIST = "Solo el flujo de la lista de «Done» y la Action que usa, aunque no haya planes todavía."

ROLLOUT = "Solo el flujo que juzga el canario del plan con la consulta de «[rollout.query]», y la Action que usa."

TEMPLATE = "Solo «.gitmessage», la plantilla que git abre en el editor, con los tipos y los ámbitos del equipo."


TEMPLATES = (
    "Solo una copia de nuestras plantillas (commit, pull request, aviso, índice, plan y postmortem), para cambiarlas."
)


ASK_WORKFLOW = "¿Añado el flujo de GitHub Actions que revisa los commits, y el de los planes si hay alguno?"
ASK_HOOK = "¿Instalo en este clon el hook «commit-msg», que revisa cada mensaje?"
NOT_GITHUB = "  aviso       el remoto no está en GitHub: estos flujos solo se ejecutan allí"
HOOK_LEFT = "  sin hook    «relcommit init --hooks» lo instala"


def workflow_left(path: str) -> str:
    """The workflow of commits, for another day."""
    return f"  sin flujo   {path}: «relcommit init --workflow» lo escribe"


def plan_found(path: str) -> str:
    """A plan that demands something."""
    return f"  plan        {path}: dice una rama o un commit, y exige algo"


def documents_layout(it: "Layout") -> str:
    """Where documents were seen, and where each kind goes."""
    current = "los vigentes se quedan donde están" if it.current == "." else f"los vigentes van a «{it.current}»"
    return f"Documentos: en «{it.root}»; {current} y los históricos, a «{it.historical}»."


class Layout(Protocol):
    """Where documents are."""

    @property
    def root(self) -> str: ...
    @property
    def current(self) -> str: ...
    @property
    def historical(self) -> str: ...


def setting_added(path: str, line: str, *, rehearsal: bool) -> str:
    """A line of the settings."""
    return f"  {'añadiría ' if rehearsal else 'añadido  '}   {path}: {line}"


def by_hand(path: str, line: str) -> str:
    """What has to be added to a file that is not ours to write."""
    return f"  a mano      {path}: no lo toco. Añade esto:\n\n{line}"


def secrets_needed(names: Sequence[str]) -> str:
    """What the workflow of the canary needs that nobody can write for the team."""
    listed = ", ".join(f"«{name}»" for name in names)
    return f"  falta       en los secretos del repositorio: {listed}, con permiso para leer y nada más"


def template_set(path: str) -> str:
    """Git was told of the template, here alone."""
    return f"  configurado commit.template = {path}, en este clon; en los demás: git config commit.template {path}"


def template_by_hand(path: str) -> str:
    """Git has a template already."""
    return f"  se queda    commit.template, que ya dice otra cosa: git config commit.template {path}"


FROM = "Solo «relcommit.toml», con lo que ya dice la configuración de commitlint o de commitizen."


def translated(tool: str, untold: Sequence[str]) -> str:
    """What became of another tool's settings."""
    if not untold:
        return f"La configuración de {tool} cabe entera en «relcommit.toml»."
    rows = "\n".join(f"  - {name}" for name in untold)
    return f"De la configuración de {tool}, esto no tiene equivalente y no se comprueba:\n{rows}"


SERVER = "Muestra el hook «pre-receive» de un servidor propio; no escribe nada."


def server_hook(program: str) -> str:
    """The hook for the place where code is received, whole, with where it goes."""
    return f"""#!/bin/sh
# Revisa con relcommit lo que trae cada «git push», antes de aceptarlo. Manda la configuración de la rama que recibe;
# para una rama nueva, la de la rama por omisión.
# Guárdalo como «hooks/pre-receive» en el repositorio del servidor y dale permiso de ejecución (chmod +x).
# Como hook «update», que va rama a rama, esta línea en vez de la última:
#   printf '%s %s %s\\n' "$2" "$3" "$1" | {program} check --receive
exec {program} check --receive"""


INDEX = "Solo las marcas del índice de documentos, que «relcommit docs apply» llena."
INDEX_TITLE = "# Documentos\n"

_FORMS = {"presente": "en presente", "infinitivo": "en infinitivo", "inglés": "en inglés"}


def proposal(it: Habits, *, shallow: bool) -> str:
    """What the history says, and what is proposed because of it; of a shallow clone, that little of it was seen."""
    rows = [_proposal(it), *([_SHALLOW] if shallow else [])]
    return "\n".join(rows)


_SHALLOW = "El clon es superficial y deja ver poca historia: «git fetch --unshallow» trae el resto antes de decidir."


def _proposal(it: Habits) -> str:
    if not it.messages:
        return f"No hay historia que leer: la propuesta es mood = «{it.mood}» y los tipos de la convención."
    verbs = ", ".join(
        f"{times} {_FORMS.get(form, f'en {form}')}" for form, times in sorted(it.forms.items(), key=_most)
    )
    rows = [
        f"Historia: {it.messages} {'mensaje' if it.messages == 1 else 'mensajes'}; "
        f"{it.conventional} {'sigue' if it.conventional == 1 else 'siguen'} Conventional Commits.",
        f"Empiezan por un verbo: {verbs or 'ninguno'}{_too_few(it)}. Propuesta: mood = «{it.mood}».",
    ]
    if it.own_types:
        rows.append(f"El equipo usa además estos tipos: {', '.join(it.own_types)}.")
    if it.areas:
        rows.append(
            f"Donde iría el tipo hay {len(it.areas)} áreas del código ({', '.join(it.areas[:5])}…): types = [], que no "
            "limita ninguno."
        )
    if it.scope_paths:
        folders = [f"{name} ({globs[0]})" for name, globs in it.scope_paths.items() if globs]
        rows.append(f"Estos ámbitos son carpetas: {', '.join(folders)}. Cada uno se comparará con lo que se toca.")
    if it.ticket.pattern:
        rows.append(f"Casi todos nombran un ticket: la propuesta es «{it.ticket.pattern}» en el encabezado.")
    rows += [_HABITS[code] for code in it.severity]
    return "\n".join(rows)


_HABITS = {
    "header-format": "Muchos no siguen todavía la convención: header-format queda como aviso. Súbelo cuando la sigan.",
    "english-verb": "Una parte de los verbos está en inglés: english-verb queda como aviso.",
    "verb-mood": "Una parte de los verbos está en otra forma: verb-mood queda como aviso.",
}
"""What is told and not refused, because the team does it often."""


def _too_few(it: Habits) -> str:
    """Why the proposal is not what most of them do, where it is not."""
    more = it.forms.get("infinitivo", 0) > it.forms.get("presente", 0)
    return ", pocos para decidir" if it.mood == "presente" and more else ""


def _most(item: tuple[str, int]) -> int:
    return -item[1]


SETTINGS_IN_PYPROJECT = "  se queda    pyproject.toml: la configuración ya está en «[tool.relcommit]»"


def written(path: str) -> str:
    """A file that was not there before."""
    return f"  escrito     {path}"


def would_write(path: str) -> str:
    """A file that a rehearsal leaves alone."""
    return f"  escribiría  {path}"


def same(path: str) -> str:
    """A file that is already as it should be."""
    return f"  al día      {path}"


def kept(path: str) -> str:
    """A file with other contents, left alone."""
    return f"  se queda    {path}: ya existe con otro contenido"


def overwrite(path: str) -> str:
    """May a file be replaced?"""
    return f"«{path}» ya existe con otro contenido. ¿Lo reemplazo?"


def index(path: str) -> str:
    """May the markers of the index be put there?"""
    return f"¿Añado a «{path}» las marcas de un índice de documentos? Lo que ya dice no cambia."


def index_marked(path: str) -> str:
    """The markers of the index, now in place."""
    return f"  añadido     {path}: las marcas del índice, que «relcommit docs apply» llena"


def index_offered(path: str) -> str:
    """The markers of the index, for another day."""
    return f"  sin índice  {path}: «relcommit init --index» añade sus marcas"


def no_plans(path: str) -> str:
    """The workflow of plans, for another day."""
    return f"  sin planes  {path}: «relcommit init --checklist» lo escribe"


def how_to_require(*, has_roles: bool) -> str:
    """What is left to do for a plan to keep a pull request from its merge."""
    require = "exige el check «relcommit: RAMA» en la protección de cada rama («relcommit: main», por ejemplo)"
    return f"  falta       {'' if has_roles else 'di en «[approvals]» de relcommit.toml quién aprueba, y '}{require}"


def hook(kind: str, path: str, lines: str) -> str:
    """What became of the hook."""
    if kind == "hook":
        return written(path)
    if kind == "kept":
        return same(path)
    if kind == "none":
        return (
            f"  sin hook    «core.hooksPath» es «{path}», que no es una carpeta: aquí git no ejecuta ningún hook.\n"
            "              Di una carpeta («git config core.hooksPath .githooks»), o quítalo "
            "(«git config --unset core.hooksPath»), y repite."
        )
    if kind == "by-hand":
        return f"  a mano      {path}: no lo toco. Añade esto:\n\n{lines}"
    return f"  añadido     {path}: {lines.strip().splitlines()[-1].strip()}"
