"""Tell a person what a run does while it does it: steps, progress of long waits, complaints."""

import contextlib
import errno
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from relcommit.cli import output
from relcommit.text.es.prepare import complaint as complaint_text
from relcommit.text.es.prepare import server_says as server_says_text
from relcommit.text.terminal import escape_control
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

    def step(self, text: str) -> None:
        """A step begins."""
        self._since.clear()
        if not self.quiet:
            self._speak(output.say, f"  · {text}")

    def note(self, text: str) -> None:
        """A sentence about the whole run."""
        if not self.quiet:
            self._speak(output.say, text)

    def _speak(self, channel: Callable[[str], None], text: str) -> None:
        """Say it; where the reader has left (`| head`, a closed terminal), the run goes on without a word."""
        try:
            channel(text)
        except OSError as why:
            if why.errno not in (errno.EPIPE, errno.EIO, errno.EBADF):
                raise
            self.quiet = True
            for stream in (sys.stdout, sys.stderr):
                with contextlib.suppress(OSError, ValueError):
                    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())

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

    def server_says(self, lines: tuple[str, ...]) -> None:
        """What the server wrote while it took a branch, with nothing in it that could move the cursor."""
        if not self.quiet:
            self._speak(output.say, server_says_text([escape_control(line) for line in lines]))

    def complaint(self, complaint: MetadataWarning) -> None:
        """Something that the forge would not do."""
        self.complaints.append(complaint)
        self._speak(output.complain, complaint_text(complaint))
