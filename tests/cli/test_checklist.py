"""`relcommit checklist` from the outside: real commands, real git, and the double of GitHub."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.checklist_world import Clone, cloned, finish, pull_event
from tests.repo.cheating import MAIN
from tests.repo.evidence_world import head


@pytest.fixture
def clone(tmp_path: Path) -> Iterator[Clone]:
    with cloned(tmp_path) as clone:
        yield clone


def test_show_gives_exactly_the_fields_of_the_contract(clone: Clone) -> None:
    said = clone.run("show", "docs/plan.md", "--json")
    assert said.code == 0, said.err
    names = ["id", "text", "line", "section", "phase", "kind", "why", "required", "role"]
    assert [list(one) for one in said.json["items"]] == [names] * 5
    assert said.json["items"][0] == {
        "id": "tsc", "text": "`npx tsc --noEmit` en verde", "line": 5, "section": "gates", "phase": "before",
        "kind": "check", "why": "un check de la CI, por «npx tsc --noEmit»", "required": True, "role": None,
    }  # fmt: skip


def test_show_finds_the_only_plan_and_says_what_led_where(clone: Clone) -> None:
    said = clone.run("show")
    assert "dns: Prueba DNS controlada validada (papel: operativa)" in said.out
    assert "Antes de mezclar: revisiones, por «aprobación técnica y operativa»." in said.out
    assert "Después de mezclar: la mezcla, por «PR mergeado»." in said.out
    (clone.folder / "docs" / "otro-plan.md").write_text("# Plan\n")
    assert clone.run("show").code == 2


def test_verify_says_what_is_missing_and_whose_turn_it_is(clone: Clone) -> None:
    said = clone.run("verify")
    assert said.code == 1, said.err
    assert "Antes de mezclar: 0 de 4" in said.out
    assert "Le toca a: «tecnica» y «operativa»." in said.out
    assert "Le toca a: «operativa»." in said.out
    finish(clone.stage)
    said = clone.run("verify", "--pull-request", "1")
    assert said.code == 0, said.out
    assert "Antes de mezclar: 4 de 4" in said.out
    assert clone.run("verify", "--phase", "produccion").code == 1


def test_verify_as_json_has_the_evidence_of_each_item(clone: Clone) -> None:
    finish(clone.stage)
    told = clone.run("verify", "--json").json
    assert (told["ok"], told["pull_request"], told["head"], told["plans"]) == (
        True, 1, head(clone.stage), ["docs/plan.md"],
    )  # fmt: skip
    tsc = told["items"][0]
    assert (tsc["id"], tsc["state"], tsc["holds"]) == ("tsc", "met", True)
    assert tsc["evidence"][0]["trust"] == "ci"
    assert tsc["evidence"][0]["at"].startswith("2026-01-01")


def test_verify_before_there_is_a_pull_request(clone: Clone) -> None:
    subprocess.run(["git", "-C", str(clone.folder), "switch", "-qc", "otra"], check=True)
    said = clone.run("verify", "docs/plan.md")
    assert said.code == 1
    assert "Sin pull request todavía; según docs/plan.md." in said.out
    assert clone.run("verify", "--pull-request", "9").code == 5


def test_what_the_working_tree_changes_counts_before_there_is_a_pull_request(clone: Clone) -> None:
    subprocess.run(["git", "-C", str(clone.folder), "switch", "-qc", "otra"], check=True)

    def runbook() -> object:
        return {one["id"]: one["state"] for one in clone.run("verify", "docs/plan.md", "--json").json["items"]}[
            "runbook"
        ]

    assert runbook() == "unmet"
    (clone.folder / "docs" / "runbook.md").write_text("# Runbook\n\nUno.\nDos.\nTres.\n\n")
    assert runbook() == "unmet"
    (clone.folder / "docs" / "runbook.md").write_text("# Runbook\n\nUno.\nDos.\nTres.\nCuatro.\n")
    assert runbook() == "met"
    subprocess.run(["git", "-C", str(clone.folder), "checkout", "-q", "docs/runbook.md"], check=True)
    (clone.folder / "docs" / "runbook-db.md").write_text("# Otro\n")
    assert runbook() == "met"


def test_a_plan_that_the_settings_name_has_to_be_there(clone: Clone) -> None:
    toml = MAIN["relcommit.toml"] + '[checklist]\nplan = "docs/nada.md"\n'
    clone.stage.hub.commit(clone.stage.it, "main", {"relcommit.toml": toml}, "chore: ajusta")
    said = clone.enforce("pull_request", pull_event())
    assert said.code == 1
    assert "no está en la rama base ni en la pull request" in said.out


def test_attest_writes_what_counts(clone: Clone) -> None:
    clone.login = "olga"
    said = clone.run("attest", "dns", "--reason", "Probado en el\nresolvedor")
    assert said.code == 0, said.err
    assert (
        clone.stage.pull.comments[-1].body
        == f"/relcommit atestar dns @{head(clone.stage)[:12]} Probado en el resolvedor"
    )
    assert "✔ dns: Prueba DNS controlada validada\n      Lo atestigua olga: «Probado en el resolvedor»." in said.out
    assert {one["id"]: one["state"] for one in clone.run("verify", "--json").json["items"]}["dns"] == "met"
    said = clone.run("attest", "dn", "--reason", "x")
    assert (said.code, "¿Querías decir «dns»?" in said.err) == (2, True)


def test_attest_writes_nothing_that_would_not_count(clone: Clone) -> None:
    before = len(clone.stage.pull.comments)
    said = clone.run("attest", "dns", "--reason", "Lo digo yo")
    assert said.code == 4
    assert "Tu testimonio de «dns» no contaría" in said.err
    said = clone.run("attest", "tsc", "--reason", "Está en verde")
    assert said.code == 4
    assert len(clone.stage.pull.comments) == before


def test_attest_needs_github(clone: Clone) -> None:
    subprocess.run(["git", "-C", str(clone.folder), "remote", "set-url", "origin", str(clone.home)], check=True)
    (clone.folder / "relcommit.toml").write_text("")
    assert clone.run("attest", "dns", "--reason", "x").code == 4
