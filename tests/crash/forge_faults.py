"""A GitHub that fails at the n-th call of a program, in every way there is, and how the next orders end."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from tests.support import sandbox
from tests.support.github import Cut, Garbage, GitHub, Repository, Silence, Slow, Status, Trickle
from tests.support.github.faults import Trouble
from tests.support.sandbox import BRANCH, PLAN, SETTINGS, Ended, Sandbox

MORE_DONE = ("- Manual de mostrador actualizado en docs", "- Manual de mostrador y de devoluciones en docs")
ELSEWHERE = "http://otro.invalid/api/v3/repos/ana/acme"
LONGEST = 40
"""Seconds that an order may take here, where one part of an answer is waited for one second."""


@dataclass(frozen=True)
class Kind:
    """A way to fail."""

    trouble: Trouble
    done: bool = False
    """Whether the call takes effect all the same."""
    is_harmless: bool = False
    """Whether the answer comes in the end."""


KINDS = {
    "401": Kind(Status(401, "Bad credentials")),
    "403": Kind(Status(403, "Resource not accessible by integration")),
    "404": Kind(Status(404, "Not Found")),
    "409": Kind(Status(409, "Conflict")),
    "422": Kind(Status(422, "Validation Failed")),
    "429": Kind(Status(429, "You have exceeded a secondary rate limit.")),
    "429 con Retry-After": Kind(Status(429, "You have exceeded a secondary rate limit.", {"Retry-After": "3600"})),
    "500": Kind(Status(500)),
    "502 tras hacerlo": Kind(Status(502), done=True),
    "lenta": Kind(Slow(), is_harmless=True),
    "muda": Kind(Silence(5)),
    "muda tras hacerlo": Kind(Silence(5), done=True),
    "sin fin": Kind(Trickle()),
    "cortada": Kind(Cut()),
    "cortada tras hacerlo": Kind(Cut(), done=True),
    "sin sentido": Kind(Garbage(b"<html>proxy</html>")),
    "otra forma": Kind(Garbage(b"[]")),
    "a otro sitio": Kind(Status(302, "Found", {"Location": ELSEWHERE})),
}


@dataclass(frozen=True)
class Workplace:
    """A working tree whose remote is on the double."""

    box: Sandbox
    hub: GitHub
    repository: Repository
    token: str

    def pulls(self) -> list[dict[str, Any]]:
        """All that a person sees of each pull request, closed ones too."""
        return [
            {
                "title": pull.title,
                "body": pull.body,
                "state": pull.state,
                "labels": [label.name for label in pull.labels],
                "reviewers": [person.login for person in pull.reviewers],
                "assignees": [person.login for person in pull.assignees],
                "milestone": pull.milestone.title if pull.milestone else "",
            }
            for pull in self.repository.pulls.values()
        ]

    def branches(self) -> dict[str, str]:
        """The remote's branches, each with what its commits say."""
        names = self.box.git("for-each-ref", "--format=%(refname:short)", at=self.repository.bare).split()
        return {name: self.box.git("log", "--format=%T %s", name, at=self.repository.bare) for name in names}

    def end(self) -> dict[str, Any]:
        """Where everything came to."""
        state = self.box.state()
        here = {"files": state.files, "index": state.index, "head": state.head, "status": state.status}
        return {"pulls": self.pulls(), "remote": self.branches(), **here}


@dataclass(frozen=True)
class Program:
    """An order that speaks with GitHub, and how to come to where it is given."""

    name: str
    order: tuple[str, ...]
    ready: Callable[[Workplace], object] = lambda _: None


def _prepared(work: Workplace) -> None:
    assert work.box.prepare().code == 0


def _changed(work: Workplace) -> None:
    _prepared(work)
    work.box.plan(MORE_DONE)


def _updated(work: Workplace) -> None:
    _changed(work)
    _prepared(work)


def _undone(work: Workplace) -> None:
    _prepared(work)
    assert work.box.relcommit("undo", "--yes").code == 0


def _stopped(work: Workplace) -> None:
    hook = work.box.write(".git/hooks/pre-push", "#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    assert work.box.prepare().code == 6
    hook.unlink()


PREPARE = ("prepare", PLAN, "--yes")
PROGRAMS = {
    program.name: program
    for program in (
        Program("prepare", PREPARE),
        Program("prepare que actualiza", PREPARE, _changed),
        Program("undo", ("undo", "--yes"), _prepared),
        Program("undo de una actualización", ("undo", "--yes"), _updated),
        Program("redo", ("redo", "--yes"), _undone),
        Program("continue", ("continue",), _stopped),
    )
}


@contextmanager
def workplace(model: Sandbox, folder: Path) -> Iterator[Workplace]:
    """A copy of the machine, with a GitHub of its own."""
    box = sandbox.copy(model, folder / "maquina")
    with GitHub(folder / "github").serving() as hub:
        repository = hub.repository("ana/acme", beto="write", clara="write")
        hub.label(repository, "docs")
        hub.milestone(repository, "v2")
        box.git("push", "-q", str(repository.bare), "main")
        box.git("remote", "set-url", "origin", hub.git_url("ana/acme"))
        extras = 'labels = ["docs"]\nreviewers = ["clara"]\nassignees = ["clara"]\nmilestone = "v2"\n'
        forge = f'kind = "github"\nrepository = "ana/acme"\napi_url = "{hub.api_url}"\nanswer_seconds = 1\n'
        box.write("relcommit.toml", f"{SETTINGS}\n[pull_request]\n{extras}\n[forge]\n{forge}")
        token = hub.token("beto")
        yield Workplace(box.with_env(GH_HOST="127.0.0.1", GH_ENTERPRISE_TOKEN=token), hub, repository, token)


@dataclass(frozen=True)
class Rehearsal:
    """A program without faults."""

    calls: tuple[str, ...]
    """What it asks of the API, in order."""
    end: dict[str, Any]


def rehearse(model: Sandbox, program: Program, folder: Path) -> Rehearsal:
    """Give the order once."""
    with workplace(model, folder) as work:
        program.ready(work)
        before = len(work.hub.seen)
        ended = work.box.relcommit(*program.order)
        assert ended.code == 0, ended
        calls = tuple(f"{call.method} {call.path}" for call in work.hub.seen[before:])
        return Rehearsal(calls, _comparable(work.end()))


def try_fault(
    model: Sandbox, program: Program, wanted: Rehearsal, folder: Path, *, number: int, kind: Kind, lasting: bool
) -> list[str]:
    """Fail at one call, or from it on; then heal, go on as the program says, and look: what is wrong."""
    with workplace(model, folder) as work:
        program.ready(work)
        work.hub.fail("*", "*", kind.trouble, first=number, times=None if lasting else 1, done=kind.done)
        start = monotonic()
        ended = work.box.relcommit(*program.order)
        seconds = monotonic() - start
        work.hub.heal()
        wrong = [
            f"{ended.code}: {problem}\n{ended.err[-700:]}" for problem in _unclear(ended, work.token, kind, lasting)
        ]
        if seconds > LONGEST:
            wrong.append(f"took {seconds:.0f} s")
        warned = ended.err
        for order in _ways_on(work, program, ended):
            again = work.box.relcommit(*order)
            warned += again.err
            if again.code:
                wrong.append(f"{order} ends with {again.code}: {again.err[-700:]}")
        refused = kind is KINDS["422"]  # a forge that does not reopen: `redo` opens another in its place
        wrong += _unlike(_comparable(work.end()), wanted.end, warned, may_replace=refused)
        return wrong


def _ways_on(work: Workplace, program: Program, ended: Ended) -> list[tuple[str, ...]]:
    """The order that goes on, as `status` tells; the same again where nothing was begun."""
    if ended.code == 0:
        return []
    state = (work.box.relcommit("status", "--json").json or {}).get("state")
    ways = {"pending": ("continue",), "undoing": ("undo", "--yes"), "redoing": ("redo", "--yes")}
    return [ways.get(state or "", program.order)]


def _unclear(ended: Ended, token: str, kind: Kind, lasting: bool) -> Iterator[str]:
    """What a person could not read, or a script could not trust."""
    if ended.code not in (0, 5):
        yield "wrong exit code"
    if kind.is_harmless and ended.code:
        yield "gave up"
    if ended.code and not 2 <= len(ended.err.strip().splitlines()) <= 20:
        yield "no clear sentence"
    if "Traceback" in ended.err or "Error" in re.sub(r"«[^»]*»", "", ended.err):
        yield "technical words"
    if token in ended.err + ended.out:
        yield "shows the token"
    if lasting and not kind.is_harmless and ended.code == 0 and "Aviso" not in ended.err:
        yield "success without a word"


def _comparable(end: dict[str, Any]) -> dict[str, Any]:
    """Without the folder's own name and what says its port."""
    files = {
        name.partition("/maquina/")[2]: (mode, data)
        for name, (mode, data) in end["files"].items()
        if not name.endswith("relcommit.toml")
    }
    status = tuple(
        re.sub(rb" [0-9a-f]{40}", b"", line) for line in end["status"].split(b"\0") if b"# branch." not in line
    )
    remote = {name: re.sub(r"(?m)^[0-9a-f]{40} ", "", log) for name, log in end["remote"].items()}
    index = re.sub(rb"[0-9a-f]{40}( \d\trelcommit.toml)", rb"\1", end["index"])
    return {**end, "files": files, "status": status, "remote": remote, "index": index}


def _unlike(end: dict[str, Any], wanted: dict[str, Any], warned: str, *, may_replace: bool) -> Iterator[str]:
    """What is not as without a fault; an extra that was refused counts as told where a warning names it."""
    for key, value in wanted.items():
        if key != "pulls" and end[key] != value:
            yield f"{key} differs: {str(end[key])[:300]} / {str(value)[:300]}"
    open_now, open_then = (
        [pull for pull in pulls if pull["state"] == "open"] for pulls in (end["pulls"], wanted["pulls"])
    )
    if len(end["pulls"]) != len(wanted["pulls"]) and not may_replace:
        yield f"{len(end['pulls'])} pull requests instead of {len(wanted['pulls'])}"
    if len(open_now) != len(open_then):
        yield f"{len(open_now)} open pull requests instead of {len(open_then)}"
        return
    for pull, model in zip(open_now, open_then, strict=True):
        for field, value in model.items():
            names = value if isinstance(value, list) else [value]
            is_extra = field in ("labels", "reviewers", "assignees", "milestone")
            if pull[field] != value and not (is_extra and all(f"«{name}»" in warned for name in names)):
                yield f"{field}: {str(pull[field])[:200]!r} / {str(value)[:200]!r}"


BRANCHES = (BRANCH, "main")
