"""MyST and Jupyter Book: the tables of contents in `myst.yml` and `_toc.yml`. Their links are paths of files."""

from collections.abc import Iterator

from relcommit.docs.formats.yaml import is_verbatim, scalars
from relcommit.docs.links.reference import Reference
from relcommit.docs.paths import folder_of
from relcommit.docs.sites.generator import Generator, names_of
from relcommit.docs.sites.site_files import SiteFiles
from relcommit.docs.sites.target_names import TargetNames, target_names

_LISTED = frozenset(
    ("file", "root", "glob", "logo", "favicon", "thumbnail", "banner", "bibliography", "style", "template", "src")
)
"""The keys whose values are paths."""


def _references(path: str, data: bytes) -> Iterator[Reference]:
    """The files of a table of contents, whose endings may be left out."""
    for scalar in scalars(data):
        if scalar.end > scalar.start and scalar.owner in _LISTED and is_verbatim(data, scalar):
            yield Reference("config", scalar.start, scalar.end, "docname", (folder_of(path),))


def _names(path: str, tree: SiteFiles) -> TargetNames:
    """Those of its documents; its headings and other projects have more."""
    return target_names(path, tree, closed=False)


MYST = Generator(name="MyST", is_config=names_of("myst.yml", "myst.yaml"), references=_references, names=_names)
JUPYTER_BOOK = Generator(
    name="Jupyter Book", is_config=names_of("_toc.yml", "_toc.yaml"), references=_references, names=_names
)
