"""What hatchling asks when it builds: on POSIX, the `relcommit` command is a shell script that calls Python.

A wheel with that script is for the platform where it was built, or for those that RELCOMMIT_WHEEL names, as in a
wheel's file name: `manylinux2014_x86_64.macosx_11_0_arm64`. `RELCOMMIT_WHEEL=any` builds the one without a shell, for
Windows and whatever else there is.
"""

import os
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

sys.path.insert(0, str(Path(__file__).parent))
from relcommit.repo.shell.launcher import PYTHON, launcher

_PLATFORM = os.environ.get("RELCOMMIT_WHEEL") or (
    sysconfig.get_platform().replace("-", "_").replace(".", "_") if os.name == "posix" else "any"
)


class Scripts(MetadataHookInterface):
    """The console script: `relcommit` itself, or what the shell script calls."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Name it."""
        metadata["scripts"] = (
            {"relcommit": "relcommit.__main__:main"}
            if _PLATFORM == "any"
            else {PYTHON: "relcommit.__main__:behind_launcher"}
        )


class Launcher(BuildHookInterface):  # type: ignore[type-arg]  # as hatchling documents it
    """Puts the shell script beside it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write it, and say which platforms the wheel is for; `version` is `editable` or `standard`."""
        if _PLATFORM == "any":
            return
        self._folder = tempfile.TemporaryDirectory()
        script = Path(self._folder.name) / "relcommit"
        script.write_text(launcher(editable=version == "editable"), "utf-8")
        script.chmod(0o755)
        build_data["shared_scripts"][str(script)] = "relcommit"
        build_data["tag"] = f"py3-none-{_PLATFORM}"

    def finalize(self, *_: object) -> None:
        """Throw away the script, which the wheel has."""
        if _PLATFORM != "any":
            self._folder.cleanup()
