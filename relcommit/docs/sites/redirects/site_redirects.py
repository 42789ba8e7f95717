"""The site's own redirections: one for each page that moves, where the site has them."""

from dataclasses import replace

from relcommit.docs.model import Reorganisation, Tree
from relcommit.docs.sites.redirects.moved_pages import SiteMoves
from relcommit.docs.sites.table import generator_of


def with_redirects(tree: Tree, work: Reorganisation) -> Reorganisation:
    """The reorganisation with redirections from where its documents stood, and with what could not be redirected."""
    places = {move.source: move.to for move in work.moves}
    contents = {places.get(path, path): data for path, data in tree.contents.items()} | dict(work.contents)
    for path in sorted(contents):
        generator = generator_of(path)
        if generator is None or generator.redirected is None:
            continue
        outcome = generator.redirected(path, SiteMoves(tree=tree, contents=contents, moves=work.moves))
        made = {file: data for file, data in outcome.contents.items() if data != contents[file]}
        contents |= made
        work = replace(
            work,
            contents={**work.contents, **made},
            edits=(*work.edits, *outcome.edits),
            reported=(*work.reported, *outcome.reported),
        )
    return work
