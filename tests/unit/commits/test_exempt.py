"""Messages that git and the forges write, and those that only look so."""

import pytest

from relcommit.commits.cleanup import stored
from relcommit.commits.exempt import exemption

SHA = "1234567890abcdef1234567890abcdef12345678"


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("Merge branch 'x'", "merge"),
        ("Merge branch 'x' into y", "merge"),
        ("Merge branch 'x' into 'main'", "merge"),
        ("Merge branches 'a', 'b' and 'c' into d", "merge"),
        ("Merge remote-tracking branch 'origin/x'", "merge"),
        ("Merge branch 'x' of github.com:o/r into y", "merge"),
        ("Merge branch 'x' of https://a/b, tag 'v1' of https://c/d", "merge"),
        ("Merge branch 'a', tag 'b', commit 'c'", "merge"),
        ("Merge tag 'v1'", "merge"),
        ("Merge commit 'abc' into x", "merge"),
        ("Merge HEAD of https://a/b", "merge"),
        ("Merge pull request #12 from dueña/rama", "merge"),
        (f"Merge {SHA} into {SHA}", "merge"),
        ("Merge branch 'x' into 'main'\n\nfeat: añade x\n\nSee merge request grupo/obra!3", "merge"),
        ("Merge pull request 'feat: añade x' (#12) from ana/rama into main", "merge"),
        ("Merge pull request #12 in OBRA/web from feature/x to main", "merge"),
        ("Merged in feature/x (pull request #12)\n\nAñade x\n\nApproved-by: Ana", "merge"),
        ("Merged develop into feature/x", "merge"),
        ("Pull request #12: añade x\n\nMerge in OBRA/web from feature/x to main\n\n* commit 'abc':", "merge"),
        ('Revert "feat: a"\n\nThis reverts merge request !3', "revert"),
        (f'Revert "feat: a"\n\nThis reverts commit {SHA}.', "revert"),
        ('Revert "feat: a" (#12)\n\nReverts o/r#11', "revert"),
        ('Revert "feat: a"', "revert"),
        (f'Reapply "feat: a"\n\nThis reverts commit {SHA}.', "revert"),
        ("bump: version 1.0.0 → 1.1.0", "bump"),
        ("fixup! feat: a", "fixup!"),
        ("squash! feat: a", "squash!"),
        ("amend! feat: a", "amend!"),
    ],
)
def test_what_git_writes_is_known(message: str, kind: str) -> None:
    assert exemption(stored(message)) == kind


@pytest.mark.parametrize(
    "message",
    [
        "",
        "Merge los cambios de ayer",
        "Merge branch x",
        "Merge branch 'x' y más cosas",
        "Merge branch '' into y",
        "Merge branch 'x",
        "Merge branch 'x', y",
        "Merge pull request #doce from o/b",
        "Merge pull request #12 de o/b",
        "Merge abc into def",
        "Merge: algo",
        "Merge request !3",
        "Merge request !3 en main",
        "algo\n\nSee merge request grupo/obra!3",
        "Merged in x y (pull request #12)",
        "Merged in feature/x (pull request #doce)",
        "Merged in feature/x",
        "Merged feature/x (pull request #12)",
        "Merged los cambios de ayer into main",
        "Merge pull request 'x' (#12) from rama",
        "Merge pull request '' (#12) from a/b into main",
        "Merge pull request #12 in OBRA/web from x",
        "Pull request #12: añade x",
        "Pull request #12: añade x\n\nUna nota.\n\nMerge in OBRA/web from feature/x to main",
        "Pull request: x\n\nMerge in OBRA/web from feature/x to main",
        "merged algo",
        "Revert algo",
        'Revert ""',
        'Revert "a" y algo más',
        'Revert "feat: a"\n\nPorque sí.',
        "bump: versión nueva",
        "Release",
        "fixup!",
        "fixup!feat: a",
        "fix: a\n\nMerge branch 'main'",
        "algo\n\nfixup! feat: a",
    ],
)
def test_a_likeness_disarms_nothing(message: str) -> None:
    assert exemption(stored(message)) is None
