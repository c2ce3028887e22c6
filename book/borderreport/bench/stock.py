"""A stock Jupyter Book of the same size: as many notebooks, charts and words, made as its users make theirs.

Notebooks are written in MyST and executed when they are read. Charts are plain Plotly Express figures, with
plotly.js in each page as Plotly's own renderer puts it there, so that they too show offline. Nothing
of the report's package has a part in it.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from itertools import islice
from pathlib import Path

from borderreport.bench.measure import Measured, run

#: What a chart counts, and by what it is drawn: pairs of columns of the claims, each with a kind of chart.
KINDS = ("bar", "histogram", "scatter", "pie")
COLUMNS = ("topic", "claim_kind", "source_id", "qualifier", "date_precision", "rank")

CONFIG = """title: A stock book
author: Nobody
execute:
  execute_notebooks: force
  timeout: 300
"""
HEADER = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

# Chapter {number}

"""
FIRST = """import pandas as pd
import plotly.express as px
import plotly.io

plotly.io.renderers.default = "notebook"

claims = pd.read_csv("claims.csv")
print(claims["note"].iloc[0])
"""
COUNTED = 'claims.groupby({by!r}).size().reset_index(name="claims")'
CHARTS = {
    "bar": f'px.bar({COUNTED}, x="claims", y={{by!r}}, title={{title!r}})',
    "histogram": "px.histogram(claims, x={by!r}, color={by!r}, title={title!r})",
    "scatter": 'px.scatter(claims, x="date_start", y="credibility", color={by!r}, title={title!r})',
    "pie": f'px.pie({COUNTED}, names={{by!r}}, values="claims", title={{title!r}})',
}
#: Words in a paragraph.
PARAGRAPH = 80


class StockBook:
    """A stock book in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def built(self) -> Path:
        """Where its builds go."""
        return self.folder / "_build"

    @property
    def html(self) -> Path:
        """Its pages."""
        return self.built / "html"

    def build(self, *options: str, limit: float = 900) -> Measured:
        """Run ``jupyter-book build``."""
        tools = Path(sys.executable).parent
        home = self.folder / ".home"
        home.mkdir(exist_ok=True)
        # Nothing of the report's environment: not its package, its kernel or its settings of Jupyter.
        kept = {
            name: value for name, value in os.environ.items() if name in ("PATH", "TMPDIR", "LD_LIBRARY_PATH")
        }
        own = {
            "PATH": f"{tools}{os.pathsep}{kept.get('PATH', os.defpath)}",
            "HOME": str(home),
            "LANG": "C.UTF-8",
        }
        command = [str(tools / "jupyter-book"), "build", str(self.folder), *options]
        return run(command, self.folder, kept | own, limit)


def words_of(texts: list[str]) -> list[str]:
    """The words of pages in MyST, without their cells, heads and marks."""
    found = []
    for text in texts:
        prose = re.sub(r"\A---\n.*?^---$|^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
        found += re.findall(r"[^\W\d_]+", prose)
    return found


def make(folder: Path, claims: Path, words: list[str], notebooks: int, charts: int) -> StockBook:
    """Write a stock book of ``notebooks`` that share ``charts`` and ``words``; ``claims`` is its table."""
    folder.mkdir(parents=True)
    (folder / "_config.yml").write_text(CONFIG, encoding="utf-8")
    names = ["intro", *(f"chapter-{number}" for number in range(2, notebooks + 1))]
    contents = "".join(f"  - file: {name}\n" for name in names[1:])
    (folder / "_toc.yml").write_text(f"format: jb-book\nroot: intro\nchapters:\n{contents}", encoding="utf-8")
    shutil.copyfile(claims, folder / "claims.csv")
    static = folder / "_static"
    static.mkdir()
    (static / "custom.css").write_text("main { max-width: 100%; }\n", encoding="utf-8")
    spoken, drawn = iter(words), iter(range(charts))
    for number, name in enumerate(names, 1):
        own = list(islice(spoken, _part(len(words), notebooks, number)))
        blocks = [_cell(FIRST)] + [_chart(i) for i in islice(drawn, _part(charts, notebooks, number))]
        paragraphs = [" ".join(own[at : at + PARAGRAPH]) + "." for at in range(0, len(own), PARAGRAPH)]
        per_block = -(-len(paragraphs) // len(blocks))
        body = []
        for at, block in enumerate(blocks):
            body += [block, *paragraphs[at * per_block : (at + 1) * per_block]]
        text = HEADER.format(number=number) + "\n\n".join(body) + "\n"
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return StockBook(folder)


def _part(total: int, parts: int, number: int) -> int:
    """The share of part ``number`` (from 1) when ``total`` is shared evenly."""
    return total * number // parts - total * (number - 1) // parts


def _chart(number: int) -> str:
    kind, by = KINDS[number % len(KINDS)], COLUMNS[number % len(COLUMNS)]
    return _cell(CHARTS[kind].format(by=by, title=f"Claims by {by}, chart {number + 1}"))


def _cell(source: str) -> str:
    return f"```{{code-cell}} ipython3\n{source.strip()}\n```"
