"""The Jinja environment: sandboxed, bounded, and strict about names that do not exist."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from relcommit.errors.settings import TemplateFailed
from relcommit.resources import templates_folder

if TYPE_CHECKING:
    from jinja2 import Environment

LANGUAGE_FOLDER = "es"
MAX_SOURCE = 64 * 1024
"""Longest template, in characters."""
MAX_RESULT = 1024 * 1024
"""Longest text that a template may give, in characters."""
FILTERS = (
    "batch", "capitalize", "default", "escape", "first", "groupby", "int", "join", "last", "length", "list", "lower",
    "map", "reject", "rejectattr", "replace", "reverse", "round", "select", "selectattr", "sort", "string", "sum",
    "title", "trim", "unique", "upper",
)  # fmt: skip
"""What a template may use of Jinja's own: nothing that makes a long text out of a short one."""
_GROWING_METHODS = {"center", "expandtabs", "format", "format_map", "join", "ljust", "replace", "rjust", "zfill"}


def render(
    name: str,
    values: Mapping[str, object],
    *,
    folder: Path | None = None,
    filters: Mapping[str, Callable[..., Any]] | None = None,
) -> str:
    """Fill in the template `name` (`commit.md.j2`).

    `folder` is the repository's own folder of templates, whose version wins over ours.
    Raises TemplateFailed.
    """
    from jinja2 import TemplateError

    environment = _environment(folder, filters or {})
    pieces: list[str] = []
    size = 0
    try:
        for piece in environment.get_template(name).generate(values):
            size += len(piece)
            if size > MAX_RESULT:
                raise TemplateFailed(name, None, f"da más de {MAX_RESULT} caracteres")
            pieces.append(piece)
    except TemplateError as why:
        raise TemplateFailed(name, getattr(why, "lineno", None), str(why)) from why
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError, AttributeError) as why:
        raise TemplateFailed(name, None, f"{type(why).__name__}: {why}") from why
    return "".join(pieces)


def _environment(folder: Path | None, filters: Mapping[str, Callable[..., Any]]) -> "Environment":
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Bounded(ImmutableSandboxedEnvironment):
        """Refuses the operators and methods with which ten characters make fifty million."""

        intercepted_binops = frozenset({"*", "**", "%"})

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            if not (isinstance(left, int) and isinstance(right, int) and abs(left) < MAX_RESULT > abs(right)):
                raise TypeError(f"«{operator}» solo vale con números pequeños")
            return super().call_binop(context, operator, left, right)

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            if isinstance(obj, str) and attr in _GROWING_METHODS:
                return False
            return bool(super().is_safe_attribute(obj, attr, value))

    environment = Bounded(
        loader=FunctionLoader(lambda name: _source(name, folder)),
        undefined=StrictUndefined,
        autoescape=False,  # the results are Markdown and commit messages, not HTML
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in FILTERS} | dict(filters)
    return environment


def _source(name: str, folder: Path | None) -> str | None:
    """A template's text: the repository's own where it has one, else ours. Links are not followed."""
    for place in (folder, templates_folder() / LANGUAGE_FOLDER):
        if place is None or "/" in name or "\\" in name:
            continue
        file = place / name
        if file.is_symlink() or not file.is_file():
            continue
        text = file.read_text("utf-8")
        if len(text) > MAX_SOURCE:
            raise TemplateFailed(name, None, f"tiene más de {MAX_SOURCE} caracteres")
        return text
    return None
