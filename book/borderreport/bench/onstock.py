"""The same steps on a stock Jupyter Book, as far as it has them."""

from __future__ import annotations

import dataclasses
import shutil

from borderreport.bench import tables
from borderreport.bench.measure import Measured
from borderreport.bench.steps import needs
from borderreport.bench.stock import StockBook


@dataclasses.dataclass
class StockSteps:
    """Each is a method that takes the number of the turn, from 1; ``limit`` are the seconds it may take."""

    book: StockBook
    limit: float
    counted: dict[str, int] = dataclasses.field(default_factory=dict)

    def cold(self, turn: int) -> Measured:
        """Build the book where nothing was built."""
        shutil.rmtree(self.book.built, ignore_errors=True)
        took = self._build()
        needs("Executed notebook" in took.output, "no notebook was executed", took)
        needs("plotly" in self._page("chapter-2"), "the pages show no chart", took)
        return took

    def nothing(self, turn: int) -> Measured:
        """Build again."""
        took = self._build()
        needs("no targets are out of date" in took.output, "the build found something changed", took)
        return took

    def prose(self, turn: int) -> Measured:
        """Add a word to a chapter and build."""
        word = f"Measured{'again' * turn}"
        with (self.book.folder / "chapter-2.md").open("a", encoding="utf-8") as file:
            file.write(f"\n{word}\n")
        took = self._build()
        needs(word in self._page("chapter-2"), "the page lacks the word", took)
        return took

    def style(self, turn: int) -> Measured:
        """Add a rule to a style sheet and build all anew: it does not notice that by itself."""
        rule = f".measured-{turn} {{ color: inherit; }}"
        with (self.book.folder / "_static" / "custom.css").open("a", encoding="utf-8") as file:
            file.write(f"\n{rule}\n")
        took = self._build("--all")
        written = (self.book.html / "_static" / "custom.css").read_text(encoding="utf-8")
        needs(rule in written, "the built book lacks the rule", took)
        return took

    def data(self, turn: int) -> Measured:
        """Change a cell and build all anew, as its user must: it does not know what notebooks read."""
        path = self.book.folder / "claims.csv"
        rows = tables.read(path)
        rows[0]["note"] = f"Measured, turn {turn}."
        tables.write(path, rows)
        took = self._build("--all")
        needs(rows[0]["note"] in self._page("chapter-2"), "the page lacks the new note", took)
        return took

    def _page(self, name: str) -> str:
        return (self.book.html / f"{name}.html").read_text(encoding="utf-8")

    def _build(self, *options: str) -> Measured:
        took = self.book.build(*options, limit=self.limit)
        needs("build succeeded" in took.output, "the book was not built", took)
        return took
