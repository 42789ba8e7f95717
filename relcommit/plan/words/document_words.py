"""The words by which a plan says what becomes of a document: current, historical, or something that we do not do."""

from functools import lru_cache
from typing import Literal

from relcommit.plan.layout.folding import fold, word_set
from relcommit.plan.words.labels import REMEMBERED, Label, Lexicon, Rule

State = Literal["vigente", "historico", "other"]
"""`other`: the words say something else than a state, or two at once, or to delete."""

DOCUMENTS = Lexicon(
    Rule("documents", "documento* documentacion documents docs archivos+historic* archivos+vigent* ficheros+historic*")
)
_ARCHIVING = (
    "archiva archivad* archivar archivarse archivan archivamos archiven archivense archived archiving al+archivo"
)
"""«Archivos» are files, so that no stem will do."""
_STATES = Lexicon(
    Rule("vigente", "vigente* actual actuales current activo* activa* vigor mantiene* mantener* mantenemos conserva* "
         "queda quedan quedarse quedar siguen sigue uso utiles permanece* keep kept stay stays"),
    Rule("historico", f"{_ARCHIVING} historic* historical obsolet* antiguo* antigua* deprecat* deprecad* retira* "
         "retiran retirad* descart* reemplaza* sustitui* caduc* jubila* legacy superad* expirad* desfasad* anticuad* "
         "cerrad* pasad* fuera+vigor fuera+uso sin+vigor deja* no+vigente* ya+no old outdated superseded"),
    Rule("other", "elimin* borr* delete* remove* suprim* duda dudas dudos* pendiente* revisar decidir tbd"),
)  # fmt: skip
_DENYING = word_set("no ya fuera sin deja dejan dejaron tampoco nunca")
_MOVING = word_set(
    "mover mueve mueven mueva muevan trasladar traslada trasladan pasar pasa pasan llevar lleva llevan "
    "move reubicar reubica renombrar renombra"
)
_REFERENCES = Lexicon(
    Rule(
        "reference",
        "relacionad* referencia* consult* apoyo enlace* anexo* entregable* generad* adjunt* bibliograf* "
        "lectura lecturas actualizar requerid* interes links related reference* producida soporte tecnica api "
        "usuario usuarios oficial externa",
    )
)
_PLAIN = word_set(
    "documento documentos documentacion documents docs reorganizacion reorganizar organizacion orden ordenar estado "
    "estados clasificacion clasificar decision decisiones mapa inventario lista listado de del la el los las y que "
    "pasa con cada plan etapa fase afectados afectada afectadas movimientos movimiento cambios en se hace hacemos "
    "reubicacion destino destinos limpieza archivos"
)


@lru_cache(maxsize=REMEMBERED)
def state_of(label: Label) -> State | None:
    """The state that words name; `None` where they name none. «Ya no vigentes» are historical."""
    names = {rule.name for rule in _STATES.names(label)}
    if "vigente" in names and not _DENYING.isdisjoint(label):
        names = (names - {"vigente"}) | {"historico"}
    if len(names) > 1:
        return "other"
    return next(iter(names), None)  # type: ignore[arg-type]


def folder_state(path: str) -> State | None:
    """The state of what stands in a folder, by the folder's own name: `docs/historico/…`."""
    named: set[State] = {rule.name for rule in _FOLDERS.names(tuple(fold(path).split()))}  # type: ignore[misc]
    return next(iter(named)) if len(named) == 1 else None


_FOLDERS = Lexicon(
    Rule("vigente", "vigente* current actual actuales"),
    Rule("historico", f"{_ARCHIVING} archivo archive historic* historical obsolet* legacy antiguo* deprecated"),
)


_STRONG = Lexicon(Rule("state", f"{_ARCHIVING} vigentes vigente historicos historicas historico"))


def says_move(label: Label) -> bool:
    """Whether words tell to move something, whatever its state."""
    return not _MOVING.isdisjoint(label)


def opens_documents(label: Label) -> bool:
    """Whether a heading opens the plan's documents: by that word, or by a state alone, as in «Se archivan»."""
    if DOCUMENTS.match(label):
        return True
    return len(label) <= 4 and _STRONG.match(label) and "estado" not in label


def is_plain(label: Label) -> bool:
    """Whether a heading says nothing but that documents are decided below: there an unread path is an error.

    «Documentación» alone may as well list what was written.
    """
    named = {word for word in label if word not in ("documentacion", "documentation", "de", "la")}
    return bool(named) and all(word in _PLAIN or word.isdigit() or state_of((word,)) for word in named)


def is_reference(label: Label) -> bool:
    """Whether a heading lists documents to read or to write, and decides nothing about them."""
    return _REFERENCES.match(label) and state_of(label) is None
