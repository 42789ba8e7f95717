"""Whether files can go where somebody wants them: refusals before anything is touched."""

from collections.abc import Sequence

from relcommit.docs.model import Move, Tree
from relcommit.docs.paths import ancestors, folders_of, spelling_key
from relcommit.errors.docs import DestinationOccupied, LinkInTheWay, SameDestination, SubmoduleInTheWay


def check_moves(tree: Tree, moves: Sequence[Move]) -> None:
    """Refuse destinations that are taken, doubled, or reached through links or submodules.

    Names that differ only in case or in Unicode form count as one.
    Raises SameDestination, DestinationOccupied, LinkInTheWay, SubmoduleInTheWay.
    """
    if not moves:
        return
    _refuse_doubles(moves)
    for move in moves:
        refuse_detours(tree, move.source)
        refuse_detours(tree, move.to)
    _refuse_occupied(tree, moves)


def _refuse_doubles(moves: Sequence[Move]) -> None:
    wanted: dict[str, Move] = {}
    for move in moves:
        other = wanted.setdefault(spelling_key(move.to), move)
        if other is not move:
            raise SameDestination(other.source, move.source, move.to)


def refuse_detours(tree: Tree, path: str) -> None:
    """Raises LinkInTheWay and SubmoduleInTheWay for a path that leads through one."""
    for folder in ancestors(path):
        if folder in tree.symlinks:
            raise LinkInTheWay(path, folder)
        if folder in tree.submodules:
            raise SubmoduleInTheWay(path, folder)


def _refuse_occupied(tree: Tree, moves: Sequence[Move]) -> None:
    """Nothing may stand where a file lands, no file where it needs a folder, and no look-alike of either."""
    staying = tree.files - {move.source for move in moves}
    landing = {move.to for move in moves}
    known = {*staying, *(f"{folder}/" for folder in folders_of(staying))}
    names = _by_spelling({*known, *landing, *(f"{folder}/" for folder in folders_of(landing))})
    for move in moves:
        for name in (move.to, *(f"{folder}/" for folder in ancestors(move.to))):
            holders = names[spelling_key(name.rstrip("/"))] - {name}
            if name == move.to and name in known:
                raise DestinationOccupied(move.source, move.to, name)
            if holders and not (name.endswith("/") and name in known):
                raise DestinationOccupied(move.source, move.to, min(holders).rstrip("/"))


def _by_spelling(names: set[str]) -> dict[str, set[str]]:
    """By spelling key, the files, and the folders with a final stroke."""
    holders: dict[str, set[str]] = {}
    for name in names:
        holders.setdefault(spelling_key(name.rstrip("/")), set()).add(name)
    return holders
