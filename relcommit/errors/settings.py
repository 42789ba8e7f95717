"""What is wrong with the settings or a template."""

from relcommit.errors.base import Unreadable
from relcommit.phrases import place


class SettingsNotToml(Unreadable):
    """The settings are not TOML; `text` is the line that is not, `None` where it is not even UTF-8."""

    file: str
    line: int
    text: str | None

    def explain(self) -> str:
        if self.text is None:
            return (
                f"{place(self.file, self.line)}: la configuración no está en UTF-8.\n"
                "Guárdala en UTF-8 y repite la orden."
            )
        return f"{place(self.file, self.line)}: la configuración no es TOML válido: «{self.text}».\nCorrige esa línea."


class UnknownSetting(Unreadable):
    """A key that no setting has; `nearest` is the known key that looks most like it."""

    file: str
    line: int | None
    key: str
    nearest: str | None

    def explain(self) -> str:
        hint = (
            f"¿Querías decir «{self.nearest}»?" if self.nearest else "Bórrala, o mira las claves en la documentación."
        )
        return f"{place(self.file, self.line)}: la clave «{self.key}» no existe.\n{hint}"


class WrongSetting(Unreadable):
    """A known key with a value of another kind; `expected` names the kind that fits."""

    file: str
    line: int | None
    key: str
    expected: str

    def explain(self) -> str:
        return (
            f"{place(self.file, self.line)}: «{self.key}» no tiene el valor que se espera.\nEscribe: {self.expected}."
        )


class SharedSettingsMissing(Unreadable):
    """What `extends` names is not there."""

    file: str
    name: str
    is_package: bool

    def explain(self) -> str:
        if self.is_package:
            return (
                f"{self.file}: «extends» nombra el paquete «{self.name}», y no está instalado o no trae un "
                "«relcommit.toml».\nInstálalo donde se ejecuta relcommit, o escribe la ruta de un archivo."
            )
        return (
            f"{self.file}: «extends» nombra «{self.name}», y no existe.\n"
            "La ruta se lee desde la carpeta de ese archivo y dentro del repositorio."
        )


class SharedSettingsCycle(Unreadable):
    """Settings that extend themselves, in the end."""

    chain: tuple[str, ...]

    def explain(self) -> str:
        return f"La configuración se extiende a sí misma: {' → '.join(self.chain)}.\nQuita uno de esos «extends»."


class ForeignSettingsUnreadable(Unreadable):
    """Another tool's settings are code, or not what they should be."""

    file: str

    def explain(self) -> str:
        return (
            f"«{self.file}» no se puede leer sin ejecutarlo, o no dice lo que se espera de él.\n"
            "Déjalo en JSON o en YAML («.commitlintrc.json»), o escribe «relcommit.toml» a mano."
        )


class ForeignSettingsMissing(Unreadable):
    """There are no settings of the tool that was named."""

    tool: str

    def explain(self) -> str:
        return (
            f"No hay configuración de {self.tool} en la raíz del repositorio.\n"
            "«relcommit init» sin «--from» propone la suya a partir de la historia."
        )


class TemplateFailed(Unreadable):
    """A template cannot be filled in; `why` is what Jinja says."""

    name: str
    line: int | None
    why: str

    def explain(self) -> str:
        return f"{place(self.name, self.line)}: no se puede rellenar la plantilla: {self.why}.\nCorrige la plantilla."


class TemplatesMissing(Unreadable):
    """What `templates` names is no folder of the repository, or has nothing in it."""

    folder: str

    def explain(self) -> str:
        return (
            f"«templates» nombra «{self.folder}», y en el repositorio no hay ninguna carpeta así con plantillas.\n"
            "La ruta se lee desde la raíz; «relcommit init --templates» la crea con una copia de las nuestras."
        )


class UnknownTemplate(Unreadable):
    """A file in the team's folder that no template of ours is called; `nearest` looks most like it."""

    file: str
    nearest: str | None

    def explain(self) -> str:
        hint = (
            f"¿Querías decir «{self.nearest}»?"
            if self.nearest
            else "Quítala, o ponle el nombre de una de las nuestras."
        )
        return f"{self.file}: no hay ninguna plantilla con ese nombre, y no se usaría.\n{hint}"


class TemplateRefused(Unreadable):
    """A commit template makes a message that the rules refuse from one that they take."""

    file: str
    header: str
    complaints: tuple[str, ...]

    def explain(self) -> str:
        complaints = "\n".join(f"  {complaint}" for complaint in self.complaints)
        return (
            f"{self.file}: la plantilla da un mensaje que no cumple las reglas: «{self.header}».\n{complaints}\n"
            "Con la nuestra las cumple: corrige la plantilla. No se ha hecho nada."
        )
