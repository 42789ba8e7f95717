"""What follows a word: whether it makes a verb or a noun of it."""

ARTICLES = frozenset((
    "el", "la", "los", "las", "un", "una", "unos", "unas", "algún", "algun", "alguna", "algunos", "algunas",
    "varios", "varias", "todos", "todas", "todo", "toda", "este", "esta", "estos", "estas", "ese", "esa", "esos",
    "esas", "su", "sus", "nuestro", "nuestra", "nuestros", "nuestras", "mi", "mis", "cada", "ambos", "ambas",
))  # fmt: skip
"""What opens the object of a verb."""
_ENGLISH_ARTICLES = frozenset((
    "the", "an", "all", "this", "that", "these", "those", "its", "their", "our", "your", "my", "each", "every",
    "some", "any", "both", "multiple", "more", "only",
))  # fmt: skip
_LINKS = frozenset((
    "de", "del", "en", "para", "por", "al", "con", "sin", "sobre", "tras", "y", "e", "u", "o", "entre", "desde",
    "hasta", "según", "segun", "como", "que", "a", "ante", "bajo", "of", "for", "from", "with", "at", "by", "after",
    "before", "and", "or", "as", "on", "in", "is", "are", "was", "were", "not", "has", "have", "vs", "plus",
    "completed", "finished", "done", "passed", "failed", "succeeded", "ready", "fixed", "applied",
))  # fmt: skip
"""What a noun is followed by, and a verb hardly ever."""
_ENGLISH_LINKS = frozenset((
    "the", "to", "for", "with", "in", "on", "of", "when", "from", "into", "if", "so", "that", "typo", "typos", "bug",
    "bugs", "issue", "issues", "is", "are", "by", "after", "before", "instead",
))  # fmt: skip
_FILES = frozenset(("readme", "changelog", "license", "dockerfile", "makefile", "gitignore"))
_DEED_LINKS = frozenset(("to", "by", "when", "if", "instead", "into", "until", "before"))
_ENGLISH_DEEDS = frozenset(("changes", "fixes", "improvements", "support", "tweaks", "updates", "button", "cases"))
"""What is done rather than done something to: «style changes to the page»."""
ADJECTIVES = frozenset((
    "absoluto", "activa", "activo", "adaptativo", "adicional", "alta", "alto", "anterior", "anteriores", "antigua",
    "antiguo", "asíncrono", "atómica", "atómico", "automática", "automatico", "automático", "automatizada",
    "automatizado", "básica", "básico", "buena", "bueno", "candidate", "cercana", "cercano", "circular", "comercial",
    "completa", "completo", "condicional", "correcta", "correctivo", "correcto", "cosmética", "cosmético", "crítica",
    "critico", "crítico", "definitiva", "definitivo", "diaria", "diario", "diferido", "dinámica", "dinámico",
    "ejecutivo", "enorme", "errónea", "erróneo", "especial", "especiales", "estable", "estándar", "estática",
    "estático", "estético", "estructural", "exitosa", "exitoso", "experimental", "externa", "externo", "fallida",
    "fallido", "faltante", "final", "forzada", "forzado", "funcional", "general", "global", "gradual", "grande",
    "grandes", "horizontal", "importante", "inactiva", "inactivo", "incorrecta", "incorrecto", "incremental",
    "individual", "inicial", "innecesaria", "innecesario", "integral", "interna", "interno", "judicial", "lateral",
    "legal", "ligera", "ligero", "limpia", "limpio", "listo", "local", "manual", "masiva", "masivo",
    "máxima", "máximo", "mayor", "menor", "mensual", "mínima", "mínimo", "múltiple", "nacional", "necesario",
    "nocturna", "nocturno", "notarial", "notes", "nueva", "nuevo", "oficial", "parcial", "parciales", "pendiente",
    "pequeña", "pequeño", "pesada", "pesado", "posterior", "posteriores", "preliminar", "preventiva", "preventivo",
    "previa", "previo", "previsto", "principal", "privada", "privado", "profunda", "profundo", "programada",
    "programado", "provisional", "pública", "público", "rápida", "rapido", "rápido", "real", "regional", "relativo",
    "relevante", "relevantes", "remota", "remoto", "responsive", "roto", "segura", "seguro", "semanal", "semántico",
    "sencilla", "sencillo", "siguiente", "simple", "simples", "síncrono", "sobrante", "tecnico", "técnico",
    "temporal", "total", "última", "ultimo", "último", "única", "único", "unitario", "urgente", "varias", "varios",
    "vertical", "vieja", "viejo", "visible", "visual",
))  # fmt: skip
_BEFORE_THINGS = frozenset(("nueva", "nuevas", "nuevo", "nuevos", "última", "último", "varias", "varios"))
"""Of them, those that open an object as an article does: «fix varios errores»."""
_SPANISH_LINKS = frozenset(("de", "del", "en", "para", "por", "al", "con", "sin", "y", "que"))
_NEIGHBOURS = frozenset((
    "da", "das", "do", "ao", "aos", "pelo", "pela", "um", "uma", "nova", "novo", "novos", "novas", "não", "nao",
    "com", "em", "os", "as", "amb", "per", "els", "dels", "als", "pels", "més",
))  # fmt: skip
"""Reporter of Portuguese, Galician and Catalan, whose infinitives are often spelled as ours."""
_NOT_SPANISH = frozenset("ãõçâêôàèò")
_NOT_SPANISH_ENDINGS = ("ário", "ários", "ária", "árias", "ência", "ências", "ância", "ável", "ível", "agem")
_SPANISH_ONLY = frozenset((
    "el", "la", "los", "las", "un", "una", "del", "y", "en", "con", "que", "al", "su", "sus", "para",
))  # fmt: skip
_NAME_SIGNS = "@`./[{<#"


LOCUTIONS = (["de", "alta"], ["de", "baja"])
"""What makes a verb of the participle before it, whatever else it names: «dado de alta»."""


def following(text: str, end: int) -> list[str]:
    """The words behind an offset, in small letters, at most eight; a sign of punctuation ends them."""
    words: list[str] = []
    rest = text[end : end + 200]
    if not rest[:1].isspace():
        return words
    for token in rest.split()[:8]:
        word = token.rstrip(",;:.!?)…")
        words.append(word.lower())
        if word != token:
            break
    return words if words and words[0] else []


def before_article(words: list[str]) -> bool:
    """Whether an object with its article follows: «cambio el color», «cambio lo que», but not «cierre el 24/04»."""
    if words[:2] == ["lo", "que"]:
        return True
    return len(words) > 1 and words[0] in ARTICLES and not words[1][:1].isdigit()


def spanish_object(text: str, end: int) -> bool:
    """Whether a word is followed, in Spanish, by what may be its object: «linkear estilos de la tabla»."""
    words = following(text, end)
    if not words or not words[0].isalpha() or words[0] in _SPANISH_LINKS - {"al"}:
        return False
    return words[0] in ARTICLES or any(word in ARTICLES or word in _SPANISH_LINKS for word in words[1:])


def is_of_a_neighbour(rest: str) -> bool:
    """Whether the rest of a description is plainly in Portuguese, Galician or Catalan."""
    words = rest[:200].lower().split()
    foreign = sum(
        word in _NEIGHBOURS or not _NOT_SPANISH.isdisjoint(word) or word.endswith(_NOT_SPANISH_ENDINGS)
        for word in words
    )
    foreign += words[:1] == ["o"] and not words[-1].endswith("r")
    return foreign > sum(word in _SPANISH_ONLY for word in words)


def before_english_article(words: list[str]) -> bool:
    """Whether the object of an English verb follows with its article."""
    return bool(words) and words[0] in _ENGLISH_ARTICLES


def takes_an_object(words: list[str]) -> bool:
    """Whether «fixes» is a verb by what follows: «fixes the bug», «changes color to red», «updates README»."""
    if before_english_article(words) or before_article(words) or any(word in _ENGLISH_LINKS for word in words[1:]):
        return True
    return bool(words) and (words[0] in _FILES or ("." in words[0].strip(".") and not words[0][0].isdigit()))


def before_issue(words: list[str]) -> bool:
    """Whether the number of an issue follows: «closes #12»."""
    return bool(words) and words[0][0] == "#" and words[0][1:].isdigit()


def does_something_in_english(words: list[str]) -> bool:
    """Whether a word that is mostly a noun is an English verb: «filter users by role», but not «search bar»."""
    if before_english_article(words):
        return True
    if not words or words[0] in _ENGLISH_DEEDS or names_something(words):
        return False
    return not _DEED_LINKS.isdisjoint(words[1:]) and ARTICLES.isdisjoint(words) and _SPANISH_LINKS.isdisjoint(words)


def names_something(words: list[str]) -> bool:
    """Whether an English word that is both («fix») is a noun here, by what follows."""
    if not words:
        return True
    first = words[0]
    if not first[0].isalnum():
        return first[0] not in _NAME_SIGNS
    if first in _BEFORE_THINGS and len(words) > 1:
        return words[1] in _LINKS
    version = first[0] in "v0123456789" and any(char.isdigit() for char in first)
    singulars = (first, first.removesuffix("s"), first.removesuffix("es"))
    return version or first in _LINKS or not ADJECTIVES.isdisjoint(singulars)


_ADDED = frozenset(("agregado", "añadido", "incorporado", "sumado", "integrado", "aplicado"))
"""What goes to a place and comes from none: «añadido de caché a los flujos» is a thing."""


def agrees(word: str, words: list[str]) -> bool:
    """Whether a participle is the verb of what follows: «agregado soporte», «agregados tests».

    A plural may be a heading too («completados detail page»), so what follows has to be in the plural.
    """
    if words[:1] in (["de"], ["del"]):
        return "a" in words[2:5] and word not in _ADDED
    if words[:1] in (["entre"], ["según"], ["bajo"]):  # «espaciado entre secciones» is a thing, not a deed
        return False
    if not word.endswith("s"):
        return True
    if not words:
        return False
    first = words[0]
    if first.endswith("s") or first in ARTICLES or first in _LINKS or "y" in words[1:4]:
        return True
    return first[0].isdigit() or first[0] in _NAME_SIGNS


def plural_follows(word: str, words: list[str]) -> bool:
    """Whether a plural follows that a noun cannot have beside it: «borrado archivos viejos».

    Beside one in the plural, what qualifies it may stand: «llamadas duplicadas», «partidos políticos».
    """
    if not words or not words[0].isalpha() or not words[0].endswith(("os", "as", "ones", "dades")):
        return False
    qualified = words[0].endswith(_QUALITIES) or words[0].removesuffix("s") in ADJECTIVES
    return not (word.endswith("s") and qualified)


_QUALITIES = ("ados", "adas", "idos", "idas", "icos", "icas", "osos", "osas")
