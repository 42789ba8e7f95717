"""The words by which plans say what can be proved, matched on folded text (lower case, no accents)."""

import re

COMMAND_TOOLS = frozenset((
    "npx", "npm", "pnpm", "yarn", "bun", "bunx", "node", "deno", "tsc", "eslint", "prettier",
    "vitest", "jest", "mocha", "playwright", "cypress", "ng", "vite", "python", "python3", "pytest",
    "ruff", "mypy", "tox", "nox", "uv", "uvx", "poetry", "hatch", "pdm", "pre-commit", "black",
    "flake8", "pylint", "coverage", "make", "cmake", "ctest", "ninja", "bash", "sh",
    "cargo", "go", "golangci-lint", "mvn", "gradle", "gradlew", "dotnet", "composer", "php",
    "phpunit", "phpstan", "bundle", "rake", "rspec", "rubocop", "docker", "docker-compose",
    "terraform", "tofu", "helm", "flutter", "dart", "swift", "xcodebuild", "mix", "sbt", "lein",
    "stack", "cabal", "zig", "actionlint", "shellcheck", "lychee", "wrangler",
))  # fmt: skip
"""Programs that a plan runs to check something."""

MERGED = re.compile(
    r"\b(?:pr|prs|pull requests?|mr|merge requests?|rama|cambios?|codigo|trabajo)\b"
    r"[^.;]{0,60}?\b(?:mergead|fusionad|integrad|mezclad|merged)\w*"
    r"|\bmerge\b[^.;]{0,30}\b(?:hecho|realizado|completado)\b"
    r"|\bse\s+(?:mergea|fusiona|mezcla|integra)n?\b[^.;]{0,20}?\b(?:pr|pull request|mr|rama|codigo|cambios?)\b"
    r"|^\W*(?:merge|mergead[oa]s?|fusionad[oa]s?|mezclad[oa]s?|integrad[oa]s?)\s+(?:a|en|con|to)\s+[`*_]{0,3}(?:la\s+)?"
    r"(?:rama\s+)?[`*_]{0,3}(?:main|master|develop|trunk|principal)\b"
)
APPROVED = re.compile(
    r"\b(?:pr|pull request|mr|merge request|code review|revision de codigo)\b[^.;]{0,60}?\baprobad\w+"
    r"|\baprobacion(?:es)?\b|\bvisto bueno\b|^\W*aprobad[oa]s?\s+por\b"
)
AFTER_APPROVAL = re.compile(
    r"\b(?:aprobacion(?:es)?|visto bueno|aprobad[oa]s?)\s+(?:(?:por|de|del|la|el|los|las|parte)\s+)*"
    r"((?:\w+)(?:(?:\s*,\s*|\s+y\s+|\s+e\s+)(?:(?:de|del|la|el|los|las|por)\s+)*\w+)*)"
)
NOT_A_ROLE = frozenset((
    "pr", "en", "para", "final", "formal", "previa", "antes", "explicita", "escrita", "todo", "todos", "todas",
    "equipo", "otra", "otro", "al", "un", "una", "dos", "tres", "cada", "su", "sus", "no", "lo", "menos", "mas",
    "alguien", "quien", "cambios", "persona", "personas", "revisor", "revisores",
))  # fmt: skip
USUAL_ROLES = frozenset((
    "tecnica", "operativa", "operaciones", "legal", "juridica", "seguridad", "producto", "negocio", "qa", "calidad",
    "datos", "finanzas", "financiera", "comercial", "funcional", "arquitectura", "backend", "frontend",
    "infraestructura", "direccion", "gerencia", "cliente", "compliance", "diseno", "ux", "soporte", "devops", "sre",
    "plataforma", "ejecutiva", "clinica", "regulatoria", "privacidad", "marketing", "editorial",
))  # fmt: skip
"""Who usually has to approve: asked for even where the settings do not say who that is."""
HOW_MANY = re.compile(
    r"\b(\d|un[ao]?|dos|tres|cuatro)\s+(?:personas?|revisor(?:es|as?)?|aprobacion(?:es)?|reviewers?|desarrollador\w*)\b"
)
NUMBERS = {"un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4}

ALL_GREEN = re.compile(
    r"\b(?:ci|checks?|pipelines?|workflows?|github actions)\b[^.;]{0,40}?"
    r"\b(?:en verde|verdes?|pasan|pasando|pasa|ok|exitos\w+|correct\w+|sin errores|aprobad\w+)\b"
    r"|\b(?:en verde|verdes?|pasan|pasando|pasa|ok)\b[^.;]{0,25}?\b(?:ci|pipeline|github actions)\b"
)
PRESENT = re.compile(r"\b(?:presente|configurad|definid|cargad|existe|cread|disponible|establecid|en)\w*")
SECRET = re.compile(r"\b(?:secrets?|secretos?)\b")
PROSE = frozenset((
    "sin", "en", "y", "o", "con", "de", "del", "la", "el", "los", "las", "para", "pasa", "pasan", "verde", "ok",
    "limpio", "se", "no", "debe", "que", "por", "a", "al", "live",
))  # fmt: skip
"""Reporter that no command line has: a text with one of them is a sentence that starts with a tool's name."""
CONFIGURED = re.compile(
    r"\bvariables?\b|\bentornos?\b|\bconfig\w*|\benv\b|\bwrangler\b|\bvalor\b|\b(?:definid|establecid|activad|fijad)\w+"
)
TESTED = re.compile(r"\b(?:pruebas?|tests?|casos?|escenarios?)\b")
BINDINGS = re.compile(r"\bbindings?\b")
BINDING_KINDS = (
    ("d1", re.compile(r"\bd1\b")),
    ("kv", re.compile(r"\bkv\b")),
    ("r2", re.compile(r"\br2\b")),
    ("workflows", re.compile(r"\bworkflows?\b")),
    ("queues", re.compile(r"\b(?:queues?|colas?)\b")),
    ("durable_objects", re.compile(r"\bdurable objects?\b")),
)
MIGRATIONS = re.compile(
    r"\bmigracion(?:es)?\b[^.;]{0,40}?\b(?:pendientes?|aplicad\w+|ejecutad\w+|corrid\w+|al dia)\b"
    r"|\b(?:ejecutar|aplicar|correr|lanzar)\b[^.;]{0,30}\bmigracion(?:es)?\b"
)
STORED = re.compile(r"\b(?:registros?|tabla|columnas?|persist\w+|guarda\w*|almacena\w*|inserta\w*)\b")
SANITISED = re.compile(r"\bsanitiz\w+|\b(?:registros?|contextos?|datos|eventos|logs?)\b[^.;]{0,60}\bsin secretos\b")
SMOKE = re.compile(r"\b(?:smoke|responden?|respuesta|endpoints?|health ?check|get|200|status|accesible)\b")
DEPLOYED = re.compile(
    r"\b(?:deploys?|deployments?|despliegues?|redeploy|release|version|servicio)\b[^.;]{0,40}?"
    r"\b(?:estables?|exitos\w+|correct[oa]s?|completad\w+|activ[oa]s?|realizad\w+|hech[oa]|en prod\w*)\b"
    r"|\bdesplegad\w+\b"
)
CANARY = re.compile(
    r"\b(?:re)?(?:deploys?|despleg\w+|despliegues?|lanz\w+|public\w+|liber\w+|activ\w+|release)\b[^.;]{0,40}?"
    r"\bcanar(?:y|ios?|ia)\b"
)
SCALED = re.compile(r"\b(?:escal\w+|ampli\w+|promocion\w+|promover|subir|pasar|extender)\b[^.;]{0,30}?\b100 ?%")
WATCHED = re.compile(
    r"\b(?:observacion|observar|monitore\w+|monitorizacion|vigilancia|estables?|estabilidad|sin incidentes)\b"
)
STABLE = re.compile(r"\bestables?\b|\bestabilidad\b")
DURATION = re.compile(r"(?<![\d.,])(\d{1,4}(?:[.,]\d{1,2})?)\s*(h|hs|hrs?|horas?|min|minutos?|dias?|semanas?)\b")
ENVIRONMENTS = (
    ("preproduction", re.compile(r"\bpre-?prod(?:uccion|uction)?\b")),
    ("staging", re.compile(r"\bstaging\b|\bpruebas?\b(?= de integracion)")),
    ("production", re.compile(r"(?<!pre)(?<!pre-)\bprod(?:uccion|uction)?\b|\ben vivo\b")),
)
UPDATED = re.compile(
    r"\b(?:actualizad|documentad|anadid|agregad|modificad|incluid|escrit|publicad|redactad)\w*\b"
    r"|\bal dia\b"
)
DOCUMENTS = (
    (re.compile(r"\brunbooks?\b"), "**/*runbook*"),
    (re.compile(r"\bchange-?log\b"), "**/CHANGELOG*"),
    (re.compile(r"\breadme\b"), "**/README*"),
    (re.compile(r"\bnotas de (?:la )?(?:version|release)\b|\brelease notes\b"), "**/*release*notes*"),
    (re.compile(r"\badrs?\b"), "**/adr/**"),
    (re.compile(r"\bdocs\b|\bdocumentacion\b"), "docs/**"),
)
"""What a plan calls a document, and where it usually is. The first that matches counts."""
NEGATED = re.compile(
    r"\b(?:no|nunca|ningun\w*|sin)\s+(?:se\s+)?(?:\w+\s+)?(?:modific|toc|cambi|actualiz|inclu|public)\w*"
)

IN_PRODUCTION = re.compile(
    r"(?<!pre)(?<!pre-)\bprod(?:uccion|uction)?\b|\ben vivo\b|\bcanar(?:i\w+|y)\b|\btrafico\b|\bsmoke\b"
    r"|\bobserva(?:cion|d[oa]s?)\b|\bescal(?:ar|ado)\b|\bmonitore\w+|\bgo-?live\b|\bpost-?(?:deploy|despliegue|release|lanzamiento)\b"
)
_EVENT = r"(?:el |la |del? |al |de la |haber |que se |esta[rn]? |este[n]? )*"
_TIME = r"\b\d{1,4}\s*(?:h|hs|hrs?|horas?|dias?|semanas?|hours?|days?)\b"
_QUIET = r"\bsin (?:alert|incid|error|caida|regresi|fall)\w*"
AFTER_RELEASE = re.compile(
    r"\b(?:tras|despues|posterior(?:es|mente)?|una vez|cuando|luego|post|desde|after|once)\s+"
    + _EVENT
    + r"(?:despliegue|deploy(?:ment)?|desplegad\w+|desplegar|lanzamiento|lanzad\w+|lanzar|release|liberad\w+"
    r"|paso a prod\w*|puesta en (?:marcha|prod\w*)|salida a prod\w*)\b"
    r"|\bventana de observacion\b|\bpost-?(?:deploy|despliegue|release|lanzamiento)\b"
    + rf"|{_TIME}[^.;]{{0,30}}{_QUIET}|{_QUIET}[^.;]{{0,30}}{_TIME}"
)
"""What can only be seen once the change is out, whatever section says it."""
LASTS = re.compile(rf"\bsin\b[^.;]{{0,40}}?\b(?:durante|en|por)\s+(?:la|las|los)?\s*(?:primer[ao]s?\s+)?{_TIME}")
"""What «Done» wants to be quiet for a time: «sin cobros duplicados en 12 horas»."""
AFTER_THE_MERGE = re.compile(
    r"\b(?:tras|despues|posterior(?:es|mente)?|una vez|cuando|luego|post|after|once)\s+"
    + _EVENT
    + r"(?:merge\w*|mezcl\w+|fusion\w*|integrad\w+)\b|\bpost-?merge\b"
)
BEFORE = re.compile(
    r"\b(?:antes|previ[oa]s?|previamente)\b|\ben (?:local|staging|preprod\w*|pre-prod\w*|la rama|el repositorio|ci)\b"
    r"|\b(?:tests?|pruebas?|cobertura|lint\w*|tipos|compil\w+|codigo|code review|pull request|prs?|rama|commits?)\b"
    r"|\b(?:revisad|aprobad|documentad|escrit|redactad)\w*\b"
)
"""What «Done» asks of the change itself, which can be seen before it is merged."""
AFTER_MERGE = re.compile(
    r"\bmigracion(?:es)?\b[^.;]{0,20}\b(?:ejecutad|aplicad|corrid)\w+|"
    r"\b(?:deploy|redeploy|desplegad\w+|despliegue)\b|\breiniciad\w+|\brelease\b[^;]{0,20}\bpublicad\w+"
    r"|\b(?:tag|etiqueta)\b[^;]{0,30}\b(?:cread|publicad|subid)\w+"
)
OPTIONAL = re.compile(
    r"\bopcional(?:es|mente)?\b|\bdeseables?\b|\bno bloqueante\b|\bnice to have\b|\brecomendad[oa]s?\b"
)
