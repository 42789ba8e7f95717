"""What each verdict says, whose turn it is, and how far its evidence can be trusted."""

from collections import defaultdict
from collections.abc import Iterable

from relcommit.checklist.model import Phase, Section
from relcommit.checklist.tampering import Tampered
from relcommit.checklist.verdict import State, Trust, Verdict
from relcommit.phrases import decimal

STATES: dict[State, str] = {
    "met": "cumplido",
    "not_applicable": "no aplica",
    "pending": "pendiente",
    "inconclusive": "inconcluso",
    "unmet": "incumplido",
    "error": "error",
}
SIGNS: dict[State, str] = {
    "met": "✔", "not_applicable": "–", "pending": "…", "inconclusive": "?", "unmet": "✘", "error": "!",
}  # fmt: skip
PHASES: dict[Phase, str] = {"before": "Antes de mezclar", "after": "Después de mezclar", "production": "En producción"}
SECTIONS: dict[Section, str] = {
    "gates": "Criterios de salida", "deploy": "Despliegue", "rollback": "Rollback", "done": "Definición de «Done»",
}  # fmt: skip
TRUST: dict[Trust, str] = {
    "ci": "CI",
    "api": "API de GitHub",
    "web": "la respuesta del servidor",
    "commit": "un archivo del commit",
    "local": "esta máquina",
    "person": "palabra de una persona",
}

_COUNTED = "{tiene} incidentes frente a {frente}, hasta {visto}"
_SAID = {
    # check
    "check-passed": "«{check}» está en verde",
    "check-failed": "«{check}» ha acabado en «{resultado}»",
    "check-running": "«{check}» todavía no ha acabado",
    "check-skipped": "«{check}» no se ha ejecutado ({resultado})",
    "check-absent": "no hay ningún check «{check}» en este commit",
    "check-foreign": "«{check}» es de otro commit o lo envía «{app}», que no está entre las aplicaciones que cuentan",
    "check-without-job": "«{check}» no es un job de GitHub Actions: lo puede haber escrito cualquier flujo",
    "checks-unfinished": "«{app}» todavía tiene algo por empezar en este commit",
    "workflow-changed": "«{check}» está en verde, pero esta pull request cambia {archivo}, que decide qué hace",
    "no-checks": "no hay ningún check en este commit",
    "command-without-job": (
        'ningún flujo ejecuta «{orden}» de modo que falle con ella; fíjalo con «<!-- rc: check="…" -->»'
    ),
    "job-without-result": "el job «{check}», que ejecuta «{orden}», no tiene resultado en este commit",
    "step-not-run": "«{check}» ha pasado, pero su paso «{paso}» no consta como hecho",
    # local
    "command-passed": "«{orden}» ha acabado bien",
    "command-failed": "«{orden}» ha acabado con código {codigo}",
    "command-stopped": "«{orden}» se ha parado por exceso de {motivo}",
    "command-missing": "«{orden}» no se puede ejecutar aquí",
    "command-not-allowed": "«{orden}» no está en «checklist.commands» de la rama base",
    "command-only-local": "«{orden}» no se ejecuta aquí: solo donde esté sacado este commit y sin cambios",
    # file
    "file-changed": "la pull request cambia {archivo}",
    "file-unchanged": "la pull request no cambia ningún archivo «{glob}»",
    "file-unseen": "«{archivo}» cambia tanto que GitHub no enseña qué gana",
    "file-without-new-text": "«{archivo}» se mueve, se borra o pierde texto, pero no gana ninguno",
    # secret
    "secret-present": "{secreto} existe, y lo usa {archivo}",
    "secret-absent": "{archivo} usa {secreto}, pero no existe en el repositorio, la organización ni los entornos",
    "secret-in-other-environment": (
        "{archivo} usa {secreto}, pero solo existe en el entorno «{otro}», y no en «{entorno}»"
    ),
    "secret-unused": "nada en el código usa {secreto}",
    "secrets-hidden": "{archivo} usa {secreto}, pero este token no puede ver qué secretos hay",
    # wrangler
    "variable-right": "{variable} vale «{tiene}» en el entorno «{entorno}» de {archivo}",
    "variable-different": "{variable} vale «{tiene}», y no «{espera}», en el entorno «{entorno}» de {archivo}",
    "variable-absent": "{variable} no está en el entorno «{entorno}» de {archivo}",
    "variable-not-inherited": "{variable} solo está fuera de los entornos de {archivo}, y «vars» no se hereda",
    "bindings-right": "los bindings ({tipo}) del entorno «{entorno}» de {archivo} están completos",
    "binding-absent": "el entorno «{entorno}» de {archivo} no tiene bindings de {tipo}",
    "binding-empty": "el binding «{binding}» ({tipo}) del entorno «{entorno}» de {archivo} no apunta a nada",
    "binding-missing-here": "el entorno «{entorno}» de {archivo} no tiene «{binding}» ({tipo}), y «{otro}» sí",
    "binding-shared": "los entornos «{entorno}» y «{otro}» de {archivo} comparten «{binding}» ({tipo})",
    "wrangler-without-environment": "{archivo} no tiene el entorno «{entorno}»",
    "wrangler-unreadable": "{archivo} no se puede leer",
    "no-wrangler": "no hay ningún archivo de configuración de wrangler",
    # sqlite
    "table-right": "«{tabla}» tiene lo que se pide en {archivo} (filas vistas: {filas})",
    "table-absent": "{archivo} no tiene la tabla «{tabla}»",
    "column-absent": "«{tabla}» no tiene la columna {columna}",
    "column-empty": "«{tabla}» no tiene nada escrito en {columna}",
    "table-long": "«{tabla}» tiene más de {filas} filas en {archivo}: no se han mirado todas",
    "table-empty": "«{tabla}» está vacía",
    "table-with-secrets": "«{tabla}» guarda secretos en {columna}",
    "table-unreadable": "{archivo} no se puede leer: {motivo}",
    "table-without-file": "no está {archivo}, que enseñaría «{tabla}»",
    "no-table": "«checklist.tables» no dice dónde mirar la tabla {tabla}",
    # migrations
    "migrations-applied": "las {cuantas} migraciones de {carpeta} constan como aplicadas",
    "migration-pending": "{cuantas} sin aplicar, la primera {migracion}",
    "migration-unknown": "{migracion} consta como aplicada y no está en {carpeta}",
    "migration-doubled": "dos migraciones llevan el mismo número: {migracion}",
    "no-migrations": "no hay ninguna migración «.sql» en «{carpeta}»",
    "migrations-unreadable": "{archivo} no se puede leer: {motivo}",
    "migrations-without-record": "«checklist.applied» no dice dónde consta qué migraciones se han aplicado",
    # http
    "http-right": "{ruta} responde {estado}",
    "http-status": "{ruta} responde {estado}",
    "http-compressed": "la respuesta de {ruta} viene comprimida aunque no se pidió así, y no se abre",
    "http-long": "la respuesta de {ruta} es demasiado larga para mirar sus campos",
    "http-field": "la respuesta de {ruta} no tiene «{campo}»",
    "no-route": "no se sabe qué ruta preguntar",
    "no-server": "«checklist.base_url» no dice a qué servidor preguntar por «{ruta}»",
    "server-not-allowed": "«{ruta}» no es del servidor de «checklist.base_url»",
    "server-unknown": "nadie conoce el servidor «{motivo}»",
    "address-private": "«{motivo}» lleva a una dirección privada",
    "address-invalid": "«{ruta}» no es una dirección web",
    "no-answer": "{ruta} no responde",
    # deployment
    "deployment-stable": "el último despliegue en «{entorno}» ({sha}) sigue en pie, desde hace {lleva} h",
    "deployment-recent": "el último despliegue en «{entorno}» ({sha}) lleva {lleva} h de las {horas} que se piden",
    "deployment-down": "el último despliegue en «{entorno}» ({sha}) está en «{estado}»",
    "deployment-running": "el último despliegue en «{entorno}» ({sha}) no ha acabado",
    "deployment-partial": (
        "el último despliegue en «{entorno}» ({sha}) es un canario: no lleva todo el tráfico, y las horas no cuentan"
    ),
    "deployment-of-other": "el último despliegue en «{entorno}» ({sha}) no lleva este cambio",
    "deployment-foreign": "lo desplegó en «{entorno}» «{quien}», que no está entre las aplicaciones que cuentan",
    "deployment-other-payload": "lo desplegado en «{entorno}» ({sha}) no es el despliegue entero: {parte}",
    "environment-doubtful": "hay despliegues en {entorno}, y «checklist.environments» no dice cuál es",
    "no-deployment": "no hay ningún despliegue en «{entorno}»",
    "deployment-after-merge": "se mirará cuando la pull request esté mezclada",
    # trigger
    "trigger-unfired": "nadie lo ha disparado",
    "canary-after-merge": "se mirará cuando la pull request esté mezclada",
    "canary-unreadable": "no se puede juzgar: {motivo}",
    "canary-without-settings": "«[rollout]» no dice dónde se ve el canario",
    "canary-without-triggers": "ningún disparador del plan se puede medir con filas",
    "canary-of-other": "{canario} empezó el {desde}, antes de mezclar: no lleva este cambio",
    "canary-begun": "{canario} empezó el {desde} con el {reparto} % del tráfico, frente a {estable}",
    "canary-other-split": "{canario} empezó con el {reparto} % del tráfico y el plan pide el {pide} %",
    "canary-regression": "{canario} va peor que {estable}: el plan pide volver atrás",
    "canary-pause": "{canario} pide una pausa: que lo mire una persona",
    "canary-not-yet": "todavía no se sabe si {canario} va peor que {estable} (datos hasta {visto})",
    "canary-inconclusive": "con estos datos no se puede saber si {canario} va peor que {estable} (hasta {visto})",
    "canary-no-regression": "{canario} no va peor que {estable} (datos hasta {visto})",
    "canary-in-commit": (
        "{canario} no va peor según {archivo}, pero ese archivo está en el repositorio y quien puede subir podría "
        "haberlo escrito: no prueba que vaya bien"
    ),
    "canary-without-rows": "no está {archivo}, que enseñaría lo que pasa en producción",
    "no-canary": "ninguna versión comparte el tráfico con otra",
    "trigger-regression": (
        "{canario} va peor que {estable}: {tiene} incidentes frente a {frente}, desde {cruce} ({odds} a 1)"
    ),
    "trigger-pause": "{canario} pide una pausa desde {cruce}: {tiene} incidentes",
    "trigger-no-regression": f"{{canario}} no va peor que {{estable}}: {_COUNTED}",
    "trigger-not-yet": f"todavía no se sabe si {{canario}} va peor que {{estable}}: {_COUNTED}",
    "trigger-inconclusive": f"no se puede saber si {{canario}} va peor que {{estable}}: {_COUNTED}",
    "trigger-other-answer": "{ruta} responde {estado}, que no es lo que dice el plan",
    "trigger-fired": "lo ha disparado {quien}: «{razon}»",
    "trigger-overruled": "lo desestima {quien}: «{razon}»; la máquina lo vio a las {cruce}",
    # approvals
    "approved": "aprobada en este commit por {quien}",
    "approval-missing": "falta la aprobación de {rol}",
    "approved-earlier": "falta la aprobación de {rol}: la de {quien} es del commit {sha}, y después hubo cambios",
    "approval-asked-again": "se ha vuelto a pedir la revisión de {quien}",
    "approved-other-base": "{quien} aprobó cuando la pull request iba a otra rama",
    "approval-dismissed": "falta la aprobación de {rol}: la de {quien} se retiró",
    "approved-by-writer": "falta la aprobación de {rol}: {quien} escribió o subió commits de esta pull request",
    "approved-by-author": "falta la aprobación de {rol}: la de quien abrió la pull request no cuenta",
    "changes-requested": "{quien} ha pedido cambios",
    "role-without-people": "«approvals» de la rama base no dice quién es {rol}",
    "team-hidden": "este token no puede ver quién está en {equipo}",
    # merged
    "merged": "la pull request {numero} está mezclada ({sha})",
    "not-merged": "la pull request {numero} no está mezclada",
    # people
    "attested": "lo atestigua {quien}: «{razon}»",
    "not-applicable": "no aplica, según {quien}: «{razon}»",
    "attestation-missing": "falta que alguien lo atestigüe: «/relcommit atestar {id}{commit} razón»",
    "attestation-by-machine": "el testimonio de una máquina no cuenta",
    "attestation-edited": "un testimonio editado no cuenta: hay que escribirlo de nuevo",
    "attestation-without-role": "quien lo atestigua no tiene ese papel",
    "attestation-by-writer": "el testimonio de quien escribió o subió los commits no cuenta",
    "attestation-by-author": "el testimonio de quien abrió la pull request no cuenta",
    "attestation-without-reason": "al testimonio le falta la razón",
    "attestation-early": "lo que se ve en producción se atestigua después de mezclar",
    "attestation-other-base": "el testimonio es de cuando la pull request iba a otra rama",
    "attestation-other-text": (
        "el plan es de esta pull request y puede cambiar: el testimonio tiene que nombrar un commit en el que el punto "
        "diga lo mismo, «/relcommit atestar {id} @{head} razón»"
    ),
    "attestation-old": "el testimonio tiene que nombrar el último commit: «/relcommit atestar {id} @{head} razón»",
    # all
    "mark-unreadable": "la marca «{marca}» del plan no lleva un número",
    "no-pull-request": "se sabrá cuando haya una pull request",
    "probe-unknown": "no hay ninguna sonda «{sonda}»",
    "probe-broken": "la sonda «{sonda}» ha fallado: {motivo}",
    "no-access": "no se ha podido mirar. {motivo}",
}
_TURNS = {
    "autor": "quien abrió la pull request",
    "ci": "la CI",
    "despliegue": "quien despliega",
    "ajustes": "quien cuida la configuración",
    "tiempo": "nadie: solo falta tiempo",
}
NO_ROLE = "alguien que mantenga el repositorio"
_CHANGES = {
    "zone": "Los marcadores de relcommit faltan o están repetidos: el cuerpo se deja como está",
    "removed": "Alguien ha quitado de la lista «{id}»; se sigue exigiendo",
    "reworded": "Alguien ha cambiado el texto de «{id}»; vale el del plan",
    "doubled": "«{id}» está repetido en la lista",
    "foreign": "«{id}» está en la lista y no en el plan",
    "workflow": "La pull request toca «{id}», que decide los checks o podría escribir uno que pase por este",
}


def sentence(verdict: Verdict) -> str:
    """What was seen, without a full stop; a probe of somebody else's brings its own words as `mensaje`."""
    facts = defaultdict(str, verdict.facts)
    facts["rol"] = _all(f"«{role}»" for role in facts["rol"].split(", ") if role) or NO_ROLE
    facts["quien"] = _all(facts["quien"].split(", "))
    facts |= {name: decimal(facts[name]) for name in ("lleva", "horas")}
    return _SAID.get(verdict.code, "{mensaje}").format_map(facts).strip() or verdict.code


def may_attest(name: str, *, fresh: bool) -> str:
    """How a person says what no machine sees from here; the command names the last commit by itself."""
    how = f"relcommit checklist attest {name} --reason …" if fresh else f"/relcommit atestar {name} razón"
    return f"o se atestigua: «{how}»"


def turn(who: str, roles: Iterable[str] = ()) -> str:
    """Whose turn it is; empty for nobody's. `roles` are the settings', any of which may speak where none is named."""
    if who == "@":
        return _all((f"«{role}»" for role in roles), "o") or NO_ROLE
    if who.startswith("@"):
        return _all(f"«{role.strip()}»" for role in who[1:].split(","))
    return _TURNS.get(who, who)


def _all(names: Iterable[str], word: str = "y") -> str:
    """«a», «a y b», «a, b o c»; before the same sound, «a e i» and «a u o»."""
    *first, last = [*names] or [""]
    if last.lstrip("«h").startswith({"y": "i", "o": "o"}[word]):
        word = {"y": "e", "o": "u"}[word]
    return f"{', '.join(first)} {word} {last}" if first else last


def tampered(change: Tampered) -> str:
    """A difference between the body's list and the plan."""
    return _CHANGES[change.change].format(id=change.id) + "."
