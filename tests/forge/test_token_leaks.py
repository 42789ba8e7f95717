"""Where a token must not be seen while git pushes with it: another host, hooks, arguments, configuration, traces."""

import contextlib
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from relcommit.forge.address import read_address
from relcommit.forge.credentials import git_environment
from relcommit.forge.token import Token
from relcommit.names import BranchName, RemoteName, Sha
from relcommit.repo.git import Git, open_git
from relcommit.repo.pushing import push
from relcommit.world import MetadataWarning
from tests.support.httpgit import QuietHandler, git_server, run_backend
from tests.support.serving import serving

SECRET = "ghp_m4rc4d0"
HOOK = (
    '#!/bin/sh\n{ env; git config --list --show-origin; tr "\\0" " " < /proc/$PPID/cmdline; } >> "$DUMP" 2>&1\nexit 0\n'
)


class Silent:
    """Fulfils `world.Reporter`."""

    def progress(self, what: str, done: int, total: int | None) -> None:
        """Nobody looks."""

    def server_says(self, lines: tuple[str, ...]) -> None:
        """Nobody listens."""

    def complaint(self, complaint: MetadataWarning) -> None:
        """Nobody listens."""


def working_copy(folder: Path, remote: str, environment: Mapping[str, str]) -> tuple[Git, Sha]:
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], env=sealed(folder.parent), check=True)
    made = open_git(folder, environment)
    for argv in (("commit", "-q", "--allow-empty", "-m", "docs: empieza"), ("remote", "add", "origin", remote)):
        made.write(*argv)
    return made, Sha(made.text("rev-parse", "main"))


def sealed(folder: Path, **more: str) -> dict[str, str]:
    who = {f"GIT_{part}_{name}": "ana" for part in ("AUTHOR", "COMMITTER") for name in ("NAME", "EMAIL")}
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        **who,
        **more,
    }


def send(git: Git, tip: Sha, remote: str) -> None:
    address = read_address(remote)
    assert address is not None
    credentials = git_environment(Token(SECRET, "GH_ENTERPRISE_TOKEN", "127.0.0.1"), address, git.environment)
    push(git, RemoteName("origin"), BranchName("main"), to=tip, lease=None, words=Silent(), credentials=credentials)


def test_no_hook_argument_configuration_or_trace_holds_it(tmp_path: Path) -> None:
    dump, traces = tmp_path / "dump", [tmp_path / f"trace{number}" for number in range(4)]
    names = ("GIT_TRACE", "GIT_TRACE_CURL", "GIT_TRACE2", "GIT_TRACE2_EVENT")
    traced = {**{name: str(path) for name, path in zip(names, traces, strict=True)}, "GIT_TRACE_REDACT": "0"}
    more = {"GIT_TRACE2_ENV_VARS": "GIT_CONFIG_COUNT,GH_ENTERPRISE_TOKEN", "GIT_TRACE2_CONFIG_PARAMS": "*"}
    environment = sealed(tmp_path, DUMP=str(dump), GH_ENTERPRISE_TOKEN=SECRET, GH_TOKEN=SECRET, **traced, **more)
    os.environ["GH_TOKEN"] = SECRET  # GitPython hands on all of the process's own environment
    try:
        subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "root/a/b.git")], check=True)
        subprocess.run(["git", "-C", str(tmp_path / "root/a/b.git"), "config", "http.receivepack", "true"], check=True)
        with git_server(tmp_path / "root", {SECRET: "write"}) as address:
            git, tip = working_copy(tmp_path / "w", f"{address}/a/b.git", environment)
            hook = git.folder / "hooks" / "pre-push"
            hook.parent.mkdir(exist_ok=True)
            hook.write_text(HOOK)
            hook.chmod(0o755)
            send(git, tip, f"{address}/a/b.git")
    finally:
        del os.environ["GH_TOKEN"]
    assert "DUMP=" in dump.read_text("utf-8")
    for file in (dump, *traces, *(path for path in (tmp_path / "w").rglob("*") if path.is_file())):
        assert SECRET not in file.read_text("utf-8", "replace"), file


def test_no_redirect_takes_it_to_another_host(tmp_path: Path) -> None:
    heard: list[str | None] = []
    root = tmp_path / "root"
    subprocess.run(["git", "init", "-q", "--bare", str(root / "a/b.git")], check=True)

    class Evil(QuietHandler):
        def handle_any(self) -> None:
            heard.append(self.headers.get("Authorization"))
            run_backend(self, root, self.path.partition("?")[0], user="x")

    with serving(Evil) as (_, port):

        class Good(QuietHandler):
            def handle_any(self) -> None:
                self.whole_body()
                self.send_response(302)
                self.send_header("Location", f"http://localhost:{port}{self.path}")
                self.send_header("Content-Length", "0")
                self.end_headers()

        with serving(Good) as (host, own):
            remote = f"http://{host}:{own}/a/b.git"
            git, tip = working_copy(tmp_path / "w", remote, sealed(tmp_path))
            with contextlib.suppress(Exception):  # refused or not: what counts is who heard what
                send(git, tip, remote)
    assert not any(heard)
    assert heard == []
