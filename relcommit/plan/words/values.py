"""What counts as a branch, a message or a path, and what only stands where one should be."""

import re

from relcommit.branch_names import unfit_for_git
from relcommit.code_spans import blanked, spans_of, whole_span
from relcommit.plan.layout.folding import fold, word_set

_LINK = re.compile(r"!?\[([^\[\]]*)\]\(([^()\s]*)[^()]*\)")
_BRANCH = re.compile(r"[^\W_][\w./#@+=-]*")
_HASH = re.compile(r"[0-9a-f]{7,40}")
_VERSION = re.compile(r"v?\d+(\.\d+)*")
_FILE_NAME = re.compile(
    r"\.(md|py|js|ts|tsx|jsx|json|ya?ml|toml|txt|sql|cs|java|go|rs|php|rb|sh|html?|css|razor|env|png|jpe?g|svg|csv"
    r"|pdf|lock|vue|xml)$",
    re.IGNORECASE,
)
_CONVENTIONAL = re.compile(r"(?:[A-Z][A-Z0-9]*-\d+[: ]\s*)?[^\W\d_]+(?:\([^()\n]{1,60}\))?!?: ?\S")
_TICKET = re.compile(r"(?:[A-Z][A-Z0-9]{1,9}-\d+:|\[[A-Z][A-Z0-9]{1,9}-\d+\]) ?\S")
_KNOWN_TYPES = word_set(
    "build chore ci docs doc feat feature fix hotfix perf refactor revert style test tests wip release merge"
)
_HOLES = re.compile(
    r"<[^<>\n]*>|\{\{?[^{}\n]*\}?\}|\[[^\[\]\n]*\]|\$\(|\$\{?[A-Za-z_]|\.\.\.|…|(?<![A-Za-z])[xX]{3,}(?![A-Za-z])|_{3,}"
)
_BRANCH_HOLES = re.compile(
    r"(?:^|[/_.-])(?:[xX]{2,}|[nN]{3,}|0{3,}|y{3,}|vx(?:\.y)?|x\.y(?:\.z)?|yyyy|aaaa|yyyymmdd|aaaammdd|foo|bar|baz"
    r"|algo|nombre|name|descripcion|descripción|description|desc|descripcion-corta|descripción-corta|short-description"
    r"|short-desc|breve-descripcion|breve-descripción|nombre-(?:de|del|corto|descriptivo|rama|feature|tarea)(?:-[\w-]+)?"
    r"|(?:tu|mi|my|your|la|una?|new|nueva|nuevo|otra|some)-(?:rama|branch|feature|funcionalidad|caracteristica"
    r"|característica|cambio|fix|bug|bugfix|tarea|task|hotfix|mejora|correccion|corrección|nombre|name|ticket)"
    r"|(?:feature|branch|rama|task|ticket|issue|bug)-name|ticket|ticket-id|issue|id|numero|número|slug|tarea|task"
    r"|(?:jira|proj|project|proyecto|ticket|issue|abc|tarea|task)-?(?:123|1234|xx+|nnn|id|000|\d)"
    r"|ejemplo|example|funcionalidad|lo-que-sea)$",
    re.IGNORECASE,
)
_BRANCH_HOLE_INSIDE = re.compile(
    r"(?:^|[/_-])(?:[xX]{3,}|NNN|ticket|ticket-id|jira-123|proj-123|issue-id|id-ticket|nombre-de|nombre-del)-"
    r"|(?:^|[/-])(?:tipo|type|prefijo)/|[-_][xn]/",
    re.IGNORECASE,
)
_HOLE_WORDS = word_set(
    "tipo type scope alcance ambito descripcion description desc mensaje message subject asunto resumen summary "
    "ticket id nombre name modulo module breve short titulo title cuerpo body rama branch texto algo area numero "
    "number issue tema componente component feature que hace xxx tu your version fecha hash nro n"
)
_EMPTY_SUBJECTS = frozenset(
    fold(phrase) for phrase in (
        "", "descripción", "descripcion", "description", "desc", "mensaje", "message", "mensaje descriptivo",
        "mensaje claro", "tu mensaje", "your message", "commit message", "mensaje del commit", "mensaje de commit",
        "mensaje del cambio", "el mensaje", "descripción del cambio", "descripción de los cambios", "xxx", "xx",
        "descripción de cambios", "descripción breve", "breve descripción", "breve descripción del cambio",
        "descripción corta", "descripción corta del cambio", "descripción clara", "descripción clara del cambio",
        "descripción del commit", "descripción aquí", "short description", "brief description", "tus cambios",
        "description of changes", "describe tus cambios", "describe el cambio", "tu mensaje aquí", "subject",
        "mensaje aquí", "asunto", "resumen", "resumen breve", "resumen corto", "título", "title", "pr title",
        "título del pr", "título descriptivo", "tu título", "qué cambiaste", "lo que hiciste", "cambios", "changes",
        "cambio", "mensaje descriptivo del cambio", "descripción de la funcionalidad", "nueva funcionalidad",
        "descripción breve del cambio", "pendiente", "por definir", "tbd", "n a", "ninguno", "ninguna", "no aplica",
        "sin definir", "a definir", "none", "todo", "corrección de errores", "corrección de bugs", "bug fix",
        "new feature", "documentación", "mensaje en español", "mensaje convencional", "conventional commits",
    )
)  # fmt: skip
PROTECTED = word_set(
    "main master develop dev development desarrollo trunk staging stage production produccion producción prod "
    "release qa test testing uat head origin preprod pre hotfix feature bugfix fix"
)
"""Branches that nobody recommends to work on, and prefixes that are no branch by themselves."""


def spans(text: str) -> list[str]:
    """What stands in code spans, in order."""
    return spans_of(text) if "`" in text else []


def outside_code(text: str) -> str:
    """The text with its code spans blanked, each to one mark of the same length."""
    return blanked(text) if "`" in text else text


def unwrap(text: str) -> str:
    """A short value without emphasis, quotes, link or code marks around it."""
    text = _LINK.sub(r"\1", text).strip() if "](" in text else text.strip()
    for _ in range(4):
        before = text
        code = whole_span(text)
        text = text if code is None else code.strip()
        for opening, closing in (
            ("**", "**"),
            ("__", "__"),
            ("*", "*"),
            ("«", "»"),
            ('"', '"'),
            ("“", "”"),
            ("'", "'"),
        ):
            inner = text[len(opening) : -len(closing)]
            if len(text) > 2 * len(opening) and text.startswith(opening) and text.endswith(closing):
                text = text if opening in inner or closing in inner else inner.strip()
        if text == before:
            break
    return text


def is_code(text: str) -> bool:
    """Whether a text is one code span and nothing else but a full stop."""
    text = text.strip().strip("*").rstrip(".").strip()
    return whole_span(text) is not None


def is_branch(name: str) -> bool:
    """Whether a name can be the branch that a plan recommends: well formed, particular, and no placeholder."""
    return is_ref(name) and name.casefold() not in PROTECTED and not is_branch_hole(name)


def is_ref(name: str) -> bool:
    """Whether git could have a branch of this name, and it does not look like something else."""
    if not 2 <= len(name) <= 200 or not _BRANCH.fullmatch(name) or name.endswith("-") or name.isdigit():
        return False
    if unfit_for_git(name):
        return False
    return not (_HASH.fullmatch(name) or _VERSION.fullmatch(name) or _FILE_NAME.search(name))


def is_branch_hole(name: str) -> bool:
    """Whether a name only shows where a branch goes: `feature/xxx`, `<tipo>/<ticket>`, `tu-rama`."""
    return bool(_HOLES.search(name) or _BRANCH_HOLES.search(name) or _BRANCH_HOLE_INSIDE.search(name) or "*" in name)


def is_base(name: str) -> bool:
    """Whether a name can be where a branch starts or a pull request goes: a lasting branch, or a particular one."""
    return is_ref(name) and not is_branch_hole(name) and (name.casefold() in PROTECTED or "/" in name or "-" in name)


def is_conventional(header: str) -> bool:
    """Whether a header has the shape `type(scope): subject`, after an optional ticket."""
    return bool(_CONVENTIONAL.match(header))


def has_known_type(header: str) -> bool:
    """Whether a header starts with one of the usual types, so that it can be nothing but a commit's."""
    match = re.match(r"(?:[A-Z][A-Z0-9]*-\d+[: ]\s*)?([a-zA-Z]+)(?:\([^()\n]{1,60}\))?!?: ?\S", header)
    return bool(match and match[1].casefold() in _KNOWN_TYPES)


def has_ticket(header: str) -> bool:
    """Whether a header starts with its ticket: «SOP-90: arregla …», «[PAGOS-2] Concilia …»."""
    return bool(_TICKET.match(header))


def is_header(text: str) -> bool:
    """Whether a line can be a recommended header or title: words of its own, no hash, path or placeholder."""
    if not 5 <= len(text) <= 300 or "\n" in text or _HASH.fullmatch(text) or is_header_hole(text):
        return False
    return (
        " " in text
        and any(character.isalpha() for character in text)
        and not text.startswith(("http://", "https://", "git ", "gh "))
    )


def is_header_hole(text: str) -> bool:
    """Whether a line only shows where a header goes: `<tipo>(scope): …`, «Descripción del cambio»."""
    kind, colon, subject = text.partition(":")
    if fold(subject if colon and " " not in kind.strip() else text) in _EMPTY_SUBJECTS:
        return True
    if re.match(r"(?:tipo|type)\b", text, re.IGNORECASE) and colon:
        return True
    if text.startswith("$(") or re.fullmatch(r"\$\{?\w+\}?", text):
        return True
    return any(_is_hole(hole) for hole in _HOLES.findall(text))


def _is_hole(hole: str) -> bool:
    """Whether a bracketed piece asks for a value: `<tipo>` does, `<div>` does not."""
    inside = fold(hole.strip("<>{}[]$(")).split()
    if hole in ("...", "…"):
        return False
    if hole[:1] in "xX_":
        return True
    if hole.startswith("$"):
        return False
    return (
        any(word in _HOLE_WORDS for word in inside)
        if hole[0] in "<{"
        else inside[:1] != [] and all(word in _HOLE_WORDS or word.isdigit() for word in inside)
    )
