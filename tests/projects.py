"""The project and small copies of it, and how a test builds their book.

A module of its own and not part of conftest.py: a folder of tests that has a conftest.py hides the one above it.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).resolve().parents[1]


class Build(NamedTuple):
    """Outcome of a build: exit status, everything it printed, and the folder of pages."""

    status: int
    log: str
    html: Path

    @property
    def pages(self) -> list[Path]:
        """The pages of the book's own chapters."""
        return sorted((self.html / "book").glob("*.html"))

    @property
    def all_pages(self) -> list[Path]:
        """Every page, also search, index and what the theme adds; not the theme's templates in _static."""
        return sorted(p for p in self.html.rglob("*.html") if "_static" not in p.parts)


#: Seconds after which a build is taken to hang; a slow and busy machine needs a fraction of them.
LIMIT = 1800


def build(project: Path, output: Path, *options: str) -> Build:
    """Run ``jupyter-book build`` on ``project`` into ``output`` with warnings as errors.

    Of a book that has warnings it leaves pages that can be looked at, which `build_whole` does not.
    """
    command = [Path(sys.executable).parent / "jupyter-book", "build", project, "--path-output", output]
    return _run([*command, "-W", "--keep-going", *options], project, output / "_build" / "html")


def build_whole(project: Path, output: Path) -> Build:
    """Build ``project`` into ``output`` as ``make book`` does."""
    command = [sys.executable, "-m", "borderreport", "build", "--output", output]
    return _run(command, project, output / "html")


def _run(command: list, project: Path, html: Path) -> Build:
    tools = Path(sys.executable).parent
    environment = os.environ | {
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(project / "book"),
    }
    done = subprocess.run(
        [*map(str, command)], env=environment, capture_output=True, text=True, timeout=LIMIT, check=False
    )
    return Build(done.returncode, done.stdout + done.stderr, html)


def listed_chapters() -> list[str]:
    """The pages of _toc.yml in reading order, the landing page first, as paths without suffix."""
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    return [
        contents["root"],
        *(chapter["file"] for part in contents["parts"] for chapter in part["chapters"]),
    ]


HEADER = """---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {display_name: Python 3, language: python, name: python3}
---
# A page

"""
CELL = "```{{code-cell}} ipython3\n{}\n```\n"


def project_in(folder: Path):
    """A copy of the project in ``folder`` whose book is one page, or a few; returns a function that writes them and builds.

    It takes the text of ``page``, and of others by name. Its ``folder`` is the copy, whose data a test may change.
    """
    copy = folder / "project"
    copy.mkdir()
    for name in ("_config.yml", "requirements.txt"):
        shutil.copy(ROOT / name, copy)
    for name in ("book", "data"):
        shutil.copytree(
            ROOT / name,
            copy / name,
            ignore=shutil.ignore_patterns("__pycache__", "*.md", ".ipynb_checkpoints"),
        )

    def write_and_build(body, **others):
        for name, text in {"page": body, **others}.items():
            (copy / "book" / f"{name}.md").write_text(HEADER + text, encoding="utf-8")
        chapters = "".join(f"  - file: book/{name}\n" for name in others)
        contents = "format: jb-book\nroot: book/page\n" + (f"chapters:\n{chapters}" if others else "")
        (copy / "_toc.yml").write_text(contents, encoding="utf-8")
        return build(copy, folder / "out")

    write_and_build.folder = copy
    return write_and_build
