"""A world that stops dead: at the n-th call that changes something, before it or just after."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any

from relcommit.application.app import App
from relcommit.application.clock import SystemClock
from relcommit.application.prepare.prepare_inputs import read_prepare_inputs
from relcommit.cli.commands.prepare import order_of
from relcommit.cli.progress import Telling
from relcommit.cli.runs import name_run
from relcommit.engine.advance import advance
from relcommit.engine.journal import Run, begin, runs
from relcommit.program.prepare import prepare_steps
from relcommit.text.es import steps as es
from relcommit.world import World
from tests.support.sandbox import PLAN, Sandbox, only_environment

CHANGING = {
    "move_branch", "switch", "save", "restore_index", "commit", "push", "set_upstream",
    "unstage", "write", "put", "rename", "drop_empty", "point", "open", "update", "close", "set_metadata",
}  # fmt: skip


class Crash(BaseException):
    """The machine goes off: no `except Exception` sees it."""


@dataclass
class Fuse:
    """Counts the changing calls; burns at one of them."""

    at: int
    after: bool
    count: int = 0

    def around(self, call: Any) -> Any:
        def run(*args: Any, **named: Any) -> Any:
            self.count += 1
            if self.count == self.at and not self.after:
                raise Crash
            result = call(*args, **named)
            if self.count == self.at:
                raise Crash
            return result

        return run


class Fragile:
    """Anything, with a fuse in every call that changes something."""

    def __init__(self, inner: Any, fuse: Fuse) -> None:
        self._inner = inner
        self._fuse = fuse

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        return self._fuse.around(found) if name in CHANGING else found


def fragile(world: World, fuse: Fuse) -> World:
    return replace(
        world, repo=Fragile(world.repo, fuse), files=Fragile(world.files, fuse), forge=Fragile(world.forge, fuse)
    )


@contextmanager
def workshop(box: Sandbox) -> Iterator[App]:
    """The insides of relcommit in a sandbox."""
    with only_environment(box.env):
        yield App(box.repo, dict(box.env))


def start(app: App) -> Run:
    """Decide what `prepare` does, and freeze it; nothing has happened yet."""
    name, started = name_run(app, SystemClock())
    it = read_prepare_inputs(app, PLAN, name, {})
    steps = prepare_steps(it)
    return begin(app.journal, order_of(it, name, started), steps, [es.step(one) for one in steps])


def advance_until(app: App, run: Run, fuse: Fuse) -> bool:
    """Take steps until the fuse burns; whether it did."""
    try:
        advance(run, fragile(app.world(Telling(quiet=True)), fuse), lambda said: None)
    except Crash:
        return True
    return False


def last(app: App) -> Run:
    """The newest run, as the disk tells it."""
    return runs(app.journal)[0]


def quietly(app: App) -> World:
    return app.world(Telling(quiet=True))


def forget_lock(box: Sandbox) -> None:
    with suppress(FileNotFoundError):
        (box.repo / ".git/index.lock").unlink()
