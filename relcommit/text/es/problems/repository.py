"""What is wrong with the repository or the remote: what happened, and what to do about it."""

from relcommit.errors import repository as e
from relcommit.errors.base import RelcommitError
from relcommit.text.es.common import at_commit, some


def words(problem: RelcommitError) -> str | None:
    """The words of an error of this room."""
    match problem:
        case e.GitMissing():
            return "No se encuentra «git».\nInstálalo, o añade su carpeta al PATH."
        case e.NoRepository(folder, why):
            hint = why if "dubious ownership" in why else "Entra en el repositorio, o señálalo con «-C CARPETA»."
            return f"«{folder}» no está dentro de un repositorio de git.\n{hint}"
        case e.BareRepository(folder):
            return f"«{folder}» es un repositorio «bare», sin árbol de trabajo.\nClónalo y trabaja en el clon."
        case e.GitFailed(command, code, why):
            return f"«git {command}» ha fallado (código {code}).\n{why or 'No ha dicho por qué.'}"
        case e.UnbornBranch():
            return "El repositorio no tiene todavía ningún commit.\nHaz el primero y repite la orden."
        case e.DetachedHead():
            return "HEAD no está en ninguna rama.\nVuelve a una con «git switch RAMA» y repite la orden."
        case e.OperationInProgress(operation):
            return (
                f"Hay un «git {operation}» sin terminar.\n"
                f"Termínalo, o abandónalo con «git {operation} {'reset' if operation == 'bisect' else '--abort'}»."
            )
        case e.Unmerged(paths):
            return f"Hay archivos en conflicto: {some(paths)}.\nResuélvelos y añádelos con «git add»."
        case e.IndexLocked(file):
            return (
                "Otro proceso de git está usando el repositorio, o uno que murió dejó su bloqueo.\n"
                f"Mira si queda alguno con «pgrep -a git» y espera a que termine; si no hay ninguno, borra «{file}» "
                "y repite la orden."
            )
        case e.NoIdentity():
            return "git no sabe quién hace el commit.\nDíselo con «git config user.name» y «git config user.email»."
        case e.RemoteMissing(remote):
            return (
                f"No existe el remoto «{remote}».\n"
                f"Añádelo con «git remote add {remote} DIRECCIÓN», o cambia «remote» en relcommit.toml."
            )
        case e.BaseBranchMissing(branch):
            return (
                f"No existe la rama base «{branch}».\n"
                "Tráela con «git fetch», o corrige «base» en el plan o en relcommit.toml."
            )
        case e.BaseNotOnRemote(remote, branch):
            return f"La rama base «{branch}» no está en «{remote}».\nSúbela con «git push -u {remote} {branch}»."
        case e.ProtectedBranch(branch):
            return (
                f"«{branch}» es una rama protegida: nadie confirma en ella directamente.\n"
                "Recomienda otra en el plan, o quítala de «protected» en [branch] de relcommit.toml."
            )
        case e.BranchHasOtherWork(branch, commits):
            whose = f": {some(commits)}" if commits else ", encima del nuestro"
            return (
                f"La rama «{branch}» tiene commits que no son de este plan{whose}.\n"
                "Recomienda otra rama en el plan, o lleva esos commits a otra antes de seguir."
            )
        case e.BranchNameTaken(branch, other):
            return (
                f"No puede haber una rama «{branch}» porque ya existe «{other}»: para git sería archivo y carpeta.\n"
                "Recomienda otro nombre en el plan, o quita antes la que existe."
            )
        case e.NotOnBranch(branch):
            return (
                f"Esta ejecución solo se puede deshacer desde la rama «{branch}».\n"
                f"Pasa a ella con «git switch {branch}» y repite la orden."
            )
        case e.BranchMoved(branch, expected, found):
            return (
                f"La rama «{branch}» está en {at_commit(found)} y se esperaba en {at_commit(expected)}: "
                "alguien la ha movido.\n"
                "Mira qué ha cambiado con «git log» y repite la orden."
            )
        case e.SwitchRefused(branch, why):
            return f"git no puede pasar a la rama «{branch}»:\n{why}"
        case e.ChangesInTheWay(base, paths):
            return (
                f"Al pasar a «{base}» se perderían cambios sin confirmar: {some(paths)}.\n"
                "Confírmalos, o apártalos con «git stash», y repite la orden."
            )
        case e.ForeignChanges(paths):
            return (
                f"Hay que reescribir enlaces en archivos que tienen otros cambios sin confirmar: {some(paths)}.\n"
                "Confirma esos cambios, apártalos con «git stash», o añade los archivos al «git add» del plan."
            )
        case e.NothingToCommit(pathspecs):
            return (
                f"No hay nada que confirmar en {some(pathspecs)}: ni cambios ni documentos que mover.\n"
                "Di en el plan qué documentos pasan a vigentes o históricos, o haz antes los cambios."
            )
        case e.CommitRefused(why):
            return f"git no ha aceptado el commit:\n{why or 'no ha dicho por qué.'}"
        case e.SecretsFound(places):
            from relcommit.text.es.checklist import secrets_stop

            return "\n".join((*places, secrets_stop(len(places))))
        case e.FileChanged(path):
            return (
                f"«{path}» ha cambiado mientras tanto y no se toca.\n"
                "Déjalo como lo dejó relcommit (mira «git diff») y repite la orden."
            )
        case e.LockHeld(owner):
            return (
                f"Otra ejecución de relcommit está trabajando aquí (proceso {owner or 'desconocido'}).\n"
                "Espera a que termine."
            )
        case e.RunPending(run, command):
            return (
                f"La ejecución {run} («relcommit {command}») se quedó a medias.\n"
                "Acábala con «relcommit continue» o «relcommit undo», u olvídala con «relcommit discard»."
            )
        case e.NoRun("undo"):
            return "No hay ninguna ejecución que deshacer.\nMira las que hubo con «relcommit log»."
        case e.NoRun():
            return "No hay ninguna ejecución a medias.\nMira las que hubo con «relcommit log»."
        case e.UnknownStep(name):
            return (
                f"El diario tiene un paso que esta versión no conoce: «{name}».\n"
                "Usa la versión de relcommit que lo escribió, u olvida la ejecución con «relcommit discard»."
            )
        case e.RemoteMoved(remote, branch):
            return (
                f"Alguien ha subido commits a «{branch}» en «{remote}» que aquí no están: no se pisan.\n"
                f"Tráelos con «git fetch {remote}», míralos y repite la orden."
            )
        case e.RemoteRefused(remote, why):
            return (
                f"El remoto «{remote}» no responde o se niega:\n{why or 'no ha dicho por qué.'}\n"
                "Revisa la red, la dirección («git remote -v») y tus credenciales; «relcommit doctor» ayuda."
            )
        case _:
            return None
