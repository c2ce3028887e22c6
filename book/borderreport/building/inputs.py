"""What a build is made from, by what a change of it asks for."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from borderreport.charts.browser import browser
from borderreport.data import DATA, ROOT

#: Beside the text of a page, everything that decides what is read from it.
PACKAGE = (
    (DATA, ("*.csv", "*.json", "*.geojson")),
    (ROOT / "book" / "borderreport", ("*.py",)),
    (ROOT, ("requirements.txt", "CITATION.cff")),
)

#: The pages themselves, and what they are read and written with.
TEXT = (
    (ROOT / "book", ("*.md", "*.bib", "benchmark.json")),
    (ROOT / "book" / "_templates", ("*",)),
    (ROOT / "seeds", ("*.md",)),
    (ROOT, ("_config.yml", "_toc.yml")),
)
#: What is put around written pages.
AROUND = tuple((ROOT / "book" / name, ("*",)) for name in ("_static", "assets", "vendor"))
#: Settings of the environment that pages depend on.
SETTINGS = ("REPORT_URL", "BROWSER_PATH", "SOURCE_DATE_EPOCH")
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


def text_digest() -> str:
    """A digest of all that written pages depend on."""
    settings = json.dumps([os.environ.get(name, "") for name in SETTINGS] + [sys.version, browser()])
    return digest_of(files_of(TEXT)) + package_digest() + hashlib.sha256(settings.encode()).hexdigest()


def around_digest(printed: Path) -> str:
    """A digest of what is put around written pages; ``printed`` is the folder of PDFs that they may offer."""
    notes = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(printed.glob("*.made-from"))))
    return digest_of(files_of(AROUND)) + notes.hexdigest()


def tree_digest(folder: Path) -> str:
    """A digest of all files below ``folder``, names and contents; of none if it does not exist."""
    made = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        content = hashlib.sha256(path.read_bytes()).digest()
        made.update(path.relative_to(folder).as_posix().encode() + b"\0" + content)
    return made.hexdigest()
