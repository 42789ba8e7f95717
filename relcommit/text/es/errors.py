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
        # plan
        # docs
        # commits
        # forge
        # checklist
        case _:
            return f"{type(problem).__name__}: {problem}"


def _place(file: str, line: int | None) -> str:
    return f"{file}:{line}" if line else file
