"""What `relcommit docs repair` says."""

from collections.abc import Iterator

from relcommit.docs.links.move_history import MovesFound
from relcommit.docs.links.repair import Repair, Repaired
from relcommit.phrases import count

NOTHING_TO_REPAIR = "Nada que reparar: ninguna referencia rota apunta a algo que siga en el repositorio."
NOTHING_KNOWN = "Nada reparado, y no se ha podido mirar todo:"
_UNCOMMITTED = "un cambio sin confirmar"


def repairs(it: Repaired, history: MovesFound) -> str:
    """Each repair with the commit that broke the reference and how alike the files are, and how many are left."""
    lines = []
    if not it.repairs and not it.doubtful:
        lines.append(NOTHING_KNOWN if it.left and (history.skipped or history.is_cut) else NOTHING_TO_REPAIR)
    if it.repairs:
        lines.append(f"{count(len(it.repairs), 'referencia se repara', 'referencias se reparan')}:")
    for repair in it.repairs:
        lines += _lines(repair)
    if it.doubtful:
        many = count(len(it.doubtful), "reparación es dudosa y no se hace", "reparaciones son dudosas y no se hacen")
        lines.append(f"{many} (en una terminal, sin «--yes», se pregunta por cada una):")
    for repair in it.doubtful:
        lines += _lines(repair)
    if it.left:
        left = count(len(it.left), "referencia queda rota", "referencias quedan rotas")
        lines.append(f"{left}: nadie sabe bien adónde fue su destino. Las enumera «relcommit docs check».")
    return "\n".join(lines)


def not_looked_at(history: MovesFound, away: int) -> Iterator[str]:
    """What of the history and of the tree this clone does not hold."""
    if history.skipped:
        some = ", ".join(commit[:7] for commit in history.skipped[:5])
        many = count(len(history.skipped), "commit no se ha mirado", "commits no se han mirado")
        yield f"{many}, porque este clon no tiene sus archivos: {some}. Tráelos con «git fetch --refetch»."
    if history.is_cut:
        yield (
            "La historia de este clon está cortada: los movimientos anteriores no se han mirado. "
            "Tráela con «git fetch --unshallow»."
        )
    if away:
        yield f"{count(away, 'archivo no se ha mirado', 'archivos no se han mirado')}, porque no está en este clon."


def question(it: Repair) -> str:
    """Whether to make a repair that is not sure."""
    return "\n".join([*_lines(it), "¿Se repara?"])


def _lines(it: Repair) -> Iterator[str]:
    yield f"  {it.edit.file}:{it.edit.line}: «{it.edit.old}» → «{it.edit.new}»"
    alike = f" (iguales en un {it.cause.likeness:.0%})".replace("%", " %")
    yield f"    la rompió {_commit(it)}: {it.cause.old} → {it.cause.new}{alike}"


def _commit(it: Repair) -> str:
    return f"{it.cause.commit[:7]} «{it.cause.subject}»" if it.cause.commit else _UNCOMMITTED
