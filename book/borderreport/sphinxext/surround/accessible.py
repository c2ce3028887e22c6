"""Markup of other extensions as assistive technology needs it.

Names say what they show, roles exist. Each entry replaces how one kind of node is written, where axe finds a
fault in what its extension writes.
"""

from __future__ import annotations

from html import escape

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode


def _visit_code(self, node):
    # One label, and no name beside it: myst-nb's own says "Toggle hidden content" of every cell.
    label = escape(node["prompt_show"])
    self.body.append(
        f'<details class="admonition hide {" ".join(node["classes"])}">\n'
        f'<summary><p class="admonition-title">{label}</p></summary>\n'
    )


def _depart_code(self, node):
    self.body.append("</details>\n")


def _visit_citation(self, node):
    # docutils' role doc-biblioentry is withdrawn, and readers of it do not find list items in the list.
    if not isinstance(node.previous_sibling(), nodes.citation):
        self.body.append('<div role="list" class="citation-list">\n')
    self.body.append(self.starttag(node, "div", classes=["citation"], role="listitem"))


def _depart_citation(self, node):
    self.body.append("</div>\n")
    if not isinstance(node.next_node(descend=False, siblings=True), nodes.citation):
        self.body.append("</div>\n")


def setup(app):
    """Replace the writers. This extension is loaded after those it corrects."""
    app.add_node(HideCodeCellNode, override=True, html=(_visit_code, _depart_code))
    app.add_node(nodes.citation, override=True, html=(_visit_citation, _depart_citation))
