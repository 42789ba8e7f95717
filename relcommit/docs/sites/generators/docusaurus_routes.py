"""Where Docusaurus shows a document: the route that its docs plugin derives from path, version and front matter."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from relcommit.docs.formats import frontmatter
from relcommit.docs.formats.javascript import Script, Unreadable
from relcommit.docs.paths import folder_of, is_below, is_document, join, relative
from relcommit.docs.sites.site_files import SiteFiles

_PRESETS = ("classic", "@docusaurus/preset-classic")
_PLUGINS = ("content-docs", "@docusaurus/plugin-content-docs")
_NUMBER = re.compile(r"[0-9]+\s*[-_.]+\s*([^-_.\s].*)")
_DATE_OR_VERSION = re.compile(r"[0-9]+[-_.][0-9]")
"""What begins with numbers that order nothing."""
_DECIDE = frozenset(("...", "versions", "include", "exclude", "onlyIncludeVersions"))
"""Options that can change which pages there are, and where, in more ways than we read."""
_LOCALIZED = "docusaurus-plugin-content-docs"


@dataclass(frozen=True, slots=True)
class Docs:
    """A version of one of the site's docs plugins, in one language."""

    folder: str
    """Where its documents stand, from the root of the repository."""
    base: str
    """The part of the address that all of them share."""
    numbered: bool
    """Whether numbers at the beginning of a name only order it."""
    version: str = ""
    """The name of the version; empty for the one under way."""

    def route(self, path: str, data: bytes) -> str | None:
        """The address of a document from the site's `baseUrl`; `None` for no page.

        It ends in a stroke for what a folder shows.
        https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-docs, and the code of `getSlug`.
        """
        inside = relative(path, self.folder)
        if not is_document(path) or any(part.startswith("_") for part in inside.split("/")):
            return None
        declared = dict(frontmatter.declared(data))
        if declared.get("draft") == "true":
            return None
        strips = self._strips(declared)
        name = inside.rpartition("/")[2].rpartition(".")[0]
        folder = self._folder(inside, strips=strips)
        slug = declared.get("slug", "")
        is_index = name.lower() in ("index", "readme", folder_of(inside).rpartition("/")[2].lower())
        if not slug and not is_index:
            slug = declared.get("id") or (_bare(name) if strips else name)
        whole = slug if slug.startswith("/") else f"/{join(folder, slug) or ''}"
        address = "/" + "/".join(part for part in f"{self.base}/{whole}".split("/") if part)
        return f"{address}/" if not slug and is_index and address != "/" else address

    def name(self, path: str, data: bytes) -> str | None:
        """What a sidebar calls a document: its path without ending and numbers, its own `id` for its name."""
        inside = relative(path, self.folder)
        if not is_document(path) or not is_below(path, self.folder):
            return None
        declared = dict(frontmatter.declared(data))
        strips = self._strips(declared)
        stem = inside.rpartition("/")[2].rpartition(".")[0]
        own = declared.get("id") or (_bare(stem) if strips else stem)
        return "/".join(part for part in (self._folder(inside, strips=strips), own) if part)

    def _strips(self, declared: Mapping[str, str]) -> bool:
        return self.numbered and declared.get("parse_number_prefixes") != "false"

    def _folder(self, inside: str, *, strips: bool) -> str:
        return "/".join(_bare(part) if strips else part for part in folder_of(inside).split("/"))


def route_in(plugins: tuple[Docs, ...], path: str, data: bytes) -> str | None:
    """The route of a document in the plugin that holds it, without a final stroke; `None` where none does."""
    holders = [plugin for plugin in plugins if is_below(path, plugin.folder)]
    route = max(holders, key=lambda plugin: len(plugin.folder)).route(path, data) if holders else None
    return route if route is None else route.rstrip("/") or "/"


def docs_plugins(script: Script, home: str, tree: SiteFiles) -> tuple[Docs, ...]:
    """The docs plugins of a site whose configuration stands in `home`, by version and language. Raises Unreadable."""
    plugins = tuple(_plugins(script, home, tree))
    if not plugins:
        raise Unreadable
    return plugins


def _plugins(script: Script, home: str, tree: SiteFiles) -> Iterator[Docs]:
    for _, options in script.modules(_PRESETS):
        members = script.members(options) if options is not None else {}
        if "..." in members:
            raise Unreadable
        docs = members.get("docs")
        if docs is None:
            yield from _docs(script, {}, home, tree)
        elif script.sign(docs) == b"{":
            yield from _docs(script, script.members(docs), home, tree)
        elif script.sign(docs) != b"false":
            raise Unreadable
    for _, options in script.modules(_PLUGINS):
        yield from _docs(script, script.members(options) if options is not None else {}, home, tree)


def _docs(script: Script, members: Mapping[str, int], home: str, tree: SiteFiles) -> Iterator[Docs]:
    def said(name: str, otherwise: str) -> str:
        text = script.text(members[name]) if name in members else otherwise
        if text is None:
            raise Unreadable
        return text

    folder = join(home, said("path", "docs"))
    name = said("id", "default")
    parser = script.sign(members["numberPrefixParser"]) if "numberPrefixParser" in members else b"true"
    if folder is None or parser not in (b"true", b"false") or _DECIDE & members.keys():
        raise Unreadable
    base, numbered = said("routeBasePath", "docs"), parser == b"true"
    versions = [] if "disableVersioning" in members else _versions(home, name, tree)
    prefix = "" if name == "default" else f"{name}_"
    last = said("lastVersion", versions[0] if versions else "current")
    has_current = (
        script.sign(members["includeCurrentVersion"]) != b"false" if "includeCurrentVersion" in members else True
    )
    for version in (*([""] if has_current else []), *versions):
        label = version or "current"
        place = folder if not version else join(home, f"{prefix}versioned_docs/version-{version}") or ""
        segment = "" if label == last else (version or "next")
        whole = "/".join(part for part in (base.strip("/"), segment) if part)
        yield Docs(place, whole, numbered, version)
        yield from _localized(Docs(place, whole, numbered, version), home, name, label, tree)


def _localized(docs: Docs, home: str, name: str, label: str, tree: SiteFiles) -> Iterator[Docs]:
    """The same documents in other languages."""
    plugin = _LOCALIZED if name == "default" else f"{_LOCALIZED}-{name}"
    version = label if label == "current" else f"version-{label}"
    below = re.compile(rf"{re.escape(f'{home}/i18n/'.lstrip('/'))}[^/]+/{re.escape(plugin)}/{re.escape(version)}(?=/)")
    folders = {match[0] for path in tree.files if (match := below.match(path))}
    for folder in sorted(folders):
        yield Docs(folder, docs.base, docs.numbered, docs.version)


def _versions(home: str, name: str, tree: SiteFiles) -> list[str]:
    """The versions that were cut, the newest first. Raises Unreadable."""
    path = join(home, "versions.json" if name == "default" else f"{name}_versions.json") or ""
    if path not in tree.files:
        return []
    try:
        versions = json.loads(tree.data(path))
    except ValueError as why:
        raise Unreadable from why
    if not isinstance(versions, list) or not all(isinstance(version, str) for version in versions):
        raise Unreadable
    return versions


def _bare(name: str) -> str:
    numbered = None if _DATE_OR_VERSION.match(name) else _NUMBER.fullmatch(name)
    return numbered[1] if numbered else name
