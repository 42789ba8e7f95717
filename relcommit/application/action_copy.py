"""The copy of the Action that a repository keeps: its files, and relcommit itself as a wheel that pip takes by hash."""

import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import relcommit
from relcommit.resources import action_folder, templates_folder

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""Of every file in the wheel, so that the same version gives the same bytes."""
_WHEEL = "Wheel-Version: 1.0\nGenerator: relcommit\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def action_files() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file of the copy, which asks no index for relcommit."""
    for file in sorted(action_folder().iterdir()):
        if file.is_file():
            yield file.name, file.read_bytes()
    name, content = wheel()
    yield name, content
    yield "relcommit.txt", f"./{name} --hash=sha256:{sha256(content).hexdigest()}\n".encode()


def wheel() -> tuple[str, bytes]:
    """The name and the bytes of a wheel of this very relcommit; what it needs is pinned beside it."""
    version = relcommit.__version__
    about = f"relcommit-{version}.dist-info"
    files = {
        **dict(_package()),
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: relcommit\nVersion: {version}\n".encode(),
        f"{about}/WHEEL": _WHEEL.encode(),
    }
    files[f"{about}/RECORD"] = _record(files, f"{about}/RECORD").encode()
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(zipfile.ZipInfo(path, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return f"relcommit-{version}-py3-none-any.whl", packed.getvalue()


def _package() -> Iterator[tuple[str, bytes]]:
    """The package, and the templates where a wheel has them."""
    for root, inside in ((Path(relcommit.__file__).parent, "relcommit"), (templates_folder(), "relcommit/templates")):
        for file in sorted(root.rglob("*")):
            parts = file.relative_to(root).parts
            if file.is_file() and "__pycache__" not in parts and parts[0] not in ("templates", "action"):
                yield f"{inside}/{'/'.join(parts)}", file.read_bytes()


def _record(files: dict[str, bytes], own: str) -> str:
    """By https://packaging.python.org/en/latest/specifications/recording-installed-packages/."""
    rows = (
        f"{path},sha256={urlsafe_b64encode(sha256(content).digest()).rstrip(b'=').decode()},{len(content)}\n"
        for path, content in files.items()
    )
    return f"{''.join(rows)}{own},,\n"
