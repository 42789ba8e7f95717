"""How `relcommit init` writes a file: never over another, and always told."""

from pathlib import Path

from relcommit.cli import output
from relcommit.cli.runs import says_yes
from relcommit.text.es import init as es


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
