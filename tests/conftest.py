"""Fixtures that more than one suite uses."""

import signal
from pathlib import Path

import hypothesis
import pytest

from tests.support import sandbox

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # under `nohup`, where nobody we start hears Ctrl-C
    signal.signal(signal.SIGINT, signal.default_int_handler)

hypothesis.settings.register_profile("relcommit", deadline=None)  # no test measures time: machines are busy
hypothesis.settings.load_profile("relcommit")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> sandbox.Sandbox:
    """The machine that every `box` is copied from."""
    return sandbox.build(tmp_path_factory.mktemp("modelo"))


@pytest.fixture
def box(built: sandbox.Sandbox, tmp_path: Path) -> sandbox.Sandbox:
    """A sealed machine of the test's own."""
    return sandbox.copy(built, tmp_path / "maquina")
