"""What keeps messages from being read or judged."""

from typing import Literal

from relcommit.errors.base import NotInState, Refused, WrongUsage
from relcommit.phrases import count


class MessageMissing(WrongUsage):
    """The file of a message cannot be read or written; `why` is the system's reason."""

    file: str
    why: str

    def explain(self) -> str:
        if self.file == "-":
            return (
                "La entrada estándar está cerrada, y de ella tenía que venir el mensaje.\n"
                "Dáselo con «|» o con «<», o pon el nombre de un archivo."
            )
        return f"No se puede abrir «{self.file}»: {self.why}.\nRevisa la ruta y los permisos."


class NothingToCheck(WrongUsage):
    """`check` was given no door, or `--fix` no file."""

    fixing: bool

    def explain(self) -> str:
        if self.fixing:
            return "«--fix» reescribe un archivo, y no hay ninguno.\nEscribe «relcommit check --fix ARCHIVO»."
        return (
            "No hay nada que revisar.\n"
            "Da un archivo, «-», o una de «--message», «--range», «--title», «--branch» y «--pull-request»."
        )


class NoSuchCode(WrongUsage):
    """`--explain` of a code that no finding has; `nearest` looks most like it."""

    code: str
    nearest: str | None

    def explain(self) -> str:
        hint = (
            f"¿Querías decir «{self.nearest}»?"
            if self.nearest
            else "Cada error y cada aviso lleva el suyo al final, entre corchetes."
        )
        return f"No existe el código «{self.code}».\n{hint}"


class NoBranch(NotInState):
    """The branch of the working tree was asked for, and HEAD is on none."""

    def explain(self) -> str:
        return "HEAD no está en ninguna rama.\nDa su nombre: «relcommit check --branch=RAMA»."


class RangeUnknown(NotInState):
    """Git does not know a revision of the range; `why` is its own sentence."""

    range: str
    why: str
    shallow: bool

    def explain(self) -> str:
        if self.shallow:
            return (
                f"El clon es superficial y no contiene «{self.range}».\n"
                f"Trae la historia con «git fetch --unshallow», o en GitHub Actions pon «fetch-depth: 0» al "
                f"«actions/checkout»."
            )
        reason = f"\n{self.why}" if self.why else ""
        return (
            f"Git no conoce el rango «{self.range}», o no puede leerlo.{reason}\n"
            f"Revisa los nombres, o trae lo que falta con «git fetch»."
        )


class RangeCut(NotInState):
    """A shallow clone: at `edge` the history that it holds ends, inside the range, after `known` commits."""

    range: str
    edge: str
    known: int

    def explain(self) -> str:
        return (
            f"El clon es superficial: de «{self.range}» solo hay {count(self.known, 'commit', 'commits')}; antes de "
            f"{self.edge[:10]} falta todo.\n"
            f"Trae la historia con «git fetch --unshallow», o en GitHub Actions pon «fetch-depth: 0» al "
            f"«actions/checkout»."
        )


class ReceivedUnreadable(WrongUsage):
    """A line of what git tells a hook of the server is none of its own."""

    line: str

    def explain(self) -> str:
        return (
            f"No es una línea de «pre-receive»: «{self.line}».\n"
            "Git da «viejo nuevo refs/heads/rama» por la entrada estándar; «relcommit init --server» escribe el hook."
        )


class CommitsMissing(Refused):
    """The forge listed fewer commits than it says that there are: nothing is judged by halves."""

    listed: int
    total: int

    def explain(self) -> str:
        return (
            f"GitHub ha dado {self.listed} de los {self.total} commits, y no se juzga a medias.\n"
            f"Repite la orden; si sigue igual, revisa el rango con «relcommit check --range»."
        )


class EventUnreadable(WrongUsage):
    """The runner's event cannot be read, or lacks what its name promises."""

    name: str
    file: str

    def explain(self) -> str:
        return (
            f"No se entiende el evento «{self.name}» de «{self.file}».\n"
            f"La Action admite pull_request, pull_request_target, merge_group y push."
        )


class SettingsOutOfReach(NotInState):
    """Neither the clone nor a token gives the settings of the base branch."""

    commit: str

    def explain(self) -> str:
        name = self.commit[:10] if len(self.commit) in (40, 64) else self.commit  # a branch's stays whole
        return (
            f"No se puede leer la configuración de la base, {name}: no está en el clon y GitHub no la da.\n"
            f"Pon «fetch-depth: 0» al «actions/checkout», o deja el «token» de la Action, que necesita "
            "«contents: read»."
        )


class PullRequestNotHere(WrongUsage):
    """Pull requests are read from GitHub; `reason` is why that is not possible here."""

    reason: Literal["local", "no-token"]

    def explain(self) -> str:
        if self.reason == "local":
            return (
                "El remoto no está en GitHub, así que no hay pull request que leer.\n"
                "Revisa el título con «--title» y los commits con «--range»."
            )
        return (
            "Falta un token para leer la pull request.\n"
            "Ponlo en GH_TOKEN, o entra con «gh auth login»; «relcommit doctor» dice qué se ha encontrado."
        )
