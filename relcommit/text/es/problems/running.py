"""What keeps a command from going on: what happened, and what to do about it."""

from relcommit.errors import running as e
from relcommit.errors.base import RelcommitError
from relcommit.text.es.errors import explain


def words(problem: RelcommitError) -> str | None:
    """The words of an error of this room."""
    match problem:
        case e.FolderNotEmpty(folder):
            return f"La carpeta «{folder}» ya existe y no está vacía.\nElige otra con «--keep»."
        case e.StoppedMidway(cause):
            return explain(cause)
        case e.NeedsYes():
            return (
                "Aquí no hay una terminal en la que preguntar.\n"
                "Repite la orden con «--yes» para actuar sin preguntar, o con «--dry-run» para verlo."
            )
        case _:
            return None
