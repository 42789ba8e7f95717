"""The two short ways to «nothing to say», Python's and the shell's, never pass what the rules find something in."""

import base64
import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relcommit.commits import surely_fine
from relcommit.commits.cleanup import decode, stored
from relcommit.commits.quick import Quick
from relcommit.commits.rules import check, check_lines
from relcommit.commits.words import BREAKING_ATTEMPTS
from relcommit.settings import CommitSettings
from tests.cli.test_hook_accept import PRESENT, SETTINGS, SHELLS, accepts, hook_for

PROJECT = Path(__file__).parents[2]
CORPUS = PROJECT.parent / "shared" / "corpus" / "messages" / "messages.jsonl"
NAMES = ("presente", "libre", "infinitivo")

_SOME = """agrega corrige reorganizado agregar add documentacion sesion rapida rapidas titulo Titulos el la de API x y
reorganiza añade índice Ñu é \\n `a` #12 BREAKING CHANGE: breaking change: CAMBIO IMPORTANTE: Refs: Refs:x ::error Merge
fixup! squash! . .. * - --
breaking change cambio importante '' " $(id) ~ ! !: : ( ) (api) (): [x] 👩 Co-authored-by: ana logica
biologia facilisimo ademas mas Versiones version sesion: titulos: Closes: Cambio Breaking: Reviewed-By:
«rapida» «sesion `codigo` [x]: [titulo](logica) <b> <ana@x.es> ¿sesion? ¡ya! 1. 2) no | ^ ``` ~~~ > ÉXITO
Índice ÁREA ç -x --- === ; // (sesion)"""
_WORDS = st.sampled_from([*_SOME.split(), "\u200b", "\xa0", "\t", ""])
_LINE = st.lists(_WORDS, max_size=9).map(" ".join)
_KIND = st.sampled_from(["feat", "docs(api)"])
_HEADER = st.builds(
    lambda kind, scope, bang, rest: f"{kind}{scope}{bang}: {rest}",
    st.sampled_from(["feat", "docs", "fix", "Feat", "otro", "feature", ""]),
    st.sampled_from(["", "(api)", "(web)", "(otra)", "(a b)", "()", "( )", "(a)(b)"]),
    st.sampled_from(["", "!", "!!", " "]),
    _LINE,
)
MESSAGE = st.builds(
    lambda header, gap, lines, end: header + gap + "\n".join(lines) + end,
    _HEADER | _LINE | st.builds("{}: {} {}".format, _KIND, st.sampled_from(["agrega", "agregar"]), _LINE),
    st.sampled_from(["\n", "\n\n", "\n\n\n", ""]),
    st.lists(_LINE | _LINE.map("  {}".format), max_size=4),
    st.sampled_from(["\n", "", "\n\n", " \n"]),
)


# a line that announces a breaking change in some manner, names somebody, or only looks like it
_ANNOUNCED = st.builds(
    lambda mark, word, case, sign, rest: mark + getattr(word, case)() + sign + rest,
    st.sampled_from(["", "- ", "* ", "  ", "**", "  - ", "> "]),
    st.sampled_from([*BREAKING_ATTEMPTS, "cambio", "cambios", "reviewed-by", "closes", "refs", "breaking news"]),
    st.sampled_from(["lower", "upper", "capitalize"]),
    st.builds("{}{}{}".format, st.sampled_from(["", "*", "**", "_", "!", " ", "\xa0"]),
              st.sampled_from([*surely_fine.SEPARATORS, "-", ",", " ", "#", "--"]), st.sampled_from(["", " ", "#1 "])),
    st.sampled_from(["quita v1", "quita v1.", "Ana <ana@e.cl>", "", "12"]),
)  # fmt: skip
_ANNOUNCING = st.builds(
    lambda header, lines, end: f"{header}\n\n{chr(10).join(lines)}{end}",
    st.sampled_from(["feat: agrega x", "docs(api)!: agrega x", "fix: corrige x", "feat: agregar x", "docs: agregar x"]),
    st.lists(_ANNOUNCED | _LINE, min_size=1, max_size=4),
    st.sampled_from(["\n", "", " \n"]),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hooks")


def real_messages() -> list[str]:
    """What people wrote: the corpus where it is at hand, and our own history."""
    rows = map(json.loads, CORPUS.read_text("utf-8").splitlines()) if CORPUS.exists() else ()
    messages = [
        decode(base64.b64decode(row["message_b64"]))[0] if "message_b64" in row else row["message"] for row in rows
    ]
    asked = subprocess.run(
        ("git", "log", "-n", "300", "-z", "--format=%B"), cwd=PROJECT, capture_output=True, check=False
    )  # an sdist has no history
    return messages + [f"{text.strip()}\n" for text in asked.stdout.decode().split("\0") if text.strip()]


REAL = real_messages()


def hold_shell(shell: list[str], folder: Path, rules: CommitSettings, message: str) -> None:
    if accepts(shell, hook_for(folder, rules), message):
        for mode in ("strip", "whitespace", "verbatim"):
            for comment in ("#", ";", "auto"):
                assert check_lines(stored(message, mode, comment), rules) == (), message


@pytest.mark.parametrize("shell", SHELLS, ids=lambda shell: shell[0])
@pytest.mark.parametrize("rules", SETTINGS, ids=NAMES)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(message=MESSAGE | _ANNOUNCING)
def test_what_the_shell_accepts_has_no_finding(
    folder: Path, shell: list[str], rules: CommitSettings, message: str
) -> None:
    hold_shell(shell, folder, rules, message)


@pytest.mark.parametrize("rules", SETTINGS, ids=NAMES)
@settings(max_examples=100)
@given(messages=st.lists(MESSAGE | _ANNOUNCING, min_size=10, max_size=40))
def test_what_is_quickly_fine_has_no_finding(rules: CommitSettings, messages: list[str]) -> None:
    quick = Quick(rules)
    for message in messages * 2:  # what it learnt is remembered
        assert not quick.fine(message) or check(message, rules) == (), message


@pytest.mark.parametrize("rules", SETTINGS, ids=NAMES)
def test_neither_passes_a_real_message_with_a_finding(folder: Path, rules: CommitSettings) -> None:
    quick = Quick(rules)
    for number, message in enumerate(REAL):
        assert not quick.fine(message) or check(message, rules) == (), message
        if "\0" not in message:  # no shell reads one, and git itself refuses it
            hold_shell(SHELLS[number % len(SHELLS)], folder, rules, message)


def test_both_pass_a_good_part_of_what_is_fine(folder: Path) -> None:
    """A short way that always doubted would hold every property, and serve nobody."""
    fine = [message for message in REAL if check(message, PRESENT) == ()]
    quick, hook = Quick(PRESENT), hook_for(folder, PRESENT)
    assert len(fine) > 20
    assert sum(map(quick.fine, (message.strip() for message in fine))) > len(fine) / 2
    assert sum(accepts(SHELLS[0], hook, message) for message in fine) > len(fine) / 6  # it knows the common verbs alone


def test_every_attempt_opens_with_what_is_doubted() -> None:
    assert [attempt for attempt in BREAKING_ATTEMPTS if not attempt.startswith(surely_fine.ANNOUNCEMENTS)] == []


@pytest.mark.parametrize("sign", surely_fine.SEPARATORS)
@pytest.mark.parametrize("word", ["BREAKING CHANGE", "breaking change", "Cambio importante", "CAMBIO CRÍTICO"])
@pytest.mark.parametrize("mark", ["", "!", "*", "_"])
def test_an_announcement_is_doubted_whatever_parts_it(folder: Path, word: str, mark: str, sign: str) -> None:
    line = f"{word}{mark}{sign}1 quita v1\n"
    for message in (f"feat: agrega x\n\n{line}", f"feat: agrega x\n\nAntes.\n{line}"):
        assert not Quick(PRESENT).fine(message.strip())
        assert not accepts(SHELLS[0], hook_for(folder, PRESENT), message)
