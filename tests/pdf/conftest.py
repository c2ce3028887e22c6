"""The PDF of the whole book, made twice from one build of the pages."""

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import pypdf
import pytest
from projects import ROOT
from shared import once


class Printed(NamedTuple):
    """A finished PDF: its file, what the command said, and its cost in times of tests/pdf/reference.py."""

    path: Path
    log: str
    cost: float

    @property
    def reader(self) -> pypdf.PdfReader:
        """The file, opened."""
        return pypdf.PdfReader(self.path)


def _reference(environment: dict, folder: Path) -> float:
    """Seconds of processor that the reference takes now."""
    command = [sys.executable, str(Path(__file__).with_name("reference.py"))]
    with tempfile.TemporaryDirectory(dir=folder) as own:
        done = subprocess.run([*command, own], env=environment, capture_output=True, text=True, check=True)
    return float(done.stdout)


def _make(html: Path, output: Path, seed: int) -> None:
    environment = os.environ | {
        "PYTHONPATH": str(ROOT / "book"),
        "SOURCE_DATE_EPOCH": "1700000000",
        "PYTHONHASHSEED": str(seed),
    }
    command = [sys.executable, "-m", "borderreport", "pdf", "--html", str(html), "--output", str(output)]
    measured = [_reference(environment, output)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stdout
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    measured.append(_reference(environment, output))
    cost = seconds / (sum(measured) / len(measured))
    (output / "run.json").write_text(json.dumps([done.stdout, cost]), encoding="utf-8")


@pytest.fixture(scope="session")
def printing(book, tmp_path_factory):
    """Makes one of the two PDFs of the pages, each by a process of its own and once for the run, by its
    number.
    """
    subprocess.run([ROOT / "book" / "pdf" / "find-pango.sh"], check=True)

    def made(number: int) -> Printed:
        folder = once(tmp_path_factory, f"pdf-{number}", lambda output: _make(book.html, output, number))
        log, cost = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        return Printed(next(folder.glob("*.pdf")), log, cost)

    return made


@pytest.fixture(scope="session")
def printed(printing) -> Printed:
    """The PDF of the whole book."""
    return printing(1)


@pytest.fixture(scope="session")
def reader(printed) -> pypdf.PdfReader:
    """The PDF, opened once."""
    return printed.reader
