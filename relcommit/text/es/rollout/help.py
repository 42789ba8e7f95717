"""The help of `relcommit rollout` and of its options."""

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
