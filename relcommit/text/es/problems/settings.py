"""What is wrong with the settings or a template: what happened, and what to do about it."""

from relcommit.errors import settings as e
from relcommit.errors.base import RelcommitError
from relcommit.text.es.common import place


def words(problem: RelcommitError) -> str | None:
    """The words of an error of this room."""
    match problem:
        case e.SettingsNotToml(file, line, None):
            return f"{place(file, line)}: la configuración no está en UTF-8.\nGuárdala en UTF-8 y repite la orden."
        case e.SettingsNotToml(file, line, text):
            return f"{place(file, line)}: la configuración no es TOML válido: «{text}».\nCorrige esa línea."
        case e.UnknownSetting(file, line, key, nearest):
            hint = f"¿Querías decir «{nearest}»?" if nearest else "Bórrala, o mira las claves en la documentación."
            return f"{place(file, line)}: la clave «{key}» no existe.\n{hint}"
        case e.WrongSetting(file, line, key, expected):
            return f"{place(file, line)}: «{key}» no tiene el valor que se espera.\nEscribe: {expected}."
        case e.TemplateFailed(name, line, why):
            return f"{place(name, line)}: no se puede rellenar la plantilla: {why}.\nCorrige la plantilla."
        case _:
            return None
