"""The Jinja environment: sandboxed, bounded, and strict about names that do not exist; and a team's own templates."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from traceback import walk_tb
from typing import TYPE_CHECKING, Any

from relcommit.errors.settings import TemplateFailed
from relcommit.resources import templates_folder

if TYPE_CHECKING:
    from jinja2 import Environment, TemplateError

    _Filter = tuple[str, Callable[..., Any]]

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


OVERRIDABLE = (
    "banner.md.j2", "commit.md.j2", "docs_index.md.j2", "plan.md.j2", "postmortem.md.j2", "pull_request.md.j2",
)  # fmt: skip
"""The templates that a team may have its own version of, by their names."""


@dataclass(frozen=True, slots=True)
class TeamTemplates:
    """A team's own versions of our templates: what was read, not where it may be read again."""

    folder: str = ""
    """From the root of the repository, for whoever has to correct one."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Each text by its name, one of `OVERRIDABLE`."""

    def place(self, name: str) -> str:
        """What a mistake in a template is told with."""
        return f"{self.folder}/{name}" if name in self.texts else name


OURS = TeamTemplates()
"""No version but ours."""


def render(
    name: str,
    values: Mapping[str, object],
    *,
    team: TeamTemplates = OURS,
    filters: Mapping[str, Callable[..., Any]] | None = None,
) -> str:
    """Fill in the template `name` (`commit.md.j2`); a team's own version is filled in by a process with bounds.

    Raises TemplateFailed.
    """
    if name not in team.texts:
        return fill(name, values, OURS, filters)
    from relcommit.text.bounded_template import fill_bounded

    return fill_bounded(name, values, team, filters or {})


def fill(
    name: str,
    values: Mapping[str, object],
    team: TeamTemplates,
    filters: Mapping[str, Callable[..., Any]] | None = None,
) -> str:
    """Fill in a template in this process. Raises TemplateFailed."""
    from jinja2 import TemplateError

    own = tuple((filters or {}).items())
    environment = _our_environment(own) if team is OURS else _environment(team, own)
    place = team.place(name)
    pieces: list[str] = []
    size = 0
    try:
        for piece in environment.get_template(name).generate(values):
            size += len(piece)
            if size > MAX_RESULT:
                raise TemplateFailed(place, None, f"da más de {MAX_RESULT} caracteres")
            pieces.append(piece)
    except TemplateError as why:
        line = getattr(why, "lineno", None) or _line(why, name)
        raise TemplateFailed(place, line, _mistake(why, values)) from why
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError, AttributeError) as why:
        raise TemplateFailed(place, _line(why, name), f"{type(why).__name__}: {why}") from why
    return "".join(pieces)


def _line(why: BaseException, name: str) -> int | None:
    """The last line of the template that was at work when it failed: Jinja gives it in the traceback alone."""
    lines = [number for frame, number in walk_tb(why.__traceback__) if frame.f_code.co_filename == name]
    return lines[-1] if lines else None


_UNDEFINED = re.compile(r"'([^']+)' is undefined")
_NO_ATTRIBUTE = re.compile(r"has no attribute '([^']+)'")


def _mistake(why: "TemplateError", values: Mapping[str, object]) -> str:
    """What Jinja says, in Spanish where it is about a name."""
    from jinja2 import TemplateNotFound
    from jinja2.exceptions import SecurityError

    words = str(why.message or why)
    if isinstance(why, TemplateNotFound):
        return f"no hay ninguna plantilla «{words}»"
    if unknown := _UNDEFINED.search(words):
        names = ", ".join(sorted(values))
        return f"«{unknown[1]}» no existe ahí; la plantilla recibe: {names}"
    if unknown := _NO_ATTRIBUTE.search(words):
        return f"no hay ningún campo «{unknown[1]}»"
    if isinstance(why, SecurityError):
        return f"eso no se permite en una plantilla ({words})"
    return f"Jinja dice «{words}»"


@cache
def _our_environment(filters: "tuple[_Filter, ...]") -> "Environment":
    """The one for our own templates, kept: compiling the pull request's takes longer than filling it in."""
    return _environment(OURS, filters)


def _environment(team: TeamTemplates, filters: "tuple[_Filter, ...]") -> "Environment":
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
        loader=FunctionLoader(lambda name: _source(name, team)),
        undefined=StrictUndefined,
        autoescape=False,  # the results are Markdown and commit messages, not HTML
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in FILTERS} | dict(filters)
    return environment


def _source(name: str, team: TeamTemplates) -> tuple[str, str, Callable[[], bool]] | None:
    """A template's text, the team's or ours, with the name that its traceback has; `None` where there is none."""
    text = team.texts.get(name)
    if text is None:
        if "/" in name or "\\" in name or not (file := templates_folder() / LANGUAGE_FOLDER / name).is_file():
            return None
        text = file.read_text("utf-8")
    if len(text) > MAX_SOURCE:
        raise TemplateFailed(team.place(name), None, f"tiene más de {MAX_SOURCE} caracteres")
    return text, name, lambda: True
