"""The part of `relcommit init` that finds where the repository keeps its documents."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from relcommit.application.app import App
from relcommit.docs.paths import is_document
from relcommit.plan.words.document_words import folder_state
from relcommit.settings import DocsSettings

USUAL_ROOTS = ("docs", "doc", "documentacion", "documentación", "documentos", "documentation")


@dataclass(frozen=True, slots=True)
class DocumentsLayout:
    """Where documents are; each is what the settings say without a file where nothing else was seen."""

    root: str
    current: str
    historical: str

    @property
    def is_usual(self) -> bool:
        """Whether settings that say nothing say the same."""
        usual = DocsSettings()
        return (self.root, self.current, self.historical) == (usual.root, usual.current, usual.historical)


def documents_layout(app: App) -> DocumentsLayout:
    """As the files of the working tree show it."""
    return layout_of(app.git.names("ls-files", "-z", "--cached", "--others", "--exclude-standard"))


def layout_of(paths: Iterable[str]) -> DocumentsLayout:
    """The usual folder with most documents, and those in it that are called after a state."""
    documents = [path for path in paths if is_document(path)]
    roots = Counter(
        root for path in documents if (root := path.partition("/")[0]).lower() in USUAL_ROOTS and root != path
    )
    root = max(roots, key=lambda name: (roots[name], name == "docs"), default="docs")
    inside = Counter(
        path[len(root) + 1 :].partition("/")[0]
        for path in documents
        if path.count("/") > root.count("/") + 1 and path.startswith(f"{root}/")
    )
    by_state: dict[str, str] = {}
    for folder, _ in inside.most_common():
        state = folder_state(folder)
        if state:
            by_state.setdefault(state, f"{root}/{folder}")
    return DocumentsLayout(root, by_state.get("vigente", "."), by_state.get("historico", f"{root}/historico"))
