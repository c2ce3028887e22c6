"""Document nodes of the report that docutils lacks, and how HTML shows them.

Other builders show the children of these nodes, so nothing is lost in them.
"""

from __future__ import annotations

import posixpath
from pathlib import Path

from docutils import nodes

from borderreport.building.store import Store

#: Folder below _static/ that holds images, scripts and downloads of the figures.
FIGURES = "figures"
#: Folder beside the pages in which drawn charts are kept.
DRAWN = "charts"


class report_figure(nodes.General, nodes.Element):
    """A numbered figure; numbered together with Sphinx's own figures."""


class figure_heading(nodes.Part, nodes.TextElement):
    """The title of a figure: its finding."""


class chart_view(nodes.General, nodes.Element):
    """A chart: ``name`` is its figure, ``alt`` its text.

    ``drawn`` has the keys of its wide and narrow image, none where no browser can draw, and ``sizes``
    theirs in px.
    """


class figure_downloads(nodes.General, nodes.Element):
    """Downloads of the figure ``name``: ``csv`` has the bytes of its rows, ``drawn`` the keys of its
    images.
    """


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


def _static_path(self, name: str) -> str:
    """Address of a file of the figures, from the page being written."""
    return posixpath.relpath(
        f"_static/{FIGURES}/{name}", posixpath.dirname(self.builder.current_docname) or "."
    )


def _visit_chart(self, node):
    name, alt, path = node["name"], self.attval(node["alt"]), _static_path(self, node["name"])
    self.body.append(f'<div class="chart" data-figure="{name}" data-script="{path}.js" data-alt="{alt}">')
    self.body.append('<div class="chart-static">')
    if node["drawn"]:
        (width, height), (small_width, small_height) = node["sizes"]
        self.body.append(
            f'<picture><source media="(max-width: 600px)" srcset="{path}-narrow.svg" '
            f'width="{small_width}" height="{small_height}"><img src="{path}.svg" alt="{alt}" '
            f'width="{width}" height="{height}" loading="lazy" decoding="async"></picture>'
        )
    self.body.append('</div>\n<div class="chart-live"></div>\n</div>\n')


def _visit_downloads(self, node):
    path = _static_path(self, node["name"])
    offered = [("data as CSV", "csv", node["csv"])]
    if node["drawn"]:
        drawn = Store(Path(self.builder.outdir).parent / DRAWN).get(node["drawn"][0])
        offered.append(("chart as SVG", "svg", len(drawn)))
    links = [
        f'<a href="{path}.{ending}" download>{label} ({size / 1024:,.0f} kB)</a>'
        for label, ending, size in offered
    ]
    self.body.append(f'<p class="figure-downloads">Download: {", ".join(links)}</p>\n')
    raise nodes.SkipNode


def _visit_details(self, node):
    self.body.append(
        f"{self.starttag(node, 'details', suffix='')}<summary>{self.encode(node['summary'])}</summary>\n"
    )


def _depart_details(self, node):
    self.body.append("</details>\n")


def _figure_title(node: nodes.Node) -> str:
    return next(node.findall(figure_heading)).astext()


def setup(app):
    """Register the nodes."""
    others = {builder: (_nothing, _nothing) for builder in ("latex", "text", "man", "texinfo")}
    app.add_enumerable_node(
        report_figure, "figure", _figure_title, html=(_visit_figure, _depart_figure), **others
    )
    app.add_node(figure_heading, html=(_visit_heading, _depart_heading), **others)
    app.add_node(chart_view, html=(_visit_chart, _nothing), **others)
    app.add_node(figure_downloads, html=(_visit_downloads, _nothing), **others)
    app.add_node(details, html=(_visit_details, _depart_details), **others)
