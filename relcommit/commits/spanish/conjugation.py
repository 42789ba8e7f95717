"""Every form that a Spanish verb takes in a commit header, built from its infinitive and its marks."""

from relcommit.commits.spanish.lexicon import plain

PRESENT, INFINITIVE = "presente", "infinitivo"
"""The two forms that a header may ask for; the other kinds are named where they are built."""


def conjugate(infinitive: str, marks: dict[str, str]) -> dict[str, str]:
    """Each form with what it is; where two coincide, the one that a header may ask for wins.

    The marks are those of verbs.txt, already resolved: a verb that follows a model has the model's own.
    """
    if infinitive not in _conjugated:
        if len(_conjugated) > _MOST:
            _conjugated.clear()
        _conjugated[infinitive] = _conjugate(infinitive, marks)
    return _conjugated[infinitive]


_conjugated: dict[str, dict[str, str]] = {}
_MOST = 256
"""Verbs whose forms are kept: a history opens with few."""


def _conjugate(infinitive: str, marks: dict[str, str]) -> dict[str, str]:
    forms: dict[str, str] = {}
    prefix = infinitive[: -len(marks["model"])] if "model" in marks else ""
    bare = infinitive[len(prefix) :]
    build = _first if bare.endswith("ar") else _second
    for kind, endings in build(bare, marks):
        for form in endings:
            forms.setdefault(prefix + form, kind)
    for form in marks.get("otras", "").split(",") if "otras" in marks else ():
        forms[prefix + form] = "pretérito"
    if "imp" in marks:
        forms.setdefault(prefix + marks["imp"], "imperativo")
        forms.setdefault(prefix + _ACUTE.get(marks["imp"], marks["imp"]), "imperativo")
    return forms


_ACUTE = {"pon": "pón", "ten": "tén", "ven": "vén"}

_Forms = list[tuple[str, tuple[str, ...]]]


def _first(infinitive: str, marks: dict[str, str]) -> _Forms:
    weak = infinitive[:-2]
    strong = _changed(weak, marks)
    soft_weak, soft_strong = _before_e(weak), _before_e(strong)
    past = marks.get("pret", "")
    return [
        (PRESENT, (marks.get("pres", strong + "a"),)),
        (INFINITIVE, (infinitive,)),
        ("participio", _gendered(marks.get("part", weak + "ado"))),
        ("gerundio", (weak + "ando",)),
        ("pretérito", _strong_past(past) if past else (*_with(weak, "ó", "amos", "aron"), soft_weak + "é")),
        ("primera persona", (strong + "o",)),
        ("plural", (strong + "an",)),
        ("subjuntivo", (soft_strong + "e", soft_strong + "en", soft_weak + "emos")),
        ("subjuntivo", _with(weak, "ara", "aran", "ase", "asen")),
        ("imperfecto", _with(weak, "aba", "aban", "ábamos")),
        *_future(infinitive, marks),
        ("imperativo", (weak + "á", weak + "ad")),
    ]


def _second(infinitive: str, marks: dict[str, str]) -> _Forms:
    theme, weak = infinitive[-2], infinitive[:-2]
    strong = _changed(weak, marks)
    third = _raised(weak, strong) if theme == "i" else weak
    glide = _takes_glide(infinitive)
    i = "y" if weak[-1:] in "aeo" or glide else "i"
    first = marks.get("yo") or _before_a(strong, infinitive)
    past = marks.get("pret") or (weak[:-1] + "j" if infinitive.endswith("ducir") else "")
    accented = "í" if weak[-1:] in "aeo" else "i"
    return [
        (PRESENT, (marks.get("pres", (strong + "y" if glide else strong) + "e"),)),
        (INFINITIVE, (infinitive,)),
        ("participio", _gendered(marks.get("part", weak + accented + "do"))),
        ("gerundio", ((past if past in ("pud",) else third) + i + "endo",)),
        ("pretérito", _strong_past(past) if past else _weak_past(weak, third, i, accented)),
        ("primera persona", (first + "o", *_with(weak, "emos" if theme == "e" else "imos"))),
        ("plural", ((strong + "y" if glide else strong) + "en",)),
        ("subjuntivo", _with(first, "a", "an")),
        ("subjuntivo", ((first if "yo" in marks else _before_a(third, infinitive)) + "amos",)),
        ("subjuntivo", _past_subjunctive(past, third, i)),
        ("imperfecto", _with(weak, "ía", "ían", "íamos")),
        *_future(infinitive, marks),
        ("imperativo", (weak + "é",) if theme == "e" else (weak + "í", weak + "id")),  # «moved» is English
    ]


def _with(stem: str, *endings: str) -> tuple[str, ...]:
    return tuple(stem + ending for ending in endings)


def _gendered(participles: str) -> tuple[str, ...]:
    stems = [participle[:-1] for participle in participles.split(",")]
    return tuple(stem + ending for stem in stems for ending in ("o", "a", "os", "as"))


def _future(infinitive: str, marks: dict[str, str]) -> _Forms:
    stem = marks.get("fut", infinitive)
    return [
        ("futuro", _with(stem, "á", "án", "é", "emos")),
        ("condicional", _with(stem, "ía", "ían", "íamos")),
    ]


def _strong_past(stem: str) -> tuple[str, ...]:
    """The pasts without accent: «puso», «hizo», «redujo»."""
    ends = "eron" if stem.endswith("j") else "ieron"
    return (stem + "e", (stem[:-1] + "z" if stem.endswith("c") else stem) + "o", stem + "imos", stem + ends)


def _weak_past(weak: str, third: str, i: str, accented: str) -> tuple[str, ...]:
    return (weak + "í", third + i + "ó", third + i + "eron", weak + accented + "mos")


def _past_subjunctive(past: str, third: str, i: str) -> tuple[str, ...]:
    if past:
        i = "" if past.endswith("j") else "i"
    return _with((past or third) + i, "era", "eran")


def _takes_glide(infinitive: str) -> bool:
    """Whether the verb goes like «incluir», «incluye», and «oír», «oye»; «seguir» does not."""
    return infinitive.endswith("oír") or (infinitive.endswith("uir") and infinitive[-4:-3] not in ("g", "q"))


def _changed(stem: str, marks: dict[str, str]) -> str:
    """The stem under stress: «mov» is «muev» where the marks say «o>ue»."""
    for old in ("e", "o", "u", "i"):
        if old in marks:
            index = plain(stem).rfind(old)
            new = marks[old]
            if new == "ue" and stem[index - 1 : index] == "g":
                new = "üe"
            return stem[:index] + new + stem[index + 1 :]
    return stem


def _raised(weak: str, strong: str) -> str:
    """The stem of «sirvió», «prefirió», «durmió»: verbs in -ir whose vowel changes raise it."""
    if weak == strong or plain(weak) == plain(strong):
        return weak
    index = max(weak.rfind("e"), weak.rfind("o"))
    if index < 0 or weak[:index] != strong[:index]:
        return weak
    return weak[:index] + ("i" if weak[index] == "e" else "u") + weak[index + 1 :]


def _before_e(stem: str) -> str:
    """The spelling before «e»: «indic» is «indiqu», «despleg» is «despliegu», «reorganiz» is «reorganic»."""
    if stem.endswith("gu"):
        return stem[:-1] + "ü"
    for hard, soft in (("c", "qu"), ("g", "gu"), ("z", "c")):
        if stem.endswith(hard):
            return stem[:-1] + soft
    return stem


def _before_a(stem: str, infinitive: str) -> str:
    """The spelling before «a» and «o»: «corrig» is «corrij», «sigu» is «sig», «reduc» is «reduzc»."""
    end = infinitive[-3:]
    if end in ("ger", "gir"):
        return stem[:-1] + "j"
    if end in ("cer", "cir"):
        return stem[:-1] + ("zc" if infinitive[-4:-3] in tuple("aeiou") else "z")
    if end == "uir":
        return stem + "y" if _takes_glide(infinitive) else stem[:-1]
    if end == "aer":
        return stem + "ig"
    return stem
