"""What is said about documents."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from relcommit.docs.generated.banner import Note
from relcommit.docs.generated.finish import Layouts
from relcommit.docs.generated.index import Listing
from relcommit.docs.model import Edit, Finding, Move, Reason, Reorganisation, Reported
from relcommit.docs.paths import folder_of
from relcommit.names import Mood
from relcommit.phrases import count
from relcommit.settings import DocsSettings
from relcommit.text.templates import TeamTemplates

NOTHING_DECIDED = (
    "Nada que mover: ningún documento decidido está fuera de su sitio.\n"
    "Escribe una lista con «relcommit docs propose», o reglas «[[docs.rules]]» en «relcommit.toml»."
)
LEFT_UNCOMMITTED = "Listo, sin confirmar: mira los cambios con «git status». «relcommit undo» los deshace."
_BY = {
    "plan": "el plan", "list": "la lista", "rule": "la regla", "front-matter": "su cabecera", "folder": "su carpeta",
}  # fmt: skip
_FILES_SHOWN = 10
_SHOWN = 30
"""How many moves are shown one by one before the rest is counted."""
_IN_BODY = 12
"""How many bullets a commit's body has before the rest is counted."""
_VERBS: dict[str, dict[Mood, str]] = {
    "move": {"presente": "mueve", "infinitivo": "mover", "libre": "mueve"},
    "edit": {"presente": "reescribe", "infinitivo": "reescribir", "libre": "reescribe"},
    "index": {"presente": "actualiza", "infinitivo": "actualizar", "libre": "actualiza"},
    "repair": {"presente": "repara", "infinitivo": "reparar", "libre": "repara"},
}


def finding(it: Finding, file: str) -> str:
    """A line of the plan, or of a list, that moves nothing."""
    match it.code:
        case "document-missing":
            return f"{file}:{it.line}: «{it.path}» no está en el repositorio: no se mueve nada por esa línea."
        case "document-kept":
            return f"{file}:{it.line}: «{it.path}» está en «keep» y no se mueve."


def reason(why: Reason) -> str:
    """What decided about a document: «la regla «docs/etapa1/**»»."""
    decided = f"{_BY[why.by]} «{why.where}»"
    return f"{decided}: {why.why}" if why.why else decided


LISTED = "decidido a mano en una lista"


def told_reason(why: Reason) -> str:
    """The same for a commit or a pull request, where nobody has the list: its author's words, if there are any."""
    return (why.why or LISTED) if why.by == "list" else reason(why)


def plan_of_moves(work: Reorganisation) -> str:
    """What is about to happen."""
    lines = [f"{count(len(work.moves), 'documento se mueve', 'documentos se mueven')}:"] if work.moves else []
    for move in work.moves[:_SHOWN]:
        lines += [f"  {move.source}", f"    → {move.to}  ({reason(move.reason)})"]
    if len(work.moves) > _SHOWN:
        lines.append(f"  … y {len(work.moves) - _SHOWN} más")
    rewritten = [edit for edit in work.edits if edit.kind != "redirect"]
    files = count(len({edit.file for edit in rewritten}), "archivo", "archivos")
    if rewritten:
        lines.append(f"{count(len(rewritten), 'referencia se reescribe', 'referencias se reescriben')} en {files}:")
        lines += _by_file(rewritten)
    lines += redirects(work.edits)
    if work.broken_before or work.broken_after:
        lines.append(f"Enlaces rotos: {work.broken_before} antes, {work.broken_after} después.")
    return "\n".join(lines)


def _by_file(edits: Sequence[Edit]) -> Iterator[str]:
    """How many references change in each file, those with most first."""
    files = Counter(edit.file for edit in edits).most_common()
    for file, times in files[:_FILES_SHOWN]:
        yield f"  {file}  ({times})"
    if len(files) > _FILES_SHOWN:
        yield f"  … y {len(files) - _FILES_SHOWN} más"


def dead(addresses: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The addresses of a site at which nothing stands any more."""
    if addresses:
        many = count(len(addresses), "dirección del sitio deja", "direcciones del sitio dejan")
        yield f"{many} de existir, sin redireccionamiento (los escribe «redirects = true» en «[docs]»):"
    for address, path in addresses[:_FILES_SHOWN]:
        yield f"  {address}  ({path})"
    if len(addresses) > _FILES_SHOWN:
        yield f"  … y {len(addresses) - _FILES_SHOWN} más"


def attachments(paths: Sequence[str], settings: DocsSettings) -> Iterator[str]:
    """Pictures and other files that only documents use that move, offered in the words of a list."""
    if paths:
        many = count(len(paths), "archivo que solo usan", "archivos que solo usan")
        yield f"{many} documentos que se mueven. Para que vayan con ellos, añade a la lista:"
    for path in paths[:_FILES_SHOWN]:
        below = path.removeprefix(f"{settings.root.strip('/')}/")
        yield f"  h {path} -> {settings.historical.strip('/')}/{below}"
    if len(paths) > _FILES_SHOWN:
        yield f"  … y {len(paths) - _FILES_SHOWN} más"


def redirects(edits: Sequence[Edit]) -> Iterator[str]:
    """How many pages the site leads from their old address to the new one."""
    if added := sum(edit.kind == "redirect" for edit in edits):
        yield f"{count(added, 'redireccionamiento se añade', 'redireccionamientos se añaden')} al sitio."


_LEFT = {
    "encoding": "Sin reescribir, en archivos que no son UTF-8",
    "code": "Sin reescribir, en código y direcciones de GitHub (con «--also code» se reescriben)",
    "fenced": "Sin reescribir, en bloques de código: míralos («docs apply --also code» los reescribe)",
    "address": "Sin reescribir, en direcciones de Jekyll: míralas («docs apply --also code» las reescribe)",
    "redirect": "Sin redireccionamiento, porque el sitio no dice de forma legible cómo escribirlo; añádelo a mano",
    "site": "Dejan de estar en el sitio, porque salen de la carpeta de sus páginas («docs_dir»)",
}


def left_alone(reported: Sequence[Reported]) -> str:
    """References that nobody rewrites, and why."""
    lines = []
    for why, heading in _LEFT.items():
        chosen = [reference for reference in reported if reference.why == why]
        lines += [f"{heading}:"] if chosen else []
        lines += [f"  {reference.file}:{reference.line} → {reference.target}" for reference in chosen[:_SHOWN]]
        lines += [f"  … y {len(chosen) - _SHOWN} más"] if len(chosen) > _SHOWN else []
    return "\n".join(lines)


def history_at_risk(paths: Sequence[str]) -> str:
    """Documents that one commit would cut off from their past."""
    lines = [
        f"Con un solo commit, «git log --follow» perdería la historia de "
        f"{count(len(paths), 'documento', 'documentos')}, porque casi todo su texto son enlaces que cambian:"
    ]
    lines += [f"  {path}" for path in paths[:_SHOWN]]
    if len(paths) > _SHOWN:
        lines.append(f"  … y {len(paths) - _SHOWN} más")
    return "\n".join([*lines, "Con «--commits 2» se conserva."])


def header(kind: str, moves: Sequence[Move], edits: int, mood: Mood, commit_type: str) -> str:
    """The header of a commit of ours: `move`, `edit`, `index` or `repair`."""
    verb = _VERBS[kind][mood]
    match kind:
        case "move":
            changed = _moved(moves)
        case "edit":
            changed = f"las referencias a {count(len(moves), 'documento movido', 'documentos movidos')}"
        case "index":
            changed = "el índice de documentos"
        case _:
            changed = count(edits, "referencia rota", "referencias rotas")
    return f"{commit_type}: {verb} {changed}"


def _moved(moves: Sequence[Move]) -> str:
    kinds = {move.status for move in moves}
    if kinds == {"historico"}:
        return count(len(moves), "documento a históricos", "documentos a históricos")
    if kinds == {"vigente"}:
        return count(len(moves), "documento a vigentes", "documentos a vigentes")
    return count(len(moves), "documento", "documentos")


def body(moves: Sequence[Move]) -> Iterator[str]:
    """The bullets of a commit's body: from where to where, and why; moves of a kind in one bullet."""
    groups: dict[tuple[str, str, str], list[Move]] = {}
    for move in moves:
        why = told_reason(move.reason)
        groups.setdefault((folder_of(move.source), folder_of(move.to), why), []).append(move)
    for (old, new, why), group in list(groups.items())[:_IN_BODY]:
        moved = f"«{old or '.'}/» → «{new or '.'}/» ({count(len(group), 'documento', 'documentos')})"
        if len(group) == 1:
            moved = f"«{group[0].source}» → «{group[0].to}»"
        yield f"{moved}: {why}" if why else moved
    if rest := sum(map(len, list(groups.values())[_IN_BODY:])):
        yield f"y {rest} más"


def done(commits: Sequence[str]) -> str:
    """The last line of a run."""
    return f"Listo: {' y '.join(sha[:7] for sha in commits)}. «relcommit undo» lo deshace."


def layouts(team: TeamTemplates) -> Layouts:
    """The index and the note as the templates lay them out; a team's own win over ours.

    Both raise TemplateFailed.
    """

    def index(it: Listing) -> str:
        return _unmarked("docs_index.md.j2", {"current": it.current, "historical": it.historical}, team)

    def note(it: Note) -> str:
        values = {"since": it.since, "plan": it.plan, "superseded_by": it.superseded_by}
        return _unmarked("banner.md.j2", values, team)

    return Layouts(index=index, note=note)


def _unmarked(name: str, values: Mapping[str, object], team: TeamTemplates) -> str:
    """What a template gives: our own markers go around it, and would not be found again with others inside."""
    from relcommit.errors.settings import TemplateFailed
    from relcommit.text.templates import render

    text = render(name, values, team=team)
    if "<!-- relcommit:" in text or "<!-- /relcommit:" in text:
        raise TemplateFailed(team.place(name), None, "da marcas «<!-- relcommit: … -->», que pone relcommit alrededor")
    return text
