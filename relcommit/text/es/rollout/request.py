"""What a plan asks of its rollout, what of it is measured and how, and what the traffic lets one see."""

from collections.abc import Iterable, Iterator

from relcommit.rollout.model import Span, Stage, Trigger
from relcommit.text.es.rollout.amounts import duration, number, percent, times


def _where(span: Span) -> str:
    return f"(línea {span.line})" if span.line else "(por omisión)"


def stage_line(stage: Stage) -> str:
    """The first line of `show`."""
    share = f"{percent(stage.share.value)} del tráfico {_where(stage.share)}" if stage.share else "sin parte dicha"
    first, last = number(stage.shortest.value), number(stage.longest.value)
    window = f"de {first} a {last} min" if first != last else f"de {last} min"
    watched = f"observación de {number(stage.observed.value)} h {_where(stage.observed)}"
    return f"Canario    {share}; ventana {window} {_where(stage.longest)}; {watched}."


def postmortem_line(stage: Stage) -> str:
    """When a postmortem has to be opened."""
    span = stage.postmortem
    return f"Postmortem antes de {number(span.value)} h {_where(span)}." if span else ""


def measured(trigger: Trigger) -> str:
    """How a trigger is measured."""
    lasting = f", sostenido {number(trigger.minutes)} min" if trigger.minutes else ""
    incidents = "incidentes distintos por minuto" if trigger.metric == "errores" else f"incidentes «{trigger.metric}»"
    match trigger.kind:
        case "ratio":
            plus = f"; «+{number(trigger.limit)}x» se lee como {number(trigger.limit)}× o más" if trigger.plus else ""
            limit = f", {number(trigger.limit)}× o más" if not plus else ""
            return f"{incidents}, canario frente a estable, a la vez{limit}{lasting}{plus}"
        case "above":
            return f"{incidents} por petición del canario, más del {percent(trigger.limit)}{lasting}"
        case "count":
            period = f" en {number(trigger.minutes)} min" if trigger.minutes else " desde que empieza"
            return f"{incidents} del canario, más de {number(trigger.limit)}{period}"
        case _:
            return "tendencia por peticiones, en tramos de 10 min y luego de 1 h"


def unmeasured(trigger: Trigger) -> Iterator[str]:
    """Why a trigger is not measured, and what can be done about it."""
    fire = f"«/relcommit disparar {trigger.id} razón» si ocurre"
    match trigger.reason:
        case "struck-out":
            yield f"está tachado; {fire}"
        case "question":
            yield f"lleva una pregunta, y no se sabe si el plan lo pide: {fire}"
        case "latency":
            yield f"la latencia no se juzga: {fire}"
        case "route":
            yield f"se pregunta a «{trigger.route}» con «relcommit checklist verify»; aquí, {fire}"
        case "no-route":
            yield f"no dice qué dirección se pregunta: {fire}"
        case "no-value":
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
    yield f"  en {number(minutes)} min, {'; '.join(parts)}."


def time_needed(minutes: int | None, ratio: float, share: float) -> str:
    """How long it takes to see the plan's own limit."""
    if minutes is None:
        return f"  Ver {times(ratio)} al {percent(share)} lleva más de cuatro semanas: con este tráfico no se verá."
    return f"  Ver {times(ratio)} lleva {duration(minutes)} al {percent(share)}."


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
