"""What `relcommit rollout` says: what is asked and measured, the verdict with its counts, and the way back."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, tzinfo

from relcommit.phrases import count, decimal
from relcommit.rollout.model import FEWEST_REQUESTS, Canary, Judgement, Outcome, Ruling, Span, Stage, Trigger

HELP = """Sigue el despliegue de un plan: qué pide, qué se puede medir, y si hay que volver atrás.

Juzga y lo cuenta. No reparte el tráfico, no promociona y no vuelve atrás por su cuenta."""
ORDERS_HEADING = "Órdenes"
ORDERS = {
    "show": "Enseña qué pide el plan, qué se mide y qué se llegaría a ver.",
    "verdict": "Dice si hay regresión con lo que se sabe a una hora.",
    "rollback": "Enseña cómo volver atrás, guarda las pruebas y abre el postmortem.",
}
SHOW_HELP = """Enseña qué pide el plan de su despliegue, qué disparadores se miden y cómo, cuáles no y por qué, y qué
empeoramiento dejaría ver el tráfico que hay."""
VERDICT_HELP = """Dice si el canario va peor que la versión estable, a la vez, con las filas y el reparto que haya.

Acaba con 0 si no hay regresión, con 1 si la hay o el plan pide una pausa, y con 7 si todavía no se sabe o no se puede
saber."""
ROLLBACK_HELP = """Enseña qué ejecutar para volver a la versión estable, con qué riesgo; guarda las pruebas y escribe el
postmortem.

Con «--run» lo ejecuta, si escribes los ocho primeros caracteres de la versión estable. Nunca en CI."""
SQL = "Imprime la consulta que cuenta las filas por minuto, y nada más."
EVENTS = "El archivo con las filas, en vez del de la configuración."
DEPLOYMENTS = "El archivo con los despliegues, en vez del de la configuración."
AT = "La hora de la que se quiere el veredicto («09:31», o con fecha); por omisión, ahora."
WATCH = "Repite el veredicto cada dos minutos hasta que se sepa o acabe la ventana; con «--json», uno por línea."
RUN = "Ejecuta la orden, con la versión escrita a mano. Nunca en CI."
REASON = "Por qué se vuelve atrás; por omisión, el disparador que saltó."
OWNER = "Quién responde del postmortem; por omisión, quien lo dice git."

OUTCOMES: dict[Outcome, str] = {
    "regresion": "regresión",
    "pausa": "pausa",
    "inconcluso": "inconcluso",
    "todavia": "todavía no se sabe",
    "sin_regresion": "sin regresión",
    "persona": "lo dice una persona",
}
_SIGNS: dict[Outcome, str] = {
    "regresion": "✘", "pausa": "✘", "inconcluso": "?", "todavia": "?", "sin_regresion": "✔", "persona": "…",
}  # fmt: skip
STATES = {
    "canario": "canario",
    "observacion": "observación",
    "estable": "estable",
    "revertido": "revertido",
    "sustituido": "sustituido por otra versión",
}
_OBJECTIONS = {
    "sin-filas": "no hay ninguna fila desde que empezó",
    "espera": "acaba de empezar y todavía no hay filas de las dos versiones",
    "sin-canario": "el canario no recibe tráfico, o sus filas no dicen su versión (se ven: {versiones})",
    "sin-estable": "no hay filas de la versión estable a la vez (se ven: {versiones})",
    "otra-version": "hay filas de otra versión (se ven: {versiones}), y no es este canario lo que se mide",
    "otro-reparto": "el reparto medido ({medido}) no es el declarado ({dicho}): no es este canario lo que se mide",
    "datos-viejos": "los datos solo llegan hasta las {hasta}",
    "hueco": "faltan datos entre las {desde} y las {hasta}",
    "sin-metrica": "las filas no enseñan «{metrica}»: di cuáles son en «[rollout.metrics]»",
    "pocas-peticiones": "el canario lleva menos de {minimo} peticiones: no bastan para decir que va bien",
    "sin-peticiones": "todas las filas son incidentes: sin las peticiones no hay tasa",
}


def percent(part: float) -> str:
    """«10 %», «0,7 %»."""
    number = f"{part * 100:.1f}" if part < 0.1 else f"{part * 100:.0f}"
    return f"{decimal(number)} %"


def times(ratio: float) -> str:
    """«17×», «2,4×»."""
    return f"{decimal(f'{ratio:.1f}') if ratio < 10 else f'{ratio:.0f}'}×"


def clock(minute: float, zone: tzinfo | None = None, *, day: bool = False) -> str:
    """A minute since 1970 as the time of day; with its date where that matters."""
    moment = datetime.fromtimestamp(minute * 60, UTC).astimezone(zone)
    return f"{moment:%d-%m %H:%M}" if day else f"{moment:%H:%M}"


def _number(value: float) -> str:
    return decimal(f"{value:.10g}")


def _where(span: Span) -> str:
    return f"(línea {span.line})" if span.line else "(por omisión)"


def stage_line(stage: Stage) -> str:
    """The first line of `show`."""
    share = f"{percent(stage.share.value)} del tráfico {_where(stage.share)}" if stage.share else "sin parte dicha"
    first, last = _number(stage.shortest.value), _number(stage.longest.value)
    window = f"de {first} a {last} min" if first != last else f"de {last} min"
    watched = f"observación de {_number(stage.observed.value)} h {_where(stage.observed)}"
    return f"Canario    {share}; ventana {window} {_where(stage.longest)}; {watched}."


def postmortem_line(stage: Stage) -> str:
    """When a postmortem has to be opened."""
    span = stage.postmortem
    return f"Postmortem antes de {_number(span.value)} h {_where(span)}." if span else ""


def measured(trigger: Trigger) -> str:
    """How a trigger is measured."""
    lasting = f", sostenido {_number(trigger.minutes)} min" if trigger.minutes else ""
    incidents = "incidentes distintos por minuto" if trigger.metric == "errores" else f"incidentes «{trigger.metric}»"
    match trigger.kind:
        case "ratio":
            plus = f"; «+{_number(trigger.limit)}x» se lee como {_number(trigger.limit)}× o más" if trigger.plus else ""
            limit = f", {_number(trigger.limit)}× o más" if not plus else ""
            return f"{incidents}, canario frente a estable, a la vez{limit}{lasting}{plus}"
        case "above":
            return f"{incidents} por petición del canario, más del {percent(trigger.limit)}{lasting}"
        case "count":
            period = f" en {_number(trigger.minutes)} min" if trigger.minutes else " desde que empieza"
            return f"{incidents} del canario, más de {_number(trigger.limit)}{period}"
        case _:
            return "tendencia por peticiones, en tramos de 10 min y luego de 1 h"


def unmeasured(trigger: Trigger) -> Iterator[str]:
    """Why a trigger is not measured, and what can be done about it."""
    fire = f"«/relcommit disparar {trigger.id} razón» si ocurre"
    match trigger.reason:
        case "tachado":
            yield f"está tachado; {fire}"
        case "pregunta":
            yield f"lleva una pregunta, y no se sabe si el plan lo pide: {fire}"
        case "latencia":
            yield f"la latencia no se juzga: {fire}"
        case "ruta":
            yield f"se pregunta a «{trigger.route}» con «relcommit checklist verify»; aquí, {fire}"
        case "sin-ruta":
            yield f"no dice qué dirección se pregunta: {fire}"
        case "sin-valor":
            yield f"falta qué se cuenta o hasta cuánto se admite: {fire},"
            yield "o escribe la métrica, el límite y el tiempo: «tasa de errores > 2 % durante 10 min»"
        case _:
            words = ", ".join(f"«{word}»" for word in trigger.strange[:3])
            yield f"nadie dice cómo se mide {words or 'eso'}: {fire},"
            yield "o añade «<!-- rc: metric=NOMBRE max=0 -->» y «NOMBRE» en «[rollout.metrics]»"


def shown(triggers: Iterable[Trigger], stage: Stage) -> Iterator[str]:
    """What the plan asks, line by line."""
    known = tuple(triggers)
    yield stage_line(stage)
    if line := postmortem_line(stage):
        yield line
    judged = [trigger for trigger in known if trigger.is_judged]
    others = [trigger for trigger in known if not trigger.is_judged]
    if judged:
        yield "Se mide"
        for trigger in judged:
            yield f"  {trigger.text} (línea {trigger.line})"
            yield f"      {measured(trigger)}{' (el plan pide una pausa)' if trigger.pauses else ''}."
    if others:
        yield "No se mide"
        for trigger in others:
            yield f"  {trigger.text} (línea {trigger.line})"
            *first, last = unmeasured(trigger)
            yield from (f"      {line}" for line in first)
            yield f"      {last}."
    if not known:
        yield "El plan no dice qué hace volver atrás: falta un apartado «Plan de rollback» con sus disparadores."
    elif not judged:
        yield "Ningún disparador se puede medir: «rollout verdict» no tendrá nada que juzgar."


def visible(requests: float, incidents: float, sights: Iterable[tuple[float, float, float | None]]) -> Iterator[str]:
    """What the traffic lets anybody see: by share and minutes, the smallest worsening."""
    asked = f"{requests:.0f} peticiones y " if requests else ""
    yield f"Con el tráfico de la última semana ({asked}{incidents:.3g} incidentes por hora):".replace(".", ",")
    parts = [
        f"{'un canario del' if place == 0 else 'del'} {percent(share)} enseña "
        + (f"empeoramientos de {times(ratio)} o más" if ratio else "menos de lo que sirve: ni 200×")
        for place, (share, _, ratio) in enumerate(sights)
    ]
    minutes = next(iter(sights))[1] if parts else 0
    yield f"  en {_number(minutes)} min, {'; '.join(parts)}."


def time_needed(minutes: int | None, ratio: float, share: float) -> str:
    """How long it takes to see the plan's own limit."""
    if minutes is None:
        return f"  Ver {times(ratio)} al {percent(share)} lleva más de cuatro semanas: con este tráfico no se verá."
    return f"  Ver {times(ratio)} lleva {duration(minutes)} al {percent(share)}."


def duration(minutes: float) -> str:
    """«unos 30 min», «unas 4 h», «unos 2 días», «1 semana»."""
    if minutes < 120:
        return f"unos {minutes:.0f} min"
    if minutes < 2_880:
        return f"unas {minutes / 60:.0f} h"
    if minutes < 10_080:
        return f"unos {minutes / 1440:.0f} días"
    return count(round(minutes / 10_080), "semana", "semanas")


MORE_SHARE = "  Si no basta, sube el reparto o alarga la ventana."
NO_EVENTS = "? No hay filas con las que decir qué se llegaría a ver: di «events» en [rollout], o «--events ARCHIVO»."


def no_column(file: str, columns: Iterable[str]) -> Iterator[str]:
    """Rows without the column that says which version wrote them."""
    yield f"? «{file}» no tiene la columna {' ni '.join(f'«{name}»' for name in columns)}: sin ella no hay veredicto."
    yield '  En Cloudflare, añade a wrangler.jsonc «"version_metadata": {"binding": "CF_VERSION"}» y guarda'
    yield "  «env.CF_VERSION.id» en cada fila."


def lacking(metrics: Iterable[str], file: str) -> Iterator[str]:
    """Metrics that the rows cannot show."""
    for metric in metrics:
        yield f"? «{file}» no enseña «{metric}»: di qué filas lo son en «[rollout.metrics]»."


def verdict(
    judgement: Judgement, stage: Stage, state: str, plan: str, committed: Iterable[str] = (), zone: tzinfo | None = None
) -> Iterator[str]:
    """The whole verdict."""
    yield from _heading(judgement, stage, state, zone)
    for file in committed:
        yield f"Ojo       «{file}» es la del commit: quien puede subir podría haberla escrito."
    yield ""
    for ruling in judgement.rulings:
        yield f"  {_SIGNS[ruling.outcome]} {ruling.trigger.text}  ({plan}:{ruling.trigger.line})"
        for line in _reasons(ruling, judgement, zone):
            yield f"      {line}"
    yield ""
    yield from closing(judgement, stage, state, plan)


def _heading(judgement: Judgement, stage: Stage, state: str, zone: tzinfo | None) -> Iterator[str]:
    canary = judgement.canary
    since = clock(canary.start, zone)
    elapsed = int(min(judgement.now, canary.ended or judgement.now) - canary.start)
    first, last = _number(stage.shortest.value), _number(stage.longest.value)
    window = f"{first}-{last} min" if first != last else f"{last} min"
    if state == "canario":
        yield (
            f"Canario   {short(canary.version)} al {percent(canary.share)} desde las {since}; "
            f"{_elapsed(elapsed, stage.longest.value, window)}."
        )
    else:
        ended = f" {_day(canary.ended, zone)}" if canary.ended else ""
        promoted = f", con todo el tráfico desde {_day(canary.promoted, zone)}" if canary.promoted else ""
        began = f"{short(canary.version)}, que empezó {_day(canary.start, zone)}"
        yield f"Canario   {began}{promoted}: {STATES[state]}{ended}."
    after = "; después, lo de los siete días anteriores" if canary.promoted else ", y no lo de ayer"
    yield f"Frente a  {short(canary.stable)}, a la vez{after}."
    new, old = judgement.requests
    measured = judgement.measured_share
    share = f" (reparto medido: {percent(measured)})" if measured is not None and not canary.promoted else ""
    if not new + old:
        yield "Datos     ninguna fila de las dos versiones desde que empezó."
    elif measured is not None:
        yield f"Datos     {_plural(new, 'petición', 'peticiones')} al canario, {old} a la estable{share}."
    else:
        yield "Datos     todas las filas son incidentes: el reparto declarado hace de peticiones."


def _day(minute: float, zone: tzinfo | None) -> str:
    """«el 27-02 a las 10:01»."""
    return "el " + clock(minute, zone, day=True).replace(" ", " a las ")


def _elapsed(minutes: int, longest: float, window: str) -> str:
    """«han pasado 31 de 30-60 min»; long after the window, how long ago it began."""
    if minutes <= max(longest, 120):
        return f"han pasado {minutes} de {window}"
    return f"hace {duration(minutes)}; la ventana era de {window}"


def _plural(number: int, singular: str, plural: str) -> str:
    return count(number, singular, plural)


def short(version: str) -> str:
    """A version as people write it."""
    return version[:8]


def objection(reason: str, facts: dict[str, str], zone: tzinfo | None = None, metric: str = "") -> str:
    """Why the rows are no evidence."""
    values = dict(facts) | {"metrica": metric, "minimo": str(FEWEST_REQUESTS)}
    for name in ("hasta", "desde"):
        if name in values:
            values[name] = clock(float(values[name]), zone)
    for name in ("medido", "dicho"):
        if name in values:
            values[name] = percent(float(values[name]))
    values.setdefault("versiones", "")
    values["versiones"] = ", ".join(short(version) for version in values["versiones"].split(", ")) or "ninguna"
    return _OBJECTIONS[reason].format_map(values)


def _reasons(ruling: Ruling, judgement: Judgement, zone: tzinfo | None) -> Iterator[str]:
    trigger = ruling.trigger
    if ruling.outcome == "persona":
        text = next(unmeasured(trigger)).rstrip(",")
        yield f"{text[:1].upper()}{text[1:]}."
        return
    if ruling.reason in _OBJECTIONS and ruling.outcome != "sin_regresion":
        text = objection(ruling.reason, dict(judgement.facts), zone, trigger.metric)
        yield f"{text[:1].upper()}{text[1:]}."
        if ruling.reason in ("sin-metrica", "sin-peticiones"):
            return
    yield from _counted(ruling, judgement.enough, zone)


def _counted(ruling: Ruling, enough: float, zone: tzinfo | None) -> Iterator[str]:
    counts, trigger = ruling.counts, ruling.trigger
    if trigger.kind == "growing":
        growth = decimal(f"{ruling.odds:.1f}")
        buckets = count(ruling.buckets, "tramo", "tramos")
        if not counts.canary:
            yield f"Ninguno en {buckets}."
            return
        yield f"{counts.canary} en {buckets}; tendencia de {growth} desviaciones (se piden 3)."
    elif trigger.kind == "count":
        most = ruling.facts.get("mayor", str(counts.canary))
        yield f"{most} como mucho en el canario; el plan admite {_number(trigger.limit)}."
    elif trigger.kind == "above":
        rate = counts.canary / counts.canary_requests if counts.canary_requests else 0
        yield (
            f"{_incidents(counts.canary)} en {counts.canary_requests:.0f} peticiones: {percent(rate)} "
            f"(el plan admite {percent(trigger.limit)})."
        )
    else:
        yield _compared(ruling)
    if "sin-pasado" in ruling.facts:
        yield "Desde que tiene todo el tráfico no se compara con nada: faltan filas de los siete días anteriores."
    if ruling.crossed is not None:
        yield f"Así estaba a las {clock(ruling.crossed, zone)}{_chance(ruling, enough)}."
    elif trigger.kind == "ratio":
        yield f"Evidencia de que va peor: {_odds(ruling.odds)} a 1 (se piden {_number(enough)}).{_ruled_out(ruling)}"


def _chance(ruling: Ruling, enough: float) -> str:
    if ruling.trigger.kind not in ("ratio", "above"):
        return ""
    if ruling.odds > 9_999:
        return f"; por azar pasaría menos de una vez de cada 10.000 (se piden {_number(enough)})"
    return f"; por azar pasaría menos de una vez de cada {ruling.odds:.0f} (se piden {_number(enough)})"


def _odds(number: float) -> str:
    if number < 0.1:
        return "menos de 0,1"
    return decimal(f"{number:.1f}") if number < 100 else f"{number:.0f}"


def _ruled_out(ruling: Ruling) -> str:
    return f" Descarta que falle {times(ruling.ruled_out)} o más." if ruling.ruled_out else ""


def _incidents(number: int) -> str:
    return count(number, "incidente", "incidentes")


def _compared(ruling: Ruling) -> str:
    counts = ruling.counts
    past = ", que es lo de los días anteriores" if ruling.reason == "pasado" else ""
    if ruling.by_split or not counts.canary_requests or not counts.stable_requests:
        return f"{_incidents(counts.canary)} en el canario frente a {counts.stable} en la estable{past}."
    new, old = counts.canary / counts.canary_requests, counts.stable / counts.stable_requests
    ratio = times(new / old) if old else "—"
    return (
        f"{_incidents(counts.canary)} en {counts.canary_requests:.0f} peticiones frente a {counts.stable} en "
        f"{counts.stable_requests:.0f}{past}: {percent(new)} y {percent(old)}, {ratio}."
    )


def closing(judgement: Judgement, stage: Stage, state: str, plan: str) -> Iterator[str]:
    """The last lines: what is said of all, and whose turn it is."""
    name = OUTCOMES[judgement.outcome]
    match judgement.outcome:
        case "regresion" if state in ("revertido", "sustituido"):
            yield f"Veredicto: {name}. Ya no tiene tráfico: {STATES[state]}."
        case "regresion":
            yield f"Veredicto: {name}. El plan pide volver atrás: «relcommit rollout rollback {plan}»."
        case "pausa":
            yield f"Veredicto: {name}. No se sigue hasta que lo mire una persona."
        case "sin_regresion" if state != "canario":
            yield f"Veredicto: {name}. {_watched(judgement, stage, state)}"
        case "sin_regresion":
            yield f"Veredicto: {name}. Escalar lo decide una persona: «/relcommit atestar» con el punto del plan."
        case "todavia" if state == "observacion":
            yield f"Veredicto: {name}. {_watched(judgement, stage, state)}"
        case "todavia":
            yield f"Veredicto: {name}. Vuelve a mirar dentro de unos minutos, o usa «--watch»."
        case _:
            yield f"Veredicto: {name}. Con estos datos no se puede saber más."


def _watched(judgement: Judgement, stage: Stage, state: str) -> str:
    """What is left of the observation, once the new version has all of the traffic."""
    if state != "observacion" or judgement.canary.promoted is None:
        return f"Ya ha acabado: {STATES[state]}."
    left = stage.observed.value * 60 - (judgement.now - judgement.canary.promoted)
    return f"Tiene todo el tráfico; quedan {duration(left)} de observación."


def timeline(canary: Canary, judgement: Judgement | None, zone: tzinfo | None = None, *, day: bool = False) -> str:
    """What happened and when, on one line; with its days where that matters."""
    facts: list[tuple[float, str]] = []
    for split in canary.splits:
        share = split.shares.get(canary.version, 0.0)
        facts.append((split.since, f"{'canario ' if share < 1 else ''}{percent(share)}"))
    if canary.ended is not None:
        facts.append((canary.ended, "revertido" if canary.reverted else "sustituido"))
    crossed = [ruling for ruling in judgement.rulings if ruling.crossed is not None] if judgement else []
    if crossed:
        first = min(crossed, key=lambda ruling: ruling.crossed or 0)
        word = OUTCOMES[first.outcome]
        odds = f" ({min(first.odds, 9_999):.0f} a 1)" if first.trigger.kind in ("ratio", "above") else ""
        facts.append((first.crossed or 0, f"{word}{odds}"))
    return " · ".join(f"{clock(minute, zone, day=day)} {text}" for minute, text in sorted(facts))


def timeline_lines(canary: Canary, judgement: Judgement | None, zone: tzinfo | None = None) -> list[str]:
    """The same with its days, one fact a line."""
    return timeline(canary, judgement, zone, day=True).split(" · ")


def seen_lines(judgement: Judgement, zone: tzinfo | None = None) -> list[str]:
    """What was counted for each trigger that rows decide."""
    return [
        f"{ruling.trigger.text}: {OUTCOMES[ruling.outcome]}. {' '.join(_reasons(ruling, judgement, zone))}"
        for ruling in judgement.rulings
        if ruling.outcome != "persona"
    ]


def deadline(minute: float, hours: float, zone: tzinfo | None = None) -> str:
    """When a postmortem has to be open: «28-02 09:34»."""
    return clock(minute + hours * 60, zone, day=True)


def going_back(canary: Canary, share: float, elapsed: int, requests: int | None) -> str:
    """The first line of a rollback."""
    minutes = f"{elapsed} min" if elapsed < 120 else duration(elapsed)
    served = f": unas {requests} peticiones" if requests is not None else ""
    return (
        f"Vuelve a   {short(canary.stable)}. El canario {short(canary.version)} lleva {minutes} "
        f"y tiene el {percent(share)} del tráfico{served}."
    )


def beware(names: Iterable[str], source: str, stable: str, *, seen: bool) -> str:
    """What a rollback does not take back: said before anything else."""
    known = list(names)
    if not seen:
        return "Cuidado    no se sabe qué migraciones se han aplicado, y volver atrás no deshace ninguna."
    if not known:
        return (
            f"Cuidado    ninguna migración posterior a {short(stable)} consta; "
            "los datos escritos desde entonces se quedan."
        )
    shown = ", ".join(known[:5]) + (f" y {len(known) - 5} más" if len(known) > 5 else "")
    verb = "se aplicó" if len(known) == 1 else "se aplicaron"
    seen_in = "" if source == "git" else f" (según {source})"
    added = "llegó a git" if len(known) == 1 else "llegaron a git"
    verb = added if source == "git" else verb
    return (
        f"Cuidado    después de {short(stable)} {verb} {shown}{seen_in}, y volver atrás no lo deshace: "
        f"mira si {short(stable)} lo soporta."
    )


def run_this(command: str, *, known: bool) -> str:
    """The command to type."""
    if not command:
        return "Ejecuta    tu propia orden para volver atrás: no se conoce ninguna. Dila en «[rollout.rollback]»."
    return f"Ejecuta    {command}{'' if known else '  (la orden habitual: «[rollout.rollback]» no dice otra)'}"


def in_force(split: str, source: str) -> str:
    """The split that was read."""
    return f"Reparto    {split} (según {source})"


def kept(file: str, minutes: int, rows: int) -> str:
    """The evidence on the disk."""
    return (
        f"Guardado   {file} ({count(minutes, 'minuto', 'minutos')}, {count(rows, 'fila', 'filas')} de incidentes, "
        "lo que parece un secreto oculto)"
    )


def postmortem_written(file: str, until: str) -> str:
    """The document, and when it has to be open."""
    return f"Postmortem {file}{f'; hay que abrirlo antes del {until}' if until else ''}."


def postmortem_stays(file: str) -> str:
    """One that somebody already writes."""
    return f"Postmortem {file} ya existe: se queda como está."


def no_evidence(why: str) -> str:
    """Going back does not wait for evidence."""
    return f"Pruebas    no hay veredicto, y volver atrás no lo espera. {why}"


def type_version(stable: str) -> str:
    """What a person has to type."""
    return f"Escribe los ocho primeros caracteres de la versión estable ({short(stable)}) para volver a ella"


def sent(command: str) -> str:
    """The command ended well; whether the traffic moved is another matter."""
    return f"Ejecutado  {command}\n           Ha acabado bien. Comprueba el reparto: no se ha mirado otra vez."
