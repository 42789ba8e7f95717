"""What each verdict says, whose turn it is, and how far its evidence can be trusted."""

from collections import defaultdict
from collections.abc import Iterable

from relcommit.checklist.model import Phase, Section
from relcommit.checklist.tampering import Tampered
from relcommit.checklist.verdict import State, Trust, Verdict
from relcommit.phrases import decimal

STATES: dict[State, str] = {
    "cumplido": "cumplido",
    "no_aplica": "no aplica",
    "pendiente": "pendiente",
    "inconcluso": "inconcluso",
    "incumplido": "incumplido",
    "error": "error",
}
SIGNS: dict[State, str] = {
    "cumplido": "✔", "no_aplica": "–", "pendiente": "…", "inconcluso": "?", "incumplido": "✘", "error": "!",
}  # fmt: skip
PHASES: dict[Phase, str] = {"antes": "Antes de mezclar", "despues": "Después de mezclar", "produccion": "En producción"}
SECTIONS: dict[Section, str] = {
    "gates": "Criterios de salida", "deploy": "Despliegue", "rollback": "Rollback", "done": "Definición de «Done»",
}  # fmt: skip
TRUST: dict[Trust, str] = {
    "ci": "CI",
    "api": "API de GitHub",
    "web": "la respuesta del servidor",
    "commit": "un archivo del commit",
    "local": "esta máquina",
    "persona": "palabra de una persona",
}

_COUNTED = "{tiene} incidentes frente a {frente}, hasta {visto}"
_SAID = {
    # check
    "check-verde": "«{check}» está en verde",
    "check-rojo": "«{check}» ha acabado en «{resultado}»",
    "check-en-curso": "«{check}» todavía no ha acabado",
    "check-omitido": "«{check}» no se ha ejecutado ({resultado})",
    "check-ausente": "no hay ningún check «{check}» en este commit",
    "check-ajeno": "«{check}» es de otro commit o lo envía «{app}», que no está entre las aplicaciones que cuentan",
    "check-sin-job": "«{check}» no es un job de GitHub Actions: lo puede haber escrito cualquier flujo",
    "checks-sin-acabar": "«{app}» todavía tiene algo por empezar en este commit",
    "flujo-cambiado": "«{check}» está en verde, pero esta pull request cambia {archivo}, que decide qué hace",
    "sin-checks": "no hay ningún check en este commit",
    "orden-sin-job": 'ningún flujo ejecuta «{orden}» de modo que falle con ella; fíjalo con «<!-- rc: check="…" -->»',
    "job-sin-resultado": "el job «{check}», que ejecuta «{orden}», no tiene resultado en este commit",
    "paso-no-ejecutado": "«{check}» ha pasado, pero su paso «{paso}» no consta como hecho",
    # local
    "orden-correcta": "«{orden}» ha acabado bien",
    "orden-fallida": "«{orden}» ha acabado con código {codigo}",
    "orden-parada": "«{orden}» se ha parado por exceso de {motivo}",
    "orden-inexistente": "«{orden}» no se puede ejecutar aquí",
    "orden-sin-permiso": "«{orden}» no está en «checklist.commands» de la rama base",
    "orden-solo-local": "«{orden}» no se ejecuta aquí: solo donde esté sacado este commit y sin cambios",
    # file
    "archivo-cambiado": "la pull request cambia {archivo}",
    "archivo-sin-cambio": "la pull request no cambia ningún archivo «{glob}»",
    "archivo-sin-ver": "«{archivo}» cambia tanto que GitHub no enseña qué gana",
    "archivo-sin-texto-nuevo": "«{archivo}» se mueve, se borra o pierde texto, pero no gana ninguno",
    # secret
    "secreto-presente": "{secreto} existe, y lo usa {archivo}",
    "secreto-ausente": "{archivo} usa {secreto}, pero no existe en el repositorio, la organización ni los entornos",
    "secreto-en-otro-entorno": "{archivo} usa {secreto}, pero solo existe en el entorno «{otro}», y no en «{entorno}»",
    "secreto-sin-uso": "nada en el código usa {secreto}",
    "secretos-ocultos": "{archivo} usa {secreto}, pero este token no puede ver qué secretos hay",
    # wrangler
    "variable-correcta": "{variable} vale «{tiene}» en el entorno «{entorno}» de {archivo}",
    "variable-distinta": "{variable} vale «{tiene}», y no «{espera}», en el entorno «{entorno}» de {archivo}",
    "variable-ausente": "{variable} no está en el entorno «{entorno}» de {archivo}",
    "variable-no-se-hereda": "{variable} solo está fuera de los entornos de {archivo}, y «vars» no se hereda",
    "bindings-correctos": "los bindings ({tipo}) del entorno «{entorno}» de {archivo} están completos",
    "binding-ausente": "el entorno «{entorno}» de {archivo} no tiene bindings de {tipo}",
    "binding-vacio": "el binding «{binding}» ({tipo}) del entorno «{entorno}» de {archivo} no apunta a nada",
    "binding-falta-aqui": "el entorno «{entorno}» de {archivo} no tiene «{binding}» ({tipo}), y «{otro}» sí",
    "binding-compartido": "los entornos «{entorno}» y «{otro}» de {archivo} comparten «{binding}» ({tipo})",
    "wrangler-sin-entorno": "{archivo} no tiene el entorno «{entorno}»",
    "wrangler-ilegible": "{archivo} no se puede leer",
    "sin-wrangler": "no hay ningún archivo de configuración de wrangler",
    # sqlite
    "tabla-correcta": "«{tabla}» tiene lo que se pide en {archivo} (filas vistas: {filas})",
    "tabla-ausente": "{archivo} no tiene la tabla «{tabla}»",
    "columna-ausente": "«{tabla}» no tiene la columna {columna}",
    "columna-vacia": "«{tabla}» no tiene nada escrito en {columna}",
    "tabla-larga": "«{tabla}» tiene más de {filas} filas en {archivo}: no se han mirado todas",
    "tabla-vacia": "«{tabla}» está vacía",
    "tabla-con-secretos": "«{tabla}» guarda secretos en {columna}",
    "tabla-ilegible": "{archivo} no se puede leer: {motivo}",
    "tabla-sin-archivo": "no está {archivo}, que enseñaría «{tabla}»",
    "sin-tabla": "«checklist.tables» no dice dónde mirar la tabla {tabla}",
    # migrations
    "migraciones-al-dia": "las {cuantas} migraciones de {carpeta} constan como aplicadas",
    "migracion-pendiente": "{cuantas} sin aplicar, la primera {migracion}",
    "migracion-desconocida": "{migracion} consta como aplicada y no está en {carpeta}",
    "migracion-doble": "dos migraciones llevan el mismo número: {migracion}",
    "sin-migraciones": "no hay ninguna migración «.sql» en «{carpeta}»",
    "migraciones-ilegibles": "{archivo} no se puede leer: {motivo}",
    "migraciones-sin-registro": "«checklist.applied» no dice dónde consta qué migraciones se han aplicado",
    # http
    "http-correcto": "{ruta} responde {estado}",
    "http-estado": "{ruta} responde {estado}",
    "http-comprimido": "la respuesta de {ruta} viene comprimida aunque no se pidió así, y no se abre",
    "http-largo": "la respuesta de {ruta} es demasiado larga para mirar sus campos",
    "http-campo": "la respuesta de {ruta} no tiene «{campo}»",
    "sin-ruta": "no se sabe qué ruta preguntar",
    "sin-servidor": "«checklist.base_url» no dice a qué servidor preguntar por «{ruta}»",
    "servidor-sin-permiso": "«{ruta}» no es del servidor de «checklist.base_url»",
    "servidor-desconocido": "nadie conoce el servidor «{motivo}»",
    "direccion-privada": "«{motivo}» lleva a una dirección privada",
    "direccion-invalida": "«{ruta}» no es una dirección web",
    "sin-respuesta": "{ruta} no responde",
    # deployment
    "despliegue-estable": "el último despliegue en «{entorno}» ({sha}) sigue en pie, desde hace {lleva} h",
    "despliegue-reciente": "el último despliegue en «{entorno}» ({sha}) lleva {lleva} h de las {horas} que se piden",
    "despliegue-caido": "el último despliegue en «{entorno}» ({sha}) está en «{estado}»",
    "despliegue-en-curso": "el último despliegue en «{entorno}» ({sha}) no ha acabado",
    "despliegue-parcial": (
        "el último despliegue en «{entorno}» ({sha}) es un canario: no lleva todo el tráfico, y las horas no cuentan"
    ),
    "despliegue-de-otro": "el último despliegue en «{entorno}» ({sha}) no lleva este cambio",
    "despliegue-ajeno": "lo desplegó en «{entorno}» «{quien}», que no está entre las aplicaciones que cuentan",
    "despliegue-otra-carga": "lo desplegado en «{entorno}» ({sha}) no es el despliegue entero: {parte}",
    "entorno-dudoso": "hay despliegues en {entorno}, y «checklist.environments» no dice cuál es",
    "sin-despliegue": "no hay ningún despliegue en «{entorno}»",
    "despliegue-tras-merge": "se mirará cuando la pull request esté mezclada",
    # trigger
    "nadie-lo-dispara": "nadie lo ha disparado",
    "canario-tras-merge": "se mirará cuando la pull request esté mezclada",
    "canario-ilegible": "no se puede juzgar: {motivo}",
    "canario-sin-ajustes": "«[rollout]» no dice dónde se ve el canario",
    "canario-sin-disparadores": "ningún disparador del plan se puede medir con filas",
    "canario-de-otro": "{canario} empezó el {desde}, antes de mezclar: no lleva este cambio",
    "canario-empezado": "{canario} empezó el {desde} con el {reparto} % del tráfico, frente a {estable}",
    "canario-otro-reparto": "{canario} empezó con el {reparto} % del tráfico y el plan pide el {pide} %",
    "canario-regresion": "{canario} va peor que {estable}: el plan pide volver atrás",
    "canario-pausa": "{canario} pide una pausa: que lo mire una persona",
    "canario-todavia": "todavía no se sabe si {canario} va peor que {estable} (datos hasta {visto})",
    "canario-inconcluso": "con estos datos no se puede saber si {canario} va peor que {estable} (hasta {visto})",
    "canario-sin-regresion": "{canario} no va peor que {estable} (datos hasta {visto})",
    "canario-en-commit": (
        "{canario} no va peor según {archivo}, pero ese archivo está en el repositorio y quien puede subir podría "
        "haberlo escrito: no prueba que vaya bien"
    ),
    "canario-sin-filas": "no está {archivo}, que enseñaría lo que pasa en producción",
    "sin-canario": "ninguna versión comparte el tráfico con otra",
    "disparador-regresion": (
        "{canario} va peor que {estable}: {tiene} incidentes frente a {frente}, desde {cruce} ({odds} a 1)"
    ),
    "disparador-pausa": "{canario} pide una pausa desde {cruce}: {tiene} incidentes",
    "disparador-sin-regresion": f"{{canario}} no va peor que {{estable}}: {_COUNTED}",
    "disparador-todavia": f"todavía no se sabe si {{canario}} va peor que {{estable}}: {_COUNTED}",
    "disparador-inconcluso": f"no se puede saber si {{canario}} va peor que {{estable}}: {_COUNTED}",
    "disparador-otra-respuesta": "{ruta} responde {estado}, que no es lo que dice el plan",
    "disparado": "lo ha disparado {quien}: «{razon}»",
    "disparador-desestimado": "lo desestima {quien}: «{razon}»; la máquina lo vio a las {cruce}",
    # approvals
    "aprobado": "aprobada en este commit por {quien}",
    "falta-aprobacion": "falta la aprobación de {rol}",
    "aprobado-antes": "falta la aprobación de {rol}: la de {quien} es del commit {sha}, y después hubo cambios",
    "aprobacion-repedida": "se ha vuelto a pedir la revisión de {quien}",
    "aprobado-otra-base": "{quien} aprobó cuando la pull request iba a otra rama",
    "aprobacion-retirada": "falta la aprobación de {rol}: la de {quien} se retiró",
    "aprobado-por-quien-escribe": "falta la aprobación de {rol}: {quien} escribió o subió commits de esta pull request",
    "aprobado-por-autor": "falta la aprobación de {rol}: la de quien abrió la pull request no cuenta",
    "cambios-pedidos": "{quien} ha pedido cambios",
    "rol-sin-personas": "«approvals» de la rama base no dice quién es {rol}",
    "equipo-oculto": "este token no puede ver quién está en {equipo}",
    # merged
    "mezclada": "la pull request {numero} está mezclada ({sha})",
    "sin-mezclar": "la pull request {numero} no está mezclada",
    # people
    "atestado": "lo atestigua {quien}: «{razon}»",
    "no-aplica": "no aplica, según {quien}: «{razon}»",
    "falta-atestar": "falta que alguien lo atestigüe: «/relcommit atestar {id}{commit} razón»",
    "atestado-por-maquina": "el testimonio de una máquina no cuenta",
    "atestado-editado": "un testimonio editado no cuenta: hay que escribirlo de nuevo",
    "atestado-sin-rol": "quien lo atestigua no tiene ese papel",
    "atestado-por-quien-escribe": "el testimonio de quien escribió o subió los commits no cuenta",
    "atestado-por-autor": "el testimonio de quien abrió la pull request no cuenta",
    "atestado-sin-razon": "al testimonio le falta la razón",
    "atestado-pronto": "lo que se ve en producción se atestigua después de mezclar",
    "atestado-otra-base": "el testimonio es de cuando la pull request iba a otra rama",
    "atestado-otro-texto": (
        "el plan es de esta pull request y puede cambiar: el testimonio tiene que nombrar un commit en el que el punto "
        "diga lo mismo, «/relcommit atestar {id} @{head} razón»"
    ),
    "atestado-antiguo": "el testimonio tiene que nombrar el último commit: «/relcommit atestar {id} @{head} razón»",
    # all
    "marca-ilegible": "la marca «{marca}» del plan no lleva un número",
    "sin-pull-request": "se sabrá cuando haya una pull request",
    "sonda-desconocida": "no hay ninguna sonda «{sonda}»",
    "sonda-rota": "la sonda «{sonda}» ha fallado: {motivo}",
    "sin-acceso": "no se ha podido mirar. {motivo}",
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
    "zona": "Los marcadores de relcommit faltan o están repetidos: el cuerpo se deja como está",
    "borrado": "Alguien ha quitado de la lista «{id}»; se sigue exigiendo",
    "cambiado": "Alguien ha cambiado el texto de «{id}»; vale el del plan",
    "doble": "«{id}» está repetido en la lista",
    "ajeno": "«{id}» está en la lista y no en el plan",
    "flujo": "La pull request toca «{id}», que decide los checks o podría escribir uno que pase por este",
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
