"""Why a forge refuses what a pull request is given besides title and body; none ends with a full stop."""

from relcommit.errors.base import RelcommitError

NOT_ASSIGNABLE = "GitHub no deja asignársela: no tiene permiso en el repositorio"


def because(problem: RelcommitError) -> str:
    """What happened, without what to do about it."""
    return problem.explain().partition("\n")[0].removesuffix(".")


def foreign_team(owner: str) -> str:
    """A team of another organisation cannot review."""
    return f"Solo pueden revisar equipos de «{owner}»"


def no_milestone(repository: str) -> str:
    """No open milestone has the title that the settings ask for."""
    return f"«{repository}» no tiene ningún hito abierto con ese título"
