"""Directives that a chapter's figures and tables become: see `borderreport.outputs`."""

from __future__ import annotations

import json
import os
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from borderreport.words import wording
from borderreport.charts import static
from borderreport.charts.narrow import narrow
from borderreport.sphinxext.evidence import claims
from borderreport.sphinxext.figures import files
from borderreport.sphinxext.surround import citing
from borderreport.sphinxext.figures.nodes import (
    chart_view,
    details,
    figure_downloads,
    figure_heading,
    report_figure,
)

#: Widths in px at which static charts are drawn: the text column of the book, and that of a phone.
WIDTH, NARROW = 760, 340
#: Letters of a word that may be broken anywhere to keep a table within the page.
LONG = 40


def paragraph(text: str, *classes: str) -> nodes.paragraph:
    """A paragraph of plain text."""
    return nodes.paragraph(text, text, classes=list(classes))


def build_table(content: dict, docname: str, title: str = "") -> nodes.table:
    """A docutils table from columns and rows; lists of claim ids become links to their evidence.

    ``content`` may give each row a class of its own, in ``classes``.
    """
    table = nodes.table(classes=["report-table", "colwidths-auto"])
    if title:
        table += nodes.title(title, title)
    group = nodes.tgroup(cols=len(content["columns"]))
    table += group
    group += [nodes.colspec(colwidth=1) for _ in content["columns"]]
    head, body = nodes.thead(), nodes.tbody()
    group += [head, body]
    head += _row([[nodes.Text(c)] for c in content["columns"]], content["numeric"])
    classes = content.get("classes") or [""] * len(content["rows"])
    for cells, marked in zip(content["rows"], classes):
        parts = [claims.places(c, docname) if isinstance(c, list) else [nodes.Text(c)] for c in cells]
        body += _row(parts, content["numeric"], marked, content["columns"])
    return table


def _row(
    cells: list[list[nodes.Node]], numeric: list[bool], marked: str = "", labels: list[str] | None = None
) -> nodes.row:
    """A row; ``labels`` are repeated in its cells, shown only where a narrow screen hides the head of the table."""
    row = nodes.row(classes=[marked] if marked else [])
    for parts, right, label in zip(cells, numeric, labels or [""] * len(cells)):
        breaks = any(len(word) > LONG for part in parts for word in part.astext().split())
        entry = nodes.entry(classes=["text-right"] * bool(right) + ["breaks"] * breaks)
        named = (
            [nodes.inline(label, label, classes=["cell-label"])]
            if label and any(p.astext() for p in parts)
            else []
        )
        entry += nodes.paragraph("", "", *named, *parts)
        row += entry
    return row


class _Output(SphinxDirective):
    has_content = True

    def read(self) -> dict:
        return json.loads("\n".join(self.content))

    def target(self, node: nodes.Element, name: str) -> None:
        node["ids"].append(name)
        node["names"].append(name)
        self.state.document.note_explicit_target(node, node)


class ReportTable(_Output):
    """A numbered table, with what it rests on below it."""

    def run(self):
        content = self.read()
        table = build_table(content["table"], self.env.docname, content["title"])
        self.target(table, content["name"])
        below = paragraph(" ".join(filter(None, [content["note"], content["evidence"]])), "source-line")
        if not content["folded"]:
            return [table, below]
        box = details(
            summary=f"{content['title']} ({len(content['table']['rows'])} rows)", classes=["folded-table"]
        )
        box += [table, below]
        return [box]


class ReportFigure(_Output):
    """A numbered figure with all its parts: title, subtitle, chart, description, note, source line, what it rests on,
    the plotted rows as a table, and both as downloads."""

    def run(self):
        content = self.read()
        figure = report_figure()
        self.target(figure, content["name"])
        title = content["title"]
        figure += [figure_heading(title, title), paragraph(content["subtitle"], "figure-subtitle")]
        view = self.chart(content)
        figure += view
        figure += paragraph(content["alt"], "figure-description")
        figure += paragraph(content["note"], "figure-note")
        figure += paragraph(f"{content['sources']} {content['evidence']}", "source-line")
        data = details(
            summary=f"The {wording.counted(len(content['table']['rows']), 'row')} behind this chart, with their evidence, and downloads"
        )
        data += build_table(content["table"], self.env.docname)
        data += figure_downloads(files=files.write(self.folder(), content, view))
        data += citing.figure_citation(name=content["name"], title=title)
        figure += data
        return [figure]

    def folder(self) -> Path:
        return Path(self.env.app.outdir).parent / "figures"

    def chart(self, content: dict) -> chart_view:
        name, spec = content["name"], content["spec"]
        view = chart_view(name=name, alt=content["title"], folder=str(self.folder()))
        kept_in = Path(self.env.app.outdir).parent / "charts"
        drawn = static.svg(spec, WIDTH, spec["layout"]["height"], kept_in)
        if drawn is not None:
            small = narrow(spec)
            height = small["layout"]["height"]
            view["narrow"] = str(static.svg(small, NARROW, height, kept_in))
            view["sizes"] = [(WIDTH, spec["layout"]["height"]), (NARROW, height)]
            uri = "/" + os.path.relpath(drawn, self.env.srcdir).replace(os.sep, "/")
            view += nodes.image(
                uri=uri,
                alt=content["title"],
                width=f"{WIDTH}px",
                height=f"{spec['layout']['height']}px",
                classes=["no-scaled-link"],
            )
            view["wide"] = str(drawn)
        return view


def setup(app):
    """Register the directives."""
    app.add_directive("report-table", ReportTable)
    app.add_directive("report-figure", ReportFigure)
