"""A wiki of GitHub: every page by its name, whatever its folder. `_Sidebar.md` is its menu."""

from collections.abc import Iterator

from relcommit.docs.paths import folder_of, is_document
from relcommit.docs.sites.generator import Generator, Site, names_of
from relcommit.docs.sites.site_files import SiteFiles


def _sites(path: str, tree: SiteFiles) -> Iterator[Site]:
    home = folder_of(path)
    if f"{home}/Home.md".lstrip("/") not in tree.files:
        return

    def address(document: str, data: bytes) -> str | None:
        del data
        name = document.rpartition("/")[2].rpartition(".")[0]
        return f"/{name.replace(' ', '-')}" if is_document(document) and not name.startswith("_") else None

    yield Site(generator="GitHub wiki", config=path, folder=home, address=address, static=(home,))


GITHUB_WIKI = Generator(name="GitHub wiki", is_config=names_of("_Sidebar.md"), sites=_sites, own_anchors=False)
