"""The book, built once for all tests: clean, with warnings as errors."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from contents import ROOT, listed_chapters


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


def build(project: Path, output: Path, *options: str) -> Build:
    """Run ``jupyter-book build`` on ``project`` into ``output`` with warnings as errors."""
    tools = Path(sys.executable).parent
    environment = os.environ | {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(project / "book")}
    done = subprocess.run(
        [tools / "jupyter-book", "build", str(project), "--path-output", str(output), "-W", "--keep-going", *options],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return Build(done.returncode, done.stdout + done.stderr, output / "_build" / "html")


@pytest.fixture(scope="session")
def book(tmp_path_factory) -> Build:
    """The whole book, built from nothing."""
    outcome = build(ROOT, tmp_path_factory.mktemp("book"))
    assert outcome.status == 0, outcome.log[-6000:]
    return outcome


@pytest.fixture(scope="session")
def chapters() -> list[Path]:
    """Sources of the chapters in _toc.yml."""
    return [ROOT / f"{name}.md" for name in listed_chapters()]
