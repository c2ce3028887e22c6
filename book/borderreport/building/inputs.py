"""What a build is made from, by what a change of it asks for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from borderreport.data import DATA, ROOT

#: Beside the text of a page, everything that decides what is read from it.
PACKAGE = (
    (DATA, ("*.csv", "*.json", "*.geojson")),
    (ROOT / "book" / "borderreport", ("*.py",)),
    (ROOT, ("requirements.txt", "CITATION.cff")),
)

#: What cells compute from beside their own text. What only renders pages is not here.
CELLS = (
    (DATA, ("*.csv", "*.json", "*.geojson")),
    (
        ROOT / "book" / "borderreport",
        ("outputs.py", "data/*.py", "words/*.py", "analysis/*.py", "charts/*.py"),
    ),
    (ROOT, ("requirements.txt",)),
)


def files_of(groups: Iterable[tuple[Path, tuple[str, ...]]]) -> list[Path]:
    """The files below folders that match patterns, sorted; at the project's root only those right in it."""
    found = set()
    for folder, patterns in groups:
        for pattern in patterns:
            found.update(folder.glob(pattern) if folder == ROOT else folder.rglob(pattern))
    return sorted(path for path in found if path.is_file() and "__pycache__" not in path.parts)


def digest_of(paths: Iterable[Path]) -> str:
    """A digest of the names and contents of files."""
    made = hashlib.sha256()
    for path in paths:
        content = hashlib.sha256(path.read_bytes()).digest()
        made.update(str(path.relative_to(ROOT)).encode() + b"\0" + content)
    return made.hexdigest()


@cache
def package_digest() -> str:
    """A digest of the data and of the code that renders them; taken once for a build."""
    return digest_of(files_of(PACKAGE))


@cache
def cells_digest() -> str:
    """A digest of everything that cells compute from, apart from their own text; taken once for a build."""
    return digest_of(files_of(CELLS))
