"""Copies of the project, in which a benchmark may change and build what it likes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from borderreport.bench.measure import Measured, run
from borderreport.data import ROOT

#: Settings of the caller that would make runs on two machines differ in what they do.
DROPPED = ("SOURCE_TEXTS", "CI", "REPORT_URL", "SOURCE_DATE_EPOCH", "WITHOUT", "PAPER")


class Copy:
    """A copy of the project in ``folder`` that runs with its own package."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def built(self) -> Path:
        """Where its builds go."""
        return self.folder / "_build"

    @property
    def html(self) -> Path:
        """Its finished book."""
        return self.built / "html"

    def run(self, *arguments: str, limit: float = 600) -> Measured:
        """Run Python with ``arguments`` in the report's environment, as the Makefile does."""
        start = [sys.executable, "-I", str(self.folder / "book" / "borderreport" / "isolation.py")]
        kept = {name: value for name, value in os.environ.items() if name not in DROPPED}
        return run([*start, *arguments], self.folder, kept, limit)

    def command(self, *arguments: str, limit: float = 600) -> Measured:
        """Run a command of the report, such as ``build``."""
        return self.run("-m", "borderreport", *arguments, limit=limit)


def copy(folder: Path, root: Path = ROOT) -> Copy:
    """Copy the files of the project that git tracks into ``folder``, as they are at present.

    Raises ValueError if git does not say which these are.
    """
    named = subprocess.run(
        ["git", "ls-files", "-z", "--cached"], cwd=root, capture_output=True, text=True, check=False
    )
    if named.returncode:
        raise ValueError(
            f"the benchmark copies the files that git tracks, and git says: {named.stderr.strip()}"
        )
    for name in filter(None, named.stdout.split("\0")):
        source, target = root / name, folder / name
        if source.is_file():  # one that was removed is still listed
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    return Copy(folder)
