"""Sphinx: `conf.py`. Its menus stand in its documents, as `toctree`, and its links are paths of files."""

from relcommit.docs.sites.generator import Generator, names_of

SPHINX = Generator(name="Sphinx", is_config=names_of("conf.py"))
