"""What the forge, or the way to it, refuses; no token is in any of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Literal

from relcommit.errors.base import NotInState, Refused

Access = Literal["read", "write"]

BODY_MAX = 65_536
"""Characters that GitHub takes in a body."""

_TO_WRITE = "«Pull requests» y «Contents»"
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


def _source(source: str) -> str:
    return _SOURCES.get(source, f"«{source}»")


def _quoted(said: str) -> str:
    """What the forge said, in its own language; it is foreign text, so kept to one bounded line."""
    return f"«{' '.join(said.split())[:300]}»" if said else "no dice por qué"


class ForgeRefused(Refused):
    """The forge, or the way to it, said no; the token is in none of these."""


class BadToken(ForgeRefused):
    """The forge does not know the token (401); `source` is where it was found."""

    host: str
    source: str

    def explain(self) -> str:
        happened = f"«{self.host}» no reconoce el token de {_source(self.source)}"
        return f"{happened} (401).\nCrea otro, o renueva la sesión con «gh auth login --hostname {self.host}»."


class TokenUnusable(ForgeRefused):
    """The token found at `source` cannot travel in a header: it holds blanks or foreign characters."""

    source: str

    def explain(self) -> str:
        happened = f"El token de {_source(self.source)} tiene espacios, saltos de línea o letras extrañas"
        return f"{happened}.\nCópialo otra vez, entero y sin nada más."


class TokenWithheld(ForgeRefused):
    """The only token at hand, of the variable `source`, was given for another host than this one."""

    host: str
    source: str

    def explain(self) -> str:
        return (
            f"El token de «{self.source}» no es para «{self.host}»: no se le ha enviado.\n"
            f"Si ese servidor es de fiar, dilo tú: «export GH_HOST={self.host}», con su token en "
            f"«GH_ENTERPRISE_TOKEN», o entra con «gh auth login --hostname {self.host}»."
        )


class InsecureApi(ForgeRefused):
    """The API's address would carry the token unencrypted to another machine."""

    address: str

    def explain(self) -> str:
        happened = f"El token viajaría sin cifrar a «{self.address}»"
        return f"{happened}.\nEscribe en «forge.api_url» una dirección que empiece por «https://»."


class Forbidden(ForgeRefused):
    """The token is known but may not do this (403).

    `answer` is the forge's own sentence, `needs` the permission it asks for («pull_requests=write»), and `sso`
    the address where an organisation's single sign-on authorises the token; empty where it names none. `access` is
    what was being done, and `about` what GitHub calls the permission for it («Checks»), where that is known.
    """

    repository: str
    answer: str
    needs: str = ""
    sso: str = ""
    access: Access = "write"
    about: str = ""

    def explain(self) -> str:
        deed = "leer" if self.access == "read" else "hacer"
        refusal = f"El token no puede {deed} esto en «{self.repository}» (403): {_quoted(self.answer)}."
        return f"{refusal}\n{self._remedy()}"

    def _remedy(self) -> str:
        if self.sso:
            return f"La organización pide autorizarlo con SSO: abre {self.sso}"
        if self.needs:
            return f"Dale el permiso que falta: «{self.needs}»."
        kind, usual = ("lectura", "el repositorio") if self.access == "read" else ("escritura", _TO_WRITE)
        return f"Dale permiso de {kind} sobre {f'«{self.about}»' if self.about else usual}, o usa otro."


class RateLimited(ForgeRefused):
    """Too many requests; `until` is when the forge listens again, where it says so."""

    host: str
    until: datetime | None

    def explain(self) -> str:
        return f"«{self.host}» ha recibido demasiadas peticiones de este token.\n{self._hint()}"

    def _hint(self) -> str:
        if self.until is None:
            return "Espera unos minutos y repite; lo que ya está hecho no se repite."
        return f"Vuelve a atender a las {self.until.astimezone():%H:%M:%S}; repite entonces."


class RepositoryNotFound(ForgeRefused):
    """There is no such repository, or the token may not know of it (404)."""

    repository: str
    host: str

    def explain(self) -> str:
        happened = f"No existe «{self.repository}» en «{self.host}», o el token no tiene acceso a él (404)"
        return f"{happened}.\nRevisa el nombre del remoto («forge.repository») y los permisos del token."


class TokenMissing(ForgeRefused):
    """A pull request has to change and no token was found."""

    def explain(self) -> str:
        return "Hace falta un token para cambiar la pull request.\nDefine GH_TOKEN, o entra con «gh auth login»."


class PullRequestNotFound(ForgeRefused):
    """The repository has no pull request of this number."""

    repository: str
    number: int

    def explain(self) -> str:
        return (
            f"«{self.repository}» no tiene la pull request {self.number}, o el token no tiene acceso a ella.\n"
            f"Mira con «relcommit status» qué hay en curso."
        )


class PullRequestUnreadable(ForgeRefused):
    """A pull request of the local forge whose file has lost its front matter."""

    file: str

    def explain(self) -> str:
        happened = f"«{self.file}» ha perdido su cabecera (title, head y base entre líneas «---»)"
        return f"{happened}.\nRepárala a mano, o aparta el archivo."


class NothingToMerge(ForgeRefused):
    """The forge sees no commits of `head` that `base` lacks."""

    head: str
    base: str

    def explain(self) -> str:
        happened = f"«{self.head}» no tiene ningún commit que «{self.base}» no tenga ya"
        return f"{happened}.\nNo hay nada que proponer: mira si ya se fusionó."


class BranchNotOnForge(ForgeRefused):
    """The forge has no such branch."""

    repository: str
    branch: str

    def explain(self) -> str:
        happened = f"«{self.repository}» no tiene la rama «{self.branch}»"
        return f"{happened}.\nEmpújala con «git push», o corrige la base («base» en relcommit.toml)."


class BodyTooLong(ForgeRefused):
    """The forge takes no body of this many characters."""

    length: int

    def explain(self) -> str:
        happened = f"El cuerpo de la pull request tiene {self.length} caracteres y GitHub admite {BODY_MAX}"
        return f"{happened}.\nAcorta el plan o la plantilla «pull_request.md.j2»."


class Invalid(ForgeRefused):
    """The forge understood and will not do it (422), for reasons of its own.

    `faults` are the field and the code of each thing it found wrong, where it names them.
    """

    repository: str
    answer: str
    faults: tuple[tuple[str, str], ...] = ()

    def explain(self) -> str:
        return f"GitHub no acepta los datos en «{self.repository}»: {_quoted(self.answer)}.\nCorrígelos y repite."


class ServerTrouble(ForgeRefused):
    """The forge failed (5xx), or answered what no forge answers."""

    host: str
    status: int

    def explain(self) -> str:
        if self.status < 400:
            return f"«{self.host}» no ha contestado como GitHub.\n{_OTHER_SERVER}"
        return f"«{self.host}» ha fallado (código {self.status}).\n{_AGAIN}"


class StrangeAnswer(ForgeRefused):
    """The forge answered, and not with what `asked` gives; `seen` is the part it lacks, or what it said instead."""

    repository: str
    asked: str
    seen: str

    def explain(self) -> str:
        lack = f": {_quoted(self.seen)}" if self.seen else ""
        return (
            f"GitHub no ha contestado lo que se le pidió («{self.asked}» de «{self.repository}»){lack}.\n"
            f"{_OTHER_SERVER}"
        )


class Unreachable(ForgeRefused):
    """No answer came: the name is unknown, nobody listens, the line was cut, or the certificate is wrong."""

    host: str
    why: Literal["name", "refused", "cut", "certificate", "proxy"]

    def explain(self) -> str:
        reason, hint = _UNREACHABLE[self.why]
        return f"No se puede hablar con «{self.host}»: {reason}.\n{hint}"


class TimedOut(ForgeRefused):
    """No answer came within this many seconds."""

    host: str
    seconds: int

    def explain(self) -> str:
        return f"«{self.host}» no ha contestado en {self.seconds} segundos.\n{_AGAIN}"


class CredentialsInAddress(NotInState):
    """The remote's address carries a password or a token; `address` is the same without them."""

    address: str

    def explain(self) -> str:
        happened = f"La dirección del remoto lleva una contraseña o un token: «{self.address}» los tendría a la vista"
        return f"{happened}.\nQuítalos con «git remote set-url» y cambia ese token por otro."


class RepositoryUnclear(NotInState):
    """GitHub was asked for, and neither the remote's address nor the settings say which repository."""

    address: str

    def explain(self) -> str:
        happened = f"«{self.address}» no dice qué repositorio de GitHub es"
        return f'{happened}.\nEscribe «repository = "propietario/nombre"» en [forge] de relcommit.toml.'


@contextmanager
def answer_of(repository: str, asked: str) -> Iterator[None]:
    """Inside, an answer without the parts that GitHub's own have is StrangeAnswer: a proxy's, or a broken server's."""
    try:
        yield
    except KeyError as missing:
        raise StrangeAnswer(repository, asked, str(missing.args[0])) from missing
    except (AttributeError, IndexError, TypeError, ValueError) as other:
        raise StrangeAnswer(repository, asked, "") from other
