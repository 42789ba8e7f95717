"""The verdict of a rollout with the counts that say it."""

from collections.abc import Iterable, Iterator
from datetime import tzinfo

from relcommit.phrases import count, decimal
from relcommit.rollout.model import FEWEST_REQUESTS, Judgement, Outcome, Ruling, Stage
from relcommit.text.es.rollout.amounts import clock, duration, incidents, number, percent, short, times
from relcommit.text.es.rollout.request import unmeasured

OUTCOMES: dict[Outcome, str] = {
    "regression": "regresión",
    "pause": "pausa",
    "inconclusive": "inconcluso",
    "not_yet": "todavía no se sabe",
    "no_regression": "sin regresión",
    "person": "lo dice una persona",
}
_SIGNS: dict[Outcome, str] = {
    "regression": "✘", "pause": "✘", "inconclusive": "?", "not_yet": "?", "no_regression": "✔", "person": "…",
}  # fmt: skip
STATES = {
    "canary": "canario",
    "observing": "observación",
    "stable": "estable",
    "reverted": "revertido",
    "replaced": "sustituido por otra versión",
}
_OBJECTIONS = {
    "no-rows": "no hay ninguna fila desde que empezó",
    "waiting": "acaba de empezar y todavía no hay filas de las dos versiones",
    "no-canary": "el canario no recibe tráfico, o sus filas no dicen su versión (se ven: {versiones})",
    "no-stable": "no hay filas de la versión estable a la vez (se ven: {versiones})",
    "other-version": "hay filas de otra versión (se ven: {versiones}), y no es este canario lo que se mide",
    "other-split": "el reparto medido ({medido}) no es el declarado ({dicho}): no es este canario lo que se mide",
    "stale-data": "los datos solo llegan hasta las {hasta}",
    "gap": "faltan datos entre las {desde} y las {hasta}",
    "no-metric": "las filas no enseñan «{metrica}»: di cuáles son en «[rollout.metrics]»",
    "few-requests": "el canario lleva menos de {minimo} peticiones: no bastan para decir que va bien",
    "no-requests": "todas las filas son incidentes: sin las peticiones no hay tasa",
}


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
        for line in reasons(ruling, judgement, zone):
            yield f"      {line}"
    yield ""
    yield from closing(judgement, stage, state, plan)


def _heading(judgement: Judgement, stage: Stage, state: str, zone: tzinfo | None) -> Iterator[str]:
    canary = judgement.canary
    since = clock(canary.start, zone)
    elapsed = int(min(judgement.now, canary.ended or judgement.now) - canary.start)
    first, last = number(stage.shortest.value), number(stage.longest.value)
    window = f"{first}-{last} min" if first != last else f"{last} min"
    if state == "canary":
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


def reasons(ruling: Ruling, judgement: Judgement, zone: tzinfo | None) -> Iterator[str]:
    trigger = ruling.trigger
    if ruling.outcome == "person":
        text = next(unmeasured(trigger)).rstrip(",")
        yield f"{text[:1].upper()}{text[1:]}."
        return
    if ruling.reason in _OBJECTIONS and ruling.outcome != "no_regression":
        text = objection(ruling.reason, dict(judgement.facts), zone, trigger.metric)
        yield f"{text[:1].upper()}{text[1:]}."
        if ruling.reason in ("no-metric", "no-requests"):
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
        yield f"{most} como mucho en el canario; el plan admite {number(trigger.limit)}."
    elif trigger.kind == "above":
        rate = counts.canary / counts.canary_requests if counts.canary_requests else 0
        yield (
            f"{incidents(counts.canary)} en {counts.canary_requests:.0f} peticiones: {percent(rate)} "
            f"(el plan admite {percent(trigger.limit)})."
        )
    else:
        yield _compared(ruling)
    if "no-past" in ruling.facts:
        yield "Desde que tiene todo el tráfico no se compara con nada: faltan filas de los siete días anteriores."
    if ruling.crossed is not None:
        yield f"Así estaba a las {clock(ruling.crossed, zone)}{_chance(ruling, enough)}."
    elif trigger.kind == "ratio":
        yield f"Evidencia de que va peor: {_odds(ruling.odds)} a 1 (se piden {number(enough)}).{_ruled_out(ruling)}"


def _chance(ruling: Ruling, enough: float) -> str:
    if ruling.trigger.kind not in ("ratio", "above"):
        return ""
    if ruling.odds > 9_999:
        return f"; por azar pasaría menos de una vez de cada 10.000 (se piden {number(enough)})"
    return f"; por azar pasaría menos de una vez de cada {ruling.odds:.0f} (se piden {number(enough)})"


def _odds(number: float) -> str:
    if number < 0.1:
        return "menos de 0,1"
    return decimal(f"{number:.1f}") if number < 100 else f"{number:.0f}"


def _ruled_out(ruling: Ruling) -> str:
    return f" Descarta que falle {times(ruling.ruled_out)} o más." if ruling.ruled_out else ""


def _compared(ruling: Ruling) -> str:
    counts = ruling.counts
    past = ", que es lo de los días anteriores" if ruling.reason == "past" else ""
    if ruling.by_split or not counts.canary_requests or not counts.stable_requests:
        return f"{incidents(counts.canary)} en el canario frente a {counts.stable} en la estable{past}."
    new, old = counts.canary / counts.canary_requests, counts.stable / counts.stable_requests
    ratio = times(new / old) if old else "—"
    return (
        f"{incidents(counts.canary)} en {counts.canary_requests:.0f} peticiones frente a {counts.stable} en "
        f"{counts.stable_requests:.0f}{past}: {percent(new)} y {percent(old)}, {ratio}."
    )


def closing(judgement: Judgement, stage: Stage, state: str, plan: str) -> Iterator[str]:
    """The last lines: what is said of all, and whose turn it is."""
    name = OUTCOMES[judgement.outcome]
    match judgement.outcome:
        case "regression" if state in ("reverted", "replaced"):
            yield f"Veredicto: {name}. Ya no tiene tráfico: {STATES[state]}."
        case "regression":
            yield f"Veredicto: {name}. El plan pide volver atrás: «relcommit rollout rollback {plan}»."
        case "pause":
            yield f"Veredicto: {name}. No se sigue hasta que lo mire una persona."
        case "no_regression" if state != "canary":
            yield f"Veredicto: {name}. {_watched(judgement, stage, state)}"
        case "no_regression":
            yield f"Veredicto: {name}. Escalar lo decide una persona: «/relcommit atestar» con el punto del plan."
        case "not_yet" if state == "observing":
            yield f"Veredicto: {name}. {_watched(judgement, stage, state)}"
        case "not_yet":
            yield f"Veredicto: {name}. Vuelve a mirar dentro de unos minutos, o usa «--watch»."
        case _:
            yield f"Veredicto: {name}. Con estos datos no se puede saber más."


def _watched(judgement: Judgement, stage: Stage, state: str) -> str:
    """What is left of the observation, once the new version has all of the traffic."""
    if state != "observing" or judgement.canary.promoted is None:
        return f"Ya ha acabado: {STATES[state]}."
    left = stage.observed.value * 60 - (judgement.now - judgement.canary.promoted)
    return f"Tiene todo el tráfico; quedan {duration(left)} de observación."
