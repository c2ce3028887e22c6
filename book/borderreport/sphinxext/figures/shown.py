"""A figure of another page shown again where it is needed, such as on the landing page: drawn once, linked
to its place.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

from borderreport.sphinxext.figures.nodes import chart_view, figure_heading, report_figure
from borderreport.sphinxext.figures.numbers import number_of
from borderreport.sphinxext.figures.numbers import shown as numbered
from borderreport.sphinxext.figures.outputs import paragraph

logger = logging.getLogger(__name__)


class shown_figure(nodes.General, nodes.Element):
    """Place of a figure that another page holds: ``page`` is its document, ``name`` its identifier."""


class ShowFigure(SphinxDirective):
    """``{show-figure} book/programme fig-status`` shows title, subtitle and chart of that figure, with a
    link to it.
    """

    required_arguments = 2

    def run(self):
        page, name = self.arguments
        self.env.metadata[self.env.docname].setdefault("shows_figures", True)
        return [shown_figure(page=page, name=name)]


def _fill(app, doctree, docname) -> None:
    for place in list(doctree.findall(shown_figure)):
        page, name = place["page"], place["name"]
        found = None
        if page in app.env.found_docs:
            found = next(
                (f for f in app.env.get_doctree(page).findall(report_figure) if name in f["ids"]), None
            )
        if found is None:
            logger.warning(
                "show-figure: page %s has no figure %s",
                page,
                name,
                location=docname,
                type="report",
                subtype="figure",
            )
            place.parent.remove(place)
            continue
        _, number = number_of(app.env, page, name) or ("", ())
        title = nodes.paragraph(classes=["figure-title"])
        label = nodes.inline("", f"Figure {numbered(number)} ", classes=["caption-number"])
        heading = next(found.findall(figure_heading)).astext()
        title += [label, make_refnode(app.builder, docname, page, name, nodes.Text(heading))]
        subtitle = next(p for p in found.findall(nodes.paragraph) if "figure-subtitle" in p["classes"])
        view = next(found.findall(chart_view)).deepcopy()
        rests = next(p for p in found.findall(nodes.paragraph) if "source-line" in p["classes"])
        place += [
            title,
            subtitle.deepcopy(),
            view,
            paragraph(f"{rests.astext()} Its rows and notes stand in the chapter.", "source-line"),
        ]


def _rewrite(app, env):
    """Pages that show figures of others are written anew at every build: they hold copies."""
    return [name for name, facts in env.metadata.items() if facts.get("shows_figures")]


def _visit(self, node):
    self.body.append(self.starttag(node, "figure", CLASS="chart-figure"))


def _depart(self, node):
    self.body.append("</figure>\n")


def setup(app):
    """Register directive and node, and fill the places once all pages are read."""
    app.add_node(
        shown_figure,
        html=(_visit, _depart),
        **{b: (lambda s, n: None, lambda s, n: None) for b in ("latex", "text")},
    )
    app.add_directive("show-figure", ShowFigure)
    app.connect("doctree-resolved", _fill)
    app.connect("env-updated", _rewrite)
