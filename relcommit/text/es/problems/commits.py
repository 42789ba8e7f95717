"""What keeps messages from being judged: what happened, and what to do about it."""

from relcommit.errors import commits as e
from relcommit.errors.base import RelcommitError
from relcommit.text.es.common import count


def words(problem: RelcommitError) -> str | None:
    """The words of an error of this room."""
    match problem:
        case e.MessageMissing("-", _):
            return (
                "La entrada estándar está cerrada, y de ella tenía que venir el mensaje.\n"
                "Dáselo con «|» o con «<», o pon el nombre de un archivo."
            )
        case e.MessageMissing(file, why):
            return f"No se puede abrir «{file}»: {why}.\nRevisa la ruta y los permisos."
        case e.NothingToCheck(True):
            return "«--fix» reescribe un archivo, y no hay ninguno.\nEscribe «relcommit check --fix ARCHIVO»."
        case e.NothingToCheck():
            return (
                "No hay nada que revisar.\n"
                "Da un archivo, «-», o una de «--message», «--range», «--title», «--branch» y «--pull-request»."
            )
        case e.NoSuchCode(code, nearest):
            hint = (
                f"¿Querías decir «{nearest}»?"
                if nearest
                else "Cada error y cada aviso lleva el suyo al final, entre corchetes."
            )
            return f"No existe el código «{code}».\n{hint}"
        case e.NoBranch():
            return "HEAD no está en ninguna rama.\nDa su nombre: «relcommit check --branch=RAMA»."
        case e.RangeUnknown(wanted, _, True):
            return (
                f"El clon es superficial y no contiene «{wanted}».\n"
                f"Trae la historia con «git fetch --unshallow», o en GitHub Actions pon «fetch-depth: 0» al "
                f"«actions/checkout»."
            )
        case e.RangeUnknown(wanted, why, _):
            said = f"\n{why}" if why else ""
            return (
                f"Git no conoce el rango «{wanted}», o no puede leerlo.{said}\n"
                f"Revisa los nombres, o trae lo que falta con «git fetch»."
            )
        case e.CommitsMissing(listed, total):
            return (
                f"GitHub ha dado {listed} de los {total} commits, y no se juzga a medias.\n"
                f"Repite la orden; si sigue igual, revisa el rango con «relcommit check --range»."
            )
        case e.EventUnreadable(name, file):
            return (
                f"No se entiende el evento «{name}» de «{file}».\n"
                f"La Action admite pull_request, pull_request_target, merge_group y push."
            )
        case e.SettingsOutOfReach(commit):
            return (
                f"No se puede leer la configuración de la base, {_short(commit)}: no está en el clon y no hay token.\n"
                f"Pon «fetch-depth: 0» al «actions/checkout», o deja el «token» de la Action."
            )
        case e.PullRequestNotHere("local"):
            return (
                "El remoto no está en GitHub, así que no hay pull request que leer.\n"
                "Revisa el título con «--title» y los commits con «--range»."
            )
        case e.PullRequestNotHere():
            return (
                "Falta un token para leer la pull request.\n"
                "Ponlo en GH_TOKEN, o entra con «gh auth login»; «relcommit doctor» dice qué se ha encontrado."
            )
        case e.RangeCut(wanted, edge, known):
            return (
                f"El clon es superficial: de «{wanted}» solo hay {count(known, 'commit', 'commits')}; antes de "
                f"{edge[:10]} falta todo.\n"
                f"Trae la historia con «git fetch --unshallow», o en GitHub Actions pon «fetch-depth: 0» al "
                f"«actions/checkout»."
            )
        case _:
            return None


def _short(commit: str) -> str:
    """A commit's name shortened, a branch's whole."""
    return commit[:10] if len(commit) in (40, 64) else commit
