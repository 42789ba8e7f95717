"""Quarto: `_quarto.yml`, its chapters and sidebars, and the addresses of its pages."""

from collections.abc import Iterator

from relcommit.docs.formats.yaml import is_verbatim, scalars
from relcommit.docs.links.reference import Reference
from relcommit.docs.paths import folder_of, is_below, is_document, relative
from relcommit.docs.sites.generator import Generator, Site, names_of
from relcommit.docs.sites.site_files import SiteFiles


def _references(path: str, data: bytes) -> Iterator[Reference]:
    home = folder_of(path)
    for scalar in scalars(data):
        if scalar.end > scalar.start and is_verbatim(data, scalar):
            yield Reference("config", scalar.start, scalar.end, "plain", (home,))


def _sites(path: str, tree: SiteFiles) -> Iterator[Site]:
    del tree
    root = folder_of(path)

    def address(document: str, data: bytes) -> str | None:
        del data
        inside = relative(document, root)
        if not is_document(document) or not is_below(document, root) or inside.startswith("_"):
            return None
        return f"/{inside.rpartition('.')[0]}.html"

    yield Site(generator="Quarto", config=path, folder=root, address=address, static=(root,))


QUARTO = Generator(
    name="Quarto", is_config=names_of("_quarto.yml", "_quarto.yaml"), references=_references, sites=_sites
)
