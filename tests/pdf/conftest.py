"""The PDF of the whole book, made twice at once from one build of the pages."""

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


def _start(html: Path, output: Path, seed: int) -> subprocess.Popen:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "book"), "SOURCE_DATE_EPOCH": "1700000000", "PYTHONHASHSEED": str(seed)}
    command = [sys.executable, "-m", "borderreport", "pdf", "--html", str(html), "--output", str(output)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


@pytest.fixture(scope="session")
def twice(book, tmp_path_factory) -> list[Printed]:
    """Two PDFs of the same pages, made by two processes."""
    subprocess.run([ROOT / "book" / "pdf" / "find-pango.sh"], check=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    folders = [tmp_path_factory.mktemp("pdf") for _ in range(2)]
    running = [_start(book.html, folder, seed) for seed, folder in enumerate(folders, 1)]
    logs = [process.communicate(timeout=900)[0] for process in running]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert [process.returncode for process in running] == [0, 0], logs
    seconds = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / 2
    return [Printed(next(folder.glob("*.pdf")), log, seconds) for folder, log in zip(folders, logs)]


@pytest.fixture(scope="session")
def printed(twice) -> Printed:
    """The PDF of the whole book."""
    return twice[0]


@pytest.fixture(scope="session")
def reader(printed) -> pypdf.PdfReader:
    """The PDF, opened once."""
    return printed.reader
