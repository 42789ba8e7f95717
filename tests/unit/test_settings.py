"""Settings are read as their dataclasses say, and what is wrong is named with its line."""

import pytest

from relcommit.errors.settings import SettingsNotToml, UnknownSetting, WrongSetting
from relcommit.repo.settings import parse_settings
from relcommit.settings import DocsSettings, DocumentRule, Settings


def read(text: str, file: str = "relcommit.toml") -> Settings:
    return parse_settings(text.encode(), file)


def test_nothing_said_is_the_defaults() -> None:
    assert read("") == Settings()


def test_everything_that_the_design_shows_can_be_said() -> None:
    settings = read(
        'base = "main"\nremote = "copia"\n'
        '[commit]\ntypes = ["docs"]\nscopes = []\nsubject_max = 0\nmood = "libre"\n'
        '[docs]\nroot = "d"\ncurrent = "."\nhistorical = "d/h"\nkeep = []\nindex = ""\nbanner = true\n'
        '[[docs.rules]]\npaths = "d/a/**"\nstatus = "historico"\nto = "d/h/a"\n'
        '[[docs.rules]]\npaths = "d/b.md"\nstatus = "vigente"\n'
        '[pull_request]\ndraft = true\nlabels = ["x"]\nreviewers = ["@a/b"]\n'
        '[approvals]\ntecnica = ["@org/backend"]\n'
        '[forge]\nkind = "local"\nrepository = "a/b"\napi_url = "http://127.0.0.1:1"\n'
    )
    assert (settings.remote, settings.commit.types, settings.commit.mood) == ("copia", ("docs",), "libre")
    assert settings.docs == DocsSettings(
        root="d", current=".", historical="d/h", keep=(), index="", banner=True,
        rules=(DocumentRule("d/a/**", "historico", "d/h/a"), DocumentRule("d/b.md", "vigente")),
    )  # fmt: skip
    assert settings.approvals == {"tecnica": ("@org/backend",)}
    assert (settings.pull_request.draft, settings.forge.kind) == (True, "local")


def test_a_byte_order_mark_and_windows_line_ends_are_no_matter() -> None:
    assert parse_settings('\ufeffbase = "main"\r\n'.encode(), "relcommit.toml").base == "main"


def test_pyproject_is_read_in_its_own_table() -> None:
    text = '[project]\nname = "x"\n[tool.otro]\nbase = 3\n[tool.relcommit]\nbase = "main"\n'
    assert read(text, "pyproject.toml").base == "main"
    assert read('[project]\nname = "x"\n', "pyproject.toml") == Settings()


@pytest.mark.parametrize(
    ("text", "line", "key", "nearest"),
    [
        ('bsae = "main"\n', 1, "bsae", "base"),
        ("[commit]\n\nsubject_maximum = 3\n", 3, "commit.subject_maximum", "commit.subject_max"),
        ("[[docs.rules]]\npaths = 'a'\nstatus = 'vigente'\npath = 'x'\n", 4, "docs.rules.path", "docs.rules.paths"),
        ("[zzzz]\n", 1, "zzzz", None),
        ("[pull-request]\ndraft = true\n", 1, "pull-request", "pull_request"),
    ],
)  # fmt: skip
def test_an_unknown_key_is_named_with_its_line_and_the_nearest(
    text: str, line: int, key: str, nearest: str | None
) -> None:
    with pytest.raises(UnknownSetting) as wrong:
        read(text)
    assert (wrong.value.line, wrong.value.key, wrong.value.nearest) == (line, key, nearest)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("base = 3\n", "base"),
        ("commit = 3\n", "commit"),
        ("[commit]\nsubject_max = true\n", "commit.subject_max"),
        ("[commit]\nsubject_max = 1.5\n", "commit.subject_max"),
        ('[commit]\ntypes = "docs"\n', "commit.types"),
        ("[commit]\ntypes = [1]\n", "commit.types"),
        ('[commit]\nmood = "x"\n', "commit.mood"),
        ("[commit]\nsubject_max = -3\n", "commit.subject_max"),
        ('[docs]\nbanner = "sí"\n', "docs.banner"),
        ("[docs]\nrules = [3]\n", "docs.rules"),
        ("[[docs.rules]]\npaths = 'a'\n", "docs.rules.status"),
        ("[[docs.rules]]\npaths = 'a'\nstatus = 'viejo'\n", "docs.rules.status"),
        ("[approvals]\ntecnica = '@x'\n", "approvals.tecnica"),
        ("approvals = []\n", "approvals"),
    ],
)  # fmt: skip
def test_a_value_of_another_kind_is_named(text: str, key: str) -> None:
    with pytest.raises(WrongSetting) as wrong:
        read(text)
    assert wrong.value.key == key
    assert wrong.value.line


@pytest.mark.parametrize(
    ("data", "line", "text"),
    [
        (b"a\n", 1, "a"),
        (b'a = 1\n\n  b = "\n', 3, 'b = "'),
        (b"a = [1,\n", 1, "a = [1,"),
        (b"a = 1\na = 2\n", 2, "a = 2"),
        (b'a = """\n', 1, 'a = """'),
        (b"a = 1\n# \xf1\n", 2, None),
    ],
)
def test_what_is_no_toml_is_named_with_its_line(data: bytes, line: int, text: str | None) -> None:
    with pytest.raises(SettingsNotToml) as wrong:
        parse_settings(data, "relcommit.toml")
    assert (wrong.value.line, wrong.value.text) == (line, text)


@pytest.mark.parametrize("text", ["[tool]\nrelcommit = 3\n", "tool = 3\n"])
def test_a_table_that_is_none_is_an_error_of_the_settings(text: str) -> None:
    with pytest.raises(WrongSetting):
        read(text, "pyproject.toml")


@pytest.mark.parametrize("signs", ["", "a-z]", "z-a", "a[b", "^a", "a\\\\", "a--b", "a&&b"])
def test_an_alphabet_of_branches_has_to_say_what_it_seems_to_say(signs: str) -> None:
    with pytest.raises(WrongSetting) as wrong:
        read(f'[branch]\nalphabet = "{signs}"\n')
    assert (wrong.value.line, wrong.value.key) == (2, "branch.alphabet")


@pytest.mark.parametrize("signs", ["a-z", "a-zñ/._-", "\\\\w/-", "a\\\\]b", "^a"[::-1]])
def test_alphabets_of_branches_that_are_taken(signs: str) -> None:
    assert read(f'[branch]\nalphabet = "{signs}"\n').branch.alphabet
