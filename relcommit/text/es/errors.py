"""The words of every error: what happened, and what to do about it."""

from relcommit import errors as e
from relcommit.text.es.common import system_reason


def explain(problem: e.RelcommitError) -> str:
    """Say an error in Spanish: the first line tells what happened, the second what to do."""
    match problem:
        # settings
        case e.SettingsNotToml(file, line, None):
            return f"{_place(file, line)}: la configuración no está en UTF-8.\nGuárdala en UTF-8 y repite la orden."
        case e.SettingsNotToml(file, line, text):
            return f"{_place(file, line)}: la configuración no es TOML válido: «{text}».\nCorrige esa línea."
        case e.UnknownSetting(file, line, key, nearest):
            hint = f"¿Querías decir «{nearest}»?" if nearest else "Bórrala, o mira las claves en la documentación."
            return f"{_place(file, line)}: la clave «{key}» no existe.\n{hint}"
        case e.WrongSetting(file, line, key, expected):
            return f"{_place(file, line)}: «{key}» no tiene el valor que se espera.\nEscribe: {expected}."
        case e.TemplateFailed(name, line, why):
            return f"{_place(name, line)}: no se puede rellenar la plantilla: {why}.\nCorrige la plantilla."
        # repository
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
            return f"Hay archivos en conflicto: {_some(paths)}.\nResuélvelos y añádelos con «git add»."
        case e.IndexLocked(file):
            return (
                "Otro proceso de git está usando el repositorio.\n"
                f"Espera a que termine; si no hay ninguno, borra «{file}» y repite la orden."
            )
        case e.NoIdentity():
            return "git no sabe quién hace el commit.\nDíselo con «git config user.name» y «git config user.email»."
        case e.RemoteMissing(remote):
            return (
                f"No existe el remoto «{remote}».\n"
                f"Añádelo con «git remote add {remote} DIRECCIÓN», o cambia «remote» en relcommit.toml."
            )
        case e.BaseBranchMissing(branch):
            return f"No existe la rama base «{branch}».\nTráela con «git fetch», o corrige el campo «base» del plan."
        case e.BaseNotOnRemote(remote, branch):
            return f"La rama base «{branch}» no está en «{remote}».\nSúbela con «git push -u {remote} {branch}»."
        case e.ProtectedBranch(branch):
            return (
                f"«{branch}» es una rama protegida: nadie confirma en ella directamente.\n"
                "Recomienda otra en el plan, o quítala de «protected» en [branch] de relcommit.toml."
            )
        case e.BranchHasOtherWork(branch, commits):
            whose = f": {_some(commits)}" if commits else ", encima del nuestro"
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
                f"La rama «{branch}» está en {_at(found)} y se esperaba en {_at(expected)}: alguien la ha movido.\n"
                "Mira qué ha cambiado con «git log» y repite la orden."
            )
        case e.SwitchRefused(branch, why):
            return f"git no puede pasar a la rama «{branch}»:\n{why}"
        case e.ChangesInTheWay(base, paths):
            return (
                f"Al pasar a «{base}» se perderían cambios sin confirmar: {_some(paths)}.\n"
                "Confírmalos, o apártalos con «git stash», y repite la orden."
            )
        case e.ForeignChanges(paths):
            return (
                f"Hay que reescribir enlaces en archivos que tienen otros cambios sin confirmar: {_some(paths)}.\n"
                "Confirma esos cambios, apártalos con «git stash», o añade los archivos al «git add» del plan."
            )
        case e.NothingToCommit(pathspecs):
            return (
                f"No hay nada que confirmar en {_some(pathspecs)}: ni cambios ni documentos que mover.\n"
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
        # plan
        case e.PlanLacks(file, "branch"):
            return f"{file}: el plan no recomienda ninguna rama.\nAñade una sección «Rama recomendada» con su nombre."
        case e.PlanLacks(file, _):
            return (
                f"{file}: el plan no recomienda ningún mensaje de commit.\n"
                "Añade una sección «Mensaje de commit recomendado» con «tipo(ámbito): descripción»."
            )
        case e.BranchNameRefused(file, line, branch, alphabet):
            return (
                f"{_place(file, line)}: «{branch}» no vale como nombre de rama.\n"
                f"Usa solo [{alphabet}], sin «..», y sin empezar por «-» ni por «.»."
            )
        case e.HeaderRefused(file, line, header, complaints):
            said = "\n".join(f"  {one}" for one in complaints)
            return (
                f"{_place(file, line)}: el commit recomendado no cumple las reglas: «{header}».\n{said}\n"
                "Corrige el plan; si el equipo escribe de otra manera, dilo en [commit] de relcommit.toml."
            )
        case e.PlanMissing(file, number):
            return (
                f"No se puede leer el plan «{file}»: {system_reason(number)}.\n"
                "Comprueba la ruta; cuenta desde la carpeta en la que estás."
            )
        case e.PlanNotText(file, line):
            return f"{_place(file, line)}: el plan no es texto en UTF-8.\nGuárdalo en UTF-8 y repite la orden."
        case e.PlanOutside(file, root):
            return f"El plan «{file}» no está dentro del repositorio «{root}».\nCópialo dentro y repite la orden."
        case e.FolderNotEmpty(folder):
            return f"La carpeta «{folder}» ya existe y no está vacía.\nElige otra con «--keep»."
        case e.StoppedMidway(cause):
            return explain(cause)
        case e.NeedsYes():
            return (
                "Aquí no hay una terminal en la que preguntar.\n"
                "Repite la orden con «--yes» para actuar sin preguntar, o con «--dry-run» para verlo."
            )
        case e.EmptyPlan(file):
            return f"«{file}» está vacío.\nEscribe el plan, o crea uno con «relcommit plan new»."
        case e.PlanExists(file):
            return f"«{file}» ya existe y no se sobrescribe.\nElige otro nombre con «--output»."
        case e.PlanNotWritten(file, why):
            return f"No se puede escribir «{file}»: {why}.\nElige otro sitio con «--output»."
        case e.PlanNeeds(field, None):
            return f"Falta «{field}» y no hay una terminal donde preguntarlo.\nDilo con «{field} VALOR»."
        case e.PlanNeeds(field, value):
            return f"«{value}» no sirve para «{field}»: al leer el plan no se recuperaría igual.\nEscribe otro valor."
        # docs
        case e.DestinationOccupied(source, to, holder):
            held = "ya existe" if holder == to else f"solo se distingue de «{holder}» por la forma de escribirlo"
            return (
                f"«{source}» no puede ir a «{to}»: {held}.\n"
                f"Da otro destino con «-> destino», o quita antes el que ya está."
            )
        case e.SameDestination(first, second, to):
            return f"«{first}» y «{second}» irían los dos a «{to}».\nDa a uno de ellos otro destino con «-> destino»."
        case e.ListedTwice(file, path, first_line, second_line):
            return (
                f"{file}: las líneas {first_line} y {second_line} deciden las dos sobre «{path}».\n"
                f"Deja solo una de las dos."
            )
        case e.ListedMissing(file, line, path):
            return (
                f"{file}:{line}: «{path}» no está en el repositorio.\n"
                f"Corrige la ruta, o borra la línea si ya no hace falta."
            )
        case e.ListUnreadable(file, line, text):
            return (
                f"{file}:{line}: no entiendo la línea «{text}».\n"
                f"Escribe «h», «v» o «?» y la ruta de un documento; lo que empieza por «#» es un comentario."
            )
        case e.ListNotFound(file):
            return f"No se puede leer la lista «{file}».\nEscríbela con «relcommit docs propose --out {file}»."
        case e.IgnoredDestination(source, to):
            return (
                f"«{source}» no puede ir a «{to}»: git ignora esa ruta y el documento desaparecería del repositorio.\n"
                f"Elige otro destino, o quita esa ruta de «.gitignore»."
            )
        case e.ChangesUnderWay(paths):
            return (
                f"Hay que reescribir enlaces en archivos que tienen otros cambios sin confirmar: {_some(paths)}.\n"
                "Confirma esos cambios o apártalos con «git stash»; con «--no-commit» se mueve todo sin confirmar nada."
            )
        case e.RevisionUnknown(revision):
            return f"git no conoce ningún commit «{revision}».\nMira los que hay con «git log --oneline», o trae más."
        case e.DocumentNotThere(path):
            return f"«{path}» no está en el repositorio.\nMira los que hay con «relcommit docs status --all»."
        case e.PlaceTaken(path):
            return f"«{path}» ya existe y no es una lista de documentos: no se toca.\nElige otro nombre en «--out»."
        case e.LinkInTheWay(path, link):
            return (
                f"«{path}» pasa por «{link}», que es un enlace simbólico.\n"
                f"Escribe la ruta verdadera, o cambia el enlace por una carpeta."
            )
        case e.SubmoduleInTheWay(path, submodule):
            return (
                f"«{path}» está en el submódulo «{submodule}», que es otro repositorio.\n"
                f"Muévelo desde ese repositorio, o elige otra carpeta."
            )
        case e.OutsideRepository(path, place):
            return f"{place}: «{path}» sale del repositorio.\nEscribe una ruta desde la raíz del repositorio."
        case e.WouldBreak(file, line, target):
            return (
                f"{_place(file, line)}: la referencia a «{target}» dejaría de funcionar y no hay cómo reescribirla.\n"
                f"Cámbiala a mano, deja «{target}» en «keep», o da otro destino."
            )
        # commits
        case e.MessageMissing(file, why):
            return f"No se puede abrir «{file}»: {why}.\nRevisa la ruta y los permisos."
        case e.NothingToCheck(True):
            return "«--fix» reescribe un archivo, y no hay ninguno.\nEscribe «relcommit check --fix ARCHIVO»."
        case e.NothingToCheck():
            return (
                "No hay nada que revisar.\n"
                "Da un archivo, «-», o una de «--message», «--range», «--title», «--branch» y «--pull-request»."
            )
        case e.NoSuchCode(code, nearest):
            hint = f"¿Querías decir «{nearest}»?" if nearest else "Los códigos salen entre corchetes en cada aviso."
            return f"No existe el código «{code}».\n{hint}"
        case e.RangeUnknown(wanted, _, True):
            return (
                f"El clon es superficial y no contiene «{wanted}».\n"
                f"Trae la historia con «git fetch --unshallow», o en GitHub Actions pon «fetch-depth: 0» al "
                f"«actions/checkout»."
            )
        case e.RangeUnknown(wanted, why, _):
            return (
                f"Git no conoce el rango «{wanted}».\n{why or 'Revisa los nombres, o trae las ramas con «git fetch».'}"
            )
        case e.CommitsMissing(listed, total):
            return (
                f"GitHub ha dado {listed} de los {total} commits, y no se juzga a medias.\n"
                f"Repite la orden; si sigue igual, revisa el rango con «relcommit check --range»."
            )
        case e.EventUnreadable(name, file):
            return (
                f"No se entiende el evento «{name}» de «{file}».\n"
                f"La Action admite pull_request, pull_request_target, merge_group y push."
            )
        case e.SettingsOutOfReach(commit):
            return (
                f"No se puede leer la configuración de la base ({commit[:10]}): el clon no la tiene y no hay token.\n"
                f"Pon «fetch-depth: 0» al «actions/checkout», o deja el «token» de la Action."
            )
        case e.PullRequestNotHere("local"):
            return (
                "El remoto no está en GitHub, así que no hay pull request que leer.\n"
                "Revisa el título con «--title» y los commits con «--range»."
            )
        case e.PullRequestNotHere():
            return (
                "Falta un token para leer la pull request.\n"
                "Ponlo en GH_TOKEN, o entra con «gh auth login»; «relcommit doctor» dice qué se ha encontrado."
            )
        case e.RangeCut(wanted, edge, known):
            return (
                f"El clon es superficial: de «{wanted}» solo hay {known} commits; antes de {edge[:10]} falta todo.\n"
                f"Trae la historia con «git fetch --unshallow», o en GitHub Actions pon «fetch-depth: 0» al "
                f"«actions/checkout»."
            )
        # forge
        case e.ForgeRefused():
            from relcommit.text.es.refusals import explain_refusal

            return explain_refusal(problem)
        case e.CredentialsInAddress(address):
            what = f"La dirección del remoto lleva una contraseña o un token: «{address}» los tendría a la vista"
            return f"{what}.\nQuítalos con «git remote set-url» y cambia ese token por otro."
        case e.RepositoryUnclear(address):
            what = f"«{address}» no dice qué repositorio de GitHub es"
            return f'{what}.\nEscribe «repository = "propietario/nombre"» en [forge] de relcommit.toml.'
        # checklist
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
            what = f"Pueden ser varios planes: {_some(candidates)}" if candidates else "No se encuentra ningún plan"
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
            return f"{type(problem).__name__}: {problem}"


def _some(names: tuple[str, ...]) -> str:
    """The first names, and how many more there are."""
    said = ", ".join(f"«{name}»" for name in names[:5])
    return f"{said} y {len(names) - 5} más" if len(names) > 5 else said


def _at(sha: str | None) -> str:
    return sha[:7] if sha else "ningún sitio"


def _place(file: str, line: int | None) -> str:
    return f"{file}:{line}" if line else file
