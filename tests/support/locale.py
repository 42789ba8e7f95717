"""Compile the catalogue of click's words: `python -m tests.support.locale`."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import relcommit

FOLDER = Path(relcommit.__file__).parent / "text" / "locale" / "es" / "LC_MESSAGES"


def compiled() -> bytes:
    """What the `.mo` file has to hold for the `.po` file of today."""
    with (FOLDER / "relcommit.po").open("rb") as source:
        catalogue = read_po(source, locale="es")
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)  # the same bytes every day
    made = BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


if __name__ == "__main__":
    (FOLDER / "relcommit.mo").write_bytes(compiled())
