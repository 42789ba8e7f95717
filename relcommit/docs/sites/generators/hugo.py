"""Hugo, and Docsy with it: its configuration, bundles, and the addresses of its pages."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from relcommit.docs.formats import frontmatter
from relcommit.docs.paths import folder_of, is_below, is_document, join, relative
from relcommit.docs.sites.generator import Generator, Site
from relcommit.docs.sites.generators.mkdocs import parsed
from relcommit.docs.sites.generators.zensical import settings_of
from relcommit.docs.sites.site_files import SiteFiles

_NAMES = re.compile(
    r"(?:^|/)(?:hugo\.(?:toml|ya?ml|json)|config/_default/(?:hugo|config)\.(?:toml|ya?ml|json)|config\.toml)$"
)
_LANGUAGE = re.compile(r"\.[a-z]{2,3}(?:-[a-z0-9]+)?$", re.IGNORECASE)
_MOVERS = ("permalinks", "languages", "uglyurls", "module", "disablepathtolower")
"""Settings that give pages other addresses in ways that are not read."""


def _is_hugo(path: str) -> bool:
    return _NAMES.search(path) is not None


def _settings(path: str, data: bytes) -> Mapping[str, Any]:
    read = settings_of(data) if path.endswith(".toml") else parsed(data) if path.endswith((".yml", ".yaml")) else {}
    return {key.lower(): value for key, value in read.items()}


def _sites(path: str, tree: SiteFiles) -> Iterator[Site]:
    settings = _settings(path, tree.data(path))
    home = path.partition("config/_default/")[0].rstrip("/") if "config/_default/" in path else folder_of(path)
    root = join(home, str(settings.get("contentdir", "content")))
    if root is None or not any(is_below(document, root) for document in tree.contents):
        return

    def address(document: str, data: bytes) -> str | None:
        return _address(relative(document, root), data) if is_document(document) and is_below(document, root) else None

    text = tree.data(path).lower()
    unread = tuple(name for name in _MOVERS if re.search(rb"(?m)^[ \t\[\"]*%s\b" % name.encode(), text))
    yield Site(
        generator="Hugo", config=path, folder=root, address=address,
        static=(f"{home}/static".lstrip("/"), f"{home}/assets".lstrip("/")), unread=unread, is_strict=not unread,
    )  # fmt: skip


def _address(inside: str, data: bytes) -> str | None:
    """https://gohugo.io/content-management/urls/: lower case, `slug` for the name, `url` for the whole."""
    declared = dict(frontmatter.declared(data))
    if declared.get("draft") == "true":
        return None
    if url := declared.get("url"):
        return f"/{url.lstrip('/')}"
    stem = _LANGUAGE.sub("", inside.rpartition(".")[0])
    folder, name = folder_of(stem), stem.rpartition("/")[2]
    if name == "index" and folder:
        folder, name = folder_of(folder), declared.get("slug") or folder.rpartition("/")[2]
    elif name in ("_index", "index"):
        name = ""
    else:
        name = declared.get("slug") or name
    whole = "/".join(part for part in (folder, name) if part)
    return f"/{whole.lower().replace(' ', '-')}/" if whole else "/"


HUGO = Generator(name="Hugo", is_config=_is_hugo, sites=_sites)
