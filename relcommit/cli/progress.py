"""Tell a person what a run does while it does it: steps, progress of long waits, complaints."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from relcommit.cli import output
from relcommit.text.es.prepare import complaint as complaint_text
from relcommit.world import MetadataWarning

PATIENCE = 1.0
"""Seconds that a wait may last before it shows its progress."""


@dataclass
class Telling:
    """Fulfils `world.Reporter`; quiet where `--quiet` or `--json` ask for it, and complaints are kept for JSON."""

    quiet: bool = False
    clock: Callable[[], float] = time.monotonic
    """Seconds since some moment."""
    has_terminal: bool | None = None
    """Whether somebody sees the progress; `None` to ask standard error."""
    complaints: list[MetadataWarning] = field(default_factory=list)
    _since: dict[str, float] = field(default_factory=dict)

    def step(self, said: str) -> None:
        """A step begins."""
        self._since.clear()
        if not self.quiet:
            output.say(f"  · {said}")

    def note(self, said: str) -> None:
        """A sentence about the whole run."""
        if not self.quiet:
            output.say(said)

    def watch(self, what: str) -> Callable[[int, int], None]:
        """Who is told of the progress of one thing."""
        return partial(self.progress, what)

    def progress(self, what: str, done: int, total: int | None) -> None:
        """`done` of `total` units; only a terminal sees it, and only while it takes long."""
        now = self.clock()
        since = self._since.setdefault(what, now)
        if done == total:
            output.wipe()
            del self._since[what]
            return
        if self.has_terminal is None:
            self.has_terminal = sys.stderr.isatty()
        if self.quiet or now - since < PATIENCE or not self.has_terminal:
            return
        share = f"{done * 100 // total} % ({done} de {total})" if total else str(done)
        output.show_passing(f"    {share}")

    def complaint(self, complaint: MetadataWarning) -> None:
        """Something that the forge would not do."""
        self.complaints.append(complaint)
        output.complain(complaint_text(complaint))
