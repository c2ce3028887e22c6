"""Directives that a chapter's figures and tables become: see `borderreport.outputs`."""

from __future__ import annotations

import json
import os
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from borderreport.charts import static
from borderreport.sphinxext import claims
from borderreport.sphinxext.nodes import chart_view, details, figure_heading, report_figure

#: Width in px at which static charts are drawn: the text column of the book.
WIDTH = 760


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
        body += _row(parts, content["numeric"], marked)
    return table


def _row(cells: list[list[nodes.Node]], numeric: list[bool], marked: str = "") -> nodes.row:
    row = nodes.row(classes=[marked] if marked else [])
    for parts, right in zip(cells, numeric):
        entry = nodes.entry(classes=["text-right"] if right else [])
        entry += nodes.paragraph("", "", *parts)
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
        box = details(summary=f"{content['title']} ({len(content['table']['rows'])} rows)", classes=["folded-table"])
        box += [table, below]
        return [box]


class ReportFigure(_Output):
    """A numbered figure: title, subtitle, chart, note, what it rests on, and the plotted rows as a table."""

    def run(self):
        content = self.read()
        figure = report_figure()
        self.target(figure, content["name"])
        title = content["title"]
        figure += [figure_heading(title, title), paragraph(content["subtitle"], "figure-subtitle")]
        figure += self.chart(content)
        if content["note"]:
            figure += paragraph(content["note"], "figure-note")
        figure += paragraph(content["evidence"], "source-line")
        data = details(summary=f"The {len(content['table']['rows'])} rows behind this chart, with their evidence")
        data += build_table(content["table"], self.env.docname)
        figure += data
        return [figure]

    def chart(self, content: dict) -> chart_view:
        spec = content["spec"]
        view = chart_view(spec=spec, alt=content["alt"])
        height = spec["layout"]["height"]
        kept_in = Path(self.env.app.outdir).parent / "charts"
        drawn = static.svg(spec, WIDTH, height, kept_in)
        if drawn is not None:
            uri = "/" + os.path.relpath(drawn, self.env.srcdir).replace(os.sep, "/")
            view += nodes.image(uri=uri, alt=content["alt"], width=f"{WIDTH}px", height=f"{height}px", classes=["no-scaled-link"])
        return view


def setup(app):
    """Register the directives."""
    app.add_directive("report-table", ReportTable)
    app.add_directive("report-figure", ReportFigure)
