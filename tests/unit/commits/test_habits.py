"""What a history teaches `init`: little, and such that what the team does passes and its slips do not."""

from dataclasses import fields

import pytest

from relcommit.commits.habits import Habits, habits
from relcommit.commits.judge import judge_text
from relcommit.commits.monorepo import scope_paths
from relcommit.settings import CommitSettings


def rules(learned: Habits) -> CommitSettings:
    names = {setting.name for setting in fields(CommitSettings)} & {habit.name for habit in fields(Habits)}
    return CommitSettings(**{name: getattr(learned, name) for name in names})


def passing(history: list[str], learned: Habits) -> float:
    return sum(judge_text(header, rules(learned), source="m").ok for header in history) / len(history)


PRESENT = [f"feat(pagos): agrega el cobro {number} con tarjeta" for number in range(30)]
INFINITIVE = [f"fix: corregir el fallo {number} de la caja" for number in range(30)]
ENGLISH = [f"fix: add the missing check {number} to the parser" for number in range(30)]


@pytest.mark.parametrize(
    ("history", "mood", "refused"),
    [
        (PRESENT, "presente", ["feat(pagos): agregado el cobro", "feta(pagos): agrega el cobro", "agrega el cobro"]),
        (INFINITIVE, "infinitivo", ["fix: corregido el fallo de ayer", "fxi: corregir el fallo", "corregir el fallo"]),
        (ENGLISH, "libre", ["fxi: add a check", "add a check", "fix : add a check"]),
    ],
)
def test_a_team_s_way_passes_and_its_slips_do_not(history: list[str], mood: str, refused: list[str]) -> None:
    learned = habits(history)
    assert learned.mood == mood
    assert learned.types == CommitSettings().types
    assert not learned.severity
    assert passing(history, learned) == 1
    assert passing(refused, learned) == 0


def test_a_mixed_team_is_told_and_not_refused() -> None:
    history = [*PRESENT, *ENGLISH[:8]]
    learned = habits(history)
    assert learned.severity == {"english-verb": "warning"}
    assert passing(history, learned) == 1
    assert habits([*PRESENT, *INFINITIVE]).mood == "libre"


def test_areas_are_no_types() -> None:
    areas = [f"area{chr(97 + number % 20)}: add thing {number}" for number in range(100)]
    learned = habits(areas)
    assert (learned.types, learned.own_types, len(learned.areas)) == ((), (), 20)
    assert passing(areas, learned) == 1
    few = habits(
        [*PRESENT, *(f"datos: agrega tabla {number}" for number in range(5)), "faet: agrega x", "otra: agrega"]
    )
    assert few.own_types == ("datos",)


def test_slips_of_a_type_and_types_with_numbers_are_not_learnt() -> None:
    slips = [*PRESENT, *["feta: agrega x"] * 4, *["fix-071: agrega x"] * 4]
    assert habits(slips).own_types == ()


def test_no_verbs_ask_for_no_mood() -> None:
    nouns = [f"feat: pantalla {number} de pagos" for number in range(60)]
    assert habits(nouns).mood == "libre"
    assert habits([]).mood == "presente"


@pytest.mark.parametrize(("capitals", "expected"), [(30, "sentence"), (10, "any"), (1, "lower")])
def test_capitals_are_noticed(capitals: int, expected: str) -> None:
    history = [header.replace(": a", ": A") if number < capitals else header for number, header in enumerate(PRESENT)]
    assert habits(history).subject_case == expected


def test_scopes_and_tickets_that_everybody_writes_are_asked_for() -> None:
    assert habits(PRESENT).scope_required
    assert not habits(INFINITIVE).scope_required
    tickets = [f"{header} OBRA-{number}" for number, header in enumerate(PRESENT)]
    ticket = habits(tickets).ticket
    assert (ticket.pattern, ticket.where, ticket.required) == ("OBRA-[0-9]+", "header", True)
    assert habits([f"{header} en UTF-8" for header in PRESENT]).ticket.pattern == ""


def test_what_tools_write_teaches_nothing() -> None:
    tools = ["Merge branch 'x'", "chore(release): 1.2.0", "Version Packages", 'Revert "feat: x"'] * 20
    assert habits([*PRESENT, *tools]) == habits(PRESENT)


def test_a_team_without_the_convention_is_told_of_it() -> None:
    learned = habits([f"cosas varias {number}" for number in range(40)])
    assert learned.severity["header-format"] == "warning"


def test_scopes_that_are_folders_side_by_side_get_their_paths() -> None:
    history = [
        *((f"feat({name}): agrega x", (f"apps/{name}/src/a.ts", "README.md")) for name in ("web", "api") * 4),
        ("feat(deps): agrega x", ("package.json",)),
    ]
    assert scope_paths(history) == {"api": ("apps/api/**",), "deps": (), "web": ("apps/web/**",)}
    learned = habits([header for header, _ in history], None, history)
    assert learned.scopes == ("api", "deps", "web")
    assert scope_paths(history[:4]) == {}
    stray = [("feat(web): agrega x", ("docs/a.md",))] * 3
    assert scope_paths([*history, *stray]) == {}
