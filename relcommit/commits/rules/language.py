"""Spanish: the mood of the verb that opens the description, English verbs, and accents that are missing."""

from relcommit.commits.finding import Finding, error, warning
from relcommit.commits.spanish import judge_first_word, missing_accents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from relcommit.commits.grammar import Parsed
    from relcommit.names import Mood


def judge(parsed: "Parsed", mood: "Mood") -> "Iterator[Finding]":
    """What is wrong with the Spanish of a message; the accents of code and links are nobody's business."""
    header = parsed.header
    if header is None or header.description is None:
        return
    offset = header.description_at
    verdict = judge_first_word(header.description, mood)
    if verdict is not None:
        code = "verb-mood" if verdict.kind == "mood" else "english-verb"
        facts = {"word": verdict.word, "form": verdict.form, "right": verdict.right or "", "mood": mood}
        yield error(code, header.line, (offset + verdict.start, offset + verdict.end), facts, verdict.right)
        from relcommit.commits.spanish.coordination import coordinated

        for verb in coordinated(header.description, verdict, mood):
            facts = {"word": verb.word, "form": verb.form, "right": verb.right or "", "mood": mood, "beside": "1"}
            yield error("verb-mood", header.line, (offset + verb.start, offset + verb.end), facts, verb.right)
    for line in parsed.lines:
        skip = offset if line is parsed.lines[0] else 0
        for start, end, right in missing_accents(line.text[skip:]):
            span = (skip + start, skip + end)
            facts = {"word": line.text[span[0] : span[1]], "right": right}
            yield warning("missing-accent", line.number, span, facts, right)
