"""Make a repository with many documents that point at one another as real ones do.

Usage: python bench/docs_tree.py FOLDER NUMBER

About seven references a document, in the proportions that public repositories have: inline links, most of them to
documents near by, some with an anchor; images; reference definitions; backticked paths; some HTML. A third of the
folders is called «etapa…», which `relcommit.toml` declares historical.
"""

import random
import subprocess
import sys
from pathlib import Path, PurePosixPath

WORDS = (
    "servicio", "despliegue", "migración", "registro", "métrica", "cola", "índice", "rollback", "canario", "permiso",
    "plantilla", "versión", "evento", "cliente", "prueba", "contrato", "esquema", "ventana", "copia", "alerta",
)  # fmt: skip
SETTINGS = """[docs]
current = "."
keep = ["docs/README.md"]

[[docs.rules]]
paths = "docs/etapa*/**"
status = "historico"
"""


def place(number: int) -> str:
    """Where a document stands: 25 to a folder, three folders in ten historical."""
    group = number // 25
    kind = "etapa" if group % 10 < 3 else "area"
    return f"docs/{kind}{group:03d}/documento-{number:05d}.md"


def text(number: int, total: int, chance: random.Random) -> str:
    """A document of about 2.5 kB with about seven references."""
    home = PurePosixPath(place(number)).parent
    lines = [f"# Documento {number}", ""]
    for _ in range(chance.randint(4, 10)):
        near = chance.random() < 0.6
        target = (number + chance.randint(-40, 40)) % total if near else chance.randrange(total)
        lines += [prose(chance), reference(place(target), home, chance), ""]
    return "\n".join(lines)


def prose(chance: random.Random) -> str:
    """Some sentences."""
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(25, 60))).capitalize() + "."


def reference(target: str, home: PurePosixPath, chance: random.Random) -> str:
    """One reference from a folder to a document."""
    way = (
        str(PurePosixPath(*[".."] * len(home.parts), target))
        if not target.startswith(f"{home}/")
        else target[len(str(home)) + 1 :]
    )
    kind = chance.random()
    if kind < 0.62:
        anchor = f"#documento-{int(target[-8:-3])}" if chance.random() < 0.2 else ""
        return f"Véase [el documento]({way}{anchor}) sobre {chance.choice(WORDS)}."
    if kind < 0.72:
        return f"![figura]({'../' * len(home.parts)}docs/img/figura.png)"
    if kind < 0.82:
        return f"Está en `{target}`."
    if kind < 0.92:
        return f"[{chance.choice(WORDS)}][r{abs(hash(target)) % 9973}]\n\n[r{abs(hash(target)) % 9973}]: {way}"
    return f'<a href="{way}">aquí</a>'


def make(folder: Path, total: int) -> None:
    """Write the tree and commit it."""
    chance = random.Random(total)  # noqa: S311 - the same tree each time
    files = {place(number): text(number, total, chance) for number in range(total)}
    files |= {"docs/img/figura.png": "", "docs/README.md": "# Documentos\n", "relcommit.toml": SETTINGS}
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, "utf-8")
    git(folder, "init", "-q", "-b", "main")
    settled = {"user.name": "banco", "user.email": "banco@example.org", "gc.auto": "0", "maintenance.auto": "false"}
    for key, value in settled.items():
        git(folder, "config", key, value)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "docs: reúne el árbol")
    git(folder, "gc", "-q")


def git(folder: Path, *asked: str) -> None:
    """Run git in a folder."""
    subprocess.run(("git", *asked), cwd=folder, check=True)


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
