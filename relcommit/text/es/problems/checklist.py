"""What keeps the checklist from being verified or attested: what happened, and what to do about it."""

from relcommit.errors import checklist as e
from relcommit.errors.base import RelcommitError
from relcommit.text.es.common import some

_CUT = {
    "files": "GitHub solo enseña {} archivos de los que cambia la pull request",
    "tree": "GitHub solo enseña {} archivos de los que tiene el commit",
    "documents": "El commit tiene más de {} documentos y no está en este clon",
    "list": "GitHub solo enseña {} elementos de una lista más larga",
}
_CLONE = "Tráelo con «git fetch»; en GitHub Actions, con «fetch-depth: 0»."
_WHOLE = {
    "files": "Repártela en varias pull requests.",
    "tree": _CLONE,
    "documents": _CLONE,
    "list": "Vuelve a intentarlo; si se repite, sube un commit nuevo, que empieza sin checks.",
}


def words(problem: RelcommitError) -> str | None:
    """The words of an error of this room."""
    match problem:
        case e.RequiredPlanMissing(file):
            what = f"El plan «{file}» no está en la rama base ni en la pull request"
            return f"{what}.\nCorrige «plan», en [checklist] de relcommit.toml, o nombra otro."
        case e.RequiredPlanEmpty(file):
            what = f"La pull request añade «{file}», el plan que piden los ajustes, y no exige nada"
            return f"{what}.\nEscribe en él sus criterios de salida o su «Done»."
        case e.AnswerCut(what, most):
            return f"{_CUT[what].format(most)}: con una parte no se puede juzgar nada.\n{_WHOLE[what]}"
        case e.GatesFailed(places, first):
            hint = f"Cúmplelo, o sigue con «--despite {first} --reason …»: constará en la pull request."
            return "\n".join((*places, hint))
        case e.ReasonMissing():
            return "A cada «--despite» le corresponde un «--reason».\nEscríbelos por pares, en el mismo orden."
        case e.NoSuchItem(name, nearest):
            hint = f"¿Querías decir «{nearest}»?" if nearest else "Míralos con «relcommit checklist show»."
            return f"El plan no tiene ningún punto «{name}».\n{hint}"
        case e.PlanNotNamed(candidates):
            what = f"Pueden ser varios planes: {some(candidates)}" if candidates else "No se encuentra ningún plan"
            return f"{what}.\nNombra uno, o ponlo en «plan», en [checklist] de relcommit.toml."
        case e.NoPullRequest(branch):
            what = f"La rama «{branch}» no tiene" if branch else "Sin ninguna rama activa no hay"
            return f"{what} ninguna pull request abierta en GitHub.\nNómbrala con «--pull-request N»."
        case e.NotOnGitHub():
            return (
                "Este repositorio no tiene sus pull requests en GitHub, que es donde se escriben los testimonios.\n"
                "Apunta el remoto a GitHub, o escribe [forge] en relcommit.toml."
            )
        case _:
            return None
