"""Tables in pages. Their rows are written as HTML at once: as document nodes they would be two thirds of
the book.
"""

from __future__ import annotations

from html import escape

from docutils import nodes

from borderreport.sphinxext.evidence import entry

#: Letters of a word that may be broken anywhere to keep a table within the page.
LONG = 40


class report_table(nodes.General, nodes.Element):
    """A table: its title if it is numbered, then the HTML of its rows, which the search index reads.

    ``claims`` are those that its rows link to, in order of first use.
    """


class table_heading(nodes.Part, nodes.TextElement):
    """The title of a table: its finding."""


def build_table(content: dict, title: str = "") -> report_table:
    """A table from columns and rows; lists of claim ids become links to their evidence.

    ``content`` holds ``columns``, ``numeric`` (whether a column has numbers) and ``rows``, and may give
    each row a class in ``classes`` and an anchor in ``anchors``.
    """
    labels, numeric, rows = content["columns"], content["numeric"], content["rows"]
    classes = content.get("classes") or [""] * len(rows)
    anchors = content.get("anchors") or [""] * len(rows)
    head = "\n".join(_cell("th", escape(label), label, right) for label, right in zip(labels, numeric))
    body = [
        _row(number, [_data(*cell) for cell in zip(cells, numeric, labels)], marked, anchor)
        for number, (cells, marked, anchor) in enumerate(zip(rows, classes, anchors, strict=True))
    ]
    named = dict.fromkeys(i for cells in rows for cell in cells if isinstance(cell, list) for i in cell)
    table = report_table(claims=list(named))
    if title:
        table += table_heading(title, title)
    text = f'<thead>\n<tr class="row-odd">{head}\n</tr>\n</thead>\n<tbody>\n{"".join(body)}</tbody>\n'
    table += nodes.raw("", text, format="html")
    return table


def _row(number: int, cells: list[str], marked: str, anchor: str) -> str:
    named = f' id="{escape(anchor)}"' if anchor else ""
    kind = f"{'row-odd' if number % 2 else 'row-even'} {marked}".strip()
    return f'<tr class="{kind}"{named}>{chr(10).join(cells)}\n</tr>\n'


def _data(cell: list[str] | str, right: bool, label: str) -> str:
    """A cell; its column's name is repeated in it, shown only where a narrow screen hides the head of the
    table.
    """
    linked = isinstance(cell, list)
    html = entry.places(cell) if linked else escape(cell, quote=False)
    named = f'<span class="cell-label">{escape(label)}</span>' if label and html else ""
    return _cell("td", named + html, "" if linked else cell, right)


def _cell(kind: str, html: str, text: str, right: bool) -> str:
    breaks = any(len(word) > LONG for word in text.split())
    classes = ["head"] * (kind == "th") + ["text-right"] * bool(right) + ["breaks"] * breaks
    marked = f' class="{" ".join(classes)}"' if classes else ""
    return f"<{kind}{marked}><p>{html}</p></{kind}>"


def _visit(self, node):
    named = f' id="{node["ids"][0]}"' if node["ids"] else ""
    self.body.append(
        f'<div class="pst-scrollable-table-container"><table class="report-table table"{named}>\n'
    )


def _depart(self, node):
    self.body.append("</table>\n</div>\n")


def _visit_heading(self, node):
    self.body.append("<caption>")
    self.add_fignumber(node.parent)
    self.body.append('<span class="caption-text">')


def _depart_heading(self, node):
    self.body.append("</span>")
    self.add_permalink_ref(node.parent, "Link to this table")
    self.body.append("</caption>\n")


def _nothing(self, node):
    pass


def _title(node: nodes.Node) -> str | None:
    """The title, from which Sphinx also knows whether a table is numbered: one without a title is not."""
    heading = next(node.findall(table_heading), None)
    return None if heading is None else heading.astext()


def setup(app):
    """Register the nodes."""
    others = {builder: (_nothing, _nothing) for builder in ("latex", "text", "man", "texinfo")}
    app.add_enumerable_node(report_table, "table", _title, html=(_visit, _depart), **others)
    app.add_node(table_heading, html=(_visit_heading, _depart_heading), **others)
