"""Snapshots and situations to decide on, with only what a test is about written out."""

from dataclasses import replace
from typing import Any

from relcommit.docs.model import Reorganisation, Tree
from relcommit.names import RunId, Sha
from relcommit.plan.model import Message, Plan
from relcommit.program.branch import BranchState
from relcommit.program.prepare import PrepareInputs, WantedPullRequest
from relcommit.settings import Settings
from relcommit.world import Snapshot
from tests.unit.fakes import MAIN, WORK

BASE = Sha("a" * 40)


def snapshot(**changed: Any) -> Snapshot:
    """A clean working tree on `main`."""
    plain = Snapshot(
        head=BASE, current=MAIN, tips={MAIN: BASE}, tracked_tips={MAIN: BASE}, remote_url="../origin.git",
        default_branch=MAIN, changes=(),
    )  # fmt: skip
    return replace(plain, **changed)


def situation(**changed: Any) -> PrepareInputs:
    """A new branch, nothing to move, nothing changed, no pull request yet."""
    plain = PrepareInputs(
        run=RunId("20260514T093000"),
        plan=Plan(file="docs/plan.md", branch=WORK, commit=Message(header="docs: ordena")),
        settings=Settings(),
        now=snapshot(),
        base=MAIN,
        parent=BASE,
        branch=BranchState(name=WORK, tip=None, start=BASE),
        remote_tip=None,
        remote_is_ours=True,
        tree=Tree(files=frozenset(), contents={}, symlinks={}),
        docs=Reorganisation(),
        idle=(),
        in_pathspec=(),
        in_the_way=frozenset(),
        carried=None,
        message="docs: ordena\n",
        message_is_kept=False,
        moved=(),
        pull_request=WantedPullRequest(title="docs: ordena", body="zona", merged="zona", set_title=False, present=None),
        despite={},
        has_forge=True,
    )
    return replace(plain, **changed)
