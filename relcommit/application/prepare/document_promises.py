"""The documents that a plan's own words about moving them seem to mean, where nothing decides about them."""

from collections.abc import Iterator
from dataclasses import dataclass

from relcommit.docs.paths import is_document
from relcommit.plan.model import DocumentPromise
from relcommit.plan.sections.document_promises import is_meant
from relcommit.plan.words.document_words import folder_state
from relcommit.program.prepare import PrepareInputs


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """A promise that no move keeps, with the documents that its words select and where they would go."""

    promise: DocumentPromise
    folder: str
    paths: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """A «Documentos» section that keeps it."""
        current = folder_state(self.folder) == "vigente"
        heading = "### Vigentes" if current else "### Históricos"
        moves = (f"- `{path}` -> `{self.folder}/{path.rpartition('/')[2]}`" for path in self.paths)
        return ("## Documentos", "", heading, "", *moves)


def open_promises(inputs: PrepareInputs) -> tuple[OpenPromise, ...]:
    """The plan's promises that neither its documents, nor the settings, nor earlier work keep."""
    if inputs.plan.documents:
        return ()
    historical = inputs.settings.docs.historical
    moved = {document.source for document in inputs.moved}
    promises = []
    for promise in inputs.plan.promises:
        folder = promise.to or historical
        paths = tuple(path for path in _meant(inputs, promise, folder) if path not in moved)
        kept = any(document.to.startswith(f"{folder}/") for document in inputs.moved)
        if paths or not kept:
            promises.append(OpenPromise(promise, folder, paths))
    return tuple(promises)


def _meant(inputs: PrepareInputs, promise: DocumentPromise, folder: str) -> Iterator[str]:
    for path in sorted(inputs.tree.files):
        text = inputs.tree.contents.get(path, b"")[:400].decode("utf-8", "replace")
        title = next((line.lstrip("# ") for line in text.split("\n") if line.startswith("#")), "")
        own = path in (inputs.plan.file, "README.md", "CHANGELOG.md") or path.startswith(f"{folder}/")
        if is_document(path) and not own and is_meant(promise.keys, path, title):
            yield path
