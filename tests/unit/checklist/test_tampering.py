"""What somebody changed in the body's list, and what we cut ourselves so that it fits."""

import pytest

from relcommit.checklist.body import body_context, fit
from relcommit.checklist.items import items_of
from relcommit.checklist.tampering import Tampered, tampering
from relcommit.plan.model import Item, Plan
from relcommit.text.templates import render

LONG = "Prueba `a < b` " + "de una cosa que tarda mucho en decirse " * 20 + "hasta el final"
ITEMS = items_of(Plan(file="p.md", done=(Item(text=LONG, line=1), Item(text="1. Corta", line=2))))
CONTEXT = body_context(ITEMS, plan="p.md", summary=[LONG] * 40)


def zone(room: int) -> str:
    found = fit(CONTEXT, lambda it: render("pull_request.md.j2", {"body": it}), room)
    assert found is not None
    return found


@pytest.mark.parametrize("room", [60_000, 12_000, 6_000, 4_000, 900])
def test_what_we_cut_ourselves_is_no_change(room: int) -> None:
    assert len(zone(room)) <= room
    assert tampering(ITEMS, zone(room)) == ()


@pytest.mark.parametrize("shown", ["…", LONG[:1] + "…", LONG[:80].rstrip() + "…", LONG[:-1], LONG[:299] + "x…", ""])
def test_another_cut_is_one(shown: str) -> None:
    body = zone(60_000).replace(next(line for line in zone(60_000).splitlines() if ITEMS[0].id in line), "@")
    body = body.replace("@", f"- [x] {shown} <!-- rc:id={ITEMS[0].id} -->")
    assert tampering(ITEMS, body) == (Tampered("reworded", ITEMS[0].id),)
