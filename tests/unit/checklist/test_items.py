"""What the checklist reads in a plan's own words."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relcommit.checklist.ids import ID, slug
from relcommit.checklist.items import items_of
from relcommit.checklist.model import ChecklistItem
from relcommit.plan.model import Item, Plan
from tests.unit.checklist.plans import item, skillgen


def gate(text: str, *details: str, **marks: str) -> ChecklistItem:
    return items_of(Plan(file="p", gates=(item(text, *details, **marks),)))[0]


def done(text: str, roles: tuple[str, ...] = (), **marks: str) -> ChecklistItem:
    return items_of(Plan(file="p", done=(item(text, **marks),)), roles)[0]


def step(text: str, *details: str) -> ChecklistItem:
    return items_of(Plan(file="p", deploy=(item(text, *details),)))[0]


def test_the_first_plan_gives_its_items() -> None:
    items = items_of(skillgen(), ("tecnica", "operativa"))
    assert [(one.section, one.phase, one.kind, one.required, one.role) for one in items] == [
        ("gates", "before", "check", True, None),
        ("gates", "before", "person", True, None),
        ("gates", "before", "person", True, None),
        ("gates", "before", "sqlite", True, None),
        ("gates", "before", "sqlite", True, None),
        ("deploy", "after", "person", True, None),
        ("deploy", "after", "wrangler", True, None),
        ("deploy", "after", "migrations", True, None),
        ("deploy", "production", "canary", True, None),
        ("deploy", "production", "http", True, None),
        ("deploy", "production", "canary", True, None),
        ("deploy", "production", "deployment", True, None),
        *[("rollback", "production", "trigger", False, None)] * 3,
        *[("rollback", "production", "person", False, None)] * 3,
        ("done", "production", "deployment", True, None),
        ("done", "before", "file", True, None),
        ("done", "after", "approvals", True, "tecnica,operativa"),
    ]
    assert [one.action for one in items if one.section == "rollback"] == [False] * 3 + [True] * 3


def test_a_step_is_proved_detail_by_detail() -> None:
    config = items_of(skillgen())[6]
    assert [(proof.kind, dict(proof.wants)) for proof in config.proofs] == [
        ("wrangler", {"variable": ("ENVIRONMENT", "prod")}),
        ("secret", {"names": ("CGR_API_TOKEN",)}),
        ("wrangler", {"bindings": ("d1", "kv", "workflows")}),
    ]


def test_details_that_no_machine_sees_still_need_a_person() -> None:
    smoke = items_of(skillgen())[9]
    assert [proof.kind for proof in smoke.proofs] == ["http", "person"]
    assert smoke.proofs[1].words == "trigger de ingesta acotado"


def test_approvals_hold_before_the_merge_and_the_merge_after_it() -> None:
    merged = done("PR mergeado con aprobación técnica y operativa")
    assert [(proof.kind, proof.phase) for proof in merged.proofs] == [
        ("approvals", "before"),
        ("merged", "after"),
    ]
    assert merged.proofs[0].wants == {"roles": ("técnica", "operativa")}
    assert merged.proofs[0].words == "aprobación técnica y operativa"


@pytest.mark.parametrize(
    ("text", "kind", "wants"),
    [
        ("npx tsc --noEmit", "check", {"command": ("npx tsc --noEmit",)}),
        ("`make validar M=metrics` → **PASS**.", "check", {"command": ("make validar M=metrics",)}),
        (
            "Checks en verde: `test-backend` y `build-frontend`.",
            "check",
            {"names": ("test-backend", "build-frontend")},
        ),
        ("CI en verde", "check", {"all": ("si",)}),
        ("`STRIPE_KEY` configurado en los secretos del repositorio", "secret", {"names": ("STRIPE_KEY",)}),
        ("Variable `ENVIRONMENT=prod` definida", "wrangler", {"variable": ("ENVIRONMENT", "prod")}),
        ("`/health` responde 200", "http", {"routes": ("/health",)}),
        ("`docs/guia.md` actualizada", "file", {"globs": ("docs/guia.md",)}),
        ("Manuales de `docs/ops/` actualizados", "file", {"globs": ("docs/ops/**",)}),
        ("CHANGELOG al día", "file", {"globs": ("**/CHANGELOG*",)}),
        ("Migraciones aplicadas en staging", "migrations", {}),
        ("Desplegado en staging", "deployment", {"environment": ("staging",)}),
        ("PR aprobado", "approvals", {"roles": ()}),
        ("Visto bueno de producto", "approvals", {"roles": ("producto",)}),
        ("Aprobado por seguridad y plataforma", "approvals", {"roles": ("seguridad", "plataforma")}),
        ("Aprobación de QA", "approvals", {"roles": ("qa",)}),
        ("PR aprobado por al menos 2 personas", "approvals", {"roles": (), "count": ("2",)}),
        ("Dos aprobaciones en la PR", "approvals", {"roles": (), "count": ("2",)}),
        ("Code review aprobado", "approvals", {"roles": ()}),
        ("Los tests pasan en CI", "check", {"all": ("si",)}),
        ("pnpm --filter api build", "check", {"command": ("pnpm --filter api build",)}),
        ("GET https://api.ejemplo.cl/v1/stats responde 200", "http", {"routes": ("https://api.ejemplo.cl/v1/stats",)}),
    ],
)
def test_words_choose_the_probe(text: str, kind: str, wants: dict[str, tuple[str, ...]]) -> None:
    found = gate(text)
    assert (found.kind, dict(found.proofs[0].wants), found.phase) == (kind, wants, "before")


@pytest.mark.parametrize(
    "text",
    [
        "Campaña bloqueada es realmente solo lectura.",
        "No se modifica `.env`.",
        "El escenario `DEMO_CASE = EXITOSO` sigue pasando.",
        "La tabla `comparacion_sumadores.md` muestra más transistores que `RCA`.",
        "No se exponen credenciales.",
        "Contrato request/response revisado con frontend.",
        "El endpoint responde 201 con un test generado cuando el payload es válido.",
        "Estado de OT no editable bloquea modificaciones.",
        "npm audit sin vulnerabilidades críticas",
        "make de la documentación",
        "Con `DEBUG=1` se registran los eventos",
        "Documentación revisada por negocio",
        "QA manual completo documentado.",
        "Comisiones aprobadas por finanzas",
        "go live",
    ],
)
def test_what_only_a_person_can_tell_stays_with_people(text: str) -> None:
    assert [proof.kind for proof in gate(text).proofs] == ["person"]


def test_the_watch_after_a_deployment_has_its_length() -> None:
    assert step("Mantener ventana de observación de 24 horas.").proofs[0].wants["hours"] == ("24",)
    assert step("Monitorear durante 2 días en prod").proofs[0].wants["hours"] == ("48",)
    assert step("Mantener ventana de observación de 24,5 horas").proofs[0].wants["hours"] == ("24.5",)
    assert step("Mantener ventana de observación de 9999 semanas").proofs[0].wants["hours"] == ("1679832",)
    assert done("Deploy estable en producción 30 min").proofs[0].wants == {
        "environment": ("production",),
        "hours": ("0.5",),
        "stable": ("si",),
    }


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        ("Sin cobros duplicados en las primeras 12 horas", "production"),
        ("7 días sin incidencias graves", "production"),
        ("Servidor reiniciado", "after"),
        ("Migración ejecutada exitosamente", "after"),
        ("Monitoreo activo", "production"),
        ("Validado en preproducción", "before"),
        ("Sin errores en producción", "production"),
        ("PR mergeado a main", "after"),
    ],
)
def test_what_cannot_hold_yet_waits_for_its_phase(text: str, phase: str) -> None:
    assert done(text).phase == phase


def test_marks_win_over_words() -> None:
    found = gate(
        "Tests TypeScript en verde",
        id="tsc",
        check="ci / tsc",
        role="tecnica",
        phase="después",
        required="no",
    )
    assert (found.id, found.kind, found.role, found.phase, found.required) == (
        "tsc", "check", "tecnica", "after", False,
    )  # fmt: skip
    assert found.proofs[0].wants == {"names": ("ci / tsc",)}
    assert found.proofs[0].words == "rc: check"


def test_a_marked_phase_holds_for_every_proof_but_the_merge() -> None:
    found = done("PR mergeado con aprobación técnica", phase="produccion")
    assert [(proof.kind, proof.phase) for proof in found.proofs] == [
        ("approvals", "production"),
        ("merged", "after"),
    ]
    assert done("PR mergeado", phase="antes").phase == "after"


def test_marks_reach_the_probes_of_others_too() -> None:
    found = gate("Cobertura alta", probe="cobertura", hours="3", fresh="sí")
    assert (found.kind, dict(found.proofs[0].wants), found.fresh) == ("cobertura", {"hours": ("3",)}, True)


def test_marks_that_mean_nothing_are_told() -> None:
    found = gate("Algo", phase="nunca", required="quizá", color="rojo")
    assert found.ignored == ("phase=nunca", "required=quizá", "color=rojo")
    assert (found.phase, found.required) == ("before", True)


def test_roles_come_from_the_settings_in_any_gender() -> None:
    assert done("Aprobación técnica", ("tecnico", "operativo")).role == "tecnico"
    assert done("Validado por Operaciones", ("operaciones",)).role == "operaciones"


def test_an_optional_item_is_not_required() -> None:
    assert not gate("Pruebas de carga (opcional)").required
    assert gate("Pruebas de carga (si aplica)").required


def test_the_same_words_twice_get_different_ids() -> None:
    twice = Plan(file="p", gates=(item("CI en verde"), item("CI en verde")), done=(item("CI en verde"),))
    assert [one.id for one in items_of(twice)] == ["ci-verde", "ci-verde-gates", "ci-verde-done"]
    thrice = Plan(file="p", gates=(item("a", id="x"), item("b", id="x"), item("c", id="x"), item("d", id="¡No!")))
    assert [one.id for one in items_of(thrice)] == ["x", "x-gates", "x-2", "no"]


def test_an_id_survives_rewording_elsewhere() -> None:
    plan = skillgen()
    before = [one.id for one in items_of(plan)]
    reworded = replace(plan, gates=(item("Otra cosa muy distinta"), *plan.gates[1:]))
    assert [one.id for one in items_of(reworded)][1:] == before[1:]


SAID = st.lists(st.text(min_size=1, max_size=80), min_size=2, max_size=8, unique_by=slug)


@given(SAID, st.randoms(use_true_random=False), st.data())
def test_ids_outlive_whatever_happens_to_other_items(
    texts: list[str], chance: random.Random, data: st.DataObject
) -> None:
    """Rewording one, taking it out, adding another or moving them all around leaves every other id as it was."""
    kept, gone = texts[:-1], texts[-1]
    new = data.draw(st.text(min_size=1, max_size=80).filter(lambda text: slug(text) not in map(slug, texts)))
    before = ids(texts)
    shuffled = [*kept, new]
    chance.shuffle(shuffled)
    for after in ([*kept, new], kept, [new, *kept, gone], shuffled):
        assert {text: ids(after)[text] for text in kept} == {text: before[text] for text in kept}


def ids(texts: list[str]) -> dict[str, str]:
    """The id of each text, spread over the sections in turn."""
    items = [Item(text=text, line=at) for at, text in enumerate(texts)]
    plan = Plan(file="p", gates=tuple(items[::2]), done=tuple(items[1::2]))
    return {one.text: one.id for one in items_of(plan)}


def test_a_long_text_keeps_all_its_words_in_its_id() -> None:
    long = "Registro en la tabla de eventos con codigo, decision, huella y "
    assert slug(long + "fecha") != slug(long + "hora")
    assert slug("🎉") == slug("🎉") != slug("🚀")
    assert slug("a" * 80) != slug("a" * 81)


TEXTS = st.text(max_size=120)


@given(st.lists(TEXTS, max_size=6), st.lists(TEXTS, max_size=3))
def test_any_text_gives_distinct_ids_and_a_way_to_prove_it(texts: list[str], details: list[str]) -> None:
    raw = tuple(Item(text=text, line=1, details=tuple(details)) for text in texts)
    items = items_of(Plan(file="p", gates=raw, deploy=raw, rollback=raw, done=raw), ("tecnica",))
    assert len({one.id for one in items}) == len(items) == 4 * len(texts)
    assert all(ID.fullmatch(one.id) and one.proofs for one in items)


@pytest.mark.parametrize(
    ("text", "phase", "kind"),
    [
        ("Tag `v2.0.0` creado", "after", "person"),
        ("Etiqueta v3.2 publicada", "after", "person"),
        ("Código integrado en `main`", "after", "merged"),
        ("Código mergeado", "after", "merged"),
        ("Se mergea el PR", "after", "merged"),
        ("Mergeado a `main`", "after", "merged"),
        ("La rama se ha borrado después de mezclar", "after", "person"),
        ("Anuncio enviado al canal cuando esté mergeado", "after", "person"),
        ("Nadie reporta errores tras el lanzamiento", "production", "person"),
        ("Feature flag eliminada 2 semanas después del lanzamiento", "production", "person"),
        ("24 horas sin alertas", "production", "person"),
        ("0 errores en 24h posteriores al deploy", "production", "person"),
        ("Canary completado", "production", "person"),
        ("Estable en production", "production", "person"),
        ("Equipo de soporte informado", "production", "person"),
        ("Soporte informado antes de mezclar", "before", "person"),
        ("Código revisado por otra persona", "before", "person"),
        ("Manual de guardia actualizado en docs", "before", "file"),
    ],
)
def test_what_comes_after_the_merge_never_blocks_it(text: str, phase: str, kind: str) -> None:
    asked = done(text)
    assert (asked.phase, asked.kind) == (phase, kind)


def test_what_its_heading_puts_after_the_deployment_never_blocks_the_merge() -> None:
    (one,) = items_of(Plan(file="p", done=(replace(item("`npm run humo` en verde"), kind="after"),)))
    assert (one.phase, [proof.phase for proof in one.proofs]) == ("production", ["production"])


def test_an_exit_criterion_that_only_production_can_show_does_not_block() -> None:
    assert gate("Sin errores tras el despliegue").phase == "production"
    assert gate("Ventana de observación cumplida").phase == "production"
    assert gate("Alertas de producción configuradas").phase == "before"


def test_a_merge_with_an_approval_asks_for_both_in_their_own_time() -> None:
    asked = done("Merge a main con visto bueno de operativa", ("tecnica", "operativa"))
    assert [(one.kind, one.phase) for one in asked.proofs] == [("approvals", "before"), ("merged", "after")]


def test_an_approval_of_a_role_that_nobody_has_is_not_anybody_s() -> None:
    asked = done("Aprobación técnica y de seguridad", ("tecnica", "operativa"))
    assert asked.proofs[0].wants["roles"] == ("tecnica", "seguridad")
    assert done("Aprobación de QA y legal", ("tecnica",)).proofs[0].wants["roles"] == ("qa", "legal")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Latencia < 100 ms", "Latencia > 100 ms"),
        ("Latencia <= 100 ms", "Latencia >= 100 ms"),
        ("Latencia ≤ 100 ms", "Latencia ≥ 100 ms"),
        ("Errores = 0", "Errores != 0"),
        ("Errores = 0", "Errores ≠ 0"),
        ("Diferencia de 5", "Diferencia de -5"),
        ("Diferencia de +5", "Diferencia de -5"),
        ("Copia en el servidor A y B", "Copia en el servidor A o B"),
        ("Respuesta ✅", "Respuesta ❌"),
        ("Tráfico A → B", "Tráfico A ← B"),
        ("Coste menor que 10 €", "Coste menor que 10 $"),
        ("Текст готов: prueba", "Текст удален: prueba"),
        (f"{'palabra ' * 9}< 5", f"{'palabra ' * 9}> 5"),
    ],
)
def test_what_decides_the_meaning_is_in_the_id(one: str, other: str) -> None:
    """Else the words of a person about one of them would be words about the other."""
    assert slug(one) != slug(other)
    assert ID.fullmatch(slug(one))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tests: `npx tsc --noEmit` en verde, 30-60 minutos", "tests-npx-tsc-noemit-verde-30-60-minutos"),
        ("Prueba `SKILL=1` «validada» (100%)…", "prueba-skill-1-validada-100"),
        ("¿Documentación al día? ¡Sí! — año", "documentacion-dia-si-ano"),
        ("Respuesta en 1 h, ½ o 2º", "respuesta-1-h-1-2-o-2o"),
    ],
)
def test_signs_that_decide_nothing_leave_the_id_as_it_was(text: str, name: str) -> None:
    assert slug(text) == name
