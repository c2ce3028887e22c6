"""The evidence pages: lists of claims, each with its permanent anchor and its entry."""

from __future__ import annotations

import pandas as pd
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from borderreport.data import RECORD
from borderreport.sphinxext.evidence import claims, uses
from borderreport.sphinxext.evidence.entry import entry
from borderreport.sphinxext.figures.outputs import paragraph
from borderreport.words import dates, wording


class claim_entries(nodes.General, nodes.Element):
    """A list of entries: ``claims`` are their identifiers, its children their HTML, which the search index
    reads.
    """


def _listing(own: pd.DataFrame) -> claim_entries:
    listing = claim_entries(claims=list(own.index))
    listing += [nodes.raw("", entry(claim_id), format="html") for claim_id in own.index]
    return listing


class RecordList(SphinxDirective):
    """``{record-list}`` lists the claims of the public record on one topic: its argument is the topic."""

    required_arguments = 1

    def run(self):
        table = claims.table()
        own = table[(table["tier"] == RECORD) & (table["topic"] == self.arguments[0])]
        if own.empty:
            raise self.error(f"record-list: no claim of the record on the topic {self.arguments[0]!r}")
        return [_listing(own.sort_values("date_start", kind="stable"))]


class EvidenceList(SphinxDirective):
    """``{evidence-list}`` lists every claim of one core source: its argument is the source_id."""

    required_arguments = 1

    def run(self):
        table = claims.table()
        own = table[table["source_id"] == self.arguments[0]]
        if own.empty:
            raise self.error(f"evidence-list: no claim of a source {self.arguments[0]!r}")
        return [_listing(own.sort_values(["char_start", "char_end"], kind="stable"))]


class CoreAlone(SphinxDirective):
    """``{core-alone}`` is a switch, without any script, that hides what the record says of the core
    claims.
    """

    def run(self):
        label = "Show the core alone, without the verdicts of the record"
        html = f'<p class="core-alone"><label><input type="checkbox" id="core-alone"> {label}</label></p>'
        return [nodes.raw("", html, format="html")]


class SourceSummary(SphinxDirective):
    """``{source-summary}`` prints title, author, publisher, date, grade and address of one source."""

    required_arguments = 1

    def run(self):
        data = claims.dataset()
        source = data.sources.set_index("source_id").loc[self.arguments[0]]
        author = "unsigned" if pd.isna(source["author"]) else source["author"]
        title = "untitled" if pd.isna(source["title"]) else f"“{source['title']}”"
        count = int((data.claims["source_id"] == self.arguments[0]).sum())
        published = dates.in_words(source["published"])
        line = paragraph(f"{author}, {title}, {source['publisher']}, {published}. ", "source-summary")
        line += nodes.reference("", "Read it at the publisher", refuri=source["url"], internal=False)
        below = f"{wording.counted(count, 'claim')} below."
        grade = f"Reliability {source['reliability']}: {source['reliability_reason']} {below}"
        return [line, paragraph(grade, "source-summary")]


def _visit(self, node):
    used_in = uses.Shown(self.builder)
    for claim_id, child in zip(node["claims"], node.children, strict=True):
        inner = child.astext()
        used = used_in(claim_id)
        if used:
            inner = f"{inner.removesuffix('</dl>')}{used}\n</dl>"
        self.body.append(f'<div class="claim-entry docutils container" id="{claim_id}">\n{inner}\n</div>\n')
    raise nodes.SkipNode


def _skip(self, node):
    raise nodes.SkipNode


def setup(app):
    """Register directives and node. Only HTML shows entries: the PDF is made of it."""
    others = {builder: (_skip, None) for builder in ("latex", "text", "man", "texinfo")}
    app.add_node(claim_entries, html=(_visit, None), **others)
    app.add_directive("evidence-list", EvidenceList)
    app.add_directive("record-list", RecordList)
    app.add_directive("core-alone", CoreAlone)
    app.add_directive("source-summary", SourceSummary)
