"""mdBook: `book.toml`; `SUMMARY.md` is a document whose links are its menu."""

from collections.abc import Iterator

from relcommit.docs.paths import folder_of, is_below, is_document, join, relative
from relcommit.docs.sites.generator import Generator, Site, names_of
from relcommit.docs.sites.generators.mkdocs import page_address
from relcommit.docs.sites.generators.zensical import settings_of
from relcommit.docs.sites.site_files import SiteFiles


def _sites(path: str, tree: SiteFiles) -> Iterator[Site]:
    book = settings_of(tree.data(path)).get("book", {})
    root = join(folder_of(path), str(book.get("src", "src")) if isinstance(book, dict) else "src")
    if root is None:
        return

    def address(document: str, data: bytes) -> str | None:
        del data
        if not is_document(document) or not is_below(document, root) or document.endswith("/SUMMARY.md"):
            return None
        return page_address(relative(document, root), directories=False)

    yield Site(generator="mdBook", config=path, folder=root, address=address, static=(root,))


MDBOOK = Generator(name="mdBook", is_config=names_of("book.toml"), sites=_sites)
