"""A site whose documents move, for the tests of its redirections."""

from collections.abc import Mapping

from relcommit.docs.links.rewrite import reorganise
from relcommit.docs.model import Reorganisation, Tree
from relcommit.docs.sites.redirects.site_redirects import with_redirects
from tests.unit.docs.trees import after, moves, texts, tree


def moved_once(before: Tree, pairs: Mapping[str, str]) -> Reorganisation:
    return with_redirects(before, reorganise(before, moves(pairs)))


def redirected(files: Mapping[str, str | bytes], *steps: Mapping[str, str]) -> dict[str, str]:
    """The text of every file after some rounds of moves."""
    now = tree(files)
    for pairs in steps:
        now = after(now, moved_once(now, pairs))
    return texts(now)


def reported(files: Mapping[str, str | bytes], pairs: Mapping[str, str]) -> list[tuple[str, int, str]]:
    """What nothing redirects to: the file and the line that say why not, and the page."""
    work = moved_once(tree(files), pairs)
    return [(one.file, one.line, one.target) for one in work.reported if one.why == "redirect"]
