"""The words of every error: what happened, and what to do about it."""

from relcommit import errors as e


def explain(problem: e.RelcommitError) -> str:
    """Say an error in Spanish: the first line tells what happened, the second what to do."""
    match problem:
        # settings
        case e.SettingsNotToml(file, line, why):
            return f"{_place(file, line)}: la configuración no es TOML válido: {why}.\nCorrige esa línea."
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
        # plan
        case e.EmptyPlan(file):
            return f"«{file}» está vacío.\nEscribe el plan, o crea uno con «relcommit plan new»."
        case e.PlanExists(file):
            return f"«{file}» ya existe y no se sobrescribe.\nElige otro nombre con «--output»."
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
                f"{file}: las líneas {first_line} y {second_line} no dicen lo mismo de «{path}».\n"
                f"Deja solo una de las dos."
            )
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
        # forge
        case e.ForgeRefused():
            from relcommit.text.es.refusals import explain_refusal

            return explain_refusal(problem)
        case e.CredentialsInAddress(address):
            what = f"La dirección del remoto lleva una contraseña o un token: «{address}» los tendría a la vista"
            return f"{what}.\nQuítalos con «git remote set-url» y cambia ese token por otro."
        case e.RepositoryUnclear(address):
            what = f"«{address}» no dice qué repositorio de GitHub es"
            return f"{what}.\nEscribe «repository = \"propietario/nombre\"» en [forge] de relcommit.toml."
        # checklist
        case _:
            return f"{type(problem).__name__}: {problem}"


def _place(file: str, line: int | None) -> str:
    return f"{file}:{line}" if line else file
