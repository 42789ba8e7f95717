"""Which job and step of a repository's workflows run a command, read from their YAML."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from relcommit.foreign_yaml import load_yaml

_LARGEST = 256 * 1024
_OPENS = frozenset((
    "if", "then", "else", "elif", "fi", "while", "until", "for", "do", "done", "case", "esac", "function", "{", "(",
    "!",
))  # fmt: skip
"""First words after which the next command may not run, or may not count."""
_LEAVES = frozenset(("exit", "return", "exec", "trap", "alias"))
"""Reporter that, wherever they stand, may end the script before the command or change what it means."""
_ACTION_FILES = ("action.yml", "action.yaml")
_JOINED = re.compile(r";|\n")
_NO_UNIX = re.compile(r"windows|\$\{\{", re.IGNORECASE)
"""Runners whose usual shell does not stop at the first failure, or may not."""


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
    parsed = ((path, _mapping(_parsed(content))) for path, content in workflows)
    return tuple(_text(workflow.get("name")) or path for path, workflow in parsed if workflow.get("jobs"))


def could_forge(content: bytes) -> bool:
    """Whether a workflow could write a check that looks like ours: by a job of such a name, or of one that only its
    run knows, or with a token that writes checks. One that says nothing of its permissions has what the repository's
    settings give, which only its administrators see. What cannot be read could be anything.
    """
    workflow = _mapping(_parsed(content))
    if not workflow:
        return bool(content.strip())
    jobs = {str(key): _mapping(job) for key, job in _mapping(workflow.get("jobs")).items()}
    names = (_name(job, key).strip().lower() for key, job in jobs.items())
    usual = workflow.get("permissions")
    return any(name.startswith("relcommit") or "${{" in name for name in names) or any(
        _writes_checks(job.get("permissions", usual)) for job in jobs.values()
    )


def _writes_checks(permissions: object) -> bool:
    allowed = _mapping(permissions)
    return permissions in (None, "write-all") or "write" in (allowed.get("checks"), allowed.get("statuses"))


def is_of_enforcement(path: str) -> bool:
    """Whether a path is of what `relcommit init` writes to hold everybody to the plan."""
    return path.startswith((".github/workflows/relcommit", ".github/actions/relcommit/"))


def is_workflow(path: str) -> bool:
    """Whether GitHub takes a file at this path, from the root of the repository, for a workflow."""
    return path.startswith(".github/workflows/") and path.endswith((".yml", ".yaml")) and path.count("/") == 2


def rewritten(changed: Iterable[str], paths: Iterable[str]) -> str:
    """The first changed path that decides what jobs do: a workflow, or an action of the repository's own."""
    folders = {path.rpartition("/")[0] for path in paths if path.rpartition("/")[2] in _ACTION_FILES}
    ours = tuple(f"{folder}/" for folder in (".github/workflows", ".github/actions", *folders) if folder)
    return next((change for change in sorted(changed) if change.startswith(ours) or change in _ACTION_FILES), "")


def _in_workflow(command: str, content: bytes) -> Iterator[Ran]:
    workflow = _mapping(_parsed(content))
    for key, value in _mapping(workflow.get("jobs")).items():
        job = _mapping(value)
        steps = job.get("steps")
        if _truth(job.get("continue-on-error")) or not isinstance(steps, list):
            continue
        for step in map(_mapping, steps):
            script, shell = step.get("run"), step.get("shell") or _usual_shell(job) or _usual_shell(workflow)
            honest = not _truth(step.get("continue-on-error")) and shell in (None, "bash", "sh")
            stops = shell is not None or not _NO_UNIX.search(_text(job.get("runs-on")))
            if honest and isinstance(script, str) and _runs(command, script, stops=stops):
                name = step.get("name") or f"Run {script.strip().splitlines()[0].strip()}"
                yield Ran(_name(job, str(key)), name if isinstance(name, str) else "", "if" in step)


def _name(job: Mapping[str, Any], key: str) -> str:
    """What the job's check is called; a name that is no text could be any, as one that only its run knows."""
    name = job.get("name")
    return key if name is None else _text(name) or "${{"


def _text(value: object) -> str:
    """A text, or a short list of them: what aliases make of a small file can be longer than any memory."""
    if isinstance(value, str | int | float):
        return str(value)
    return " ".join(part for part in value[:50] if isinstance(part, str)) if isinstance(value, list) else ""


def _usual_shell(told: Mapping[str, Any]) -> object:
    return _mapping(_mapping(told.get("defaults")).get("run")).get("shell")


def _runs(command: str, script: str, *, stops: bool) -> bool:
    """Whether a script runs this and fails when it does: `x || true` and `if false; then x` do not.

    A shell that stops at the first failure (`bash -e`) overlooks those before a `&&`, unless the script ends there;
    another only tells what its last commands do.
    """
    lists = [part.split("&&") for part in _JOINED.split(script.replace("\\\n", " ")) if part.strip()]
    if not all(_is_simple(part) for commands in lists for part in commands):
        return False
    wanted = command.split()
    ends = (*(commands[-1] for commands in lists if stops), *(lists[-1] if lists else ()))
    return any(part.split() == wanted for part in ends)


def _is_simple(part: str) -> bool:
    """Whether nothing in it keeps what follows from running or counting, or spreads over the parts around it."""
    words = part.split()
    balanced = all(part.count(sign) % 2 == 0 for sign in "'\"`") and part.count("(") == part.count(")")
    if not words or not balanced or "<<" in part or "()" in words[0] or words[0] in _OPENS:
        return False
    return _LEAVES.isdisjoint(words) and not (words[0] == "set" and any(word.startswith("+") for word in words))


def _truth(value: object) -> bool:
    """`true`, and every expression: what may be true at run time is taken for true."""
    return value not in (None, False, "false", "")


def _parsed(content: bytes) -> object:
    try:
        return load_yaml(content, _LARGEST)
    except ValueError:
        return None


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
