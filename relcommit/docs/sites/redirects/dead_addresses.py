"""The addresses that moves take away from a site, and that nothing redirects from."""

from collections.abc import Iterator

from relcommit.docs.model import Reorganisation, Tree
from relcommit.docs.paths import relative
from relcommit.docs.sites.generator import address_key
from relcommit.docs.sites.table import site_map
from relcommit.names import RepoPath


def dead_addresses(tree: Tree, work: Reorganisation) -> Iterator[tuple[str, RepoPath]]:
    """Each address at which nothing stands any more, and the document that stood there."""
    places = {move.source: move.to for move in work.moves}
    contents = {places.get(path, path): data for path, data in tree.contents.items()} | dict(work.contents)
    before = site_map(tree.files, tree.contents)
    if not before.sites:
        return
    after = site_map((places.get(path, path) for path in tree.files), contents)
    redirected = {edit.old for edit in work.edits if edit.kind == "redirect"}
    known = redirected | {address_key(address) for address in redirected}
    for move in work.moves:
        site = before.holding(move.source)
        address = before.address(site, move.source) if site else None
        if site is None or address is None or {relative(move.source, site.folder), address_key(address)} & known:
            continue
        now = next((other for other in after.sites if (other.config, other.folder) == (site.config, site.folder)), None)
        if now is None or after.page(now, address) is None:
            yield address, move.source
