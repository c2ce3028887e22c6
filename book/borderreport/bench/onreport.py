"""The steps on a copy of the report: edits of its files, each followed by a command."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path

from borderreport.bench import tables
from borderreport.bench.copies import Copy
from borderreport.bench.measure import Measured
from borderreport.bench.steps import needs


@dataclasses.dataclass
class ReportSteps:
    """The steps on a copy of the report, each a method that takes the number of the turn, from 1.

    ``limit`` are the seconds that one may take. Raise NotDone.
    """

    copy: Copy
    limit: float
    #: What the cells and charts said of themselves.
    counted: dict[str, int] = dataclasses.field(default_factory=dict)

    def check(self, turn: int) -> Measured:
        """Check the data; all checks must pass."""
        took = self.copy.command("check", limit=self.limit)
        needs("no problem found" in took.output, "the check did not pass", took)
        return took

    def cold(self, turn: int) -> Measured:
        """Build the book where nothing was built."""
        shutil.rmtree(self.copy.built, ignore_errors=True)
        took = self._build()
        needs("== running" in took.output, "no chapter was run", took)
        needs("== drawing" in took.output, "no chart was drawn", took)
        return took

    def cells(self, turn: int) -> Measured:
        """Run the cells and nothing else."""
        shutil.rmtree(self._floor, ignore_errors=True)
        return self._alone("cells")

    def charts(self, turn: int) -> Measured:
        """Draw the charts among the outputs of `cells` and nothing else."""
        return self._alone("charts")

    def nothing(self, turn: int) -> Measured:
        """Build again."""
        took = self.copy.command("build", limit=self.limit)
        needs("nothing has changed" in took.output, "the build found something changed", took)
        return took

    def prose(self, turn: int) -> Measured:
        """Add a word to a chapter and build; no cell may be run."""
        page = self._chapter
        word = f"Measured{'again' * turn}"
        with page.open("a", encoding="utf-8") as file:
            file.write(f"\n{word}\n")
        took = self._build()
        needs("== running" not in took.output, "cells were run for a word of prose", took)
        needs(word in self._page(page.stem), f"the page {page.stem} lacks the word", took)
        return took

    def style(self, turn: int) -> Measured:
        """Add a rule to the style sheet and build; no page may be read."""
        rule = f".measured-{turn} {{ color: inherit; }}"
        with (self.copy.folder / "book" / "_static" / "report.css").open("a", encoding="utf-8") as file:
            file.write(f"\n{rule}\n")
        took = self._build()
        needs("== reading" not in took.output, "pages were read for a line of style", took)
        written = (self.copy.html / "_static" / "report.css").read_text(encoding="utf-8")
        needs(rule in written, "the finished book lacks the rule", took)
        return took

    def data(self, turn: int) -> Measured:
        """Change a note of a claim and build; cells are run and the evidence page has the note."""
        path = self.copy.folder / "data" / "claims.csv"
        rows = tables.read(path)
        rows[0]["note"] = f"Measured, turn {turn}."
        tables.write(path, rows)
        took = self._build()
        needs("== running" in took.output, "no chapter was run after a change of the data", took)
        needs(rows[0]["note"] in self._page("evidence"), "the evidence page lacks the new note", took)
        return took

    def pdf(self, turn: int) -> Measured:
        """Make the PDF from the built pages."""
        made = self.copy.built / "pdf"
        shutil.rmtree(made, ignore_errors=True)
        took = self.copy.command("pdf", limit=self.limit)
        found = list(made.glob("*.pdf"))
        needs(len(found) == 1, "there is no PDF", took)
        self.counted["pdf"] = found[0].stat().st_size
        return took

    @property
    def _chapter(self) -> Path:
        return self.copy.folder / "book" / "programme.md"

    @property
    def _floor(self) -> Path:
        return self.copy.folder / "floor"

    def _page(self, name: str) -> str:
        return (self.copy.html / "book" / f"{name}.html").read_text(encoding="utf-8")

    def _build(self) -> Measured:
        took = self.copy.command("build", limit=self.limit)
        needs("== done" in took.output, "the book was not built", took)
        return took

    def _alone(self, what: str) -> Measured:
        took = self.copy.run("-m", "borderreport.bench.floor", what, str(self._floor), limit=self.limit)
        needs(took.output.rstrip().endswith("}"), f"the {what} alone failed", took)
        self.counted |= json.loads(took.output.rstrip().splitlines()[-1])
        return took
