"""VitePress: `.vitepress/config.*`, its menus, `srcDir`, `base`, `rewrites`, and the addresses of its pages."""

from collections.abc import Iterator

from relcommit.docs.formats.javascript import Script, Unreadable
from relcommit.docs.links.reference import Reference
from relcommit.docs.paths import folder_of, is_below, join, relative
from relcommit.docs.sites.generator import Generator, Site
from relcommit.docs.sites.scripts import SCRIPTS, is_script, strings
from relcommit.docs.sites.site_files import SiteFiles

_KEYS = frozenset(("link", "src", "href", "logo", "light", "dark", "base", "url"))


def is_vitepress(path: str) -> bool:
    """Whether a file is the configuration of VitePress."""
    return is_script(path, "config") and folder_of(path).rpartition("/")[2] in (".vitepress", ".vuepress")


def _is_menu(path: str) -> bool:
    """What a configuration is put together from: a file for each language or menu."""
    return path.endswith(SCRIPTS) and "/.vitepress/" in f"/{path}" and "/theme/" not in path and "/cache/" not in path


def _home(path: str) -> str:
    """The folder of the site that a file under `.vitepress` belongs to."""
    parts = path.split("/")
    return "/".join(parts[: next(index for index, part in enumerate(parts) if part in (".vitepress", ".vuepress"))])


def _references(path: str, data: bytes) -> Iterator[Reference]:
    return strings(data, _bases(path, data), _KEYS, prefixes=True)


def _bases(path: str, data: bytes) -> tuple[str, ...]:
    home = _home(path)
    source = _text(data, "srcDir")
    root = join(home, source) if source else home
    return (home,) if root is None else tuple(dict.fromkeys((root, home)))


def _text(data: bytes, name: str) -> str:
    """A setting that is one literal string, wherever in the script it stands; empty for none."""
    try:
        script = Script(data)
    except Unreadable:
        return ""
    at = _value(script, name)
    return (script.text(at) or "") if at is not None else ""


def _value(script: Script, name: str) -> int | None:
    for index in range(len(script.tokens) - 2):
        key = script.sign(index) or (script.text(index) or "").encode()
        if key == name.encode() and script.sign(index + 1) == b":":
            return script.inner(index + 2)
    return None


def _rewrites(data: bytes) -> tuple[dict[str, str], bool]:
    """The `rewrites` that are one path each, and whether there are others."""
    if b"rewrites" not in data:
        return {}, False
    try:
        script = Script(data)
        at = _value(script, "rewrites")
        if at is None or script.sign(at) != b"{":
            return {}, True
        members = {source: script.text(value) for source, value in script.members(at).items()}
    except Unreadable:
        return {}, True
    plain = {source: to for source, to in members.items() if to and ":" not in source + to and "*" not in source}
    return plain, len(plain) != len(members)


def _is_dynamic(path: str, root: str) -> bool:
    """Whether a file makes pages of data."""
    return is_below(path, root) and "[" in path and path.endswith(".md")


def _sites(path: str, tree: SiteFiles) -> Iterator[Site]:
    data = tree.data(path)
    root = _bases(path, data)[0]
    rewrites, is_unread = _rewrites(data)

    def address(document: str, text: bytes) -> str | None:
        del text
        inside = relative(document, root)
        if not is_below(document, root) or not document.endswith(".md") or inside.startswith(".vitepress/"):
            return None
        stem = rewrites.get(inside, inside).removesuffix(".md")
        return "/" + stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"/{stem}"

    unread = (("rewrites",) if is_unread else ()) + (
        ("[…].md",) if any(_is_dynamic(name, root) for name in tree.files) else ()
    )
    yield Site(
        generator="VitePress", config=path, folder=root, address=address, base=_text(data, "base") or "/",
        static=(join(root, "public") or "public",), menus=frozenset(name for name in tree.contents if _is_menu(name)),
        judged=("/",) if not unread and b"ignoreDeadLinks" not in data else (), unread=unread,
    )  # fmt: skip


VITEPRESS = Generator(name="VitePress", is_config=is_vitepress, is_menu=_is_menu, references=_references, sites=_sites)
