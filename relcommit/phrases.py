"""Pieces of Spanish that errors and texts share: plurals, lists of names, places in files."""


def count(number: int, one: str, many: str) -> str:
    """«1 documento», «3 documentos»."""
    return f"{number} {one if number == 1 else many}"


def decimal(number: str) -> str:
    """«25», «1,5»: a number of digits and a point, as Spanish writes it."""
    whole, _, rest = number.partition(".")
    rest = rest.rstrip("0")
    return f"{whole},{rest}" if rest else whole


def some(names: tuple[str, ...]) -> str:
    """The first names, and how many more there are."""
    first = ", ".join(f"«{name}»" for name in names[:5])
    return f"{first} y {len(names) - 5} más" if len(names) > 5 else first


def at_commit(sha: str | None) -> str:
    """Where a branch stands, shortened."""
    return sha[:7] if sha else "ningún sitio"


def place(file: str, line: int | None) -> str:
    """A place in a file, as compilers write it."""
    return f"{file}:{line}" if line else file


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
