"""How `relcommit init` writes a file: never over another, and always told."""

from dataclasses import dataclass
from pathlib import Path

from relcommit.cli import output
from relcommit.cli.runs import says_yes
from relcommit.text.es import init as es


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whether somebody wants what does more than write settings: a hook, workflows."""

    yes: bool
    can_ask: bool

    def to(self, question: str, left: str) -> bool:
        """Ask, where somebody is there; what is not agreed to is told as `left`."""
        agreed = self.yes or (self.can_ask and says_yes(question))
        if not agreed:
            output.say(left)
        return agreed


class Writing:
    """Writes files below a folder, never over others."""

    def __init__(self, root: Path, *, ask: bool, rehearsal: bool) -> None:
        self.root = root
        self.ask = ask
        self.rehearsal = rehearsal

    def write(self, path: str, text: str | bytes) -> None:
        """Write a file where there is none, or where a person agrees; say what was done."""
        place, content = self.root / path, text if isinstance(text, bytes) else text.encode()
        if place.is_symlink() or place.exists():
            if place.is_file() and place.read_bytes() == content:
                output.say(es.same(path))
                return
            if self.rehearsal or not self.ask or not says_yes(es.overwrite(path)):
                output.say(es.kept(path))
                return
        if self.rehearsal:
            output.say(es.would_write(path))
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        output.say(es.written(path))
