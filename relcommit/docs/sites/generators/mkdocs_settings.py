"""What `mkdocs.yml` says of where its pages stand."""

import re

from relcommit.docs.paths import folder_of, join

DOCS_DIR = re.compile(rb"""^docs_dir:[ \t]*["']?([^"'#\r\n]+)""", re.MULTILINE)


def is_mkdocs(path: str) -> bool:
    """Whether a file is the configuration of MkDocs."""
    return path.rpartition("/")[2] in ("mkdocs.yml", "mkdocs.yaml")


def docs_dir(path: str, data: bytes) -> str | None:
    """Where the pages of a `mkdocs.yml` stand; `None` outside the repository."""
    setting = DOCS_DIR.search(data)
    return join(folder_of(path), setting[1].decode("utf-8", "replace").strip() if setting else "docs")
