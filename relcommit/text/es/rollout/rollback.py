"""The way back: what to run, what it does not take back, and what was kept."""

from collections.abc import Iterable

from relcommit.phrases import count
from relcommit.rollout.model import Canary
from relcommit.text.es.rollout.amounts import duration, percent, short


def going_back(canary: Canary, share: float, elapsed: int, requests: int | None) -> str:
    """The first line of a rollback."""
    minutes = f"{elapsed} min" if elapsed < 120 else duration(elapsed)
    served = f": unas {requests} peticiones" if requests is not None else ""
    return (
        f"Vuelve a   {short(canary.stable)}. El canario {short(canary.version)} lleva {minutes} "
        f"y tiene el {percent(share)} del tráfico{served}."
    )


def beware(names: Iterable[str], source: str, stable: str, *, seen: bool) -> str:
    """What a rollback does not take back: said before anything else."""
    known = list(names)
    if not seen:
        return "Cuidado    no se sabe qué migraciones se han aplicado, y volver atrás no deshace ninguna."
    if not known:
        return (
            f"Cuidado    ninguna migración posterior a {short(stable)} consta; "
            "los datos escritos desde entonces se quedan."
        )
    shown = ", ".join(known[:5]) + (f" y {len(known) - 5} más" if len(known) > 5 else "")
    verb = "se aplicó" if len(known) == 1 else "se aplicaron"
    seen_in = "" if source == "git" else f" (según {source})"
    added = "llegó a git" if len(known) == 1 else "llegaron a git"
    verb = added if source == "git" else verb
    return (
        f"Cuidado    después de {short(stable)} {verb} {shown}{seen_in}, y volver atrás no lo deshace: "
        f"mira si {short(stable)} lo soporta."
    )


def run_this(command: str, *, known: bool) -> str:
    """The command to type."""
    if not command:
        return "Ejecuta    tu propia orden para volver atrás: no se conoce ninguna. Dila en «[rollout.rollback]»."
    return f"Ejecuta    {command}{'' if known else '  (la orden habitual: «[rollout.rollback]» no dice otra)'}"


def in_force(split: str, source: str) -> str:
    """The split that was read."""
    return f"Reparto    {split} (según {source})"


def kept(file: str, minutes: int, rows: int) -> str:
    """The evidence on the disk."""
    return (
        f"Guardado   {file} ({count(minutes, 'minuto', 'minutos')}, {count(rows, 'fila', 'filas')} de incidentes, "
        "lo que parece un secreto oculto)"
    )


def postmortem_written(file: str, until: str) -> str:
    """The document, and when it has to be open."""
    return f"Postmortem {file}{f'; hay que abrirlo antes del {until}' if until else ''}."


def postmortem_stays(file: str) -> str:
    """One that somebody already writes."""
    return f"Postmortem {file} ya existe: se queda como está."


def no_evidence(why: str) -> str:
    """Going back does not wait for evidence."""
    return f"Pruebas    no hay veredicto, y volver atrás no lo espera. {why}"


def type_version(stable: str) -> str:
    """What a person has to type."""
    return f"Escribe los ocho primeros caracteres de la versión estable ({short(stable)}) para volver a ella"


def sent(command: str) -> str:
    """The command ended well; whether the traffic moved is another matter."""
    return f"Ejecutado  {command}\n           Ha acabado bien. Comprueba el reparto: no se ha mirado otra vez."
