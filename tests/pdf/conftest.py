"""The PDF of the whole book, made twice from one build of the pages."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pypdf
import pytest
from projects import ROOT
from shared import once


class Printed(NamedTuple):
    """A finished PDF: its file, what the command said, and the seconds of processor that one run took."""

    path: Path
    log: str
    seconds: float

    @property
    def reader(self) -> pypdf.PdfReader:
        """The file, opened."""
        return pypdf.PdfReader(self.path)


def _make(html: Path, output: Path, seed: int) -> None:
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
    (output / "run.json").write_text(json.dumps([done.stdout, seconds]), encoding="utf-8")


@pytest.fixture(scope="session")
def printing(book, tmp_path_factory):
    """Makes one of the two PDFs of the pages, each by a process of its own and once for the run, by its
    number.
    """
    subprocess.run([ROOT / "book" / "pdf" / "find-pango.sh"], check=True)

    def made(number: int) -> Printed:
        folder = once(tmp_path_factory, f"pdf-{number}", lambda output: _make(book.html, output, number))
        log, seconds = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        return Printed(next(folder.glob("*.pdf")), log, seconds)

    return made


@pytest.fixture(scope="session")
def printed(printing) -> Printed:
    """The PDF of the whole book."""
    return printing(1)


@pytest.fixture(scope="session")
def reader(printed) -> pypdf.PdfReader:
    """The PDF, opened once."""
    return printed.reader
