"""Branch and header that a plan may mean where it has none that can be used, made of its own words."""

import re
from collections.abc import Iterator, Sequence

from relcommit.plan.layout.folding import fold, word_set
from relcommit.plan.model import Plan
from relcommit.plan.words.values import unwrap

_LEFT_OUT = word_set(
    "plan de del la el los las un una y a en para por con the of and for release despliegue salida pase produccion "
    "paso puesta lanzamiento publicacion trabajo cambio estrategia commit"
)
_MOST_WORDS = 5
_LONGEST_SUBJECT = 70
_PLAN_OF = re.compile(
    r"^(?:plan|nota|acta|runbook|informe|tarea|propuesta)\b(?:[ \t]+(?:de[l]?|la|el|los|las|para|trabajo|despliegue|"
    r"release|salida|pase|paso|a|producci[oó]n|publicaci[oó]n|lanzamiento|cambios?|commits?|y|estrategia)\b)*"
    r"[ \t]*[:—–-]?[ \t]*",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^[^\w\s]*[ \t]*([A-Za-z]+)(\([^()\n]{1,60}\))?(!?):[ \t]*")
_SIGNS = re.compile(r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F]|:[a-z_]+:")
_TICKET = re.compile(r"^\[?[A-Z][A-Z0-9]+-\d+\]?:?[ \t]*")
_VERBS = {
    "feat": ("agrega", "agregar"), "fix": ("corrige", "corregir"), "docs": ("documenta", "documentar"),
    "refactor": ("reorganiza", "reorganizar"), "perf": ("mejora", "mejorar"), "test": ("prueba", "probar"),
}  # fmt: skip
_DONE = word_set(
    "agrega anade archiva ordena reorganiza mueve separa corrige arregla mejora cambia migra elimina actualiza prepara "
    "publica documenta prueba permite evita ajusta crea define retira integra unifica simplifica calcula renueva"
)
_OTHERWISE = ("actualiza", "actualizar")
_TYPES = {
    "feature": "feat", "features": "feat", "bugfix": "fix", "hotfix": "fix", "bug": "fix", "doc": "docs",
    "documentation": "docs", "mejora": "feat", "tests": "test",
}  # fmt: skip


def branch_proposal(plan: Plan, types: Sequence[str]) -> str | None:
    """`type/words-of-the-title`; `None` for a plan without a title or a header."""
    subject = _HEAD.sub("", plan.commit.header) if plan.commit else ""
    words = [word for word in fold(unwrap(plan.title or "")).split() if word not in _LEFT_OUT]
    words = words or [word for word in fold(subject).split() if word not in _LEFT_OUT]
    slug = "-".join(word for word in words if word.isascii())[:60].split("-")[:_MOST_WORDS]
    return f"{_type_of(plan, types)}/{'-'.join(slug)}" if slug and slug[0] else None


def header_proposals(plan: Plan, types: Sequence[str], mood: str) -> Iterator[str]:
    """Ways to say the plan's header, its own words first; nobody checked them yet."""
    kind = _type_of(plan, types)
    if plan.commit:
        header = _TICKET.sub("", _SIGNS.sub("", plan.commit.header)).strip()
        head = _HEAD.match(header)
        subject = header[head.end() :] if head else header
        scope = (head[2] or "") if head else ""
        breaking = (head[3] or "") if head else ""
        yield plan.commit.header
        yield header
        for words in (_small(subject), f"{_verb(kind, mood)} {_small(subject)}", _verb(kind, mood) + _object(subject)):
            yield f"{kind}{scope}{breaking}: {words.rstrip('.')[:_LONGEST_SUBJECT].strip()}"
    for text in (plan.pr_title, plan.title):
        if text and (rest := _PLAN_OF.sub("", _SIGNS.sub("", unwrap(text))).strip(" .")):
            ways = [f"{kind}: {_small(rest)}", f"{kind}: {_verb(kind, mood)} {_small(rest)}"]
            yield from (way[:_LONGEST_SUBJECT].strip() for way in (ways if _opens_with_verb(rest) else ways[::-1]))
    name = (plan.branch or "").rpartition("/")[2].replace("-", " ").replace("_", " ")
    if name:
        yield f"{kind}: {_verb(kind, mood)} {name}"


def _type_of(plan: Plan, types: Sequence[str]) -> str:
    """The type that header or branch name, else `docs` where the repository has it."""
    head = _HEAD.match(_TICKET.sub("", _SIGNS.sub("", plan.commit.header)).strip()) if plan.commit else None
    for word in ((head[1] if head else ""), (plan.branch or "").partition("/")[0]):
        kind = _TYPES.get(word.casefold(), word.casefold())
        if kind in types:
            return kind
    return "docs" if "docs" in types else next(iter(types), "docs")


def _verb(kind: str, mood: str) -> str:
    present, infinitive = _VERBS.get(kind, _OTHERWISE)
    return infinitive if mood == "infinitivo" else present


def _opens_with_verb(text: str) -> bool:
    """Whether a title says already what is done: «Archiva la etapa 1», «Migrar a Postgres»."""
    first = fold(text).partition(" ")[0]
    return first in _DONE or bool(re.fullmatch(r"[a-z]{2,12}(?:ar|er|ir)", first))


def _object(subject: str) -> str:
    """The subject without its first word, which is no verb of ours."""
    rest = subject.partition(" ")[2]
    return f" {_small(rest)}" if rest else ""


def _small(text: str) -> str:
    """With a small first letter, unless the first word is a name in capitals."""
    first = text.partition(" ")[0]
    return text if first[1:] != first[1:].casefold() else text[:1].casefold() + text[1:]
