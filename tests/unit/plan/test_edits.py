"""A plan's text with values written into it: in their place, and nowhere else."""

from relcommit.plan.edits import written
from relcommit.plan.reader import read_plan

PLAN = """\
# Arregla web/pagos

El módulo fix/a-medias y web siguen igual, y `fix/a` es viejo.

Rama: `fix/a`
Commit: fix(web): arregla los pagos

```bash
git switch -c fix/a
git push -u origin fix/a
```
"""


def test_a_short_value_is_replaced_where_it_was_read_and_in_the_commands() -> None:
    expected = PLAN.replace("Rama: `fix/a`", "Rama: `fix/b`").replace("-c fix/a", "-c fix/b")
    expected = expected.replace("origin fix/a", "origin fix/b")
    assert written(PLAN, read_plan(PLAN, "plan.md"), {"branch": "fix/b"}) == expected


def test_line_ends_stay() -> None:
    text = PLAN.replace("\n", "\r\n")
    after = written(text, read_plan(text, "plan.md"), {"header": "fix(web): cobra una vez"})
    assert after == text.replace("fix(web): arregla los pagos", "fix(web): cobra una vez")
