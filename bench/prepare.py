"""`relcommit prepare --yes` against the same result by plain git commands, and start-up against `import click`.

Usage: python bench/prepare.py [--documents 500] [--moved 20] [--runs 20] [--page]

Every run starts from a fresh copy of the same repository; the two commands take turns, and the figure is the
median of the paired ratios. Both have to reach the same tree, which is checked.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from page import put

PLAN = """# Plan

## Rama recomendada

`docs/archivo`

## Mensaje de commit recomendado

`docs(archivo): retira los documentos de la etapa 1`

## Cuerpo recomendado

- mueve la etapa 1 a `docs/historico/etapa1/`

## Definición de «Done»

- Enlaces comprobados
"""
SETTINGS = """[docs]
current = "."
[[docs.rules]]
paths = "docs/etapa1/**"
status = "historico"
to = "docs/historico/etapa1"
"""
BY_HAND = r"""
git checkout -q -b docs/archivo
mkdir -p docs/historico/etapa1
for f in docs/etapa1/*.md; do git mv "$f" "docs/historico/etapa1/${f##*/}"; done
sed -i -E 's#\]\(\.\./(d[0-9]+\.md)#](../../\1#g' docs/historico/etapa1/*.md
grep -rlE 'etapa1/' --include='*.md' docs README.md | grep -v '^docs/plan.md$' \
  | xargs sed -i -E 's#\]\(etapa1/#](historico/etapa1/#g; s#`docs/etapa1/#`docs/historico/etapa1/#g'
git add docs README.md
git commit -q -F .git/mensaje
git push -q -u origin docs/archivo
"""


def git(*args: str, cwd: Path) -> str:
    return subprocess.run(("git", *args), cwd=cwd, check=True, capture_output=True, text=True).stdout


def build(place: Path, documents: int, moved: int) -> None:
    """A repository whose documents cite each other seven times each, as real ones do."""
    repo = place / "repo"
    git("init", "-q", "--bare", "-b", "main", str(place / "origin.git"), cwd=place)
    git("init", "-q", "-b", "main", str(repo), cwd=place)
    (repo / "docs" / "etapa1").mkdir(parents=True)
    kept = documents - moved
    for number in range(documents):
        old = number >= kept
        links = []
        for step in range(1, 8):
            target = (number * 31 + step * 97) % documents
            name = f"etapa1/d{target}.md" if target >= kept else f"d{target}.md"
            if old:
                name = f"d{target}.md" if target >= kept else f"../d{target}.md"
            links.append(f"Véase [el documento {target}]({name}) para el detalle, con algo de texto alrededor.\n")
        if not old and number % 10 == 0:
            links.append(f"El archivo `docs/etapa1/d{kept + number % moved}.md` lo cuenta entero.\n")
        folder = repo / "docs" / "etapa1" if old else repo / "docs"
        (folder / f"d{number}.md").write_text(f"# Documento {number}\n\n" + "\n".join(links), "utf-8")
    (repo / "README.md").write_text("# Proyecto\n", "utf-8")
    (repo / "relcommit.toml").write_text(SETTINGS, "utf-8")
    (repo / "docs" / "plan.md").write_text(PLAN, "utf-8")
    for key, value in (("user.name", "Banco"), ("user.email", "banco@example.invalid"), ("commit.gpgSign", "false")):
        git("config", key, value, cwd=repo)
    git("remote", "add", "origin", "../origin.git", cwd=repo)
    git("add", "--", "README.md", "relcommit.toml", "docs/etapa1", "docs/d*.md", cwd=repo)
    git("commit", "-q", "-m", "docs: empieza", cwd=repo)
    git("push", "-q", "origin", "main", cwd=repo)
    message = "docs(archivo): retira los documentos de la etapa 1\n\n- mueve la etapa 1 a `docs/historico/etapa1/`\n"
    (repo / ".git" / "mensaje").write_text(message, "utf-8")


def timed(command: Sequence[str], cwd: Path) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=cwd, check=True, capture_output=True)
    return time.perf_counter() - start


def once(template: Path, command: Sequence[str]) -> tuple[float, str]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "run"
        shutil.copytree(template, place, symlinks=True)
        git("status", cwd=place / "repo")
        seconds = timed(command, place / "repo")
        return seconds, git("rev-parse", "docs/archivo^{tree}", cwd=place / "origin.git").strip()


def paired(first: Sequence[str], second: Sequence[str], runs: int) -> float:
    ratios = []
    for _ in range(runs):
        base = timed(first, Path.cwd())
        ratios.append(timed(second, Path.cwd()) / base)
    return statistics.median(ratios)


def report(documents: int, moved: int, runs: int) -> list[str]:
    """Measure, and give the lines of the page."""
    relcommit = [str(Path(sys.executable).with_name("relcommit"))]
    click = [sys.executable, "-c", "import click"]
    hand, ours, ratios = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder)
        build(template, documents, moved)
        for _ in range(runs):
            seconds, tree = once(template, ("bash", "-euc", BY_HAND))
            mine, same = once(template, (*relcommit, "prepare", "docs/plan.md", "--yes"))
            assert tree == same, "the two results differ"
            hand.append(seconds * 1000)
            ours.append(mine * 1000)
            ratios.append(mine / seconds)
        version = paired(click, [*relcommit, "--version"], runs)
        show = paired(click, [*relcommit, "plan", "show", str(template / "repo" / "docs" / "plan.md")], runs)
    prepared = f"{statistics.median(hand):.0f} ms | {statistics.median(ours):.0f} ms | {statistics.median(ratios):.2f}"
    return [
        "## prepare",
        "",
        f"Un repositorio con {documents} documentos, de los que se mueven {moved}, con su «origin» al lado y la",
        "carpeta local de pull requests. Lo mismo a mano es un guion con órdenes de git y «sed»; los dos dejan el",
        f"mismo árbol, y se comprueba. Se turnan {runs} veces sobre copias nuevas: medianas de los tiempos y de los",
        "cocientes de cada turno.",
        "",
        "| Orden | Contra | Suyo | Nuestro | Cociente | Como mucho |",
        "|---|---|---:|---:|---:|---:|",
        f"| `relcommit prepare --yes` | el guion | {prepared} | 3 |",
        f"| `relcommit --version` | `import click` | | | {version:.2f} | 1.5 |",
        f"| `relcommit plan show` | `import click` | | | {show:.2f} | 2.5 |",
        "",
        "Se repite con `python bench/prepare.py --page`.",
    ]


def main() -> None:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--moved", type=int, default=20)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--page", action="store_true")
    options = parser.parse_args()
    lines = report(options.documents, options.moved, options.runs)
    print("\n".join(lines))
    if options.page:
        put("prepare.py", lines)


if __name__ == "__main__":
    main()
