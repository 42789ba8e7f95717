"""The words, in Spanish and in English, by which a plan's lists are known: criteria, steps, ways back and Done."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from relcommit.plan.layout.folding import word_set
from relcommit.plan.words.labels import REMEMBERED, Label, Lexicon, Rule

Part = Literal["done", "gates", "deploy", "rollback"]

WEAK = 5
"""Names that may be about anything: only boxes count below them."""
_MOST_STRANGERS_BESIDE_A_LIST = 2
_LINKING = word_set(
    "de del la el los las y e o para por en con a al si que se su sus the of to for and or in "
    "before after este esta lo "
    "plan final manual general tecnica tecnico funcional funcionales no minimo minima fase sprint"
)

_NOT_DEPLOYING = (
    "post pre predespliegue postdespliegue checklist verific* valid* monitor* test* rollback infra* "
    "arquitectura url urls variable* nota* riesgo* historial entorno* ambiente* automatic* ci cd estado "
    "requisito* prerequisito* prerrequisito* criteri* despues antes opcion* costo* diagrama vista tipos "
    "objetivo problema* error* comunes tecnologias stack done hecho documentacion herramienta* metricas sobre "
    "limitacion* tras"
)
_DEMANDS = "criteri* condicion* requisito* comprobacion* comprobar verificacion* checklist control*"
_GOING_OUT = "salir salida publicar publicacion desplegar lanzar lanzamiento fusionar integrar pase liberar"
_BEFORE_RELEASE = " ".join(f"{demand}+{goal}" for demand in _DEMANDS.split() for goal in _GOING_OUT.split())
"""What is asked for before something goes out, in all the ways to name both."""
_PARTS = Lexicon(
    Rule("done", "definition+done definicion+done definicion+hecho definicion+terminad* definicion+listo dod "
         "hecho+cuando terminad*+cuando listo+cuando completad*+cuando criteri*+cierre criteri*+finalizacion "
         "criteri*+terminacion criteri*+complet* criteri*+done criteri*+terminado criteri*+hecho condicion*+cierre "
         "condicion*+terminado considera+terminad* considera+complet* considera+hecho",
         "no to preguntas historial what tareas work tasks commits", 30),
    Rule("done", "da+hecho dado+hecho", "", 30),
    Rule("done", "criteri*+acepta* acceptance+criteria criteri*+exito success+criteria condicion*+acepta* aceptacion "
         "acceptance condicion*+exito", "no prueba* plan test tests comandos", 20),
    Rule("done", "checklist+final checklist+cierre checklist+entrega checklist+acepta* checklist+complet* "
         "checklist+finalizacion lista+verificacion+final lista+chequeo+final", "", 10),
    Rule("done", "checklist lista+verificacion lista+chequeo lista+comprobacion verificacion+post* "
         "verificacion+final verificaciones+post* validacion+post* comprobaciones+finales check+list",
         "calidad pre prev* antes seguridad test* prueba* qa manual revision review rollback config* instalacion "
         "requisito* desarrollo diari* implementacion tareas plantilla template", 5),
    Rule("gates", "criteri*+salida exit+criteria quality+gate* gate gates checklist+calidad checklist+pre "
         "checklist+prev* checklist+antes antes+merge antes+mergear antes+fusionar antes+desplegar antes+deploy "
         "antes+despliegue antes+publicar antes+pr antes+produccion go+no+go pre+merge pre+deploy pre+despliegue "
         "pre+produccion pre+lanzamiento predespliegue predeploy preflight condicion*+merge condicion*+salida "
         "condicion*+produccion condicion*+despliegue requisito*+merge requisito*+produccion requisito*+salida "
         "requisito*+despliegue "
         "requisito*+desplegar requisito*+salir requisito*+pasar criteri*+pasar condicion*+pasar criteri*+pase "
         "criteri*+paso criteri*+pasaje criteri*+go criteri*+merge comprobacion*+previ* control*+previ* "
         "chequeo*+previ* prueba*+previ* "
         "puerta*+calidad compuerta* control*+calidad validacion*+obligatori* validacion*+previ* "
         "validacion*+requerid* validacion*+minim* prueba*+minim* prueba*+obligatori* prueba*+requerid* "
         "prueba*+necesari* test*+minim* test*+obligatori* test*+requerid* verificacion*+previ* "
         "verificacion*+obligatori* verificacion*+antes verificacion*+requerid* checks+obligatori* checks+requerid* "
         "calidad+exigid* calidad+requerid* "
         "required+checks merge+criteria release+criteria before+merg* before+deploy* criteri*+calidad "
         "puede+salir puede+publicar puede+desplegar podra+salir cumplirse+antes cumplir+antes "
         "bloqueante* bloqueadores+release antes+salir antes+lanzar podemos+salir podemos+publicar podemos+desplegar "
         f"{_BEFORE_RELEASE}",
         "post despues siguiente realizad* ejecutad* historial commands fase sprint", 30),
    Rule("gates", "lista+verificacion+manual validacion verificacion verification validation comandos+validacion "
         "comandos+verificacion como+validar como+verificar validaciones+tecnicas validaciones+locales",
         "realizad* ejecutad* post despues datos input entrada formulario* campo* regla* email esquema resultado* "
         "final usuario* backend frontend api plan historial pendiente* fallid*", 20),
    Rule("deploy", "plan+despliegue pasos+despliegue pasos+deploy pasos+desplegar plan+deploy plan+rollout "
         "procedimiento+despliegue proceso+despliegue estrategia+despliegue secuencia+despliegue deployment+plan "
         "deployment+steps deploy+steps rollout+plan paso+produccion pasaje+produccion puesta+produccion "
         "salida+produccion pase+produccion subida+produccion pasos+produccion plan+produccion pasos+release "
         "plan+release plan+lanzamiento plan+publicacion plan+salida plan+pase pasos+pase plan+liberacion "
         "pasos+liberacion plan+implantacion "
         "plan+implementacion+produccion lanzamiento+produccion", _NOT_DEPLOYING, 20),
    Rule("deploy", "despliegue deploy deployment rollout desplegar canary canario publicacion implantacion "
         "puesta+marcha procedimiento+instalacion desplegamos publicamos lanzamos desplegaremos publicaremos despliega "
         "plan+ejecucion pasos+ejecucion procedimiento+ejecucion ejecucion+cambio ejecucion+pase", _NOT_DEPLOYING, 10),
    Rule("rollback", "rollback reversion reversa marcha+atras vuelta+atras backout contingencia revertir roll+back "
         "deshacer", "test* prueba* riesgo* script* historial automatic* deploy despliegue valid* verific* no sin "
         "drill simulacro matriz transaccion* log", 20),
    Rule("rollback", "y+falla algo+mal volvemos+atras damos+marcha damos+vuelta", "preguntas", 10),
    Rule("rollback", "sale+mal va+mal retirar+version retirar+cambio plan+b como+volvemos", "preguntas", 10),
    Rule("rollback", "abortamos abortar disparadores gatillos", "", 20),
    Rule("rollback", "como+vuelve vuelve+atras como+deshace como+quitamos plan+vuelta plan+recuperacion "
         "caso+emergencia "
         "procedimiento+recuperacion criteri*+abandono para+retroceder volvemos+si paramos+si retorno "
         "riesgo*+reversion riesgo*+rollback riesgo*+vuelta riesgo*+marcha", "historial", 20),
    Rule("gates", "listo+salir lista+salir pasar+salga avanzar+ola avanzar+fase seguimos+si condicion*+fase "
         "condicion*+avanzar criteri*+avanzar pre+requisito* go+no", "historial", 30),
    Rule("deploy", "como+despliega como+desplegamos como+saca como+sacamos como+va+produccion entrega+produccion "
         "procedimiento+despliegue", "no preguntas", 20),
    Rule("done", "aceptado+si acepta+cuando acepta+si", "no", 20),
    Rule("done", "tras+desplegar tras+despliegue tras+publicar despues+desplegar despues+publicar", "", 10),
    Rule("rollback", "plan+rollback plan+retorno plan+reversion despliegue+rollback estrategia+rollback "
         "procedimiento+rollback plan+contingencia rollback+plan rollback+strategy", "riesgo* test* historial", 20),
)  # fmt: skip
_OF_A_RELEASE = Lexicon(
    Rule(
        "gates",
        "precondicion* requisito*+previo* prerrequisito* prerequisito* criteri*+entrada condiciones",
        "acepta* exito cierre hecho uso",
        25,
    ),
    Rule(
        "deploy",
        "pasos procedimiento actividades ejecucion etapas fases secuencia orden tramos itinerario minuto+minuto",
        _NOT_DEPLOYING,
        10,
    ),
    Rule("rollback", "si+falla si+fallan", "push pull comando* instal* test* prueba* build", 10),
)
"""What those parts are called in a document that says that something goes out: in its title, or by its other parts."""
_RELEASING = Lexicon(
    Rule("release", "despliegue deploy deployment release lanzamiento pase paso+produccion puesta+produccion "
         "salida+produccion puesta+marcha rollout cambio migracion implantacion", "diseno propuesta tareas"),
)  # fmt: skip
_MOMENTS: dict[Label, Part] = {("antes",): "gates", ("durante",): "deploy"}
"""Headings of a checklist cut by time; its third is «Después»."""
TRIGGERS = Lexicon(
    Rule("trigger", "trigger* disparador* condicion* cuando criteri* activ* gatillo* senal* sintoma* umbral* si")
)
DOING = word_set("accion acciones paso pasos procedimiento medida medidas")
"""First words of a label below which something is done, whatever sets it off: «Pasos si falla»."""
_IS_NOW = word_set("esta estan considera consideramos queda damos da")
_STATES = frozenset({
    ("terminado",), ("terminada",), ("hecho",), ("hecha",), ("listo",), ("completado",), ("cierre",), ("despues",),
})  # fmt: skip
_AFTERWARDS = Lexicon(
    Rule("after", "post postdespliegue postdeploy postproduccion postlanzamiento postrelease despues+despliegue "
         "despues+desplegar despues+deploy despues+publicar despues+lanzamiento tras+despliegue tras+deploy "
         "tras+salida tras+lanzamiento tras+publicar aceptacion+despliegue posterior*+despliegue "
         "posterior*+lanzamiento after+deploy* after+release",
         "antes"),
)  # fmt: skip
"""What makes of a checklist one for production: «Checklist post-producción»."""
POINTERS = word_set("ver vease see consultar checklists segun mismos igual idem n pendiente tbd")


@lru_cache(maxsize=REMEMBERED)
def parts_of(label: Label, *, heading: bool, releases: bool = False) -> tuple[tuple[Part, int], ...]:
    """Which lists of the plan a heading or label may open, each with how surely; `releases`: `is_release`."""
    if not heading and sum(not _is_known(word) for word in label) > _MOST_STRANGERS_BESIDE_A_LIST:
        return ()
    parts: dict[str, int] = {"done": 30} if "done" in label and len(label) <= 2 else {}
    if label in _MOMENTS:
        return ((_MOMENTS[label], 20 if releases else WEAK),)
    if label == ("criterios",):
        parts["gates"] = 15
    if is_state(label):
        parts = {"done": WEAK}
    for rule in (*_PARTS.names(label), *(_OF_A_RELEASE.names(label) if releases else ())):
        parts.setdefault(rule.name, rule.rank)
    return tuple(sorted(parts.items(), key=lambda part: -part[1]))  # type: ignore[arg-type]


def is_release(title: Label, labels: Iterable[tuple[Label, bool]]) -> bool:
    """Whether a document takes something out: its title says so, or some heading or label names its way back.

    `labels` says of each whether it is a heading.
    """
    return _RELEASING.match(title) or any(
        name in ("rollback", "gates", "deploy") and rank >= _CLEAR
        for label, heading in labels
        for name, rank in parts_of(label, heading=heading)
    )


_CLEAR = 15


def _is_known(word: str) -> bool:
    return word in _LINKING or _PARTS.knows(word) or _OF_A_RELEASE.knows(word)


def asks_when_done(label: Label) -> bool:
    """Whether a question asks what has to hold, «¿Cuándo está hecho?», and not for a date, «¿Cuándo estará listo?»."""
    is_now = not _IS_NOW.isdisjoint(label)
    return label[:1] == ("cuando",) and is_now and any(name == "done" for name, _ in parts_of(label, heading=True))


def asks_of_plan(label: Label) -> bool:
    """Whether a question is one that the plan itself answers: «¿En qué rama?», «¿Y si falla?»."""
    opens = label[:1] in (("en",), ("con",), ("cual",), ("que",), ("cuando",), ("como",), ("si",), ("y",))
    asks_how = label[:2] == ("como", "se") and any(rank >= _CLEAR for _, rank in parts_of(label, heading=True))
    return (opens and len(label) <= 6 and _FOR_ANYBODY.isdisjoint(label)) or (asks_how and len(label) <= 5)


_FOR_ANYBODY = word_set(
    "puedo debo hago creo uso se puede debe hacer crear quiero necesito es son significa una un estara dara sera"
)


def is_state(label: Label) -> bool:
    """Whether a heading may as well gather what was finished: «Terminado», «Hecho»."""
    return label in _STATES


def is_afterwards(label: Label) -> bool:
    """Whether what stands below a heading can only be seen once the change is out."""
    return label == ("despues",) or _AFTERWARDS.match(label)
