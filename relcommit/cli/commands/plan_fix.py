"""`relcommit plan fix`: writes into a plan what can be mended without asking its author anything."""

from relcommit.application.app import App
from relcommit.application.plan_file import read_plan_text
from relcommit.application.prepare.plan_answers import gaps_in
from relcommit.cli import output
from relcommit.cli.plan_questions import changes_of, write_plan
from relcommit.cli.runs import confirm
from relcommit.plan.edits import written
from relcommit.plan.reader import read_plan
from relcommit.text.es import plan as es


def mend(app: App, file: str, *, dry_run: bool, yes: bool) -> int:
    """Show the change, ask, write; 1 where something is left that only its author can say."""
    text = read_plan_text(app.folder, file)
    plan = read_plan(text, file)
    gaps = gaps_in(plan, app.settings)
    values: dict[str, str | tuple[str, ...]] = {gap.name: gap.proposal for gap in gaps if gap.proposal}
    changed = written(text, plan, values) if values else None
    left = [gap for gap in gaps if changed is None or not gap.proposal]
    for gap in left:
        output.complain(gap.reason.explain())
    if changed is None:
        output.say(es.NOTHING_TO_FIX)
        return 1 if left else 0
    output.say(changes_of(file, text, changed))
    if not dry_run and file != "-":
        confirm(yes=yes, can_ask=True)
        write_plan(app.folder / file, changed)
        output.say(es.fixed(file))
    return 1 if left else 0
