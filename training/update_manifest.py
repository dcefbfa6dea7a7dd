"""Brings the digests in `resources/MANIFEST.toml` up to date with the files.

Run from the repository root: ``python training/update_manifest.py``. It exits with an error when a
row names nothing, or a file has no row.
"""

import hashlib
import re
import sys
import tomllib
from pathlib import Path

RESOURCES = Path("src/dateline/resources")
DIGEST = re.compile(r'^sha256 = "[0-9a-f]*"$', re.MULTILINE)


def needs_row(path: Path) -> bool:
    """True for the files that a row has to cover."""
    is_ours = path.suffix in {".py", ".pyc"} or path.name in {"README.md", "MANIFEST.toml"}
    return path.is_file() and not is_ours


def make_digest(path: Path) -> str:
    """SHA-256 of a file, or of the lines ``name sha256`` of a folder's files."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    names = sorted(file.relative_to(path).as_posix() for file in path.rglob("*") if needs_row(file))
    lines = "".join(f"{name} {make_digest(path / name)}\n" for name in names)
    return hashlib.sha256(lines.encode()).hexdigest()


def find_uncovered(resources: Path, rows: list[str]) -> list[str]:
    """Names of the files under ``resources`` that no row covers."""
    names = (file.relative_to(resources).as_posix() for file in resources.rglob("*") if needs_row(file))
    return sorted(name for name in names if not any(name == row or name.startswith(row + "/") for row in rows))


def update(resources: Path) -> list[str]:
    """Writes the digest of every row; gives what is wrong with the rows, one sentence each."""
    manifest = resources / "MANIFEST.toml"
    text = manifest.read_text(encoding="utf-8")
    rows = [str(row["path"]) for row in tomllib.loads(text).get("file", [])]
    if len(DIGEST.findall(text)) != len(rows):
        return ['each row needs a path and a line sha256 = ""']
    missing = [row for row in rows if not (resources / row).exists()]
    if missing:
        return [f"{row}: no such file" for row in missing]
    digests = iter([make_digest(resources / row) for row in rows])
    manifest.write_text(DIGEST.sub(lambda _: f'sha256 = "{next(digests)}"', text), encoding="utf-8")
    return [f"{name}: no row in MANIFEST.toml" for name in find_uncovered(resources, rows)]


if __name__ == "__main__":
    sys.exit("\n".join(update(RESOURCES)) or None)
