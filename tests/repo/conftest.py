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
