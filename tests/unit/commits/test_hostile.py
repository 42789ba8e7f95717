"""Messages as long as nobody writes them: judging takes a time that grows with their length and no faster.

The limit is no measurement: what grows with the square of these lengths takes minutes.
"""

import pytest

from relcommit.commits.fix import fix
from relcommit.commits.judge import Storage, judge
from relcommit.commits.quick import Quick
from relcommit.commits.rules import check
from relcommit.settings import CommitSettings
from relcommit.text.es.commits.findings import report

RULES = CommitSettings()
LONG = 200_000
PIECES = (
    "línea de cuerpo\n", "a: b\n", "BREAKING CHANGE", "breaking change: ", "(", "`", "[a](", "a-", "a ", "\\n",
    "\\n ", "a\\n", "`a\\n` ", "a\\nb`", "feat( )", ": ", ". ", "#1 ",
    "- ", "```\n", "campo facturacion ", "'x', ", "日本", "a\u0301", "\u200bpalabra y más ", "palabra",
)  # fmt: skip


@pytest.mark.timeout(120)
@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("start", ["", "feat: añade x\n\n", "Merge branch '"])
def test_time_grows_with_the_length_and_no_faster(start: str, piece: str) -> None:
    text = start + piece * (LONG // len(piece))
    report(judge(text.encode(), RULES, Storage("scissors", "auto"), source=""))
    Quick(RULES).fine(text)
    fix(text, lambda now: check(now, RULES))


def test_a_long_line_is_shown_around_what_is_wrong() -> None:
    text = f"feat: agrega x\n\n{'a ' * 200}la facturacion {'b ' * 200}"
    said = report(judge(text.encode(), CommitSettings(body_width=0), source="m")).split("\n")
    shown = next(row for row in said if row.startswith("  - ") and "facturacion" in row)
    assert shown.startswith("  - …")
    assert shown.endswith("…")
    assert len(shown) < 200
    assert said[said.index(shown) + 1].index("^") == shown.index("facturacion")
