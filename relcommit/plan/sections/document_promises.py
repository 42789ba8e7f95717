"""What a plan says in passing about documents, «separa insumos históricos de etapa 1 en `docs/historico/`»."""

import re
from collections.abc import Iterator

from relcommit.plan.layout.folding import fold, word_set
from relcommit.plan.model import DocumentPromise, Plan
from relcommit.plan.sections.document_paths import paths_in
from relcommit.plan.words.document_words import folder_state
from relcommit.plan.words.values import spans

_VERBS = word_set(
    "separa separar archiva archivar mueve mover traslada trasladar retira retirar pasa pasar lleva llevar "
    "reorganiza reorganizar ordena ordenar agrupa agrupar aparta apartar move archive"
)
_ABOUT_DOCUMENTS = re.compile(
    r"\b(?:doc\w*|insumos?|guias?|informes?|actas?|notas?|estudios?|borradores|manuales?|material\w*|historic\w*|antigu\w*)\b"
)
_LEFT_OUT = _VERBS | word_set(
    "de del la el los las un una y e a en al con por para lo que se su sus documento documentos documentacion docs doc "
    "insumo insumos historico historicos historica historicas vigente vigentes antiguo antiguos antigua antiguas guia "
    "guias informe informes acta actas nota notas estudio estudios material materiales carpeta feat fix chore refactor "
    "define plan produccion"
)
_UNIT = re.compile(r"([a-zñ]{2,})[ ]?(\d{1,3})\b")


def promises_in(plan: Plan, text: str) -> tuple[DocumentPromise, ...]:
    """The sentences of body, title and steps that move documents without deciding which; in order of their lines."""
    promises: dict[int, DocumentPromise] = {}
    lines = text.split("\n")
    for sentence in _sentences(plan):
        folded = fold(sentence).split()
        if _VERBS.isdisjoint(folded[:4]) or not _ABOUT_DOCUMENTS.search(" ".join(folded)):
            continue
        quoted = " ".join(f"`{span}`" for span in spans(sentence))
        folder = next((path.rstrip("/") for path in paths_in(quoted) if "." not in path.rpartition("/")[2]), None)
        states = {state for word in folded if (state := folder_state(word))}
        if folder is None and len(states) != 1:
            continue
        line = next((number for number, line in enumerate(lines, 1) if sentence[:60] in line), 1)
        promises.setdefault(line, DocumentPromise(text=sentence, line=line, to=folder, keys=_keys(sentence)))
    return tuple(promises[line] for line in sorted(promises))


def _sentences(plan: Plan) -> Iterator[str]:
    if plan.commit:
        yield from plan.commit.body
        yield plan.commit.header.rpartition(": ")[2]
    if plan.pr_title:
        yield plan.pr_title
    yield from (step.text for step in plan.deploy)


def _keys(sentence: str) -> tuple[str, ...]:
    """What selects the documents: words with their number as one («etapa1»), else words of their own."""
    bare = re.sub(r"`[^`]*`", " ", sentence)
    folded = fold(bare)
    units = tuple(f"{word}{int(number)}" for word, number in _UNIT.findall(folded) if word not in _LEFT_OUT)
    return units or tuple(word for word in folded.split() if len(word) > 2 and word not in _LEFT_OUT)


def is_meant(keys: tuple[str, ...], path: str, title: str) -> bool:
    """Whether a document is one of those that some words select, by its path or its title: `etapa-1`, «Etapa 01»."""
    if not keys:
        return False
    folded = fold(f"{path} {title}".replace("_", " "))
    apart = {re.sub(r"(?<=[a-zñ])0+(?=\d)", "", f"{word}{int(number)}") for word, number in _UNIT.findall(folded)}
    known = apart | set(folded.split())
    with_number = [key for key in keys if key[-1:].isdigit()]
    return any(key in known for key in with_number) if with_number else all(key in known for key in keys)
