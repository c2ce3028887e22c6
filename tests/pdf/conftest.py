"""The PDF of the whole book, made twice from one build of the pages."""

import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pypdf
import pytest
from projects import ROOT


class Printed(NamedTuple):
    """A finished PDF: its file, what the command said, and the seconds of processor that one run took."""

    path: Path
    log: str
    seconds: float

    @property
    def reader(self) -> pypdf.PdfReader:
        """The file, opened."""
        return pypdf.PdfReader(self.path)


def _make(html: Path, output: Path, seed: int) -> Printed:
    environment = os.environ | {
        "PYTHONPATH": str(ROOT / "book"),
        "SOURCE_DATE_EPOCH": "1700000000",
        "PYTHONHASHSEED": str(seed),
    }
    command = [sys.executable, "-m", "borderreport", "pdf", "--html", str(html), "--output", str(output)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stdout
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Printed(next(output.glob("*.pdf")), done.stdout, seconds)


@pytest.fixture(scope="session")
def twice(book, tmp_path_factory) -> list[Printed]:
    """Two PDFs of the same pages, made by two processes."""
    subprocess.run([ROOT / "book" / "pdf" / "find-pango.sh"], check=True)
    return [_make(book.html, tmp_path_factory.mktemp("pdf"), seed) for seed in (1, 2)]


@pytest.fixture(scope="session")
def printed(twice) -> Printed:
    """The PDF of the whole book."""
    return twice[0]


@pytest.fixture(scope="session")
def reader(printed) -> pypdf.PdfReader:
    """The PDF, opened once."""
    return printed.reader
