"""The words, in Spanish and in English, by which a plan's parts are known."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from relcommit.plan.layout.folding import word_set, words

Role = Literal["branch", "base", "origin", "header", "body", "footers", "pr_title", "pr_body", "pr"]
Aside = Literal["example", "convention", "trouble", "future", "alternative", "deploy", "rollback", "past"]
Label = tuple[str, ...]

REMEMBERED = 2048
"""Labels whose answers are kept: the same ones come back in every section."""


class Rule:
    """A name for something: one of `any_of` and none of `never`.

    Words joined by `+` must all be there, in any order; `*` ends a stem.
    """

    __slots__ = ("any_of", "name", "never", "rank")

    def __init__(self, name: str, any_of: str, never: str = "", rank: int = 0) -> None:
        self.name = name
        self.any_of = any_of
        self.never = never
        self.rank = rank


class Lexicon:
    """Rules that are asked together. A label's words are looked up once, however many rules there are."""

    def __init__(self, *rules: Rule) -> None:
        self.rules = rules
        self.exact: dict[str, list[tuple[Rule, list[str]]]] = {}
        self.stems: list[tuple[str, Rule, list[str]]] = []
        for rule in rules:
            for phrase in rule.any_of.split():
                first, *rest = phrase.split("+")
                if first.endswith("*"):
                    self.stems.append((first[:-1], rule, rest))
                else:
                    self.exact.setdefault(first, []).append((rule, rest))
        self.starts = tuple(stem for stem, _, _ in self.stems)
        self.vocabulary: set[str] = set()
        self.known_stems: tuple[str, ...] = ()

    def names(self, label: Label) -> list[Rule]:
        """The rules that a label matches, in the order of the rules."""
        hits = {id(rule): rule for word in label for rule in self._hits(word, label)}
        if not hits:
            return []
        hit = (rule for rule in self.rules if id(rule) in hits)
        return [rule for rule in hit if not any(_has(label, term) for term in rule.never.split())]

    def match(self, label: Label) -> bool:
        """Whether a label matches any of the rules."""
        return bool(self.names(label))

    def knows(self, word: str) -> bool:
        """Whether a word occurs in any of the names."""
        if not self.vocabulary:
            self.vocabulary = {term for rule in self.rules for term in rule.any_of.replace("+", " ").split()}
            self.known_stems = tuple(term[:-1] for term in self.vocabulary if term.endswith("*"))
        return word in self.vocabulary or word.startswith(self.known_stems)

    def _hits(self, word: str, label: Label) -> Iterator[Rule]:
        for rule, rest in self.exact.get(word, ()):
            if not rest or all(_has(label, term) for term in rest):
                yield rule
        if word.startswith(self.starts):
            for stem, rule, rest in self.stems:
                if word.startswith(stem) and all(_has(label, term) for term in rest):
                    yield rule


_ADVISED = "recomendad* sugerid* propuest* previst* recommended suggested proposed"
_NOT_A_BRANCH = (
    "base destino target objetivo principal* protegid* protected actual current anterior* previa* existente* "
    "estrategia strategy proteccion default defecto estable integracion origen origin padre parent mergead* merge "
    "fusion* elimin* borrar limpi* convencion* nomenclatura naming formato tipo tipos prefijo* despliegue deploy "
    "politica* regla* cada version otra otras estado desplegad* probad* testead* backup respaldo "
    "flujo workflow ejemplo* example*"
)
_NOT_A_HEADER = (
    "ultimo ultimos reciente* last latest aplicado* realizado* hecho hechos actual current hash sha base "
    "anterior* previo* "
    "convencion* convention* formato format regla* tipo tipos types prefijo* politica* frecuencia historial log "
    "hook hooks lint commitlint guia tamano rango cerrado merge merged referencia auditad* footer pie scope autor "
    "fecha id ids numero cantidad evidencia evidencias inicio verificado analizado revisado original ejemplo* "
    "example* reciente* recientes estandar estilo atomicos pequenos idioma proximos siguiente proximo limpio"
)

_SCALARS = Lexicon(
    Rule("branch", "rama branch", f"{_NOT_A_BRANCH} ramas branches"),
    Rule("branch", " ".join(f"ramas+{term} branches+{term}" for term in _ADVISED.split()), "base destino"),
    Rule("base", "rama+base base+branch rama+destino rama+target target+branch rama+objetivo rama+padre parent+branch "
         "branch+destino base+pr pr+contra pr+hacia pr+against merge+hacia merge+into merge+contra "
         "destino+pr destino+merge merge+destino merge+a sale+de parte+de "
         "fusiona+en", "commit datos fecha"),
    Rule("origin", "rama+origen rama+fuente source+branch head+branch branch+origen", "commit merge"),
    Rule("header", "commit commits", f"{_NOT_A_HEADER} cuerpo body descripcion description detalle estrategia strategy "
         "plan pr pull titulo title rama branch puntos orden secuencia"),
    Rule("header", "titulo+commit title+commit mensaje+commit message+commit asunto+commit subject+commit "
         "mensaje+propuesto mensaje+sugerido mensaje+recomendado "
         "plan+commit orden+commits secuencia+commits commits+plan commits+puntos", f"{_NOT_A_HEADER} cuerpo body"),
    Rule("body", "cuerpo+commit body+commit descripcion+commit description+commit detalle+commit cuerpo+mensaje "
         "body+message", "pr pull ejemplo formato"),
    Rule("footers", "pie+commit pies+commit footer+commit footers+commit trailer* pie+mensaje", "ejemplo formato"),
    Rule("pr_title", "titulo+pr title+pr titulo+pull title+pull nombre+pr titulo+mr title+mr titulo+merge "
         "title+merge pr+asunto", "issue release ejemplo* example* formato convencion* regla*"),
    Rule("pr_body", "cuerpo+pr body+pr descripcion+pr description+pr texto+pr cuerpo+pull body+pull descripcion+pull "
         "description+pull texto+pull cuerpo+mr descripcion+mr description+mr", "plantilla template ejemplo* titulo"),
    Rule("pr", "pr pull+request", "titulo title cuerpo body descripcion description numero link url enlace estado # "
         "anterior previo abierto mergeado plantilla template checklist regla* ejemplo* politica* texto"),
)  # fmt: skip
_BARE = {
    "pr": Lexicon(
        Rule("pr_title", "titulo title", "release issue"),
        Rule("pr_body", "cuerpo body descripcion description", "titulo title"),
        Rule("base", "base destino target hacia contra into to", "datos fecha"),
        Rule("origin", "from origen source head", "datos fecha"),
    ),
    "commit": Lexicon(
        Rule("body", "cuerpo body descripcion description detalle"),
        Rule("footers", "pie pies footer footers"),
        Rule("header", "titulo title mensaje message asunto subject header encabezado cabecera", "error"),
    ),
    "git": Lexicon(Rule("body", "cuerpo body", "pr"), Rule("header", "mensaje message", "error usuario* cuerpo body")),
    "branch": Lexicon(
        Rule("origin", "from origen source head", "datos fecha"),
        Rule("base", "base desde to destino hacia target", "datos fecha"),
    ),
}
"""What bare labels mean, by what the heading above them speaks of."""
_METADATA = Lexicon(
    Rule("labels", "etiqueta etiquetas label labels", "git version tag docker imagen helm kubernetes html form* campo"),
    Rule("reviewers", "revisor revisora revisores revisoras revisan reviewer reviewers revisado+por", "plan documento"),
    Rule("assignees", "asignado asignada asignados asignadas asignar assignee assignees assigned"),
    Rule("milestone", "hito milestone"),
    Rule("draft", "borrador draft"),
    Rule("issues", "issue issues cierra closes resuelve incidencia incidencias", "conocid* abiert* known open"),
)
_METADATA_WORDS = word_set(
    "pr pull request del de la el las los por a al para y en tecnico tecnica tecnicos github enlazado enlazada "
    "relacionado relacionada que cierra sugerido sugeridos sugerida sugeridas sugested suggested"
)
_VOCABULARY = word_set(
    "rama branch nombre name de del la el los las lo y e o para por en con git github gitlab trabajo feature this for "
    "the of to este esta sprint commit commits mensaje message titulo title pr pull request merge mr cuerpo body texto "
    "descripcion description breve corto corta base destino target sobre que a al hacia contra espanol ingles english "
    "spanish conventional convencional nueva nuevo new recomendado recomendada sugerido sugerida propuesto propuesta "
    "previsto prevista recommended suggested proposed planned inicial initial unico unica principal final primer "
    "primero usar use crear create dedicada dedicado hotfix fix fase etapa tarea ticket issue release detalle asunto "
    "subject header haz hacer realiza realizar un una "
    "encabezado cabecera working target desarrollo objetivo remota local esperado esperada listo "
    "completo completa abrir sugerencia recomendacion tecnica tecnico asociada asociado exacto exacta ti tu"
)
_LONGEST_LABEL = 9
_MOST_STRANGERS = 1
_ASIDES = Lexicon(
    Rule("example", "ejemplo* example* muestra demostracion ilustrativo"),
    Rule("convention", "convencion* convention* nomenclatura naming formato formatos format plantilla* template* "
         "prefijo* prefix* tipos normas regla* rules politica* policy estandar* buenas+practicas best+practices "
         "flujo+trabajo workflow gitflow git+flow flujo+git flujo+ramas estrategia+ramas estrategia+branch* "
         "branching modelo+ramas contribu* colabora* guideline* lineamiento* guia+basica guia+rapida "
         "guia+general guia+commits guia+estilo",
         "caso sugerid* recomendad* propuest* this este esta cambio ticket tarea sprint"),
    Rule("trouble", "troubleshooting faq problema+comun* problemas+comunes problemas+conocidos solucion+problemas "
         "solucion+errores errores+comunes errores+frecuentes problemas+frecuentes conflicto* si+te si+falla si+algo "
         "si+hay si+da preguntas+frecuentes emergencia ayuda resolucion+problemas resolver+conflictos"),
    Rule("future", "futuro futura futuros futuras utiles cheat* referencia+rapida comandos+rapidos diario "
         "dia+a+dia mantenimiento useful siguientes+veces proximas+veces actualizaciones+posteriores "
         "posteriores+cambios"),
    Rule("deploy", "despliegue deploy deployment desplegar servidor vps hosting heroku vercel railway netlify "
         "instalacion instalar setup configuracion+inicial clonar installation", "commit pr rama"),
    Rule("rollback", "rollback reversion reversa revertir deshacer marcha+atras vuelta+atras contingencia"),
    Rule("past", "historial anterior anteriores changelog completadas archivad* mergeadas mergeados obsolet*"),
)  # fmt: skip
_GUIDES = Lexicon(
    Rule(
        "guide",
        "contribuir contribucion* contributing contribute* contributor* convencion* convention* flujo+trabajo "
        "flujo+git workflow+git gitflow git+flow buenas+practicas best+practices cheat* cheatsheet chuleta agents+md "
        "claude+md instrucciones+agente* instrucciones+copilot copilot+instructions conventional+commits guia+git "
        "guia+github guia+colaboracion guia+estilo guia+equipo guia+ramas guia+commits guia+pr guia+prs guia+pull "
        "comandos+git frequently+asked preguntas+frecuentes politica*+ramas politica*+commits politica*+git "
        "politica*+versionado reglas+commits reglas+ramas reglas+git reglas+equipo normas+git normas+equipo "
        "estandar*+commits estandar*+ramas estandar*+desarrollo estandar*+codigo plantilla+pr plantilla+pull "
        "template+pr template+pull plantilla+commit* manual+git manual+desarroll* tutorial+git curso+git taller+git "
        "fundamentos+git basico*+git",
        "publicacion caso plan sprint limpieza actualizacion reorganizacion retirada migracion cambio* archivo orden "
        "separacion revision renovacion limpia actualiza archiva reorganiza",
    )
)
_GUIDE_OPENINGS = Lexicon(
    Rule(
        "guide",
        "workflow normas estandar estandares onboarding tutorial manual agents claude copilot plantilla "
        "template skill prompt cursor reglas rules basico* basica* fundamentos faq glosario glossary curso taller "
        "apuntes",
        "publicacion caso plan sprint",
    )
)
"""Words that make a guide of what they open: «Reglas del equipo», but not «Motor de reglas de precios»."""
_TITLE_CUTS = re.compile(r"[—–|:·]| - ")
_CHANGELOGS = {("changelog",), ("historial", "de", "cambios"), ("registro", "de", "cambios"), ("release", "notes")}
_CONTEXTS = Lexicon(
    Rule("release", "release releases lanzamiento issue issues notificacion", "pr pull commit rama"),
    Rule("pr", "pr pull+request merge+request mr"),
    Rule("commit", "commit commits"),
    Rule("branch", "rama branch"),
    Rule("git", "git github gitlab trazabilidad versionado versiones"),
)
_DEPENDENT = word_set("cuerpo body titulo title descripcion description mensaje message asunto detalle base destino")
_ARTICLES = word_set("el la los las un una the guia")
_LABEL_HEADS = word_set(
    "campo clave item dato propiedad atributo elemento concepto parametro field key aspecto seccion tema ficha "
    "metadato metadata detalle nombre que artefacto"
)


NOT_THE_PLAN: frozenset[Aside] = frozenset({"example", "convention", "trouble", "future", "rollback", "past"})
"""Below such headings stands nothing that the plan itself recommends."""
SHUT_OUT = NOT_THE_PLAN | {"alternative"}
"""The same, for values: of several ways the first is the plan's."""


@lru_cache(maxsize=REMEMBERED)
def roles_of(label: Label, context: str | None, *, heading: bool, cell: bool = False) -> tuple[Role, ...]:
    """What a label says its value is. Several for «Título del commit y del PR», none for most labels."""
    if not label or len(label) > (14 if heading else _LONGEST_LABEL):
        return ()
    if not heading and _strangers(label) > (0 if cell else _MOST_STRANGERS):
        return ()
    roles = {rule.name for rule in _SCALARS.names(label)}
    if "base" in label and set(label) <= {"base", "rama", "branch", "la", "de", "git", "pr"}:
        roles = {"base"}
    if not roles and context in _BARE and len(label) <= 5:
        roles = {rule.name for rule in _BARE[context].names(label)}
    if "origin" in roles:
        roles = {"origin"}
    if {"branch", "header"} <= roles or ("branch" in roles and "pr" in roles):
        return ()
    if "pr" in roles and len(roles) > 1:
        roles.discard("pr")
    return tuple(roles)  # type: ignore[arg-type]


@lru_cache(maxsize=REMEMBERED)
def metadata_of(label: Label, *, heading: bool) -> str | None:
    """Which of the pull request's extras a label names: short labels only, for «Etiquetas HTML» is none."""
    kinds = [rule.name for rule in _METADATA.names(label)]
    strangers = [word for word in label if word not in _METADATA_WORDS and not _METADATA.knows(word)]
    if len(kinds) != 1 or strangers or len(label) > 5 or (heading and kinds[0] in ("issues", "draft", "milestone")):
        return None
    return kinds[0]


@lru_cache(maxsize=REMEMBERED)
def asides(label: Label) -> frozenset[Aside]:
    """Why what stands below a heading is not what the plan itself recommends."""
    reasons = {rule.name for rule in _ASIDES.names(label)}
    for word, following in zip(label, (*label[1:], ""), strict=False):
        again = word in ("opcion", "option", "forma", "metodo") and following in ("2", "3", "4", "b", "c", "d", "dos")
        if again or word in ("alternativa", "alternativo", "alternative"):
            reasons.add("alternative")
    return frozenset(reasons)  # type: ignore[arg-type]


def is_guide(title: str) -> bool:
    """Whether a document's title says that it teaches how to work, rather than what to do now."""
    label = words(title)
    if label in _CHANGELOGS or _GUIDES.match(label):
        return True
    openings = (next((word for word in words(part) if word not in _ARTICLES), "") for part in _TITLE_CUTS.split(title))
    return any(
        opening and _GUIDE_OPENINGS.match((opening, *label)) and _GUIDE_OPENINGS.match((opening,))
        for opening in openings
    )


@lru_cache(maxsize=REMEMBERED)
def context_of(label: Label) -> str | None:
    """What bare labels below a heading speak of."""
    return next((rule.name for rule in _CONTEXTS.names(label)), None)


def is_dependent(label: Label) -> bool:
    """Whether a heading only makes sense together with the one before it: «Cuerpo recomendado»."""
    return len(label) <= 5 and not _DEPENDENT.isdisjoint(label)


def is_label_table(heads: Iterable[Label]) -> bool:
    """Whether a table's first column holds labels and its second their values."""
    first = next(iter(heads), ())
    return first == () or (len(first) <= 2 and first[0] in _LABEL_HEADS)


@lru_cache(maxsize=REMEMBERED)
def is_advised(label: Label) -> bool:
    """Whether a label says outright that its value is recommended."""
    return any(_has(label, term) for term in _ADVISED.split())


def has_no_strangers(label: Label) -> bool:
    """Whether every word of a label belongs to the names of fields."""
    return _strangers(label) == 0


def _strangers(label: Label) -> int:
    return sum(word not in _VOCABULARY and not word.isdigit() for word in label)


def _has(label: Label, term: str) -> bool:
    if term[-1] == "*":
        return any(word.startswith(term[:-1]) for word in label)
    return term in label
