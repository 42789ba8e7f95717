"""Moving documents of a site, judged by the real builder and by browsing what it built.

Usage: python bench/docs_sites.py [SITE…] [--documents 300] [--seeds 1,2,3] [--npm FOLDER]

For each site a tree is made in its generator's manner and built; the links of the built pages are followed as a browser
does; a random third of the documents, then every second folder, then the other folders, are moved by
`relcommit docs apply`; it is built and followed again, and taken back. A row says broken links and the builder's own
complaints, before and after, and whether undo gave back every byte. A builder that is not installed is passed over:
mkdocs, zensical, sphinx-build, jupyter-book, hugo and jekyll by PATH, the others by `--npm`, the folder that holds
`node_modules`.
"""

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from urllib.parse import unquote, urlsplit

WORDS = ("servicio", "cola", "registro", "índice", "permiso", "copia", "alerta", "ventana")
Link = Callable[[str, str, random.Random], str]
"""What a document writes to point at another, both by their paths below the root."""


@dataclass(frozen=True)
class Site:
    """A generator, and how people write for it."""

    root: str
    files: Callable[[list[str]], dict[str, str]]
    """Its configuration and menus, given the documents."""
    links: tuple[Link, ...]
    build: tuple[str, ...]
    output: str
    complaint: str
    """What the builder's output says of a broken link, as a regular expression."""
    front: Callable[[str], str] = lambda _: ""
    home: str = "index.md"


def by_file(source: str, target: str, chance: random.Random) -> str:
    """A path from the file, the commonest of all."""
    del chance
    return f"[f]({relpath(target, dirname(source) or '.')}#parte)"


def image(source: str, target: str, chance: random.Random) -> str:
    del target, chance
    return f"![i]({relpath('img/a.png', dirname(source) or '.')})"


def definition(source: str, target: str, chance: random.Random) -> str:
    name = f"d{chance.randrange(10**9)}"
    return f"[d][{name}]\n\n[{name}]: {relpath(target, dirname(source) or '.')} 'título'"


def directory_page(path: str) -> str:
    """The address where MkDocs and its like show a page."""
    stem = path.removesuffix(".md")
    return f"{dirname(stem)}/".lstrip("/") if stem.rpartition("/")[2] in ("index", "_index") else f"{stem}/"


def by_directory(source: str, target: str, chance: random.Random) -> str:
    del chance
    way = relpath("/" + directory_page(target), "/" + directory_page(source))
    return f"[u]({way}/)"


def by_directory_from_file(source: str, target: str, chance: random.Random) -> str:
    """As Zensical reads an address: from the folder of the file."""
    del chance
    return f"[u]({relpath('/' + directory_page(target), '/' + dirname(source))}/)"


def by_html(source: str, target: str, chance: random.Random) -> str:
    del chance
    return f"[h]({relpath(target, dirname(source) or '.').removesuffix('.md')}.html)"


def route(path: str) -> str:
    """The address where Docusaurus shows a document."""
    parts = [re.sub(r"^[0-9]+-", "", part) for part in path.removesuffix(".md").split("/")]
    number = int(path.removesuffix(".md")[-3:]) if path[-6:-3].isdigit() else 0
    if number and number % 7 == 0:
        parts[-1] = f"slug-{number}"
    return "/docs/next/" + "/".join(parts[:-1] if parts[-1] == "index" else parts)


def docusaurus_front(path: str) -> str:
    number = int(path.removesuffix(".md")[-3:]) if path[-6:-3].isdigit() else 0
    return f"---\nslug: slug-{number}\n---\n" if number and number % 7 == 0 else ""


def by_route(source: str, target: str, chance: random.Random) -> str:
    del source, chance
    return f"[r]({route(target)}#parte)"


def by_route_here(source: str, target: str, chance: random.Random) -> str:
    del chance
    page = route(source) + ("/" if source.endswith("index.md") else "")
    way = relpath(route(target), dirname(page))
    return f"[p]({way if way.startswith('.') else './' + way})"


def by_clean(source: str, target: str, chance: random.Random) -> str:
    del source, chance
    stem = "/" + target.removesuffix(".md")
    return f"[c]({stem.removesuffix('index')})"


def by_role(source: str, target: str, chance: random.Random) -> str:
    del chance
    way = relpath(target, dirname(source) or ".").removesuffix(".md")
    return f"{{doc}}`/{target.removesuffix('.md')}` y {{doc}}`t <{way}>`"


def flow_menu(documents: list[str]) -> str:
    rows = [
        f"    - {path[:-3]}: {path}" if at % 3 else f"    - Uno {at}: [\n        {path}\n      ]"
        for at, path in enumerate(documents)
    ]
    return "nav:\n  - index.md\n  - Todo:\n" + "\n".join(rows) + "\n"


def mkdocs(documents: list[str]) -> dict[str, str]:
    return {"mkdocs.yml": "site_name: x\nvalidation:\n  links: {anchors: warn}\n" + flow_menu(documents)}


def mkdocs_files(documents: list[str]) -> dict[str, str]:
    del documents
    return {"mkdocs.yml": "site_name: x\nuse_directory_urls: false\n"}


def zensical(documents: list[str]) -> dict[str, str]:
    rows = ",\n".join(f'  {{ "{path[:-3]}" = "{path}" }}' for path in documents)
    return {"zensical.toml": f'[project]\nsite_name = "x"\nnav = [\n  "index.md",\n{rows}\n]\n'}


def docusaurus(documents: list[str]) -> dict[str, str]:
    def name(path: str) -> str:
        return "/".join(re.sub(r"^[0-9]+-", "", part) for part in path.removesuffix(".md").split("/"))

    items = "".join(
        f"    {{type: 'doc', id: '{name(path)}', label: 'intro'}},\n" if at % 3 else f"    '{name(path)}',\n"
        for at, path in enumerate(documents)
    )
    config = (
        "module.exports = {title: 'x', url: 'https://x.org', baseUrl: '/',\n"
        "  onBrokenLinks: 'warn', onBrokenAnchors: 'warn',\n"
        "  markdown: {hooks: {onBrokenMarkdownLinks: 'warn'}},\n"
        "  presets: [['classic', {docs: {sidebarPath: './sidebars.js'}, blog: false, theme: {}}]],\n"
        "  themeConfig: {navbar: {items: [{to: '" + route(documents[3]) + "', label: 'x'}]}},\n};\n"
    )
    frozen = {
        f"versioned_docs/version-1.0/{path}": f"# V\n\n[v]({relpath(documents[1], dirname(path) or '.')})\n\n## Parte\n"
        for path in documents[:20]
    }
    return {
        "docusaurus.config.js": config,
        "sidebars.js": "module.exports = {todo: [\n    'index',\n" + items + "  ]};\n",
        "versions.json": '["1.0"]', "package.json": '{"name": "x", "private": true}',
        "versioned_sidebars/version-1.0-sidebars.json": '{"todo": [{"type": "autogenerated", "dirName": "."}]}',
        "src/pages/index.md": f"# Inicio\n\n[d](/docs/next/{name(documents[2])})\n",
        "static/img/b.png": "x", **frozen,
    }  # fmt: skip


def vitepress(documents: list[str]) -> dict[str, str]:
    items = ", ".join(f"{{text: 'x', link: '/{path[:-3]}'}}" for path in documents)
    return {
        "web/.vitepress/config.mts": "export default {title: 'x', srcDir: 'src', "
        f"themeConfig: {{sidebar: [{items}]}}}}\n"
    }


def sphinx(documents: list[str]) -> dict[str, str]:
    entries = "\n".join(path.removesuffix(".md") for path in documents)
    return {
        "docs/conf.py": "project = 'x'\nextensions = ['myst_parser']\nmyst_heading_anchors = 3\n",
        "docs/todo.md": f"# Todo\n\n```{{toctree}}\n{entries}\n```\n",
    }


def toc(documents: list[str]) -> dict[str, str]:
    rows = "\n".join(f"  - file: {path.removesuffix('.md')}" for path in documents)
    return {
        "docs/_toc.yml": f"format: jb-book\nroot: index\nchapters:\n{rows}\n",
        "docs/_config.yml": "title: x\nexecute: {execute_notebooks: 'off'}\n",
    }


def eleventy(documents: list[str]) -> dict[str, str]:
    del documents
    return {"eleventy.config.js": "module.exports = () => ({dir: {input: 'docs', output: '_site'}})\n"}


def by_ref(source: str, target: str, chance: random.Random) -> str:
    del source
    return f'[s]({{{{< {chance.choice(("ref", "relref"))} "/{target}#parte" >}}}})'


def by_ref_here(source: str, target: str, chance: random.Random) -> str:
    del chance
    return f'[s]({{{{< relref "{relpath(target, dirname(source) or ".")}" >}}}})'


def hugo(documents: list[str]) -> dict[str, str]:
    del documents
    page = "<html><body>{{ .Content }}</body></html>\n"
    return {
        "hugo.toml": "baseURL = '/'\ntitle = 'x'\ndisableKinds = ['taxonomy', 'term', 'RSS', 'sitemap', '404']\n",
        **{f"layouts/{name}.html": page for name in ("_default/single", "_default/list", "index")},
    }


def by_tag(source: str, target: str, chance: random.Random) -> str:
    del source, chance
    return f"[t]({{% link docs/{target} %}}#parte)"


def jekyll(documents: list[str]) -> dict[str, str]:
    del documents
    return {"_config.yml": "title: x\nexclude: [relcommit.toml]\n"}


def titled(path: str) -> str:
    return f"---\ntitle: {path[:-3]}\n---\n"


SITES: dict[str, Site] = {
    "mkdocs": Site(
        "docs",
        mkdocs,
        (by_file, by_file, image, definition, by_directory),
        ("mkdocs", "build", "-q", "-d", "../_o"),
        "../_o",
        "^WARNING",
    ),
    "mkdocs-html": Site(
        "docs",
        mkdocs_files,
        (by_file, image, definition, by_html),
        ("mkdocs", "build", "-q", "-d", "../_o"),
        "../_o",
        "^WARNING",
    ),
    "zensical": Site(
        "docs",
        zensical,
        (by_file, image, definition, by_directory_from_file),
        ("zensical", "build"),
        "site",
        "Warning|warning",
    ),
    "docusaurus": Site(
        "docs",
        docusaurus,
        (by_file, image, definition, by_route, by_route_here),
        ("npm:docusaurus", "build"),
        "build",
        r"^\s+-> linking to|couldn't be resolved|Broken link",
        docusaurus_front,
    ),
    "vitepress": Site(
        "web/src",
        vitepress,
        (by_file, image, definition, by_clean, by_html),
        ("npm:vitepress", "build", "web"),
        "web/.vitepress/dist",
        "dead link",
    ),
    "sphinx": Site(
        "docs",
        sphinx,
        (by_file, image, definition, by_role),
        ("sphinx-build", "-q", "-E", "docs", "_o"),
        "_o",
        "WARNING",
    ),
    "jupyter-book": Site(
        "docs",
        toc,
        (by_file, image, definition, by_role),
        ("jupyter-book", "build", "docs", "-q", "--path-output", "_o"),
        "_o/_build/html",
        "WARNING",
    ),
    "hugo": Site(
        "content", hugo, (by_ref, by_ref_here, by_directory), ("hugo",), "public", "REF_NOT_FOUND", titled, "_index.md"
    ),
    "jekyll": Site("docs", jekyll, (by_tag, by_html), ("jekyll", "build", "-q"), "_site", "Error|error", titled),
    "eleventy": Site("docs", eleventy, (by_directory,), ("npm:eleventy", "--quiet"), "_site", "never"),
}


def make(site: Site, tree: Path, total: int) -> list[str]:
    """Write the tree, its documents by their paths below the root, and commit it."""
    chance = random.Random(total)  # noqa: S311
    documents = [
        f"{number // 20:02d}-grupo/{'0' if number % 2 else ''}{number % 20}-doc-{number:03d}.md"
        for number in range(total)
    ]
    files: dict[str, str] = {}
    for path in [site.home, *documents]:
        links = [chance.choice(site.links)(path, chance.choice(documents), chance) for _ in range(6)]
        prose = [" ".join(chance.choices(WORDS, k=12)) for _ in links]
        body = "\n\n".join(f"{words} {link}" for words, link in zip(prose, links, strict=True))
        files[f"{site.root}/{path}"] = f"{site.front(path)}# Documento {path[:-3]}\n\n{body}\n\n## Parte\n\nFin.\n"
    files |= site.files(documents)
    files["relcommit.toml"] = f'[docs]\nroot = "{site.root}"\ncurrent = "."\nhistorical = "{site.root}/historico"\n'
    files[".gitignore"] = (
        "_o\n_site\nsite\npublic\n.jekyll-cache\n.hugo_build.lock\nbuild\n.docusaurus\nnode_modules\n.cache\ndist\ncache\n"
    )
    for path, text in files.items():
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        (tree / path).write_text(text, "utf-8")
    (tree / site.root / "img").mkdir(exist_ok=True)
    (tree / site.root / "img/a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    git(tree, "init", "-q")
    git(tree, "add", "-A")
    git(tree, "commit", "-qm", "docs: empieza")
    return documents


def git(tree: Path, *args: str) -> str:
    """One command of git, as nobody in particular."""
    who = ("-c", "user.name=x", "-c", "user.email=x@x.org")
    return subprocess.run(("git", *who, *args), cwd=tree, check=True, capture_output=True, text=True).stdout


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value and (name, tag) in (("href", "a"), ("src", "img")):
                self.links.append(value)
            elif value and name in ("id", "name"):
                self.names.add(value)


def broken(output: Path) -> set[tuple[str, str]]:
    """The links of built pages that lead nowhere, as a browser follows them: the page and the destination."""
    pages: dict[str, _Page] = {}
    for path in output.rglob("*.html"):
        page = pages[path.relative_to(output).as_posix()] = _Page()
        page.feed(path.read_text("utf-8", "replace"))
    lost = set()
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not (parts.path or parts.fragment):
                continue
            to = normpath(join(dirname(f"/{name}"), unquote(parts.path))) if parts.path else f"/{name}"
            found = next((end for end in _files(to) if (output / end).is_file()), None)
            anchored = pages.get(found or "")
            if found is None or (parts.fragment and anchored and unquote(parts.fragment) not in anchored.names):
                lost.add((name, link))
    return lost


def _files(address: str) -> Iterator[str]:
    bare = address.strip("/")
    yield from (bare, f"{bare}/index.html".lstrip("/"), f"{bare}.html")


def built(site: Site, tree: Path, npm: Path | None) -> tuple[int, int, int, str]:
    """Links that lead nowhere in the built site, the builder's complaints, its exit code, and what it said last."""
    command, *options = site.build
    if command.startswith("npm:"):
        command = str((npm or Path()) / "node_modules/.bin" / command[4:])
    ran = subprocess.run(
        (command, *options),
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1", "CI": "1", "LC_ALL": "C.UTF-8"},
    )
    output = (tree / site.output).resolve()
    text = ran.stdout + ran.stderr
    complaints = len(re.findall(site.complaint, text, re.MULTILINE))
    pairs = broken(output) if output.is_dir() else set()
    text += "\n" + "\n".join(map(str, sorted(pairs)[:12]))
    lost = len(pairs) if output.is_dir() else -1
    shutil.rmtree(output, ignore_errors=True)
    return lost, complaints, ran.returncode, text[-1500:]


def relcommit(tree: Path, *args: str) -> str:
    ran = subprocess.run(
        (sys.executable, "-m", "relcommit", *args), cwd=tree, check=False, capture_output=True, text=True
    )
    if ran.returncode:
        raise SystemExit(f"relcommit {args}: {ran.returncode}\n{ran.stdout[-2000:]}\n{ran.stderr[-2000:]}")
    return ran.stdout


def row(outcome: tuple[int, int, int, str]) -> str:
    """What a build came to, in short."""
    return "{} broken, {} complaints, exit {}".format(*outcome)


def last(text: str) -> str:
    """The last line."""
    return text.splitlines()[-1] if text else ""


def check(tree: Path) -> str:
    """What `docs check` says."""
    asked = (sys.executable, "-m", "relcommit", "docs", "check")
    return subprocess.run(asked, cwd=tree, check=False, capture_output=True, text=True).stdout


def choices(documents: list[str], seeds: list[int]) -> Iterator[tuple[str, list[str]]]:
    """What moves at once: a third for each seed, and whole folders so that each has moved."""
    for seed in seeds:
        yield f"seed {seed}", random.Random(seed).sample(documents, len(documents) // 3)  # noqa: S311
    folders = sorted({dirname(path) for path in documents})
    for rest, which in enumerate(("even folders", "odd folders")):
        yield which, [path for path in documents if dirname(path) in folders[rest::2]]


def measure(name: str, total: int, seeds: list[int], npm: Path | None, verbose: bool) -> None:
    site = SITES[name]
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "obra"
        tree.mkdir()
        documents = make(site, tree, total)
        if npm is not None and site.build[0].startswith("npm:"):
            (tree / "node_modules").symlink_to(npm.resolve() / "node_modules")
        before = built(site, tree, npm)
        print(f"{name}: {total} documents; before: {row(before)}; docs check: {last(check(tree))}", flush=True)
        if verbose or before[2]:
            print(before[3])
        for moved, chosen in choices(documents, seeds):
            state = git(tree, "ls-files", "-s")
            listed = tree / ".git/lista"
            listed.write_text(
                "".join(f"h {site.root}/{path} -> {site.root}/historico/{path}\n" for path in sorted(chosen)), "utf-8"
            )
            relcommit(tree, "docs", "apply", ".git/lista", "--yes", "--quiet")
            after = built(site, tree, npm)
            checked = check(tree)
            relcommit(tree, "undo", "--yes")
            same = git(tree, "ls-files", "-s") == state and not git(tree, "status", "--porcelain")
            undone = "undo exact" if same else "undo NOT EXACT"
            print(f"  {moved}: after: {row(after)}; docs check: {last(checked)}; {undone}", flush=True)
            if verbose or after[2] != before[2] or after[:2] > before[:2]:
                print(after[3])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sites", nargs="*", default=list(SITES))
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--npm", type=Path)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    for name in options.sites:
        command = SITES[name].build[0]
        there = shutil.which(command) if not command.startswith("npm:") else options.npm
        if there:
            measure(
                name, options.documents, [int(seed) for seed in options.seeds.split(",")], options.npm, options.verbose
            )
        else:
            print(f"{name}: {command} is not here")


if __name__ == "__main__":
    main()
