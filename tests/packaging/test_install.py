"""The templates and the catalogue ship: from a wheel, from an sdist and in an editable install."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Callable, Mapping
from configparser import ConfigParser
from pathlib import Path

import pytest

import relcommit

ROOT = Path(__file__).parents[2]
Install = Callable[[Path, Path], None]


def run(*args: str | Path, environment: Mapping[str, str] | None = None) -> str:
    asked, every = [str(one) for one in args], {**os.environ, **(environment or {})}
    done = subprocess.run(asked, env=every, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def new_python(folder: Path) -> Path:
    """A virtual environment with the libraries of this one and without relcommit itself."""
    run(sys.executable, "-m", "venv", "--without-pip", folder)
    python = folder / "bin" / "python"
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    (site / "outer.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return python


def install(python: Path, *what: str | Path) -> None:
    asked = ("--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check")
    run(sys.executable, "-m", "pip", "--python", python, "install", "--force-reinstall", *asked, *what)


def built(tmp: Path, kind: str, **environment: str) -> Path:
    asked = ("--no-isolation", f"--{kind}", "--outdir", tmp, ROOT)
    run(sys.executable, "-m", "build", *asked, environment=environment)
    return next(tmp.glob("*.whl" if kind == "wheel" else "*.tar.gz"))


def from_wheel(python: Path, tmp: Path) -> None:
    install(python, built(tmp, "wheel"))


def from_sdist(python: Path, tmp: Path) -> None:
    install(python, built(tmp, "sdist"))


def editable(python: Path, tmp: Path) -> None:
    install(python, "-e", ROOT)


@pytest.mark.parametrize("how", [from_wheel, from_sdist, editable], ids=lambda how: how.__name__)
def test_the_demo_runs_from_every_kind_of_install(how: Install, tmp_path: Path) -> None:
    python = new_python(tmp_path / "venv")
    how(python, tmp_path)
    console = python.parent / "relcommit"
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}

    where = run(python, "-P", "-c", "import relcommit; print(relcommit.__file__)").strip()
    version = run(console, "--version").strip()
    said = subprocess.run(
        (console, "demo", "--keep", tmp_path / "demo"), env=environment, capture_output=True, text=True, check=False
    )

    expected = ROOT if how is editable else tmp_path
    assert Path(where).is_relative_to(expected)
    assert version == f"relcommit {relcommit.__version__}"
    assert said.returncode == 0, said.stdout + said.stderr
    assert "Texto de la pull request guardado en" in said.stdout


def test_the_wheel_holds_what_is_read_at_run_time_and_no_tests(tmp_path: Path) -> None:
    names = zipfile.ZipFile(built(tmp_path, "wheel")).namelist()

    assert "relcommit/templates/es/commit.md.j2" in names
    assert "relcommit/templates/demo/docs/plan-produccion.md" in names
    assert "relcommit/text/locale/es/LC_MESSAGES/relcommit.mo" in names
    assert "relcommit/py.typed" in names
    assert not [name for name in names if name.startswith(("tests/", "bench/"))]


def test_there_is_a_single_wheel_with_an_ordinary_entry_point(tmp_path: Path) -> None:
    wheel = built(tmp_path, "wheel")

    with zipfile.ZipFile(wheel) as archive:
        (entries,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        points = ConfigParser()
        points.read_string(archive.read(entries).decode())
        scripts = [name for name in archive.namelist() if ".data/scripts/" in name]
    assert wheel.name.endswith("-py3-none-any.whl")
    assert dict(points["console_scripts"]) == {"relcommit": "relcommit.__main__:main"}
    assert scripts == []
