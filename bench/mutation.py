"""How many small mistakes in a room its unit tests notice: the mutation score.

Usage: python bench/mutation.py [ROOM…] [--sample 15] [--seed 1] [--only TEXT] [--all]

Each mutant is one change of one place, taken by lot: a comparison turned round, a bound one off, a `not` left out, a
statement dropped. It lives in a fork, in memory alone: no file of the project is written. First run the tests that
reach the changed line (coverage.py says which, once a room), the quickest first; whoever outlives them meets the room's
other unit tests too. A mutant that outlasts the time limit counts as noticed. Hypothesis draws the same examples in
each run, and shrinks none. Printed are the survivors, each with its line before and after, and the share that was
noticed, in percent. Some survivors change nothing that can be seen: a person has to look at each.
"""

import argparse
import ast
import copy
import importlib.abc
import importlib.machinery
import json
import os
import random
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import spec_from_loader
from pathlib import Path
from types import CodeType, ModuleType

import coverage
import hypothesis
import pytest

assert sys.platform != "win32", "there are no forks on Windows"

PROJECT = Path(__file__).resolve().parents[1]
ROOMS = {
    "checklist": ("tests/unit/checklist",),
    "commits": ("tests/unit/commits",),
    "docs": ("tests/unit/docs",),
    "engine": ("tests/unit/engine", "tests/unit/steps"),
    "plan": ("tests/unit/plan",),
    "program": ("tests/unit/program",),
    "rollout": ("tests/unit/rollout",),
    "steps": ("tests/unit/steps",),
}
"""By room, the tests that have to notice; `engine` runs steps, so that theirs are its own too."""
QUIET = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist")
LEAST_SECONDS, TIMES_BASELINE = 30, 4
"""How long a mutant may take: this many seconds, or this many times what the tests take without any."""

Change = Callable[[ast.AST], ast.AST | None]
"""A changed copy of a node; `None` where there is nothing to change."""

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


def other_comparison(node: ast.AST) -> ast.AST | None:
    """`==` for `!=`, `<` for `<=`, `in` for `not in`."""
    if not isinstance(node, ast.Compare):
        return None
    return ast.Compare(node.left, [COMPARISONS[type(node.ops[0])](), *node.ops[1:]], node.comparators)


def other_join(node: ast.AST) -> ast.AST | None:
    """`and` for `or`."""
    if not isinstance(node, ast.BoolOp):
        return None
    return ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)


def one_condition_less(node: ast.AST) -> ast.AST | None:
    """The last of several conditions left out."""
    if not isinstance(node, ast.BoolOp):
        return None
    return node.values[0] if len(node.values) == 2 else ast.BoolOp(node.op, node.values[:-1])


def without_not(node: ast.AST) -> ast.AST | None:
    """What stands behind a `not`."""
    return node.operand if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not) else None


def other_constant(node: ast.AST) -> ast.AST | None:
    """A number one more, the other truth value, an empty text, or a text where there was none."""
    match node:
        case ast.Constant(value=bool(value)):
            return ast.Constant(not value)
        case ast.Constant(value=int(value)):
            return ast.Constant(value + 1)
        case ast.Constant(value=str(value)):
            return ast.Constant("" if value else "mutant")
        case _:
            return None


def other_arithmetic(node: ast.AST) -> ast.AST | None:
    """`+` for `-`, `|` for `&`."""
    if not isinstance(node, ast.BinOp) or type(node.op) not in ARITHMETIC:
        return None
    return ast.BinOp(node.left, ARITHMETIC[type(node.op)](), node.right)


def other_return(node: ast.AST) -> ast.AST | None:
    """Nothing, where a value was returned."""
    is_value = isinstance(node, ast.Return) and node.value is not None
    return ast.Return(ast.Constant(None)) if is_value and not _is_none(node) else None


def other_leap(node: ast.AST) -> ast.AST | None:
    """`break` for `continue`."""
    match node:
        case ast.Break():
            return ast.Continue()
        case ast.Continue():
            return ast.Break()
        case _:
            return None


def no_statement(node: ast.AST) -> ast.AST | None:
    """A call or an augmented assignment dropped."""
    is_call = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    return ast.Pass() if is_call or isinstance(node, ast.AugAssign) else None


CHANGES: tuple[Change, ...] = (
    other_comparison,
    other_join,
    one_condition_less,
    without_not,
    other_constant,
    other_arithmetic,
    other_return,
    other_leap,
    no_statement,
)


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Return) and isinstance(node.value, ast.Constant) and node.value.value is None


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one place: the number of the node in the order of `changeable`, and which change."""

    path: Path
    number: int
    change: Change

    @property
    def module(self) -> str:
        """The module's name, as it is imported."""
        parts = self.path.relative_to(PROJECT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def tree(self) -> tuple[ast.Module, ast.AST, ast.AST]:
        """The changed module, the node as it was, and as it is."""
        module = ast.parse(self.path.read_text("utf-8"))
        before = list(changeable(module))[self.number]
        after = self.change(before)
        assert after is not None
        ast.copy_location(after, before)
        _Replace(before, after).visit(module)
        return ast.fix_missing_locations(module), before, after

    def lines(self) -> range:
        """Those of the innermost statement that has the place; of a compound one, down to the place's end alone."""
        module = ast.parse(self.path.read_text("utf-8"))
        node = list(changeable(module))[self.number]
        first, last = getattr(node, "lineno", 1), getattr(node, "end_lineno", 1)
        around = [
            statement.lineno
            for statement in ast.walk(module)
            if isinstance(statement, ast.stmt) and statement.lineno <= first and last <= (statement.end_lineno or 0)
        ]
        return range(max(around, default=first), last + 1)

    def describe(self) -> str:
        """Its place, and its node before and after."""
        _, before, after = self.tree()
        line = getattr(before, "lineno", 0)
        shown = (ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))) for node in (before, after))
        was, became = (" ".join(text.split())[:100] for text in shown)
        source = self.path.read_text("utf-8").splitlines()[line - 1].strip()
        return f"{self.path.relative_to(PROJECT)}:{line}: {was}  ->  {became}\n      in: {source[:120]}"


class _Replace(ast.NodeTransformer):
    def __init__(self, before: ast.AST, after: ast.AST) -> None:
        self.before, self.after = before, after

    def visit(self, node: ast.AST) -> ast.AST:
        """The other node in place of this one."""
        return self.after if node is self.before else super().visit(node)


def changeable(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that do something: no docstrings, no annotations, no `TYPE_CHECKING`."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "type_params", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            is_text = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
            is_typing = isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"
            if not isinstance(child, ast.AST) or is_text or is_typing:
                continue
            if not isinstance(node, ast.JoinedStr | ast.FormattedValue | ast.MatchValue) or name == "value":
                yield child
                yield from changeable(child)


def mutants_of(room: str, only: str) -> list[Mutant]:
    """Every mutant of a room, or of those of its files whose path has a text in it."""
    mutants = []
    for path in sorted((PROJECT / "relcommit" / room).rglob("*.py")):
        if only not in str(path.relative_to(PROJECT)):
            continue
        for number, node in enumerate(changeable(ast.parse(path.read_text("utf-8")))):
            mutants += [Mutant(path, number, change) for change in CHANGES if change(node) is not None]
    return mutants


class _Loader(importlib.machinery.SourceFileLoader):
    """Imports a module in its changed form; its file's name stays what it is."""

    def __init__(self, mutant: Mutant) -> None:
        super().__init__(mutant.module, str(mutant.path))
        self.changed = mutant.tree()[0]

    def get_code(self, fullname: str) -> CodeType:
        """The changed module, compiled; never from a cache, and never into one."""
        del fullname
        return compile(self.changed, self.path, "exec")


class _Finder(importlib.abc.MetaPathFinder):
    """Finds the one module that is changed."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The changed module's; nothing for any other."""
        del path, target
        is_changed = fullname == self.mutant.module
        return spec_from_loader(fullname, _Loader(self.mutant)) if is_changed else None


@dataclass(slots=True)
class Choice:
    """A plugin of pytest: runs only these tests, in this order (all where there is none); notes how long each took."""

    chosen: Sequence[str] = ()
    durations: dict[str, float] = field(default_factory=dict)

    def pytest_sessionstart(self) -> None:
        """Let hypothesis draw the same examples each time, and spend nothing on making them small."""
        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        hypothesis.settings.register_profile(
            "mutation",
            deadline=None,
            derandomize=True,
            database=None,
            phases=phases,
            suppress_health_check=[*hypothesis.HealthCheck],
        )
        hypothesis.settings.load_profile("mutation")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave what was not chosen."""
        if self.chosen:
            by_id = {item.nodeid: item for item in items}
            items[:] = [by_id[node] for node in self.chosen if node in by_id]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note the seconds of its three phases."""
        self.durations[report.nodeid] = self.durations.get(report.nodeid, 0) + report.duration


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a room's tests do without any mutant: by test its seconds, and by file and line the tests that reach it."""

    seconds: float
    durations: Mapping[str, float]
    reached: Mapping[str, Mapping[int, Collection[str]]]

    def reaching(self, mutant: Mutant) -> list[str]:
        """The tests that reach the changed statement, the quickest first.

        What runs while the module is imported is reached by whoever reaches the module at all.
        """
        lines = self.reached.get(str(mutant.path), {})
        tests = {test for line in mutant.lines() for test in lines.get(line, ())}
        if "" in tests:
            tests = {test for reaching in lines.values() for test in reaching}
        return sorted(tests - {""}, key=lambda test: (self.durations.get(test, 0.0), test))


def measure(room: str) -> Baseline:
    """Run a room's tests without any mutant; leave where one fails."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        data_file, durations_file = Path(folder) / "coverage", Path(folder) / "durations"
        choice = Choice()

        def run() -> int:
            code = pytest.main(
                [f"--cov=relcommit/{room}", "--cov-context=test", "--cov-report=", *QUIET, *ROOMS[room]],
                plugins=[choice],
            )
            durations_file.write_text(json.dumps(choice.durations), "utf-8")
            return code

        if not passes(run, 3600, COVERAGE_FILE=str(data_file)):
            sys.exit(f"{room}: the tests fail without any mutant")
        data = coverage.CoverageData(str(data_file))
        data.read()
        reached = {
            path: {
                line: frozenset(context.rpartition("|")[0] for context in contexts)
                for line, contexts in data.contexts_by_lineno(path).items()
            }
            for path in data.measured_files()
        }
        durations = json.loads(durations_file.read_text("utf-8"))
    return Baseline(time.monotonic() - started, durations, reached)


def passes(run: Callable[[], int], seconds: float, **environment: str) -> bool:
    """Whether this gives 0 in a fork; not, where it takes longer than that."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        os.close(reader)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        os.environ.update(environment)
        code = 3
        try:
            code = run()
        finally:
            os._exit(int(code))
    os.close(writer)
    ended, _, _ = select.select([reader], [], [], seconds)  # nobody writes: it closes when the last one ends
    os.close(reader)
    if not ended:
        os.killpg(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


def survives(room: str, mutant: Mutant, baseline: Baseline) -> bool:
    """Whether no test of the room fails with it: neither those that reach it nor, after them, the others."""

    def run(tests: Sequence[str]) -> int:
        sys.meta_path.insert(0, _Finder(mutant))
        files = sorted({test.partition("::")[0] for test in tests})
        return pytest.main(["-x", "-p", "no:cov", *QUIET, *(files or ROOMS[room])], plugins=[Choice(tests)])

    reaching = baseline.reaching(mutant)
    others = sorted(baseline.durations.keys() - set(reaching), key=lambda test: baseline.durations[test])
    limit = max(LEAST_SECONDS, TIMES_BASELINE * baseline.seconds)
    return all(passes(lambda tests=tests: run(tests), limit) for tests in (reaching, others) if tests)  # type: ignore[misc]


def score(room: str, sample: list[Mutant]) -> float:
    """Judge a sample of a room's mutants, tell the survivors, and return the share that was noticed, from 0 to 1."""
    baseline = measure(room)
    survivors = 0
    for mutant in sample:
        if survives(room, mutant, baseline):
            survivors += 1
            print(f"  alive: {mutant.describe()}", flush=True)
    noticed = len(sample) - survivors
    print(f"{room}: {noticed} of {len(sample)} noticed ({noticed / len(sample):.0%})", flush=True)
    return noticed / len(sample)


def import_libraries() -> None:
    """Import what the project imports from others, once for all forks, and forget the project itself."""
    importlib.import_module("relcommit.cli.main")
    for name in [name for name in sys.modules if name.partition(".")[0] == "relcommit"]:
        del sys.modules[name]


def main() -> None:
    """Judge each room that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rooms", nargs="*", choices=[*ROOMS, []], metavar="ROOM", help=", ".join(ROOMS))
    parser.add_argument("--sample", type=int, default=15, help="mutants of each room, by lot")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same mutants on the same code")
    parser.add_argument("--only", default="", help="only files whose path has this text in it")
    parser.add_argument("--all", action="store_true", help="every mutant instead of a sample")
    chosen = parser.parse_args()
    os.chdir(PROJECT)
    sys.path.insert(0, str(PROJECT))
    import_libraries()
    for room in chosen.rooms or ROOMS:
        mutants = mutants_of(room, chosen.only)
        lot = random.Random(f"{chosen.seed} {room}")  # noqa: S311
        score(room, mutants if chosen.all else lot.sample(mutants, min(chosen.sample, len(mutants))))


if __name__ == "__main__":
    main()
