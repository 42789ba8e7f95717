"""Which job and step of a repository's workflows run a command, read from their YAML."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_LARGEST = 256 * 1024
_NOT_SIMPLE = frozenset((
    "if", "then", "else", "elif", "fi", "while", "until", "for", "do", "done", "case", "esac", "function", "trap",
    "exit", "return", "exec", "alias", "{", "(", "!",
))  # fmt: skip
"""First words after which the next command may not run, or may not count."""
_JOINED = re.compile(r"&&|;|\n")


@dataclass(frozen=True, slots=True)
class Ran:
    """A step that runs the command and fails its job when it fails."""

    job: str
    """The job's name, as its check run has it (without a matrix's values)."""
    step: str
    """The step's name, as the job's list of steps has it."""
    conditional: bool
    """Whether an `if:` may leave it out of a job that passes all the same."""


def jobs_that_run(command: str, workflows: Iterable[tuple[str, bytes]]) -> tuple[Ran, ...]:
    """Every step whose script has the command as a whole command, and whose failure counts."""
    return tuple(ran for _, content in workflows for ran in _in_workflow(command, content))


def names_of(workflows: Iterable[tuple[str, bytes]]) -> tuple[str, ...]:
    """What other workflows call those that have jobs: their name, else their path."""
    told = ((path, _mapping(_parsed(content))) for path, content in workflows)
    return tuple(str(one.get("name") or path) for path, one in told if one.get("jobs"))


def is_workflow(path: str) -> bool:
    """Whether GitHub takes a file at this path, from the root of the repository, for a workflow."""
    return path.startswith(".github/workflows/") and path.endswith((".yml", ".yaml")) and path.count("/") == 2


def _in_workflow(command: str, content: bytes) -> Iterator[Ran]:
    for key, told in _mapping(_mapping(_parsed(content)).get("jobs")).items():
        job = _mapping(told)
        steps = job.get("steps")
        if _truth(job.get("continue-on-error")) or not isinstance(steps, list):
            continue
        for step in map(_mapping, steps):
            script = step.get("run")
            honest = not _truth(step.get("continue-on-error")) and step.get("shell") in (None, "bash", "sh")
            if honest and isinstance(script, str) and _runs(command, script):
                name = step.get("name") or f"Run {script.strip().splitlines()[0].strip()}"
                yield Ran(str(job.get("name") or key), str(name), "if" in step)


def _runs(command: str, script: str) -> bool:
    """Whether a script of `bash -e` runs this and fails when it does: `x || true` and `if false; then x` do not."""
    parts = [part.split() for part in _JOINED.split(script.replace("\\\n", " ")) if part.strip()]
    simple = all(part[0] not in _NOT_SIMPLE and "()" not in part[0] and part[:2] != ["set", "+e"] for part in parts)
    return simple and command.split() in parts


def _truth(value: object) -> bool:
    """`true`, and every expression: what may be true at run time is taken for true."""
    return value not in (None, False, "false", "")


def _parsed(content: bytes) -> object:
    import yaml

    if len(content) > _LARGEST:
        return None
    try:
        return yaml.load(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
