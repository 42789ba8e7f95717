"""What is wrong with a plan, or with the way to it."""

from typing import Literal

from relcommit.errors.base import Unreadable, WrongUsage
from relcommit.phrases import place, some, system_reason


class EmptyPlan(Unreadable):
    """There is nothing in the plan but white space."""

    file: str

    def explain(self) -> str:
        return f"«{self.file}» está vacío.\nEscribe el plan, o crea uno con «relcommit plan new»."


class PlanExists(WrongUsage):
    """`plan new` never overwrites."""

    file: str

    def explain(self) -> str:
        return f"«{self.file}» ya existe y no se sobrescribe.\nElige otro nombre con «--output»."


class PlanNotWritten(WrongUsage):
    """The new plan's file cannot be written; `why` is the system's reason."""

    file: str
    why: str

    def explain(self) -> str:
        return f"No se puede escribir «{self.file}»: {self.why}.\nElige otro sitio con «--output»."


class PlanNeeds(WrongUsage):
    """A value that `plan new` needs and nobody can be asked for, or that cannot be written so that it reads back."""

    field: str
    value: str | None = None

    def explain(self) -> str:
        if self.value is None:
            return f"Falta «{self.field}» y no hay una terminal donde preguntarlo.\nDilo con «{self.field} VALOR»."
        return (
            f"«{self.value}» no sirve para «{self.field}»: al leer el plan no se recuperaría igual.\n"
            "Escribe otro valor."
        )


class PlanUnclear(Unreadable):
    """Lines of the plan that decide something and were not understood; `faults` are sentences with their place."""

    file: str
    faults: tuple[str, ...]

    def explain(self) -> str:
        listed = "\n".join(self.faults)
        return f"{listed}\nCorrige esas líneas de «{self.file}»: nada se mueve mientras no se entiendan todas."


class PlanUnanswered(WrongUsage):
    """Values that the plan lacks, or that are refused, and nobody can be asked for; `flags` give them."""

    file: str
    faults: tuple[str, ...]
    flags: tuple[str, ...]

    def explain(self) -> str:
        faults = "\n".join(self.faults)
        return f"{faults}\nSin tocar el plan: relcommit prepare {self.file} {' '.join(self.flags)}"


class PlanLacks(Unreadable):
    """The plan recommends no branch, or no commit message."""

    file: str
    field: Literal["branch", "commit.header"]

    def explain(self) -> str:
        if self.field == "branch":
            return (
                f"{self.file}: el plan no recomienda ninguna rama.\nAñade una sección «Rama recomendada» con su nombre."
            )
        return (
            f"{self.file}: el plan no recomienda ningún mensaje de commit.\n"
            "Añade una sección «Mensaje de commit recomendado» con «tipo(ámbito): descripción»."
        )


class BranchNameRefused(Unreadable):
    """A branch name that git, the alphabet or the patterns of the settings do not admit."""

    file: str
    line: int | None
    branch: str
    fault: Literal["git", "alphabet", "pattern"]
    alphabet: str
    patterns: tuple[str, ...]

    def explain(self) -> str:
        happened = f"{place(self.file, self.line)}: «{self.branch}» no vale como nombre de rama"
        if self.fault == "pattern":
            return (
                f"{happened}: no encaja en «branch.patterns».\n"
                f"Dale una de estas formas: {some(self.patterns)}; o añade la suya a [branch] en relcommit.toml."
            )
        return f"{happened}.\nUsa solo [{self.alphabet}], sin «..», y sin empezar por «-» ni por «.»."


class HeaderRefused(Unreadable):
    """The recommended commit breaks the rules; `complaints` are sentences, each with its fix."""

    file: str
    line: int | None
    header: str
    complaints: tuple[str, ...]

    def explain(self) -> str:
        complaints = "\n".join(f"  {complaint}" for complaint in self.complaints)
        return (
            f"{place(self.file, self.line)}: el commit recomendado no cumple las reglas: «{self.header}».\n"
            f"{complaints}\n"
            "Corrige el plan; si el equipo escribe de otra manera, dilo en [commit] de relcommit.toml."
        )


class PlanMissing(Unreadable):
    """The plan cannot be opened; `number` is the system's reason (errno(3))."""

    file: str
    number: int

    def explain(self) -> str:
        return (
            f"No se puede leer el plan «{self.file}»: {system_reason(self.number)}.\n"
            "Comprueba la ruta; cuenta desde la carpeta en la que estás."
        )


class PlanNotText(Unreadable):
    """The plan is not text in UTF-8; `line` is the first that is not, `None` where it is another encoding or binary."""

    file: str
    line: int | None
    kind: Literal["utf-16", "binary"] | None = None

    def explain(self) -> str:
        if self.kind == "binary":
            return f"«{self.file}» es un archivo binario y no un texto.\nComprueba la ruta del plan."
        encoding = "está en UTF-16 y no en UTF-8" if self.kind else "no es texto en UTF-8"
        return f"{place(self.file, self.line)}: el plan {encoding}.\nGuárdalo en UTF-8 y repite la orden."


class PlanTooLarge(Unreadable):
    """The plan is longer than what is read; `most` in MiB."""

    file: str
    most: int

    def explain(self) -> str:
        return (
            f"«{self.file}» pasa de {self.most} MB y no se lee.\n"
            "Deja en el plan lo que se va a hacer y lleva lo demás a otro archivo."
        )


class PlanOutside(Unreadable):
    """The plan is not inside the repository."""

    file: str
    root: str

    def explain(self) -> str:
        return f"El plan «{self.file}» no está dentro del repositorio «{self.root}».\nCópialo dentro y repite la orden."
