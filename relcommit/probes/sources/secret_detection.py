"""Secrets in what is about to be committed or written in a pull request: where and which kind, never the value.

The engine is detect-secrets (docs/decisions/0006-secretos.md says why). It takes a tenth of a second to import,
so it only sees the lines that could hold a secret at all; most plans and documents have none.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha1
from itertools import pairwise
from typing import Any

Detector = Callable[[str, int], str | None]
"""The secret that a line, of this number, holds; `None` for none."""

_WINDOW, _OVERLAP = 4_000, 400
"""Longer lines are read in pieces, so that no expression meets an unbounded text."""
_LONG_VALUE = 12
"""A value of so many characters is one of its own."""
_ALLOWED = re.compile(r"pragma:?\s*(?:allow|white)list[ -]secret", re.IGNORECASE)
_NEXT_ALLOWED = re.compile(r"pragma:?\s*(?:allow|white)list[ -]nextline[ -]secret", re.IGNORECASE)

_WORDS = (
    "pass", "pwd", "contrase", "clave", "secret", "token", "private", "credencial", "bearer", "aws", "-----begin",
    "akia", "asia", "aiza", "eyj", "sg.", "sk-", "xox", "atatt3", "atctt3", "atbb", "gocspx-", "hf_", "api_org_",
    "dckr_", "lin_", "app_usr-", "ya29.", "1//0",
)  # fmt: skip
"""In lower case, what a line that holds a secret says of it."""
_SIGNS = ("key", "@", ":aa", "test-")
_SHAPES = re.compile(r"(?:api|auth).?key|://[^/\s:@]{1,200}:[^/\s@]{1,200}@|\d{8,10}:aa|\btest-\d")
"""In lower case, what only a longer look tells from prose; each has one of the signs."""
_RUNS = re.compile(r"[A-Za-z0-9+=]{16,}")
"""What may be drawn by lot, where digits and letters are mixed in it; paths are told apart by their `/`."""
_DIGIT, _LETTER = re.compile("[0-9]"), re.compile("[A-Za-z]")
_MORE_FORMATS = {
    "github-fine-grained": re.compile(r"\bgithub_pat_[A-Za-z0-9_]{60,120}\b"),
    "anthropic": re.compile(r"\bsk-ant-[a-z0-9]{3,12}-[A-Za-z0-9_-]{80,120}"),
    "openai": re.compile(r"\bsk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{40,200}"),
    "google": re.compile(r"\bAIza[A-Za-z0-9_-]{35}\b"),
    "webhook": re.compile(
        r"https://(?:hooks\.slack\.com/services/T[A-Z0-9]{6,14}/B[A-Z0-9]{6,14}/[A-Za-z0-9]{20,30}"
        r"|discord(?:app)?\.com/api/webhooks/\d{15,21}/[A-Za-z0-9_-]{60,70})"
    ),
    "npm": re.compile(r"\bnpm_[A-Za-z0-9]{36}\b"),
    "atlassian": re.compile(r"\b(?:AT[AC]TT3[A-Za-z0-9_\-=]{50,300}|ATBB[A-Za-z0-9]{28,40})"),
    "google-oauth": re.compile(
        r"\bGOCSPX-[A-Za-z0-9_-]{24,40}|\bya29\.[A-Za-z0-9_-]{30,400}|\b1//0[A-Za-z0-9_-]{30,200}"
    ),
    "hugging-face": re.compile(r"\b(?:hf|api_org)_[A-Za-z0-9]{30,50}\b"),
    "docker-hub": re.compile(r"\bdckr_(?:pat|oat)_[A-Za-z0-9_-]{20,60}"),
    "linear": re.compile(r"\blin_(?:api|oauth|wh)_[A-Za-z0-9]{32,80}\b"),
    "vercel": re.compile(r"\bvc[a-z]_[A-Za-z0-9]{24,80}\b|\bvercel_blob_rw_[A-Za-z0-9_]{24,80}"),
    "mercado-pago": re.compile(r"\b(?:APP_USR|TEST)-\d{12,20}-\d{6}-[a-f0-9]{32}(?:-\d{5,12})?"),
    "prefixed": re.compile(
        r"\b(?:shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}|do[opr]_v1_[a-f0-9]{64}|dp\.(?:pt|st|ct|sa)\.[A-Za-z0-9._-]{30,80}"
        r"|sb[ps]_[a-z0-9_]{32,60}|nf[pcou]_[A-Za-z0-9]{36,50}|fig[dor]{1,2}_[A-Za-z0-9_-]{36,60}|ntn_[A-Za-z0-9]{40,60}"
        r"|PMAK-[a-f0-9]{24}-[a-f0-9]{34}|glsa_[A-Za-z0-9]{32}_[a-f0-9]{8}|sntry[su]_[A-Za-z0-9_=+/-]{40,400}"
        r"|pul-[a-f0-9]{40}|dapi[a-f0-9]{32}|whsec_[A-Za-z0-9+/=]{24,80}|rk_live_[A-Za-z0-9]{20,120}|rnd_[A-Za-z0-9]{28,40}"
        r"|gl(?:pat|dt|rt|cbt|ptt|soat)-[A-Za-z0-9_.-]{20,60}|hv[sbr]\.[A-Za-z0-9_-]{24,200}|xapp-\d-[A-Za-z0-9-]{30,200}"
        r"|AGE-SECRET-KEY-1[A-Z0-9]{58}|key-[0-9a-f]{32}|tskey-[a-z]{3,9}-[A-Za-z0-9]{10,20}-[A-Za-z0-9]{20,40})\b"
    ),
    "bearer": re.compile(r"\bBearer\s+(?=[A-Za-z._~+/-]{0,200}[0-9])[A-Za-z0-9._~+/-]{20,400}", re.IGNORECASE),
}
"""Formats that detect-secrets 1.5 does not know."""
_ASSIGNED = re.compile(
    r"(?:(?P<long>token|secret[oa]?|api[_-]?key|access[_-]?key|clave|credencial)|pass(?:word|wd)?|pwd|contraseña)"
    r"[A-Za-z0-9_]{0,30}(?:\s\w{1,20}){0,4}?[\"'`*]{0,3}\s{0,3}(?::=|[:=]|\bes\b|\bis\b)\s{0,3}[\"'`*]{0,3}"
    r"(?P<value>[^\s\"'`,;|<>(){}\[\]]{8,400})",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"x{4}|\*{3}|\.{3}|…|\$|example|ejemplo|placeholder|changeme|dummy|redact"
    r"|p[a@4][s$5]{2}w[o0]rd\d|hunter2|s3cr3t",
    re.IGNORECASE,
)
_PERHAPS = re.compile(r"cambia|your|(?:^|[_-])tus?[_-]|foo|qwerty", re.IGNORECASE)
"""Words of an example that a real value may hold by chance: they excuse only what does not look drawn by lot."""
_RUN = re.compile(r"[A-Za-z0-9]{12,400}")
_TURNS = re.compile(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_FEWEST_TURNS = 5
"""Times that a value drawn by lot goes from letters to digits or back, at least; written by hand it does so once or
twice."""
_SHOWN = frozenset({"password", "passwd", "pass", "pwd", "secret", "contraseña", "clave", "token"})
"""What examples write where a secret would stand."""
_TOO_EAGER = frozenset({"Base64HighEntropyString", "HexHighEntropyString", "IPPublicDetector", "KeywordDetector"})
"""Detectors that take commit ids, checksums and examples for secrets; `_assigned` does the last one's work."""


@dataclass(frozen=True, slots=True, order=True)
class SecretFound:
    """A secret's place. Its value is never kept."""

    file: str
    line: int
    kind: str
    """`AWSKeyDetector`, `github-fine-grained`, `assigned`… `text.es.checklist.secret_kind` names it."""
    fingerprint: str = field(default="", compare=False, repr=False)
    """What a baseline knows it by: its SHA-1."""


def find_secrets(texts: Mapping[str, bytes]) -> tuple[SecretFound, ...]:
    """Every secret in these texts, by name (a path, or «pull request»), ordered; binary content is passed over."""
    secrets: set[SecretFound] = set()
    for name, content in texts.items():
        if b"\0" not in content[:8_192]:
            text = content.decode("utf-8", errors="replace")
            if is_worth_a_look(text):
                found = _in_lines(text.split("\n"))
                secrets.update(SecretFound(name, line, kind, _hash(value)) for line, kind, value in found)
    return tuple(sorted(secrets))


def _hash(value: str) -> str:
    """As detect-secrets(1) writes it in its baseline."""
    return sha1(value.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()


def _in_lines(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    for number, (above, line) in enumerate(pairwise(["", *lines]), 1):
        if not is_worth_a_look(line) or _ALLOWED.search(line) or _NEXT_ALLOWED.search(above):
            continue
        for start in range(0, len(line), _WINDOW - _OVERLAP):
            piece = line[start : start + _WINDOW]
            yield from ((number, kind, value) for kind, value in _kinds(piece, number))


def is_worth_a_look(text: str) -> bool:
    """Whether a text could hold a secret at all: never wrongly `False`, and quick for prose."""
    lower = text.lower()
    return (
        any(word in lower for word in _WORDS)
        or any(_DIGIT.search(run) and _LETTER.search(run) for run in _RUNS.findall(text))
        or (any(sign in lower for sign in _SIGNS) and _SHAPES.search(lower) is not None)
    )


def _kinds(line: str, number: int) -> tuple[tuple[str, str], ...]:
    """What the line holds, kind and value, by the most exact judge that sees something."""
    known = tuple(
        (kind, seen[0])
        for kind, looks in _MORE_FORMATS.items()
        for seen in looks.finditer(line)
        if not _is_placeholder(seen[0])
    )
    known = known or tuple(
        (kind, _whole(value, line))
        for kind, detect in _detectors().items()
        if (value := detect(line, number)) is not None
    )
    return known or tuple(("assigned", seen["value"]) for seen in _ASSIGNED.finditer(line) if _is_value(seen))


def _whole(value: str, line: str) -> str:
    """The word that holds a value: for some kinds detect-secrets gives only how it begins, which many share."""
    if len(value) >= _LONG_VALUE:
        return value
    return next((word for word in re.split(r"[\s`'\"<>()\[\],;]+", line) if value in word), value)


def _is_value(seen: re.Match[str]) -> bool:
    """Whether what is assigned looks like a real secret: mixed signs, long enough for its name, no example."""
    value = seen["value"].rstrip(".:")
    mixed = re.search(r"\d", value) and re.search(r"[A-Za-z]", value)
    long_enough = len(value) >= (20 if seen["long"] else 8)
    return bool(mixed and long_enough and not _is_placeholder(value) and not _is_reference(value))


def _is_placeholder(value: str) -> bool:
    """Whether a value only shows where a secret would stand."""
    if _PLACEHOLDER.search(value):
        return True
    by_lot = any(len(_TURNS.findall(run)) >= _FEWEST_TURNS for run in _RUN.findall(value))
    return bool(_PERHAPS.search(value)) and not by_lot


def _is_reference(value: str) -> bool:
    """A path, an address or a name says where a secret is, not what it is."""
    return (
        "://" in value
        or value.startswith(("/", "./", "~/"))
        or bool(re.fullmatch(r"[A-Z0-9_]+|[a-z_.]+|[\w.-]+(?:/[\w.-]+){1,20}\.\w{1,5}", value))
    )


@cache
def _detectors() -> Mapping[str, Detector]:
    from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class
    from detect_secrets.filters.heuristic import is_sequential_string, is_templated_secret

    def detector(plugin: type[Any]) -> Detector:
        engine = plugin()

        def detect(line: str, number: int) -> str | None:
            seen = engine.analyze_line(filename="texto", line=line, line_number=number)
            values = (secret.secret_value or "" for secret in seen)
            real = (
                value
                for value in values
                if not is_templated_secret(value) and not is_sequential_string(value) and value.casefold() not in _SHOWN
            )
            return next(real, None)

        return detect

    plugins: Iterable[type[Any]] = get_mapping_from_secret_type_to_class().values()
    return {plugin.__name__: detector(plugin) for plugin in plugins if plugin.__name__ not in _TOO_EAGER}
