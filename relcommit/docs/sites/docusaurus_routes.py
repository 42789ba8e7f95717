"""Where Docusaurus shows a document: the route that its docs plugin derives from path and front matter."""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from relcommit.docs.formats import frontmatter
from relcommit.docs.formats.javascript import Script, Unreadable
from relcommit.docs.paths import folder_of, is_below, is_document, join, relative

_PRESETS = ("classic", "@docusaurus/preset-classic")
_PLUGINS = ("content-docs", "@docusaurus/plugin-content-docs")
_NUMBER = re.compile(r"[0-9]+\s*[-_.]+\s*([^-_.\s].*)")
_DATE_OR_VERSION = re.compile(r"[0-9]+[-_.][0-9]")
"""What begins with numbers that order nothing."""
_DECIDE = frozenset(("...", "versions", "include", "exclude"))
"""Options that can change which pages there are, and where, in more ways than we read."""


@dataclass(frozen=True, slots=True)
class Docs:
    """One of the site's docs plugins."""

    folder: str
    """Where its documents stand, from the root of the repository."""
    base: str
    """The part of the address that all of them share."""
    numbered: bool
    """Whether numbers at the beginning of a name only order it."""

    def route(self, path: str, data: bytes) -> str | None:
        """The address of a document from the site's `baseUrl`, without a final stroke; `None` for no page.

        https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-docs, and the code of `getSlug`.
        """
        inside = relative(path, self.folder)
        if not is_document(path) or any(part.startswith("_") for part in inside.split("/")):
            return None
        declared = dict(frontmatter.declared(data))
        if declared.get("draft") == "true":
            return None
        strips = self.numbered and declared.get("parse_number_prefixes") != "false"
        name = inside.rpartition("/")[2].rpartition(".")[0]
        folder = "/".join(_bare(part) if strips else part for part in folder_of(inside).split("/"))
        slug = declared.get("slug", "")
        if not slug and name.lower() not in ("index", "readme", folder_of(inside).rpartition("/")[2].lower()):
            slug = declared.get("id") or (_bare(name) if strips else name)
        whole = slug if slug.startswith("/") else f"/{join(folder, slug) or ''}"
        return "/" + "/".join(part for part in f"{self.base}/{whole}".split("/") if part)


def route_in(plugins: tuple[Docs, ...], path: str, data: bytes) -> str | None:
    """The route of a document in the plugin that holds it; `None` where none does."""
    holders = [plugin for plugin in plugins if is_below(path, plugin.folder)]
    return max(holders, key=lambda plugin: len(plugin.folder)).route(path, data) if holders else None


def docs_plugins(script: Script, home: str, files: Container[str]) -> tuple[Docs, ...]:
    """The docs plugins of a site whose configuration stands in `home`. Raises Unreadable."""
    plugins = tuple(_plugins(script, home, files))
    if not plugins:
        raise Unreadable
    return plugins


def _plugins(script: Script, home: str, files: Container[str]) -> Iterator[Docs]:
    for _, options in script.modules(_PRESETS):
        members = script.members(options) if options is not None else {}
        if "..." in members:
            raise Unreadable
        docs = members.get("docs")
        if docs is None:
            yield _docs(script, {}, home, files)
        elif script.sign(docs) == b"{":
            yield _docs(script, script.members(docs), home, files)
        elif script.sign(docs) != b"false":
            raise Unreadable
    for _, options in script.modules(_PLUGINS):
        yield _docs(script, script.members(options) if options is not None else {}, home, files)


def _docs(script: Script, members: Mapping[str, int], home: str, files: Container[str]) -> Docs:
    def said(name: str, otherwise: str) -> str:
        text = script.text(members[name]) if name in members else otherwise
        if text is None:
            raise Unreadable
        return text

    folder = join(home, said("path", "docs"))
    name = said("id", "default")
    versions = join(home, "versions.json" if name == "default" else f"{name}_versions.json")
    parser = script.sign(members["numberPrefixParser"]) if "numberPrefixParser" in members else b"true"
    is_versioned = versions in files and "disableVersioning" not in members
    if folder is None or parser not in (b"true", b"false") or is_versioned or _DECIDE & members.keys():
        raise Unreadable
    return Docs(folder, said("routeBasePath", "docs"), parser == b"true")


def _bare(name: str) -> str:
    numbered = None if _DATE_OR_VERSION.match(name) else _NUMBER.fullmatch(name)
    return numbered[1] if numbered else name
