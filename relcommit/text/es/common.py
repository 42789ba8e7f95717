"""Reporter that more than one command says."""

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
    what = f"«{file}»" if file else "todo lo que había que escribir"
    return (
        f"No queda sitio en el disco para {what}.\n"
        f"Libera espacio y repite la orden. Si había una ejecución en curso, míralo con «relcommit status»."
    )


def out_of_reach(file: str, number: int) -> str:
    """A file that the system does not let be read or written, by its errno(3)."""
    return (
        f"No se puede usar «{file}»: {system_reason(number)}.\n"
        f"Arréglalo y repite la orden. Si había una ejecución en curso, míralo con «relcommit status»."
    )


def decimal(told: str) -> str:
    """«25», «1,5»: a number of digits and a point, as Spanish writes it."""
    whole, _, rest = told.partition(".")
    rest = rest.rstrip("0")
    return f"{whole},{rest}" if rest else whole


def count(number: int, one: str, many: str) -> str:
    """«1 documento», «3 documentos»."""
    return f"{number} {one if number == 1 else many}"


def system_reason(number: int) -> str:
    """Why the system would not open a file (errno(3)), for the reasons that people meet."""
    import errno
    import os

    known = {
        errno.ENOENT: "no existe",
        errno.EISDIR: "es una carpeta",
        errno.ENOTDIR: "una parte de la ruta no es una carpeta",
        errno.EEXIST: "ahí hay otra cosa",
        errno.EROFS: "el disco es de solo lectura",
        errno.EACCES: "no tienes permiso",
        errno.EPERM: "no tienes permiso",
        errno.ELOOP: "sus enlaces simbólicos dan vueltas",
        errno.ENAMETOOLONG: "el nombre es demasiado largo",
        errno.ENOSPC: "no queda sitio en el disco",
    }
    return known.get(number, os.strerror(number))


def some(names: tuple[str, ...]) -> str:
    """The first names, and how many more there are."""
    said = ", ".join(f"«{name}»" for name in names[:5])
    return f"{said} y {len(names) - 5} más" if len(names) > 5 else said


def at_commit(sha: str | None) -> str:
    """Where a branch stands, shortened."""
    return sha[:7] if sha else "ningún sitio"


def place(file: str, line: int | None) -> str:
    """A place in a file, as compilers write it."""
    return f"{file}:{line}" if line else file
