"""Sphinx: `conf.py`. Its menus stand in its documents, as `toctree`, and its links are paths of files, or names."""

from relcommit.docs.sites.generator import Generator, names_of
from relcommit.docs.sites.site_files import SiteFiles
from relcommit.docs.sites.target_names import TargetNames, target_names


def _names(path: str, tree: SiteFiles) -> TargetNames | None:
    """Those of a project written in MyST."""
    return target_names(path, tree, closed=True) if b"myst" in tree.data(path) else None


SPHINX = Generator(name="Sphinx", is_config=names_of("conf.py"), names=_names)
