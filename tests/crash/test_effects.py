"""Killed at any change of a file, alone or with all that it started, the next orders end exactly."""

from pathlib import Path

import pytest

from tests.crash.killing import SCENARIOS, Model, compile_effects, compiler, kill_once

pytestmark = pytest.mark.skipif(compiler() is None, reason="needs a C compiler and something to preload into")


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compile_effects(tmp_path_factory.mktemp("efectos"))


@pytest.mark.parametrize("name", SCENARIOS)
def test_one_kill_of_each_kind(name: str, library: Path, tmp_path: Path) -> None:
    """The slow run (`python -m tests.crash.table`) tries them all."""
    model = Model.of(SCENARIOS[name], tmp_path, library)
    for turn, way in enumerate(model.scenario.ways):
        number = model.effects * (2 + turn) // 5
        outcome = kill_once(model, number, tmp_path / f"turno{turn}", alone=bool(turn), way=way)
        assert outcome.is_well, outcome
