"""Which form of which verb a Spanish word is."""

from relcommit.commits.spanish.conjugation import INFINITIVE, PRESENT, conjugate
from relcommit.commits.spanish.lexicon import marks_of, noun, plain, regular_infinitive, verbs_like

Reading = tuple[str, str | None, str]
"""What the form is, the present that a header may ask for (None when unsure), and the infinitive."""

_ACCENTED = frozenset("áéíóú")
_ALWAYS_ACCENTED = ("imperfecto", "condicional", "imperativo")
_PREFIXES = ("re", "des", "pre", "auto", "sobre", "sub", "inter", "retro")

_read: dict[str, Reading | None] = {}
_MOST = 4096
"""Words that are remembered: the histories that CI reads open with the same few hundred."""


def read_form(word: str) -> Reading | None:
    """Read a word in small letters as a form of a verb, or None where it is certain of none."""
    if word not in _read:
        if not word.isalpha():
            return None
        if len(_read) > _MOST:
            _read.clear()
        _read[word] = _known(word) or _with_pronoun(word) or _prefixed(word) or _productive(word)
    return _read[word]


def _known(word: str) -> Reading | None:
    """The form of a verb of verbs.txt; without its accents too («anadio»), but never with others."""
    if (regular := regular_infinitive(word)) is not None:
        return PRESENT, word, regular
    bare = word if _ACCENTED.isdisjoint(word) else None
    exact: Reading | None = None
    loose: Reading | None = None
    for infinitive, marks in verbs_like(word):
        if "solo" in marks and plain(infinitive) != plain(word):
            continue
        forms = conjugate(infinitive, marks)
        if word in forms:
            if forms[word] == PRESENT:
                return _reading(PRESENT, infinitive, marks, forms)
            exact = exact or _reading(forms[word], infinitive, marks, forms)
        elif bare and not exact:
            loose = loose or _unaccented(bare, infinitive, marks, forms)
    return exact or loose


def _unaccented(bare: str, infinitive: str, marks: dict[str, str], forms: dict[str, str]) -> Reading | None:
    looks = plain(bare)
    for form, kind in forms.items():
        if kind in _ALWAYS_ACCENTED or plain(form) != looks or form[-1] == "é":
            continue
        if "ñ" in form or "ñ" not in bare:  # «uña» is no form of «unir»
            return _reading(kind, infinitive, marks, forms)
    return None


def _reading(kind: str, infinitive: str, marks: dict[str, str], forms: dict[str, str]) -> Reading:
    if "say" in marks:
        infinitive = marks["say"]
        forms = conjugate(infinitive, marks_of(infinitive))
    return kind, next(form for form, its in forms.items() if its == PRESENT), infinitive


_PRONOUNS = (
    "melo", "mela", "selo", "sela", "selos", "selas",
    "los", "las", "les", "nos", "lo", "la", "le", "se", "me", "te",
)  # fmt: skip


def _with_pronoun(word: str) -> Reading | None:
    """«añadirlo», «añadiéndolo», «agrégalo»: the pronoun goes to the front of the present."""
    for pronoun in _PRONOUNS:
        base = word[: -len(pronoun)]
        if not word.endswith(pronoun):
            continue
        if base in _SHORT_ORDERS and pronoun in _OF_SHORT_ORDERS:
            return _ordered(_SHORT_ORDERS[base], pronoun)
        if len(base) < 3:
            continue
        if not base.endswith(("r", "ndo")) and not _ACCENTED.intersection(base[:-1]):
            if pronoun in (*_OF_SHORT_ORDERS, "me") and (read := _voseo(base)):
                return "imperativo", f"{pronoun} {read[1]}", read[2] + pronoun
            continue
        read = _known(plain(base)) or _known(base) or (_productive(base) if base.endswith("izar") else None)
        if read and _takes_pronoun(read[0], base):
            kind = "imperativo" if read[0] == PRESENT else read[0]
            particle = "se" if kind == "imperativo" and pronoun == "te" else pronoun  # «asegúrate»: se asegura
            return kind, f"{_front(particle)} {read[1]}", read[2] + particle
    return None


_SHORT_ORDERS = {"da": "dar", "di": "decir", "haz": "hacer", "pon": "poner", "ten": "tener"}
"""Imperatives of one syllable, which a pronoun gives no accent: «dale», «ponlo»."""
_OF_SHORT_ORDERS = ("lo", "la", "le", "los", "las")
"""The pronouns behind them that make no other word («date»)."""
_VOSEO = {"a": "á", "e": "é", "i": "í"}


def _voseo(base: str) -> Reading | None:
    """The verb of «sacalo» and «ponele», as they say them where they say «sacá» and «poné»."""
    read = _known(base[:-1] + _VOSEO[base[-1]]) if base[-1] in _VOSEO else None
    wanted = ("pretérito", "imperativo") if base[-1] == "i" else ("imperativo",)  # «escribí» is both
    return read if read and read[0] in wanted and base.isascii() else None


def _ordered(infinitive: str, pronoun: str) -> Reading:
    marks = marks_of(infinitive)
    _, present, _ = _reading("imperativo", infinitive, marks, conjugate(infinitive, marks))
    return "imperativo", f"{pronoun} {present}", infinitive + pronoun


def _takes_pronoun(kind: str, base: str) -> bool:
    if base.endswith("ndo"):
        return kind == "gerundio"
    return kind == INFINITIVE if base.endswith("r") else kind in (PRESENT, "subjuntivo", "imperativo")


def _front(pronoun: str) -> str:
    return f"{pronoun[:2]} {pronoun[2:]}" if len(pronoun) > 3 else pronoun


def _prefixed(word: str) -> Reading | None:
    """A known verb behind a prefix: «preconfigurado», «autogenerar»."""
    for prefix in _PREFIXES:
        rest = word[len(prefix) :]
        if word.startswith(prefix) and len(rest) >= 5 and noun(rest) is None:
            read = _known(rest)
            if read and read[1] and " " not in read[1]:
                return read[0], prefix + read[1], prefix + read[2]
    return None


_NEW = ("iz", "ific", "e")
"""How new verbs are made: «dockerizar», «gamificar», «linkear»."""
_NEW_ENDINGS = (
    ("ar", INFINITIVE), ("a", PRESENT), ("ado", "participio"), ("ada", "participio"), ("ados", "participio"),
    ("adas", "participio"), ("ando", "gerundio"), ("ó", "pretérito"), ("é", "pretérito"),
    ("amos", "pretérito"), ("aron", "pretérito"), ("ará", "futuro"),
)  # fmt: skip


def _productive(word: str) -> Reading | None:
    """A verb that no list knows, where its shape alone is certain."""
    for ending, kind in _NEW_ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or not stem.isalpha():
            continue
        if ending == "é":
            stem = _hardened(stem)
        made = next((new for new in _NEW if stem.endswith(new)), None)
        if made and len(stem) - len(made) >= (4 if made == "e" else 3) and _certain(made, ending):
            return kind, stem + "a", stem + "ar"
    return None


def _hardened(stem: str) -> str:
    """The stem before «a» of a form in -é: «indiqu» is «indic», «pagu» «pag», «desagü» «desagu», «utilic» «utiliz»."""
    if stem.endswith(("qu", "gu")):
        return stem[:-2] + ("c" if stem[-2] == "q" else "g")
    if stem.endswith("gü"):
        return f"{stem[:-1]}u"
    return stem[:-1] + "z" if stem.endswith("ic") else stem


def _certain(made: str, ending: str) -> bool:
    """«-ea» ends too many nouns («tarea», «Corea»); «-eada» some."""
    return made != "e" or ending not in ("a", "ada", "ados", "adas", "amos")


_NOT_VERBS = ("lar", "bar", "mar", "near", "char", "star", "aar", "itzar")


def unknown_infinitive(word: str) -> Reading | None:
    """An infinitive by its shape alone: verbs in -ar are an open class, those in -er and -ir are not."""
    if not word.endswith("ar") or len(word) < 6 or word.endswith(_NOT_VERBS) or not _ACCENTED.isdisjoint(word):
        return None
    sure = not word.endswith(("iar", "uar"))
    return INFINITIVE, word[:-1] if sure else None, word


_SHAPES = (
    ("ando", "gerundio"), ("aron", "pretérito"), ("amos", "pretérito"), ("ado", "participio"), ("ada", "participio"),
    ("ados", "participio"), ("adas", "participio"), ("ó", "pretérito"), ("é", "pretérito"),
)  # fmt: skip


def unknown_form(word: str) -> Reading | None:
    """A form of a verb in -ar that no list knows, by its shape: for where an object with its article follows."""
    for ending, kind in _SHAPES:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 3 or not stem.isalpha():
            continue
        stem = _hardened(stem) if ending == "é" else stem
        vowels = [letter for letter in stem if letter in "aeiou"]
        sure = vowels[-1:] not in ([], ["e"], ["o"]) and stem[-1] not in "iu"  # «remendó»: remienda
        return kind, f"{stem}a" if sure else None, f"{stem}ar"
    return None
