"""Every way of cheating with approvals and attestations that we know of: none of them counts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from relcommit.errors.forge import ServerTrouble
from tests.repo.cheating import PLAN, TOML, give_review, missing, planned, report
from tests.repo.evidence_world import Stage, head
from tests.support.github import BAD_GATEWAY, FORBIDDEN
from tests.support.github.evidence import bot, check_run, dismiss


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with planned(tmp_path) as stage:
        yield stage


# approvals


def approved_by(*reviews: tuple[str, str]) -> Callable[[Stage], None]:
    def cheat(stage: Stage) -> None:
        for login, state in reviews:
            give_review(stage, login, state)

    return cheat


def approve_then_push(stage: Stage) -> None:
    stage.review("tomas")
    stage.review("olga")
    stage.push({"docs/b.md": "b\n"})


def approve_an_older_commit(stage: Stage) -> None:
    old = head(stage)
    stage.push({"docs/b.md": "b\n"})
    for login in ("tomas", "olga"):
        stage.review(login, sha=old)


def approve_and_dismiss(stage: Stage) -> None:
    stage.review("tomas")
    stage.review("olga")
    dismiss(stage.pull, "tomas")


def approve_by_bot(stage: Stage) -> None:
    bot(stage.hub, "olga")
    approved_by(("tomas", "APPROVED"), ("olga", "APPROVED"))(stage)


def approve_both(stage: Stage) -> None:
    stage.review("tomas")
    stage.review("olga")


def into_another_branch_first(stage: Stage) -> None:
    """As it was when it was approved: into a branch that asks for less."""
    stage.hub.commit(stage.it, "floja", {"a.md": "a\n"}, "docs: otra rama", start="main")
    stage.api("ana").send("PATCH", f"pulls/{stage.pull.number}", {"base": "floja"})


def approve_then_retarget(stage: Stage) -> None:
    into_another_branch_first(stage)
    approve_both(stage)
    stage.api("ana").send("PATCH", f"pulls/{stage.pull.number}", {"base": "main"})


def approve_then_ask_again(stage: Stage) -> None:
    approve_both(stage)
    stage.api("ana").send("POST", f"pulls/{stage.pull.number}/requested_reviewers", {"reviewers": ["olga"]})


def approve_and_leave(stage: Stage) -> None:
    approve_both(stage)
    stage.pull.reviews[-1].user = None


def approve_and_leave_the_team(stage: Stage) -> None:
    approve_both(stage)
    stage.hub.state.teams["org/backend"].members.discard("tomas")


def approve_by_the_invited(stage: Stage) -> None:
    approve_both(stage)
    stage.hub.state.teams["org/backend"].invited.add("tomas")


def approve_another(stage: Stage) -> None:
    stage.hub.commit(stage.it, "floja", {"a.md": "a\n"}, "docs: otra rama", start="main")
    wanted = {"head": stage.pull.head, "base": "floja", "title": "docs: otra", "body": ""}
    other = stage.api("ana").send("POST", "pulls", wanted)["number"]
    for login in ("tomas", "olga"):
        stage.api(login).send("POST", f"pulls/{other}/reviews", {"event": "APPROVE"})


APPROVALS = {
    "self-approval": approved_by(("ana", "APPROVED"), ("olga", "APPROVED")),
    "only one role": approved_by(("tomas", "APPROVED")),
    "only the other role": approved_by(("olga", "APPROVED")),
    "somebody without a role": approved_by(("lucas", "APPROVED"), ("jefa", "APPROVED")),
    "twice the same role": approved_by(("tomas", "APPROVED"), ("tomas", "APPROVED")),
    "a comment": approved_by(("tomas", "COMMENTED"), ("olga", "APPROVED")),
    "a review not sent yet": approved_by(("tomas", "PENDING"), ("olga", "APPROVED")),
    "changes asked for later": approved_by(("tomas", "APPROVED"), ("olga", "APPROVED"), ("tomas", "CHANGES_REQUESTED")),
    "before the last push": approve_then_push,
    "when it went into another branch": approve_then_retarget,
    "asked for again since": approve_then_ask_again,
    "by somebody who left GitHub": approve_and_leave,
    "by somebody who left the team": approve_and_leave_the_team,
    "by somebody who is only invited to the team": approve_by_the_invited,
    "of another pull request of the same commit": approve_another,
    "of an older commit": approve_an_older_commit,
    "dismissed": approve_and_dismiss,
    "by a bot": approve_by_bot,
}


@pytest.mark.parametrize("name", APPROVALS)
def test_no_other_approval_counts(stage: Stage, name: str) -> None:
    APPROVALS[name](stage)
    assert "pr" in missing(stage)


# attestations

SAID = {
    "by the author": ("ana", "/relcommit atestar dns Lo probé"),
    "by somebody without the role": ("tomas", "/relcommit atestar dns Lo probé"),
    "by a stranger": ("lucas", "/relcommit atestar dns Lo probé"),
    "without a reason": ("olga", "/relcommit atestar dns"),
    "in a quote": ("olga", "> /relcommit atestar dns Lo probé"),
    "in a fence": ("olga", "```\n/relcommit atestar dns Lo probé\n```"),
    "in the middle of a line": ("olga", "Podrías escribir /relcommit atestar dns Lo probé"),
    "indented as code": ("olga", "    /relcommit atestar dns Lo probé"),
    "in a comment that nobody sees": ("olga", "Nada\n\n<!--\n/relcommit atestar dns Lo probé\n-->"),
    "in a comment inside a sentence": ("olga", "Nada <!-- x\n/relcommit atestar dns Lo probé\n--> más"),
    "in a comment that never ends": ("olga", "<!--\n/relcommit atestar dns Lo probé"),
    "in a fence of tildes": ("olga", "~~~~\n```\n/relcommit atestar dns Lo probé"),
    "right below a quote": ("olga", "> ¿Lo probaste?\n/relcommit atestar dns Lo probé"),
    "right below a quote inside a list": ("olga", "1. > ¿Sí?\n/relcommit atestar dns Lo probé"),
    "in a list": ("olga", "- Pon esto:\n/relcommit atestar dns Lo probé"),
    "in a quote of HTML": ("olga", "<blockquote>\n\n/relcommit atestar dns Lo probé\n\n</blockquote>"),
    "in code of HTML": ("olga", "<pre>\n/relcommit atestar dns Lo probé\n</pre>"),
    "folded away": ("olga", "<details><summary>x</summary>\n\n/relcommit atestar dns Lo probé\n</details>"),
    "in code over two lines": ("olga", "Escribe `\n/relcommit atestar dns Lo probé` cuando acabes"),
    "struck through": ("olga", "~~Ya\n/relcommit atestar dns Lo probé~~"),
    "in a heading": ("olga", "/relcommit atestar dns Lo probé\n==="),
    "in a table": ("olga", "|a|\n|-|\n/relcommit atestar dns Lo probé"),
    "in a footnote": ("olga", "Hola[^1]\n\n[^1]: Dije\n/relcommit atestar dns Lo probé"),
    "in the title of a link": ("olga", "[x]: /y 'z\n/relcommit atestar dns Lo probé\n'"),
    "escaped": ("olga", "\\/relcommit atestar dns Lo probé"),
    "with the signs of another alphabet": (
        "olga",
        "/relcommit atestar dոs Lo probé\n\n/rеlcommit atestar dns Lo probé",
    ),
    "with a sign that nobody sees": (
        "olga",
        "/relcommit atestar d\u200bns Lo probé\n\n\u2060/relcommit atestar dns Sí",
    ),
    "of another item": ("olga", "/relcommit atestar dns2 Lo probé"),
    "taken back": ("olga", "/relcommit atestar dns Lo probé\n/relcommit retirar dns"),
    "with a reason that nobody sees": ("olga", "/relcommit atestar dns \u200b\u2060"),
    "with a blank for a reason": ("olga", "/relcommit atestar dns \u3164"),
    "with a reason of signs alone": ("olga", "/relcommit atestar dns ."),
    "in other words": ("olga", "/relcommit Atestar dns Lo probé"),
    "a tick and nothing else": ("olga", "- [x] Prueba DNS <!-- rc:id=dns -->"),
}


@pytest.mark.parametrize("name", SAID)
def test_no_other_attestation_counts(stage: Stage, name: str) -> None:
    """The plan is the base's: nothing is wrong with the word itself, only with where and by whom it is said."""
    stage.say(*SAID[name])
    assert "dns" in missing(stage)


def test_the_honest_word_counts(stage: Stage) -> None:
    stage.say("olga", "Hola.\n\n/relcommit atestar dns Lo probé")
    assert "dns" not in missing(stage)


def test_an_edited_attestation_does_not_count(stage: Stage) -> None:
    number = stage.say("olga", "Buenas tardes")
    stage.api("olga").send("PATCH", f"issues/comments/{number}", {"body": "/relcommit atestar dns Lo probé"})
    assert "dns" in missing(stage)
    dns = next(one for one in report(stage).items if one.item.id == "dns")
    assert dns.worst().code == "attestation-edited"


def test_what_was_said_when_it_went_into_another_branch_does_not_count(stage: Stage) -> None:
    into_another_branch_first(stage)
    stage.say("olga", "/relcommit atestar dns Lo probé")
    stage.api("ana").send("PATCH", f"pulls/{stage.pull.number}", {"base": "main"})
    assert code_of(stage, "dns") == "attestation-other-base"
    stage.say("olga", "/relcommit atestar dns Lo probé otra vez")
    assert "dns" not in missing(stage)


def code_of(stage: Stage, name: str) -> str:
    return next(one for one in report(stage).items if one.item.id == name).worst("before").code


def test_somebody_who_left_attests_nothing(stage: Stage) -> None:
    stage.say("olga", "/relcommit atestar dns Lo probé")
    stage.pull.comments[-1].user = None
    assert code_of(stage, "dns") == "attestation-by-machine"


def test_an_attestation_lasts_as_long_as_the_role(stage: Stage) -> None:
    stage.say("olga", "/relcommit atestar dns Lo probé")
    assert "dns" not in missing(stage)
    toml = TOML.replace('"olga"', '"lucas"')
    stage.hub.commit(stage.it, "main", {"relcommit.toml": toml}, "chore: cambia quién opera")
    assert code_of(stage, "dns") == "attestation-without-role"


@pytest.mark.parametrize("members", ["[]", '["@org/nadie"]', '["@otra/backend"]', '["OLGA2"]', '["оlga"]', '["@"]'])
def test_a_role_that_nobody_has_approves_and_attests_nothing(stage: Stage, members: str) -> None:
    toml = TOML.replace('["olga"]', members)
    stage.hub.commit(stage.it, "main", {"relcommit.toml": toml}, "chore: cambia quién opera")
    approve_both(stage)
    stage.say("olga", "/relcommit atestar dns Lo probé")
    assert {"dns", "pr"} <= missing(stage)
    if members == "[]":
        assert code_of(stage, "pr") == "role-without-people"


def test_a_team_that_cannot_be_seen_is_no_approval_and_says_so(stage: Stage) -> None:
    approve_both(stage)
    assert "pr" not in missing(stage)
    stage.hub.fail("GET", "/orgs/*", FORBIDDEN, times=None)
    assert code_of(stage, "pr") == "team-hidden"
    stage.hub.heal()
    stage.hub.fail("GET", "/orgs/*", BAD_GATEWAY, times=None)
    assert code_of(stage, "pr") == "no-access"
    stage.say("olga", "/relcommit atestar dns Lo probé")
    with pytest.raises(ServerTrouble):
        missing(stage)


def test_a_machine_attests_nothing(stage: Stage) -> None:
    bot(stage.hub, "olga")
    stage.say("olga", "/relcommit atestar dns Lo probé")
    assert "dns" in missing(stage)


@pytest.mark.parametrize("name", ["tsc", "runbook", "pr"])
@pytest.mark.parametrize("word", ["atestar", "no-aplica"])
def test_nobody_s_word_stands_for_what_a_machine_sees(stage: Stage, name: str, word: str) -> None:
    check_run(stage.hub, stage.it, head(stage), "Tipos", "failure")
    for login in ("tomas", "olga", "jefa"):
        stage.say(login, f"/relcommit {word} {name} Está bien así")
    assert name in missing(stage)


def test_an_attestation_of_an_older_commit_where_the_last_one_is_asked_for(tmp_path: Path) -> None:
    with planned(tmp_path, PLAN.replace("id=dns", "id=dns fresh=sí")) as stage:
        stage.say("olga", "/relcommit atestar dns Lo probé")
        stage.say("olga", f"/relcommit atestar dns @{head(stage)[:12]} Lo probé")
        assert "dns" not in missing(stage)
        stage.push({"docs/b.md": "b\n"})
        assert "dns" in missing(stage)
        stage.say("olga", "/relcommit atestar dns @abcdef012345 Lo probé")
        assert "dns" in missing(stage)
