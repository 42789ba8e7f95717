"""What is said about documents."""

from pathlib import Path

from relcommit.docs.banner import Note
from relcommit.docs.finish import Layouts
from relcommit.docs.index import Listing
from relcommit.docs.model import Finding


def finding(it: Finding, file: str) -> str:
    """A line of the plan, or of a list, that moves nothing."""
    match it.code:
        case "document-missing":
            return f"{file}:{it.line}: «{it.path}» no está en el repositorio: no se mueve nada por esa línea."
        case "document-kept":
            return f"{file}:{it.line}: «{it.path}» está en «keep» y no se mueve."


def layouts(folder: Path | None = None) -> Layouts:
    """The index and the note as the templates lay them out; those of `folder` win over ours."""

    def index(it: Listing) -> str:
        from relcommit.text.templates import render

        return render("docs_index.md.j2", {"current": it.current, "historical": it.historical}, folder=folder)

    def note(it: Note) -> str:
        from relcommit.text.templates import render

        return render("banner.md.j2", {"since": it.since, "plan": it.plan, "heir": it.heir}, folder=folder)

    return Layouts(index=index, note=note)
