"""What `relcommit docs propose` writes and says."""

from relcommit.docs.paths import folder_of
from relcommit.docs.states.propose import Candidate
from relcommit.docs.states.signals import Signal
from relcommit.phrases import count
from relcommit.settings import DocsSettings

_QUOTED = 80
"""The longest quotation, in characters."""
MARKED = "marcado como histórico"
LIST_MARK = "Documentos por decidir"


def list_heading(settings: DocsSettings) -> str:
    """What a person needs to know above a list."""
    current = "se queda donde está" if settings.current in (".", "") else f"va a «{settings.current}/»"
    return (
        f"{LIST_MARK}. Cambia la letra del principio de cada línea:\n"
        f"  h  histórico: va a «{settings.historical}/»\n"
        f"  v  vigente: {current}\n"
        "  ?  sin decidir: no se mueve\n"
        "Otro destino, detrás de la ruta:  h docs/x.md -> docs/historico/etapa1/   (con «/» al final es una carpeta)\n"
        "Lo que sigue a «#» es un comentario. Borrar una línea es lo mismo que «?».\n"
        "Los primeros son los que más parecen históricos; nada se mueve por parecerlo."
    )


def list_written(file: str, decided: int) -> str:
    """Where a list is, and how to go on."""
    if not decided:
        return f"Ningún documento decidido en «{file}»: con «h» o «v» al principio de una línea se decide."
    decisions = f"{count(decided, 'documento decidido', 'documentos decididos')} en «{file}»."
    return f"{decisions}\nMíralo con «relcommit docs apply {file} --dry-run» y aplícalo sin «--dry-run»."


def hints(it: Candidate) -> str:
    """Why a document stands where it does in the list."""
    reasons: list[str] = []
    like = it.likeness
    if like:
        alike = [f"carpeta «{folder_of(it.path) or '.'}»"] if like.same_folder else []
        alike += [f"comparte «{', '.join(like.words)}»"] if like.words else []
        alike += ["de la misma época"] if alike and like.same_time else []
        reasons += [f"{', '.join(alike)}, como {like.path}"] if alike else []
    reasons += [_signal(signal) for signal in it.signals]
    if it.linked_from_landing and not reasons:
        reasons.append("lo enlaza un README")
    return "; ".join(reasons)


def _signal(it: Signal) -> str:
    match it.kind:
        case "banner" | "state":
            return f"línea {it.line}: «{_shortened(it.quote)}»"
        case "period":
            return f"«{it.quote}» en el nombre o el título"
        case "capitals":
            return "nombre en mayúsculas"


def _shortened(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1]}…"
