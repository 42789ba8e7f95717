"""The mood that a team already writes."""

from relcommit.commits.spanish import guess_mood


def test_most_of_the_verbs_decide() -> None:
    headers = ["feat: agregar login", "fix(api)!: corregir error", "mover archivos", "docs: añade guía"] * 3
    assert guess_mood(headers) == ("infinitivo", {"infinitivo": 9, "presente": 3})
    assert guess_mood(["feat: agrega login", "corrige error", "docs: mueve archivos"] * 2)[0] == "presente"


def test_a_team_that_writes_neither_is_left_free() -> None:
    headers = ["feat: agregado login", "fix: corregí error", "docs: add guide", "test: cubre login"] * 3
    mood, counts = guess_mood(headers)
    assert mood == "libre"
    assert counts == {"participio": 3, "pretérito": 3, "inglés": 3, "presente": 3}


def test_a_history_without_verbs_gets_the_default() -> None:
    assert guess_mood([]) == ("presente", {})
    assert guess_mood(["feat: nuevo login", "release 1.0", "agregar x"]) == ("presente", {"infinitivo": 1})


def test_what_is_no_type_is_read_as_part_of_the_sentence() -> None:
    assert guess_mood(["agregar nota: texto"])[1] == {"infinitivo": 1}
    assert guess_mood([": agregar"])[1] == {"infinitivo": 1}
