"""How to cite a page or a figure.

A box below each page, a line in the details of each figure, and the footer's edition.
"""

from __future__ import annotations

from functools import cache

from docutils import nodes

from borderreport.data import edition as editions
from borderreport.sphinxext.evidence import claims

STYLES, PRINT = "pages.css", "print.css"
SCRIPT = "cite.js"


class figure_citation(nodes.General, nodes.Element):
    """A line that cites the figure ``name`` with the title ``title``.

    It is written with the page, whose title it needs.
    """


@cache
def current() -> editions.Edition:
    """The edition of this build."""
    return editions.edition(claims.dataset())


def address_of(app, docname: str, anchor: str = "") -> str:
    """The published address of a page or of a place on it; empty for a book that is not published."""
    root = editions.address()
    return f"{root}{app.builder.get_target_uri(docname)}{f'#{anchor}' if anchor else ''}" if root else ""


def _page(app, pagename, templatename, context, doctree) -> None:
    context["edition"] = current()
    if doctree is None:
        return
    part = "" if pagename == app.config.root_doc else app.env.titles[pagename].astext()
    context["citation"] = current().citation(part, address=address_of(app, pagename))
    app.add_js_file(SCRIPT, loading_method="defer")


def _visit(self, node):
    builder = self.builder
    page = builder.env.titles[builder.current_docname].astext()
    where = address_of(builder.app, builder.current_docname, node["name"])
    text = self.encode(current().citation(node["title"], page, where))
    self.body.append(f'<p class="cite">Cite this figure: <span class="cite-text">{text}</span></p>\n')
    raise nodes.SkipNode


def setup(app):
    """Register the node of figures, and give every page what its templates print."""
    others = {
        builder: (lambda self, node: None, lambda self, node: None)
        for builder in ("latex", "text", "man", "texinfo")
    }
    app.add_node(figure_citation, html=(_visit, None), **others)
    app.add_css_file(STYLES, priority=850)  # after report.css, whose colours they use
    app.add_css_file(PRINT, priority=860, media="print")
    app.connect("html-page-context", _page)
