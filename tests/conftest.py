"""Fixtures that more than one suite uses."""

from pathlib import Path

import pytest

from tests.support import sandbox


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> sandbox.Sandbox:
    """The machine that every `box` is copied from."""
    return sandbox.build(tmp_path_factory.mktemp("modelo"))


@pytest.fixture
def box(built: sandbox.Sandbox, tmp_path: Path) -> sandbox.Sandbox:
    """A sealed machine of the test's own."""
    return sandbox.copy(built, tmp_path / "maquina")
