"""What is wrong with the repository or the remote."""

from typing import Literal

from relcommit.errors.base import CheckFailed, Midway, NotInState, Refused
from relcommit.phrases import at_commit, some


class GitMissing(NotInState):
    """There is no `git` on the PATH."""

    def explain(self) -> str:
        return "No se encuentra «git».\nInstálalo, o añade su carpeta al PATH."


class NoRepository(NotInState):
    """The folder belongs to no repository, or git will not say; `why` is git's own sentence."""

    folder: str
    why: str

    def explain(self) -> str:
        hint = self.why if "dubious ownership" in self.why else "Entra en el repositorio, o señálalo con «-C CARPETA»."
        return f"«{self.folder}» no está dentro de un repositorio de git.\n{hint}"


class BareRepository(NotInState):
    """The repository has no working tree."""

    folder: str

    def explain(self) -> str:
        return f"«{self.folder}» es un repositorio «bare», sin árbol de trabajo.\nClónalo y trabaja en el clon."


class GitFailed(NotInState):
    """A git command refused; `why` is what it printed."""

    command: str
    code: int
    why: str

    def explain(self) -> str:
        return f"«git {self.command}» ha fallado (código {self.code}).\n{self.why or 'No ha dicho por qué.'}"


class UnbornBranch(NotInState):
    """The repository has no commit yet."""

    def explain(self) -> str:
        return "El repositorio no tiene todavía ningún commit.\nHaz el primero y repite la orden."


class DetachedHead(NotInState):
    """HEAD is on no branch."""

    def explain(self) -> str:
        return "HEAD no está en ninguna rama.\nVuelve a una con «git switch RAMA» y repite la orden."


class OperationInProgress(NotInState):
    """A merge, a rebase or the like is unfinished."""

    operation: Literal["merge", "rebase", "cherry-pick", "revert", "bisect"]

    def explain(self) -> str:
        abandon = "reset" if self.operation == "bisect" else "--abort"
        return (
            f"Hay un «git {self.operation}» sin terminar.\n"
            f"Termínalo, o abandónalo con «git {self.operation} {abandon}»."
        )


class Unmerged(NotInState):
    """Some files have conflicts."""

    paths: tuple[str, ...]

    def explain(self) -> str:
        return f"Hay archivos en conflicto: {some(self.paths)}.\nResuélvelos y añádelos con «git add»."


class IndexLocked(NotInState):
    """Another git process holds the index or a reference, or one that died left its lock."""

    file: str

    def explain(self) -> str:
        return (
            "Otro proceso de git está usando el repositorio, o uno que murió dejó su bloqueo.\n"
            f"Mira si queda alguno con «pgrep -a git» y espera a que termine; si no hay ninguno, borra «{self.file}» "
            "y repite la orden."
        )


class NoIdentity(NotInState):
    """git does not know who commits."""

    def explain(self) -> str:
        return "git no sabe quién hace el commit.\nDíselo con «git config user.name» y «git config user.email»."


class RemoteMissing(NotInState):
    """There is no remote of this name."""

    remote: str

    def explain(self) -> str:
        return (
            f"No existe el remoto «{self.remote}».\n"
            f"Añádelo con «git remote add {self.remote} DIRECCIÓN», o cambia «remote» en relcommit.toml."
        )


class BaseBranchMissing(NotInState):
    """The base branch is neither here nor on the remote."""

    branch: str

    def explain(self) -> str:
        return (
            f"No existe la rama base «{self.branch}».\n"
            "Tráela con «git fetch», o corrige «base» en el plan o en relcommit.toml."
        )


class BaseNotOnRemote(NotInState):
    """The base branch is here and not on the remote, so that no pull request can go there."""

    remote: str
    branch: str

    def explain(self) -> str:
        return (
            f"La rama base «{self.branch}» no está en «{self.remote}».\n"
            f"Súbela con «git push -u {self.remote} {self.branch}»."
        )


class ProtectedBranch(NotInState):
    """The recommended branch is one that nobody commits to directly."""

    branch: str

    def explain(self) -> str:
        return (
            f"«{self.branch}» es una rama protegida: nadie confirma en ella directamente.\n"
            "Recomienda otra en el plan, o quítala de «protected» en [branch] de relcommit.toml."
        )


class BranchHasOtherWork(NotInState):
    """The branch holds commits that no plan of ours made; `commits` are their headers, newest first."""

    branch: str
    commits: tuple[str, ...]

    def explain(self) -> str:
        return (
            f"La rama «{self.branch}» tiene commits que no son de este plan: {some(self.commits)}.\n"
            f"Recomienda otra rama en el plan; si es la suya, pasa a ella con «git switch {self.branch}» y repite la "
            "orden: el commit del plan va encima."
        )


class TooManyBranches(NotInState):
    """A plan was merged from its branch and from each of those that followed it; `branch` is the last."""

    branch: str

    def explain(self) -> str:
        return (
            f"Este plan ya se ha fusionado desde todas sus ramas, hasta «{self.branch}».\n"
            "Recomienda otra rama en el plan."
        )


class AlreadyMerged(NotInState):
    """What would be taken back is on the base already; `revert` is the command that takes it from there."""

    base: str
    number: int | None
    revert: str

    def explain(self) -> str:
        source = f" con la pull request #{self.number}" if self.number else ""
        return (
            f"Esto ya se fusionó en «{self.base}»{source}: deshacerlo aquí no lo quitaría de allí.\n"
            f"Para quitarlo, en una rama nueva desde «{self.base}» al día: {self.revert}"
        )


class PullRequestClosed(NotInState):
    """Somebody closed the plan's pull request without merging it, and nobody said that another one is wanted."""

    number: int
    url: str

    def explain(self) -> str:
        return (
            f"La pull request #{self.number} de este plan se cerró sin fusionar: {self.url}\n"
            "Ábrela de nuevo allí y repite la orden; o repítela con «--again» para abrir otra."
        )


class AlreadyMergedPlan(NotInState):
    """The plan was merged, changed since, and nobody said that another branch is wanted."""

    branch: str
    number: int | None
    following: str

    def explain(self) -> str:
        source = f" (pull request #{self.number})" if self.number else ""
        return (
            f"La rama «{self.branch}» de este plan ya se fusionó{source}, y desde entonces hay cambios.\n"
            f"Repite la orden con «--again» para llevarlos a una rama nueva, «{self.following}», y a otra pull request."
        )


class BranchNameTaken(NotInState):
    """Git keeps branches as files: `docs` and `docs/x` cannot both exist."""

    branch: str
    other: str

    def explain(self) -> str:
        return (
            f"No puede haber una rama «{self.branch}» porque ya existe «{self.other}»: para git sería "
            "archivo y carpeta.\n"
            "Recomienda otro nombre en el plan, o quita antes la que existe."
        )


class NotOnBranch(NotInState):
    """Files can only be taken back on the branch where they were changed."""

    branch: str

    def explain(self) -> str:
        return (
            f"Esta ejecución solo se puede deshacer desde la rama «{self.branch}».\n"
            f"Pasa a ella con «git switch {self.branch}» y repite la orden."
        )


class BranchMoved(NotInState):
    """A branch no longer stands where it stood."""

    branch: str
    expected: str | None
    actual: str | None

    def explain(self) -> str:
        return (
            f"La rama «{self.branch}» está en {at_commit(self.actual)} y se esperaba en {at_commit(self.expected)}: "
            "alguien la ha movido.\n"
            "Mira qué ha cambiado con «git log» y repite la orden."
        )


class SwitchRefused(NotInState):
    """git will not switch branches; `why` is what it printed."""

    branch: str
    why: str

    def explain(self) -> str:
        return f"git no puede pasar a la rama «{self.branch}»:\n{self.why}"


class ChangesInTheWay(NotInState):
    """Files with changes differ between the branch in hand and the one to start from."""

    base: str
    paths: tuple[str, ...]

    def explain(self) -> str:
        return (
            f"Al pasar a «{self.base}» se perderían cambios sin confirmar: {some(self.paths)}.\n"
            "Confírmalos, o apártalos con «git stash», y repite la orden."
        )


class ForeignChanges(NotInState):
    """Files outside the plan's pathspecs need an edit and have changes of their own."""

    paths: tuple[str, ...]

    def explain(self) -> str:
        return (
            f"Hay que reescribir enlaces en archivos que tienen otros cambios sin confirmar: {some(self.paths)}.\n"
            "Confirma esos cambios, apártalos con «git stash», o llévalos en el commit con «--include RUTA»."
        )


class NothingIncluded(NotInState):
    """Somebody wanted the changes of a pathspec that has none."""

    pathspec: str

    def explain(self) -> str:
        return (
            f"«{self.pathspec}» no tiene cambios que incluir.\nMira con «git status» cómo se llama y repite la orden."
        )


class NothingToCommit(NotInState):
    """The plan's pathspecs hold no change."""

    pathspecs: tuple[str, ...]

    def explain(self) -> str:
        return (
            f"No hay nada que confirmar en {some(self.pathspecs)}: ni cambios ni documentos que mover.\n"
            "Di en el plan qué documentos pasan a vigentes o históricos, o haz antes los cambios; los que el plan no "
            "nombra van con «--include RUTA»."
        )


class CommitRefused(NotInState):
    """git, a hook or the signature stopped the commit; `why` is what was printed."""

    why: str

    def explain(self) -> str:
        return f"git no ha aceptado el commit:\n{self.why or 'no ha dicho por qué.'}"


class SecretsFound(CheckFailed):
    """What is about to be published holds secrets; `places` are sentences without them."""

    places: tuple[str, ...]

    def explain(self) -> str:
        count = len(self.places)
        secrets = "un secreto" if count == 1 else f"{count} secretos"
        return "\n".join(
            (
                *self.places,
                f"Se ha encontrado {secrets} en lo que se iba a publicar; no se ha tocado nada.",
                "Quítalo y anúlalo donde se creó. Si es un ejemplo, añade en su línea "
                "«<!-- pragma: allowlist secret -->», o acéptalo en «.secrets.baseline» con «--accept-secrets».",
            )
        )


class BaselineUnreadable(NotInState):
    """The file of accepted secrets is not what detect-secrets(1) writes."""

    file: str

    def explain(self) -> str:
        return (
            f"«{self.file}» no se entiende: no es la lista que escribe detect-secrets.\n"
            "Arréglalo, o bórralo y acepta otra vez lo que haga falta con «--accept-secrets»."
        )


class FileChanged(NotInState):
    """A file is neither as it was found nor as it should be."""

    path: str

    def explain(self) -> str:
        return (
            f"«{self.path}» ha cambiado mientras tanto y no se toca.\n"
            "Déjalo como lo dejó relcommit (mira «git diff») y repite la orden."
        )


class LockHeld(NotInState):
    """Another run holds the journal; `owner` is its process id."""

    owner: str

    def explain(self) -> str:
        return (
            f"Otra ejecución de relcommit está trabajando aquí (proceso {self.owner or 'desconocido'}).\n"
            "Espera a que termine."
        )


class RunPending(NotInState):
    """An earlier run stopped midway."""

    run: str
    command: str

    def explain(self) -> str:
        return (
            f"La ejecución {self.run} («relcommit {self.command}») se quedó a medias.\n"
            "Acábala con «relcommit continue» o «relcommit undo», u olvídala con «relcommit discard»."
        )


class NoRun(NotInState):
    """There is no run to continue, undo or discard."""

    command: str

    def explain(self) -> str:
        if self.command == "undo":
            return "No hay ninguna ejecución que deshacer.\nMira las que hubo con «relcommit log»."
        if self.command == "redo":
            return "No hay nada deshecho que rehacer.\nMira las ejecuciones que hubo con «relcommit log»."
        return "No hay ninguna ejecución a medias.\nMira las que hubo con «relcommit log»."


class UnknownStep(NotInState):
    """The journal holds a step that this version does not know."""

    name: str

    def explain(self) -> str:
        return (
            f"El diario tiene un paso que esta versión no conoce: «{self.name}».\n"
            "Usa la versión de relcommit que lo escribió, u olvida la ejecución con «relcommit discard»."
        )


class RemoteMoved(Refused):
    """Somebody pushed to the branch since it was last seen."""

    remote: str
    branch: str

    def explain(self) -> str:
        return (
            f"Alguien ha subido commits a «{self.branch}» en «{self.remote}» que aquí no están: no se pisan.\n"
            f"Pasa a ella con «git switch {self.branch}», tráelos con «git pull --rebase --autostash "
            f"{self.remote} {self.branch}» y repite la orden."
        )


class RemoteRefused(Refused):
    """The remote cannot be reached or said no; `why` is what was printed."""

    remote: str
    why: str

    def explain(self) -> str:
        return (
            f"El remoto «{self.remote}» no responde o se niega:\n{self.why or 'no ha dicho por qué.'}\n"
            "Revisa la red, la dirección («git remote -v») y tus credenciales; «relcommit doctor» ayuda."
        )


class BranchElsewhere(NotInState):
    """Another working tree has the branch checked out: git lets only one have it."""

    branch: str
    place: str

    def explain(self) -> str:
        return (
            f"La rama «{self.branch}» está en uso en otro árbol de trabajo: {self.place}.\n"
            "Ponlo en otra rama («git switch»), o quítalo con «git worktree remove», y repite la orden."
        )


class HookRefused(Midway):
    """A hook of this machine stopped the push; `why` is what it printed."""

    hook: str
    why: str

    def explain(self) -> str:
        return (
            f"El hook «{self.hook}» de este repositorio no ha dejado subir la rama:\n"
            f"{self.why or 'no ha dicho por qué.'}\n"
            "Arregla lo que pide y sigue con «relcommit continue»."
        )


class RemoteUneven(Refused):
    """The addresses that a remote is pushed to do not have the same."""

    remote: str
    addresses: tuple[str, ...]

    def explain(self) -> str:
        return (
            f"Las direcciones de push de «{self.remote}» no tienen lo mismo: {some(self.addresses)}.\n"
            "Iguálalas a mano («git push DIRECCIÓN RAMA»), o deja una sola, y repite la orden."
        )


class RemoteIsMirror(NotInState):
    """A push to a mirror takes every branch along, and deletes those that are not here."""

    remote: str

    def explain(self) -> str:
        return (
            f"«{self.remote}» es un espejo (remote.{self.remote}.mirror): subir una rama las cambiaría todas.\n"
            "Añade otro remoto para las pull requests y dilo en «remote» de relcommit.toml."
        )


class UndoPending(NotInState):
    """A run is being taken back, and that has to end before anything else."""

    run: str

    def explain(self) -> str:
        return (
            f"La ejecución {self.run} se está deshaciendo: no se puede seguir con ella.\n"
            "Acaba con «relcommit undo» (luego «relcommit redo» la rehace), u olvídala con «relcommit discard»."
        )
