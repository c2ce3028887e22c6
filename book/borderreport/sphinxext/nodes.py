"""Document nodes of the report that docutils lacks, and how HTML shows them.

Other builders show the children of these nodes, so nothing is lost in them.
"""

from __future__ import annotations

import json

from docutils import nodes


class report_figure(nodes.General, nodes.Element):
    """A numbered figure; numbered together with Sphinx's own figures."""


class figure_heading(nodes.Part, nodes.TextElement):
    """The title of a figure: its finding."""


class chart_view(nodes.General, nodes.Element):
    """A chart: ``spec`` is the Plotly figure, ``alt`` its text; the static image, if any, is the child."""


class details(nodes.General, nodes.Element):
    """A part that opens on demand, with ``summary`` as its label."""


def _nothing(self, node):
    pass


def _visit_figure(self, node):
    label = f"{node['ids'][0]}-title"
    self.body.append(self.starttag(node, "figure", CLASS="chart-figure", **{"aria-labelledby": label}))


def _depart_figure(self, node):
    self.body.append("</figure>\n")


def _visit_heading(self, node):
    label = f"{node.parent['ids'][0]}-title"
    self.body.append(f'<figcaption id="{label}"><p class="figure-title">')
    self.add_fignumber(node.parent)


def _depart_heading(self, node):
    self.add_permalink_ref(node.parent, "Link to this figure")
    self.body.append("</p></figcaption>\n")


def _visit_chart(self, node):
    # "</" would end the script element, so it is written as JSON allows.
    spec = json.dumps(node["spec"], ensure_ascii=False, sort_keys=True, separators=(",", ":")).replace("</", "<\\/")
    self.body.append(
        f'<div class="chart" data-alt="{self.attval(node["alt"])}">'
        f'<script type="application/json" class="chart-spec">{spec}</script>\n<div class="chart-static">'
    )


def _depart_chart(self, node):
    self.body.append('</div>\n<div class="chart-live"></div>\n</div>\n')


def _visit_details(self, node):
    self.body.append(f"{self.starttag(node, 'details', suffix='')}<summary>{self.encode(node['summary'])}</summary>\n")


def _depart_details(self, node):
    self.body.append("</details>\n")


def _figure_title(node: nodes.Node) -> str:
    return next(node.findall(figure_heading)).astext()


def setup(app):
    """Register the nodes."""
    others = {builder: (_nothing, _nothing) for builder in ("latex", "text", "man", "texinfo")}
    app.add_enumerable_node(report_figure, "figure", _figure_title, html=(_visit_figure, _depart_figure), **others)
    app.add_node(figure_heading, html=(_visit_heading, _depart_heading), **others)
    app.add_node(chart_view, html=(_visit_chart, _depart_chart), **others)
    app.add_node(details, html=(_visit_details, _depart_details), **others)
