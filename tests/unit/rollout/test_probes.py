"""What the checklist's probes say of a canary, with files that the commit holds or that stand beside it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from relcommit.checklist.model import Proof
from relcommit.checklist.verdict import Verdict
from relcommit.probes.evidence_context import EvidenceContext
from relcommit.probes.kinds import trigger
from relcommit.settings import RolloutSettings, Settings
from tests.support.production import DAY, rows, splits

SETTINGS = Settings(rollout=RolloutSettings(events="e.json", deployments="d.json"))
TRIGGER = Proof(kind="trigger", phase="produccion", wants={"texto": ("error rate +2x baseline",)})
GOOD: dict[str, Any] = {"hourly": 6_000, "base": 0.01, "ratio": 1.0, "seed": 2}
BAD: dict[str, Any] = {"hourly": 1_000, "base": 0.01, "ratio": 12.0, "seed": 3}


@dataclass(frozen=True)
class Held:
    """The files of a commit."""

    files: dict[str, bytes]

    def paths(self) -> Iterable[str]:
        return self.files

    def read(self, path: str) -> bytes | None:
        return self.files.get(path)

    def mentioning(self, text: str) -> Iterable[str]:
        return [path for path, content in self.files.items() if text.encode() in content]


def scene(day: dict[str, Any], root: Path | None = None) -> EvidenceContext:
    files = {"e.json": json.dumps(rows(**day)).encode(), "d.json": json.dumps(splits()).encode()}
    for name, content in files.items() if root else ():
        (root / name).write_bytes(content)  # type: ignore[operator]
    return EvidenceContext(
        settings=SETTINGS, now=DAY + timedelta(minutes=60), files=Held({} if root else files), root=root
    )


def told(verdict: Verdict) -> tuple[str, str]:
    return verdict.state, verdict.code


def test_a_commits_rows_may_stop_and_prove_nothing_good(tmp_path: Path) -> None:
    assert told(trigger.probe(TRIGGER, scene(GOOD))) == ("inconcluso", "canario-en-commit")
    assert told(trigger.probe(TRIGGER, scene(BAD))) == ("incumplido", "disparador-regresion")
    assert told(trigger.probe(TRIGGER, scene(GOOD, tmp_path))) == ("cumplido", "disparador-sin-regresion")
