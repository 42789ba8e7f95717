"""What `relcommit prepare` and `relcommit demo` show and ask."""

from collections.abc import Sequence

from relcommit.docs.model import Edit, Move, Reason, Reported
from relcommit.phrases import count
from relcommit.world import MetadataWarning

HELP = """Lleva PLAN a su rama, sus documentos, su commit, su push y su pull request.

Antes de actuar muestra todo lo que va a hacer y pregunta. Repetirlo no cambia nada, o actualiza lo que haya
cambiado: nunca crea una segunda rama, ni un segundo commit, ni una segunda pull request."""

ASK = "¿Continuar?"
YES = ("s", "si", "sí", "y", "yes")
NO = ("n", "no")
YES_OR_NO = "Responde «s» o «n»."
STOPPED = "No se ha hecho nada."
RESUMING = "Sigo primero la ejecución que quedó a medias."
PASTE = "Lo mismo a mano:"
STEPS = "Pasos"
GATES = "Criterios de salida, hasta donde se ven desde aquí"
IN_MESSAGE = "mensaje del commit"
IN_BODY = "pull request"
LOCAL_FORGE = "la carpeta local de pull requests"
IN_THE_COMMIT = "en el commit de la rama"

_BY = {"plan": "lo dice el plan", "rule": "regla", "front-matter": "su cabecera", "folder": "su carpeta"}
_WHATS = {
    "labels": "la etiqueta",
    "reviewers": "la revisión de",
    "assignees": "la asignación a",
    "milestone": "el hito",
    "draft": "el borrador",
    "body": "el cuerpo",
    "title": "el título",
}
_MOST_FILES = 10
"""Files that are listed by name."""
_WHYS = {
    "markers": "su cuerpo no tiene nuestras marcas, o las tiene repetidas: se queda como está",
    "edited": "alguien lo ha cambiado después: se queda como está",
}


def reason(why: Reason) -> str:
    """Why a document moves: «regla «docs/etapa1/**»»."""
    return f"{_BY[why.by]} «{why.where}»"


def branch(name: str, base: str, at: str, *, is_new: bool) -> str:
    """The branch and where it stands."""
    return f"Rama       {name}  ({f'nueva, desde «{base}»' if is_new else 'ya existe,'} en {at[:7]})"


def documents(moves: Sequence[Move], edits: Sequence[Edit], reported: Sequence[Reported]) -> list[str]:
    """Each move with its reason, and what is written besides."""
    from relcommit.text.es.docs import left_alone, redirects

    if not moves:
        return ["Documentos ninguno se mueve"]
    rewritten = [edit for edit in edits if edit.kind != "redirect"]
    files = count(len({edit.file for edit in rewritten}), "archivo", "archivos")
    links = count(len(rewritten), "referencia reescrita", "referencias reescritas")
    lines = [f"Documentos {count(len(moves), 'se mueve', 'se mueven')}, {links} en {files}"]
    for move in moves:
        lines += [f"  {move.source}", f"    → {move.to}  ({reason(move.reason)})"]
    return lines + [f"  {line}" for line in (*redirects(edits), *left_alone(reported).splitlines())]


def message(text: str, own: Sequence[str]) -> list[str]:
    """The commit message, indented, and the files that go in as their author left them."""
    lines = ["Commit", *(f"  {line}".rstrip() for line in text.rstrip().splitlines())]
    if not own:
        return lines
    shown = own if len(own) <= _MOST_FILES else own[: _MOST_FILES - 1]
    left = len(own) - len(shown)
    lines += [f"  Con {count(len(own), 'archivo tal como está', 'archivos tal como están')}:"]
    return [*lines, *(f"    {path}" for path in shown), *([f"    … y {left} más"] if left else [])]


def pull_request(title: str, base: str, *, present: int | None, updates: bool, where: str) -> str:
    """The pull request and where it lives."""
    fate = "nueva" if present is None else f"{'actualiza la' if updates else 'sin cambios, la'} #{present}"
    return f"PR         «{title}» → «{base}»  ({fate}, en {where})"


def finished(link: str, *, outcome: str) -> str:
    """The last line of a run."""
    verb = {"created": "creada", "updated": "actualizada", "unchanged": "sin cambios"}[outcome]
    return f"Pull request {verb}: {link}"


def prefilled(link: str) -> str:
    """All but the pull request is done, for want of a token."""
    return (
        "La rama está subida. Falta abrir la pull request: no se ha encontrado ningún token.\n"
        f"Ábrela, ya rellena, en:\n  {link}\n"
        "O define GH_TOKEN (o entra con «gh auth login») y repite la orden."
    )


def complaint(it: MetadataWarning) -> str:
    """Something that the forge would not do."""
    return f"Aviso: la pull request se queda sin {_WHATS[it.field]} «{it.value}»: {_WHYS.get(it.why, it.why)}."


def stopped_midway(done: Sequence[str], left: Sequence[str]) -> str:
    """Where a run stopped, and the two ways out."""
    lines = ["La ejecución se ha quedado a medias."]
    lines += [f"  hecho   {step}" for step in done]
    lines += [f"  falta   {step}" for step in left]
    return "\n".join([*lines, "Sigue con «relcommit continue», o deshaz lo hecho con «relcommit undo»."])
