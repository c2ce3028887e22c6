"""The evidence explorer: every claim of both tiers in one table that a reader can search, filter, sort and
share.

The page holds the whole table as plain HTML. A script puts a form and a faster table in its place and reads
the claims from a script of their own, because a page opened from the file system may not fetch.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

import pandas as pd
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from borderreport.data import claimstable
from borderreport.words import dates
from borderreport.data import CORE, RECORD
from borderreport.sphinxext.evidence import claims

#: Scripts and styles of this page alone, in the order in which the page loads them.
VENDORED = ("tabulator.min.css", "tabulator.min.js")
OWN = ("explorer.css", "claims-filter.js", "explorer.js")
DATA = "claims-table.js"
#: Choices of the form: name, label, and what the empty choice is called.
CHOICES = (
    ("tier", "Tier", "Core and record"),
    ("source", "Source", "Every source"),
    ("topic", "Topic", "Every topic"),
    ("entity", "Subject, object, speaker", "Anyone and anything"),
    ("kind", "Kind", "Every kind"),
    ("origin", "Origin", "Independent or following"),
    ("standing", "Standing of its finding", "Any standing or none"),
    ("verdict", "Held against the record", "Any verdict or none"),
    ("order", "Order", "As in the dataset"),
)


class claims_explorer(nodes.General, nodes.Element):
    """Place of the explorer. A node of its own, because the search index would read raw HTML a second
    time.
    """


class ClaimsExplorer(SphinxDirective):
    """``{claims-explorer}`` puts the explorer on the page."""

    def run(self):
        self.env.metadata[self.env.docname]["explores_claims"] = True
        return [claims_explorer()]


def form() -> str:
    """The controls. Their choices are filled in by the script, which alone can use them."""
    words = (
        '<p class="explorer-words"><label for="explorer-q">Words in the claim</label>'
        '<input type="search" id="explorer-q" name="q" aria-describedby="explorer-hint" spellcheck="false">'
        '<span id="explorer-hint">Every word must occur; a phrase goes in quotation marks.</span></p>'
    )
    fields = [
        f'<p><label for="explorer-{name}">{escape(label)}</label>'
        f'<select id="explorer-{name}" name="{name}"><option value="">{escape(every)}</option></select></p>'
        for name, label, every in CHOICES
    ]
    clear = '<p class="explorer-clear"><button type="reset">Clear all</button></p>'
    opening = '<form class="explorer-form" role="search" aria-label="Claims" autocomplete="off">'
    return f"{opening}{words}{''.join(fields)}{clear}</form>"


def plain_table(table: pd.DataFrame, pages: dict[str, str]) -> str:
    """Every claim as a row of plain HTML: identifier, statement, source and date.

    ``table`` has the claims of both tiers by claim_id, ``pages`` the address of the page of each tier.
    """
    rows = []
    for claim in table.itertuples():
        dagger = '<span class="contradicted">†</span>' if claim.Index in claims.contradicted() else ""
        dated = escape(dates.in_words(claim.date_edtf)) if pd.notna(claim.date_edtf) else ""
        rows.append(
            f'<tr><td><a href="{pages[claim.tier]}#{escape(claim.Index)}">'
            f'<span class="claim">{escape(claim.Index)}{dagger}</span></a></td>'
            f"<td>{escape(claim.statement)}</td><td>{escape(claim.source)}</td><td>{dated}</td></tr>"
        )
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Claim", "Statement", "Source", "Date"))
    body = "\n".join(rows)
    opening = '<table class="report-table explorer-plain" aria-label="All claims">'
    return f"{opening}<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table>"


def _visit(self, node):
    pages = {
        tier: self.builder.get_relative_uri(self.builder.current_docname, claims.PAGES[tier])
        for tier in (CORE, RECORD)
    }
    self.body.append(
        f'<div class="explorer" data-core="{pages[CORE]}" data-record="{pages[RECORD]}">{form()}'
        '<p class="explorer-count" role="status"></p><div class="explorer-table"></div>\n'
        f"{plain_table(claims.table(), pages)}</div>\n"
    )
    raise nodes.SkipNode


def _skip(self, node):
    raise nodes.SkipNode


def _link(app, pagename, templatename, context, doctree) -> None:
    if doctree is not None and next(doctree.findall(claims_explorer), None) is not None:
        for name in (*VENDORED, *OWN):
            if name.endswith(".css"):
                app.add_css_file(name)
        for name in (*VENDORED, DATA, *OWN):
            if name.endswith(".js"):
                app.add_js_file(name, loading_method="defer")


def _write(app, error) -> None:
    wanted = any(facts.get("explores_claims") for facts in app.env.metadata.values())
    if error is not None or app.builder.format != "html" or not wanted:
        return
    static = Path(app.outdir) / "_static"
    (static / DATA).write_text(claimstable.script(claimstable.payload(claims.dataset())), encoding="utf-8")


def setup(app):
    """Register directive and node; the scripts are linked where the explorer stands, and written beside the
    pages.
    """
    others = {builder: (_skip, None) for builder in ("latex", "text", "man", "texinfo")}
    app.add_node(claims_explorer, html=(_visit, None), **others)
    app.add_directive("claims-explorer", ClaimsExplorer)
    app.connect("html-page-context", _link)
    app.connect("build-finished", _write)
