"""A file, or a glob, that the pull request changes in its content."""

from collections.abc import Collection, Sequence

from relcommit.checklist.model import Proof
from relcommit.checklist.verdict import Verdict
from relcommit.docs.globs import compile_glob, is_glob
from relcommit.probes.evidence_context import ChangedFile, EvidenceContext, blind

_DOCUMENTS = (".md", ".mdx", ".markdown", ".rst", ".adoc", ".txt")


def probe(proof: Proof, scene: EvidenceContext) -> Verdict:
    """Look at what the pull request changes, and judge it."""
    if scene.changes is None:
        return blind("no-pull-request")
    changes = scene.changes()
    if scene.pull is not None:  # a link or a submodule at the head is no document
        changes = tuple(
            change for change in changes if change.status == "removed" or scene.files.read(change.path) is not None
        )
    return judge(proof, changes, scene.plans | {scene.settings.docs.index})


def judge(proof: Proof, changes: Sequence[ChangedFile], apart: Collection[str] = ()) -> Verdict:
    """Every glob needs a file that gains text; a file that only moves, or only loses, proves nothing.

    What stands `apart` counts only where a mark chooses it: the plan itself, and the index that relcommit writes.
    """
    chosen = proof.words.startswith("rc:")
    changes = [change for change in changes if chosen or change.path not in apart]
    seen: list[str] = []
    for glob in proof.wants.get("globs", ()):
        named = [change for change in changes if _is_meant(change.path, glob, chosen=chosen)]
        changed = [change.path for change in named if change.added_text and change.status != "removed"]
        unseen = [change.path for change in named if change.added_text is None and change.status != "removed"]
        if not changed and unseen:
            return blind("file-unseen", turn="@", glob=glob, archivo=unseen[0])
        if not changed:
            facts = {"glob": glob, "archivo": named[0].path if named else ""}
            code = "file-without-new-text" if named else "file-unchanged"
            return Verdict(state="unmet", code=code, facts=facts, turn="autor")
        seen.append(changed[0])
    return Verdict(state="met", code="file-changed", facts={"archivo": ", ".join(seen)}, source=seen[0])


def _is_meant(path: str, glob: str, *, chosen: bool) -> bool:
    """What words only hint at is looked for among documents, in any case; a path without folders, in all of them."""
    if chosen:
        return compile_glob(glob).matches(path)
    pattern = glob if "/" in glob else f"**/{glob}"
    hinted = is_glob(glob) and not glob.endswith("/**")
    if hinted and not path.lower().endswith(_DOCUMENTS):
        return False
    return compile_glob(pattern.lower()).matches(path.lower())
