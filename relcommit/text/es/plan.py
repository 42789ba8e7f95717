"""What `relcommit plan` says: its help, its overview and its findings."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from relcommit.plan.accounting import Line, Reading
    from relcommit.plan.model import Finding, Item, Plan

HELP = "Lee, revisa o escribe un plan."
SHOW_HELP = """Muestra lo que se ha leído del plan, con la línea de cada cosa.

PLAN es un archivo Markdown, o «-» para la entrada estándar. Lo que el plan no recomienda se deja en blanco: nunca se
adivina. Las órdenes de git que trae el plan se leen y se comparan, pero no se ejecutan."""
LINT_HELP = """Dice qué falta, qué se contradice y qué no tendrá efecto.

Cada hallazgo se imprime como archivo:línea. Termina con 1 solo si hay errores, que son los que harían parar a
«relcommit prepare»: que falte la rama o el commit, que la rama esté protegida, que el mensaje incumpla las reglas, o
que un documento esté en las dos listas o fuera del repositorio. Lo demás son avisos, y termina con 0."""
NEW_HELP = """Escribe un plan nuevo a partir de una plantilla.

Lo que no se dé con opciones se pregunta, si hay una terminal. Nunca sobrescribe un archivo. Lo escrito se vuelve a leer
antes de guardarlo, para asegurar que «relcommit prepare» entenderá lo mismo."""
FIX_HELP = """Escribe en el plan lo que se puede arreglar solo.

Añade la rama o el encabezado que falten, hechos del título del plan, y cambia los que las reglas rechazan por otros que
aceptan. Antes enseña el cambio y pregunta. Termina con 1 si queda algo que sólo puede decir quien escribe el plan."""
NOTHING_TO_FIX = "No hay nada que se pueda arreglar solo."
TITLE = "Título del plan."
BRANCH = "Rama recomendada."
BASE = "Rama base de la pull request."
HEADER = "Encabezado del commit: «tipo(ámbito): descripción»."
BODY = "Un punto del cuerpo del commit. Se puede repetir."
PATHSPEC = "Ruta que entra en el commit. Se puede repetir."
PR_TITLE = "Título de la pull request."
DONE = "Un punto de la definición de «Done». Se puede repetir."
GATE = "Un criterio de salida. Se puede repetir."
DEPLOY = "Un paso del despliegue. Se puede repetir."
ROLLBACK = "Un paso de la marcha atrás. Se puede repetir."
CURRENT = "Documento vigente, con «-> destino» si cambia de sitio. Se puede repetir."
HISTORICAL = "Documento histórico, con «-> destino» si no va al de siempre. Se puede repetir."
OUTPUT = "Archivo que se escribe."
JSON = "Imprime un solo objeto JSON."
ALL = "Antes de los hallazgos, muestra el plan entero con lo que se ha leído de cada línea al margen."

ASK_TITLE = "Título"
ASK_BRANCH = "Rama"
ASK_HEADER = "Encabezado del commit"
ASK_BODY = "Punto del cuerpo (vacío para terminar)"
ASK_DONE = "Punto de «Done» (vacío para terminar)"

PLACEHOLDERS = {"branch": "RAMA", "header": "'tipo(ámbito): descripción'"}
QUESTIONS = {"branch": "Rama", "header": "Encabezado del commit"}
WRITE_INTO_PLAN = "¿Escribirlo en el plan?"
NOT_WRITABLE = "El plan no se puede completar sin reescribirlo; la respuesta vale sólo para esta vez."
ANSWER_BRANCH = "Rama, en vez de la que dice el plan."
ANSWER_HEADER = "Encabezado del commit, en vez del que dice el plan."
ANSWER_BODY = "Un punto del cuerpo del commit, en vez de los del plan. Se puede repetir."
ANSWER_BASE = "Rama base, en vez de la que dice el plan."
ANSWER_TITLE = "Título del pull request, en vez del que dice el plan."

NOTHING_FOUND = "El plan está bien: no hay nada que señalar."
_LEVELS = {"error": "error", "warning": "aviso"}
_FIELDS = {
    "branch": "la rama",
    "commit.header": "el mensaje del commit",
    "pull_request.title": "el título de la pull request",
}
_MARGIN_WIDTH = 18
_READINGS: "dict[Reading, str]" = {"understood": "", "prose": "·", "unread": "¿? sin leer"}
_MARGIN = {
    "title": "título",
    "date": "fecha",
    "branch": "rama",
    "base": "base",
    "commit": "commit",
    "commit.header": "commit",
    "commit.body": "cuerpo",
    "pull_request.title": "título del PR",
    "pull_request.body": "cuerpo del PR",
    "pull_request.labels": "etiquetas",
    "pull_request.reviewers": "revisores",
    "pull_request.assignees": "asignados",
    "pull_request.milestone": "hito",
    "pull_request.draft": "borrador",
    "pull_request.issues": "incidencias",
    "labels": "etiquetas",
    "reviewers": "revisores",
    "assignees": "asignados",
    "milestone": "hito",
    "draft": "borrador",
    "issues": "incidencias",
    "pathspecs": "rutas",
    "commands": "órdenes",
    "gates": "criterio",
    "deploy": "despliegue",
    "rollback": "marcha atrás",
    "done": "Done",
    "documents": "documento",
}
"""What the margin calls each field."""
_FINDINGS = {
    "no-branch": "El plan no recomienda ninguna rama. Añade una sección «Rama recomendada».",
    "no-commit": "El plan no recomienda ningún mensaje de commit. Añade una sección «Mensaje de commit recomendado».",
    "no-done": "El plan no dice cuándo está hecho. Añade una sección «Definición de Done» con su lista.",
    "several-commits": "El plan recomienda {count} commits: se hacen, en su orden, los que dicen sus archivos.",
    "protected-branch": "La rama «{branch}» está protegida o es la propia base. Recomienda otra.",
    "branch-git": "Git no acepta «{branch}» como nombre de rama. Recomienda otro.",
    "branch-alphabet": "El nombre de la rama, «{branch}», tiene signos que no están en [{alphabet}]. Recomienda otro.",
    "branch-pattern": "La rama «{branch}» no encaja en «branch.patterns»: {patterns}. Recomienda otra.",
    "header-refused": "El mensaje «{header}» no cumple las reglas: {complaint}",
    "placeholder": "«{text}» es un hueco por rellenar y no vale para {field}. Escribe el valor.",
    "contradiction": "Las órdenes dicen «{command}» y los encabezados «{chosen}»: para {field} mandan los encabezados.",
    "unread": "No se ha leído nada de «{text}»{more}, en «{part}».",
    "too-long": "El plan es muy largo: de la línea {line} en adelante no se ha mirado qué queda sin leer.",
    "document-unread": "No se entiende qué hacer con «{path}»: «{text}». "
    "Escribe a su lado «(vigente)» o «(histórico)».",
    "document-label": "«{path}» está bajo «{label}», que no dice si es vigente o histórico. "
    "Pon una de las dos palabras en el rótulo.",
    "document-outside": "«{path}» sale del repositorio. Escribe una ruta desde su raíz.",
    "document-twice": "«{path}» ya está en la línea {first} con otro estado o destino. Deja solo una de las dos.",
    "document-absent": "«{path}» no existe en el repositorio y no se moverá nada.",
    "document-kept": "«{path}» está en «docs.keep» de la configuración y no se moverá.",
    "document-in-place": "«{path}» ya está en su sitio y no se moverá.",
}


def finding(finding: "Finding") -> str:
    """A finding as a sentence or two."""
    facts = dict(finding.facts)
    facts["more"] = _more(int(facts.get("last", finding.line)) - finding.line)
    if "field" in facts:
        facts["field"] = _FIELDS[facts["field"]]
    return _FINDINGS[finding.code].format_map(facts)


def _more(lines: int) -> str:
    return "" if lines <= 0 else " y la línea siguiente" if lines == 1 else f" y las {lines} líneas siguientes"


def line_counts(lines: "tuple[Line, ...]") -> str:
    """How many lines were read, stand for people, and were not understood."""
    read, prose, unread = (sum(line.reading == kind for line in lines) for kind in _READINGS)
    read_lines = f"{read} {'línea leída' if read == 1 else 'líneas leídas'}"
    return f"{read_lines}, {prose} de texto para personas y {unread} sin leer."


def line_in_margin(line: "Line") -> str:
    """A line of the plan with what was read from it at its left."""
    names = dict.fromkeys(_MARGIN.get(name, name) for name in line.fields)
    mark = ", ".join(names) if line.reading == "understood" else _READINGS[line.reading]
    return f"{line.number:>4}  {mark[:_MARGIN_WIDTH]:{_MARGIN_WIDTH}}  {line.text}"


def place(file: str, noticed: "Finding") -> str:
    """A finding with its place and how grave it is."""
    return f"{file}:{noticed.line}: {_LEVELS[noticed.level]}: {finding(noticed)} [{noticed.code}]"


def lint_summary(errors: int, warnings: int) -> str:
    """How many findings there were."""
    counts = [f"{errors} {'error' if errors == 1 else 'errores'}"] if errors else []
    counts += [f"{warnings} {'aviso' if warnings == 1 else 'avisos'}"] if warnings else []
    return f"{' y '.join(counts)}."


def written(file: str) -> str:
    """A plan that was written, and what to do with it."""
    return f"Plan escrito en «{file}».\nComplétalo y revísalo con «relcommit plan lint {file}»."


_YES_NO = {True: "sí", False: "no", None: None}
_ALWAYS_SHOWN = frozenset({"Título", "Fecha", "Rama", "Base", "Commit", "Pull request", "Rutas"})


def fixed(file: str) -> str:
    """A plan that was mended."""
    return f"«{file}» corregido. Revísalo con «relcommit plan lint {file}»."


def open_promise(file: str, line: int, text: str, folder: str, paths: "tuple[str, ...]") -> str:
    """Words of the plan about moving documents that nothing decides, with the documents that they seem to mean."""
    happened = f"{file}:{line}: aviso: el plan dice «{text}», y ningún documento está decidido: no se mueve nada."
    if not paths:
        return f"{happened}\nDi cuáles en una sección «Documentos», o elígelos con «relcommit docs propose»."
    listed = "\n".join(f"  {path}" for path in paths)
    return f"{happened}\nPor sus palabras irían a «{folder}»:\n{listed}"


def promise_section(lines: "tuple[str, ...]") -> str:
    """The section that would decide it, to be pasted into the plan."""
    section = "\n".join(lines)
    return f"Para que se muevan, añade esto al plan:\n\n{section}\n"


def overview(plan: "Plan") -> str:
    """The whole plan for a person, each value with its line."""
    places = plan.places
    rows = [
        ("Título", plan.title, places.get("title")),
        ("Fecha", plan.date, places.get("date")),
        ("Rama", plan.branch, places.get("branch")),
        ("Base", plan.base, places.get("base")),
        ("Commit", plan.commit.header if plan.commit else None, places.get("commit.header")),
        ("Pull request", plan.pr_title, places.get("pull_request.title")),
        ("Etiquetas", ", ".join(plan.labels) or None, places.get("pull_request.labels")),
        ("Revisores", ", ".join(plan.reviewers) or None, places.get("pull_request.reviewers")),
        ("Asignados", ", ".join(plan.assignees) or None, places.get("pull_request.assignees")),
        ("Hito", plan.milestone, places.get("pull_request.milestone")),
        ("Borrador", _YES_NO[plan.draft], places.get("pull_request.draft")),
        ("Incidencias", ", ".join(plan.issues) or None, places.get("pull_request.issues")),
        ("Rutas", ", ".join(plan.pathspecs) or None, None),
    ]
    lines = [plan.file, *(_row(*row) for row in rows if row[1] or row[0] in _ALWAYS_SHOWN)]
    lines += _listed("Cuerpo del commit", [f"- {entry}" for entry in plan.commit.body] if plan.commit else [])
    lines += _listed("Pie del commit", list(plan.commit.footers) if plan.commit else [])
    lines += _listed("Otros commits", [f"- {commit.header}" for commit in plan.commits[1:]])
    lines += _items("Criterios de salida", plan.gates)
    lines += _items("Despliegue", plan.deploy)
    lines += _items("Marcha atrás", plan.rollback, {"trigger": "se activa si: "})
    lines += _items("Done", plan.done, boxes=True)
    lines += _listed(
        "Documentos",
        [_document(document.path, document.status, document.to, document.line) for document in plan.documents],
    )
    lines += _listed(
        "Órdenes que sugiere (no se ejecutan)", [command.replace("\n", "\n    ") for command in plan.commands]
    )
    return "\n".join(lines)


def _row(name: str, value: str | None, line: int | None) -> str:
    place = f"  (línea {line})" if line and value else ""
    return f"  {name + ':':14}{value or '—'}{place}"


def _listed(name: str, lines: list[str]) -> list[str]:
    return ["", f"{name}:", *(f"  {line}" for line in lines)] if lines else []


def _items(name: str, items: "tuple[Item, ...]", kinds: Mapping[str, str] = {}, *, boxes: bool = False) -> list[str]:
    lines = []
    for item in items:
        box = ("[x] " if item.checked else "[ ] ") if boxes else ""
        lines.append(f"{item.line:>4}  {box}{kinds.get(item.kind, '')}{item.text}")
        lines.extend(f"        {detail}" for detail in item.details)
    return _listed(name, lines)


def _document(path: str, status: str, to: str | None, line: int) -> str:
    state = "histórico" if status == "historico" else "vigente"
    return f"{line:>4}  {path} ({state}{', a ' + to if to else ''})"
