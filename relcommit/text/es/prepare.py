"""What `relcommit prepare` and `relcommit demo` show and ask."""

from collections.abc import Sequence

from relcommit.docs.model import Edit, Move, Reason, Reorganisation, Reported
from relcommit.phrases import count
from relcommit.program.branch import BaseState, BranchState, Landed
from relcommit.world import Change, MetadataWarning

HELP = """Lleva PLAN a su rama, sus documentos, su commit, su push y su pull request.

Antes de actuar muestra todo lo que va a hacer y pregunta. Repetirlo no cambia nada, o actualiza lo que haya
cambiado: nunca crea una segunda rama, ni un segundo commit, ni una segunda pull request."""

INCLUDE = "Lleva también en el commit los cambios de RUTA, aunque el plan no los nombre. Se puede repetir."
AGAIN = "Abre otra pull request aunque la del plan se fusionara o se cerrara."
READY = "Saca de borrador la pull request, o la abre ya lista para revisar."
NO_FETCH = "No trae del remoto lo que aquí no está; decide con lo último que se trajo."
ASK = "¿Continuar?"
YES = ("s", "si", "sí", "y", "yes")
NO = ("n", "no")
YES_OR_NO = "Responde «s» o «n»."
STOPPED = "No se ha hecho nada."
RESUMING = "Sigo primero la ejecución que quedó a medias."
PASTE = "Lo mismo a mano:"
STEPS = "Pasos"
GATES = "Criterios de salida, hasta donde se ven desde aquí"
ACCEPT_SECRETS = "Apunta en «.secrets.baseline» lo que parece un secreto y se iba a publicar, y no hace nada más."
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
_MOST_OWN = 200
"""Files with somebody's own work that are listed by name: nobody should be surprised by one."""
_WHYS = {
    "markers": "su cuerpo no tiene nuestras marcas, o las tiene repetidas: se queda como está",
    "edited": "alguien lo ha cambiado después: se queda como está",
}


def reason(why: Reason) -> str:
    """Why a document moves: «regla «docs/etapa1/**»»."""
    return f"{_BY[why.by]} «{why.where}»"


def branch(state: BranchState, base: str, start: BaseState | None, *, is_new: bool) -> list[str]:
    """The branch, where it stands, and what else goes with it."""
    day = f", del {start.day}" if start and start.day else ""
    kind = f"nueva, desde «{base}» en {state.start[:7]}{day}" if is_new else f"ya existe, en {state.start[:7]}"
    lines = [f"Rama       {state.name}  ({kind})"]
    if is_new and start and start.ahead:
        theirs = count(start.ahead, "commit que no se ha subido: irá", "commits que no se han subido: irán")
        lines.append(f"  Aviso: tu «{base}» tiene {theirs} también en la pull request.")
    if start and start.behind:
        commits = count(start.behind, "commit", "commits")
        from_remote = "; la rama nueva sale del remoto" if is_new and not start.ahead else ""
        lines.append(f"  Tu «{base}» va {commits} por detrás del remoto{from_remote}.")
    if state.others_on_top and (others := state.others()):
        lines.append(f"  Con {count(len(others), 'commit que ya tiene', 'commits que ya tiene')} y que no se tocan:")
        lines += [f"    {made.sha[:7]} {made.header}" for made in others[:_MOST_FILES]]
        lines += [f"    … y {len(others) - _MOST_FILES} más"] * (len(others) > _MOST_FILES)
    return lines


def earlier_secret(place: str) -> str:
    """A secret that the commit does not add."""
    return f"Aviso: {place.removesuffix('.')}; ya estaba en la rama base y no lo añade este commit."


def accepted_secrets(number: int, file: str) -> str:
    """What was written in the baseline."""
    if not number:
        return "No hay ningún secreto que aceptar."
    return f"{count(number, 'secreto aceptado', 'secretos aceptados')} en «{file}». Revísalo y confírmalo con lo demás."


def already_merged(landed: Landed, base: str) -> str:
    """Nothing is left to do: the base has it all."""
    source = f"en la pull request #{landed.number}" if landed.number else f"con el commit {(landed.commit or '')[:7]}"
    where = f": {landed.url}" if landed.url else ""
    return f"Nada que hacer: la rama «{landed.branch}» ya se fusionó en «{base}» {source}{where}."


def ask_again(what_happened: str) -> str:
    """Whether another branch or pull request is wanted."""
    return f"{what_happened}\n¿Abrir otra?"


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


def message(text: str) -> list[str]:
    """The commit message, indented."""
    return ["Commit", *(f"  {line}".rstrip() for line in text.rstrip().splitlines())]


def committed_files(paths: Sequence[str], changes: Sequence[Change], docs: Reorganisation) -> list[str]:
    """Every file that the commit holds besides the moves, by why it is there; whoever has changes in it sees it."""
    kinds = {str(change.path): change.kind for change in changes}
    moved = {str(end) for move in docs.moves for end in (move.source, move.to)}
    edited = [path for path in paths if kinds.get(path) == "tracked"]
    new = [path for path in paths if kinds.get(path) == "untracked"]
    rewritten = [path for path in paths if path not in kinds and path not in moved]
    return [
        *_listed(edited, "Con cambios tuyos", _MOST_OWN),
        *_listed(new, "Nuevos, que git no seguía", _MOST_OWN),
        *_listed(rewritten, "Con referencias reescritas o el índice al día", _MOST_FILES),
    ]


def other_commits(commits: Sequence[tuple[str, bool]]) -> list[str]:
    """The commits of the plan that are not made, and why: it says their files, and none has changed, or it does not."""
    reasons = {
        True: "nada ha cambiado en sus archivos",
        False: "el plan no dice sus archivos: pon su «git add» delante de su «git commit», o las rutas al lado",
    }
    title = (
        "El plan recomienda otro commit, que no se hace"
        if len(commits) == 1
        else (f"El plan recomienda otros {len(commits)} commits, que no se hacen")
    )
    lines = [line for header, says in commits for line in (f"    {header}", f"      {reasons[says]}")]
    return [f"  {title}; lo que no es de ningún otro se queda donde está:", *lines]


def left_out(changes: Sequence[Change]) -> list[str]:
    """The changes that stay where they are."""
    edited = [str(change.path) for change in changes if change.kind != "untracked"]
    new = [str(change.path) for change in changes if change.kind == "untracked"]
    lines = [
        *_listed(edited, "Fuera del commit, con cambios tuyos", _MOST_OWN),
        *_listed(new, "Fuera del commit, sin seguimiento de git", _MOST_OWN),
    ]
    return [*lines, "  Para llevarlos, «--include RUTA»."] if lines else []


def _listed(paths: Sequence[str], title: str, most: int) -> list[str]:
    if not paths:
        return []
    shown = paths if len(paths) <= most else paths[: most - 1]
    rest = [f"    … y {len(paths) - len(shown)} más"] * (len(paths) > len(shown))
    return [f"  {title} ({len(paths)}):", *(f"    {path}" for path in shown), *rest]


def fate_of_pull_request(present: int | None, *, updates: bool, leaves_draft: bool, is_draft: bool) -> str:
    """What becomes of the pull request."""
    if present is None:
        return "nueva, en borrador: «--ready» la saca" if is_draft else "nueva"
    if leaves_draft:
        return f"{'actualiza y saca' if updates else 'saca'} de borrador la #{present}"
    return f"{'actualiza la' if updates else 'sin cambios, la'} #{present}"


def pull_request(title: str, base: str, *, fate: str, where: str) -> str:
    """The pull request and where it lives."""
    return f"PR         «{title}» → «{base}»  ({fate}, en {where})"


def finished(link: str, *, outcome: str) -> str:
    """The last line of a run."""
    verb = {"created": "creada", "updated": "actualizada", "unchanged": "sin cambios"}[outcome]
    return f"Pull request {verb}: {link}"


def kept_locally(place: str, *, outcome: str) -> str:
    """The last line of a run whose pull request is a file here, and nowhere else."""
    verb = {"created": "guardado", "updated": "actualizado", "unchanged": "sin cambios,"}[outcome]
    return f"Texto de la pull request {verb} en: {place}"


def server_says(lines: Sequence[str]) -> str:
    """What the server wrote while it took a branch: often the address that opens a merge request."""
    return "\n".join(("El servidor dice:", *(f"  {line}" for line in lines)))


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
