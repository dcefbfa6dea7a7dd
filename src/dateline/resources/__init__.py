"""The only opener of the files that ship with the package.

A resource is named by its path inside this folder, with forward slashes: ``demo/patrols.txt``.
`MANIFEST.toml` says where each comes from, under which licence, and its digest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.errors import ResourceError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

DEMO = "demo"
DEMO_SUFFIXES = (".html", ".txt")


def demo_pages() -> tuple[str, ...]:
    """Names of the bundled demo pages, sorted, as `read_bytes` takes them.

    Raises:
        ResourceError: the folder is missing.
    """
    try:
        names = [entry.name for entry in _find(DEMO).iterdir()]
    except OSError as error:
        raise ResourceError(f"no demo pages in this installation: {error.strerror}") from error
    return tuple(sorted(f"{DEMO}/{name}" for name in names if name.endswith(DEMO_SUFFIXES)))


def read_bytes(name: str) -> bytes:
    """Content of the resource of that name.

    Raises:
        ResourceError: no such file, or the name leads out of the folder.
    """
    parts = name.split("/")
    if not all(part.strip(".") and "\\" not in part and ":" not in part for part in parts):
        raise ResourceError(f"{name!r} is not the name of a resource")
    try:
        return _find(*parts).read_bytes()
    except (OSError, ValueError) as error:
        raise ResourceError(f"resource {name!r} is missing from this installation") from error


def read_text(name: str) -> str:
    """Content of the resource of that name, decoded from UTF-8, with its line ends as they are.

    Raises:
        ResourceError: no such file, or not UTF-8.
    """
    try:
        return read_bytes(name).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ResourceError(f"resource {name!r} is damaged: not UTF-8 at byte {error.start}") from error


def _find(*parts: str) -> Traversable:
    """The file or folder at that path inside this one, whether or not it exists."""
    from importlib.resources import files  # noqa: PLC0415 - importing it costs some 20 ms

    return files(__name__).joinpath(*parts)
