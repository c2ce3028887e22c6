"""Directives that a chapter's figures and tables become: see `borderreport.outputs`."""

from __future__ import annotations

import json
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from borderreport.words import wording
from borderreport.charts.browser import browser
from borderreport.sphinxext.figures import files
from borderreport.sphinxext.figures.tables import build_table
from borderreport.sphinxext.surround import citing
from borderreport.sphinxext.figures.nodes import (
    chart_view,
    details,
    figure_downloads,
    figure_heading,
    report_figure,
)


def paragraph(text: str, *classes: str) -> nodes.paragraph:
    """A paragraph of plain text."""
    return nodes.paragraph(text, text, classes=list(classes))


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
        table = build_table(content["table"], content["title"])
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
    """A numbered figure with all its parts: title, subtitle, chart, description, note, source line, what it
    rests on, the plotted rows as a table, and both as downloads.
    """

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
        counted = wording.counted(len(content["table"]["rows"]), "row")
        data = details(summary=f"The {counted} behind this chart, with their evidence, and downloads")
        data += build_table(content["table"])
        data += figure_downloads(
            name=content["name"], csv=files.write(self.folder(), content), drawn=view["drawn"]
        )
        data += citing.figure_citation(name=content["name"], title=title)
        figure += data
        files.note(self.env, content["name"], view["drawn"])
        return [figure]

    def folder(self) -> Path:
        return Path(self.env.app.outdir).parent / files.FOLDER

    def chart(self, content: dict) -> chart_view:
        """The chart's place; its images are being drawn meanwhile, and go by the keys under which they are
        kept.
        """
        wide, slim = files.drawings(content["spec"])
        drawn = (wide.key, slim.key) if browser() else ()
        sizes = [(wide.width, wide.height), (slim.width, slim.height)]
        return chart_view(name=content["name"], alt=content["title"], sizes=sizes, drawn=drawn)


def setup(app):
    """Register the directives."""
    app.add_directive("report-table", ReportTable)
    app.add_directive("report-figure", ReportFigure)
