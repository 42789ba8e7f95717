"""The verdict of the specification on a corpus of messages, where it is at hand."""

import base64
import json
from pathlib import Path

import pytest

from relcommit.commits.cleanup import decode, stored
from relcommit.commits.exempt import exemption
from relcommit.commits.rules import check_lines
from relcommit.settings import CommitSettings

MESSAGES = Path(__file__).parents[4] / "shared" / "corpus" / "messages" / "messages.jsonl"
GRAMMAR_ALONE = CommitSettings(types=(), mood="libre")
NEAR_MISS = "breaking-near-miss"
"""Valid for the grammar, and an error all the same: no release tool reads it."""


@pytest.mark.skipif(not MESSAGES.exists(), reason="the corpus is not beside this checkout")
def test_the_grammar_decides_as_the_specification() -> None:
    wrong = []
    for row in MESSAGES.read_text("utf-8").splitlines():
        case = json.loads(row)
        if case["spec_valid"] is None or case["policy_row"]:
            continue
        text = case["message"]
        if "message_b64" in case:
            text, _ = decode(base64.b64decode(case["message_b64"]))
        if exemption(stored(text, "strip")) == "release":
            continue  # no person writes «v1.2.3»: npm does, and nobody can mend it
        findings = check_lines(stored(text, "strip"), GRAMMAR_ALONE)
        refused = any(finding.level == "error" and finding.code != NEAR_MISS for finding in findings)
        if refused == case["spec_valid"]:
            wrong.append(case["id"])
    assert wrong == []
