"""What `status`, `continue`, `undo`, `discard` and `log` say."""

from collections.abc import Sequence

from relcommit.phrases import count

STATUS_HELP = """Cuenta qué ejecución está en curso, qué ha hecho y qué le falta."""
CONTINUE_HELP = """Sigue la ejecución que quedó a medias desde el paso en que se paró."""
UNDO_HELP = """Deshace la última ejecución: pull request, push, commit, documentos y rama.

Cada paso comprueba antes que nadie ha cambiado lo que va a quitar; si alguien lo ha hecho, se para y lo dice."""
DISCARD_HELP = """Olvida la ejecución que quedó a medias; todo se queda como está."""
LOG_HELP = """Enumera las ejecuciones de este repositorio, de la última a la primera."""

NO_RUNS = "En este repositorio no hay ninguna ejecución."

UNDONE = "Deshecho: el repositorio está como antes."
DISCARDED = "Olvidada. Lo que hizo se queda como está, y ya no se puede deshacer con relcommit."
CONTINUED = "Listo: la ejecución ha terminado."

_STATES = {
    "pending": "a medias",
    "finished": "terminada",
    "undoing": "deshaciéndose",
    "undone": "deshecha",
    "discarded": "olvidada",
}


def run_line(name: str, command: str, plan: str, state: str, started: str, steps: int) -> str:
    """One run on one line."""
    return f"{name}  {_STATES[state]:<13}  {command} {plan}  ({started}, {count(steps, 'paso', 'pasos')})"


def run_steps(done: Sequence[str], left: Sequence[str], undone: Sequence[str]) -> list[str]:
    """The steps of a run, by what became of them."""
    return [
        *(f"  hecho     {step}" for step in done),
        *(f"  deshecho  {step}" for step in undone),
        *(f"  falta     {step}" for step in left),
    ]


def ways_out(saved: str | None) -> str:
    """What can be done about a run that stopped midway."""
    kept = f"\nTus archivos, como estaban, siguen en {saved}." if saved else ""
    return f"Sigue con «relcommit continue», deshazla con «relcommit undo» u olvídala con «relcommit discard».{kept}"


def undoing(name: str, command: str, plan: str) -> str:
    """What undo is about to take back."""
    return f"Se va a deshacer la ejecución {name} («{command} {plan}»):"


def undo_stopped(done: Sequence[str], left: Sequence[str]) -> str:
    """Where an undo stopped, and how to go on with it."""
    lines = [
        "No se ha podido deshacer todo.",
        *(f"  deshecho  {step}" for step in done),
        *(f"  falta     {step}" for step in left),
    ]
    return "\n".join([*lines, "Arregla lo que dice el mensaje y sigue con «relcommit undo»."])


def take_back(described: str) -> str:
    """A step that is taken back."""
    return f"deshace: {described}"
