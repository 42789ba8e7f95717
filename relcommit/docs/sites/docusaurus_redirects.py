"""Redirections of Docusaurus: the `redirects` of its client-redirects plugin, where they are a literal list."""

import re
from dataclasses import replace

from relcommit.docs.formats.javascript import Script, Unreadable
from relcommit.docs.paths import folder_of, is_document
from relcommit.docs.sites.docusaurus_redirect_list import PLUGINS, RedirectList
from relcommit.docs.sites.docusaurus_routes import docs_plugins, route_in
from relcommit.docs.sites.pages import Changed, Redirected, SiteMoves, changed, edit, unredirected
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
    at = data.index(b"client-redirects")
    try:
        script = Script(data)
        plugin = next(script.modules(PLUGINS), None)
        if plugin is None:
            return Redirected()
        at = script.tokens[plugin[0]].start
        docs = docs_plugins(script, folder_of(path), scene.files)
    except Unreadable:
        return unredirected(path, data, at, (move for move in scene.moves if is_document(move.source)))
    pages = changed(scene, lambda one, text: route_in(docs, one, text))
    try:
        return _written(path, data, pages) if pages.gone else Redirected()
    except Unreadable:
        return unredirected(path, data, at, (one.move for one in pages.free))


def _written(path: RepoPath, data: bytes, pages: Changed) -> Redirected:
    """The configuration with its list brought up to date. Raises Unreadable for a list that is no literal."""
    start = RedirectList(data).start
    now = RedirectList(data).led_on({one.old: one.new for one in pages.gone}, pages.live)
    there = RedirectList(RedirectList(now).without(pages.taken))
    fresh = [one for one in pages.free if one.old not in there.known]
    sayable = [one for one in fresh if not _NO_ROUTE.search(one.old + one.new)]
    lost = unredirected(path, data, start, (one.move for one in fresh if _NO_ROUTE.search(one.old + one.new)))
    edits = tuple(edit(path, data, start, one) for one in sayable)
    return replace(lost, contents={path: there.with_more(sayable) if sayable else there.data}, edits=edits)
