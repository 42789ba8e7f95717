"""What would stop a run midway, or go unseen, is looked at before anything is touched."""

from collections.abc import Callable

import pytest

from tests.support.sandbox import BRANCH, Sandbox


def hidden(box: Sandbox) -> str:
    box.git("update-index", "--skip-worktree", "README.md")
    return "--no-skip-worktree"


def assumed(box: Sandbox) -> str:
    box.git("update-index", "--assume-unchanged", "README.md")
    return "--no-assume-unchanged"


def mirror(box: Sandbox) -> str:
    box.git("config", "remote.origin.mirror", "true")
    return "espejo"


def elsewhere(box: Sandbox) -> str:
    assert box.prepare().code == 0
    box.git("switch", "-q", "main")
    box.plan(("Manual de mostrador", "Manual de devoluciones"))
    box.git("worktree", "add", "-q", str(box.folder / "otro"), BRANCH)
    return str(box.folder / "otro")


@pytest.mark.parametrize("make", [hidden, assumed, mirror, elsewhere])
def test_it_is_said_before_anything_is_touched(box: Sandbox, make: Callable[[Sandbox], str]) -> None:
    word = make(box)
    before = box.state()

    ended = box.prepare()

    assert (ended.code, word in ended.err) == (4, True), ended
    assert box.state() == before


def test_a_repository_inside_this_one_is_left_alone(box: Sandbox) -> None:
    box.write("docs/otro/a.md", "a\n")
    box.git("init", "-q", at=box.repo / "docs/otro")
    box.git("add", "-A", at=box.repo / "docs/otro")
    box.git("commit", "-qm", "docs: suyo", at=box.repo / "docs/otro")
    ended = box.prepare()
    assert ended.code == 0, ended
    assert "docs/otro" not in box.tree(BRANCH)


def test_a_failing_post_checkout_is_no_failed_switch(box: Sandbox) -> None:
    hook = box.write(".git/hooks/post-checkout", "#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    before = box.state()
    assert box.prepare().code == 0
    assert box.relcommit("undo", "--yes").code == 0
    assert box.state() == before
