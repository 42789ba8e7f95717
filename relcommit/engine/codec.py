"""Steps as JSON and back. Bytes go to a file of their own, with their checksum, so that the journal stays readable."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from types import UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from relcommit.errors.repository import UnknownStep
from relcommit.steps import Action, Step

Json = Any
Keep = Callable[[bytes], tuple[int, ...]]
"""Puts bytes aside; gives their offset, their length and their checksum."""
Fetch = Callable[..., bytes]
"""Gives back the bytes that `Keep` put aside, from what it gave."""

STEPS: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Step)}
ACTIONS = frozenset(kind.__name__ for kind in get_args(Action))


def encode_step(step: Step, keep: Keep) -> Json:
    """A step as JSON: its name, then its fields."""
    return {"step": type(step).__name__, **_encode(step, keep)}


def decode_step(entry: Json, fetch: Fetch) -> Step:
    """The step that `encode_step` wrote. Raises UnknownStep for a name or a field of another version."""
    name = str(entry.get("step"))
    kind = STEPS.get(name)
    if kind is None or not _fits(kind, entry.keys() - {"step"}):
        raise UnknownStep(name)
    try:
        step: Step = _decode(kind, entry, fetch)
    except (AttributeError, KeyError, TypeError, ValueError) as why:  # a value inside has another version's fields
        raise UnknownStep(name) from why
    return step


def decode_action(entry: Json, fetch: Fetch) -> Action:
    """A step that a program is made of. Raises UnknownStep."""
    name = str(entry.get("step"))
    if name not in ACTIONS:
        raise UnknownStep(name)
    return cast("Action", decode_step(entry, fetch))


def _fits(kind: type[Any], names: set[str]) -> bool:
    """Whether a kind of step has these fields; those that came later have a default."""
    known = fields(kind)
    needed = {field.name for field in known if field.default is MISSING}
    return needed <= names <= {field.name for field in known}


def _encode(value: object, keep: Keep) -> Json:
    if isinstance(value, bytes):
        return {"at": keep(value)}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _encode(getattr(value, field.name), keep) for field in fields(value)}
    if isinstance(value, tuple):
        return [_encode(item, keep) for item in value]
    if isinstance(value, Mapping):
        return {key: _encode(item, keep) for key, item in value.items()}
    return value


def _decode(hint: Any, value: Json, fetch: Fetch) -> Any:
    hint = getattr(hint, "__supertype__", hint)
    origin, inside = get_origin(hint), get_args(hint)
    if hint is bytes:
        return fetch(*value["at"])
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        present = (field.name for field in fields(hint) if field.name in value)
        return hint(**{name: _decode(hints[name], value[name], fetch) for name in present})
    if origin is tuple:
        return tuple(_decode(inside[0], item, fetch) for item in value)
    if origin in (Union, UnionType):
        real = next(part for part in inside if part is not type(None))
        return None if value is None else _decode(real, value, fetch)
    if origin in (None, Literal):
        return value
    return {key: _decode(inside[1], item, fetch) for key, item in value.items()}
