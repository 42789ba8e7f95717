"""What people say about an item, and how little of it counts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcommit.checklist.attest import Comment, Rules, attested, command, missing, statements
from relcommit.checklist.model import ChecklistItem, Proof
from relcommit.checklist.verdict import Judged, State, Verdict
from relcommit.text.es.checklist.verdicts import sentence

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
RULES = Rules(author="ana", head="a" * 40, self_attest=frozenset())


def item(role: str | None = None, kind: str = "person", *, fresh: bool = False) -> ChecklistItem:
    proof = Proof(kind=kind, phase="before")
    return ChecklistItem(
        id="dns", text="DNS", line=1, section="gates", phase="before", proofs=(proof,), required=True, role=role,
        fresh=fresh,
    )  # fmt: skip


def comment(body: str, author: str = "olga", roles: str = "operativa", minutes: int = 0) -> Comment:
    return Comment(
        author=author, is_person=True, edited=False, at=NOON + timedelta(minutes=minutes), body=body, url="u",
        roles=frozenset(roles.split()),
    )  # fmt: skip


def verdict_of(one: ChecklistItem, *said: Comment, rules: Rules = RULES, seen: Verdict | None = None) -> Verdict:
    judged = Judged(item=one, verdicts=(seen or missing(one),))
    return attested(judged, statements(said), rules).verdicts[0]


def test_a_word_of_the_role_fulfils() -> None:
    found = verdict_of(item("operativa"), comment("Hola\n\n/relcommit atestar dns Probado aquí\r\nAdiós"))
    assert (found.state, found.facts["quien"], found.facts["razon"], found.at) == (
        "met",
        "olga",
        "Probado aquí",
        NOON,
    )


def test_several_roles_have_to_speak_each() -> None:
    both = item("tecnica,operativa")
    olga, tomas = comment("/relcommit atestar dns Sí"), comment("/relcommit atestar dns Sí", "tomas", "tecnica")
    assert (verdict_of(both, olga).state, verdict_of(both, olga).facts["rol"]) == ("pending", "tecnica")
    assert verdict_of(both, olga, tomas).facts["quien"] == "tomas, olga"


def test_where_the_last_commit_has_to_be_named_the_comment_to_write_names_it() -> None:
    said = sentence(verdict_of(item(fresh=True)))
    assert said == f"falta que alguien lo atestigüe: «/relcommit atestar dns @{'a' * 12} razón»"
    assert sentence(verdict_of(item())) == "falta que alguien lo atestigüe: «/relcommit atestar dns razón»"


def test_what_is_seen_in_production_cannot_be_said_before_the_merge() -> None:
    canary = replace(item(), proofs=(Proof(kind="person", phase="production"),))
    said, waived = comment("/relcommit atestar dns Sí"), comment("/relcommit no-aplica dns Sin canario")
    merged = replace(RULES, merged_at=NOON + timedelta(minutes=1))
    assert verdict_of(canary, said).code == "attestation-early"
    assert verdict_of(canary, said, rules=merged).code == "attestation-early"
    assert verdict_of(canary, comment("/relcommit atestar dns Sí", minutes=2), rules=merged).state == "met"
    assert verdict_of(canary, waived).state == "not_applicable"
    assert verdict_of(item(), said, rules=merged).state == "met"


def test_words_from_before_the_present_base_and_from_its_very_second_do_not_count() -> None:
    """GitHub counts in seconds: nobody can tell which of the two came first."""
    moved = replace(RULES, retargeted_at=NOON)
    codes = [
        verdict_of(item(), comment("/relcommit atestar dns Sí", minutes=minutes), rules=moved).code
        for minutes in (-1, 0)
    ]
    assert codes == ["attestation-other-base"] * 2
    assert verdict_of(item(), comment("/relcommit atestar dns Sí", minutes=1), rules=moved).state == "met"


def test_without_a_role_anybody_with_one_may_speak() -> None:
    assert verdict_of(item(), comment("/relcommit atestar dns Sí")).state == "met"
    assert verdict_of(item(), comment("/relcommit atestar dns Sí", "lucas", "")).code == "attestation-without-role"


def test_the_author_may_speak_only_where_the_settings_let_the_role() -> None:
    own = comment("/relcommit atestar dns Sí", "ana")
    assert verdict_of(item("operativa"), own).code == "attestation-by-author"
    allowed = Rules(author="ana", head=RULES.head, self_attest=frozenset({"operativa"}))
    assert verdict_of(item("operativa"), own, rules=allowed).state == "met"


def test_the_last_word_stands() -> None:
    first, back = comment("/relcommit atestar dns Sí"), comment("/relcommit retirar dns", minutes=1)
    again = comment("/relcommit no-aplica dns Ya no existe", minutes=2)
    assert verdict_of(item(), first, back).state == "pending"
    assert verdict_of(item(), again, back, first).state == "not_applicable"


def test_a_fresh_word_names_the_head() -> None:
    fresh = item(fresh=True)
    assert verdict_of(fresh, comment("/relcommit atestar dns Sí")).code == "attestation-old"
    assert verdict_of(fresh, comment(command("atestar", "dns", "Sí", "b" * 40))).code == "attestation-old"
    assert verdict_of(fresh, comment(command("atestar", "dns", "Sí", RULES.head))).state == "met"


@pytest.mark.parametrize(
    ("kind", "state", "blind", "expected"),
    [
        ("sqlite", "inconclusive", True, "met"),
        ("sqlite", "inconclusive", False, "inconclusive"),
        ("sqlite", "unmet", False, "unmet"),
        ("sqlite", "met", False, "met"),
        ("approvals", "inconclusive", True, "inconclusive"),
        ("merged", "inconclusive", True, "inconclusive"),
    ],
)
def test_a_word_stands_only_for_what_no_machine_can_see(kind: str, state: State, blind: bool, expected: State) -> None:
    seen = Verdict(state=state, code="x", blind=blind)
    assert verdict_of(item(kind=kind), comment("/relcommit atestar dns Sí"), seen=seen).state == expected


def test_what_a_machine_could_not_see_is_still_told_while_nobody_speaks() -> None:
    seen = Verdict(state="inconclusive", code="no-table", blind=True)
    assert verdict_of(item(kind="sqlite"), seen=seen).code == "no-table"
    assert (
        verdict_of(item(kind="sqlite"), comment("/relcommit atestar dns"), seen=seen).code
        == "attestation-without-reason"
    )


@pytest.mark.parametrize(
    "body",
    [
        "Hola\n/relcommit atestar dns Sí",
        "> ¿Lo probaste?\n\n/relcommit atestar dns Sí",
        "- Visto\n\n/relcommit atestar dns Sí",
        "```\nregistro\n```\n/relcommit atestar dns Sí",
        "<!-- nada -->\n\n/relcommit atestar dns Sí",
        "<details>\n\nregistro\n\n</details>\n\n/relcommit atestar dns Sí",
        '<img src="https://ejemplo.cl/a.png">\n\n/relcommit atestar dns Sí',
        "Con `Array<string>`\n/relcommit atestar dns *Sí*, [visto](https://ejemplo.cl)",
        "\ud800\n/relcommit atestar dns Sí",
    ],
)
def test_what_is_said_in_plain_sight_counts(body: str) -> None:
    assert verdict_of(item(), comment(body)).state == "met"


@given(st.text(max_size=200))
def test_any_comment_is_read_without_complaint(body: str) -> None:
    assert all(one.id and one.word in ("atestar", "no-aplica", "retirar") for one in statements([comment(body)]))


@given(st.sampled_from(["atestar", "no-aplica"]), st.text(max_size=80).filter(lambda it: bool(it.split())))
def test_what_is_written_is_read_back(word: str, reason: str) -> None:
    said = command("atestar" if word == "atestar" else "no-aplica", "dns", reason, RULES.head)
    (found,) = statements([comment(said)])
    assert (found.word, found.id, found.sha) == (word, "dns", RULES.head[:12])
    assert found.reason.split() == reason.split()
