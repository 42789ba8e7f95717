"""Headers as teams write them, each with what should be offered."""

from pathlib import Path

from relcommit.commits.spanish import judge_first_word

LINES = Path(__file__).with_name("headers.txt").read_text("utf-8").splitlines()
HEADERS = {
    description.strip(): right.strip() for description, bar, right in (line.partition("|") for line in LINES) if bar
}


def test_each_header_gets_what_a_careful_reader_would_say() -> None:
    told = {one: (verdict.right or "?") if (verdict := judge_first_word(one, "presente")) else "" for one in HEADERS}
    assert len(HEADERS) >= 400
    assert told == HEADERS


def test_what_is_offered_is_accepted() -> None:
    for description in HEADERS:
        verdict = judge_first_word(description, "presente")
        if verdict is not None and verdict.right:
            mended = description[: verdict.start] + verdict.right + description[verdict.end :]
            assert judge_first_word(mended, "presente") is None


def test_so_is_the_infinitive() -> None:
    for description in HEADERS:
        verdict = judge_first_word(description, "infinitivo")
        if verdict is not None and verdict.right:
            mended = description[: verdict.start] + verdict.right + description[verdict.end :]
            assert judge_first_word(mended, "infinitivo") is None
