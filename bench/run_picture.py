#!/usr/bin/env python3
"""Draws what `relcommit demo` prints as the picture of the README.

Usage: run_picture.py [--lines N] > docs/vigentes/una-ejecucion.svg

The run is a real one, in its own sandbox; only its folder's name, which differs each time, is made plain.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
WIDTH, LINE, LEFT, TOP = 880, 18, 16, 40
_CELLS = 104
"""Characters of a line; what is longer goes on in the next."""
_FOLDER = re.compile(r"/\S*/relcommit-demo-\w+")
_COMMAND = re.compile(r"\$ ")


def lines_of(text: str) -> list[str]:
    """The lines as a terminal of that width shows them."""
    return [line[start : start + _CELLS] for line in text.splitlines() for start in range(0, max(len(line), 1), _CELLS)]


def picture(lines: list[str]) -> str:
    """The lines as SVG, commands in another colour."""
    height = TOP + LINE * len(lines) + 12
    rows = "\n".join(
        f'<text x="{LEFT}" y="{TOP + LINE * number}" fill="{"#7ee787" if _COMMAND.match(line) else "#e6edf3"}" '
        f'xml:space="preserve">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'aria-label="Lo que imprime relcommit demo" font-family="monospace" font-size="13">\n'
        f'<rect width="{WIDTH}" height="{height}" rx="8" fill="#0d1117"/>\n{rows}\n</svg>\n'
    )


def main() -> int:
    """Run the demo, draw it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--lines", type=int, default=44, help="how many lines of it are drawn")
    most = parser.parse_args().lines
    ended = subprocess.run(
        (sys.executable, "-m", "relcommit", "demo"), cwd=ROOT, capture_output=True, text=True, check=True
    )
    text = _FOLDER.sub("carpeta-de-prueba", ended.stdout)
    sys.stdout.write(picture(lines_of(text)[:most]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
