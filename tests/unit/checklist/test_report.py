"""From verdicts to what a phase lacks, which boxes are ticked, and the table that tells it."""

import pytest

from relcommit.checklist.model import ChecklistItem, Phase, Proof
from relcommit.checklist.report import Report
from relcommit.checklist.tampering import Tampered
from relcommit.checklist.verdict import Judged, State, Verdict
from relcommit.plan.model import Plan
from relcommit.text.es.checklist.verdicts import sentence, turn
from relcommit.text.evidence import item_lines, lines, summary, table


def judged(name: str, *parts: tuple[str, Phase, State], required: bool = True, text: str = "Algo") -> Judged:
    proofs = tuple(Proof(kind=kind, phase=phase) for kind, phase, _ in parts)
    item = ChecklistItem(
        id=name, text=text, line=1, section="done", phase=parts[-1][1], proofs=proofs, required=required
    )  # fmt: skip
    turns = {"met": ""}
    verdicts = [Verdict(state=state, code="not-merged", turn=turns.get(state, "@tecnica")) for _, _, state in parts]
    return Judged(item=item, verdicts=tuple(verdicts))


MERGED = judged("pr", ("approvals", "before", "met"), ("merged", "after", "pending"))
REPORT = Report(
    plans=("docs/plan.md",),
    head="a" * 40,
    pull_request=3,
    items=(
        MERGED,
        judged("tsc", ("check", "before", "unmet")),
        judged("dns", ("person", "before", "pending")),
        judged("dicho", ("person", "before", "met")),
        judged("extra", ("check", "before", "unmet"), required=False),
        judged("na", ("sqlite", "before", "not_applicable")),
    ),
)


def ids(found: tuple[Judged, ...]) -> list[str]:
    return [one.item.id for one in found]


def test_each_phase_has_its_own_proofs() -> None:
    assert ids(REPORT.of("before")) == ["pr", "tsc", "dns", "dicho", "na"]
    assert ids(REPORT.missing("before")) == ["tsc", "dns"]
    assert ids(REPORT.missing("after")) == ["pr"]
    assert REPORT.missing("production") == ()
    assert summary(REPORT) == "antes de mezclar, 3 de 5; después de mezclar, 0 de 1"


def test_people_keep_their_boxes_until_they_speak() -> None:
    assert dict(REPORT.boxes()) == {"pr": False, "tsc": False, "dicho": True, "extra": False, "na": True}


def test_the_first_phase_that_does_not_hold_decides_whose_turn_it_is() -> None:
    assert MERGED.worst() is MERGED.verdicts[1]
    both = judged("pr", ("approvals", "before", "pending"), ("merged", "after", "unmet"))
    assert both.worst() is both.verdicts[0]
    assert both.state() == "unmet"
    assert both.state("production") == "met"


def test_the_table_puts_first_what_comes_first() -> None:
    text = table(REPORT)
    assert [text.index(f"<code>{name}<") for name in ("tsc", "dns", "pr")] == sorted(
        text.index(f"<code>{name}<") for name in ("tsc", "dns", "pr")
    )
    assert "<details>" in text
    assert "<details open>" in table(REPORT, opened=True)
    assert "tsc" not in table(REPORT, phases=("after", "production"))


def test_the_table_fits_where_it_goes() -> None:
    many = tuple(judged(f"n{at}", ("check", "before", "unmet"), text="palabra " * 90) for at in range(300))
    for room in (60_000, 20_000, 5_000, 400):
        text = table(Report(plans=("p",), head="a" * 40, items=many), room=room)
        assert len(text) <= room
        assert "más, que no caben aquí" in text


@pytest.mark.parametrize("text", ["a | b", "</details>", "<!-- relcommit:fin -->", "x\n\n| y |", "`a|b`"])
def test_hostile_words_stay_inside_their_cell(text: str) -> None:
    report = Report(plans=("p",), head="a" * 40, items=(judged("x", ("check", "before", "unmet"), text=text),))
    rows = [line for line in table(report).splitlines() if line.startswith("| ✘")]
    assert len(rows) == 1
    assert rows[0].replace("\\|", "").count("|") == 6
    assert table(report).count("</details>") == 1
    assert "<!--" not in table(report)


def test_what_was_changed_in_the_body_is_told() -> None:
    report = Report(plans=(), head="a" * 40, items=(), tampered=(Tampered("removed", "dns"), Tampered("zone", "")))
    assert "Alguien ha quitado de la lista «dns»; se sigue exigiendo." in table(report)
    assert "marcadores" in "\n".join(lines(report))


def test_lines_say_what_is_missing_and_whose_turn_it_is() -> None:
    told = lines(REPORT)
    assert told[0] == "Pull request 3, commit aaaaaaaaaaaa; según docs/plan.md."
    assert "Antes de mezclar: 3 de 5" in told
    assert "      Le toca a: «tecnica»." in told


def test_a_probe_of_somebody_else_brings_its_own_words() -> None:
    assert sentence(Verdict(state="met", code="cobertura", facts={"mensaje": "al 96 %"})) == "al 96 %"
    assert sentence(Verdict(state="met", code="cobertura")) == "cobertura"
    assert turn("@a,b,c") == "«a», «b» y «c»"
    assert turn("otro") == "otro"


def test_a_body_that_had_to_be_cut_is_not_a_reworded_one() -> None:
    from relcommit.checklist.body import body_context
    from relcommit.checklist.items import items_of
    from relcommit.checklist.tampering import tampering
    from relcommit.text.templates import render
    from tests.unit.checklist.plans import body_of, item, skillgen

    long = items_of(Plan(file="p", done=tuple(item(f"{at} " + "palabra " * 200) for at in range(60))))
    body = body_of(None, body_context(long, plan="p"), lambda it: render("pull_request.md.j2", {"body": it}))
    assert body is not None
    assert "…" in body
    assert tampering(long, body) == ()
    changed = {one.change for one in tampering(items_of(skillgen()), body)}
    assert changed == {"removed", "foreign"}
    assert tampering(long, "nada") == (Tampered("zone", ""),)


def test_whose_turn_it_is_where_the_item_names_nobody() -> None:
    assert turn("@") == "alguien que mantenga el repositorio"
    assert turn("@", ("tecnica",)) == "«tecnica»"
    assert turn("@", ("tecnica", "operativa")) == "«tecnica» u «operativa»"
    assert turn("@", ("legal", "qa", "datos")) == "«legal», «qa» o «datos»"
    assert turn("@tecnica,infraestructura") == "«tecnica» e «infraestructura»"


def test_what_no_machine_sees_from_here_says_how_a_person_may() -> None:
    one = judged("dns", ("http", "before", "inconclusive"), ("sqlite", "before", "inconclusive"))
    seen = Verdict(state="inconclusive", code="no-server", facts={"ruta": "/x"}, turn="@", blind=True)
    told = item_lines(Judged(item=one.item, verdicts=(seen, seen)), ("tecnica",))
    assert told == [
        "  ? dns: Algo",
        "      «checklist.base_url» no dice a qué servidor preguntar por «/x».",
        "      O se atestigua: «/relcommit atestar dns razón».",
        "      Le toca a: «tecnica».",
    ]
