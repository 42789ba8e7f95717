"""Settings over those that they extend; scopes as a table; codes that nobody has."""

import sys
from pathlib import Path

import pytest

from relcommit.errors.base import Unreadable
from relcommit.errors.settings import SharedSettingsCycle, SharedSettingsMissing, UnknownSetting, WrongSetting
from relcommit.repo.settings import parse_settings, read_settings


def write(root: Path, **files: str) -> Path:
    for name, text in files.items():
        place = root / name.replace("__", "/").replace("_toml", ".toml")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    return root


def test_tables_are_merged_and_lists_replaced(tmp_path: Path) -> None:
    write(
        tmp_path,
        relcommit_toml='extends = "común/base.toml"\n[commit]\nscopes = ["web"]\n[commit.severity]\nencoding = "off"\n',
        común__base_toml='extends = "../raíz.toml"\n[commit]\nscopes = ["a", "b"]\nmood = "infinitivo"\n',
        raíz_toml='[commit]\nmood = "libre"\nsubject_max = 60\n[commit.severity]\nbody-width = "off"\n',
    )
    rules = read_settings(tmp_path).commit
    assert (rules.scopes, rules.mood, rules.subject_max) == (("web",), "infinitivo", 60)
    assert rules.severity == {"encoding": "off", "body-width": "off"}


def test_an_installed_package_brings_its_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "sitio", normas_obra__relcommit_toml='extends = "más.toml"\n[commit]\nscope_required = true\n')
    write(tmp_path / "sitio", normas_obra__más_toml='[commit]\nmood = "libre"\n')
    (tmp_path / "sitio" / "normas_obra").rename(tmp_path / "sitio" / "normas")
    monkeypatch.syspath_prepend(tmp_path / "sitio")
    write(tmp_path / "r", relcommit_toml='extends = "normas"\n')
    rules = read_settings(tmp_path / "r").commit
    assert (rules.scope_required, rules.mood) == (True, "libre")
    assert "normas" not in sys.modules


@pytest.mark.parametrize("name", ["{}", "../fuera.toml", "a/../../fuera.toml"])
def test_nothing_outside_of_the_repository_is_read(tmp_path: Path, name: str) -> None:
    write(tmp_path, fuera_toml="secreto = de otro\n")
    write(tmp_path / "r", relcommit_toml=f'extends = "{name.format((tmp_path / "fuera.toml").as_posix())}"\n')
    with pytest.raises(SharedSettingsMissing) as caught:
        read_settings(tmp_path / "r")
    assert "secreto" not in caught.value.explain()


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        ({"relcommit_toml": 'extends = "relcommit.toml"'}, SharedSettingsCycle),
        ({"relcommit_toml": 'extends = "a.toml"', "a_toml": 'extends = "./b.toml"',
          "b_toml": 'extends = "x/../a.toml"'},
         SharedSettingsCycle),
        ({"relcommit_toml": 'extends = "no.toml"'}, SharedSettingsMissing),
        ({"relcommit_toml": 'extends = "no_instalado"'}, SharedSettingsMissing),
        ({"relcommit_toml": 'extends = "relcommit"'}, SharedSettingsMissing),
        ({"relcommit_toml": "extends = 3"}, WrongSetting),
        ({"relcommit_toml": 'extends = "a.toml"', "a_toml": "[commit]\nmodo = 1"}, UnknownSetting),
    ],
)  # fmt: skip
def test_what_cannot_be_extended_is_told(tmp_path: Path, files: dict[str, str], kind: type[Unreadable]) -> None:
    with pytest.raises(kind) as caught:
        read_settings(write(tmp_path, **files))
    assert len(caught.value.explain().splitlines()) == 2


def test_scopes_as_a_table_have_their_paths() -> None:
    rules = parse_settings(b'[commit.scopes]\nweb = "apps/web/**"\napi = ["a/**", "b"]\n', "relcommit.toml").commit
    assert rules.scopes == ("web", "api")
    assert rules.scope_paths == {"web": ("apps/web/**",), "api": ("a/**", "b")}
    with pytest.raises(WrongSetting):
        parse_settings(b"[commit.scopes]\nweb = 3\n", "relcommit.toml")


def test_a_code_that_no_finding_has_is_told_with_its_line() -> None:
    with pytest.raises(UnknownSetting) as caught:
        parse_settings(b'[commit.severity]\nverb-mod = "off"\n', "relcommit.toml")
    assert (caught.value.line, caught.value.nearest) == (2, "commit.severity.verb-mood")
    for wrong in (b'[commit.severity]\nverb-mood = "no"\n', b'[commit.ticket]\npattern = "("\n',
                  b'[commit]\nsubject_case = "x"\n'):  # fmt: skip
        with pytest.raises(WrongSetting):
            parse_settings(wrong, "relcommit.toml")
