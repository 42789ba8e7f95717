"""Where most ways of cheating begin; a suite that begins elsewhere has a `stage` of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.repo.cheating import planned, staged
from tests.repo.evidence_world import Stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with staged(tmp_path) as stage:
        yield stage


@pytest.fixture
def on_base(tmp_path: Path) -> Iterator[Stage]:
    with planned(tmp_path) as stage:
        yield stage


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table of cheats: how many were tried, and how many got through."""
    outcomes = {
        outcome: [report for report in terminalreporter.stats.get(outcome, []) if "test_cheats" in report.nodeid]
        for outcome in ("passed", "failed")
    }
    tried = sum(map(len, outcomes.values()))
    if tried:
        terminalreporter.write_line(f"trampas: {tried} probadas, {len(outcomes['failed'])} pasan")
