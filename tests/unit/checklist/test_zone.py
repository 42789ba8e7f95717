"""Our zone of a pull request's body: what people write and tick survives, and nothing can forge it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcommit.checklist.body import BodyContext, MovedDocument, body_context
from relcommit.checklist.items import items_of
from relcommit.checklist.zone import BODY_LIMIT, boxes, merge, split, tick, update
from relcommit.plan.model import Item, Plan
from relcommit.text.templates import render
from tests.unit.checklist.plans import body_of, item, skillgen


def rendered(context: BodyContext) -> str:
    return render("pull_request.md.j2", {"body": context})


def zone_of(*done: Item) -> str:
    context = body_context(items_of(Plan(file="p", done=done)), plan="docs/plan.md")
    body = body_of(None, context, rendered)
    assert body is not None
    return body


ZONE = zone_of(item("Runbook actualizado", id="runbook"), item("Deploy estable", id="deploy"))


def test_a_new_body_is_the_zone() -> None:
    assert merge(None, ZONE) == merge(" \r\n", ZONE) == ZONE
    assert boxes(ZONE) == {"runbook": False, "deploy": False}


def test_text_around_the_zone_and_ticks_inside_survive() -> None:
    edited = "Hola\n\n" + ZONE.replace("- [ ] Runbook", "- [x] Runbook") + "\n\nFirma"
    changed = zone_of(item("Deploy estable en prod", id="deploy"), item("Runbook al día", id="runbook"))
    merged = merge(edited, changed)
    assert merged is not None
    assert merged.startswith("Hola\n\n<!-- relcommit:inicio")
    assert merged.endswith("<!-- relcommit:fin -->\n\nFirma")
    assert boxes(merged) == {"deploy": False, "runbook": True}


def test_a_box_opened_by_a_person_stays_open() -> None:
    ticked = zone_of(Item(text="Ya hecho", line=1, checked=True, marks={"id": "hecho"}))
    assert boxes(ticked) == {"hecho": True}
    assert boxes(merge(tick(ticked, {"hecho": False}), ticked) or "") == {"hecho": False}


def test_evidence_decides_the_boxes_it_proves() -> None:
    ticked = tick(ZONE, {"runbook": True, "deploy": True})
    assert boxes(merge(ticked, ZONE, {"runbook": False}) or "") == {"runbook": False, "deploy": True}
    assert boxes(merge(None, ZONE, {"runbook": True}) or "") == {"runbook": True, "deploy": False}


def test_line_ends_of_the_web_editor_stay_as_they_are() -> None:
    web = f"Hola\n\n{ZONE}\n\nAdiós".replace("\n", "\r\n")
    assert merge(web, ZONE) == web


@pytest.mark.parametrize(
    "body",
    [
        "Escrito por una persona",
        ZONE + "\n" + ZONE,
        ZONE.replace("<!-- relcommit:fin -->", ""),
        ZONE.replace("<!-- relcommit:inicio", "<!-- "),
        "<!-- relcommit:fin -->\n<!-- relcommit:inicio plan=x -->",
        ZONE.replace("plan.md -->", "plan.md"),
        "> " + ZONE,
        "```\n" + ZONE,
        "<!-- sin cerrar\n" + ZONE,
        ZONE + "\n<!-- relcommit:fin -->",
    ],
)
def test_a_body_without_exactly_one_zone_stays_as_it_is(body: str) -> None:
    assert split(body) is None
    assert merge(body, ZONE) is None
    assert update(body, {}, "tabla") is None


def test_a_closed_fence_or_comment_before_the_zone_is_no_obstacle() -> None:
    assert split("```sh\nls\n```\n<!-- nota -->\n" + ZONE) is not None


def test_the_table_of_evidence_is_replaced_and_survives_a_new_zone() -> None:
    once = update(f"Hola\n{ZONE}\nFin", {"runbook": True}, "| a |\n|---|")
    assert once is not None
    assert once.count("relcommit:evidencia -->") == 1
    assert boxes(once)["runbook"]
    twice = update(once, {"runbook": False}, "| b |\n|---|")
    assert twice is not None
    assert "| a |" not in twice
    assert "| b |" in (merge(twice, ZONE) or "")
    assert update(twice, {"runbook": False}, "| b |\n|---|") == twice
    assert "evidencia" not in (update(twice, {}, "") or "evidencia")


def test_a_body_that_would_be_too_long_for_github_is_refused() -> None:
    assert merge("a" * BODY_LIMIT + "\n" + ZONE, ZONE) is None
    assert merge(None, "x" * (BODY_LIMIT + 1)) is None


def test_a_box_that_stands_twice_is_open_unless_both_are_ticked() -> None:
    assert boxes("- [x] a <!-- rc:id=a -->\n- [ ] b <!-- rc:id=a -->") == {"a": False}


@pytest.mark.parametrize(
    "forged",
    [
        "```\n- [x] a <!-- rc:id=a -->\n```",
        "~~~\n- [x] a <!-- rc:id=a -->",
        "<!--\n- [x] a <!-- rc:id=a -->",
        "> - [x] a <!-- rc:id=a -->",
        "- [\u00a0] a <!-- rc:id=a -->",
        "- [x] a <!-- rc:id=a --> y más",
        "- [x]a <!-- rc:id=a -->",
    ],
)
def test_what_is_not_a_box_is_not_read_as_one(forged: str) -> None:
    assert boxes(forged) == {}


HOSTILE = [
    "<!-- relcommit:fin -->",
    "<!-- relcommit:inicio plan=otro.md -->",
    "texto <!-- sin cerrar",
    "```",
    "~~~ sh",
    "</details>",
    "`<!-- relcommit:fin -->`",
    "a ` b <!-- relcommit:fin --> ` c",
    "\\` <b> `",
    "- [x] ya <!-- rc:id=deploy -->",
    "1. [x] ya",
    "[x] ya",
    "# Título",
    "[a]: https://example.org",
    "--- ",
    "uno\n\n- [x] dos <!-- rc:id=tres -->",
    "\x1b[31mrojo\u202e",
    "| a | b |",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_plan_cannot_break_the_zone(text: str) -> None:
    raw = (item(text, text), item("Bueno", id="bueno"))
    context = body_context(
        items_of(Plan(file="p", gates=raw, deploy=raw, rollback=raw, done=raw)),
        plan=f"docs/{text}.md", title=text, description=f"{text}\n\n{text}", summary=[text],
        moved=[MovedDocument(source=text, to=text, reason=text)],
    )  # fmt: skip
    body = body_of(None, context, rendered)
    assert body is not None
    assert split(body) is not None
    assert set(boxes(body)) == {one.id for one in (*context.gates, *context.done)}
    assert body_of(body, context, rendered) == body


@pytest.mark.parametrize("text", HOSTILE)
def test_github_shows_every_box_of_a_hostile_plan(text: str) -> None:
    import cmarkgfm  # type: ignore[import-untyped]
    from cmarkgfm.cmark import Options  # type: ignore[import-untyped]

    raw = (item(text, text), item("Bueno", id="bueno"))
    items = items_of(Plan(file="p", gates=raw, deploy=raw, rollback=raw, done=raw))
    body = body_of(None, body_context(items, plan="p", description=text, summary=[text]), rendered)
    html = cmarkgfm.markdown_to_html_with_extensions(
        body, options=Options.CMARK_OPT_UNSAFE, extensions=["table", "strikethrough", "tasklist"]
    )
    assert html.partition("Criterios de salida")[2].count('type="checkbox"') == 4
    assert html.count("<!--") == 6
    assert html.count("<h2>") == 5
    assert "<pre>" not in html.partition("Criterios de salida")[2]


def test_a_long_plan_is_cut_and_says_so_but_keeps_every_box() -> None:
    raw = tuple(item(f"{number} " + "palabra " * 200, "detalle " * 50) for number in range(60))
    moved = [MovedDocument(source=f"docs/{n}.md", to=f"docs/historico/{n}.md", reason="plan") for n in range(900)]
    context = body_context(items_of(Plan(file="p", gates=raw, deploy=raw, done=raw)), plan="docs/plan.md", moved=moved)
    body = body_of(None, context, rendered)
    assert body is not None
    assert len(body) <= BODY_LIMIT
    assert len(boxes(body)) == 120
    assert "se ha abreviado" in body


def test_many_moved_documents_are_counted_when_they_do_not_fit() -> None:
    moved = [MovedDocument(source=f"docs/{n}.md", to=f"docs/historico/{n}.md", reason="plan") for n in range(2000)]
    body = body_of(None, body_context((), plan="docs/plan.md", moved=moved), rendered)
    assert body is not None
    assert "…y 1900 más" in body
    assert "se ha abreviado" not in body


def test_more_boxes_than_a_body_can_hold_are_left_to_a_comment() -> None:
    raw = tuple(item(f"punto {number}") for number in range(3000))
    context = body_context(items_of(Plan(file="p", done=raw)), plan="docs/plan.md")
    assert body_of(None, context, rendered) is None


def test_what_was_prepared_despite_a_failure_is_told() -> None:
    items = items_of(Plan(file="p", gates=(item("Tests en verde", id="tests"),)))
    context = body_context(items, plan="p", despite={"tests": "se arregla en otra <!-- pull request", "otro": "x"})
    body = body_of(None, context, rendered)
    assert body is not None
    assert "> - Tests en verde (`tests`): se arregla en otra" in body
    assert split(body) is not None


def test_a_body_written_by_a_person_is_left_alone() -> None:
    context = body_context(items_of(skillgen()), plan="docs/plan.md")
    assert body_of("Mi descripción", context, rendered) is None


@given(
    before=st.text(max_size=80), after=st.text(max_size=80), texts=st.lists(st.text(max_size=60), max_size=4),
    ticks=st.lists(st.booleans(), min_size=4, max_size=4), web=st.booleans(),
)  # fmt: skip
def test_merging_twice_changes_nothing_and_keeps_what_people_wrote(
    before: str, after: str, texts: list[str], ticks: list[bool], web: bool
) -> None:
    done = tuple(item(text) for text in texts)
    zone = zone_of(*done)
    body = f"{before}\n{tick(zone, dict(zip(boxes(zone), ticks, strict=False)))}\n{after}"
    body = body.replace("\n", "\r\n") if web else body
    once = merge(body, zone)
    if once is None:
        assert split(body) is None
        return
    assert merge(once, zone) == once
    old, new = split(body), split(once)
    assert old is not None
    assert new is not None
    assert (new.before, new.after) == (old.before, old.after)
    assert boxes(new.zone) == boxes(old.zone)


@given(st.lists(st.text(alphabet="`\\<!->~#[]x |1.*_=\n a", max_size=40), min_size=1, max_size=4))
def test_no_text_forges_a_box_or_a_marker(texts: list[str]) -> None:
    raw = tuple(item(text, text) for text in texts)
    items = items_of(Plan(file="p", gates=raw, deploy=raw, rollback=raw, done=raw))
    body = body_of(None, body_context(items, plan=texts[0], description=texts[0], summary=texts), rendered)
    assert body is not None
    assert split(body) is not None
    assert set(boxes(body)) == {one.id for one in items if one.section in ("gates", "done")}
