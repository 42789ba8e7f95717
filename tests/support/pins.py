"""The pins of the Action: of `requirements/dev.txt`, what relcommit needs. `python -m tests.support.pins` writes."""

import re
from importlib.metadata import PackageNotFoundError, requires

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.committing import ROOT

PINS = ROOT / ".github" / "actions" / "relcommit" / "requirements.txt"
_BLOCK = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==.*(?:\n[ \t]+.*)*\n?", re.MULTILINE)


def needed() -> frozenset[str]:
    """Every package that relcommit asks for, by itself or through another, on whatever system."""
    done: set[str] = set()
    waiting: list[tuple[str, frozenset[str]]] = [("relcommit", frozenset())]
    while waiting:
        name, extras = waiting.pop()
        try:
            asked = [Requirement(text) for text in requires(name) or ()]
        except PackageNotFoundError:  # of another system
            continue
        for requirement in asked:
            package, marker = canonicalize_name(requirement.name), requirement.marker
            optional = marker is not None and "extra ==" in str(marker)
            if optional and not any(marker is not None and marker.evaluate({"extra": extra}) for extra in extras):
                continue
            if package not in done or requirement.extras:
                done.add(package)
                waiting.append((package, frozenset(requirement.extras)))
    return frozenset(done)


def pins() -> str:
    """The lines of the pinned list that are of those packages, hashes included."""
    blocks = {
        canonicalize_name(block[1]): block[0].rstrip("\n")
        for block in _BLOCK.finditer((ROOT / "requirements" / "dev.txt").read_text("utf-8"))
    }
    return "".join(f"{text}\n" for name, text in sorted(blocks.items()) if name in needed())


if __name__ == "__main__":
    PINS.write_text(pins(), "utf-8")
