"""`prepare` with a remote that refuses, hangs up, or is somebody else's."""

from socketserver import BaseRequestHandler, ThreadingTCPServer

import pytest

from relcommit.text.es.common import NOTHING_TO_DO
from tests.support.sandbox import BRANCH, MESSAGE, Sandbox
from tests.support.serving import serving


def refuse(box: Sandbox, name: str, said: str) -> None:
    box.write(f"hooks/{name}", f"#!/bin/sh\necho '{said}' >&2\nexit 1\n", at=box.origin).chmod(0o755)


@pytest.mark.parametrize("way", ["continue", "prepare", "undo"])
@pytest.mark.parametrize("hook", ["pre-receive", "update"])
def test_a_remote_that_refuses_leaves_the_commit_and_says_what_is_left(box: Sandbox, hook: str, way: str) -> None:
    before = box.state()
    refuse(box, hook, "GH013: esta rama no admite esto")

    ended = box.prepare()

    assert ended.code == 5
    assert "GH013: esta rama no admite esto" in ended.err
    assert "  hecho   confirma" in ended.err
    assert "  falta   sube" in ended.err
    assert box.message() == MESSAGE
    status = box.relcommit("status")
    assert (status.code, "relcommit continue" in status.out) == (0, True)

    if way == "undo":
        assert box.relcommit("undo", "--yes").code == 0
        assert box.state() == before
        return
    again = box.relcommit("continue") if way == "continue" else box.prepare()
    assert again.code == 5
    (box.origin / "hooks" / hook).unlink()
    again = box.relcommit("continue") if way == "continue" else box.prepare()
    assert again.code == 0, again
    assert NOTHING_TO_DO in box.prepare().out
    assert list(box.local_pulls()) == [1]


def test_a_remote_that_takes_no_forced_updates_is_survived(box: Sandbox) -> None:
    assert box.prepare().code == 0
    box.git("config", "receive.denyNonFastForwards", "true", at=box.origin)
    box.plan(("Manual de mostrador", "Manual de devoluciones"))
    before = box.state()

    ended = box.prepare()

    assert ended.code == 5
    assert "falta   sube" in ended.err
    assert box.relcommit("undo", "--yes").code == 0
    assert box.state() == before


def test_somebody_who_pushes_between_deciding_and_pushing_is_not_overwritten(box: Sandbox) -> None:
    """The pre-push hook stands for the other person: it runs once the lease was taken."""
    script = f"git -C '{box.origin}' update-ref refs/heads/{BRANCH} $(git -C '{box.origin}' rev-parse main)"
    box.write("hooks/pre-commit", f"#!/bin/sh\nunset GIT_DIR GIT_INDEX_FILE\n{script}\n", at=box.repo / ".git").chmod(
        0o755
    )

    ended = box.prepare()

    assert ended.code == 5, ended
    assert "Alguien ha subido" in ended.err
    assert box.git("rev-parse", BRANCH, at=box.origin) == box.git("rev-parse", "main")


def test_a_server_that_hangs_up_is_said(box: Sandbox) -> None:
    with serving(BaseRequestHandler, ThreadingTCPServer) as (host, port):
        box.git("remote", "set-url", "origin", f"git://{host}:{port}/obra.git")
        before = box.everything()
        ended = box.prepare()
    assert (ended.code, ended.out) == (5, "")
    assert box.everything() == before


def test_remote_names_that_look_like_options_run_nothing(box: Sandbox) -> None:
    box.write("relcommit.toml", 'remote = "--upload-pack=touch pwned"\n')
    ended = box.prepare()
    assert ended.code in (4, 5)
    assert not (box.repo / "pwned").exists()


def test_ext_addresses_run_nothing(box: Sandbox) -> None:
    box.git("remote", "set-url", "origin", f"ext::touch {box.folder}/pwned")
    ended = box.prepare()
    assert ended.code == 5
    assert not (box.folder / "pwned").exists()
