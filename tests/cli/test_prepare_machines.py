"""`prepare` on repositories as people have them: hooks, signatures, encodings, submodules, odd names."""

import os
from pathlib import Path

import pytest

from relcommit.text.es.common import NOTHING_TO_DO
from tests.support import sandbox
from tests.support.sandbox import AFTER, BODY, BRANCH, FILES, HEADER, MESSAGE, PLAN, Sandbox

MORE_DONE = ("- Manual de mostrador actualizado en docs", "- Manual de mostrador y de devoluciones en docs")


def hook(box: Sandbox, name: str, script: str, *, at: Path | None = None) -> None:
    box.write(f"hooks/{name}", f"#!/bin/sh\n{script}\n", at=at or box.repo / ".git").chmod(0o755)


def assert_settled(box: Sandbox) -> None:
    """A second run finds nothing to do, and undo gives back what was there."""
    again = box.prepare()
    assert (again.code, NOTHING_TO_DO in again.out) == (0, True), again


def assert_there_and_back(box: Sandbox) -> None:
    before = box.state()
    ended = box.prepare()
    assert ended.code == 0, ended
    assert_settled(box)
    undone = box.relcommit("undo", "--yes")
    assert undone.code == 0, undone
    assert box.state() == before
    assert box.prepare().code == 0


# hooks and signatures


def test_a_pre_commit_hook_that_fails_stops_midway_and_can_be_gone_on_with(box: Sandbox) -> None:
    before = box.state()
    hook(box, "pre-commit", "echo 'Falta la licencia' >&2; exit 1")

    ended = box.prepare()

    assert ended.code == 6
    assert "Falta la licencia" in ended.err
    assert "hecho" in ended.err
    assert "falta" in ended.err
    hook(box, "pre-commit", "exit 0")
    assert box.relcommit("continue").code == 0
    assert box.message() == MESSAGE
    assert box.relcommit("undo", "--yes").code == 0
    assert box.state() == before


def test_a_pre_commit_hook_that_fails_can_be_undone(box: Sandbox) -> None:
    before = box.state()
    hook(box, "pre-commit", "exit 1")
    assert box.prepare().code == 6
    assert box.relcommit("undo", "--yes").code == 0
    assert box.state() == before


def test_hooks_that_add_trailers_do_not_make_it_start_over(box: Sandbox) -> None:
    hook(box, "prepare-commit-msg", 'printf "\\nChange-Id: I$(wc -l < "$1")\\n" >> "$1"')
    hook(box, "commit-msg", 'git interpret-trailers --in-place --trailer "Reviewed-by: Berta <b@ejemplo.es>" "$1"')

    assert box.prepare().code == 0

    assert box.message().startswith(MESSAGE)
    assert "Reviewed-by: Berta" in box.message()
    assert_settled(box)
    clone = box.clone()
    clone.git("switch", "-q", BRANCH)
    assert [step["step"] for step in clone.prepare("--json").json["steps"]] == ["OpenPullRequest"]


def test_a_commit_msg_hook_that_rewrites_everything_is_still_our_commit(box: Sandbox) -> None:
    hook(box, "commit-msg", 'printf "docs: otra cosa\\n" > "$1"')
    before = box.state()
    assert box.prepare().code == 0
    assert_settled(box)
    assert box.relcommit("undo", "--yes").code == 0
    assert box.state() == before


def test_a_pre_commit_hook_that_formats_and_adds_is_respected(box: Sandbox) -> None:
    hook(box, "pre-commit", 'echo "formateado" >> docs/notas.txt; git add docs/notas.txt')
    box.write("docs/notas.txt", "sin formato\n")
    ended = box.prepare()
    assert ended.code == 0, ended
    assert box.git_bytes("show", "HEAD:docs/notas.txt") == b"sin formato\nformateado\n"


def test_a_pre_push_hook_that_fails_leaves_the_commit_and_says_so(box: Sandbox) -> None:
    before = box.state()
    hook(box, "pre-push", "echo 'Hoy no se sube' >&2; exit 1")

    ended = box.prepare()

    assert ended.code == 6
    assert "Hoy no se sube" in ended.err
    assert box.relcommit("status").code == 0
    assert box.relcommit("undo", "--yes").code == 0
    assert box.state() == before


def test_the_users_signature_is_made(box: Sandbox) -> None:
    program = box.write("gpg", '#!/bin/sh\ncat > /dev/null\necho "[GNUPG:] SIG_CREATED " >&2\n'
                        'echo "-----BEGIN PGP SIGNATURE-----"\necho falsa\necho "-----END PGP SIGNATURE-----"\n',
                        at=box.folder)  # fmt: skip
    program.chmod(0o755)
    box.git("config", "gpg.program", str(program))
    box.git("config", "commit.gpgSign", "true")

    assert box.prepare().code == 0

    assert b"gpgsig -----BEGIN PGP SIGNATURE-----" in box.git_bytes("cat-file", "commit", "HEAD")
    assert box.message() == MESSAGE
    assert_settled(box)
    box.plan(MORE_DONE)
    assert box.prepare().code == 0
    assert b"gpgsig" in box.git_bytes("cat-file", "commit", "HEAD")


def test_a_signature_that_fails_stops_midway(box: Sandbox) -> None:
    before = box.state()
    box.git("config", "commit.gpgSign", "true")
    box.git("config", "gpg.program", "false")

    ended = box.prepare()

    assert ended.code == 6
    assert "gpg" in ended.err
    assert box.relcommit("undo", "--yes").code == 0
    assert box.state().refs == before.refs


# messages


@pytest.mark.parametrize("cleanup", ["strip", "scissors", "verbatim", "whitespace"])
def test_a_line_that_starts_with_a_hash_is_kept(box: Sandbox, cleanup: str) -> None:
    box.git("config", "commit.cleanup", cleanup)
    box.git("config", "core.commentChar", "-")
    box.plan(
        ("- cierra la primera entrega de la fase 2", "- cierra la primera entrega de la fase 2\n\n#7 queda abierto")
    )

    assert box.prepare().code == 0

    assert box.message().startswith(f"{HEADER}\n\n{BODY}".rstrip())
    assert_settled(box)


def test_latin_1_repositories_get_their_message_right(box: Sandbox) -> None:
    box.git("config", "i18n.commitEncoding", "ISO-8859-1")
    box.git("config", "i18n.logOutputEncoding", "ISO-8859-1")

    assert box.prepare().code == 0

    assert box.git_bytes("log", "-1", "--format=%B", "--encoding=UTF-8").decode().rstrip("\n") == MESSAGE.rstrip("\n")
    assert_settled(box)
    clone = box.clone()
    clone.git("switch", "-q", BRANCH)
    assert [step["step"] for step in clone.prepare("--json").json["steps"]] == ["OpenPullRequest"]


def test_a_commit_template_and_verbose_do_not_leak_in(box: Sandbox) -> None:
    box.write("plantilla.txt", "PLANTILLA\n", at=box.folder)
    box.git("config", "commit.template", str(box.folder / "plantilla.txt"))
    box.git("config", "commit.verbose", "true")
    box.git("config", "commit.status", "true")
    assert box.prepare().code == 0
    assert box.message() == MESSAGE


# settings of the machine that change how git speaks


SETTINGS = {
    "status.short": "true",
    "status.branch": "false",
    "status.relativePaths": "false",
    "status.showUntrackedFiles": "no",
    "status.renames": "copies",
    "diff.renames": "copies",
    "diff.noprefix": "true",
    "diff.mnemonicPrefix": "true",
    "diff.external": "false",
    "diff.ignoreSubmodules": "all",
    "color.ui": "always",
    "core.quotePath": "true",
    "core.abbrev": "4",
    "core.fsmonitor": "/no/hay",
    "core.untrackedCache": "true",
    "core.pager": "false",
    "core.logAllRefUpdates": "false",
    "log.showSignature": "true",
    "log.decorate": "full",
    "push.default": "nothing",
    "push.followTags": "true",
    "push.autoSetupRemote": "true",
    "branch.autoSetupMerge": "always",
    "checkout.defaultRemote": "otro",
    "alias.commit": "!false",
    "alias.status": "!false",
    "index.version": "4",
    "feature.manyFiles": "true",
    "core.ignoreCase": "true",
    "core.precomposeUnicode": "true",
    "submodule.recurse": "true",
    "fetch.prune": "true",
    "pull.rebase": "true",
    "rerere.enabled": "true",
    "gc.auto": "1",
    "push.gpgSign": "if-asked",
}


def test_the_machines_own_settings_change_nothing(box: Sandbox) -> None:
    for key, value in SETTINGS.items():
        box.git("config", key, value)
    assert_there_and_back(box)
    assert box.message() == MESSAGE
    for path, content in AFTER.items():
        assert box.read(path) == content


def test_variables_of_git_around_an_alias_or_a_hook_do_not_mislead(box: Sandbox) -> None:
    misled = box.with_env(GIT_DIR="/no/hay", GIT_INDEX_FILE="/no/hay", GIT_WORK_TREE="/tmp", GIT_PREFIX="docs/")
    assert misled.prepare().code == 0
    assert box.message() == MESSAGE


@pytest.mark.parametrize("value", ["true", "input"])
def test_line_ends_of_windows_stay_in_the_working_tree(box: Sandbox, value: str) -> None:
    box.git("config", "core.autocrlf", value)
    box.git("config", "core.safecrlf", "false")
    box.write("docs/guía.md", "# Guía\r\n\r\nViene de `docs/fase1/encuesta.md`.\r\n")
    box.git("commit", "-qam", "docs: cambia los finales de línea")
    box.git("push", "-q")

    assert box.prepare().code == 0

    assert box.read("docs/vigentes/guía.md") == "# Guía\r\n\r\nViene de `docs/historico/fase1/encuesta.md`.\r\n"
    assert b"\r" not in box.git_bytes("show", "HEAD:docs/vigentes/guía.md")
    assert box.git("status", "--porcelain") == ""
    assert_settled(box)


# shapes of a repository


def test_paths_with_spaces_and_accents(tmp_path: Path) -> None:
    folder = tmp_path / "Máquina de Inés"
    folder.mkdir()
    box = sandbox.build(folder, repo="mi obra ñ")
    assert_there_and_back(box)


def test_sha256_repositories(tmp_path: Path) -> None:
    box = sandbox.build(tmp_path, init=("--object-format=sha256",))
    box.write("docs/fase1/nueva.md", "# Nueva\n")
    assert_there_and_back(box)
    box.plan(MORE_DONE)
    assert box.prepare().code == 0
    assert box.git("rev-list", "--count", f"main..{BRANCH}") == "1"


def test_linked_working_trees_have_journals_of_their_own(box: Sandbox) -> None:
    box.git("worktree", "add", "-q", "-b", "aparte", str(box.folder / "árbol"))
    linked = sandbox.Sandbox(box.folder, box.env, box.folder / "árbol", box.origin)
    linked.plan()
    before, main_before = linked.state(), box.state().files

    assert linked.prepare().code == 0

    assert linked.git("branch", "--show-current") == BRANCH
    assert box.git("branch", "--show-current") == "main"
    assert box.state().files == main_before
    assert "no hay ninguna" in box.relcommit("status").out
    assert linked.relcommit("undo", "--yes").code == 0
    assert linked.state() == before


def test_a_branch_that_another_working_tree_has_is_refused_whole(box: Sandbox) -> None:
    box.git("worktree", "add", "-q", "-b", BRANCH, str(box.folder / "árbol"))
    before = box.state()
    ended = box.prepare()
    assert ended.code in (4, 6), ended
    if ended.code == 6:
        assert box.relcommit("undo", "--yes").code == 0
    assert box.state() == before


def submodule(box: Sandbox) -> None:
    box.git("init", "-q", "--bare", str(box.folder / "sub.git"))
    seed = box.folder / "semilla"
    box.git("init", "-q", str(seed), at=box.folder)
    box.write("LEEME.md", "# Sub\n", at=seed)
    box.git("add", "-A", at=seed)
    box.git("commit", "-qm", "docs: sub", at=seed)
    box.git("push", "-q", str(box.folder / "sub.git"), "main", at=seed)
    box.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(box.folder / "sub.git"), "docs/sub")
    box.git("commit", "-qm", "docs: añade el submódulo", "--", ".gitmodules", "docs/sub")
    box.git("push", "-q")


def test_submodules_are_left_alone(box: Sandbox) -> None:
    submodule(box)
    box.write("docs/sub/LEEME.md", "# Sub con cambios\n")
    box.write("docs/sub/nuevo.md", "nuevo\n")
    commit = box.git("rev-parse", "HEAD:docs/sub")
    assert_there_and_back(box)
    assert box.git("rev-parse", "HEAD:docs/sub") == commit
    assert box.read("docs/sub/LEEME.md") == "# Sub con cambios\n"


def test_a_submodule_that_moved_on_is_committed_only_where_the_pathspec_says(box: Sandbox) -> None:
    submodule(box)
    box.git("commit", "-q", "--allow-empty", "-m", "docs: sigue", at=box.repo / "docs/sub")
    ended = box.prepare()
    assert ended.code == 0, ended
    assert box.git("status", "--porcelain") == ""
    assert_settled(box)


ODD = (
    "docs/fase1/con espacio.md",
    "docs/fase1/añó.md",
    "docs/fase1/dos\nlíneas.md",
    'docs/fase1/con "comillas".md',
    "docs/fase1/con 'simples'.md",
    "docs/fase1/con\ttab.md",
    "docs/fase1/-f.md",
    "docs/fase1/$(id).md",
    "docs/fase1/a;b|c&d.md",
    "docs/fase1/[x]*?.md",
    "docs/fase1/con\\barra.md",
    "docs/fase1/:(top)x.md",
    "docs/fase1/#x.md",
    "docs/fase1/emoji🎉.md",
)


def test_odd_file_names(box: Sandbox) -> None:
    for path in ODD:
        box.write(path, f"# {len(path)}\n\nDe la [guía](../guía.md).\n")
    box.write(os.fsdecode(b"docs/fase1/latin\xf1.md"), "# Latin\n")
    assert_there_and_back(box)
    tree = box.tree("HEAD")
    for path in ODD:
        moved = path.replace("docs/fase1/", "docs/historico/fase1/")
        assert moved in tree
        assert path not in tree
        assert box.read(moved) == f"# {len(path)}\n\nDe la [guía](../../vigentes/guía.md).\n"
    assert "\udcf1" in "".join(tree)
    ended = box.prepare("--json")
    assert ended.code == 0


def test_symbolic_links_move_as_links(box: Sandbox) -> None:
    (box.repo / "docs/fase1/última.md").symlink_to("encuesta.md")
    (box.repo / "docs/actual.md").symlink_to("fase1/encuesta.md")
    (box.repo / "docs/rota.md").symlink_to("no/hay.md")
    box.git("add", "docs")
    box.git("commit", "-qm", "docs: enlaza")
    box.git("push", "-q")
    assert_there_and_back(box)
    assert (box.repo / "docs/historico/fase1/última.md").is_symlink()
    assert (box.repo / "docs/historico/fase1/última.md").read_bytes().startswith(b"# Encuesta")
    assert os.readlink(box.repo / "docs/actual.md") == "historico/fase1/encuesta.md"  # noqa: PTH115
    assert os.readlink(box.repo / "docs/rota.md") == "no/hay.md"  # noqa: PTH115


def test_a_sparse_working_tree_is_left_sparse(box: Sandbox) -> None:
    box.write("lejos/grande.md", "# Lejos\n")
    box.git("add", "lejos")
    box.git("commit", "-qm", "docs: añade lejos")
    box.git("push", "-q")
    box.git("sparse-checkout", "set", "--cone", "docs", "src")
    assert not (box.repo / "lejos").exists()

    assert_there_and_back(box)

    assert not (box.repo / "lejos").exists()
    assert "lejos/grande.md" in box.tree("HEAD")
    assert box.git("ls-files", "-t", "lejos/grande.md").startswith("S ")


def _hide_what_links(box: Sandbox) -> None:
    box.write("lejos/grande.md", "De la [guía](../docs/guía.md).\n")
    box.git("add", "lejos")
    box.git("commit", "-qm", "docs: añade lejos")
    box.git("push", "-q")
    box.git("sparse-checkout", "set", "--cone", "docs", "src")


@pytest.mark.parametrize("order", [("prepare", PLAN), ("docs", "apply")])
def test_a_link_that_a_sparse_working_tree_hides_is_not_broken_unseen(box: Sandbox, order: tuple[str, ...]) -> None:
    _hide_what_links(box)
    before = box.state()
    ended = box.relcommit(*order, "--yes")
    assert ended.code == 4, ended
    assert "«lejos/grande.md»" in ended.err
    assert "git sparse-checkout add" in ended.err
    assert box.state() == before
    box.git("sparse-checkout", "disable")
    assert box.relcommit(*order, "--yes").code == 0
    assert "vigentes/guía.md" in box.git("show", "HEAD:lejos/grande.md")


def test_a_link_that_a_sparse_working_tree_hides_on_a_newer_base_is_not_broken_unseen(box: Sandbox) -> None:
    _hide_what_links(box)
    box.git("reset", "-q", "--hard", "HEAD~1")
    ended = box.prepare()
    assert ended.code == 4, ended
    assert "«lejos/grande.md»" in ended.err
    assert not (box.repo / "lejos").exists()


def test_what_a_partial_clone_does_not_have_is_named(box: Sandbox) -> None:
    _hide_what_links(box)
    (box.repo / ".git/objects" / _loose(box.git("rev-parse", "HEAD:lejos/grande.md"))).unlink()
    box.git("config", "remote.origin.promisor", "true")
    ended = box.prepare("--dry-run")
    assert ended.code == 0, ended
    assert "1 archivo sin mirar, porque este clon no los tiene (disperso o parcial): lejos/grande.md" in ended.err


def _loose(sha: str) -> str:
    return f"{sha[:2]}/{sha[2:].strip()}"


def test_a_sparse_index_is_no_obstacle(box: Sandbox) -> None:
    box.write("lejos/a/b.md", "# Lejos\n")
    box.git("add", "lejos")
    box.git("commit", "-qm", "docs: añade lejos")
    box.git("push", "-q")
    box.git("sparse-checkout", "set", "--cone", "--sparse-index", "docs", "src")
    assert_there_and_back(box)
    assert "lejos/a/b.md" in box.tree("HEAD")


def test_intent_to_add_inside_the_pathspec_is_committed_and_comes_back(box: Sandbox) -> None:
    box.write("docs/intento.md", "# Intento\n")
    box.git("add", "-N", "docs/intento.md")
    assert_there_and_back(box)
    assert "docs/intento.md" in box.tree("HEAD")


def test_assume_unchanged_and_skip_worktree_outside_stay(box: Sandbox) -> None:
    box.git("update-index", "--assume-unchanged", "src/app.py")
    box.write("src/app.py", "print('mío')\n")
    assert_there_and_back(box)
    assert box.git_bytes("show", "HEAD:src/app.py") == FILES["src/app.py"].encode()


def test_staged_differs_from_the_file_inside_the_pathspec(box: Sandbox) -> None:
    box.write("docs/notas.txt", "preparado\n")
    box.git("add", "docs/notas.txt")
    box.write("docs/notas.txt", "y después\n")
    box.git("rm", "-q", "--cached", "docs/fase1/informe final.md")
    assert_there_and_back(box)
    assert box.git_bytes("show", "HEAD:docs/notas.txt") == b"y despu\xc3\xa9s\n"


def test_ignored_files_stay_out(box: Sandbox) -> None:
    box.write("docs/.gitignore", "*.tmp.md\n")
    box.write("docs/fase1/x.tmp.md", "ignorado\n")
    assert box.prepare().code == 0
    assert box.read("docs/fase1/x.tmp.md") == "ignorado\n"
    assert not [path for path in box.tree("HEAD") if "tmp" in path]


def test_a_shallow_clone_works(box: Sandbox) -> None:
    box.git("commit", "-q", "--allow-empty", "-m", "docs: segundo")
    box.git("push", "-q")
    box.git("clone", "-q", "--depth=1", f"file://{box.origin}", str(box.folder / "somero"), at=box.folder)
    shallow = sandbox.Sandbox(box.folder, box.env, box.folder / "somero", box.origin)
    shallow.plan()
    assert_there_and_back(shallow)


def test_a_remote_of_another_name_and_a_push_address(box: Sandbox) -> None:
    box.git("remote", "rename", "origin", "copia")
    box.git("remote", "set-url", "copia", f"file://{box.origin}")
    box.git("remote", "set-url", "--push", "copia", str(box.origin))
    box.write("relcommit.toml", 'remote = "copia"\n' + sandbox.SETTINGS)
    ended = box.prepare()
    assert ended.code == 0, ended
    assert box.git("rev-parse", BRANCH, at=box.origin) == box.git("rev-parse", "HEAD")


def test_two_addresses_to_push_to(box: Sandbox) -> None:
    mirror = box.folder / "espejo.git"
    box.git("clone", "-q", "--bare", str(box.origin), str(mirror), at=box.folder)
    box.git("remote", "set-url", "--add", "--push", "origin", str(box.origin))
    box.git("remote", "set-url", "--add", "--push", "origin", str(mirror))
    ended = box.prepare()
    assert ended.code == 0, ended
    assert box.git("rev-parse", BRANCH, at=box.origin) == box.git("rev-parse", "HEAD")


def test_the_plan_may_recommend_the_branch_one_stands_on(box: Sandbox) -> None:
    box.git("switch", "-q", "-c", BRANCH)
    assert_there_and_back(box)


def test_starting_from_another_branch_does_not_take_its_commits(box: Sandbox) -> None:
    box.git("switch", "-q", "-c", "otra")
    box.write("otra.txt", "otra\n")
    box.git("add", "otra.txt")
    box.git("commit", "-qm", "feat: otra")
    assert_there_and_back(box)
    assert "otra.txt" not in box.tree("HEAD")
    assert box.git("rev-parse", "HEAD^") == box.git("rev-parse", "main")


def test_a_base_that_is_only_on_the_remote(box: Sandbox) -> None:
    box.git("switch", "-q", "-c", "otra")
    box.git("branch", "-q", "-D", "main")
    assert_there_and_back(box)


def test_the_plan_itself_can_be_a_document_that_moves(box: Sandbox) -> None:
    box.plan(("## 5) ", "## Documentos\n\n### Históricos\n\n- `docs/planes/servicio.md`\n\n## 5) "))
    ended = box.prepare()
    assert ended.code == 0, ended
    assert [path for path in box.tree("HEAD") if path.endswith("servicio.md")] == [
        "docs/historico/planes/servicio.md"
    ] or [path for path in box.tree("HEAD") if path.endswith("servicio.md")] == ["docs/historico/servicio.md"]
    assert PLAN not in box.tree("HEAD")
