"""The site's own redirections: one for each page that moves, where the site has them. A maker is a file and a line."""

from collections.abc import Callable
from dataclasses import replace

from relcommit.docs.model import Reorganisation, Tree
from relcommit.docs.sites import docusaurus_redirects as redirects_docusaurus
from relcommit.docs.sites import jekyll_redirects as redirects_jekyll
from relcommit.docs.sites import mkdocs_redirects as redirects_mkdocs
from relcommit.docs.sites.config_files import is_docusaurus, is_jekyll, is_mkdocs
from relcommit.docs.sites.pages import Redirected, SiteMoves
from relcommit.names import RepoPath

_MAKERS: dict[Callable[[str], bool], Callable[[RepoPath, SiteMoves], Redirected]] = {
    is_mkdocs: redirects_mkdocs.redirected,
    is_docusaurus: redirects_docusaurus.redirected,
    is_jekyll: redirects_jekyll.redirected,
}
"""By what tells the configuration of a site, what writes its redirections."""


def with_redirects(tree: Tree, work: Reorganisation) -> Reorganisation:
    """The reorganisation with redirections from where its documents stood, and with what could not be redirected."""
    places = {move.source: move.to for move in work.moves}
    contents = {places.get(path, path): data for path, data in tree.contents.items()} | dict(work.contents)
    for path in sorted(contents):
        for is_its_own, redirected in _MAKERS.items():
            if not is_its_own(path):
                continue
            outcome = redirected(path, SiteMoves(tree=tree, contents=contents, moves=work.moves))
            made = {file: data for file, data in outcome.contents.items() if data != contents[file]}
            contents |= made
            work = replace(
                work,
                contents={**work.contents, **made},
                edits=(*work.edits, *outcome.edits),
                reported=(*work.reported, *outcome.reported),
            )
    return work
