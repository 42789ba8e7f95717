"""Where Jekyll shows a page: the address that it derives from path, front matter and `_config.yml`."""

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase

from relcommit.docs.formats import frontmatter
from relcommit.docs.paths import ancestors, folder_of, is_below, join, relative
from relcommit.foreign_yaml import load_yaml_mapping

_PAGES = (".md", ".markdown")
_SPECIAL = re.compile(r"(?:^|/)[._#~]|~(?:/|$)")
"""Names that are no pages."""
_FILES = re.compile(r"\.html?$", re.IGNORECASE)
_WITH_ENDING = ("date", "ordinal", "none")
_NEVER_OPTIONAL = frozenset(
    ("readme", "license", "licence", "copying", "code_of_conduct", "contributing", "issue_template",
     "pull_request_template")
)  # fmt: skip
"""What jekyll-optional-front-matter leaves as it is."""


@dataclass(frozen=True, slots=True)
class Jekyll:
    """A site by its configuration."""

    folder: str
    """Where its pages stand, from the root of the repository."""
    plugins: frozenset[str]
    permalink: str
    """The style of the addresses of pages without one of their own."""
    excluded: tuple[str, ...]
    is_clear: bool
    """Whether the configuration leaves addresses to the pages: its `defaults` may give them others."""
    base: str = ""
    """What the whole site stands below."""

    def address(self, path: str, data: bytes) -> str | None:
        """Where a page or a file of HTML stands on the site, without `baseurl`; `None` for what is not there.

        https://jekyllrb.com/docs/permalinks/.
        """
        if not is_below(path, self.folder):
            return None
        inside = relative(path, self.folder)
        if _SPECIAL.search(inside) or self._is_excluded(inside) or "%" in inside:
            return None
        if _FILES.search(path):
            return f"/{inside}"
        return self._page(inside, data) if path.endswith(_PAGES) and self._is_page(path, data) else None

    def knows(self, path: str, data: bytes) -> bool:
        """Whether a document's address is clear.

        Posts and collections have addresses of other kinds, and GitHub Pages shows documents without front matter.
        """
        inside = relative(path, self.folder)
        if not path.endswith(_PAGES) or self._is_excluded(inside):
            return True
        return not _SPECIAL.search(inside) and "%" not in inside and self._is_page(path, data)

    def _is_page(self, path: str, data: bytes) -> bool:
        if frontmatter.yaml_block(data) is not None:
            return True
        name = path.rpartition("/")[2].rpartition(".")[0]
        return "jekyll-optional-front-matter" in self.plugins and name.lower() not in _NEVER_OPTIONAL

    def _page(self, inside: str, data: bytes) -> str:
        folder, name = folder_of(inside), inside.rpartition("/")[2].rpartition(".")[0]
        own = dict(frontmatter.declared(data)).get("permalink")
        if own:
            for key, value in ((":path", folder), (":basename", name), (":output_ext", ".html")):
                own = own.replace(key, value)
            return re.sub(r"/{2,}", "/", f"/{own}")
        home = f"/{folder}/" if folder else "/"
        return home if name == "index" else home + name + self._ending()

    def _ending(self) -> str:
        if self.permalink in _WITH_ENDING or self.permalink.endswith(":output_ext"):
            return ".html"
        return "/" if self.permalink == "pretty" or self.permalink.endswith("/") else ""

    def _is_excluded(self, inside: str) -> bool:
        """As Ruby does it: by the beginning of the path, and by globs whose `*` goes over strokes."""
        places = [*ancestors(inside), inside]
        return any(
            inside.startswith(pattern) or any(fnmatchcase(place, pattern) for place in places)
            for pattern in self.excluded
        )


def read_site(path: str, data: bytes) -> Jekyll | None:
    """The site of a `_config.yml`; `None` for one that cannot be read."""
    settings = load_yaml_mapping(data)
    if settings is None:
        return None
    source, style = settings.get("source", ""), settings.get("permalink", "date")
    folder = join(folder_of(path), source) if isinstance(source, str) else None
    if folder is None or not isinstance(style, str):
        return None
    listed = (name for key in ("plugins", "gems", "whitelist") for name in _texts(settings.get(key)))
    return Jekyll(
        folder=folder,
        plugins=frozenset(listed),
        permalink=style,
        excluded=tuple(bare for pattern in _texts(settings.get("exclude")) if (bare := pattern.strip("/"))),
        base=base if isinstance(base := settings.get("baseurl"), str) else "",
        is_clear=b"permalink" not in repr(settings.get("defaults")).encode("utf-8", "replace"),
    )


def _texts(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str)]
