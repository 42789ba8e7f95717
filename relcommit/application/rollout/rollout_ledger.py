"""What was sent once and must not be sent twice: a file for each rollout, on the disk before the command runs."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from relcommit.application.app import App
from relcommit.application.rollout.rollout_commands import Ended, run_words
from relcommit.application.rollout.rollout_rollback import WayBack
from relcommit.errors.rollout import RollbackFailed, RollbackUnknown


def send_once(app: App, way: WayBack) -> None:
    """Run the command, at most once for each rollout, whatever stops us. Raises RollbackUnknown and RollbackFailed.

    The intent is on the disk before anything is sent; one whose end nobody noted may have been sent, and stays so.
    """
    place = _place(app, way)
    place.parent.mkdir(parents=True, exist_ok=True)
    intent = {"command": way.words, "stable": way.canary.stable, "sent": datetime.now(UTC).isoformat()}
    try:
        file = os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError as why:
        raise RollbackUnknown(way.canary.stable, _when(place)) from why
    with os.fdopen(file, "w", encoding="utf-8") as ledger:
        ledger.write(json.dumps(intent, ensure_ascii=False) + "\n")
        ledger.flush()
        os.fsync(ledger.fileno())
    _settle(place.parent)
    ended = run_words(app, way.words)
    _note(place, ended)
    if ended.code != 0:
        raise RollbackFailed(way.shown, ended.why)


def _note(place: Path, ended: Ended) -> None:
    with place.open("a", encoding="utf-8") as ledger:
        ledger.write(json.dumps({"code": ended.code, "why": ended.why}, ensure_ascii=False) + "\n")


def _place(app: App, way: WayBack) -> Path:
    return app.git.folder / "relcommit" / "rollouts" / f"{way.canary.version}-{int(way.canary.start)}.json"


def _settle(folder: Path) -> None:
    """Make the file's name last too, where the system lets folders be opened."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _when(place: Path) -> str:
    """When an earlier run sent it, as its file tells."""
    try:
        return str(json.loads(place.read_text("utf-8").split("\n")[0])["sent"])[:16].replace("T", " ") + " UTC"
    except (OSError, ValueError, KeyError):
        return "no consta cuándo"
