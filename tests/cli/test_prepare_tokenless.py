"""The same without a token: what became of the work is only seen in git."""

import pytest

from relcommit.text.es.common import NOTHING_TO_DO
from tests.support.sandbox import BRANCH, HEADER, PLAN, SETTINGS, Sandbox

OTHER_DONE = ("- Manual de mostrador actualizado en docs", "- Manual de mostrador y de devoluciones en docs")


@pytest.fixture
def done(box: Sandbox) -> Sandbox:
    box.write("relcommit.toml", f'{SETTINGS}\n[forge]\nkind = "github"\nrepository = "ana/acme"\n')
    box.git("commit", "-qam", "chore: configura la forja")
    box.git("push", "-q")
    ended = box.prepare()
    assert (ended.code, "Falta abrir la pull request" in ended.out) == (0, True), ended
    return box


def land(box: Sandbox, how: str) -> None:
    """Somebody merges in a clone of their own, pushes, deletes the branch; main goes on in the same files."""
    other = box.clone("otra")
    if how == "rebase":
        other.git("commit", "-q", "--allow-empty", "-m", "docs: sigue")
        other.git("cherry-pick", f"origin/{BRANCH}")
    else:
        other.git("merge", "-q", "--no-ff" if how == "merge" else "--squash", f"origin/{BRANCH}")
    if how == "squash":
        other.git("commit", "-qm", f"{HEADER} (#7)")
    other.write("docs/vigentes/guía.md", "# Otra guía\n")
    other.git("commit", "-qam", "docs: sigue")
    other.git("push", "-q", "origin", "main", f":{BRANCH}")


@pytest.mark.parametrize("how", ["merge", "squash", "rebase"])
def test_what_was_merged_is_seen(done: Sandbox, how: str) -> None:
    land(done, how)
    for key, value in (("diff.noprefix", "true"), ("diff.algorithm", "histogram"), ("diff.context", "1")):
        done.git("config", key, value)

    ended = done.prepare()

    assert (ended.code, "ya se fusionó en «main» con el commit" in ended.out) == (0, True), ended
    assert done.git("for-each-ref", "--format=%(refname:short)", "refs/heads", at=done.origin) == "main"


@pytest.mark.parametrize("how", ["merge", "squash", "rebase"])
def test_undo_says_how_to_revert(done: Sandbox, how: str) -> None:
    land(done, how)
    before = done.state()

    ended = done.relcommit("undo", "--yes")

    assert (ended.code, "git revert" in ended.err) == (4, True), ended
    assert ("-m 1" in ended.err) == (how == "merge")
    assert done.state() == before


@pytest.mark.parametrize("how", ["merge", "squash", "rebase"])
def test_a_plan_that_changed_since_needs_another_branch(done: Sandbox, how: str) -> None:
    land(done, how)
    done.git("switch", "-q", "main")
    done.git("pull", "-q", "--prune")
    done.plan(OTHER_DONE)

    assert done.prepare().code == 4
    ended = done.prepare("--again")

    assert ended.code == 0, ended
    assert done.git("branch", "--show-current") == f"{BRANCH}-2"
    assert done.git("rev-list", "--count", "origin/main..HEAD") == "1"
    assert NOTHING_TO_DO in done.prepare().out


def test_ones_own_rewriting_in_another_clone_is_pulled(done: Sandbox) -> None:
    other = done.clone("otra")
    other.plan(OTHER_DONE)
    assert other.prepare().code == 0
    assert other.git("rev-list", "--count", f"origin/main..{BRANCH}") == "1"

    refused = done.prepare()
    assert refused.code == 5, refused
    done.git("pull", "-q", "--rebase", "--autostash")

    assert NOTHING_TO_DO in done.prepare().out or done.prepare().code == 0
    assert done.git("rev-parse", BRANCH) == done.git("rev-parse", BRANCH, at=done.origin)
    assert "de devoluciones" in done.read(PLAN)
