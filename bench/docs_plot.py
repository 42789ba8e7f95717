"""The curve of `bench/docs.py` as an SVG, on two logarithmic scales."""

from collections.abc import Mapping, Sequence
from math import log10

from page import PAGE, comma, put

PLOT = PAGE.with_name("rendimiento-documentos.svg")
WORDS = """## Documentos

`relcommit docs apply --yes` mueve el 30 % de los documentos de un árbol con unas siete referencias en cada uno,
reescribe todo lo que los señala y hace un commit. El suelo lee cada documento, mueve y escribe los que cambian,
actualiza el índice una vez y hace un commit, con las mismas opciones de git. «git mv» hace
solo los movimientos, uno a uno, y rompe cada enlace. Los segundos son de procesador, los de git incluidos: los del
reloj dicen cuánto trabajo tiene la máquina.

![Curva de tiempos](rendimiento-documentos.svg)
"""
NOTE = "Se repite con `python bench/docs.py --page`: medianas de turnos alternos sobre copias nuevas del mismo árbol."

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 760, 420, 64, 40, 190, 52
TITLE = "Segundos de procesador para mover el 30 % de los documentos, en escalas logarítmicas"
STYLE = 'font-family="sans-serif" font-size="13"'
LINES = {
    "git_mv": ("git mv, uno a uno", "#c2410c"),
    "ours": ("relcommit docs apply", "#1d4ed8"),
    "floor": ("suelo", "#6b7280"),
}
Row = Mapping[str, float]


def draw(rows: Sequence[Row]) -> str:
    """The three lines over the number of documents."""
    seconds = [row[name] for row in rows for name in LINES if name in row]
    low, high = log10(min(seconds)), log10(max(seconds))
    first, last = log10(rows[0]["documents"]), log10(rows[-1]["documents"])

    def x(documents: float) -> float:
        return LEFT + (log10(documents) - first) / (last - first) * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (log10(value) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {STYLE}>',
        f"<title>{TITLE}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="22" font-size="15">{TITLE}</text>',
    ]
    for power in range(int(low) - 1, int(high) + 2):
        for value in (10.0**power, 3 * 10.0**power):
            if low <= log10(value) <= high:
                parts += _grid(LEFT, WIDTH - RIGHT, y(value), comma(f"{value:g}"))
    for row in rows:
        at = x(row["documents"])
        parts.append(
            f'<text x="{at:.0f}" y="{HEIGHT - 30}" text-anchor="middle">{row["documents"]:,.0f}</text>'.replace(
                ",", " "
            )
        )
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" y="{HEIGHT - 10}" text-anchor="middle">documentos</text>')
    for name, (label, colour) in LINES.items():
        points = [(x(row["documents"]), y(row[name])) for row in rows if name in row]
        if not points:
            continue
        path = " ".join(f"{left:.1f},{top:.1f}" for left, top in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{left:.1f}" cy="{top:.1f}" r="3" fill="{colour}"/>' for left, top in points]
        parts.append(f'<text x="{points[-1][0] + 8:.0f}" y="{points[-1][1] + 4:.0f}" fill="{colour}">{label}</text>')
    return "\n".join([*parts, "</svg>", ""])


def write(rows: Sequence[Row]) -> None:
    """Replace our part of the page, and the plot beside it."""
    PLOT.write_text(draw(rows), "utf-8")
    names = ("Documentos", "Suelo (s)", "relcommit (s)", "Veces el suelo", "Memoria (MB)", "git mv (s)")
    table = [f"| {' | '.join(names)} |", "|---:" * len(names) + "|"]
    for row in rows:
        moved = f"{row['git_mv']:.1f}" if "git_mv" in row else "—"
        table.append(
            f"| {row['documents']:.0f} | {row['floor']:.2f} | {row['ours']:.2f} | {row['ratio']:.1f} "
            f"| {row['megabytes']:.0f} | {moved} |"
        )
    put("docs.py", [WORDS, *table, "", NOTE])


def _grid(left: float, right: float, at: float, label: str) -> list[str]:
    return [
        f'<line x1="{left}" x2="{right}" y1="{at:.1f}" y2="{at:.1f}" stroke="#e5e7eb"/>',
        f'<text x="{left - 8}" y="{at + 4:.1f}" text-anchor="end">{label}</text>',
    ]
