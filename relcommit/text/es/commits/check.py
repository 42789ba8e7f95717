"""What `relcommit check` says of itself."""

from relcommit.commits.squash import Merging, merge_message, squash_message
from relcommit.settings import CommitSettings

HELP = """Revisa mensajes de commit, títulos y nombres de rama, con las mismas reglas que el hook y que la Action.

ARCHIVO es un mensaje tal como git lo entrega a un hook «commit-msg»; «-» lo lee de la entrada estándar. Se
pueden dar varias cosas a la vez. El código de salida es 1 si hay errores y 0 si no los hay, aunque haya avisos."""

MESSAGE = "Revisa TEXTO como si fuera «git commit -m TEXTO»; repetida, cada una es un párrafo."
RANGE = "Revisa los commits que hay de A a B, como «git log A..B»: «main..HEAD» son los de esta rama."
RECEIVE = "Revisa lo que trae un «git push», como hook «pre-receive» de un servidor."
TITLE = "Revisa el título de una pull request."
BRANCH = "Revisa un nombre de rama; sin RAMA, la actual."
PULL_REQUEST = "Revisa el título de la pull request N, sus commits y lo que escribirá cada forma de integrarla."
FIX = "Reescribe ARCHIVO con las correcciones que son seguras, y revisa lo que queda."
HOOK = "Como hook «commit-msg»: si rechaza el mensaje, lo guarda y dice cómo retomarlo."
FORMAT = "Cómo mostrar el resultado."
JSON = "Lo mismo que «--format json»."
TWO_FORMATS = "«--json» es «--format json»: quita una de las dos opciones."
QUIET = "No muestra nada; solo el código de salida."
EXPLAIN = "Cuenta qué significa un código, que es lo que va entre corchetes, y cómo se arregla."

FROM_MESSAGE = "mensaje"
FROM_TITLE = "título"
FROM_BRANCH = "rama"


def fixed(file: str) -> str:
    """A message file was rewritten."""
    return f"Corregido «{file}»."


_SETTINGS = {
    "type-not-allowed": ("types",), "type-case": ("types",), "scope-not-allowed": ("scopes",),
    "scope-required": ("scope_required",), "scope-path": ("scope_paths",), "header-too-long": ("subject_max",),
    "description-case": ("subject_case",), "body-width": ("body_width",), "verb-mood": ("mood",),
    "english-verb": ("mood",), "missing-accent": ("mood",), "ticket-missing": ("ticket",), "ticket-place": ("ticket",),
    "ticket-slow": ("ticket",),
    "co-author": ("co_authors",), "autosquash": ("autosquash",), "author-not-allowed": ("authors",),
}  # fmt: skip
"""The settings that each code looks at, by their names in `[commit]`."""


def here(code: str, settings: CommitSettings) -> str:
    """What the settings say that a code looks at, and what it is worth here where they say that too."""
    rows = [f"  commit.{name} = {_shown(getattr(settings, name))}" for name in _SETTINGS.get(code, ())]
    if code in settings.severity:
        rows.append(f'  commit.severity.{code} = "{settings.severity[code]}"')
    return "\n".join(("En este repositorio:", *rows)) if rows else ""


def _shown(value: object) -> str:
    """A setting as TOML has it, near enough to be read."""
    import json
    from dataclasses import asdict, is_dataclass

    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    return json.dumps(value, ensure_ascii=False)


def merging(it: Merging) -> str:
    """Which commits of a pull request reach its base, and what GitHub itself will write."""
    how = it.settings
    many = f"{len(it.commits)} {'commit' if len(it.commits) == 1 else 'commits'}"
    rows = [f"Pull request #{it.number}, {many}."]
    if not how.known:
        rows.append("El token no deja ver cómo integra este repositorio: se revisan las tres formas.")
    if how.squash:
        rows += ("  squash: escribe", *_quoted(squash_message(it)))
    if how.merge:
        rows += (f"  merge: conserva {many} y escribe", *_quoted(merge_message(it)))
    if how.rebase:
        rows.append(f"  rebase: conserva {many}")
    return "\n".join(rows)


def _quoted(message: str) -> list[str]:
    """A message in a margin, as far as it is worth showing."""
    lines = message.split("\n")
    shown = [f"    │ {line}".rstrip() for line in lines[:_SHOWN]]
    return shown if len(lines) <= _SHOWN else [*shown, f"    │ … y {len(lines) - _SHOWN} líneas más"]


_SHOWN = 20
"""Lines of a message that GitHub will write."""
