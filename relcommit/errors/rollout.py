"""What keeps a rollout from being judged or taken back."""

from typing import Literal

from relcommit.errors.base import NotInState, Refused, Unreadable, WrongUsage
from relcommit.phrases import place, some

_BAD_ROWS = {
    "sin-hora": "no dice cuándo pasó",
    "sin-version": "no dice qué versión la escribió",
    "futuro": "es de una hora que no ha llegado",
    "zona": "dice una hora sin zona, y otras la llevan",
    "numero": "tiene un número que no puede ser",
}


class EventsMissing(Unreadable):
    """The file with the rows, or with the deployments, is not there; empty where the settings name none."""

    kind: Literal["events", "deployments"]
    file: str

    def explain(self) -> str:
        rows = self.kind == "events"
        subject = "las filas de lo que pasa en producción" if rows else "los despliegues"
        if not self.file:
            hint = f"Dilo con «--{self.kind} ARCHIVO» o con «{self.kind}», en [rollout]."
            return f"No se sabe dónde están {subject}.\n{hint}"
        return (
            f"No existe «{self.file}», donde están {subject}.\n"
            f"Guárdalo con tu consulta, o nombra otro con «--{self.kind}»."
        )


class CommittedEvidence(Refused):
    """In CI, a file of evidence that is the commit's own: whoever may push could have written it."""

    file: str

    def explain(self) -> str:
        return (
            f"«{self.file}» es la del commit, y quien puede subir podría haberla escrito: aquí no prueba nada.\n"
            "Guárdala en un paso del flujo, con tu consulta, y no la subas a git."
        )


class EventsUnreadable(Unreadable):
    """The file cannot be read, and why."""

    file: str
    line: int | None
    why: str

    def explain(self) -> str:
        return (
            f"{place(self.file, self.line)}: no se puede leer: {self.why}.\n"
            "Ha de ser SQLite, JSON, JSON por líneas o lo que imprime «wrangler … --json»."
        )


class BadRows(Unreadable):
    """Too many rows say nothing that can be used; the first of them by its place."""

    file: str
    row: str
    reason: str
    bad: int
    total: int

    def explain(self) -> str:
        why = _BAD_ROWS.get(self.reason, "no se entiende")
        return (
            f"{self.file}, {self.row or 'una fila'}: {why}; y así {self.bad} de {self.total} filas.\n"
            "Corrige la consulta: con más de una de cada cien no se juzga nada."
        )


class NoVersionColumn(Unreadable):
    """The rows have no such columns; `known` are those that they have."""

    file: str
    columns: tuple[str, ...]
    known: tuple[str, ...]

    def explain(self) -> str:
        has = f"Tiene {some(self.known)}" if self.known else "No tiene ninguna"
        lacks = " ni ".join(f"«{name}»" for name in self.columns)
        return (
            f"«{self.file}» no tiene la columna {lacks}, y sin ella no se puede comparar nada.\n"
            f"{has}. Di su nombre en [rollout], o añádela como cuenta «docs/vigentes/produccion.md»."
        )


class TableUnclear(Unreadable):
    """A SQLite file has no table with the columns, or more than one."""

    file: str
    tables: tuple[str, ...]

    def explain(self) -> str:
        subject = (
            f"Pueden ser varias tablas: {some(self.tables)}" if self.tables else "Ninguna tabla tiene las columnas"
        )
        return f"«{self.file}»: {subject}.\nDila con «table», en [rollout]."


class NothingToJudge(NotInState):
    """The plan has no trigger that rows can decide."""

    plan: str
    has_triggers: bool

    def explain(self) -> str:
        subject = "ningún disparador que se pueda medir" if self.has_triggers else "ningún disparador de vuelta atrás"
        return f"«{self.plan}» no tiene {subject}.\nMira por qué con «relcommit rollout show»."


class NoCanary(NotInState):
    """No version shared the traffic with another at that time; or several do, and nobody knows which one is new."""

    source: str
    sharing: int = 0
    """How many versions share it."""

    def explain(self) -> str:
        if self.sharing:
            versions = "dos versiones" if self.sharing == 2 else f"{self.sharing} versiones"
            return (
                f"Según «{self.source}» {versions} se reparten el tráfico, y no se sabe cuál era la estable.\n"
                "Guarda también los despliegues anteriores: ha de verse qué versión tenía todo el tráfico."
            )
        return (
            f"Según «{self.source}» no hay ningún canario que juzgar: ninguna versión comparte el tráfico con otra.\n"
            "Reparte el tráfico con lo que uses para desplegar, o mira otra hora con «--at»."
        )


class BadTime(WrongUsage):
    """What `--at` was given is no time."""

    text: str

    def explain(self) -> str:
        return f"«{self.text}» no es una hora.\nEscríbela como «09:31» o «2026-02-27T09:31»."


class FutureTime(WrongUsage):
    """`--at` names a time that has not come: nobody has seen its rows."""

    text: str

    def explain(self) -> str:
        return f"«{self.text}» no ha llegado todavía: nadie ha visto sus filas.\nQuita «--at», o di una hora pasada."


class QueryFailed(Refused):
    """The query of the settings did not give rows."""

    command: str
    why: str

    def explain(self) -> str:
        return f"«{self.command}» no ha dado las filas: {self.why}.\nPruébala a mano, o usa «--events ARCHIVO»."


class NotInCi(NotInState):
    """It runs a command of the settings, which only a person's machine may."""

    what: str

    def explain(self) -> str:
        return (
            f"{self.what} no se ejecuta en CI.\n"
            "Hazlo en un paso propio del flujo, con su secreto, y pasa el archivo a relcommit con «--events»."
        )


class RolloutUnsettled(Unreadable):
    """The workflow of a canary cannot be written before the settings say where its rows come from."""

    lacking: Literal["events", "query", "deployments", "plan"]
    plans: tuple[str, ...] = ()

    def explain(self) -> str:
        if self.lacking == "plan":
            subject = (
                f"Varios planes tienen un canario que juzgar: {some(self.plans)}"
                if self.plans
                else ("Ningún plan tiene un canario que juzgar")
            )
            return (
                f"{subject}.\nDi cuál es con «plan», en [checklist]; «relcommit rollout show PLAN» enseña qué se mide."
            )
        if self.lacking == "deployments":
            return (
                "No se sabe con qué orden se guarda el archivo de «deployments», en [rollout].\n"
                "Déjalo vacío, y se miran los despliegues de GitHub."
            )
        name, example = (
            ("events", "evidencia/eventos.json")
            if self.lacking == "events"
            else ("command", "npx wrangler d1 execute BASE --remote --json --command {sql}")
        )
        place = "[rollout]" if self.lacking == "events" else "[rollout.query]"
        return f'No se sabe de dónde salen las filas: falta «{name}», en {place}.\nPor ejemplo: {name} = "{example}".'


class NothingToRollBack(NotInState):
    """The stable version already has all of the traffic, or nobody knows which one it is."""

    stable: str

    def explain(self) -> str:
        if self.stable:
            return (
                f"«{self.stable}» ya tiene todo el tráfico: no hay nada que deshacer.\n"
                "Mira «relcommit rollout verdict»."
            )
        return "No se sabe qué versión era la estable.\nMira los despliegues, y vuelve atrás a mano."


class NothingToRun(NotInState):
    """Neither the settings nor the files at hand say which command takes a rollout back."""

    def explain(self) -> str:
        return "No se conoce la orden para volver atrás.\nDila con «command», en [rollout.rollback], en la rama base."


class SplitMoved(NotInState):
    """The traffic is no longer split as it was judged."""

    judged: str
    now: str

    def explain(self) -> str:
        return (
            f"El reparto ya no es el que se juzgó: era {self.judged} y ahora es {self.now}.\n"
            "Mira otra vez «relcommit rollout verdict» antes de volver atrás."
        )


class NotConfirmed(NotInState):
    """The typed version is not the stable one."""

    expected: str

    def explain(self) -> str:
        return f"No has escrito «{self.expected}»: no se ha ejecutado nada.\nRepite la orden y escribe esa versión."


class NeedsTerminal(NotInState):
    """Nobody can type the version: standard input or output is no terminal."""

    def explain(self) -> str:
        return (
            "«--run» necesita una persona que escriba la versión, y aquí no hay terminal.\n"
            "Quita «--run» y ejecuta tú la orden."
        )


class RollbackUnknown(NotInState):
    """An earlier run sent the command, and nobody noted how it ended: it is not sent twice."""

    stable: str
    when: str

    def explain(self) -> str:
        return (
            f"La vuelta a «{self.stable}» ya se envió ({self.when}) y no consta cómo acabó: no se envía dos veces.\n"
            "Mira el reparto; si no ha cambiado, ejecuta tú la orden que enseña «relcommit rollout rollback»."
        )


class RollbackFailed(Refused):
    """The command ended badly."""

    command: str
    why: str

    def explain(self) -> str:
        return f"«{self.command}» ha fallado: {self.why}.\nMira el reparto y ejecútala tú: no se repetirá sola."


class BadVersion(Unreadable):
    """A version's name that no argument may be."""

    file: str
    text: str

    def explain(self) -> str:
        return (
            f"{self.file}: «{self.text}» no puede ser el nombre de una versión.\n"
            "Ha de tener de 7 a 64 letras de la «a» a la «f», cifras o guiones."
        )
