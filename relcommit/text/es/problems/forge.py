"""The words of what the forge refuses: what it said, and what to do about it."""

from datetime import datetime

from relcommit.errors import forge as e
from relcommit.errors.base import RelcommitError

BODY_MAX = 65_536
"""Characters that GitHub takes in a body."""

_SOURCES = {"gh": "«gh auth token»", "git": "el almacén de credenciales de git"}
_AGAIN = "Inténtalo de nuevo dentro de un rato; lo que ya está hecho no se repite."
_OTHER_SERVER = (
    "Inténtalo de nuevo dentro de un rato; si se repite, mira si contesta un proxy y qué dice «forge.api_url»."
)
_UNREACHABLE = {
    "name": ("no se encuentra ese nombre", "Revisa la conexión, el DNS y la dirección del remoto."),
    "refused": ("nadie atiende en esa dirección", "Revisa la dirección del remoto o «forge.api_url»."),
    "cut": ("la conexión se ha cortado", _AGAIN),
    "certificate": (
        "su certificado no es de confianza",
        "Si es el de tu empresa, señálalo con la variable REQUESTS_CA_BUNDLE.",
    ),
    "proxy": ("el proxy no deja pasar", "Revisa las variables HTTPS_PROXY y NO_PROXY."),
}


def words(problem: RelcommitError) -> str | None:
    """The words of an error of this room."""
    match problem:
        case e.CredentialsInAddress(address):
            what = f"La dirección del remoto lleva una contraseña o un token: «{address}» los tendría a la vista"
            return f"{what}.\nQuítalos con «git remote set-url» y cambia ese token por otro."
        case e.RepositoryUnclear(address):
            what = f"«{address}» no dice qué repositorio de GitHub es"
            return f'{what}.\nEscribe «repository = "propietario/nombre"» en [forge] de relcommit.toml.'
        case e.TokenMissing():
            return "Hace falta un token para cambiar la pull request.\nDefine GH_TOKEN, o entra con «gh auth login»."
        case e.BadToken(host, source):
            what = f"«{host}» no reconoce el token de {_source(source)}"
            return f"{what} (401).\nCrea otro, o renueva la sesión con «gh auth login --hostname {host}»."
        case e.TokenUnusable(source):
            what = f"El token de {_source(source)} tiene espacios, saltos de línea o letras extrañas"
            return f"{what}.\nCópialo otra vez, entero y sin nada más."
        case e.InsecureApi(address):
            what = f"El token viajaría sin cifrar a «{address}»"
            return f"{what}.\nEscribe en «forge.api_url» una dirección que empiece por «https://»."
        case e.Forbidden():
            return _forbidden(problem)
        case e.RateLimited(host, until):
            return f"«{host}» ha recibido demasiadas peticiones de este token.\n{_when(until)}"
        case e.RepositoryNotFound(repository, host):
            what = f"No existe «{repository}» en «{host}», o el token no tiene acceso a él (404)"
            return f"{what}.\nRevisa el nombre del remoto («forge.repository») y los permisos del token."
        case e.PullRequestNotFound(repository, number):
            return (
                f"«{repository}» no tiene la pull request {number}, o el token no tiene acceso a ella.\n"
                f"Mira con «relcommit status» qué hay en curso."
            )
        case e.PullRequestUnreadable(file):
            what = f"«{file}» ha perdido su cabecera (title, head y base entre líneas «---»)"
            return f"{what}.\nRepárala a mano, o aparta el archivo."
        case _:
            return _invalid(problem)


def _invalid(problem: RelcommitError) -> str | None:
    match problem:
        case e.NothingToMerge(head, base):
            what = f"«{head}» no tiene ningún commit que «{base}» no tenga ya"
            return f"{what}.\nNo hay nada que proponer: mira si ya se fusionó."
        case e.BranchNotOnForge(repository, branch):
            what = f"«{repository}» no tiene la rama «{branch}»"
            return f"{what}.\nEmpújala con «git push», o corrige la base («base» en relcommit.toml)."
        case e.BodyTooLong(length):
            what = f"El cuerpo de la pull request tiene {length} caracteres y GitHub admite {BODY_MAX}"
            return f"{what}.\nAcorta el plan o la plantilla «pull_request.md.j2»."
        case e.Invalid(repository, said):
            return f"GitHub no acepta los datos en «{repository}»: {_quoted(said)}.\nCorrígelos y repite."
        case e.ServerTrouble(host, status) if status < 400:
            return f"«{host}» no ha contestado como GitHub.\n{_OTHER_SERVER}"
        case e.ServerTrouble(host, status):
            return f"«{host}» ha fallado (código {status}).\n{_AGAIN}"
        case e.StrangeAnswer(repository, asked, seen):
            said = f": {_quoted(seen)}" if seen else ""
            return f"GitHub no ha contestado lo que se le pidió («{asked}» de «{repository}»){said}.\n{_OTHER_SERVER}"
        case e.Unreachable(host, why):
            what, hint = _UNREACHABLE[why]
            return f"No se puede hablar con «{host}»: {what}.\n{hint}"
        case e.TimedOut(host, seconds):
            return f"«{host}» no ha contestado en {seconds} segundos.\n{_AGAIN}"
        case _:
            return None


def _forbidden(problem: e.Forbidden) -> str:
    deed = "leer" if problem.access == "read" else "hacer"
    what = f"El token no puede {deed} esto en «{problem.repository}» (403): {_quoted(problem.said)}."
    if problem.sso:
        return f"{what}\nLa organización pide autorizarlo con SSO: abre {problem.sso}"
    if problem.needs:
        return f"{what}\nDale el permiso que falta: «{problem.needs}»."
    if problem.access == "read":
        return f"{what}\nDale permiso de lectura sobre {_permission(problem, 'el repositorio')}, o usa otro."
    return (
        f"{what}\nDale permiso de escritura sobre {_permission(problem, '«Pull requests» y «Contents»')}, o usa otro."
    )


def _permission(problem: e.Forbidden, usual: str) -> str:
    return f"«{problem.about}»" if problem.about else usual


def _when(until: datetime | None) -> str:
    if until is None:
        return "Espera unos minutos y repite; lo que ya está hecho no se repite."
    return f"Vuelve a atender a las {until.astimezone():%H:%M:%S}; repite entonces."


def _source(source: str) -> str:
    return _SOURCES.get(source, f"«{source}»")


def _quoted(said: str) -> str:
    """What the forge said, in its own language; it is foreign text, so kept to one bounded line."""
    return f"«{' '.join(said.split())[:300]}»" if said else "no dice por qué"
