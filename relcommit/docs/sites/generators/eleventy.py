"""Eleventy: `.eleventy.js` or `eleventy.config.*`, its input folder, and the addresses of its pages."""

import re
from collections.abc import Iterator

from relcommit.docs.formats import frontmatter
from relcommit.docs.paths import folder_of, is_below, is_document, join, relative
from relcommit.docs.sites.generator import Generator, Site
from relcommit.docs.sites.site_files import SiteFiles

_NAME = re.compile(r"(?:^|/)(?:\.eleventy\.js|eleventy\.config\.(?:js|mjs|cjs|ts|mts|cts))$")
_INPUT = re.compile(
    rb"""(?<![\w$.])input["']?[ \t]*:[ \t]*["'`]([^"'`\r\n]*)["'`]|\bsetInputDirectory\(["'`]([^"'`\r\n]*)"""
)


def _sites(path: str, tree: SiteFiles) -> Iterator[Site]:
    data = tree.data(path)
    setting = _INPUT.search(data)
    root = join(folder_of(path), (setting[1] or setting[2]).decode("utf-8", "replace") if setting else ".")
    if root is None:
        return

    def address(document: str, text: bytes) -> str | None:
        if not is_document(document) or not is_below(document, root):
            return None
        own = dict(frontmatter.declared(text)).get("permalink")
        if own is not None:
            return None if own == "false" or "{" in own else f"/{own.lstrip('/')}"
        stem = relative(document, root).rpartition(".")[0]
        folder, name = folder_of(stem), stem.rpartition("/")[2]
        if name in ("index", folder.rpartition("/")[2]):
            return f"/{folder}/" if folder else "/"
        return f"/{stem}/"

    unread = ("permalink",) if b"permalink" in data else ()
    yield Site(generator="Eleventy", config=path, folder=root, address=address, unread=unread, is_strict=not unread)


ELEVENTY = Generator(name="Eleventy", is_config=lambda path: _NAME.search(path) is not None, sites=_sites)
