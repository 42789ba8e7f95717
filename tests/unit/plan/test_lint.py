"""What `plan lint` finds, and what of it would stop `prepare`."""

from relcommit.plan.lint import gaps, lint
from relcommit.plan.model import Plan, PlannedDocument
from relcommit.plan.reader import read_plan
from relcommit.settings import BranchSettings, Settings

GOOD = "Rama: `docs/x-y`\n\nCommit: `docs: ordena guías`\n\n## Hecho cuando\n\n- pasa\n"


def codes(text: str, **asked: object) -> list[tuple[str, str, int]]:
    found = lint(read_plan(text, "plan.md"), Settings(), **asked)  # type: ignore[arg-type]
    return [(one.level, one.code, one.line) for one in found]


def test_a_good_plan_has_no_findings() -> None:
    assert codes(GOOD) == []


def test_without_branch_commit_and_done() -> None:
    found = gaps(read_plan("# Plan\n", "plan.md"))
    assert [(one.level, one.code) for one in found] == [
        ("error", "no-branch"),
        ("error", "no-commit"),
        ("warning", "no-done"),
    ]


def test_several_messages_are_a_warning() -> None:
    assert ("warning", "several-commits", 3) in codes(f"{GOOD}\nCommit: `fix: otra cosa`\n")


def test_a_protected_branch_stops() -> None:
    assert codes(GOOD.replace("docs/x-y", "main").replace("Rama:", "Rama sugerida:")) == [
        ("error", "protected-branch", 1)
    ]


def test_a_branch_that_prepare_would_refuse_stops() -> None:
    house = Settings(branch=BranchSettings(patterns=("feat/*",)))
    found = lint(read_plan(GOOD, "plan.md"), house)
    assert [(one.level, one.code, one.line) for one in found] == [("error", "branch-pattern", 1)]
    accented = Plan(file="p", branch="docs/año", commit=read_plan(GOOD, "p").commit)
    assert "branch-alphabet" in [one.code for one in lint(accented, Settings())]
    whole = Plan(file="p", branch="refs/heads/main", commit=read_plan(GOOD, "p").commit)
    assert "protected-branch" in [one.code for one in lint(whole, Settings())]


def test_the_judge_of_messages_has_its_say() -> None:
    found = codes(GOOD, judge=lambda header: [("error", f"«{header}» no."), ("warning", "quizá")])
    assert found == [("error", "header-refused", 3), ("warning", "header-refused", 3)]


def test_documents_that_cannot_or_will_not_move() -> None:
    historical = "### Históricos\n\n- `../fuera.md`\n- `docs/a.md`\n- `docs/b.md`\n\n"
    text = f"{GOOD}\n## Documentos\n\n{historical}### Vigentes\n\n- `docs/b.md`\n"
    found = codes(text, fate=lambda one: "absent" if one.path == "docs/a.md" else None)
    assert found == [
        ("error", "document-outside", 13),
        ("warning", "document-absent", 14),
        ("error", "document-twice", 19),
    ]


def test_a_destination_outside_stops_too() -> None:
    document = PlannedDocument(path="docs/a.md", status="historico", to="C:\\x", line=2)
    found = lint(Plan(file="p", branch="a/b", commit=read_plan(GOOD, "p").commit, documents=(document,)), Settings())
    assert [one.code for one in found] == ["no-done", "document-outside"]
