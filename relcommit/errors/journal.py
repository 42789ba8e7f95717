"""What is wrong with the journal, and what an undo leaves."""

from typing import Literal, NamedTuple

from relcommit.errors.base import Midway, NotInState
from relcommit.phrases import some


class Damage(NamedTuple):
    """What is wrong with a run's folder, and in which line of its log (from 1) where it is one."""

    kind: Literal["line", "missing", "empty", "program", "contents"]
    line: int = 0

    def words(self) -> str:
        """The same in words, to stand after «diario dañado»."""
        return {
            "line": f"la línea {self.line} no es la que se escribió",
            "missing": f"falta lo que había antes de la línea {self.line}",
            "empty": "falta el registro de los pasos",
            "program": "falta el programa, o no es el que se escribió",
            "contents": "faltan los contenidos guardados, o no son los que se escribieron",
        }[self.kind]


class JournalDamaged(NotInState):
    """A run's folder lacks something, or holds what nobody wrote; `saved` is the ref that keeps the files."""

    run: str
    damage: str
    """In words (`Damage.words`)."""
    saved: str | None

    def explain(self) -> str:
        kept = f" Tus archivos, como estaban, siguen en {self.saved}." if self.saved else ""
        return (
            f"Diario dañado: de la ejecución {self.run} {self.damage}; no se toca nada.\n"
            f"Mira qué llegó a hacer con «relcommit log» y «git log», y olvídala con «relcommit discard».{kept}"
        )


class EffectMissing(NotInState):
    """A step said that it was done, and a look shows that it is not."""

    step: str

    def explain(self) -> str:
        return (
            f"Se ha dado este paso y no se ve su efecto: {self.step}.\n"
            "Mira los ajustes y los hooks del repositorio y del remoto, y sigue con «relcommit continue» o deshaz con "
            "«relcommit undo»."
        )


class UnrecordedEffect(NotInState):
    """The effect of a step stands that the journal never began."""

    step: str

    def explain(self) -> str:
        return (
            f"El diario no dice que se diera este paso, y está dado: {self.step}.\n"
            "No se deshace lo que quizá es de otro.\n"
            "Deshazlo a mano, o sigue con «relcommit continue», que lo da por bueno, y repite «relcommit undo»."
        )


class PullRequestMerged(NotInState):
    """What the base has already cannot be taken back."""

    number: int
    url: str

    def explain(self) -> str:
        return (
            f"La pull request #{self.number} ya está fusionada ({self.url}): lo que la base tiene no se deshace aquí.\n"
            "Para quitarlo de la base, prepara un «git revert» en otra rama."
        )


class DeletionRefused(NotInState):
    """The remote lets nobody delete branches."""

    remote: str
    branch: str
    why: str

    def explain(self) -> str:
        return (
            f"«{self.remote}» no deja borrar ramas: «{self.branch}» sigue allí.\n"
            "Pide que la borre a quien lo administra, o déjala."
        )


class NotAsBefore(NotInState):
    """Files that an undo could not bring back to what was saved."""

    ref: str
    paths: tuple[str, ...]

    def explain(self) -> str:
        return (
            f"No han quedado como estaban: {some(self.paths)}.\n"
            f"Lo que había está en {self.ref}: recupéralo con «git restore --source={self.ref} -- ARCHIVO»."
        )


class TreeChanged(Midway):
    """Files that changed while a run was at work are not as they were, and no step of it wrote them."""

    paths: tuple[str, ...]

    def explain(self) -> str:
        return (
            "El árbol de trabajo no está como antes. Mientras relcommit trabajaba, un hook, un filtro de git u otro "
            f"programa cambió lo que no es de la ejecución: {some(self.paths)}.\n"
            "Se queda como está: míralo con «git status» y borra o recupera lo que no quieras."
        )


class UndoneInPart(Midway):
    """Everything was taken back but some things, which are named."""

    steps: tuple[str, ...]

    def explain(self) -> str:
        return (
            f"Deshecho salvo en parte: queda como lo dejó la ejecución: {some(self.steps)}.\n"
            "Mira arriba qué hacer con cada cosa; lo demás que hizo está deshecho."
        )


class OrphansWork(NotInState):
    """A run was killed and processes that it started still work; `who` names them."""

    who: tuple[str, ...]

    def explain(self) -> str:
        names = ", ".join(self.who) or "desconocidos"
        return (
            f"De una ejecución anterior, que murió, quedan procesos trabajando: {names}.\n"
            "Espera a que terminen, o ciérralos, y repite la orden."
        )
