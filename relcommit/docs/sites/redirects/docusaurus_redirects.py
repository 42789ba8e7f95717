"""Redirections of Docusaurus: the `redirects` of its client-redirects plugin, where they are a literal list."""

import re
from dataclasses import replace

from relcommit.docs.formats.javascript import Script, Unreadable
from relcommit.docs.paths import folder_of, is_document
from relcommit.docs.sites.generators.docusaurus_routes import docs_plugins, route_in
from relcommit.docs.sites.redirects.docusaurus_redirect_list import PLUGINS, RedirectList
from relcommit.docs.sites.redirects.moved_pages import Changed, Redirected, SiteMoves, changed, edit, unredirected
from relcommit.docs.sites.site_files import SiteFiles
from relcommit.names import RepoPath

_NO_ROUTE = re.compile(r"[#?%\\\ud800-\udfff]")
"""What Docusaurus takes in no route."""


def redirected(path: RepoPath, scene: SiteMoves) -> Redirected:
    """The site's configuration with a redirection for every route that a document leaves.

    https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-client-redirects: every `to` has to be a route that
    exists, and no `from` may be one.
    """
    data = scene.contents[path]
    if b"client-redirects" not in data:
        return Redirected()
    position = data.index(b"client-redirects")
    try:
        script = Script(data)
        plugin = next(script.modules(PLUGINS), None)
        if plugin is None:
            return Redirected()
        position = script.tokens[plugin[0]].start
        docs = docs_plugins(script, folder_of(path), SiteFiles(frozenset(scene.files), scene.contents))
    except Unreadable:
        return unredirected(path, data, position, (move for move in scene.moves if is_document(move.source)))
    pages = changed(scene, lambda document, text: route_in(docs, document, text))
    try:
        return _written(path, data, pages) if pages.gone else Redirected()
    except Unreadable:
        return unredirected(path, data, position, (page.move for page in pages.free))


def _written(path: RepoPath, data: bytes, pages: Changed) -> Redirected:
    """The configuration with its list brought up to date. Raises Unreadable for a list that is no literal."""
    start = RedirectList(data).start
    now = RedirectList(data).led_on({page.old: page.new for page in pages.gone}, pages.live)
    entries = RedirectList(RedirectList(now).without(pages.taken))
    fresh = [page for page in pages.free if page.old not in entries.known]
    sayable = [page for page in fresh if not _NO_ROUTE.search(page.old + page.new)]
    lost = unredirected(path, data, start, (page.move for page in fresh if _NO_ROUTE.search(page.old + page.new)))
    edits = tuple(edit(path, data, start, page) for page in sayable)
    return replace(lost, contents={path: entries.with_more(sayable) if sayable else entries.data}, edits=edits)
