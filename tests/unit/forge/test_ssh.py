"""The user's ssh settings are asked for the host behind a name, and never for anything else."""

from pathlib import Path

import pytest

from relcommit.forge.ssh import real_host


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """An environment whose ssh knows one name."""
    ssh = tmp_path / "ssh"
    ssh.write_text(
        '#!/bin/sh\n[ "$1" = -G ] || exit 1\n'
        'case "$2" in trabajo) echo "user git"; echo "hostname GitHub.com";; raro) echo "nada";; *) exit 255;; esac\n'
    )
    ssh.chmod(0o755)
    return {"PATH": f"{tmp_path}:/usr/bin:/bin"}


@pytest.mark.parametrize(
    ("name", "host"),
    [("trabajo", "github.com"), ("raro", "raro"), ("otro", "otro"), ("-oProxyCommand=x", "-oProxyCommand=x")],
)
def test_the_host_behind_a_name_or_the_name_itself(environ: dict[str, str], name: str, host: str) -> None:
    assert real_host(environ)(name) == host


def test_without_ssh_names_are_what_they_are(tmp_path: Path) -> None:
    assert real_host({"PATH": str(tmp_path)})("trabajo") == "trabajo"
