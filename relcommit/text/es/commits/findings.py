"""What is said of a commit message: one sentence a finding, and the longer story behind each code.

On the path of the commit-msg hook when it refuses: plain strings, nothing to load.
"""

from relcommit.commits.wrap import cells

TYPE_CHECKING = False
if TYPE_CHECKING:
    from relcommit.commits.finding import Finding
    from relcommit.commits.judge import Verdict
    from relcommit.commits.rules import CommitRules

_SENTENCES = {
    "empty-message": "El mensaje está vacío: escribe «tipo(ámbito): descripción».",
    "body-blank-line": "Falta una línea en blanco entre el encabezado y el cuerpo.",
    "type-not-allowed": "El tipo «{type}» no está permitido. Los permitidos son: {types}.",
    "type-case": "El tipo «{type}» se escribe «{known}».",
    "scope-not-allowed": "El ámbito «{scope}» no está permitido. Los permitidos son: {scopes}.",
    "header-too-long": (
        "El encabezado tiene {size} caracteres y el máximo es {max}: acórtalo o pasa detalles al cuerpo."
    ),
    "scope-required": "Falta el ámbito: «{type}(ámbito): descripción».",
    "scope-path": "El ámbito «{scope}» es de {paths}, y el commit no toca nada de ahí (sí «{path}»).",
    "ticket-missing": "Falta el ticket, que tiene la forma «{pattern}».",
    "ticket-slow": (
        "El patrón de «commit.ticket.pattern», «{pattern}», tarda demasiado en este mensaje y no se ha podido buscar: "
        "escribe uno más llano, como «OBRA-[0-9]+»."
    ),
    "ticket-place": "El ticket «{ticket}» va {place}.",
    "header-spaces": "Sobra el espacio {place}.",
    "header-full-stop": "Sobra el punto final del encabezado.",
    "description-case": "La descripción debe empezar en {case}: «{word}».",
    "breaking-near-miss": (
        "«{written}» no anuncia un cambio incompatible: las herramientas solo leen «BREAKING CHANGE: » "
        "al empezar un párrafo."
    ),
    "body-width": "La línea ocupa {size} columnas y el máximo es {max}.",
    "trailer-person": "«{token}» lleva «: » y después «Nombre <correo>»; así, nadie lo lee.",
    "footer-empty": "El pie «{token}» no tiene valor: complétalo o bórralo.",
    "literal-newline": "Hay un «\\n» escrito con dos caracteres donde querías un salto de línea.",
    "invisible-character": "Hay un carácter que no se ve ({sign}).",
    "nul-character": "Hay un carácter NUL, y git no acepta mensajes que lo tengan.",
    "autosquash": "«{word}» es un commit provisional: únelo con «git rebase --autosquash» antes de integrar.",
    "draft-title": "«{mark}» dice que es un borrador, y al integrar se quedaría en la historia: quítalo antes.",
    "squash-buries-breaking": (
        "El squash no anunciaría el cambio incompatible de «{commit}»: pon «!» en el título de la pull request, o "
        "«BREAKING CHANGE: » en su cuerpo."
    ),
    "squash-swallows": "En el squash, el pie «{token}» se come el texto de después («{text}»): llévalo al último.",
    "message-too-large": (
        "El mensaje tiene {size} caracteres y no se ha revisado: el máximo es {max}. Lleva los detalles a un archivo."
    ),
    "internal": "Error interno de relcommit al revisar este mensaje, que no es culpa tuya: {bug} ({place}).",
    "encoding": ("El mensaje no está en {encoding}. Guárdalo así, o declara su codificación en «i18n.commitEncoding»."),
    "author-not-allowed": "El correo del autor, «{email}», no encaja en «commit.authors»: {allowed}.",
    "branch-not-git": "Git no acepta «{branch}» como nombre de rama.",
    "branch-alphabet": "El nombre de la rama lleva «{sign}», y solo se admite {alphabet}.",
    "branch-pattern": "El nombre de la rama no encaja en «branch.patterns»: {patterns}.",
    "verb-mood": "Empieza por «{word}»: escribe «{right}».",
    "english-verb": "Empieza por «{word}», en inglés: escribe «{right}».",
    "missing-accent": "A «{word}» le falta la tilde: «{right}».",
}

_HEADER_FORMAT = {
    "no-type": "Falta el tipo antes de los dos puntos: «tipo(ámbito): descripción».",
    "no-colon": "El encabezado no tiene la forma «tipo(ámbito): descripción».",
    "type-space": "El tipo es una sola palabra: «tipo(ámbito): descripción».",
    "breaking-as-type": (
        "«BREAKING CHANGE» es un pie, no un tipo: escribe «tipo!: descripción» y deja el pie al final."
    ),
    "leading-space": "Sobra el espacio antes del tipo.",
    "space-before-scope": "Sobra el espacio entre el tipo y el ámbito.",
    "space-before-colon": "Sobra el espacio antes de los dos puntos.",
    "space-after-colon": "Falta un espacio después de los dos puntos.",
    "not-a-space": ("Después de los dos puntos va un espacio corriente; este es otro carácter que se ve igual."),
    "wide-colon": "Los dos puntos son de ancho doble («：»): usa «:» y un espacio.",
    "scope-empty": "El ámbito está vacío: escríbelo o quita los paréntesis.",
    "scope-open": "El paréntesis del ámbito no se cierra.",
    "scope-nested": "El ámbito va entre un solo par de paréntesis.",
    "bang-place": "«!» va justo antes de los dos puntos.",
    "bang-twice": "Basta un «!».",
    "no-description": "Falta la descripción después de los dos puntos.",
    "bom": "El mensaje empieza por una marca BOM que no se ve y que se quedaría en el commit.",
}

_CO_AUTHOR = {
    "forbid": "Aquí los commits no llevan «Co-authored-by»: quita la línea.",
    "require": "Falta «Co-authored-by: Nombre <correo>» al final: aquí todo commit dice quién más lo ha escrito.",
}
_SPACES = {"colon": "de más: tras los dos puntos va uno solo", "scope": "que rodea al ámbito"}
_TICKET_PLACES = {"header": "en el encabezado", "footer": "en un pie, como «Refs: …»", "any": "en el mensaje"}

EXPLANATIONS = {
    "header-format": """\
El encabezado sigue Conventional Commits 1.0.0: «tipo(ámbito)!: descripción». El ámbito y el «!»
son opcionales; los dos puntos van pegados y detrás hay un espacio (cláusulas 1, 4, 5 y 13).

    feat: agrega la exportación a CSV
    fix(api)!: cambia el formato de las fechas""",
    "empty-message": """\
Después de quitar comentarios y líneas en blanco no queda nada que guardar. Escribe al menos el
encabezado; para abandonar el commit, deja el mensaje como está.

    docs: agrega la guía de instalación""",
    "body-blank-line": """\
El cuerpo empieza tras una línea en blanco (cláusula 6). Sin ella, git toma las dos líneas por
el título, y las herramientas no ven el cuerpo.

    docs: reorganiza la documentación

    Separa los documentos históricos.""",
    "type-not-allowed": """\
Los tipos permitidos están en «commit.types» de «relcommit.toml»; una lista vacía los permite
todos. La especificación deja elegirlos a cada equipo (cláusula 14). Usa uno de la lista, o añade
el tuyo a ella si el equipo lo quiere.""",
    "type-case": """\
La especificación no distingue mayúsculas (cláusula 15), pero un historial con «Fix» y «fix» se
busca peor. Es un aviso: escríbelo como en «commit.types».""",
    "scope-not-allowed": """\
Los ámbitos permitidos están en «commit.scopes» de «relcommit.toml»; una lista vacía los permite
todos. Varios se separan con comas: «fix(api,web): …».""",
    "header-too-long": """\
El máximo está en «commit.subject_max», en caracteres y no en bytes; 0 lo quita. GitHub corta
los títulos a partir de 72 caracteres. El detalle va en el cuerpo.""",
    "scope-required": """\
«commit.scope_required» pide un ámbito en cada encabezado: qué parte del repositorio cambia.""",
    "scope-path": """\
«[commit.scopes]» dice de cada ámbito qué rutas son suyas, con comodines, y un commit de ese ámbito
toca alguna. Se mira en el hook, en los rangos y en la Action.

    [commit.scopes]
    web = "apps/web/**"
    api = ["apps/api/**", "libs/http/**"]""",
    "ticket-missing": """\
«commit.ticket» dice qué forma tiene un ticket («pattern», una expresión regular), dónde va («where»:
«header», «footer» o «any») y si es obligatorio («required»).""",
    "ticket-place": """\
«commit.ticket.where» dice dónde va el ticket: «header», «footer» o «any». Fuera de ahí es un aviso,
y un error con «commit.ticket.required».""",
    "ticket-slow": """\
Buscar el patrón en el mensaje llevaba más de un segundo, y no se sabe si el ticket está. Pasa con
repeticiones dentro de otras, como «(a+)+», y con alternativas que encajan con lo mismo, como
«(a|a)*». Un patrón llano («OBRA-[0-9]+») se busca en un instante. No se puede apagar.""",
    "co-author": """\
«commit.co_authors» dice si los commits pueden llevar «Co-authored-by» («allow»), si no deben
(«forbid») o si lo llevan todos («require»).""",
    "header-spaces": """\
La especificación pide un espacio tras los dos puntos y no dice nada de más. Uno solo se lee y
se busca mejor.""",
    "header-full-stop": """\
El encabezado es un título, y los títulos no llevan punto. Los puntos suspensivos y las
abreviaturas conservan el suyo.""",
    "description-case": """\
La descripción sigue a los dos puntos, así que empieza en minúscula. «commit.subject_case» pide
mayúscula («sentence») o ninguna de las dos («any»). Los nombres propios, las siglas y los
identificadores se dejan como están.""",
    "breaking-near-miss": """\
Solo «BREAKING CHANGE: » o «BREAKING-CHANGE: », en mayúsculas, en inglés, con dos puntos y
espacio, y al principio de un párrafo del final (cláusulas 8, 12 y 16), anuncian un cambio
incompatible. «BREAKING CHANGES:», «breaking change:» o «CAMBIO IMPORTANTE:» se quedan en texto:
nadie sube la versión mayor por ellos. También vale «!» justo antes de los dos puntos del
encabezado (cláusula 13).""",
    "body-width": """\
El ancho está en «commit.body_width», en columnas de terminal; 0 lo quita. Enlaces, código,
tablas, citas y pies se dejan como están.""",
    "trailer-person": """\
GitHub solo reconoce a quien figura como «Co-authored-by: Nombre <correo>», en una línea del final.

    Co-authored-by: Ana Pérez <ana@empresa.com>""",
    "footer-empty": """\
Un pie es «palabra: valor» o «palabra #valor» (cláusula 8), como «Refs: #12». Sin valor no es un
pie: complétalo o bórralo.""",
    "literal-newline": """\
Dentro de las comillas de una shell, «\\n» son dos caracteres y así se quedan en el historial.
Escribe el mensaje en el editor («git commit») o en un archivo («git commit -F»). Si hablas del
carácter, ponlo entre comillas invertidas.""",
    "invisible-character": """\
Los caracteres sin ancho, los de control y los que cambian el sentido del texto hacen que se lea
una cosa y haya otra. Suelen llegar al pegar de una página o de un chat: borra la palabra y
escríbela de nuevo.""",
    "nul-character": """\
Git rechaza los mensajes con un carácter NUL. Suele ser un archivo en UTF-16: guárdalo en UTF-8.""",
    "autosquash": """\
Los commits «fixup!», «squash!» y «amend!» son para «git rebase --autosquash». Por defecto pasan
con un aviso en todas partes; con «commit.autosquash = false» se rechazan. Antes de integrar:

    git rebase -i --autosquash main""",
    "encoding": """\
Git guarda los bytes tal como llegan y supone UTF-8. Si tu editor usa otra codificación, dilo
con «git config i18n.commitEncoding ISO-8859-1» para que todos lean lo mismo.""",
    "draft-title": """\
«Draft:», «WIP:», «[WIP]» y sus parecidos al principio del título de una pull request no son de su
encabezado: se revisa lo que sigue. Quítalos antes de integrar, porque un squash los copiaría.""",
    "squash-buries-breaking": """\
Un commit de la pull request anuncia un cambio incompatible y el mensaje que escribiría el squash no:
ninguna herramienta subiría la versión mayor. Se anuncia con «!» en el título de la pull request o con
un pie «BREAKING CHANGE: » donde el squash lo conserve.""",
    "squash-swallows": """\
Un pie llega hasta el pie siguiente o hasta el final del mensaje (cláusula 10). Cuando el squash pone
los commits uno tras otro, el pie de uno se traga el texto de los que vienen después. Deja los pies en
el último commit, o en el cuerpo de la pull request.""",
    "message-too-large": """\
Un mensaje tan grande no lo escribe nadie, y juzgarlo haría esperar a todos: ni se mira ni se
acepta. Suele ser un registro pegado por error. No se puede apagar.""",
    "internal": """\
relcommit se ha equivocado al leer el mensaje: no dice nada de él, ni bueno ni malo, y sigue con
los demás. El código de salida es 70. Copia la línea entera al informar del fallo. Mientras tanto
el hook se salta con «git commit --no-verify».""",
    "author-not-allowed": """\
«commit.authors» enumera los correos admitidos, con comodines: «*@empresa.com». Se mira en los rangos
y en las pull requests. Para el último commit:

    git config user.email ana@empresa.com
    git commit --amend --no-edit --reset-author""",
    "branch-not-git": """\
Un nombre de rama no lleva espacios, «..», «~», «^», «:», «?», «*», «[» ni «\\», ninguna de sus partes
empieza por punto ni acaba en «.lock», y no acaba en punto ni en barra. Elige otro nombre.""",
    "branch-alphabet": """\
Git acepta signos que una shell interpreta. «branch.alphabet» dice cuáles se admiten aquí. La
rama en la que estás cambia de nombre con «git branch -m NOMBRE».""",
    "branch-pattern": """\
«branch.patterns» enumera las formas admitidas: «docs/*», «feat/*». Una lista vacía las admite
todas. La rama en la que estás cambia de nombre con «git branch -m NOMBRE».""",
    "verb-mood": """\
La descripción empieza por un verbo en la forma que pide «commit.mood»: «presente» (reorganiza),
«infinitivo» (reorganizar) o «libre» (sin reglas de lengua). También puede empezar por un
nombre.

    docs: reorganizado docs   ->   docs: reorganiza docs

Si la palabra no es aquí un verbo, ponla entre comillas («» o `…`) o empieza por otra.""",
    "english-verb": """\
La descripción empieza por un verbo inglés. «commit.mood = "libre"» lo permite.

    feat: add búsqueda   ->   feat: agrega búsqueda

Si la palabra no es aquí un verbo, ponla entre comillas («» o `…`) o empieza por otra.""",
    "missing-accent": """\
La palabra lleva tilde siempre. Es un aviso; «commit.mood = "libre"» lo quita.""",
}
"""What `relcommit check --explain CODE` says."""


WORDS = {"error": "error", "warning": "aviso"}
"""The levels of a finding."""


def sentence(finding: "Finding") -> str:
    """What is wrong, in one sentence."""
    if finding.code == "header-format":
        return _HEADER_FORMAT[finding.facts["why"]]
    if finding.code == "missing-accent" and len(finding.facts["word"]) != len(finding.facts["right"]):
        return "«{word}» se escribe «{right}».".format_map(finding.facts)
    if finding.code == "co-author":
        return _CO_AUTHOR[finding.facts["why"]]
    if finding.code == "header-spaces":
        return _SENTENCES[finding.code].format(place=_SPACES[finding.facts["place"]])
    if finding.code == "ticket-place":
        return _SENTENCES[finding.code].format(place=_TICKET_PLACES[finding.facts["where"]], **finding.facts)
    told = _SENTENCES[finding.code]
    if finding.facts.get("right") == "":
        told = "Empieza por «{word}» ({form}): escribe el verbo en {mood}."
    if "beside" in finding.facts:
        told = told.replace("Empieza por", "Sigue con")
    return told.format_map(finding.facts)


def report(verdict: "Verdict") -> str:
    """Each finding of a message: its place, its sentence, the line it is in, and the line as it should be.

    At the end, where the header was wrong, the whole header to write instead; or where its form is, an example.
    """
    lines = verdict.text.split("\n")
    told = [_told(verdict.source, finding, lines[finding.line - 1]) for finding in verdict.findings]
    return "\n".join((*told, *_instead(verdict)))


_FORM = frozenset(("header-format", "empty-message", "type-not-allowed", "scope-required"))
"""Codes of which a whole header is the best explanation."""
_VERBS = {"presente": "agrega", "infinitivo": "agregar"}


def _instead(verdict: "Verdict") -> list[str]:
    if verdict.ok or verdict.is_broken:
        return []
    if header := verdict.mended_header():
        return ["Encabezado corregido:", header]
    if verdict.rules is None or _FORM.isdisjoint(finding.code for finding in verdict.findings):
        return []
    return [f"Por ejemplo:  {example(verdict.rules)}", *_types(verdict.rules)]


def example(rules: "CommitRules") -> str:
    """A good header under these settings: one of the team's types and scopes, in the mood that it writes."""
    name = "feat" if not rules.types or "feat" in rules.types else rules.types[0]
    scope = f"({rules.scopes[0] if rules.scopes else 'api'})" if rules.scopes or rules.scope_required else ""
    verb = _VERBS.get(rules.mood, "")
    text = f"{verb} la búsqueda por fecha" if verb else "búsqueda por fecha"
    return f"{name}{scope}: {text[0].upper() + text[1:] if rules.subject_case == 'sentence' else text}"


def _types(rules: "CommitRules") -> list[str]:
    return [f"Tipos:        {', '.join(rules.types)}"] if rules.types else []


def explanation(code: str, rules: "CommitRules") -> str:
    """What `--explain` says of a code, its examples in the mood that the team writes."""
    text = EXPLANATIONS[code]
    if rules.mood == "infinitivo":
        for present, infinitive in _MOODS:
            text = text.replace(present, infinitive)
    return text


_MOODS = (("docs: reorganiza docs", "docs: reorganizar docs"), ("feat: agrega búsqueda", "feat: agregar búsqueda"))
"""The right side of each example, in the present and in the infinitive."""


_LONGEST, _AROUND = 300, 80
"""Characters of a line that is shown whole, and of a longer one on each side of what is wrong."""


def _told(source: str, one: "Finding", line: str) -> str:
    rows = [f"{source}:{one.line}:{one.column}: {WORDS[one.level]}: {sentence(one)} [{one.code}]"]
    start, end = one.column - 1, one.end - 1
    line = line.rstrip("\r")
    if line:
        first, last = _window(line, start, end)
        before = ("…" if first else "") + line[first:start]
        wrong, after = line[start:end], line[end:last] + ("…" if last < len(line) else "")
        rows += (f"  - {before}{wrong}{after}", "    " + " " * cells(before) + "^" * max(cells(wrong), 1))
        if one.suggestion is not None:
            rows += (f"  + {row}".rstrip() for row in f"{before}{one.suggestion}{after}".split("\n"))
    return "\n".join(rows)


def _window(line: str, start: int, end: int) -> tuple[int, int]:
    """The part of a line that is shown around what is wrong."""
    if len(line) <= _LONGEST:
        return 0, len(line)
    return max(start - _AROUND, 0), min(end + _AROUND, len(line))


def stopped(kept: str) -> str:
    """What the hook says where nothing could be judged; `kept` is where the message waits, empty where it could not."""
    from shlex import quote

    if not kept:
        return "Commit detenido: el mensaje no se ha podido revisar ni guardar."
    return "\n".join(
        (
            f"Commit detenido: el mensaje no se ha podido revisar. Está guardado en «{kept}».",
            f"Cuando esté resuelto:    git commit -F {quote(kept)}",
            f"Sin revisión, mientras:  git commit --no-verify -F {quote(kept)}",
        )
    )


def refused(kept: str, *, program: str, certain: bool, remarks: bool) -> str:
    """What the hook says below its findings; `kept` is where the message waits.

    `program` is how a shell starts relcommit, `certain` when every error has its correction, `remarks` when an editor's
    clean-up would take lines of it away.
    """
    from shlex import quote

    path, cleanup = quote(kept), "--cleanup=scissors " if remarks else ""
    rows = [
        f"Commit rechazado. Tu mensaje está guardado en «{kept}».",
        f"Corrígelo y repite:          git commit {cleanup}-eF {path}",
    ]
    if certain:
        rows.append(f"O acepta lo que se propone:  {program} check --fix {path} && git commit -F {path}")
    return "\n".join((*rows, "Si corregías el último commit, añade «--amend»."))
