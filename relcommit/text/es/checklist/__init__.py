"""What the checklist, its evidence and the search for secrets say."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from relcommit.checklist.model import TRIGGER

if TYPE_CHECKING:
    from relcommit.checklist.report import Report

_SECRET_KINDS = {
    "AWSKeyDetector": "una clave de AWS",
    "ArtifactoryDetector": "una credencial de Artifactory",
    "AzureStorageKeyDetector": "una clave de Azure Storage",
    "BasicAuthDetector": "una contraseña dentro de una dirección",
    "CloudantDetector": "una credencial de Cloudant",
    "DiscordBotTokenDetector": "un token de bot de Discord",
    "GitHubTokenDetector": "un token de GitHub",
    "GitLabTokenDetector": "un token de GitLab",
    "IbmCloudIamDetector": "una clave de IBM Cloud",
    "IbmCosHmacDetector": "una credencial HMAC de IBM",
    "JwtTokenDetector": "un token JWT",
    "MailchimpDetector": "una clave de Mailchimp",
    "NpmDetector": "un token de npm",
    "OpenAIDetector": "una clave de OpenAI",
    "PrivateKeyDetector": "una clave privada",
    "PypiTokenDetector": "un token de PyPI",
    "SendGridDetector": "una clave de SendGrid",
    "SlackDetector": "un token de Slack",
    "SoftlayerDetector": "una credencial de SoftLayer",
    "SquareOAuthDetector": "un secreto de Square",
    "StripeDetector": "una clave de Stripe",
    "TelegramBotTokenDetector": "un token de bot de Telegram",
    "TwilioKeyDetector": "una clave de Twilio",
    "anthropic": "una clave de Anthropic",
    "atlassian": "un token de Atlassian",
    "docker-hub": "un token de Docker Hub",
    "google-oauth": "un secreto de OAuth de Google",
    "hugging-face": "un token de Hugging Face",
    "linear": "una clave de Linear",
    "mercado-pago": "una credencial de Mercado Pago",
    "npm": "un token de npm",
    "prefixed": "el token de un servicio",
    "vercel": "un token de Vercel",
    "assigned": "una contraseña o un token con su valor",
    "bearer": "un token en una cabecera «Bearer»",
    "github-fine-grained": "un token de GitHub",
    "google": "una clave de Google",
    "openai": "una clave de OpenAI",
    "webhook": "la dirección secreta de un webhook",
}


def secret_kind(kind: str) -> str:
    """What kind of secret a detector finds."""
    return _SECRET_KINDS.get(kind, "un secreto")


def secret_found(file: str, line: int, kind: str) -> str:
    """Where a secret is; never the secret."""
    return f"{file}:{line}: parece {secret_kind(kind)}."


HELP = "Muestra y verifica la lista de «Done» con sus pruebas."
SHOW_SHORT = "Enumera los puntos de un plan y cómo se prueban."
VERIFY_SHORT = "Dice qué se cumple, qué falta y a quién le toca."
ATTEST_SHORT = "Da testimonio de un punto en la pull request."
SHOW_HELP = """Enumera los puntos de un plan: cómo se prueba cada uno, cuándo, y qué palabras lo dicen.

Sin PLAN se usa el de «checklist.plan» o el único que haya en la carpeta de documentos."""
VERIFY_HELP = """Busca las pruebas de cada punto y dice qué falta y a quién le toca.

Con una pull request abierta, los puntos, los papeles y los ajustes son los de la rama base. Termina con 1 si
falta algo exigido en esa fase."""
ATTEST_HELP = """Da testimonio, en un comentario de la pull request, de que el punto ID se cumple.

Cuenta solo si quien lo escribe tiene el papel del punto, y mientras nadie edite el comentario."""
PULL_REQUEST = "Número de la pull request; sin él, la que esté abierta desde esta rama."
PHASE = "Fase que decide si termina con 1: antes (de mezclar), despues o produccion."
DESPITE = "Sigue aunque el criterio de salida ID no se cumpla; pide su «--reason». Se puede repetir."
DESPITE_REASON = "Por qué se sigue: constará en la pull request."
REASON = "Por qué se cumple; se publica tal cual."
NOT_APPLICABLE = "Dice que el punto no aplica, en vez de que se cumple."

KINDS = {
    "approvals": "revisiones",
    "check": "un check de la CI",
    "deployment": "un despliegue de GitHub",
    "file": "un archivo que cambia",
    "http": "una respuesta web",
    "local": "una orden en esta máquina",
    "merged": "la mezcla",
    "migrations": "las migraciones",
    "person": "una persona",
    "secret": "un secreto con nombre",
    "sqlite": "una tabla",
    "trigger": "las filas de producción, o quien lo dispare",
    "wrangler": "la configuración de wrangler",
}
NO_WORDS = "ninguna palabra lleva a una máquina"


def why(kind: str, words: str) -> str:
    """Which words led to a way of proving."""
    proof = KINDS.get(kind, f"la sonda «{kind}»")
    if words.startswith("rc: "):
        return f"{proof}, porque lo fija la marca «{words}»"
    if not words:
        return f"{proof}: {NO_WORDS}"
    return f"{proof}, por «{words}»"


def ignored(mark: str) -> str:
    """A mark that means nothing."""
    return f"la marca «{mark}» no se entiende y se pasa por alto"


def item_line(name: str, text: str, *, required: bool, role: str | None) -> str:
    """An item with its id, and who answers for it."""
    notes = [*([] if required else ["no se exige"]), *([f"papel: {role}"] if role else [])]
    return f"  {name}: {text}" + (f" ({'; '.join(notes)})" if notes else "")


def failed_gate(file: str, line: int, text: str, seen: str) -> str:
    """An exit criterion that does not hold, and what was seen."""
    return f"{file}:{line}: no se cumple «{text}»: {seen}."


def despite(name: str, reason: str) -> str:
    """A criterion that does not hold and stops nobody."""
    return f"  a pesar de «{name}»: {reason}"


def nothing_asked(plan: str) -> str:
    """A plan without items."""
    return f"«{plan}» no tiene criterios de salida, despliegue, rollback ni «Done»."


def about(pull_request: int | None, head: str, plans: str) -> str:
    """What was verified."""
    subject = f"Pull request {pull_request}, commit {head}" if pull_request else "Sin pull request todavía"
    return f"{subject}; según {plans}." if plans else f"{subject}. No hay ningún plan que exija nada."


def phase_line(name: str, holding: int, total: int) -> str:
    """How far a phase is."""
    return f"{name}: {holding} de {total}"


def seen_line(sign: str, name: str, text: str) -> str:
    """An item's line in the report."""
    return f"  {sign} {name}: {text}"


def turn_line(who: str) -> str:
    """Whose turn it is."""
    return f"      Le toca a: {who}."


def attested(name: str, url: str) -> str:
    """What was written, and where."""
    return f"Testimonio de «{name}» escrito en {url}"


def issue_title(plan: str) -> str:
    """The title of the issue that follows a plan after its merge."""
    return f"Producción: plan «{plan}»"


def issue_body(table: str, pull_request: int) -> str:
    """The issue's body without its marker."""
    return (
        f"Lo que el plan de #{pull_request} pide después de mezclar. Esta incidencia la lleva relcommit: se actualiza "
        "con cada despliegue y cada día, y se cierra sola cuando todo se cumple.\n\n"
        "Para dar testimonio, escribe aquí un comentario: `/relcommit atestar ID razón`.\n\n"
        f"{table}"
    )


_SPOKEN = {"trigger-fired": "se dispara «{id}»", "trigger-overruled": "se desestima «{id}»"}


def canary_story(report: "Report", now: datetime) -> str:
    """What happened to the canary and when, and when somebody last looked; empty where no rows are judged."""
    judged = [
        (each.item, verdict)
        for each in report.items
        if each.item.kind == TRIGGER
        for verdict in each.verdicts
        if verdict.at is not None and (verdict.facts.get("desde") or verdict.code == "trigger-fired")
    ]
    rows = [verdict.facts for _, verdict in judged if verdict.facts.get("desde")]
    if not rows:
        return ""
    events = {(facts["desde"], f"empieza el canario {facts['canario']} frente a {facts['estable']}") for facts in rows}
    events |= {(facts["cruce"], "salta un disparador") for facts in rows if facts.get("cruce", "nunca") != "nunca"}
    events |= {
        (_minute(verdict.at), _SPOKEN[verdict.code].format(id=item.id))
        for item, verdict in judged
        if verdict.code in _SPOKEN and verdict.at
    }
    newest = max(facts["visto"] for facts in rows)
    told = "\n".join(f"- {time}: {text}" for time, text in sorted(events))
    return f"\n\n{told}\n\nÚltima mirada: {_minute(now)}. Los datos llegan hasta {newest}."


def _minute(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


ALL_HOLDS = "Todo lo que pedía el plan se cumple. Se cierra."


def not_any_more(ids: Iterable[str]) -> str:
    """Why the issue is open again."""
    return f"Se vuelve a abrir: ya no se cumple {', '.join(f'«{name}»' for name in ids)}."


def closed_too_soon(ids: Iterable[str]) -> str:
    """Why an issue that somebody closed is open again."""
    names = ", ".join(f"«{name}»" for name in ids)
    return (
        f"Se vuelve a abrir: todavía falta {names}. Se cerrará sola cuando se cumpla; para dejar de seguirla, "
        "ciérrala como «not planned»."
    )


def flow_item(path: str) -> str:
    """What is demanded of a pull request that touches what holds it to its plan."""
    return f"Cambio de «{path}», que decide los checks o podría escribir uno como el nuestro, revisado en este commit"


def heads_found(count: int) -> str:
    """How many commits will be looked at."""
    return f"Commits que hay que mirar: {count}."


def heads_left(count: int) -> str:
    """How many commits will have to wait for an event of their own."""
    return f"Hay más commits de los que un flujo puede mirar a la vez: {count} esperan a su próximo suceso."


CHECK_TITLE_OK = "El plan se cumple"
CHECK_BROKEN = "No se ha podido verificar"
CHECK_WAITING = "Se está mirando"
CHECK_MOVED = "Otra revisión posterior ha tomado su lugar"
CHECK_NO_PLAN = "No hay plan"
CHECK_PLAN_REQUIRED = "Falta un plan"
WAITS = "Mientras no termine la revisión de este commit, nada de lo anterior vale."
LATE = "La revisión ha tardado más de lo que puede: no se ha terminado de mirar."
KEEPS_MOVING = "La pull request ha cambiado cada vez que se miraba: no se ha podido juzgar."
PLAN_REQUIRED = "«checklist.required» pide que cada pull request responda a un plan, y esta no responde a ninguno."


def check_title(conclusion: str, missing: int) -> str:
    """The title of our check run."""
    if conclusion == "neutral":
        return CHECK_NO_PLAN
    if not missing:
        return CHECK_TITLE_OK if conclusion == "success" else CHECK_PLAN_REQUIRED
    return "Falta 1 punto del plan" if missing == 1 else f"Faltan {missing} puntos del plan"


NOT_WRITTEN = "Este token solo puede leer (así son los de las pull requests de un fork): la tabla queda solo aquí."
NO_CHECK_RUN = "El token no puede escribir un check: el que hubiera no se ha cambiado, y este job falla."
BODY_LEFT_ALONE = "El cuerpo de la pull request no tiene una única zona de relcommit: la tabla va en un comentario."


def shares_commit(number: int, missing: int) -> str:
    """Another pull request keeps the check of this commit red."""
    lack = "le falta 1 punto" if missing == 1 else f"le faltan {missing} puntos"
    return f"#{number} lleva este mismo commit y {lack}: mientras siga abierta, el check es de las dos."


NOTHING_TO_FOLLOW = "No hay ninguna pull request que este suceso cambie."
