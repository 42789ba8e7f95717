"""Jekyll: `_config.yml`, and the addresses of its pages."""

from collections.abc import Iterator

from relcommit.docs.formats.yaml import scalars
from relcommit.docs.links.reference import Reference
from relcommit.docs.paths import folder_of
from relcommit.docs.sites.generator import Generator, Site, names_of
from relcommit.docs.sites.generators.jekyll_pages import read_site
from relcommit.docs.sites.redirects.jekyll_redirects import redirected
from relcommit.docs.sites.site_files import SiteFiles

is_jekyll = names_of("_config.yml", "_config.yaml")


def _references(path: str, data: bytes) -> Iterator[Reference]:
    """Paths by which pages are chosen, here and there by ones that are not there: none is a link that breaks."""
    home = folder_of(path)
    for scalar in scalars(data):
        if scalar.end > scalar.start:
            yield Reference("mention", scalar.start, scalar.end, "plain", (home,))


def _sites(path: str, tree: SiteFiles) -> Iterator[Site]:
    site = read_site(path, tree.data(path))
    if site is None or _is_jupyter_book(path, tree):
        return
    yield Site(
        generator="Jekyll", config=path, folder=site.folder, address=site.address, base=f"{site.base.rstrip('/')}/",
        static=(site.folder,), unread=() if site.is_clear else ("defaults",),
    )  # fmt: skip


def _is_jupyter_book(path: str, tree: SiteFiles) -> bool:
    """Jupyter Book's configuration has the same name; its table of contents stands beside it."""
    return f"{folder_of(path)}/_toc.yml".lstrip("/") in tree.files


JEKYLL = Generator(name="Jekyll", is_config=is_jekyll, references=_references, sites=_sites, redirected=redirected)
