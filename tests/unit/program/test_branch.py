"""Which branch a plan gets, where it starts, and what is in its place."""

import pytest

from relcommit.branch_names import refused_names
from relcommit.errors.base import NotInState
from relcommit.errors.plan import BranchNameRefused, PlanLacks
from relcommit.errors.repository import (
    BaseBranchMissing,
    BranchHasOtherWork,
    BranchNameTaken,
    DetachedHead,
    IndexLocked,
    NoIdentity,
    OperationInProgress,
    ProtectedBranch,
    RemoteMissing,
    UnbornBranch,
    Unmerged,
)
from relcommit.names import BranchName, RepoPath, Sha
from relcommit.plan.model import Plan
from relcommit.program.branch import (
    BranchState,
    Claims,
    Made,
    base_branch,
    branch_state,
    check_state,
    recommended_branch,
)
from relcommit.settings import BranchSettings, Settings
from relcommit.world import Change, Snapshot
from tests.unit.fakes import MAIN, WORK
from tests.unit.program.situations import snapshot

TIP, BASE = Sha("b" * 40), Sha("a" * 40)
OURS = Made(TIP, "docs: ordena", "docs: ordena\n\n- mueve\n")
THEIRS = Made(Sha("c" * 40), "feat: otra cosa", "feat: otra cosa\n")


@pytest.mark.parametrize(
    ("now", "problem"),
    [
        (snapshot(in_progress="rebase"), OperationInProgress),
        (snapshot(head=None), UnbornBranch),
        (snapshot(current=None), DetachedHead),
        (snapshot(changes=(Change(path=RepoPath("a"), kind="unmerged"),)), Unmerged),
        (snapshot(index_lock=".git/index.lock"), IndexLocked),
        (snapshot(has_identity=False), NoIdentity),
        (snapshot(remote_url=None), RemoteMissing),
    ],
)  # fmt: skip
def test_states_in_which_nothing_can_be_prepared(now: Snapshot, problem: type[NotInState]) -> None:
    with pytest.raises(problem):
        check_state(now, Settings())


def test_a_state_in_which_it_can() -> None:
    check_state(snapshot(), Settings())


@pytest.mark.parametrize(
    "name",
    ["docs/x", "a", "docs/a.b", "docs/a-b_c", "v1.2.3", "a/b/c/d"],
)  # fmt: skip
def test_names_that_a_branch_may_have(name: str) -> None:
    assert refused_names(name, BranchSettings()) == ()


@pytest.mark.parametrize(
    "name",
    ["", "-x", "HEAD", "@{", "@", "a..b", "a//b", "/a", "a/", ".a", "a/.b", "a.lock", "a/b.lock/c", "a.", "a b", "a~b",
     "a^b",
     "a:b", "a?b", "a*b", "a[b", "a\\b", "a@{b", "docs/$(id)", "a;id", "a|b", "`id`", "a'b", 'a"b',
     "<b>&", "a\nb", "ñ"],
)  # fmt: skip
def test_names_that_no_branch_may_have(name: str) -> None:
    assert refused_names(name, BranchSettings())


@pytest.mark.parametrize("name", ["a..b", "a~b", "a\\b", "a:b", "a b", "@{", "-a"])
def test_a_wider_alphabet_does_not_widen_what_git_takes(name: str) -> None:
    assert [refused.fault for refused in refused_names(name, BranchSettings(alphabet=r"a-z.~\\: @{}\-"))] == ["git"]


def test_accents_only_where_the_settings_say_so() -> None:
    plan = Plan(file="plan.md", branch="docs/añade", places={"branch": 7})
    with pytest.raises(BranchNameRefused) as refused:
        recommended_branch(plan, Settings(), MAIN)
    assert (refused.value.line, refused.value.branch) == (7, "docs/añade")
    wide = Settings(branch=BranchSettings(alphabet="a-zñ/"))
    assert recommended_branch(plan, wide, MAIN) == "docs/añade"


def test_a_branch_has_to_fit_a_pattern_where_the_settings_have_some() -> None:
    plan = Plan(file="plan.md", branch="refs/heads/otra/x", places={"branch": 7})
    house = Settings(branch=BranchSettings(patterns=("docs/*", "feat/*")))
    with pytest.raises(BranchNameRefused) as refused:
        recommended_branch(plan, house, MAIN)
    assert (refused.value.line, refused.value.branch, refused.value.fault) == (7, "otra/x", "pattern")
    assert "«docs/*», «feat/*»" in refused.value.explain()
    assert recommended_branch(Plan(file="plan.md", branch="feat/x"), house, MAIN) == "feat/x"


def test_a_plan_without_a_branch_is_said() -> None:
    with pytest.raises(PlanLacks):
        recommended_branch(Plan(file="plan.md"), Settings(), MAIN)


@pytest.mark.parametrize("name", ["main", "develop", "refs/heads/main"])
def test_protected_branches_and_the_base_are_refused(name: str) -> None:
    with pytest.raises(ProtectedBranch):
        recommended_branch(Plan(file="plan.md", branch=name), Settings(), MAIN)


def test_a_full_name_is_shortened() -> None:
    assert recommended_branch(Plan(file="plan.md", branch="refs/heads/docs/x"), Settings(), MAIN) == "docs/x"


@pytest.mark.parametrize(
    ("told", "setting", "tips", "remote", "default", "base"),
    [
        ("release/1", "troncal", ("main", "troncal", "release/1"), (), "main", "release/1"),
        (None, "troncal", ("main", "troncal"), (), "main", "troncal"),
        (None, "", ("main", "develop"), ("develop",), "develop", "develop"),
        (None, "", ("master",), (), None, "master"),
        (None, "", (), ("main",), None, "main"),
        (None, "", ("main",), (), "gone", "main"),
    ],
)  # fmt: skip
def test_the_base_is_the_plans_the_settings_the_remotes_or_the_usual(
    told: str | None, setting: str, tips: tuple[str, ...], remote: tuple[str, ...], default: str | None, base: str
) -> None:
    now = snapshot(
        tips={BranchName(one): BASE for one in tips},
        tracked_tips={BranchName(one): TIP for one in remote},
        default_branch=BranchName(default) if default else None,
    )
    found = base_branch(Plan(file="plan.md", base=told), Settings(base=setting), now)
    assert found == base


@pytest.mark.parametrize("plan", [Plan(file="p.md", base="nada"), Plan(file="p.md")])
def test_a_base_that_is_nowhere_is_said(plan: Plan) -> None:
    with pytest.raises(BaseBranchMissing):
        base_branch(plan, Settings(), snapshot(tips={WORK: TIP}, tracked_tips={}))


def found(*commits: Made, here: bool = True, recorded: tuple[Sha, ...] = (), me: str = "") -> BranchState:
    tips = {MAIN: BASE, **({WORK: commits[0].sha if commits else BASE} if here else {})}
    tracked = {} if here or not commits else {WORK: commits[0].sha}
    now = snapshot(tips=tips, tracked_tips=tracked)
    return branch_state(WORK, now, BASE, commits, Claims(headers={OURS.header}, recorded=recorded, me=me))


def test_a_branch_that_is_not_there_starts_at_the_base() -> None:
    assert found(here=False) == BranchState(name=WORK, tip=None, start=BASE)


def test_an_empty_branch_is_taken_as_it_is() -> None:
    assert found() == BranchState(name=WORK, tip=BASE, start=BASE)


@pytest.mark.parametrize("here", [True, False])
def test_a_single_commit_with_our_header_is_ours(here: bool) -> None:
    assert found(OURS, here=here) == BranchState(name=WORK, tip=TIP, start=TIP, ours=OURS, commits=(OURS,))


def test_a_recorded_commit_is_ours_whatever_it_says() -> None:
    assert found(THEIRS, recorded=(THEIRS.sha,)).ours == THEIRS


def test_commits_on_top_of_ours_are_seen() -> None:
    on_top = found(THEIRS, OURS, recorded=(OURS.sha,))
    assert (on_top.ours, on_top.others_on_top) == (None, True)


def test_a_commit_of_ours_by_somebody_else_is_theirs_to_rewrite() -> None:
    state = found(OURS, me="otra@ejemplo.es")
    assert (state.ours, state.others_on_top) == (None, True)


def test_our_header_below_other_peoples_commits_makes_it_the_plans_branch() -> None:
    state = found(THEIRS, OURS)
    assert (state.ours, state.others_on_top) == (None, True)


def test_a_branch_without_any_commit_of_the_plan_is_not_taken() -> None:
    with pytest.raises(BranchHasOtherWork) as refused:
        found(THEIRS)
    assert refused.value.commits[0] == "feat: otra cosa"


@pytest.mark.parametrize("other", ["docs", "docs/obra/dos"])
def test_a_branch_cannot_be_a_folder_too(other: str) -> None:
    now = snapshot(tips={MAIN: BASE, BranchName(other): TIP})
    with pytest.raises(BranchNameTaken):
        branch_state(WORK, now, BASE, (), Claims())
    near = snapshot(
        tips={MAIN: BASE, BranchName("docsx"): TIP, BranchName("docs/obr"): TIP, BranchName("docs/obras/x"): TIP}
    )
    assert branch_state(WORK, near, BASE, (), Claims()).tip is None
