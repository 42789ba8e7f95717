"""Broken references find their targets again, by what history says; what works is never touched."""

from relcommit.docs.links.move_history import Past, Relocated, pair
from relcommit.docs.links.repair import repair, suspects
from tests.unit.docs.trees import tree


def moves(*pairs: tuple[str, str]) -> list[Relocated]:
    return [Relocated(old=old, new=new, commit=f"c{at}", subject="x") for at, (old, new) in enumerate(pairs)]


def mended(files: dict[str, str], *pairs: tuple[str, str]) -> dict[str, str]:
    before = tree(files)
    done = repair(before, suspects(before), Past(moves(*pairs), before.files))
    return {path: data.decode() for path, data in done.work.contents.items()}


def test_a_target_is_followed_through_several_moves() -> None:
    files = {"b.md": "[a](a.md#x) `docs/a.md` [c](c.md)", "docs/viejo/a.md": "", "c.md": ""}
    now = mended(files, ("a.md", "docs/a.md"), ("docs/a.md", "docs/viejo/a.md"))
    assert now == {"b.md": "[a](docs/viejo/a.md#x) `docs/viejo/a.md` [c](c.md)"}


def test_a_document_that_moved_finds_what_it_pointed_at() -> None:
    files = {
        "docs/viejo/b.md": "![x](img/x.png) [c](c.md) [s](../src/)",
        "docs/img/x.png": "",
        "docs/c.md": "",
        "src/y": "",
    }
    now = mended(files, ("docs/b.md", "docs/viejo/b.md"))
    assert now == {"docs/viejo/b.md": "![x](../img/x.png) [c](../c.md) [s](../../src/)"}


def test_both_ends_moved() -> None:
    files = {"x/b.md": "[a](a.md)", "y/a.md": ""}
    assert mended(files, ("b.md", "x/b.md"), ("a.md", "y/a.md")) == {"x/b.md": "[a](../y/a.md)"}


def test_a_folder_that_moved_is_followed() -> None:
    files = {"b.md": "[e](docs/e/) [i](docs/e/i.html)", "old/e/i.md": "", "old/e/j.md": ""}
    now = mended(files, ("docs/e/i.md", "old/e/i.md"), ("docs/e/j.md", "old/e/j.md"))
    assert now == {"b.md": "[e](old/e/) [i](old/e/i.html)"}


def test_what_works_and_what_nobody_knows_stay() -> None:
    files = {"b.md": "[a](a.md) [z](z.md) [r](r.md)", "a.md": "", "docs/a.md": ""}
    before = tree(files)
    done = repair(before, suspects(before), Past(moves(("r.md", "gone.md"), ("gone.md", "r.md")), before.files))
    assert (done.work.contents, [one.raw for one in done.left]) == ({}, ["z.md", "r.md"])
    assert (done.work.broken_before, done.work.broken_after) == (2, 2)


def test_each_repair_names_the_move_that_broke_it() -> None:
    before = tree({"x/b.md": "[a](a.md) [c](c.md)", "y/a.md": "", "c.md": ""})
    done = repair(before, suspects(before), Past(moves(("a.md", "y/a.md"), ("b.md", "x/b.md")), before.files))
    assert [(one.edit.old, one.cause.commit) for one in done.repairs] == [("a.md", "c0"), ("c.md", "c1")]


def test_what_worked_once_goes_before_what_never_did() -> None:
    files = {"docs/viejo/b.md": "[r](../README.md)", "README.md": "", "docs/viejo/README.md": ""}
    before = tree(files)
    gone = [
        Relocated(old=f"docs/{name}", new=f"docs/viejo/{name}", commit="c", subject="x")
        for name in ("b.md", "README.md")
    ]
    done = repair(before, suspects(before), Past(gone, before.files))
    assert done.work.contents == {"docs/viejo/b.md": b"[r](../../README.md)"}


def test_what_leads_somewhere_is_never_touched_even_by_chance() -> None:
    files = {
        "viejo/docs/b.md": "[a](/docs/a.md) [c](/docs/c.md)",
        "viejo/docs/a.md": "",
        "viejo/docs/c.md": "",
        "x.md": "",
    }
    now = mended(files, ("docs/a.md", "viejo/docs/a.md"))
    assert now == {}


def test_every_kind_of_reference_is_repaired_and_only_links_count_as_left() -> None:
    files = {
        "b.md": "---\nv: docs/a b.md\nw: no/x.md\n---\n`docs/a b.md:3` [[docs/a b]] [[no/x]]\n",
        "viejo/a b.md": "",
    }
    before = tree(files)
    done = repair(before, suspects(before), Past(moves(("docs/a b.md", "viejo/a b.md")), before.files))
    now = "---\nv: viejo/a b.md\nw: no/x.md\n---\n`viejo/a b.md:3` [[viejo/a b]] [[no/x]]\n"
    assert (done.work.contents, done.left) == ({"b.md": now.encode()}, ())


def test_a_neighbour_of_the_same_name_hides_no_file_that_changed_its_name() -> None:
    text = b"".join(b"linea numero %d\n" % number for number in range(40))
    found = {"otra/guia.md": b"una guia de otra cosa\n", "viejo/manual.md": text + b"una mas\n"}
    assert [(old, new) for old, new, _ in pair({"docs/guia.md": text}, found)] == [("docs/guia.md", "viejo/manual.md")]


def test_lost_files_are_known_again_by_their_bytes_then_by_name_then_by_content() -> None:
    long = b"".join(b"linea numero %d\n" % number for number in range(40))
    lost = {
        "a.md": b"igual\n",
        "b.md": long,
        "c.md": long[:300] + b"otra cosa\n" * 3,
        "d.md": b"nada que ver\n",
        "e.md": b"",
    }
    found = {
        "x/otro.md": b"igual\n",
        "x/b.md": long + b"una mas\n",
        "x/distinto.md": long[:300],
        "x/z.md": b"zzz\n",
        "x/e.md": b"",
    }
    assert {old: new for old, new, _ in pair(lost, found)} == {
        "a.md": "x/otro.md",
        "b.md": "x/b.md",
        "c.md": "x/distinto.md",
        "e.md": "x/e.md",
    }
