"""MyST and Jupyter Book: the tables of contents in `myst.yml` and `_toc.yml`. Their links are paths of files."""

from collections.abc import Iterator

from relcommit.docs.formats.yaml import is_verbatim, scalars
from relcommit.docs.links.reference import Reference
from relcommit.docs.paths import folder_of
from relcommit.docs.sites.generator import Generator, names_of

_LISTED = frozenset(
    ("file", "root", "glob", "logo", "favicon", "thumbnail", "banner", "bibliography", "style", "template", "src")
)
"""The keys whose values are paths."""


def _references(path: str, data: bytes) -> Iterator[Reference]:
    """The files of a table of contents, whose endings may be left out."""
    for scalar in scalars(data):
        if scalar.end > scalar.start and scalar.owner in _LISTED and is_verbatim(data, scalar):
            yield Reference("config", scalar.start, scalar.end, "docname", (folder_of(path),))


MYST = Generator(name="MyST", is_config=names_of("myst.yml", "myst.yaml"), references=_references)
JUPYTER_BOOK = Generator(name="Jupyter Book", is_config=names_of("_toc.yml", "_toc.yaml"), references=_references)
