"""The evidence pages: lists of findings and claims, each with its permanent anchor and its entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

import pandas as pd
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from borderreport.data import CORE, RECORD
from borderreport.sphinxext.evidence import claims, findingentry, findings, uses
from borderreport.sphinxext.evidence.entry import entry
from borderreport.sphinxext.figures.outputs import paragraph
from borderreport.words import dates, wording


class claim_entries(nodes.General, nodes.Element):
    """A list of entries: ``entries`` are their kinds and identifiers, its children their HTML, which the
    search index reads.
    """


#: Kinds of entries; the class of each one's box is made of it.
CLAIM, FINDING = "claim", "finding"


def _listing(found: list[tuple[str, str, str]]) -> claim_entries:
    """A list of entries from their kinds, identifiers and HTML."""
    listing = claim_entries(entries=[(kind, key) for kind, key, _ in found])
    listing += [nodes.raw("", html, format="html") for _, _, html in found]
    return listing


def _claims(claim_ids: Iterable[str], under: str | None = None) -> list[tuple[str, str, str]]:
    return [(CLAIM, claim_id, entry(claim_id, under)) for claim_id in claim_ids]


class RecordList(SphinxDirective):
    """``{record-list}`` lists the claims of the public record on one topic: its argument is the topic."""

    required_arguments = 1

    def run(self):
        table = claims.table()
        own = table[(table["tier"] == RECORD) & (table["topic"] == self.arguments[0])]
        if own.empty:
            raise self.error(f"record-list: no claim of the record on the topic {self.arguments[0]!r}")
        return [_listing(_claims(own.sort_values("date_start", kind="stable").index))]


class FindingList(SphinxDirective):
    """``{finding-list}`` lists the findings of one topic, its argument: those of most weight first.

    Under each stand the core claims whose main finding it is, in the order of source and text; with the topic
    ``none`` the core claims that bear on no finding.
    """

    required_arguments = 1

    def run(self):
        topic = self.arguments[0]
        if topic == "none":
            return [_listing(_claims(_under(None)))]
        own = [finding for finding in findings.settled().values() if finding.topic == topic]
        if not own:
            raise self.error(f"finding-list: no finding on the topic {topic!r}")
        found = []
        for finding in sorted(own, key=lambda finding: -finding.weight):
            found.append((FINDING, finding.finding_id, findingentry.entry(finding)))
            found += _claims(_under(finding.finding_id), finding.finding_id)
        return [_listing(found)]


def _under(finding_id: str | None) -> list[str]:
    """Core claims whose main finding this is, in the order of source and text."""
    return _by_finding().get(finding_id, [])


@cache
def _by_finding() -> dict[str | None, list[str]]:
    found = defaultdict(list)
    for claim_id, claim in claims.rows().items():
        if claim["tier"] == CORE:
            borne = findings.borne_by(claim_id)
            found[borne[0][0].finding_id if borne else None].append(claim_id)
    return found


class CoreAlone(SphinxDirective):
    """``{core-alone}`` is a switch, without any script, that hides what public pages say."""

    def run(self):
        label = "Show the articles alone, without what public pages say"
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
        published = dates.in_words(source["published"])
        line = paragraph(f"{author}, {title}, {source['publisher']}, {published}. ", "source-summary")
        line += nodes.reference("", "Read it at the publisher", refuri=source["url"], internal=False)
        count = int((data.claims["source_id"] == self.arguments[0]).sum())
        told = f"Reliability {source['reliability']}: {source['reliability_reason']} "
        return [line, paragraph(f"{told}{wording.counted(count, 'claim')}.", "source-summary")]


def _visit(self, node):
    used_in = uses.Shown(self.builder)
    for (kind, key), child in zip(node["entries"], node.children, strict=True):
        inner = child.astext()
        used = used_in(key)
        if used:
            inner = f"{inner.removesuffix('</dl>')}{used}\n</dl>"
        old = "".join(f'<span id="{name}"></span>' for name in _replaced(kind, key))
        box = f'<div class="{kind}-entry" id="{key}">'
        self.body.append(f"{box}{old}\n{inner}\n</div>\n")
    raise nodes.SkipNode


def _replaced(kind: str, key: str) -> list[str]:
    """Anchors that an entry has taken over: identifiers of disagreements and look-alikes of earlier versions.
    """
    was = findings.settled()[key].row["was"] if kind == FINDING else None
    return was.split(";") if was else []


def _skip(self, node):
    raise nodes.SkipNode


def setup(app):
    """Register directives and node. Only HTML shows entries: the PDF is made of it."""
    others = {builder: (_skip, None) for builder in ("latex", "text", "man", "texinfo")}
    app.add_node(claim_entries, html=(_visit, None), **others)
    app.add_directive("finding-list", FindingList)
    app.add_directive("record-list", RecordList)
    app.add_directive("core-alone", CoreAlone)
    app.add_directive("source-summary", SourceSummary)
