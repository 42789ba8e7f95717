"""Documents move because somebody said so, once, and to a place that is free."""

from dataclasses import replace

import pytest

from relcommit.docs.model import Decided, Decision, Finding, Tree
from relcommit.docs.states.decide import decide, decide_by_list
from relcommit.errors import docs as errors
from relcommit.names import RepoPath, Status
from relcommit.settings import DocsSettings, DocumentRule
from tests.unit.docs.trees import tree

LAYOUT = DocsSettings(current="docs/vigentes")


def said(path: str, status: Status = "historico", to: str | None = None, line: int = 1) -> Decision:
    return Decision(path=path, status=status, to=to, line=line)


def went(decided: Decided) -> dict[str, str]:
    return {move.source: move.to for move in decided.moves}


def test_nothing_moves_without_a_word() -> None:
    assert decide(tree({"docs/a.md": "# Obsoleto\n"}), (), LAYOUT).moves == ()


def test_the_plan_goes_before_the_rules_and_those_before_the_front_matter() -> None:
    files = dict.fromkeys(("docs/a.md", "docs/b.md", "docs/c.md"), "---\nestado: obsoleto\n---\n")
    rules = (DocumentRule("docs/b.md", "vigente"), DocumentRule("docs/a.md", "historico"))
    decided = decide(tree(files), [said("docs/a.md", "vigente", line=9)], replace(LAYOUT, rules=rules), "plan.md")
    assert went(decided) == {
        "docs/a.md": "docs/vigentes/a.md",
        "docs/b.md": "docs/vigentes/b.md",
        "docs/c.md": "docs/historico/c.md",
    }
    assert [(move.reason.by, move.reason.where) for move in decided.moves] == [
        ("plan", "plan.md:9"),
        ("rule", "docs/b.md"),
        ("front-matter", "estado: obsoleto"),
    ]


@pytest.mark.parametrize("word", ["histórico", "Obsoleta", '"archivado" # ya', "superseded by 0007", "DEPRECATED"])
def test_front_matter_retires_a_document_and_keeps_its_folder(word: str) -> None:
    decided = decide(tree({"docs/guia/a.md": f"---\nstatus: {word}\n---\n"}), (), LAYOUT)
    assert went(decided) == {"docs/guia/a.md": "docs/historico/guia/a.md"}


@pytest.mark.parametrize("word", ["draft", "completado", "accepted", ""])
def test_other_words_decide_nothing(word: str) -> None:
    assert decide(tree({"docs/a.md": f"---\nestado: {word}\n---\n"}), (), LAYOUT).moves == ()


def test_front_matter_outside_the_root_decides_nothing() -> None:
    assert decide(tree({"a.md": "---\nestado: obsoleto\n---\n"}), (), LAYOUT).moves == ()


@pytest.mark.parametrize(
    ("path", "to", "expected"),
    [
        ("docs/e/**", None, {"docs/e/a.md": "docs/historico/e/a.md", "docs/e/f/b.md": "docs/historico/e/f/b.md"}),
        ("docs/e", "viejo/", {"docs/e/a.md": "viejo/a.md", "docs/e/f/b.md": "viejo/f/b.md"}),
        ("docs/e/*.md", None, {"docs/e/a.md": "docs/historico/e/a.md"}),
        ("docs/**/b.md", "viejo", {"docs/e/f/b.md": "viejo/e/f/b.md"}),
        ("docs/e/?.md", None, {"docs/e/a.md": "docs/historico/e/a.md"}),
        ("docs/e/a.md", "viejo/", {"docs/e/a.md": "viejo/a.md"}),
        ("docs/e/a.md", "viejo/z.md", {"docs/e/a.md": "viejo/z.md"}),
        ("./docs/e/a.md", None, {"docs/e/a.md": "docs/historico/e/a.md"}),
        ("/docs/e/a.md", None, {"docs/e/a.md": "docs/historico/e/a.md"}),
    ],
)
def test_what_stands_below_the_fixed_part_of_a_glob_is_kept(
    path: str, to: str | None, expected: dict[str, str]
) -> None:
    files = {"docs/e/a.md": "", "docs/e/f/b.md": "", "docs/c.md": ""}
    assert went(decide(tree(files), [said(path, to=to)], LAYOUT)) == expected


def test_images_go_with_the_documents_that_a_glob_names() -> None:
    decided = decide(tree({"docs/e/a.md": "", "docs/e/x.png": ""}), [said("docs/e/**")], LAYOUT)
    assert went(decided) == {"docs/e/a.md": "docs/historico/e/a.md", "docs/e/x.png": "docs/historico/e/x.png"}


def test_a_second_time_nothing_moves_and_nothing_is_found_missing() -> None:
    rules = (DocumentRule("docs/etapa1/**", "historico", "docs/historico/etapa1"),)
    settings = replace(LAYOUT, rules=rules)
    plan = [said("docs/a.md"), said("docs/v.md", "vigente"), said("docs/e/**", line=2), said("docs/**", line=3)]
    files = {"docs/etapa1/x.md": "", "docs/a.md": "", "docs/e/b.md": "", "docs/v.md": "", "plan.md": ""}
    first = decide(tree(files), plan[:3], settings, "plan.md")
    assert len(first.moves) == 4
    places = went(first)
    second = decide(tree({places.get(path, path): "" for path in files}), plan, settings, "plan.md")
    assert (went(second), second.findings) == ({}, ())


def test_a_path_said_in_full_goes_before_a_glob() -> None:
    plan = [said("docs/*.md"), said("docs/b.md", "vigente")]
    decided = decide(tree({"docs/a.md": "", "docs/b.md": ""}), plan, LAYOUT)
    assert went(decided) == {"docs/a.md": "docs/historico/a.md", "docs/b.md": "docs/vigentes/b.md"}


def test_current_documents_stay_where_the_settings_leave_them() -> None:
    settings = DocsSettings(current=".")
    assert decide(tree({"docs/a.md": ""}), [said("docs/a.md", "vigente")], settings).moves == ()


def test_of_two_folders_one_in_the_other_the_inner_one_counts() -> None:
    settings = DocsSettings(current="docs")
    files = {"docs/historico/a.md": "", "docs/b.md": ""}
    decided = decide(tree(files), [said("docs/historico/a.md", "vigente"), said("docs/b.md", "vigente")], settings)
    assert went(decided) == {"docs/historico/a.md": "docs/a.md"}


def test_what_is_kept_never_moves_and_the_plan_hears_of_it() -> None:
    decided = decide(tree({"docs/README.md": "---\nestado: obsoleto\n---\n"}), [said("docs/README.md", line=4)], LAYOUT)
    assert decided.moves == ()
    assert decided.findings == (Finding(code="document-kept", line=4, path="docs/README.md"),)


def test_no_glob_takes_the_plan_along() -> None:
    files = {"docs/plan.md": "", "docs/a.md": ""}
    assert went(decide(tree(files), [said("docs/**")], LAYOUT, "docs/plan.md")) == {"docs/a.md": "docs/historico/a.md"}
    decided = decide(tree(files), [said("docs/plan.md")], LAYOUT, "docs/plan.md")
    assert went(decided) == {"docs/plan.md": "docs/historico/plan.md"}


@pytest.mark.parametrize("path", ["docs/no.md", "docs/no/**"])
def test_a_line_that_meets_nothing_is_found(path: str) -> None:
    decided = decide(tree({"docs/a.md": ""}), [said(path, line=7)], LAYOUT)
    assert decided.findings == (Finding(code="document-missing", line=7, path=path),)


def test_every_decided_document_has_its_state() -> None:
    files = {"docs/vigentes/a.md": "", "docs/historico/b.md": "", "docs/c.md": "", "docs/historico/x.png": ""}
    states = decide(tree(files), (), LAYOUT).states
    assert {path: (state.status, state.reason.where) for path, state in states.items()} == {
        "docs/vigentes/a.md": ("vigente", "docs/vigentes"),
        "docs/historico/b.md": ("historico", "docs/historico"),
    }


@pytest.mark.parametrize("path", ["../a.md", "/etc/passwd", "~/a.md", "C:/a.md", "docs/../../a.md", ""])
def test_paths_outside_the_repository_are_refused(path: str) -> None:
    with pytest.raises(errors.OutsideRepository):
        decide(tree({"docs/a.md": ""}), [said(path)], LAYOUT)


def test_destinations_outside_the_repository_are_refused() -> None:
    with pytest.raises(errors.OutsideRepository):
        decide(tree({"docs/a.md": ""}), [said("docs/a.md", to="../x/")], LAYOUT)


def test_two_lines_that_disagree_are_refused() -> None:
    plan = [said("docs/a.md", line=3), said("./docs/a.md", "vigente", line=8)]
    with pytest.raises(errors.ListedTwice) as caught:
        decide(tree({"docs/a.md": ""}), plan, LAYOUT, "p.md")
    assert (caught.value.path, caught.value.first, caught.value.second) == ("docs/a.md", 3, 8)


def test_what_retires_keeps_its_path_below_the_root() -> None:
    files = dict.fromkeys(("docs/e/a.md", "docs/vigentes/f/A.md", "x/a.md", "docs/a.md", "docs/f/b.md"), "")
    decided = decide(tree(files), [said(path, line=at) for at, path in enumerate(files)], LAYOUT)
    assert went(decided) == {
        "docs/e/a.md": "docs/historico/e/a.md",
        "docs/vigentes/f/A.md": "docs/historico/f/A.md",
        "x/a.md": "docs/historico/x/a.md",
        "docs/a.md": "docs/historico/a.md",
        "docs/f/b.md": "docs/historico/f/b.md",
    }
    assert decided.findings == ()
    assert not decide(tree(dict.fromkeys(went(decided).values(), "")), map(said, files), LAYOUT).findings


def test_two_documents_for_one_place_are_refused_where_nobody_said_their_lines() -> None:
    plan = [said("docs/e/", to="docs/historico/"), said("docs/f/", to="docs/historico/")]
    with pytest.raises(errors.SameDestination) as caught:
        decide(tree({"docs/e/y/a.md": "", "docs/f/y/a.md": ""}), plan, LAYOUT)
    assert "Da a «docs/f/y/a.md» otro destino: «-> docs/historico/f/»" in caught.value.explain()
    plan = [said("docs/e/", to="docs/historico/e/"), said("docs/f/", to="docs/historico/f/")]
    decided = decide(tree({"docs/e/y/a.md": "", "docs/f/y/a.md": ""}), plan, LAYOUT)
    assert set(went(decided).values()) == {"docs/historico/e/y/a.md", "docs/historico/f/y/a.md"}


@pytest.mark.parametrize(
    ("first", "second", "to", "advice"),
    [
        ("docs/e/a.md", "docs/a.md", "docs/historico/a.md", "a «docs/e/a.md» otro destino: «-> docs/historico/e/»"),
        ("docs/e.md", "docs/a.md", "docs/historico/x.md", "a uno de ellos otro destino con «-> destino»"),
        ("a.md", "A.md", "docs/historico/a.md", "a uno de ellos otro destino con «-> destino»"),
    ],
)
def test_who_is_refused_reads_what_to_write(first: str, second: str, to: str, advice: str) -> None:
    assert f"Da {advice}" in errors.SameDestination(first, second, to).explain()


@pytest.mark.parametrize(
    ("source", "holder"),
    [
        ("docs/a.md", "docs/historico/a.md"),
        ("docs/a.md", "docs/historico/A.md"),
        ("docs/a.md", "Docs/historico/z.md"),
        ("docs/ñ.md", "docs/historico/n\u0303.md"),
        ("docs/a.md", "docs/historico/a.md/x"),
        ("docs/a.md", "docs/historico"),
    ],
)
def test_a_destination_that_is_taken_in_any_spelling_is_refused(source: str, holder: str) -> None:
    with pytest.raises(errors.DestinationOccupied):
        decide(tree({source: "", holder: ""}), [said(source)], LAYOUT)


def test_a_document_may_change_only_the_case_of_its_name() -> None:
    decided = decide(tree({"docs/A.md": ""}), [said("docs/A.md", to="docs/a.md")], LAYOUT)
    assert went(decided) == {"docs/A.md": "docs/a.md"}


def test_links_and_submodules_in_the_way_are_refused() -> None:
    linked = tree({"docs/a.md": ""}, {"docs/historico": "../fuera"})
    with pytest.raises(errors.LinkInTheWay):
        decide(linked, [said("docs/a.md")], LAYOUT)
    nested = Tree(
        files=frozenset({RepoPath("docs/a.md")}),
        contents={},
        symlinks={},
        submodules=frozenset({RepoPath("docs/historico")}),
    )
    with pytest.raises(errors.SubmoduleInTheWay):
        decide(nested, [said("docs/a.md")], LAYOUT)


def test_a_folder_that_is_kept_keeps_what_is_in_it() -> None:
    settings = DocsSettings(keep=("docs/adr", ""))
    decided = decide(tree({"docs/adr/x/1.md": "", "docs/a.md": ""}), [said("docs/**")], settings)
    assert went(decided) == {"docs/a.md": "docs/historico/a.md"}


def test_a_plan_may_name_documents_from_its_own_folder() -> None:
    files = {"docs/planes/p.md": "", "docs/a.md": "", "docs/planes/viejo/b.md": ""}
    decided = decide(tree(files), [said("../a.md"), said("viejo")], LAYOUT, "docs/planes/p.md")
    assert went(decided) == {
        "docs/a.md": "docs/historico/a.md",
        "docs/planes/viejo/b.md": "docs/historico/planes/viejo/b.md",
    }


def test_a_list_decides_alone_and_what_stands_in_its_folder_is_known() -> None:
    settings = replace(LAYOUT, rules=(DocumentRule("docs/b.md", "historico"),))
    files = {"docs/a.md": "", "docs/b.md": "---\nestado: obsoleto\n---\n", "docs/vigentes/c.md": ""}
    decided = decide_by_list(tree(files), [said("docs/a.md", to="docs/historico/x/")], settings, "lista")
    assert went(decided) == {"docs/a.md": "docs/historico/x/a.md"}
    assert sorted(decided.states) == ["docs/a.md", "docs/vigentes/c.md"]


@pytest.mark.parametrize("listed", [[said("docs/no.md")], [said("docs/a.md"), said("docs/a.md", line=2)]])
def test_a_list_names_documents_that_are_there_and_each_once(listed: list[Decision]) -> None:
    with pytest.raises((errors.ListedMissing, errors.ListedTwice)):
        decide_by_list(tree({"docs/a.md": ""}), listed, LAYOUT, "lista")


@pytest.mark.parametrize("path", ["docs/", "docs/*.md"])
def test_a_list_names_no_folders_and_no_patterns(path: str) -> None:
    with pytest.raises(errors.ListedMany):
        decide_by_list(tree({"docs/a.md": ""}), [said(path)], LAYOUT, "lista")


@pytest.mark.parametrize("to", [".git/a.md", "docs/.GIT/x/", ".git"])
def test_nothing_goes_where_git_keeps_its_own(to: str) -> None:
    with pytest.raises(errors.OutsideRepository):
        decide_by_list(tree({"docs/a.md": ""}), [said("docs/a.md", to=to)], LAYOUT, "lista")


def test_a_document_behind_a_link_or_in_a_submodule_is_refused() -> None:
    linked = tree({"docs/a.md": ""}, {"manual": "docs"})
    with pytest.raises(errors.LinkInTheWay):
        decide_by_list(linked, [said("manual/a.md")], LAYOUT, "lista")
    nested = Tree(files=linked.files, contents={}, symlinks={}, submodules=frozenset({RepoPath("ajeno")}))
    with pytest.raises(errors.SubmoduleInTheWay):
        decide(nested, [said("ajeno/a.md")], LAYOUT)
