"""The names by which links of MyST mean what any document of their project marks: `(name)=`, `{#name}`, `:name:`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from relcommit.docs.paths import ancestors, folder_of, is_below, is_document
from relcommit.docs.sites.site_files import SiteFiles

_TARGET = re.compile(
    rb"^[ \t>*-]*\(([^()\r\n]+)\)=[ \t]*$|\{[^{}\r\n]*#([^\s{}]+)[^{}\r\n]*\}"
    rb"|^[ \t]*:?(?:name|label):[ \t]*([^\s][^\r\n]*?)[ \t]*$|^[ \t]*\.\.[ ]+_([^:\r\n]+):",
    re.MULTILINE,
)
_ELSEWHERE = re.compile(
    rb"intersphinx|autodoc|autosummary|autoapi|apidoc|breathe|add_object_type|add_crossref_type|myst_nb"
    rb"|^[ \t]*references:",
    re.MULTILINE,
)
"""What a configuration says where names come from the code or from other projects too."""
_OBJECTS = re.compile(rb"^[ \t]*(?:`{3,}|:{3,}|~{3,}|\.\.)[ \t]*\{?(?:glossary|[a-z]+:[a-z]+)(?:\}|::)", re.MULTILINE)
"""Directives that give names which are no targets: terms, functions, classes."""


@dataclass(frozen=True, slots=True)
class TargetNames:
    """The names of one project."""

    config: str
    names: frozenset[str]
    """Lower case."""
    is_whole: bool
    """Whether no name can come from anywhere else, so that one which is not here is broken."""

    def may_mean(self, name: str) -> bool:
        """Whether a link to a name may work."""
        return not self.is_whole or name.lower() in self.names


def target_names(config: str, tree: SiteFiles, *, closed: bool) -> TargetNames:
    """Those of the project that a configuration makes; where it is not `closed`, others may come from elsewhere."""
    folder = folder_of(config)
    documents = [tree.data(path) for path in tree.files if _is_source(path) and is_below(path, folder)]
    is_whole = closed and not _ELSEWHERE.search(tree.data(config)) and not any(map(_OBJECTS.search, documents))
    return TargetNames(config, frozenset(name for data in documents for name in names_in(data)), is_whole)


def names_in(data: bytes) -> Iterator[str]:
    """The names that one document gives to its parts, lower case."""
    for match in _TARGET.finditer(data):
        yield (match[1] or match[2] or match[3] or match[4]).decode("utf-8", "replace").lower()


def holding(projects: Mapping[str, TargetNames], path: str) -> TargetNames | None:
    """The innermost project around a document, by the folders of their configurations."""
    folders = reversed(["", *ancestors(path)])
    return next((projects[folder] for folder in folders if folder in projects), None)


def _is_source(path: str) -> bool:
    return is_document(path) or path.endswith((".rst", ".ipynb"))
