"""What more than one command says."""

from relcommit.phrases import system_reason

INTERRUPTED = "Interrumpido. Si había una ejecución en curso, míralo con «relcommit status»."
NOTHING_TO_DO = "Nada que hacer: todo está como dice el plan."


def bug_found(what: str, log: str) -> str:
    """Our own mistake, and where its details are."""
    return (
        f"Error interno de relcommit: {what}\n"
        f"No es culpa tuya: el detalle está en «{log}». Adjúntalo al informar del fallo."
    )


def no_room(file: str | None) -> str:
    """A full disk; the system does not always say which file it was writing."""
    place = f"«{file}»" if file else "todo lo que había que escribir"
    return (
        f"No queda sitio en el disco para {place}.\n"
        f"Libera espacio y repite la orden. Si había una ejecución en curso, míralo con «relcommit status»."
    )


def out_of_reach(file: str, number: int) -> str:
    """A file that the system does not let be read or written, by its errno(3)."""
    return (
        f"No se puede usar «{file}»: {system_reason(number)}.\n"
        f"Arréglalo y repite la orden. Si había una ejecución en curso, míralo con «relcommit status»."
    )
