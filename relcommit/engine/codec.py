"""Steps as JSON and back. Bytes and long texts go to a file of their own, so that the journal stays readable."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from types import UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from relcommit.errors.repository import UnknownStep
from relcommit.steps import Action, Step

Json = Any
Keep = Callable[[bytes], tuple[int, int]]
"""Puts bytes aside; gives their offset and length."""
Fetch = Callable[[int, int], bytes]
"""Gives back the bytes at an offset, of a length."""

STEPS: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Step)}
ACTIONS = frozenset(kind.__name__ for kind in get_args(Action))


def encode_step(step: Step, keep: Keep) -> Json:
    """A step as JSON: its name, then its fields."""
    return {"step": type(step).__name__, **_encode(step, keep)}


def decode_step(told: Json, fetch: Fetch) -> Step:
    """The step that `encode_step` wrote. Raises UnknownStep for a name or a field of another version."""
    name = str(told.get("step"))
    kind = STEPS.get(name)
    if kind is None or {field.name for field in fields(kind)} != told.keys() - {"step"}:
        raise UnknownStep(name)
    step: Step = _decode(kind, told, fetch)
    return step


def decode_action(told: Json, fetch: Fetch) -> Action:
    """A step that a program is made of. Raises UnknownStep."""
    name = str(told.get("step"))
    if name not in ACTIONS:
        raise UnknownStep(name)
    return cast("Action", decode_step(told, fetch))


def _encode(value: object, keep: Keep) -> Json:
    if isinstance(value, bytes):
        return {"at": keep(value)}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _encode(getattr(value, field.name), keep) for field in fields(value)}
    if isinstance(value, tuple):
        return [_encode(one, keep) for one in value]
    if isinstance(value, Mapping):
        return {key: _encode(one, keep) for key, one in value.items()}
    return value


def _decode(hint: Any, value: Json, fetch: Fetch) -> Any:
    hint = getattr(hint, "__supertype__", hint)
    origin, inside = get_origin(hint), get_args(hint)
    if hint is bytes:
        return fetch(*value["at"])
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        return hint(**{field.name: _decode(hints[field.name], value[field.name], fetch) for field in fields(hint)})
    if origin is tuple:
        return tuple(_decode(inside[0], one, fetch) for one in value)
    if origin in (Union, UnionType):
        real = next(one for one in inside if one is not type(None))
        return None if value is None else _decode(real, value, fetch)
    if origin in (None, Literal):
        return value
    return {key: _decode(inside[1], one, fetch) for key, one in value.items()}
