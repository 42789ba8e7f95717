"""The table and the plot of bench/check.py, and where they stand in the documentation."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from page import PAGE, comma, put

PLOT = PAGE.with_name("rendimiento-commits.svg")
HOW = """\
Las órdenes se turnan en cada ronda, y lo que se ve es la mediana. Se repite con
`python bench/check.py --path VENV/bin --path node_modules/.bin --write`. El hook deja pasar en la shell lo que seguro
que está bien («hook»), y pregunta a Python por lo demás («Python»). Lo mismo hace la orden con un rango corto; en uno
con dudas, se suma lo que tarda Python."""
WIDTH, ROW, LEFT = 760, 24, 220
_OURS, _OTHERS = "#2b6cb0", "#a0aec0"


class Measured(Protocol):
    """What is shown of a case."""

    name: str
    memory: int

    @property
    def median(self) -> float: ...


def table(cases: Sequence[Measured]) -> str:
    """Markdown, fastest first."""
    rows = ["| Orden | Mediana (ms) | Memoria (MB) |", "|---|---:|---:|"]
    rows += (f"| {one.name} | {one.median:.2f} | {one.memory / 1024:.0f} |" for one in sorted(cases, key=_speed))
    return "\n".join(rows)


def write(groups: Mapping[str, Sequence[Measured]]) -> None:
    """Replace our part of the page, and the plot beside it."""
    PLOT.write_text(plot(groups), "utf-8")
    parts = ["## Formato de commits", "", HOW, "", f"![Tiempos de cada orden]({PLOT.name})", ""]
    for title, cases in groups.items():
        parts += [f"### {title}", "", table(cases), ""]
    put("check.py", parts)


def plot(groups: Mapping[str, Sequence[Measured]]) -> str:
    """Bars on a scale of powers of ten."""
    rows = ['<text x="10" y="20" font-size="15">Milisegundos, en escala logarítmica</text>']
    top = 52
    for title, cases in groups.items():
        rows.append(f'<text x="10" y="{top}" font-weight="bold">{title}</text>')
        for one in sorted(cases, key=_speed):
            top += ROW
            rows.append(_bar(one, top))
        top += 2 * ROW
    style = 'font-family="sans-serif" font-size="13" fill="#2d3748"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{top}" role="img" {style}>\n'
        f'<rect width="100%" height="100%" fill="white"/>\n{chr(10).join(rows)}\n</svg>\n'
    )


def _bar(one: Measured, top: int) -> str:
    from math import log10

    long = max(2.0, log10(max(one.median, 0.1) * 10) / 5.5 * (WIDTH - LEFT - 90))
    color = _OURS if one.name.startswith("relcommit") else _OTHERS
    return (
        f'<text x="{LEFT - 8}" y="{top}" text-anchor="end">{one.name}</text>'
        f'<rect x="{LEFT}" y="{top - 13}" width="{long:.0f}" height="16" fill="{color}"/>'
        f'<text x="{LEFT + long + 6:.0f}" y="{top}">{comma(f"{one.median:.1f}")}</text>'
    )


def _speed(one: Measured) -> float:
    return one.median
