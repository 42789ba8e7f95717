"""Zensical: `zensical.toml`; it reads `mkdocs.yml` too, which is MkDocs' file."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from relcommit.docs.formats import toml
from relcommit.docs.links.reference import Reference
from relcommit.docs.paths import folder_of, join
from relcommit.docs.sites.generator import Generator, Site, names_of
from relcommit.docs.sites.generators.mkdocs import pages_site
from relcommit.docs.sites.site_files import SiteFiles


def settings_of(data: bytes) -> Mapping[str, Any]:
    """The settings of a TOML text; none for one that is no TOML."""
    try:
        return tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError):
        return {}


def _project(data: bytes) -> Mapping[str, Any]:
    project = settings_of(data).get("project", {})
    return project if isinstance(project, dict) else {}


def _root(path: str, data: bytes) -> str | None:
    return join(folder_of(path), str(_project(data).get("docs_dir", "docs")))


def _references(path: str, data: bytes) -> Iterator[Reference]:
    root, home = _root(path, data), folder_of(path)
    bases = (home,) if root is None else (root, home)
    for scalar in toml.scalars(data, 0, len(data)):
        if scalar.end > scalar.start:
            yield Reference("config", scalar.start, scalar.end, "plain", bases)


def _sites(path: str, tree: SiteFiles) -> Iterator[Site]:
    data = tree.data(path)
    root = _root(path, data)
    if root is not None:
        yield replace(pages_site("Zensical", path, root, _project(data)), counts_from_file=True)


ZENSICAL = Generator(name="Zensical", is_config=names_of("zensical.toml"), references=_references, sites=_sites)
