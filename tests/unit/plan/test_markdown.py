"""Blocks keep their source and their line, however they are nested."""

from relcommit.plan.layout.markdown import Block, parse


def shape(block: Block) -> list[tuple[str, int, str]]:
    """Every block below, with its line and text, in reading order."""
    found: list[tuple[str, int, str]] = []
    for child in block.children:
        found.append((child.kind, child.line, child.text))
        found.extend(shape(child))
    return found


def test_each_block_has_its_own_line() -> None:
    text = "# Uno **dos**\n\n- [x] tres\n  cuatro\n  - cinco\n\n```bash\ngit status\n```\n\n> seis\n> siete\n"
    assert shape(parse(text)) == [
        ("heading", 1, "Uno **dos**"),
        ("list", 3, ""),
        ("item", 3, ""),
        ("paragraph", 3, "tres\ncuatro"),
        ("list", 5, ""),
        ("item", 5, ""),
        ("paragraph", 5, "cinco"),
        ("code", 8, "git status"),
        ("quote", 11, ""),
        ("paragraph", 11, "seis\nsiete"),
    ]


def test_boxes_are_read_in_tight_and_loose_lists() -> None:
    tight, loose = parse("- [x] a\n- [ ] b\n- c\n").children[0], parse("- [x] a\n\n- [ ] b\n").children[0]
    assert [item.checked for item in tight.children] == [True, False, None]
    assert [item.checked for item in loose.children] == [True, False]


def test_tables_have_rows_and_cells() -> None:
    table = parse("| a | `b` |\n|---|---|\n| c | **d** |\n").children[0]
    assert [[cell.text for cell in row.children] for row in table.children] == [["a", "`b`"], ["c", "**d**"]]


def test_an_escaped_sign_at_the_start_stays_as_written() -> None:
    assert shape(parse("- \\[nota] x\n"))[-1] == ("paragraph", 1, "\\[nota] x")


def test_nesting_without_end_is_cut_and_not_followed() -> None:
    deep = "> " * 5000 + "fin"
    depth, block = 0, parse(deep)
    while block.children:
        depth, block = depth + 1, block.children[0]
    assert depth <= 61


def test_raw_html_is_no_text() -> None:
    assert [one[0] for one in shape(parse("<div>\nRama: `a/b`\n</div>\n\nhola\n"))] == ["paragraph"]
