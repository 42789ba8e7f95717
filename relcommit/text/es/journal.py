"""What `status`, `continue`, `undo`, `discard` and `log` say."""

from collections.abc import Sequence
from typing import Literal

from relcommit.errors.journal import Damage
from relcommit.phrases import count, some

STATUS_HELP = """Cuenta qué ejecución está en curso, qué ha hecho y qué le falta."""
CONTINUE_HELP = """Sigue la ejecución que quedó a medias desde el paso en que se paró."""
UNDO_HELP = """Deshace la última ejecución: pull request, push, commit, documentos y rama.

Cada paso comprueba antes que nadie ha cambiado lo que va a quitar; si alguien lo ha hecho, se para y lo dice."""
REDO_HELP = """Rehace lo último que se deshizo: rama, documentos, commit, push y pull request."""
DISCARD_HELP = """Olvida la ejecución que quedó a medias, o cuyo diario está dañado; todo se queda como está."""
LOG_HELP = """Enumera las ejecuciones de este repositorio, de la última a la primera."""
PRUNE_HELP = "Quita antes las ejecuciones antiguas y lo que git guarda de ellas; lo que hicieron se queda como está."
KEEP_HELP = "Cuántas deja «--prune» (si no se dice, 10)."

NO_RUNS = "En este repositorio no hay ninguna ejecución."

UNDONE = "Deshecho: el repositorio está como antes."
UNDONE_UNSEEN = "Deshecho: lo que hizo la ejecución ya no está."
"""Where the run began without a look at the tree, as earlier versions did."""
REDONE = "Rehecho: el repositorio está como antes de deshacer."
REDONE_UNSEEN = "Rehecho: lo que hizo la ejecución vuelve a estar."
REDONE_IN_PART = "Rehecho hasta donde llegó; sigue con «relcommit continue»."
DISCARDED = "Olvidada. Lo que hizo se queda como está, y ya no se puede deshacer con relcommit."
CONTINUED = "Listo: la ejecución ha terminado."

FILES = "algunos archivos"
"""What an undo could not bring back, where it is no step of its own."""

StepState = Literal["done", "undone", "begun", "left"]

_STATES = {
    "pending": "a medias",
    "finished": "terminada",
    "undoing": "deshaciéndose",
    "undone": "deshecha",
    "redoing": "rehaciéndose",
    "discarded": "olvidada",
    "damaged": "diario dañado",
}
_STEP_STATES: dict[StepState, str] = {
    "done": "hecho",
    "undone": "deshecho",
    "begun": "empezado, sin confirmar:",
    "left": "falta",
}


def run_line(name: str, command: str, plan: str, state: str, started: str, steps: int, process: str | None) -> str:
    """One run on one line; `process` is the one that is at work on it."""
    how = f"en marcha ({process})" if process else _STATES[state]
    return f"{name}  {how:<13}  {command} {plan}  ({started}, {count(steps, 'paso', 'pasos')})"


def step_line(state: StepState, text: str) -> str:
    """A step of a run, by what became of it."""
    return f"  {_STEP_STATES[state]:<9} {text}"


def indented(text: str) -> str:
    """A step in a list."""
    return f"  {text}"


def unconfirmed(text: str) -> str:
    """A step that was begun, of which nobody knows yet whether it was taken."""
    return f"{text} (empezado, sin confirmar)"


def ways_out(state: str, saved: str | None) -> str:
    """What can be done about a run that stopped midway."""
    kept = f"\nTus archivos, como estaban, siguen en {saved}." if saved else ""
    if state == "undoing":
        return f"Acaba de deshacerla con «relcommit undo», u olvídala con «relcommit discard».{kept}"
    if state == "redoing":
        return (
            "Acaba de rehacerla con «relcommit redo», deshazla con «relcommit undo» u olvídala con "
            f"«relcommit discard».{kept}"
        )
    return f"Sigue con «relcommit continue», deshazla con «relcommit undo» u olvídala con «relcommit discard».{kept}"


def damaged(damage: Damage, saved: str | None) -> str:
    """What is wrong with a run's part of the journal, and what can still be done."""
    kept = f"\nTus archivos, como estaban, siguen en {saved}." if saved else ""
    return (
        f"Diario dañado: {damage.words()}. Lo de arriba es lo que se lee, y puede faltar algo.\n"
        f"No se puede seguir ni deshacer con relcommit; olvídala con «relcommit discard».{kept}"
    )


def undoing(name: str, command: str, plan: str) -> str:
    """What undo is about to take back."""
    return f"Se va a deshacer la ejecución {name} («{command} {plan}»):"


def redoing(name: str, command: str, plan: str) -> str:
    """What redo is about to do again."""
    return f"Se va a rehacer la ejecución {name} («{command} {plan}»):"


def stopped(state: str, undone: Sequence[str], standing: Sequence[str]) -> str:
    """Where an undo or a redo stopped, and how to go on with it."""
    way = "redo" if state == "redoing" else "undo"
    lines = [
        "No se ha podido rehacer todo." if way == "redo" else "No se ha podido deshacer todo.",
        *(f"  deshecho  {text}" for text in undone),
        *(f"  queda     {text}" for text in standing),
    ]
    return "\n".join([*lines, f"Arregla lo que dice el mensaje y sigue con «relcommit {way}»."])


def changed_later(undone: str, paths: Sequence[str]) -> str:
    """What was taken back or done again, and what people changed since."""
    return f"{undone}\nDesde que empezó ha cambiado además, y se queda como está: {some(tuple(paths))}."


def take_back(described: str) -> str:
    """A step that is taken back."""
    return f"deshace: {described}"


def do_again(described: str) -> str:
    """A step that is done again."""
    return f"rehace: {described}"


def waiting(who: Sequence[str]) -> str:
    """What a run waits for before it begins."""
    names = ", ".join(who) or "desconocidos"
    return f"Una ejecución anterior murió y dejó procesos trabajando ({names}): se espera a que terminen."


def pruned(number: int) -> str:
    """What was removed from the journal."""
    return f"Se han quitado del diario {count(number, 'ejecución', 'ejecuciones')} y lo que git guardaba de ellas."
