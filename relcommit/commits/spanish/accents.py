"""Accents that a Spanish text certainly lacks; code, names, paths and English are left alone."""

from relcommit.commits.spanish.context import ARTICLES
from relcommit.commits.spanish.lexicon import ACCENTED, accented

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_SPANISH = frozenset((
    "ahora", "al", "como", "con", "cuando", "de", "del", "desde", "el", "en", "entre", "esta", "este", "hasta",
    "la", "las", "lo", "los", "muy", "para", "por", "que", "se", "según", "si", "sin", "sobre", "su", "sus",
    "tras", "un", "una", "unas", "unos", "y",
))  # fmt: skip
_ENGLISH = frozenset((
    "add", "all", "an", "and", "are", "as", "be", "by", "fix", "for", "from", "in", "into", "is", "it", "its",
    "new", "not", "of", "on", "remove", "that", "the", "this", "to", "update", "use", "when", "with",
))  # fmt: skip
_NAMERS = frozenset((
    "app", "archivo", "atributo", "campo", "campos", "carpeta", "clase", "clases", "clave", "coleccion",
    "colección", "columna", "columnas", "comando", "componente", "constante", "controlador", "directorio",
    "endpoint", "entidad", "enum", "esquema", "etiqueta", "evento", "fichero", "funcion", "función", "hook", "id",
    "import", "indice", "interfaz", "key", "libreria", "librería", "llave", "metodo", "modelo", "modulo", "método",
    "módulo", "paquete", "parametro", "parámetro", "permiso", "plugin", "propiedad", "rama", "rol", "ruta",
    "schema", "scope", "script", "servicio", "slug", "store", "stored", "tabla", "tablas", "tag", "tipo",
    "trigger", "variable", "variables", "vista", "índice",
))  # fmt: skip
"""What an identifier follows: «campo descripcion»."""
_BEFORE_NOUN = ARTICLES | frozenset((
    "al", "cada", "con", "de", "del", "en", "entre", "nueva", "nuevo", "o", "para", "por", "segun", "según", "sin",
    "sobre", "y",
))  # fmt: skip
_SUFFIXES = (
    ("cion", "ción"), ("logia", "logía"), ("logias", "logías"), ("grafia", "grafía"), ("grafias", "grafías"),
    ("metria", "metría"), ("isimo", "ísimo"), ("isima", "ísima"), ("isimos", "ísimos"), ("isimas", "ísimas"),
    ("ologico", "ológico"), ("ologica", "ológica"), ("ologicos", "ológicos"), ("ologicas", "ológicas"),
)  # fmt: skip
_DOUBLED = frozenset(
    (
        "acion",
        "abstracion",
        "atracion",
        "calefacion",
        "contracion",
        "contradicion",
        "conducion",
        "deducion",
        "ficion",
        "fracion",
        "fricion",
        "infracion",
        "interacion",
        "jurisdicion",
        "predicion",
        "reacion",
        "redacion",
        "refracion",
        "restricion",
        "satisfacion",
        "sustracion",
        "tracion",
        "transacion",
        "extracion",
    )
)
"""Words in -cción that lack a «c» besides their accent, and whose ending does not tell so."""
_SINGLE = frozenset(("concrecion", "discrecion", "excrecion", "indiscrecion", "secrecion", "acrecion", "replecion"))
"""Words in -eción; all others are in -ección: «correción» is no word."""
_NOT_BY_ACCENT = {"conecion": "conexión", "reflecion": "reflexión", "anecion": "anexión"}
_ENDINGS = tuple(ending for ending, _ in _SUFFIXES)
_OPEN, _CLOSE = "¿¡", ".,;:!?…"
_QUOTES = {"`": "`", '"': '"', "«": "»", "“": "”"}


_SPANISH_LETTERS = frozenset("áéíóúñü¿¡")
_NEAR = 40
"""Characters around a word that are looked at, and letters of the longest word."""
_MOST = 16384
_fine: set[str] = set()
"""Tokens that need no accent wherever they stand: most of what a long history is made of."""


def missing_accents(text: str) -> "Iterator[tuple[int, int, str]]":
    """The offsets of each word that lacks an accent, and the word with it."""
    offset = 0
    for line in text.splitlines(keepends=True):
        if not _fine.issuperset(line.split()):
            for start, end, right in _in_line(line):
                yield offset + start, offset + end, right
        offset += len(line)


def _in_line(line: str) -> "Iterator[tuple[int, int, str]]":
    if line.startswith(("    ", "\t")) or _is_trailer(line):
        return
    words = list(_words(line))
    if not words:
        return
    small = line.lower().split()
    spanish = sum(word in _SPANISH for word in small) + (not _SPANISH_LETTERS.isdisjoint(line))
    english = sum(word in _ENGLISH for word in small)
    if english > spanish:
        return
    for start, end, (right, marks) in words:
        if "en" in marks and (english or not spanish):
            continue
        before = line[max(start - _NEAR, 0) : start].split()[-1:]
        after = line[end : end + _NEAR].split()[:1]
        if _certain(marks, before[0].lower() if before else "", after):
            yield start, end, right[0].upper() + right[1:] if line[start].isupper() else right


def _certain(marks: list[str], before: str, after: list[str]) -> bool:
    """Whether nothing around the word says that it is a name or a form of a verb."""
    if before in _NAMERS:
        return False
    if "<" in marks:
        return before.isalpha() and bool(after) and after[0][0].isalpha()
    noun = before in _BEFORE_NOUN or before.endswith(("ar", "er", "ir")) or after in (["de"], ["del"])
    return noun or "~" not in marks


def _is_trailer(line: str) -> bool:
    """«Co-authored-by: Concepcion»: names are spelled as their owners do."""
    token, colon, _ = line.partition(": ")
    return bool(colon) and "-" in token and token.replace("-", "").isalpha()


def _words(line: str) -> "Iterator[tuple[int, int, tuple[str, list[str]]]]":
    """The words that the list knows: letters alone, between blanks and punctuation, outside code and quotes."""
    offset = 0
    closing = ""
    for token in line.split(" "):
        raw = token.rstrip()
        start, offset = offset, offset + len(token) + 1
        if closing or not _QUOTES.keys().isdisjoint(raw):
            closing = _quoted(raw, closing)
        elif raw not in _fine:
            start, end = _inside(line, start, start + len(raw))
            word = line[start:end]
            spelling = _accented(word.lower()) if word.isalpha() and word[1:].islower() else None
            if spelling is not None:
                yield start, end, spelling
            elif len(raw) < _NEAR:
                if len(_fine) > _MOST:
                    _fine.clear()
                _fine.add(raw)


def _quoted(token: str, closing: str) -> str:
    """What closes the quotation or the code that is open behind a token; nothing where none is."""
    for char in token:
        if not closing:
            closing = _QUOTES.get(char, "")
        elif char == closing:
            closing = ""
    return closing


def _inside(line: str, start: int, end: int) -> tuple[int, int]:
    """A token without the punctuation around it; parentheses only where they hold more than the word."""
    while start < end and line[start] in _OPEN:
        start += 1
    while start < end and line[end - 1] in _CLOSE:
        end -= 1
    opened, closed = line.startswith("(", start, end), line.endswith(")", start, end)
    if opened != closed:
        start, end = start + opened, end - closed
    return start, end


def _accented(word: str) -> tuple[str, list[str]] | None:
    """The word with its accent and what the list says of it; None where it needs none."""
    if not 2 < len(word) < _NEAR or not ACCENTED.keys().isdisjoint(word):
        return None
    if word.endswith("cion") and (right := _with_lost_letter(word)):
        return right, []
    if word.endswith(_ENDINGS):
        for ending, right in _SUFFIXES:
            if word.endswith(ending) and len(word) > len(ending) + 1:
                return word[: -len(ending)] + right, []
    for base, ending in _bases(word):
        line = accented(base)
        if line is None:
            continue
        right, *marks = line
        if ending.startswith("a") and "a" not in marks:
            continue
        if ending.endswith("s") and "~" in marks:
            marks.remove("~")
        return right[: len(word) - len(ending)] + ending, marks
    return None


def _with_lost_letter(word: str) -> str:
    """A word in -cion that lacks more than its accent: «correcion» is «corrección»; empty for one that does not."""
    if word in _NOT_BY_ACCENT:
        return _NOT_BY_ACCENT[word]
    doubled = word.endswith(("ecion", "ducion", "strucion")) and word not in _SINGLE
    return f"{word[:-4]}cción" if doubled or word in _DOUBLED else ""


def _bases(word: str) -> "Iterator[tuple[str, str]]":
    """The forms under which the list may have a word, and what the word has in their stead."""
    yield word, ""
    if word.endswith(("as", "es", "is", "os", "us")):
        yield word[:-1], "s"
    if word.endswith("a"):
        yield word[:-1] + "o", "a"
    if word.endswith("as"):
        yield word[:-2] + "o", "as"
