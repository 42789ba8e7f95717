"""What keeps a command from going on."""

from relcommit.errors.base import Midway, RelcommitError, WrongUsage


class NeedsYes(WrongUsage):
    """There is nobody to ask, and nobody said `--yes`."""

    def explain(self) -> str:
        return (
            "Aquí no hay una terminal en la que preguntar.\n"
            "Repite la orden con «--yes» para actuar sin preguntar, o con «--dry-run» para verlo."
        )


class FolderNotEmpty(WrongUsage):
    """A folder that has to be new holds something."""

    folder: str

    def explain(self) -> str:
        return f"La carpeta «{self.folder}» ya existe y no está vacía.\nElige otra con «--keep»."


class StoppedMidway(Midway):
    """A step could not be taken after others had been; `cause` is what stopped it."""

    cause: RelcommitError

    def explain(self) -> str:
        return self.cause.explain()
