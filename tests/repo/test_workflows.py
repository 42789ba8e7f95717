"""Which steps of a workflow prove a command: only those that run it and fail with it."""

import pytest

from relcommit.probes.sources.workflows import Ran, jobs_that_run

WORKFLOW = """
name: ci
on: push
jobs:
  tipos:
    name: Tipos
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: {script}
"""


@pytest.mark.parametrize(
    ("script", "runs"),
    [
        ("npx tsc --noEmit", True),
        ("npm ci && npx tsc  --noEmit", True),
        ("|\n          npm ci\n          npx tsc \\\n            --noEmit", True),
        ("npx tsc --noEmit || true", False),
        ("npx tsc --noEmit | tee salida", False),
        ("'true; set +e; npx tsc --noEmit; true'", False),
        ("|\n          if false; then\n          npx tsc --noEmit\n          fi", False),
        ("|\n          exit 0\n          npx tsc --noEmit", False),
        ("|\n          npx() { true; }\n          npx tsc --noEmit", False),
        ("echo npx tsc --noEmit", False),
        ("npx tsc --noEmit --skipLibCheck", False),
        ("npx tsc --noEmit && echo listo", True),
        ("|\n          npm ci; npx tsc --noEmit\n          echo listo", True),
        ("|\n          npx tsc --noEmit && echo listo\n          echo fin", False),
        ("|\n          npx tsc --noEmit && npm test", True),
        ("|\n          set +o errexit\n          npx tsc --noEmit\n          true", False),
        ("|\n          set -e +x\n          npx tsc --noEmit\n          true", False),
        ("|\n          echo '; npx tsc --noEmit ;'", False),
        ("|\n          cat <<FIN\n          npx tsc --noEmit\n          FIN", False),
        ("|\n          echo $(\n          npx tsc --noEmit\n          )", False),
        ("|\n          echo `\n          npx tsc --noEmit\n          `", False),
        ("|\n          false || exit 0\n          npx tsc --noEmit", False),
        ("|\n          test -f x && exec true\n          npx tsc --noEmit", False),
        ("npx tsc --noEmit &", False),
    ],
)
def test_only_a_step_that_fails_with_its_command_counts(script: str, runs: bool) -> None:
    found = jobs_that_run("npx tsc --noEmit", [("ci.yml", WORKFLOW.format(script=script).encode())])
    assert bool(found) is runs
    assert {one.job for one in found} <= {"Tipos"}


@pytest.mark.parametrize(
    "text",
    [
        "jobs: {a: {continue-on-error: true, steps: [{run: npx tsc --noEmit}]}}",
        "jobs: {a: {steps: [{run: npx tsc --noEmit, continue-on-error: true}]}}",
        "jobs: {a: {steps: [{run: npx tsc --noEmit, continue-on-error: '${{ true }}'}]}}",
        "jobs: {a: {steps: [{run: npx tsc --noEmit, shell: 'bash {0}'}]}}",
        "jobs: {a: {steps: {run: npx tsc --noEmit}}}",
        "{defaults: {run: {shell: 'bash {0}'}}, jobs: {a: {steps: [{run: npx tsc --noEmit}]}}}",
        "jobs: {a: {defaults: {run: {shell: python}}, steps: [{run: npx tsc --noEmit}]}}",
        "jobs: {a: {runs-on: windows-latest, steps: [{run: \"npx tsc --noEmit\\necho fin\"}]}}",
        "jobs: {a: {runs-on: '${{ matrix.so }}', steps: [{run: \"npx tsc --noEmit\\necho fin\"}]}}",
        "jobs: [a]", "- a", "", "a: [", "&a [*a]", "jobs: {a: null}", "x" * 300_000,
    ],
)  # fmt: skip
def test_steps_that_may_fail_and_broken_workflows_prove_nothing(text: str) -> None:
    assert jobs_that_run("npx tsc --noEmit", [("ci.yml", text.encode())]) == ()


def test_a_step_is_known_by_its_name_or_by_its_first_line() -> None:
    text = b"jobs: {a: {steps: [{run: 'npm test', name: Pruebas, if: x}, {run: \"npm test\\necho b\"}]}}"
    assert jobs_that_run("npm test", [("ci.yml", text)]) == (
        Ran(job="a", step="Pruebas", conditional=True),
        Ran(job="a", step="Run npm test", conditional=False),
    )


def test_the_last_command_of_a_step_decides_in_any_shell() -> None:
    for text in (
        "jobs: {a: {runs-on: windows-latest, steps: [{run: npx tsc --noEmit}]}}",
        'jobs: {a: {runs-on: [self-hosted, Windows], steps: [{run: "npm ci\\nnpx tsc --noEmit"}]}}',
        "jobs: {a: {defaults: {run: {shell: pwsh}}, steps: [{run: npx tsc --noEmit, shell: bash}]}}",
    ):
        assert len(jobs_that_run("npx tsc --noEmit", [("ci.yml", text.encode())])) == 1
