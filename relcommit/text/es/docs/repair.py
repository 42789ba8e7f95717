"""What `relcommit docs repair` says."""

from relcommit.docs.links.repair import Repair, Repaired
from relcommit.phrases import count

NOTHING_TO_REPAIR = "Nada que reparar: ninguna referencia rota apunta a algo que siga en el repositorio."
_UNCOMMITTED = "un cambio sin confirmar"


def repairs(it: Repaired) -> str:
    """Each repair with the commit that broke the reference, and how many are left."""
    lines = []
    if it.repairs:
        lines.append(f"{count(len(it.repairs), 'referencia se repara', 'referencias se reparan')}:")
    for repair in it.repairs:
        lines.append(f"  {repair.edit.file}:{repair.edit.line}: «{repair.edit.old}» → «{repair.edit.new}»")
        lines.append(f"    la rompió {_commit(repair)}: {repair.cause.old} → {repair.cause.new}")
    if it.left:
        left = count(len(it.left), "referencia queda rota", "referencias quedan rotas")
        lines.append(f"{left}: nadie sabe adónde fue su destino. Lo que falta lo enumera «relcommit docs check».")
    return "\n".join(lines)


def _commit(it: Repair) -> str:
    return f"{it.cause.commit[:7]} «{it.cause.subject}»" if it.cause.commit else _UNCOMMITTED
