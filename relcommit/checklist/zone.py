"""Our zone of a pull request's body: found, put in, kept up to date, and nothing else touched."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from relcommit.checklist.markdown import box_lines, is_shown_after

BODY_LIMIT = 65_536
"""Longest body, or comment, that GitHub takes, in characters."""

START = "<!-- relcommit:inicio"
END = "<!-- relcommit:fin -->"
EVIDENCE_START = "<!-- relcommit:evidencia -->"
EVIDENCE_END = "<!-- relcommit:evidencia-fin -->"

_FOOTERS = re.compile(r"<!-- relcommit:pie ([0-9a-f]{16}(?: [0-9a-f]{16})?) -->\n?")
"""Says which paragraphs below our zone are ours too: a commit's footers only count in the last ones."""
_PARAGRAPH = re.compile(r"(?:[^\r\n]+(?:\r?\n|$))+")
_ID = re.compile(r"<!-- rc:id=([a-z0-9][a-z0-9._-]{0,63}) -->\s*$")
_BOX = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[([ xX])\](?=[ \t])")


@dataclass(frozen=True, slots=True)
class Split:
    """A body in three."""

    before: str
    zone: str
    """Both markers included."""
    after: str


def split(body: str) -> Split | None:
    """Where our zone is; `None` when its markers are missing, doubled or out of order."""
    if body.count(START) != 1 or body.count(END) != 1:
        return None
    start, end = body.index(START), body.index(END) + len(END)
    closed = "-->" in body[start:end].partition("\n")[0]
    if end < start or not closed or not _starts_line(body, start) or not is_shown_after(_unix(body[:start])):
        return None
    return Split(body[:start], body[start:end], body[end:])


def merge(existing: str | None, zone: str, proven: Mapping[str, bool] | None = None) -> str | None:
    """The body with this zone in place of the old one, keeping what people wrote and ticked.

    `proven` holds the boxes that evidence decides instead of people. `None` when the body has to stay as
    it is: it has text but not exactly one pair of markers, or would get longer than GitHub takes.
    """
    if existing is None or not existing.strip():
        return tick(zone, proven or {}) if len(zone) <= BODY_LIMIT else None
    if (old := split(existing)) is None:
        return None
    ours = split(zone) or Split("", zone, "")
    zone, footers = ours.zone, _take_footers(ours)[1]
    old = Split(old.before, old.zone, _with_paragraph(_take_footers(old)[0], footers))
    kept = tick(zone, boxes(old.zone) | dict(proven or {}))
    if EVIDENCE_START not in kept and (evidence := _evidence(old.zone)):
        kept = with_evidence(kept, evidence)
    return _put(old, kept)


def with_footers(zone: str, footers: Sequence[str], between: str = "") -> str:
    """The zone, a text of the repository's own, and the footers of a commit as the body's last paragraphs.

    A squash that takes its message from the body then says them where git and release tools read them.
    """
    if footers:
        head = zone[: zone.rindex(END)].rstrip("\n")
        zone = f"{head}\n\n<!-- relcommit:pie {' '.join(map(_mark, footers))} -->\n{END}"
    return "\n\n".join(filter(None, (zone, between.strip("\n"), *footers)))


def _mark(paragraph: str) -> str:
    return sha256(_unix(paragraph).strip().encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _take_footers(body: Split) -> tuple[str, str]:
    """What stands below the zone without the footers that are ours, and those."""
    marker = _FOOTERS.search(_unix(body.zone))
    rest, footers = body.after, list[str]()
    for mark in marker[1].split() if marker else ():
        paragraph = next((each for each in _PARAGRAPH.finditer(rest) if _mark(each[0]) == mark), None)
        if paragraph:
            footers.append(_unix(paragraph[0]).strip())
            above, below = rest[: paragraph.start()].rstrip("\r\n"), rest[paragraph.end() :].lstrip("\r\n")
            rest = f"{above}\n\n{below}" if below else above
    return rest if rest.strip() or not footers else "", "\n\n".join(footers)


def _with_paragraph(after: str, paragraph: str) -> str:
    return f"{after.rstrip()}\n\n{paragraph}" if paragraph else after


def update(body: str, proven: Mapping[str, bool], evidence: str) -> str | None:
    """The body with these boxes and this table of evidence, all else as it was; `None` as for `merge`."""
    if (old := split(body)) is None:
        return None
    return _put(old, with_evidence(tick(_unix(old.zone), proven), evidence))


def room(existing: str | None) -> int:
    """How many characters the zone may have beside what people wrote."""
    old = split(existing) if existing else None
    return BODY_LIMIT - (len(old.before) + len(old.after) if old else 0)


def boxes(zone: str) -> dict[str, bool]:
    """The boxes that stand in the zone, by id. One that stands twice is open unless both are ticked."""
    ticks: dict[str, bool] = {}
    for name, ticked, _ in _boxes(zone):
        ticks[name] = ticked and ticks.get(name, True)
    return ticks


def box_texts(zone: str) -> tuple[tuple[str, str], ...]:
    """The id and the text of each box, in their order."""
    return tuple((name, text) for name, _, text in _boxes(zone))


def _boxes(zone: str) -> Iterator[tuple[str, bool, str]]:
    text = _unix(zone)
    seen = box_lines(text)
    for number, line in enumerate(text.split("\n")):
        if number in seen and (box := _BOX.match(line)) and (name := _ID.search(line)):
            yield name[1], box[1] != " ", line[box.end() : name.start()].strip()


def tick(zone: str, ticks: Mapping[str, bool]) -> str:
    """The zone with these boxes ticked or open."""
    return "".join(_ticked(line, ticks) for line in zone.splitlines(keepends=True))


def with_evidence(zone: str, evidence: str) -> str:
    """The zone with this table at its end, in place of the one it had; none for an empty text."""
    if EVIDENCE_START in zone and EVIDENCE_END in zone:
        head, _, rest = zone.partition(EVIDENCE_START)
        zone = head.rstrip("\n") + "\n" + rest.partition(EVIDENCE_END)[2].lstrip("\n")
    if not evidence:
        return zone
    head = zone[: zone.rindex(END)].rstrip("\n")
    return f"{head}\n\n{EVIDENCE_START}\n{evidence.strip()}\n{EVIDENCE_END}\n{END}"


def _put(old: Split, zone: str) -> str | None:
    if "\r\n" in old.zone:
        zone = _unix(zone).replace("\n", "\r\n")
    body = f"{old.before}{zone}{old.after}"
    return body if len(body) <= BODY_LIMIT else None


def _ticked(line: str, ticks: Mapping[str, bool]) -> str:
    box, name = _BOX.match(line), _ID.search(line)
    if not box or not name or name[1] not in ticks:
        return line
    return f"{line[: box.start(1)]}{'x' if ticks[name[1]] else ' '}{line[box.end(1) :]}"


def _evidence(zone: str) -> str:
    head, marker, rest = _unix(zone).partition(f"{EVIDENCE_START}\n")
    return rest.partition(EVIDENCE_END)[0] if marker and head else ""


def _starts_line(body: str, at: int) -> bool:
    return not body[:at].rpartition("\n")[2].strip()


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n")
