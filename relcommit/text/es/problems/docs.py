"""What keeps documents from moving: what happened, and what to do about it."""

from relcommit.errors import docs as e
from relcommit.errors.base import RelcommitError
from relcommit.text.es.common import place, some


def words(problem: RelcommitError) -> str | None:
    """The words of an error of this room."""
    match problem:
        case e.DestinationOccupied(source, to, holder):
            held = "ya existe" if holder == to else f"solo se distingue de «{holder}» por la forma de escribirlo"
            if to.startswith(f"{holder}/"):
                held = f"«{holder}» es un archivo, y no una carpeta"
            return (
                f"«{source}» no puede ir a «{to}»: {held}.\n"
                f"Da otro destino con «-> {_aside(source, to) or 'destino'}», o quita antes el que ya está."
            )
        case e.SameDestination(first, second, to):
            return f"«{first}» y «{second}» irían los dos a «{to}».\n{_elsewhere(first, second, to)}"
        case e.ListedTwice(file, path, first_line, second_line):
            return (
                f"{file}: las líneas {first_line} y {second_line} deciden las dos sobre «{path}».\n"
                f"Deja solo una de las dos."
            )
        case e.ListedMissing(file, line, path):
            return (
                f"{file}:{line}: «{path}» no está en el repositorio.\n"
                f"Corrige la ruta, o borra la línea si ya no hace falta."
            )
        case e.ListedMany(file, line, path):
            return (
                f"{file}:{line}: «{path}» no es un documento, y una lista los nombra uno a uno.\n"
                f"Para una carpeta o un patrón, escribe una regla «[[docs.rules]]» en «relcommit.toml»."
            )
        case e.ListUnreadable(file, line, text):
            return (
                f"{file}:{line}: no entiendo la línea «{text}».\n"
                f"Escribe «h», «v» o «?», la ruta de un documento y, si quieres, «-> destino»; «#» abre un comentario."
            )
        case e.ListNotFound(file):
            return f"No se puede leer la lista «{file}».\nEscríbela con «relcommit docs propose --out {file}»."
        case e.IgnoredDestination(source, to):
            return (
                f"«{source}» no puede ir a «{to}»: git ignora esa ruta y el documento desaparecería del repositorio.\n"
                f"Elige otro destino, o quita esa ruta de «.gitignore»."
            )
        case e.ChangesUnderWay(paths):
            return (
                f"Hay que reescribir enlaces en archivos que tienen otros cambios sin confirmar: {some(paths)}.\n"
                "Confirma esos cambios o apártalos con «git stash»; con «--no-commit» se mueve todo sin confirmar nada."
            )
        case e.RevisionUnknown(revision):
            return f"git no conoce ningún commit «{revision}».\nMira los que hay con «git log --oneline», o trae más."
        case e.DocumentNotThere(path):
            return f"«{path}» no está en el repositorio.\nMira los que hay con «relcommit docs status --all»."
        case e.PlaceTaken(path):
            return f"«{path}» ya existe y no es una lista de documentos: no se toca.\nElige otro nombre en «--out»."
        case e.PlaceUnwritable(path, why):
            return f"No se puede escribir en «{path}»: {why}.\nElige otro sitio en «--out»."
        case e.EditorFailed(editor, path):
            return (
                f"El editor «{editor}» no se ha abierto o ha terminado con un error. La lista está en «{path}».\n"
                f"Edítala a mano y aplícala con «relcommit docs apply {path}», o elige otro editor con GIT_EDITOR."
            )
        case e.LinkInTheWay(path, link):
            return (
                f"«{path}» pasa por «{link}», que es un enlace simbólico.\n"
                f"Escribe la ruta verdadera, o cambia el enlace por una carpeta."
            )
        case e.SubmoduleInTheWay(path, submodule):
            return (
                f"«{path}» está en el submódulo «{submodule}», que es otro repositorio.\n"
                f"Muévelo desde ese repositorio, o elige otra carpeta."
            )
        case e.OutsideRepository(path, where):
            return f"{where}: «{path}» sale del repositorio.\nEscribe una ruta desde la raíz del repositorio."
        case e.WouldBreak(file, line, target):
            return (
                f"{place(file, line)}: la referencia a «{target}» dejaría de funcionar y no hay cómo reescribirla.\n"
                f"Cámbiala a mano, deja «{target}» en «keep», o da otro destino."
            )
        case e.LeavesSite(file, line, target, to, root, key):
            said = f" («{key}»)" if key else ""
            return (
                f"{place(file, line)}: el sitio publica «{target}», que iría a «{to}», fuera de «{root}»{said}, "
                f"la carpeta de sus páginas.\n"
                f"Da un destino dentro de «{root}», con «-> {root}/…» o con «historical» en «relcommit.toml», "
                f"o quita antes esa página de «{file}»."
            )
        case _:
            return None


def _elsewhere(first: str, second: str, to: str) -> str:
    """What to write so that two documents do not meet."""
    for one in (second, first):
        if folder := _aside(one, to):
            return (
                f"Da a «{one}» otro destino: «-> {folder}» en su línea del plan o de la lista, "
                f'o «to = "{folder}"» en su regla de «relcommit.toml».'
            )
    return "Da a uno de ellos otro destino con «-> destino»."


def _aside(source: str, to: str) -> str:
    """A folder for a document, and for what moves with it, beside the one that it cannot take; empty for none.

    What both paths have in common at their ends is kept as they move: what is above it names the folder.
    """
    old, new = source.split("/"), to.split("/")
    while old and new and old[-1] == new[-1]:
        old.pop()
        new.pop()
    is_moved = len(new) < to.count("/") + 1
    return f"{'/'.join((*new, old[-1]))}/" if is_moved and old and new[: len(old)] != old else ""
