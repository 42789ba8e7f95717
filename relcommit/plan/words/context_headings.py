"""The words of headings and labels below which a plan speaks to people: why, for whom, what is built, who was there."""

from functools import lru_cache

from relcommit.plan.words.labels import REMEMBERED, Label, Lexicon, Rule

_CONTEXT = Lexicon(
    Rule("context", "objetivo* objeto contexto motiv* resumen alcance antecedente* introduccion porque situacion "
         "problema* solucion* propuesta* diagnostico analisis hallazgo* causa* impacto* beneficio* valor "
         "ventaja* inconveniente* cambio* novedad* mejora* incluye incluid* entregable* resultado* "
         "funcionalidad* caracteristica* feature* asistente* participante* equipo* responsable* contacto* "
         "autor* implicad* interesad* afectad* audiencia stakeholder* rol roles riesgo* supuesto* suposicion* "
         "restriccion* dependencia* limitacion* consecuencia* referencia* enlace* link* recurso* anexo* "
         "apendice* glosario nota* observacion* comentario* pregunta* duda* tarea* trabajo* desarrollo "
         "implementa* diseno arquitectura estructura modelo* esquema* tecnologia* stack herramienta* archivo* "
         "fichero* componente* modulo* endpoint* historia* casos caso+uso usuario* requisito* especificacion* "
         "decision* "
         "opciones alternativa* estado avance* progreso pendiente* siguiente* proximo* calendario cronograma "
         "fecha* plazo* hitos estimacion* presupuesto coste* costo* comunicacion* aviso* formacion metrica* "
         "indicador* kpi* lecciones aprendizaje* conclusion* recomendacion* tema* orden+dia agenda indice "
         "contenido* tabla+contenidos descripcion detalle* explicacion* datos configuracion variable* entorno* "
         "prueba* test* uso comandos infraestructura seguridad rendimiento prioridad* roadmap backlog sprint "
         "objective* goal* context background summary scope overview introduction motivation problem* "
         "solution* changes attendees team reference* notes tasks design architecture risks assumptions "
         "dependencies limitations status timeline next questions", "reversion rollback reversa como")
)  # fmt: skip
_ASKING = {
    ("por",),
    ("para",),
    ("quien",),
    ("quienes",),
    ("que", "es"),
    ("que", "pasa"),
    ("que", "cambia"),
    ("que", "no"),
}


@lru_cache(maxsize=REMEMBERED)
def is_context(label: Label) -> bool:
    """Whether what stands below a heading or label is meant for people only."""
    return _CONTEXT.match(label) or label[:1] in _ASKING or label[:2] in _ASKING
