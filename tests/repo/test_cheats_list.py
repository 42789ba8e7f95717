"""Every way of cheating with the list in the body that we know of: none of them proves anything."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.repo.cheating import ALL, BODY, do_all, missing, report, staged
from tests.repo.evidence_world import Stage

FENCED = BODY.replace("## Criterios", "```\n## Criterios").replace("## Def", "```\n\n## Def")
COMMENTED = BODY.replace("## Criterios", "<!-- \n## Criterios").replace("## Def", "-->\n## Def")
START = "<!-- relcommit:inicio"
END = "<!-- relcommit:fin -->"
FORGED = f"<!-- relcommit:evidencia -->\ntodo ✔\n<!-- relcommit:evidencia-fin -->\n{END}"


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with staged(tmp_path) as stage:
        yield stage


def test_the_honest_way_passes(stage: Stage) -> None:
    assert missing(stage) == ALL
    do_all(stage)
    assert missing(stage) == set()
    assert report(stage).tampered == ()


def test_a_push_takes_back_what_was_said_of_another_commit(stage: Stage) -> None:
    do_all(stage)
    stage.push({"docs/b.md": "b\n"})
    assert missing(stage) == {"tsc", "pr"}


def ticked(text: str) -> str:
    return text.replace("- [ ]", "- [x]")


def line_of(name: str) -> str:
    return next(line for line in BODY.splitlines() if f"rc:id={name} " in line)


LISTS = {
    "every box ticked by hand": (ticked(BODY), set()),
    "list deleted": ("\n".join(line for line in BODY.splitlines() if "rc:id" not in line), {"removed"}),
    "one item deleted": (BODY.replace(line_of("dns") + "\n", ""), {"removed"}),
    "another bullet": (ticked(BODY).replace("- [x]", "* [x]"), set()),
    "plus as a bullet": (ticked(BODY).replace("- [x]", "+ [x]"), set()),
    "numbers as bullets": (ticked(BODY).replace("- [x]", "1. [x]"), set()),
    "list in a fence": (FENCED, {"removed"}),
    "fence that never closes": (BODY.replace("## Criterios", "~~~\n## Criterios"), {"removed"}),
    "list in a comment": (COMMENTED, {"removed"}),
    "list in a quote": (ticked(BODY).replace("- [x]", "> - [x]"), {"removed"}),
    "item struck through": (BODY.replace(line_of("dns"), "- [x] ~~Prueba DNS~~ <!-- rc:id=dns -->"), {"reworded"}),
    "N/A in the text": (BODY.replace(line_of("dns"), "- [x] N/A <!-- rc:id=dns -->"), {"reworded"}),
    "item reworded": (BODY.replace("Prueba DNS controlada validada", "Prueba DNS"), {"reworded"}),
    "item cut to nothing": (BODY.replace(line_of("dns"), "- [x] … <!-- rc:id=dns -->"), {"reworded"}),
    "item cut short": (BODY.replace("Prueba DNS controlada validada", "Prueba DNS controlada…"), {"reworded"}),
    "no-break space in the box": (BODY.replace("- [ ]", "- [\u00a0]"), {"removed"}),
    "ids swapped": (
        ticked(BODY).replace("id=dns", "id=@").replace("id=tsc", "id=dns").replace("id=@", "id=tsc"), {"reworded"},
    ),
    "id doubled": (BODY.replace(line_of("dns"), ticked(line_of("dns")) + "\n" + line_of("dns")), {"doubled"}),
    "item of nobody": (BODY.replace(line_of("dns"), line_of("dns") + "\n- [x] Todo <!-- rc:id=todo -->"), {"foreign"}),
    "id in the signs of another alphabet": (BODY.replace("rc:id=dns", "rc:id=dոs"), {"removed"}),
    "id in capitals": (BODY.replace("rc:id=dns", "rc:id=DNS"), {"removed"}),
    "id with a sign that nobody sees": (BODY.replace("rc:id=dns", "rc:id=d\u200bns"), {"removed"}),
    "text with a sign that nobody sees": (BODY.replace("Prueba DNS", "Prueba\u2060 DNS"), {"reworded"}),
    "text turned around": (BODY.replace("Prueba DNS", "Prueba \u202eSND"), {"reworded"}),
    "mark of an id without its space": (BODY.replace("<!-- rc:id=dns -->", "<!--rc:id=dns-->"), {"removed"}),
    "text after the id": (BODY.replace("<!-- rc:id=dns -->", "<!-- rc:id=dns --> y nada más"), {"removed"}),
    "two ids in a line": (
        BODY.replace(line_of("dns"), f"{ticked(line_of('dns'))} <!-- rc:id=tsc -->"),
        {"reworded", "removed", "doubled"},
    ),
    "item below another": (BODY.replace(line_of("dns"), f"  - [x] {line_of('dns')[6:]}"), set()),
    "item below itself": (BODY.replace(line_of("dns"), f"{line_of('dns')}\n  {ticked(line_of('dns'))}"), {"doubled"}),
    "box of HTML": (BODY.replace(line_of("dns"), f"<input type=checkbox checked> {line_of('dns')[6:]}"), {"removed"}),
    "list folded away": (BODY.replace("## Def", "<details>\n\n## Def").replace(END, f"</details>\n{END}"), set()),
    "list in a table": (BODY.replace(line_of("dns"), f"| {line_of('dns')} |"), {"removed"}),
    "list as code by indentation": (BODY.replace(line_of("dns"), f"\n\n        {line_of('dns')}\n"), {"removed"}),
    "list with the ends of lines of Windows": (ticked(BODY).replace("\n", "\r\n"), set()),
    "list with the ends of lines of old": (ticked(BODY).replace("\n", "\r"), {"removed"}),
    "marker in the signs of another alphabet": (BODY.replace("relcommit:inicio", "relcommit:iniсio"), {"zone"}),
    "marker with a sign that nobody sees": (BODY.replace("relcommit:fin", "relcommit:\u200bfin"), {"zone"}),
    "marker in the middle of a line": (f"Hola {BODY}", {"zone"}),
    "zone in a comment": (f"<!-- nada\n{BODY}", {"zone"}),
    "zone in a fence": (f"```\n{BODY}\n```", {"zone"}),
    "zone in a quote": ("\n".join(f"> {line}" for line in ticked(BODY).splitlines()), {"zone"}),
    "zone as code of HTML": (f"<pre>\n{BODY}\n</pre>", {"zone"}),
    "ends of the zone swapped": (BODY.replace(END, "@").replace(START, END).replace("@", START), {"zone"}),
    "longer than GitHub takes": (BODY + "x" * (65_500 - len(BODY)), set()),
    "marker of two plans": (BODY.replace(START, f"{START} plan=docs/runbook.md -->\n{START}"), {"zone"}),
    "second zone": (BODY + "\n\n" + ticked(BODY), {"zone"}),
    "zone without its end": (BODY.replace("<!-- relcommit:fin -->", ""), {"zone"}),
    "zone without its start": (BODY.replace("<!-- relcommit:inicio", "<!-- "), {"zone"}),
    "empty body": ("", {"zone"}),
    "forged table of evidence": (BODY.replace(END, FORGED), set()),
    "marker of a plan that is not there": (BODY.replace("plan=docs/plan.md", "plan=docs/nada.md"), set()),
    "marker of a file that is no plan": (BODY.replace("plan=docs/plan.md", "plan=docs/runbook.md"), set()),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_no_list_in_the_body_proves_anything(stage: Stage, name: str) -> None:
    stage.pull.body, told = LISTS[name]
    found = report(stage)
    assert {one.item.id for one in found.missing("before")} == ALL
    assert {one.change for one in found.tampered} == told
