"""The words of triggers and stages, in Spanish and in English, for texts without case or accents."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NUMBER = r"\d{1,9}(?:[.,]\d{1,6})?"
_UNIT = r"(?:segundos?|seg|s|minutos?|mins?|m|horas?|hrs?|hs?|dias?|d|semanas?)\b"
_AMOUNT = rf"(?:{NUMBER}|una?|dos|tres|cuatro|cinco|seis|diez|quince|veinte|treinta|media)"
WORDED = {
    "un": 1.0, "una": 1.0, "dos": 2.0, "tres": 3.0, "cuatro": 4.0, "cinco": 5.0, "seis": 6.0, "diez": 10.0,
    "quince": 15.0, "veinte": 20.0, "treinta": 30.0, "media": 0.5,
}  # fmt: skip
MINUTES = {"s": 1 / 60, "m": 1.0, "h": 60.0, "d": 1440.0}
DURATION = re.compile(rf"(?P<number>{_AMOUNT}) ?(?P<unit>{_UNIT})")

_OVER = (
    r"(?:>=?|≥|⩾|es mayor (?:o igual )?(?:de|a|que)|mayor(?:es)? (?:o igual )?(?:de|a|que|al)|"
    r"superior(?:es)? (?:a|al)|por encima del?|por arriba del?|"
    r"mas del?|more than|above|over|exceeds?|greater than|supera(?:n|r)?(?: el| al| los?| las?)?|"
    r"excede(?:n)?(?: del?| el)?|sobrepasa(?:n)?(?: el)?|rebasa(?:n)?(?: el)?|pasa(?:n)? del?|sube(?:n)? (?:del?"
    r"|por encima del?)|"
    r"alcanza(?:n)?(?: el)?|llega(?:n)? (?:a|al))"
)
_UNDER = (
    r"(?:<=?|≤|⩽|menor(?:es)? (?:de|a|que|al)|inferior(?:es)? (?:a|al)|por debajo del?|baja(?:n)? del?"
    r"|cae(?:n)? (?:por debajo )?del?|"
    r"menos del?|below|under|less than)"
)
_BASE = (
    r"(?:(?:del?|de la|sobre|respecto (?:a|al|de|del)|frente (?:a|al)|vs\.?|contra|que|the|of|comparad[oa] con"
    r"|con respecto (?:a|al)|a|al) )?"
    r"(?:el |la |lo |los |las |su )?(?:de la |del )?(?:valor(?:es)? )?"
    r"(?:baseline|linea (?:de )?base|base line|estable|stable|version (?:estable|anterior|previa|actual|vigente)|"
    r"produccion (?:estable|actual)|normal(?:es)?|habitual(?:es)?|valor(?:es)? (?:base|de referencia)|referencia"
    r"|control|de siempre)"
    r"(?: (?:previ[oa]|habitual|estable|actual|anterior|normal))?"
)
_TIMES = (
    r"(?:al menos |como minimo |at least )?(?P<plus>\+ ?)?"
    rf"(?:(?P<times>{NUMBER}) ?(?:x|×|veces)|[x×] ?(?P<times2>{NUMBER}))"
)
_FOLD = r"(?P<fold>(?:el |al )?(?:doble|triple|cuadruple)|(?:se )?(?:dupli|tripli|cuadrupli)can?|doubles?)"
FOLDS = (("dupli", 2.0), ("doble", 2.0), ("doubl", 2.0), ("tripl", 3.0), ("cuadru", 4.0))

RATIOS = (
    re.compile(rf"(?:{_OVER} ?)?{_TIMES}(?: (?:mas|superior(?:es)?|mayor(?:es)?|por encima|higher))? ?{_BASE}"),
    re.compile(rf"{_BASE} {_TIMES}"),
    re.compile(rf"(?:{_OVER} ?)?{_FOLD}(?P<metric> de (?:errores|fallos|incidentes|incidencias))? {_BASE}"),
    re.compile(r"(?P<fold>\bse (?:du|tri|cuadru)plican?\b)"),
)
PERCENT_OF_BASE = re.compile(rf"{_OVER} ?(?:un |el |al )?(?P<percent>{NUMBER}) ?% {_BASE}")
PERCENT_OVER_BASE = re.compile(
    rf"(?:sube(?:n)?|aumenta(?:n)?|crece(?:n)?|se incrementa(?:n)?|empeora(?:n)?|es|\+)? ?(?:mas )?(?:de )?(?:un |el "
    rf"|en )?(?:mas de un )?"
    rf"(?P<percent>{NUMBER}) ?% (?:mas alt[ao] |mayor(?:es)? |superior(?:es)? |peor(?:es)? |mas |por encima )(?:al?"
    rf"|del?|que|de la)? ?{_BASE}"
    rf"|(?:sube(?:n)?|aumenta(?:n)?|crece(?:n)?|se incrementa(?:n)?|empeora(?:n)?|\+) ?(?:mas )?(?:de )?(?:un |el "
    rf"|en )?(?:mas de un )?"
    rf"(?P<percent2>{NUMBER}) ?% (?:sobre|respecto|frente|vs|contra|comparad[oa]|con respecto) ?(?:a|al|de|del"
    rf"|con)? ?{_BASE}"
)
POINTS = re.compile(r"punto(?:s)?(?: porcentual(?:es)?)?|\bpp\b|\bpuntos? basicos?|\bbps\b")
PERCENT = re.compile(
    rf"{_OVER} ?(?:un |el |al |los |las )?(?P<percent>{NUMBER}) ?(?:%|por ciento\b|percent\b)"
    rf"|(?P<percent2>{NUMBER}) ?% (?:o (?:mas|superior|mayor))"
)
PERCENT_UNDER = re.compile(rf"{_UNDER} ?(?:un |el |al )?(?P<percent>{NUMBER}) ?(?:%|por ciento\b|percent\b)")
AT_LEAST = re.compile(r"(?:>=|≥|⩾|o igual|alcanza|llega|o mas)")
COUNT = re.compile(
    rf"{_OVER} ?(?P<number>\d{{1,7}})(?![.,\d]| ?%| ?(?:x|×|veces|ms|{_UNIT}))|(?P<number2>\d{{1,7}}) o mas(?! ?%)"
)
WINDOW = re.compile(
    rf"(?:en|por|cada|/|dentro de|durante|per|in|within) ?(?:menos de |los |las |el |la |un periodo de "
    rf"|una ventana de )?(?:ultim[oa]s )?(?P<number>{_AMOUNT})? ?(?P<unit>{_UNIT})"
)
ANY = re.compile(
    r"(?:cualquier|cualquiera|algun|alguna|un solo|una sola|un unico|una unica|any|aparece(?:n)?(?: algun| un| una)?"
    r"|>=? ?1\b(?! ?%)|≥ ?1\b(?! ?%)|> ?0\b(?! ?[%.,]))"
)

GROWING = re.compile(
    r"(?:creciendo|aumentando|subiendo)\b"
    r"|(?:va(?:n)? )?(?:en )?(?:claro |franco )?(?:crecimiento|aumento|alza|ascenso|incremento)(?: (?:sostenid[oa]s?"
    r"|continu[oa]|constante|progresiv[oa]|persistente))?"
    r"|(?:no deja(?:n)? de )?(?:crece(?:n|r)?|aumenta(?:n|r)?|sube(?:n)?|subir|se incrementa(?:n)?"
    r"|crecientes?)(?: (?:de forma|de manera) (?:sostenida|continua|constante|progresiva)| (?:sostenida|continua"
    r"|progresiva)mente| sin parar)?"
    r"|tendencia (?:creciente|ascendente|al alza|de subida)|(?:is |are )?(?:growing|increasing|rising)(?: steadily)?"
    r"|al alza"
)
SUSTAINED = re.compile(
    r"(?:de (?:forma|manera) )?(?:sostenid[oa]s?|sostenidamente|continuad[oa]s?|mantenid[oa]s?|persistentes?"
    r"|sustained)"
)
LASTING = re.compile(
    rf"(?:durante|por|por espacio de|a lo largo de|for|over|en) ?(?:mas de |al menos |un minimo de |los |las "
    rf"|una ventana de |un periodo de )?(?P<number>{_AMOUNT}) ?(?P<unit>{_UNIT})(?: (?:seguid[oa]s|consecutiv[oa]s"
    rf"|o mas|continu[oa]s))?"
)
WINDOWS = re.compile(
    rf"(?:durante|en|por|for) (?P<number>{_AMOUNT}) (?:ventanas?|intervalos?|mediciones|muestras|chequeos|periodos?"
    rf"|comprobaciones|windows)(?: (?:seguid[oa]s|consecutiv[oa]s))?"
)

LATENCY = re.compile(
    r"\bp ?(?:50|75|90|95|99(?:[.,]9)?)\b|latencia|latency|tiempos? (?:medios? )?de respuesta|response time"
    r"|\b\d+ ?ms\b|lentitud|percentil"
)
ERROR = re.compile(
    r"(?<!\w)(?:la |el |los |las |un |una )?(?:(?:error|failure)[ -]?rate|tasa (?:de|del) (?:errores|error"
    r"|fallos?)(?: http)?|ratio de (?:errores|error|fallos?)|"
    r"(?:porcentaje|proporcion|indice|nivel|volumen|numero|cantidad) de (?:errores|error|fallos|incidentes"
    r"|incidencias)|"
    r"% de (?:errores|error|fallos)|(?:de )?(?:los )?(?:errores|fallos?|incidentes?|incidencias?|errors?|incidents?"
    r"|excepcion(?:es)?|exceptions?)\b(?: http)?)"
)
SUCCESS = re.compile(r"(?:la |el )?(?:tasa de (?:exito|aciertos?)|success[ -]?rate|porcentaje de exito|ratio de exito)")
STATUS = re.compile(r"\b(?:http )?(?P<status>5xx|4xx|50\d|42\d|40\d)\b")
LOUD = re.compile(r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b|\b[A-Z]{4,}\b")
"""A code as programs write it; shorter ones are acronyms."""
NOT_CODES = _words(
    "HTTP HTTPS JSON CRUD SAML REST AJAX CORS POST HEAD CANARY ROLLBACK CANARIO TODO WARN SMTP IMAP LDAP ERROR"
)
ROUTE = re.compile(
    r"(?:(?:get|post|head) )?(?P<route>(?:https?://\S{3,200}|/[a-z0-9_{}:.~-]{1,80}(?:/[a-z0-9_{}:.~-]{0,80}){0,8}))",
    re.IGNORECASE,
)
HEALTH = re.compile(
    r"\bhealth ?-?check|\bhealthz?\b|\breadiness\b|\bliveness\b|chequeo de salud|comprobacion de salud|prueba de humo"
    r"|smoke[ -]?tests?"
)
ANSWERS = re.compile(
    r"(?:da|dan|devuelve(?:n)?|responde(?:n)?|retorna(?:n)?|contesta|returns?|falla(?:n)?|failing|fails?|cae|caid[oa]"
    r"|no responde(?:n)?|no contesta(?:n)?|en rojo|rojo|no pasa(?:n)?)"
)
LINKS = _words(
    "a al ante con de del desde durante el en es esta hasta hay la las lo los para por que se si son tras un una como "
    "cuando of in is are if when the"
)
"""Words that are told as not understood only where no other is."""
METRIC, AMOUNT = "\1", "\2"
"""What stands in a text for what was understood: what is counted; a limit, a time or a growth."""
_ARTICLE = r"(?:el|la|los|las|lo|un|una|unos|unas|the|an?)"
_NEW_VERSION = (
    r"(?:(?:nuev[oa]|new) (?:version|release|despliegue|canary|canario)"
    r"|(?:version|release) (?:nuev[oa]|candidata|canario|canary|desplegada)|canario|canary|candidata)"
)
_REQUESTS = r"(?:peticiones|solicitudes|requests|llamadas|respuestas|total)"
_GOES_BACK = (
    r"(?:hacer |ejecutar )?(?:rollback|revertir|reversion|volver atras)"
    r"(?: (?:inmediat[oa]|automatic[oa]|inmediatamente))?"
)
_SEES = (
    r"(?:se )?(?:detectan?|observan?|registran?|producen?|ven?|hay|haya|existen?|tenemos|tienen?|muestran?|presentan?"
    r"|ocurren?|aparecen?)"
)
EMPTY_PHRASES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<={METRIC}) (?:(?:globale?s?|totale?s?|generale?s?|http|(?:registr|observ|detect)ad[oa]s?)\b ?)+",
        rf"(?<={AMOUNT}) (?:de|del|of) (?:{_ARTICLE} )?{_REQUESTS}\b",
        rf"^(?:(?:trigger|disparador)(?: (?:de|para) (?:el )?rollback)?|{_GOES_BACK}) ?(?::|si\b|cuando\b|if\b|when\b)",
        rf" ?(?:[,;:]|-+>|=>|→) ?{_GOES_BACK}\W*$",
        rf"\b(?:tras|despues de(?:l\b)?|after) (?:{_ARTICLE} )?(?:despliegue|release|deploy|{_NEW_VERSION})\b",
        rf"\b(?:en|in|del?|of|durante|during) (?:{_ARTICLE} )?(?:{_NEW_VERSION}|produccion|prod|production)\b",
        rf"^(?:(?:si|cuando|if|when) )?(?:{_ARTICLE} )?{_NEW_VERSION} (?=(?:si |no )?{_SEES})",
        rf"(?:\b(?:si|cuando|if|when)\b )?(?:\b{_SEES} )?(?:\b{_ARTICLE} )?(?=[{METRIC}{AMOUNT}])",
        rf"(?<={METRIC}) (?:que )?(?:es|son|esta|estan|is|are|se mantienen?) (?=[{METRIC}{AMOUNT}])",
        rf"(?<={METRIC}) (?:del?|con|of|with)(?: (?:tipo|codigo))? (?=[{METRIC}{AMOUNT}])",
        rf"(?<={AMOUNT}) (?:del?|of|en|in|con|with) (?=[{METRIC}{AMOUNT}])",
    )
)
"""Whole phrases that change nothing, where they stand; a lone preposition may narrow what is measured.

«o» and «y» change it too: two conditions in one text are for people.
"""
UNJUDGED = {"struck-out": re.compile(r"~~"), "question": re.compile(r"[?¿]"), "latency": LATENCY}
"""What is judged by nobody, whatever else the text says, by the reason that is told."""
PAUSES = re.compile(r"\bpausa(?:r|mos|s)?\b|\bdetener (?:el )?(?:avance|rollout|escalado)\b|\bpause\b")

CANARY = re.compile(
    r"canari|canary|trafico|traffic|rollout|gradual|progresiv|escalad|piloto|usuarios|porcentaje|blue|peticiones"
    r"|requests|instancias|nodos|nueva version"
)
SHARE = re.compile(rf"(?P<percent>{NUMBER}) ?%")
WINDOW_RANGE = re.compile(
    rf"(?:entre )?(?P<first>{NUMBER}) ?(?P<unit1>{_UNIT})? ?(?:-|–|—|a|y|hasta"
    rf"|to) ?(?P<last>{NUMBER}) ?(?P<unit>{_UNIT})"
)
SCALES = re.compile(r"escal|ampli|aument|subir|sube|promo|complet|100 ?%|pasar al|extender")
OBSERVES = re.compile(r"observa|monitor|vigil|seguimiento|guardia|supervis|watch")
POSTMORTEM = re.compile(r"post ?-?mortem|post-?incidente|retrospectiva|analisis de causa|informe del? incidente")
