#!/usr/bin/env python3
"""How much of plans written in many manners is read, and whether anything that they state is lost without a word.

Usage: plan_manners.py [FILE…] [--wrong] [--min-silent 0]

A file (default: `bench/manners/*.txt`) holds plans that start at `=== name`. Lines that state something end in `¶`,
which is taken off before reading; below `%%%` stand the labels, several values parted by ` | `.

A list is right where each value labelled stands in one of the items read, and each item read holds one. A line is
lost in silence where the account of the plan calls it neither understood nor unread, and no finding names it. A false
alarm is a finding about a line that states nothing, or a value in a field that the plan does not give.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from relcommit.plan.accounting import Account, account
from relcommit.plan.model import Plan

FOLDER = Path(__file__).parent / "manners"
MARK = "¶"
SCALARS = ("branch", "base", "header", "title")
LISTS = ("body", "footers", "gates", "deploy", "rollback", "done", "labels", "reviewers", "docs")
_TOLD = frozenset({"unread", "too-long"})


@dataclass(frozen=True, slots=True)
class Sample:
    """A plan, its lines that state something, and what its fields are."""

    name: str
    text: str
    stating: frozenset[int]
    labels: dict[str, str]


def samples(path: Path) -> Iterator[Sample]:
    """The plans of one file."""
    for part in path.read_text("utf-8").split("\n=== "):
        head, _, labels = part.partition("\n%%%\n")
        name, _, body = head.removeprefix("=== ").partition("\n")
        lines = body.split("\n")
        stating = frozenset(number for number, line in enumerate(lines, 1) if MARK in line)
        text = "\n".join(line.replace(" " + MARK, "").replace(MARK, "") for line in lines) + "\n"
        given = dict(line.split(": ", 1) for line in labels.splitlines() if ": " in line)
        yield Sample(name, text, stating, given)


def values(plan: Plan) -> dict[str, str | tuple[str, ...] | None]:
    """The plan's fields under the names of the labels."""
    items = {name: tuple(item.text for item in getattr(plan, name)) for name in ("gates", "deploy", "rollback", "done")}
    documents = tuple(f"{doc.path}={doc.status}" + (f">{doc.to}" if doc.to else "") for doc in plan.documents)
    commit = plan.commit
    return {
        "branch": plan.branch, "base": plan.base, "header": commit.header if commit else None, "title": plan.pr_title,
        "body": commit.body if commit else (), "footers": commit.footers if commit else (),
        "labels": plan.labels, "reviewers": plan.reviewers, "docs": documents, **items,
    }  # fmt: skip


def is_right(field: str, read: object, label: str | None) -> bool:
    """Whether what was read is what the label says."""
    if field in SCALARS:
        return read == label
    assert isinstance(read, tuple)
    wanted = label.split(" | ") if label else []
    if field in ("labels", "reviewers", "docs"):
        return sorted(read) == sorted(wanted)
    return all(any(value in item for item in read) for value in wanted) and all(
        any(value in item for value in wanted) for item in read
    )


def silent(sample: Sample, read: Account) -> list[int]:
    """The stating lines that are neither read nor told."""
    told = {
        number
        for finding in (*read.findings, *read.plan.findings)
        for number in range(finding.line, int(finding.facts.get("last", finding.line)) + 1)
    }
    told |= {line.number for line in read.lines if line.reading != "prose"}
    return sorted(sample.stating - told)


def false_alarms(sample: Sample, read: Account) -> list[int]:
    """The lines that state nothing and of which it is told that they were not read."""
    lines = sample.text.split("\n")
    return [
        number
        for finding in read.findings
        if finding.code in _TOLD
        for number in range(finding.line, int(finding.facts.get("last", finding.line)) + 1)
        if number not in sample.stating and lines[number - 1].strip()
    ]


def main() -> int:
    """Print the score; 1 where a line was lost in silence."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--wrong", action="store_true", help="show what differs")
    options = parser.parse_args()
    right, total, losses, lines, alarms = Counter[str](), Counter[str](), 0, 0, 0
    invented = 0
    for path in options.files or sorted(FOLDER.glob("*.txt")):
        for sample in samples(path):
            read = account(sample.text, f"{sample.name}.md")
            for field, value in values(read.plan).items():
                label = sample.labels.get(field)
                good = is_right(field, value, label)
                invented += not good and label is None
                total[field] += label is not None
                right[field] += label is not None and good
                if options.wrong and not good:
                    print(f"{sample.name}: {field}: {value!r} and not {label!r}")
            for number in (lost := silent(sample, read)):
                if options.wrong:
                    print(f"{sample.name}: lost in silence: {number}: {sample.text.splitlines()[number - 1]}")
            for number in (false := false_alarms(sample, read)):
                if options.wrong:
                    print(f"{sample.name}: false alarm: {number}: {sample.text.splitlines()[number - 1]}")
            losses, lines, alarms = losses + len(lost), lines + len(sample.stating), alarms + len(false)
    for field in (*SCALARS, *LISTS):
        print(f"{field:10} {right[field]}/{total[field]}")
    print(f"all        {right.total()}/{total.total()}, invented {invented}")
    print(f"lost in silence {losses} of {lines} stating lines, false alarms {alarms}")
    return 1 if losses else 0


if __name__ == "__main__":
    sys.exit(main())
