"""The page about the settings has every key that there is, no other, and says their defaults truthfully."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

from relcommit.settings import Settings, settings_from

PAGE = Path(__file__).parents[2] / "docs/vigentes/configuracion.md"
EXAMPLES = {
    "commit.scope_paths",
    "commit.severity",
    "docs.rules",
    "approvals",
    "checklist.commands",
    "checklist.tables",
    "checklist.environments",
    "rollout.metrics",
    "checklist.payload",
}
"""Tables that are empty unless somebody fills them, which the page does with something made up."""


def told() -> dict[str, Any]:
    found = re.search(r"^```toml\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert found
    return tomllib.loads(found[1])


def default(one: "Field[Any]") -> object:
    value = one.default_factory() if one.default_factory is not MISSING else one.default
    return list(value) if isinstance(value, tuple) else value


def defaults(kind: type[Any], at: str = "") -> dict[str, object]:
    """Every key by its dotted name, with its default; the tables that hold examples as they are."""
    hints = get_type_hints(kind)
    found: dict[str, object] = {}
    for one in fields(kind):
        name = f"{at}{one.name}"
        if is_dataclass(hints[one.name]):
            found |= defaults(hints[one.name], f"{name}.")
        else:
            found[name] = default(one)
    return found


def flat(data: Mapping[str, Any], at: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in data.items():
        name = f"{at}{key}"
        if isinstance(value, dict) and name not in EXAMPLES:
            found |= flat(value, f"{name}.")
        else:
            found[name] = value
    return found


def test_the_page_has_every_key_with_its_default() -> None:
    page = flat(told())
    truth = defaults(Settings)
    assert page.keys() == truth.keys()
    assert {name: value for name, value in page.items() if name not in EXAMPLES} == {
        name: value for name, value in truth.items() if name not in EXAMPLES
    }
    assert not any(truth[name] for name in EXAMPLES)


def test_what_the_page_shows_is_taken() -> None:
    assert settings_from(told(), "relcommit.toml").checklist.commands == {"tsc": "npx tsc --noEmit"}
