"""What the helps of `relcommit docs` say."""

HELP = """Retira documentos del repositorio sin romper nada de lo que los señala.

Un documento se mueve cuando alguien lo dice: una lista, una regla de «relcommit.toml» o su propia cabecera
(«estado: obsoleto»). Todo lo que apunta a él se reescribe en el mismo commit."""
ORDERS_HEADING = "Órdenes"
ORDERS = {
    "status": "Cuenta el estado de cada documento, por qué, y cuántos lo señalan.",
    "propose": "Escribe una lista de candidatos para decidir a mano.",
    "apply": "Mueve lo decidido y reescribe todas las referencias.",
    "check": "Busca enlaces, rutas y anclas que no llevan a ningún sitio.",
    "repair": "Arregla las referencias que rompieron movimientos anteriores.",
}

STATUS_HELP = """Cuenta el estado de cada documento: qué lo ha decidido y quién lo señala.

Con muchos documentos los agrupa por carpeta; «--all» los enumera todos."""
STATUS_ALL = "Enumera todos los documentos, aunque sean muchos."

PROPOSE_HELP = """Escribe una lista de documentos para decidir a mano, como «git rebase -i».

Cada línea empieza por «h» (histórico), «v» (vigente) o «?» (sin decidir: no se mueve). En una terminal abre tu
editor. La lista se aplica con «relcommit docs apply LISTA»."""
PROPOSE_LIKE = "Un documento que ya es histórico: los que más se le parecen salen primero. Se puede repetir."
PROPOSE_OUT = "Escribe la lista en ARCHIVO."

APPLY_HELP = """Mueve los documentos decididos y reescribe todo lo que los señala.

Con LISTA mueve lo que la lista dice; sin ella, lo que dicen las reglas de «relcommit.toml» y las cabeceras.
«relcommit undo» lo deshace."""
COMMITS = "Un solo commit, o dos: los movimientos y después las referencias, que conserva toda la historia."
NO_COMMIT = "Deja los cambios en el árbol de trabajo, sin confirmarlos."
ALSO = "Reescribe también las rutas que nombran el código, YAML y scripts."

CHECK_HELP = """Busca enlaces, rutas entre comillas invertidas y anclas que no llevan a ningún sitio.

Mira el árbol de trabajo, o el commit REV. Termina con 1 si encuentra algo."""
CHECK_NEW = "Solo lo que no estaba ya roto en REV."

REPAIR_HELP = """Arregla las referencias rotas cuyo destino sigue en el repositorio, en otro sitio.

Busca en la historia adónde fue cada documento. Con REV mira solo los movimientos de ese commit. Nunca cambia una
referencia que funciona."""
REPAIR_SINCE = "Solo los movimientos posteriores a REV."
