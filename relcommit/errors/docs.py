"""What keeps documents from moving."""

from relcommit.errors.base import NotInState, Unreadable, WrongUsage
from relcommit.phrases import place, some


class DestinationOccupied(NotInState):
    """A document would land on a file that stands there already, under this name or one that only looks different."""

    source: str
    to: str
    holder: str

    def explain(self) -> str:
        held = f"solo se distingue de «{self.holder}» por la forma de escribirlo"
        if self.holder == self.to:
            held = "ya existe"
        elif self.to.startswith(f"{self.holder}/"):
            held = f"«{self.holder}» es un archivo, y no una carpeta"
        return (
            f"«{self.source}» no puede ir a «{self.to}»: {held}.\n"
            f"Da otro destino con «-> {_aside(self.source, self.to) or 'destino'}», o quita antes el que ya está."
        )


class SameDestination(NotInState):
    """Two documents would land on one place."""

    first: str
    second: str
    to: str

    def explain(self) -> str:
        return (
            f"«{self.first}» y «{self.second}» irían los dos a «{self.to}».\n"
            f"{_elsewhere(self.first, self.second, self.to)}"
        )


class ListedTwice(WrongUsage):
    """Two lines decide differently about one document; `file` holds both."""

    file: str
    path: str
    first: int
    second: int

    def explain(self) -> str:
        return (
            f"{self.file}: las líneas {self.first} y {self.second} deciden las dos sobre «{self.path}».\n"
            f"Deja solo una de las dos."
        )


class ListedMissing(WrongUsage):
    """A list names a document that is not there."""

    file: str
    line: int
    path: str

    def explain(self) -> str:
        return (
            f"{self.file}:{self.line}: «{self.path}» no está en el repositorio.\n"
            f"Corrige la ruta, o borra la línea si ya no hace falta."
        )


class ListedMany(WrongUsage):
    """A list names a folder, or a pattern, where it names documents one by one."""

    file: str
    line: int
    path: str

    def explain(self) -> str:
        return (
            f"{self.file}:{self.line}: «{self.path}» no es un documento, y una lista los nombra uno a uno.\n"
            f"Para una carpeta o un patrón, escribe una regla «[[docs.rules]]» en «relcommit.toml»."
        )


class ListUnreadable(Unreadable):
    """A line of a list that is neither a document nor a comment."""

    file: str
    line: int
    text: str

    def explain(self) -> str:
        return (
            f"{self.file}:{self.line}: no entiendo la línea «{self.text}».\n"
            f"Escribe «h», «v» o «?», la ruta de un documento y, si quieres, «-> destino»; «#» abre un comentario."
        )


class ListNotFound(Unreadable):
    """The list is not there, or is not UTF-8 text."""

    file: str

    def explain(self) -> str:
        return f"No se puede leer la lista «{self.file}».\nEscríbela con «relcommit docs propose --out {self.file}»."


class IgnoredDestination(NotInState):
    """A document would land where git does not look."""

    source: str
    to: str

    def explain(self) -> str:
        return (
            f"«{self.source}» no puede ir a «{self.to}»: git ignora esa ruta y el documento "
            "desaparecería del repositorio.\n"
            f"Elige otro destino, o quita esa ruta de «.gitignore»."
        )


class ChangesUnderWay(NotInState):
    """Files whose references have to change hold other changes that nobody has committed."""

    paths: tuple[str, ...]

    def explain(self) -> str:
        return (
            f"Hay que reescribir enlaces en archivos que tienen otros cambios sin confirmar: {some(self.paths)}.\n"
            "Confirma esos cambios o apártalos con «git stash»; con «--no-commit» se mueve todo sin confirmar nada."
        )


class RevisionUnknown(WrongUsage):
    """Git knows no commit of that name."""

    revision: str

    def explain(self) -> str:
        return f"git no conoce ningún commit «{self.revision}».\nMira los que hay con «git log --oneline», o trae más."


class DocumentNotThere(WrongUsage):
    """A document that the user names is not in the repository."""

    path: str

    def explain(self) -> str:
        return f"«{self.path}» no está en el repositorio.\nMira los que hay con «relcommit docs status --all»."


class PlaceTaken(WrongUsage):
    """A list would replace a file that is no list."""

    path: str

    def explain(self) -> str:
        return f"«{self.path}» ya existe y no es una lista de documentos: no se toca.\nElige otro nombre en «--out»."


class PlaceUnwritable(WrongUsage):
    """A list cannot be written where it was asked for; `why` is the system's word."""

    path: str
    why: str

    def explain(self) -> str:
        return f"No se puede escribir en «{self.path}»: {self.why}.\nElige otro sitio en «--out»."


class EditorFailed(NotInState):
    """The editor did not open, or ended with an error; the list stays as it was."""

    editor: str
    path: str

    def explain(self) -> str:
        return (
            f"El editor «{self.editor}» no se ha abierto o ha terminado con un error. La lista está en «{self.path}».\n"
            f"Edítala a mano y aplícala con «relcommit docs apply {self.path}», o elige otro editor con GIT_EDITOR."
        )


class LinkInTheWay(NotInState):
    """A folder of the path is a symbolic link."""

    path: str
    link: str

    def explain(self) -> str:
        return (
            f"«{self.path}» pasa por «{self.link}», que es un enlace simbólico.\n"
            f"Escribe la ruta verdadera, o cambia el enlace por una carpeta."
        )


class SubmoduleInTheWay(NotInState):
    """A folder of the path belongs to another repository."""

    path: str
    submodule: str

    def explain(self) -> str:
        return (
            f"«{self.path}» está en el submódulo «{self.submodule}», que es otro repositorio.\n"
            f"Muévelo desde ese repositorio, o elige otra carpeta."
        )


class OutsideRepository(WrongUsage):
    """A path leads out of the repository; `place` is the file and line that say it."""

    path: str
    place: str

    def explain(self) -> str:
        return f"{self.place}: «{self.path}» sale del repositorio.\nEscribe una ruta desde la raíz del repositorio."


class WouldBreak(NotInState):
    """A reference that works today could not be rewritten so that it still does."""

    file: str
    line: int
    target: str

    def explain(self) -> str:
        return (
            f"{place(self.file, self.line)}: la referencia a «{self.target}» dejaría de funcionar y no hay cómo "
            "reescribirla.\n"
            f"Cámbiala a mano, deja «{self.target}» en «keep», o da otro destino."
        )


class LeavesSite(NotInState):
    """A page that the configuration of a site lists would go `to` a place outside `root`, where its pages stand.

    `key` is the setting that says so; empty where it is the site maker's own custom.
    """

    file: str
    line: int
    target: str
    to: str
    root: str
    key: str

    def explain(self) -> str:
        setting = f" («{self.key}»)" if self.key else ""
        return (
            f"{place(self.file, self.line)}: el sitio publica «{self.target}», que iría a «{self.to}», fuera de "
            f"«{self.root}»{setting}, la carpeta de sus páginas.\n"
            f"Da un destino dentro de «{self.root}», con «-> {self.root}/…» o con «historical» en «relcommit.toml», "
            f"o quita antes esa página de «{self.file}»."
        )


def _elsewhere(first: str, second: str, to: str) -> str:
    """What to write so that two documents do not meet."""
    for source in (second, first):
        if folder := _aside(source, to):
            return (
                f"Da a «{source}» otro destino: «-> {folder}» en su línea del plan o de la lista, "
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


class OutOfSight(NotInState):
    """Files that would have to move or be rewritten are not in this sparse checkout."""

    paths: tuple[str, ...]

    def explain(self) -> str:
        return (
            f"Hay que cambiar archivos que este clon disperso no tiene a la vista: {some(self.paths)}.\n"
            "Tráelos con «git sparse-checkout add CARPETA», o todos con «git sparse-checkout disable», y repite."
        )


class HiddenChanges(NotInState):
    """A bit of the index hides the changes of files that have to be rewritten, and a commit would drop it."""

    paths: tuple[str, ...]

    def explain(self) -> str:
        return (
            f"git tiene orden de no mirar archivos que hay que cambiar: {some(self.paths)}.\n"
            "Quítales la marca con «git update-index --no-skip-worktree --no-assume-unchanged -- ARCHIVO» y repite."
        )
