"""A trigger's own words as something to measure; every word has to be understood, else only people can tell."""

import re
from collections.abc import Mapping
from unicodedata import normalize

from relcommit.rollout import lexicon
from relcommit.rollout.model import BUCKET_MINUTES, ERRORS, SUSTAINED_BUCKETS, Trigger, TriggerKind

_READ = 400
"""Characters of a text that are read; a longer one is a story."""
_CODE = re.compile(r"(`{1,3})([^`]{1,80})\1")
_CODE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{1,63}")
_EMPHASIS = re.compile(r"[*]{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)|[«»\"“”]")
_WORD = re.compile(r"[^\W\d_]+|\d[\d.,]*")
_MARK = re.compile(f"[{lexicon.METRIC}{lexicon.AMOUNT}]")


def read_trigger(
    name: str, text: str, line: int, marks: Mapping[str, str] | None = None, details: tuple[str, ...] = ()
) -> Trigger:
    """Read a trigger; `limit=`, `metric=`, `max=` and `pause=` of its `<!-- rc: … -->` win over its words."""
    marks = marks or {}
    reader = _Reader(text)
    trigger = reader.read(name, line)
    pauses = any(lexicon.PAUSES.search(plain(part)) for part in (text, *details)) or marks.get("pause") in (
        "si",
        "sí",
        "yes",
    )
    return _marked(_with(trigger, text=text, pauses=pauses), marks)


def plain(text: str) -> str:
    """Lower case, without accents or emphasis, with single spaces; signs stay."""
    folded = normalize("NFKD", text[:_READ].casefold())
    folded = "".join(sign for sign in folded if not "\u0300" <= sign <= "\u036f")
    return " ".join(_EMPHASIS.sub(" ", folded).split())


def _single_spaced(text: str) -> str:
    """With single spaces, and one on each side of a mark."""
    return " ".join(_MARK.sub(lambda mark: f" {mark[0]} ", text).split())


def number_of(text: str) -> float:
    """«2», «2,5», «0.5» or a number in words; thousands are not grouped here."""
    return lexicon.WORDED[text] if text in lexicon.WORDED else float(text.replace(",", "."))


def minutes_of(number: str, unit: str) -> float:
    """A duration in minutes: «30 min», «una hora», «2 días», «1 semana»."""
    weeks = 10_080.0 if unit.startswith("sem") else 0.0
    return number_of(number) * (weeks or (1 / 60 if unit.startswith("s") else lexicon.MINUTES[unit[0]]))


def _with(trigger: Trigger, **changes: object) -> Trigger:
    from dataclasses import replace

    return replace(trigger, **changes)  # type: ignore[arg-type]


def _marked(trigger: Trigger, marks: Mapping[str, str]) -> Trigger:
    """What the author fixed. A mark that is no number changes nothing."""
    try:
        limit = float(marks["limit"].replace(",", ".")) if "limit" in marks else None
        most = int(marks["max"]) if "max" in marks else None
    except ValueError:
        return trigger
    metric = marks.get("metric", trigger.metric)
    if most is not None and most >= 0:
        return _with(trigger, kind="count", metric=metric, limit=float(most), reason="", strange=())
    if limit is not None and limit > 1 and (trigger.kind == "ratio" or "metric" in marks):
        return _with(trigger, kind="ratio", metric=metric, limit=limit, reason="", strange=(), plus=False)
    if limit is not None and 0 < limit <= 1 and (trigger.kind == "above" or "metric" in marks):
        return _with(trigger, kind="above", metric=metric, limit=limit, reason="", strange=())
    if "metric" in marks and trigger.is_judged:
        return _with(trigger, metric=metric)
    return trigger


class _Reader:
    """Takes what it understands out of a text, until nothing that matters is left."""

    def __init__(self, text: str) -> None:
        self.metric = ""
        self.route = ""
        self.rest = ""
        self.left = self._coded(text[:_READ])
        self.whole = len(text) <= _READ
        self.written = {plain(word): word for word in _WORD.findall(normalize("NFC", text[:_READ]).casefold())}
        """Each word as it was written, by its form without accents."""

    def _coded(self, text: str) -> str:
        """Put the code that the text names aside: an error's code, or a route."""

        def aside(code: re.Match[str]) -> str:
            inside = code[2].strip()
            if match := lexicon.ROUTE.fullmatch(inside):
                self.route = self.route or match["route"]
                return " ruta "
            if _CODE_NAME.fullmatch(inside) and not lexicon.ERROR.fullmatch(plain(inside)) and not self.metric:
                self.metric = inside
                return f" {lexicon.METRIC} "
            return f" {inside} "

        text = _CODE.sub(aside, text)
        if not self.route and (
            match := re.search(r"(?:^|\s)(/[a-z0-9_-]+(?:/[\w.{}:-]*)*|https?://\S+)", text, re.IGNORECASE)
        ):
            self.route = match[1]
            text = f"{text[: match.start()]} ruta {text[match.end() :]}"
        loud = [word for word in lexicon.LOUD.findall(text) if word not in lexicon.NOT_CODES]
        if not self.metric and len(loud) == 1 and text != text.upper():
            self.metric = loud[0]
            text = text.replace(loud[0], f" {lexicon.METRIC} ", 1)
        return plain(text)

    def read(self, name: str, line: int) -> Trigger:
        """The whole text as one trigger."""
        text = self.left
        person = Trigger(id=name, text=text, line=line, kind="person", reason="words")
        if reason := next((reason for reason, words in lexicon.UNJUDGED.items() if words.search(text)), ""):
            return _with(person, reason=reason, kind="latency" if reason == "latency" else "person")
        if self.route or lexicon.HEALTH.search(text):
            return self._answer(person)
        if not self.whole or lexicon.POINTS.search(text):
            return _with(person, strange=self._as_written(_WORD.findall(text)))
        trigger = self._measured(person)
        strange = self._strange()
        if trigger is None or strange:
            words = strange or self._as_written([word for word in _WORD.findall(text) if len(word) > 3])
            return _with(person, strange=words, reason="words" if strange else "no-value")
        return trigger

    def _take(self, pattern: re.Pattern[str], mark: str = lexicon.AMOUNT) -> re.Match[str] | None:
        """The first place of a pattern, taken out of what is left; what it says of the metric stays."""
        match = pattern.search(self.left)
        if match:
            metric = match.groupdict().get("metric") or ""
            self.left = " ".join(f"{self.left[: match.start()]} {mark}{metric} {self.left[match.end() :]}".split())
        return match

    def _measured(self, person: Trigger) -> Trigger | None:
        """The kind with its number; `None` where there is none, or no word says what is counted."""
        ratio = self._ratio()
        rate = None if ratio else self._rate()
        count = None if ratio or rate is not None else self._count()
        success = self._take(lexicon.SUCCESS, lexicon.METRIC) if rate and rate[1] else None
        minutes = self._lasting()
        has_metric = bool(self._take(lexicon.ERROR, lexicon.METRIC)) or bool(self.metric) or bool(success)
        status = self._take(lexicon.STATUS, lexicon.METRIC)
        if status:
            has_metric, self.metric = True, self.metric or status["status"]
        grows = self._take(lexicon.GROWING) if not ratio and rate is None and count is None else None
        if len(_MARK.findall(self.left)) > 6 or not has_metric:
            return None
        metric = self.metric or ERRORS
        if ratio:
            limit, plus = ratio
            return self._made(person, "ratio", metric, limit, minutes, plus=plus) if limit > 1 else None
        if rate is not None:
            limit, is_under = rate
            if is_under != bool(success) or not 0 < limit < 1:
                return None
            return self._made(person, "above", metric, round(1 - limit, 9) if is_under else limit, minutes)
        if count is not None:
            most, window = count
            return self._made(person, "count", metric, most, window)
        return self._made(person, "growing", metric, 0, minutes) if grows else None

    def _made(
        self, person: Trigger, kind: TriggerKind, metric: str, limit: float, minutes: float, *, plus: bool = False
    ) -> Trigger:
        lasting = max(round(minutes), 1) if minutes else 0
        return _with(person, kind=kind, metric=metric, limit=limit, minutes=lasting, reason="", plus=plus)

    def _ratio(self) -> tuple[float, bool] | None:
        for pattern in lexicon.RATIOS:
            if match := self._take(pattern):
                groups = match.groupdict()
                if groups.get("fold"):
                    return next(value for stem, value in lexicon.FOLDS if stem in groups["fold"]), False
                times = number_of(groups.get("times") or groups.get("times2") or "0")
                return times, bool(groups.get("plus"))
        if match := self._take(lexicon.PERCENT_OVER_BASE):
            return 1 + number_of(match["percent"] or match["percent2"]) / 100, False
        if match := self._take(lexicon.PERCENT_OF_BASE):
            share = number_of(match["percent"]) / 100
            over = re.match(r"por encima|superior|mayor|mas", match[0]) and share < 1
            return (1 + share if over else share), False
        return None

    def _rate(self) -> tuple[float, bool] | None:
        if match := self._take(lexicon.PERCENT):
            return number_of(match["percent"] or match["percent2"]) / 100, False
        if match := self._take(lexicon.PERCENT_UNDER):
            return number_of(match["percent"]) / 100, True
        return None

    def _count(self) -> tuple[float, float] | None:
        """«más de 10 … en 5 minutos»; a number of incidents without a time is about no rate that is known."""
        if match := self._take(lexicon.COUNT):
            least = bool(match["number2"]) or bool(lexicon.AT_LEAST.search(match[0]))
            most = number_of(match["number"] or match["number2"]) - least
            window = self._take(lexicon.WINDOW)
            if most < 0 or (not window and not (most == 0 and self.metric)):
                return None
            return most, minutes_of(window["number"] or "1", window["unit"]) if window else 0.0
        return (0.0, 0.0) if self.metric and self._take(lexicon.ANY) else None

    def _lasting(self) -> float:
        """How long it has to last, in minutes; 0 where the text does not say."""
        minutes = 0.0
        if match := self._take(lexicon.WINDOWS):
            minutes = number_of(match["number"]) * BUCKET_MINUTES
        elif match := self._take(lexicon.LASTING):
            minutes = minutes_of(match["number"], match["unit"])
        if self._take(lexicon.SUSTAINED) and not minutes:
            minutes = float(SUSTAINED_BUCKETS * BUCKET_MINUTES)
        return minutes

    def _strange(self) -> tuple[str, ...]:
        """The words that nobody understood, or that narrow what is measured."""
        rest = _single_spaced(self.left)
        for phrase in lexicon.EMPTY_PHRASES:
            rest = _single_spaced(phrase.sub(" ", rest))
        words = _WORD.findall(rest)
        return self._as_written([word for word in words if word not in lexicon.LINKS] or words)

    def _as_written(self, words: list[str]) -> tuple[str, ...]:
        return tuple(self.written.get(word, word) for word in words[:5])

    def _answer(self, person: Trigger) -> Trigger:
        """A route or a health check, and what it answers."""
        status = lexicon.STATUS.search(self.left)
        if not status and not lexicon.ANSWERS.search(self.left):
            return _with(person, reason="words", strange=self._as_written(_WORD.findall(self.left)))
        return _with(
            person,
            kind="answer",
            route=self.route,
            metric=status["status"] if status else "",
            reason="route" if self.route else "no-route",
        )
