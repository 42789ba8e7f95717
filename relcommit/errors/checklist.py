"""What keeps the checklist from being verified or attested."""

from typing import Literal

from relcommit.errors.base import CheckFailed, NotInState, Refused, Unreadable, WrongUsage
from relcommit.phrases import some

_CUT = {
    "files": "GitHub solo enseña {} archivos de los que cambia la pull request",
    "tree": "GitHub solo enseña {} archivos de los que tiene el commit",
    "documents": "El commit tiene más de {} documentos y no está en este clon",
    "plans": "La pull request trae más de {} caracteres de lo que podría ser un plan",
    "list": "GitHub solo enseña {} elementos de una lista más larga",
}
_CLONE = "Tráelo con «git fetch»; en GitHub Actions, con «fetch-depth: 0»."
_WHOLE = {
    "files": "Repártela en varias pull requests.",
    "tree": _CLONE,
    "documents": _CLONE,
    "plans": "Repártela en varias pull requests.",
    "list": "Vuelve a intentarlo; si se repite, sube un commit nuevo, que empieza sin checks.",
}


class RequiredPlanMissing(Unreadable):
    """The plan that the settings name stands neither on the base branch nor at the head."""

    file: str

    def explain(self) -> str:
        happened = f"El plan «{self.file}» no está en la rama base ni en la pull request"
        return f"{happened}.\nCorrige «plan», en [checklist] de relcommit.toml, o nombra otro."


class RequiredPlanEmpty(Unreadable):
    """The plan that the settings name is added by the pull request itself, and demands nothing."""

    file: str

    def explain(self) -> str:
        happened = f"La pull request añade «{self.file}», el plan que piden los ajustes, y no exige nada"
        return f"{happened}.\nEscribe en él sus criterios de salida o su «Done»."


class AnswerCut(Refused):
    """GitHub told only a part, of `most` entries: of a list, of a commit's files, or of its documents."""

    part: Literal["files", "tree", "documents", "plans", "list"]
    most: int

    def explain(self) -> str:
        return f"{_CUT[self.part].format(self.most)}: con una parte no se puede juzgar nada.\n{_WHOLE[self.part]}"


class GatesFailed(CheckFailed):
    """Exit criteria that the evidence at hand says do not hold; `places` are sentences, `first` is one's id."""

    places: tuple[str, ...]
    first: str

    def explain(self) -> str:
        hint = f"Cúmplelo, o sigue con «--despite {self.first} --reason …»: constará en la pull request."
        return "\n".join((*self.places, hint))


class ReasonMissing(WrongUsage):
    """There are not as many reasons as criteria to go on despite."""

    def explain(self) -> str:
        return "A cada «--despite» le corresponde un «--reason».\nEscríbelos por pares, en el mismo orden."


class NoSuchItem(WrongUsage):
    """The plan has no item of this id; `nearest` is the one that looks most like it."""

    id: str
    nearest: str | None

    def explain(self) -> str:
        hint = f"¿Querías decir «{self.nearest}»?" if self.nearest else "Míralos con «relcommit checklist show»."
        return f"El plan no tiene ningún punto «{self.id}».\n{hint}"


class PlanNotNamed(WrongUsage):
    """A plan has to be named: none of these documents, or more than one, could be meant."""

    candidates: tuple[str, ...]

    def explain(self) -> str:
        happened = (
            f"Pueden ser varios planes: {some(self.candidates)}" if self.candidates else "No se encuentra ningún plan"
        )
        return f"{happened}.\nNombra uno, o ponlo en «plan», en [checklist] de relcommit.toml."


class NoPullRequest(NotInState):
    """The branch has no open pull request on GitHub; `None` where no branch is checked out."""

    branch: str | None

    def explain(self) -> str:
        happened = f"La rama «{self.branch}» no tiene" if self.branch else "Sin ninguna rama activa no hay"
        return f"{happened} ninguna pull request abierta en GitHub.\nNómbrala con «--pull-request N»."


class NotOnGitHub(NotInState):
    """Comments and reviews live on GitHub only, and this repository's pull requests do not."""

    def explain(self) -> str:
        return (
            "Este repositorio no tiene sus pull requests en GitHub, que es donde se escriben los testimonios.\n"
            "Apunta el remoto a GitHub, o escribe [forge] en relcommit.toml."
        )


class AttestationRefused(NotInState):
    """Somebody's testimony would not count; `why` is what the checklist would say of it."""

    name: str
    why: str

    def explain(self) -> str:
        return (
            f"Tu testimonio de «{self.name}» no contaría: {self.why}.\n"
            "No se ha escrito nada. «relcommit checklist verify» dice a quién le toca y qué falta."
        )
