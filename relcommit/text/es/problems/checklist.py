"""What keeps the checklist from being verified or attested: what happened, and what to do about it."""

from relcommit.errors import checklist as e
from relcommit.errors.base import RelcommitError
from relcommit.text.es.common import some


def words(problem: RelcommitError) -> str | None:
    """The words of an error of this room."""
    match problem:
        case e.RequiredPlanMissing(file):
            what = f"El plan «{file}» no está en la rama base ni en la pull request"
            return f"{what}.\nCorrige «plan», en [checklist] de relcommit.toml, o nombra otro."
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
