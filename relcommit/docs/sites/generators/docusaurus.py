"""Docusaurus: `docusaurus.config.*`, its sidebars, its versions and languages, and what it serves as it is."""

import re
from collections.abc import Iterator

from relcommit.docs.formats.javascript import Script, Unreadable
from relcommit.docs.links.reference import Reference
from relcommit.docs.paths import folder_of, folders_of, is_below, join
from relcommit.docs.sites.generator import Generator, Site
from relcommit.docs.sites.generators.docusaurus_routes import Docs, docs_plugins
from relcommit.docs.sites.redirects.docusaurus_redirects import redirected
from relcommit.docs.sites.scripts import SCRIPTS, is_script, strings
from relcommit.docs.sites.site_files import SiteFiles

_KEYS = frozenset(("to", "href", "id", "docId", "dirName", "link", "path", "sidebarPath", "src", "image", "favicon",
                   "logo", "srcDark", "customCss"))  # fmt: skip
_NAMED = frozenset(("id", "docId"))
"""Whose values name a document in a sidebar."""
_VERSIONED = re.compile(r"(?:(?P<id>.+)_)?versioned_sidebars/version-(?P<version>.+)-sidebars\.json")
_BASE = re.compile(rb"""(?<![\w$.])baseUrl[ \t]*:[ \t]*(["'`])([^"'`\r\n]*)\1""")
_SLUG = re.compile(rb"""(?<![\w$.])["']?slug["']?[ \t]*:[ \t]*(["'`])([^"'`\r\n]*)\1""")


def is_docusaurus(path: str) -> bool:
    """Whether a file is the configuration of Docusaurus."""
    return is_script(path, "docusaurus")


def _is_menu(path: str) -> bool:
    name = path.rpartition("/")[2]
    return (name.endswith(SCRIPTS) and "sidebars" in name.lower()) or (
        name in ("_category_.json", "versions.json") or name.endswith("_versions.json")
    )


def _references(path: str, data: bytes) -> Iterator[Reference]:
    name = path.rpartition("/")[2]
    if name == "versions.json" or name.endswith("_versions.json"):
        return iter(())
    home = folder_of(path)
    versioned = _VERSIONED.search(path)
    if versioned:
        prefix = f"{versioned['id'].rpartition('/')[2]}_" if versioned["id"] else ""
        site = folder_of(home)
        return strings(
            data, (join(site, f"{prefix}versioned_docs/version-{versioned['version']}") or "",), _KEYS, named=_NAMED
        )
    bases = (home,) if name == "_category_.json" else (f"{home}/docs".lstrip("/"), home)
    named = _NAMED if "sidebars" in name.lower() else ()
    return strings(data, bases, _KEYS, named=named)


def _sites(path: str, tree: SiteFiles) -> Iterator[Site]:
    data, home = tree.data(path), folder_of(path)
    base = _BASE.search(data)
    try:
        plugins = docs_plugins(Script(data), home, tree)
        unread: tuple[str, ...] = ()
    except Unreadable:
        plugins = (Docs(f"{home}/docs".lstrip("/"), "docs", numbered=True),)
        unread = ("plugin-content-docs",)
    folders = folders_of(tree.files)
    for plugin in plugins:
        if plugin.folder not in folders:
            continue
        begins = f"/{plugin.base.strip('/')}".rstrip("/")
        menus = _menus_of(plugin, home, tree)
        yield Site(
            generator="Docusaurus", config=path, folder=plugin.folder,
            address=plugin.route, named=plugin.name,
            base=(base[2].decode("utf-8", "replace") if base else "/").rstrip("/") + "/",
            static=(f"{home}/static".lstrip("/"),), menus=menus,
            pages=(f"{home}/src/pages".lstrip("/"), f"{home}/blog".lstrip("/")),
            judged=(begins,) if begins and not unread else (),
            made=(f"{begins}/category", f"{begins}/tags", *_generated(menus, begins, tree)),
            unread=unread, is_strict=not unread,
        )  # fmt: skip


def _generated(menus: frozenset[str], begins: str, tree: SiteFiles) -> Iterator[str]:
    """The addresses that menus give to pages of their own."""
    for menu in menus:
        for match in _SLUG.finditer(tree.data(menu)):
            yield f"{begins}/{match[2].decode('utf-8', 'replace').strip('/')}"


def _menus_of(plugin: Docs, home: str, tree: SiteFiles) -> frozenset[str]:
    """The sidebars of a plugin's version, and the categories in its folders."""

    def is_its_own(path: str) -> bool:
        if path.endswith("_category_.json"):
            return is_below(path, plugin.folder)
        versioned = _VERSIONED.search(path)
        if versioned:
            return versioned["version"] == plugin.version
        return not plugin.version and folder_of(path) == home

    return frozenset(path for path in tree.contents if _is_menu(path) and is_below(path, home) and is_its_own(path))


DOCUSAURUS = Generator(
    name="Docusaurus", is_config=is_docusaurus, is_menu=_is_menu, references=_references, sites=_sites,
    redirected=redirected,
)  # fmt: skip
